"""What OpenFisca's routes refuse, in the shapes of OpenFisca's own Web API.

A mistake in a situation is told at its place: `{"persons": {"bob": {"salary": {"2017-01": "…"}}}}`; everything else is
`{"error": "…"}`. Problem details are for `/v1` alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from flask import current_app, request

from openfisca_jordan_sp.errors import JordanSPError, Text

from ..errors import ServiceError, TooLargeError
from ..json_text import write_json

JSON = "application/json"
#: Of an application's extensions: the addresses of its contract that are written without parts of the caller's.
CONTRACT_ADDRESSES = "jordan_sp_contract_addresses"
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
    addresses = current_app.extensions.get(CONTRACT_ADDRESSES, ())
    return request.path not in addresses and not f"{request.path}/".startswith("/v1/")


def told(error: JordanSPError, language: str) -> Any:
    """The body for a user's mistake, as OpenFisca's clients expect it."""
    body: Any = f"{getattr(error.message, language)} {getattr(error.hint, language)}".strip()
    for key in reversed(error.where if isinstance(error, RefusedError) else ("error",)):
        body = {key: body}
    return body


def status_of(error: JordanSPError) -> int:
    """The status of HTTP for a user's mistake: 400 for those that the package itself reports."""
    return int(error.status if isinstance(error, ServiceError) else HTTPStatus.BAD_REQUEST)


def fault(language: str, request_id: str) -> Any:
    """The body for a fault of ours: nothing of it is told but the id of the request."""
    message = Text(
        f"Internal server error; its number in the log is {request_id}.", f"خلل في الخدمة؛ رقمه في سجلها {request_id}."
    )
    return {"error": getattr(message, language)}
