"""What every reply says of the law that is served."""

from __future__ import annotations

from flask import Flask, Response
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from .package import Package


def name_package(app: Flask, system: TaxBenefitSystem) -> None:
    """Let every reply bear the name and the version of the system's package, errors too."""
    package = Package.of(system)

    def name(response: Response) -> Response:
        response.headers["Country-Package"] = package.name
        response.headers["Country-Package-Version"] = package.version
        return response

    app.after_request(name)
