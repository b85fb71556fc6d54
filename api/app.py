"""The application: OpenFisca's routes for any tax-benefit system, and `/v1` for the law of Jordan."""

from __future__ import annotations

from flask import Flask, Response
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from werkzeug.exceptions import HTTPException

from openfisca_jordan_sp.errors import JordanSPError
from openfisca_jordan_sp.system import law_in_force

from . import openfisca, pages, v1
from .contract import load_contract
from .guards.origins import allow_origins
from .operations import functions, unanswered
from .pipeline import begin_request, failed, finish, mount, refused
from .problems import from_http
from .services import Services
from .serving.observing import observe
from .settings import Settings


def create_app(system: TaxBenefitSystem | None = None, settings: Settings | None = None) -> Flask:
    """The service as a WSGI application.

    Args:
        system: any tax-benefit system, whose law is served by OpenFisca's routes alone; the law of Jordan, with
            `/v1` beside them, where it is left out.
        settings: where they are left out, those of the environment for the law of Jordan, and a service that is open to
            everybody for another system.

    Raises:
        SettingsError: settings that cannot be used; all mistakes are listed.
    """
    if settings is None:
        settings = Settings.from_environment() if system is None else Settings(auth="none")
    services = Services.of(settings)
    app = Flask(__name__, static_folder=None)
    app.extensions["jordan_sp"] = services
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False
    app.before_request(lambda: begin_request(services))
    app.after_request(finish)
    allow_origins(app, settings)
    app.register_error_handler(JordanSPError, refused)
    app.register_error_handler(HTTPException, _of_http)
    app.register_error_handler(Exception, failed)
    observe(app, settings)
    # A system that is given is served without a store.
    openfisca.mount(app, law_in_force() if system is None else system, services, is_audited=system is None)
    if system is None:
        _mount_v1(app, services)
        pages.mount(app, services)
    return app


def _mount_v1(app: Flask, services: Services) -> None:
    v1.load()
    operations = load_contract().operations
    missing = unanswered(operations)
    if missing:
        raise RuntimeError(f"the contract and the functions of v1 differ: {', '.join(missing)}")
    mount(app, operations.values(), dict(functions()), services)


def _of_http(error: HTTPException) -> Response:
    return refused(from_http(error))
