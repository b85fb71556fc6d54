"""The first page, and the way of browsers to it."""

from __future__ import annotations

from flask import current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from ..problems import nothing_there
from .blueprint import LANGUAGES, pages


def lead_browsers() -> Response | None:
    """Whoever asks the root for a page is led to it, in Arabic; programs get OpenFisca's welcome as ever."""
    if request.path != "/" or request.method != "GET":
        return None
    best = request.accept_mimetypes.best_match(["application/json", "text/html"])
    explicit = any(kind.lower().startswith("text/html") for kind, _ in request.accept_mimetypes)
    return redirect(url_for("pages.first", language=LANGUAGES[0])) if explicit and best == "text/html" else None


@pages.get("/")
def first() -> Response:
    """Comparing policies comes first."""
    return redirect(url_for("pages.compare" if "pages.compare" in current_app.view_functions else "pages.sign_in"))


@pages.get("/<path:rest>")
def nowhere(rest: str) -> Response:
    """An address at which no page stands."""
    del rest
    raise nothing_there()
