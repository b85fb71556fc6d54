"""Pages that may call from a browser: those of `settings.origins`, named one by one, and no others."""

from __future__ import annotations

import re

from flask import Flask, Response
from flask_cors import CORS

from openfisca_jordan_sp.errors import Problem, SettingsError, Text

from ..settings import Settings, variable_of

#: What a page may read of a reply beside its body.
EXPOSED = (
    "Request-Id",
    "Package-Version",
    "Law-Date",
    "Parameters-Digest",
    "Location",
    "Retry-After",
    "RateLimit",
    "RateLimit-Policy",
    "Idempotency-Replayed",
    "Deprecation",
)
#: What it may send.
SENT = ("Authorization", "Content-Type", "Accept", "Accept-Language", "Idempotency-Key", "Prefer")
#: Seconds for which a browser need not ask again.
_MAX_AGE = 600

_ORIGIN = re.compile(r"https?://(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(?::[0-9]{1,5})?")


def allow_origins(app: Flask, settings: Settings) -> None:
    """Answer browsers' preflights, which bear no key, and name the origins that are allowed.

    Credentials that a browser adds by itself are never allowed: a key is sent by the page that has it.

    Raises:
        SettingsError: an origin that is none; `*` and patterns are none.
    """
    problems = [_problem(origin) for origin in settings.origins if not _ORIGIN.fullmatch(origin)]
    if problems:
        raise SettingsError(problems)
    if settings.origins:
        CORS(
            app,
            origins=list(settings.origins),
            methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
            allow_headers=list(SENT),
            expose_headers=list(EXPOSED),
            max_age=_MAX_AGE,
            supports_credentials=False,
            always_send=False,
        )
        app.after_request(_varies)


def _varies(response: Response) -> Response:
    """Where one origin alone is allowed flask-cors does not say that replies differ by it: a cache must know."""
    response.vary.add("Origin")
    return response


def _problem(origin: str) -> Problem:
    message = Text(
        f"{origin!r} is no origin. Write each as https://page.example, without a path or a star.",
        f"{origin!r} ليس أصل صفحة. اكتب كل أصل على نحو https://page.example بلا مسار ولا نجمة.",
    )
    return Problem("settings_error", variable_of("origins"), message)
