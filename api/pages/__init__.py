"""The pages: policies side by side, a family, the law, monitoring; in Arabic, and in English one click away.

    /ar, /en              the first page
    /<language>/compare   and so on: one package of this folder for each
    /assets/…             style, scripts and the code of others, the same for both languages

A page is a caller of `/v1` within the process (`asking.py`): what it shows is what a program gets, let in by the same
guards and written down in the same audit. Its whole state stands in its address.
"""

from __future__ import annotations

from flask import Flask

from ..services import Services
from . import assets, compare, family, home, law, mistakes, monitoring, sign_in, works
from .blueprint import pages
from .language import translate
from .security import protect
from .templates_of_pages import prepare_templates

#: What answers at addresses of the pages: a view is part of `pages` once its module is imported.
VIEWS = (home, compare, family, law, monitoring, sign_in, works, mistakes)


def mount(app: Flask, services: Services) -> None:
    """Give the service its pages."""
    translate(app)
    protect(app, services.settings)
    prepare_templates(app)
    app.register_blueprint(assets.assets)
    app.register_blueprint(pages)
    app.before_request(home.lead_browsers)
