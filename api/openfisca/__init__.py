"""OpenFisca's own routes for any tax-benefit system, same in meaning and shape, mended where they fail."""

from __future__ import annotations

from flask import Flask
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from ..services import Services
from .calculating import mount_calculating
from .headers import name_package
from .reading import mount_reading


def mount(app: Flask, system: TaxBenefitSystem, services: Services) -> None:
    """Give a service OpenFisca's routes for a system."""
    name_package(app, system)
    mount_reading(app, system, services)
    mount_calculating(app, system, services)
