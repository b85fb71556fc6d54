"""Signing in with a key, where the service asks for one, and out again."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from openfisca_jordan_sp.errors import JordanSPError, Text

from ..errors import ServiceError, UnauthenticatedError
from ..guards.callers import known_key
from ..problems import status_of
from ..services import Services
from .blueprint import pages, way_back
from .visitors import sign_in_with, sign_out

_WRONG = Text("The key is not known, has expired or was withdrawn.", "المفتاح غير معروف أو منته أو مسحوب.")
_ASK = Text("Whoever runs the service gives keys.", "يعطي المفاتيح من يشغل الخدمة.")


@pages.get("/sign-in")
def sign_in() -> str:
    """The form."""
    return render_template("sign_in.html", back=way_back(), error=None)


@pages.post("/sign-in")
def signed_in() -> AnyResponse:
    """Back to where the visitor came from, with a key that is known; the form again otherwise."""
    services: Services = current_app.extensions["jordan_sp"]
    try:
        sign_in_with(known_key(f"Bearer {request.form.get('key', '').strip()}", services))
    except UnauthenticatedError:
        return _again(JordanSPError(_WRONG, hint=_ASK))
    except JordanSPError as error:
        return _again(error)
    return redirect(way_back(), 303)


def _again(error: JordanSPError) -> Response:
    status = status_of(error) if isinstance(error, ServiceError) else HTTPStatus.UNAUTHORIZED
    return Response(render_template("sign_in.html", back=way_back(), error=error), status=status)


@pages.post("/sign-out")
def signed_out() -> AnyResponse:
    """To the first page, as nobody."""
    sign_out()
    return redirect(url_for("pages.first"), 303)
