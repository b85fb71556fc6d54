"""OpenFisca's own routes for any tax-benefit system, same in meaning and shape, mended where they fail."""

from flask import Flask
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from ..services import Services
from .headers import name_package
from .reading import mount_reading


def mount(app: Flask, system: TaxBenefitSystem, services: Services) -> None:
    """Give a service OpenFisca's routes."""
    name_package(app, system)
    mount_reading(app, system, services)
