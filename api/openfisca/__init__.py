"""OpenFisca's own routes for any tax-benefit system, same in meaning and shape, mended where they fail."""

from __future__ import annotations

from flask import Flask
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from ..services import Services
from .calculating import mount_calculating
from .headers import name_package
from .reading import mount_reading


def mount(app: Flask, system: TaxBenefitSystem, services: Services, *, is_audited: bool) -> None:
    """Give a service OpenFisca's routes for a system.

    Args:
        app: the service.
        system: whose law is served.
        services: of this process.
        is_audited: whether what is computed is written down in the store, as `/v1` does.
    """
    name_package(app, system)
    mount_reading(app, system, services)
    mount_calculating(app, system, services, is_audited=is_audited)
