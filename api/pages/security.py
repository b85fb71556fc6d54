"""What protects the pages: where their parts may come from, forms that only they can send, cookies no script sees."""

from __future__ import annotations

import gzip
import secrets
from datetime import timedelta
from io import BytesIO

from flask import Flask, Response, current_app, request
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import CSRFProtect

from ..services import Services
from ..serving.bodies import read_body
from ..settings import Settings
from .blueprint import pages

#: Nothing but what this host serves; no script, style or handler within a page; no expressions evaluated as code.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
#: After which somebody has to give the key again.
_SIGNED_IN = timedelta(hours=12)
#: Pages are compressed from this many bytes on.
_LEAST_COMPRESSED = 1_000
_csrf = CSRFProtect()


def protect(app: Flask, settings: Settings) -> None:
    """Set up cookies and the protection of forms; `/v1` has keys in a header and needs neither."""
    app.secret_key = settings.secret or secrets.token_hex(32)
    app.config.update(
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        SESSION_COOKIE_NAME="jordan-sp",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=_SIGNED_IN,
    )
    app.session_interface = _Cookies()
    _csrf.init_app(app)


class _Cookies(SecureCookieSessionInterface):
    def get_cookie_secure(self, app: Flask) -> bool:
        """Over TLS the cookie never goes without it."""
        del app
        return request.is_secure


@pages.before_request
def _read_form() -> None:
    """A form must have arrived in time, be no larger than any body, and bear the token of the page that it is of."""
    if request.method != "POST":
        return
    services: Services = current_app.extensions["jordan_sp"]
    data = read_body(request.environ, services.settings.most_bytes, services.settings.body_seconds)
    request.environ["wsgi.input"], request.environ["CONTENT_LENGTH"] = BytesIO(data), str(len(data))
    _csrf.protect()


@pages.after_request
def _guard(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    response.headers.setdefault("Cache-Control", "private, no-store")
    response.vary.update(("Cookie", "HX-Request"))
    return _compressed(response)


def _compressed(response: Response) -> Response:
    """A page compressed for whoever reads that. Cookies go with no request from elsewhere, so nobody can probe it."""
    is_text = response.mimetype in {"text/html", "text/csv", "image/svg+xml"}
    if not is_text or response.is_streamed or "Content-Encoding" in response.headers:
        return response
    response.vary.add("Accept-Encoding")
    data = response.get_data()
    if len(data) >= _LEAST_COMPRESSED and request.accept_encodings["gzip"]:
        response.set_data(gzip.compress(data, 5, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response
