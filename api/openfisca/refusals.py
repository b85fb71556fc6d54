"""What OpenFisca's routes refuse, in the shapes of OpenFisca's own Web API.

A mistake in a situation is told at its place: `{"persons": {"bob": {"salary": {"2017-01": "…"}}}}`; everything else is
`{"error": "…"}`. Problem details are for `/v1` alone.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from flask import Response, g, request

from openfisca_jordan_sp.errors import JordanSPError, Text

from ..errors import ServiceError, TooLargeError
from ..json_text import write_json

_log = logging.getLogger("jordan_sp.service")

JSON = "application/json"
#: Addresses of the contract beside those that begin with `/v1/`.
_OF_CONTRACT = frozenset({"/v1", "/healthz", "/readyz", "/metrics"})
#: Characters of a value that an error repeats.
_SHOWN = 100


class RefusedError(ServiceError):
    """A mistake at a place of a situation.

    Args:
        where: the keys that lead to it.
        message: what is wrong.
    """

    code = "situation_error"

    def __init__(self, where: Sequence[str], message: Text) -> None:
        super().__init__(message, path=".".join(where))
        self.where = tuple(where)


class RefusedNameError(RefusedError):
    """A name that is neither a variable nor a role."""

    status = HTTPStatus.NOT_FOUND


class Mistake(Exception):  # noqa: N818 - it becomes a RefusedError where its place is known
    """What is wrong with one value or period, told by what does not know its place."""

    def __init__(self, en: str, ar: str) -> None:
        super().__init__(en)
        self.message = Text(en, ar)


def shown(value: Any) -> str:
    """A value as an error repeats it."""
    text = value if isinstance(value, str) else write_json(value).decode()
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def too_large(en: str, ar: str, most: int) -> TooLargeError:
    """More of something than one request may have."""
    return TooLargeError(
        Text(f"{en}; at most {most} are computed in one request.", f"{ar}، والحد الأعلى في الطلب الواحد {most}."),
        path="body",
    )


def is_answered_here() -> bool:
    """Whether the errors of the present request have OpenFisca's shapes: all but those of the contract's addresses."""
    return request.path not in _OF_CONTRACT and not request.path.startswith("/v1/")


def refused(error: JordanSPError) -> Response:
    """A user's mistake, as OpenFisca's clients expect it."""
    message, hint = getattr(error.message, g.language), getattr(error.hint, g.language)
    told: Any = f"{message} {hint}".strip()
    for key in reversed(error.where if isinstance(error, RefusedError) else ("error",)):
        told = {key: told}
    status = error.status if isinstance(error, ServiceError) else HTTPStatus.BAD_REQUEST
    response = Response(write_json(told), status=int(status), content_type=JSON)
    response.headers["Content-Language"] = g.language
    if isinstance(error, ServiceError):
        response.headers.extend(list(error.headers))
    return response


def failed(error: BaseException) -> Response:
    """A fault of ours: the log has all of it, the reply only the id of the request."""
    _log.error("request %s failed", g.request_id, exc_info=error)
    told = Text(
        f"Internal server error; its number in the log is {g.request_id}.",
        f"خلل في الخدمة؛ رقمه في سجلها {g.request_id}.",
    )
    return Response(write_json({"error": getattr(told, g.language)}), status=500, content_type=JSON)
