"""Mistakes as pages: what is wrong, where, and what to do; a part of a page where a script asks."""

from __future__ import annotations

import logging

from flask import Response, g, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from openfisca_jordan_sp.errors import JordanSPError, Text

from ..errors import ServiceError
from ..problems import FAULT, from_http, status_of, title_of
from .blueprint import is_fragment, pages
from .visitors import SignInNeededError

_log = logging.getLogger("jordan_sp.service")

_STALE = Text("This page is too old, or cookies are refused.", "هذه الصفحة قديمة أو أن ملفات الارتباط مرفوضة.")
_RELOAD = Text("Open it again and send the form once more.", "أعد فتحها وأرسل النموذج مرة أخرى.")


@pages.errorhandler(JordanSPError)
def shown(error: JordanSPError) -> AnyResponse:
    """A user's mistake; whoever must sign in first is led there and back."""
    g.error_code = error.code
    if isinstance(error, SignInNeededError):
        return _to_sign_in()
    status = status_of(error)
    name = "mistake_part.html" if is_fragment() else "mistake.html"
    response = Response(render_template(name, error=error, title=title_of(status), status=status), status=status)
    if isinstance(error, ServiceError):
        response.headers.extend(list(error.headers))
    return response


def _to_sign_in() -> AnyResponse:
    if is_fragment():
        address = url_for("pages.sign_in", back=request.headers.get("HX-Current-URL-Path", ""))
        return Response(status=204, headers={"HX-Redirect": address})
    return redirect(url_for("pages.sign_in", back=request.full_path.rstrip("?")), 303)


@pages.errorhandler(HTTPException)
def _of_http(error: HTTPException) -> AnyResponse:
    # Flask-WTF refuses forms that no page of ours has sent.
    is_forged = type(error).__name__ == "CSRFError"
    return shown(ServiceError(_STALE, hint=_RELOAD) if is_forged else from_http(error))


@pages.errorhandler(Exception)
def _fault(error: Exception) -> AnyResponse:
    """A fault of ours: the log has all of it, the page only the id of the request."""
    _log.error("request %s failed", g.request_id, exc_info=error)
    told = JordanSPError(FAULT, hint=Text(f"Request {g.request_id}.", f"الطلب {g.request_id}."))
    name = "mistake_part.html" if is_fragment() else "mistake.html"
    return Response(render_template(name, error=told, title=title_of(500), status=500), status=500)
