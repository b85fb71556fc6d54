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
from . import assets, family, home, sign_in
from .blueprint import pages
from .language import translate
from .mistakes import show_mistakes
from .security import protect
from .templates_of_pages import prepare_templates


def mount(app: Flask, services: Services) -> None:
    """Give the service its pages."""
    translate(app)
    protect(app, services.settings)
    prepare_templates(app)
    show_mistakes(pages)
    app.register_blueprint(assets.assets)
    app.register_blueprint(pages)
    app.before_request(home.lead_browsers)
    # The views of these are part of `pages` once they are imported.
    assert all(module.__name__ for module in (sign_in, family))
