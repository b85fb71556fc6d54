"""Requests that cannot be read at all, answered as problems like every other: no trace of gunicorn, no echo."""

from __future__ import annotations

import logging
import secrets

from gunicorn.http.errors import (
    ExpectationFailed,
    LimitRequestHeaders,
    LimitRequestLine,
    ParseException,
)

from openfisca_jordan_sp.errors import Text

from .. import law_state
from ..errors import ExpectationError, LargeHeadError, LateBodyError, LongAddressError, MalformedError, ServiceError
from ..json_text import write_json
from ..problems import MEDIA_TYPE, fault, problem, status_of
from .logs import log_unread
from .sockets import Late

_log = logging.getLogger("jordan_sp.service")

_LATE = LateBodyError(Text("The request did not arrive in time.", "لم يصل الطلب في الوقت المحدد."))
_KINDS: dict[type[BaseException], ServiceError] = {
    Late: _LATE,
    LimitRequestLine: LongAddressError(Text("The address is too long.", "العنوان أطول من الحد.")),
    LimitRequestHeaders: LargeHeadError(Text("The headers are too large.", "الترويسات أكبر من الحد.")),
    ExpectationFailed: ExpectationError(
        Text("Only `Expect: 100-continue` is known.", "لا يُعرف هنا سوى `Expect: 100-continue`.")
    ),
}
_UNREADABLE = MalformedError(Text("The request is no proper HTTP.", "الطلب ليس على صورة HTTP صحيحة."))
_REASONS = {
    400: "Bad Request",
    408: "Request Timeout",
    414: "URI Too Long",
    417: "Expectation Failed",
    431: "Request Header Fields Too Large",
    500: "Internal Server Error",
}


def refusal(error: BaseException, language: str = "en") -> bytes:
    """The whole reply to a request that gunicorn could not read; a fault of ours is logged."""
    request_id = secrets.token_hex(16)
    if isinstance(error, ParseException):
        known = next((made for kind, made in _KINDS.items() if isinstance(error, kind)), _UNREADABLE)
        status, body = status_of(known), problem(known, language, request_id)
    else:
        _log.error("request %s failed", request_id, exc_info=error)
        status, body = 500, fault(language, request_id)
    log_unread(request_id, status)
    return _reply(status, write_json(body), request_id, language)


def _reply(status: int, body: bytes, request_id: str, language: str) -> bytes:
    headers = {
        "Connection": "close",
        "Content-Type": MEDIA_TYPE,
        "Content-Length": str(len(body)),
        "Content-Language": language,
        **law_state.identity(request_id),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    lines = [f"HTTP/1.1 {status} {_REASONS[status]}", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    return "\r\n".join(lines).encode("ascii") + body
