"""What the service refuses, each with its status of HTTP.

JordanSPError
└── ServiceError
    ├── MalformedError          400 no JSON, or JSON that may be read in two ways
    ├── UnauthenticatedError    401 no key, or none that is known and valid
    ├── ForbiddenError          403 a key without the scope
    ├── NotFoundError           404
    ├── MethodError             405
    ├── NotAcceptableError      406
    ├── LateBodyError           408 a body that did not arrive in time
    ├── ConflictError           409 an idempotency key used for something else, or in use
    ├── TooLargeError           413
    ├── LongAddressError        414
    ├── MediaTypeError          415
    ├── ExpectationError        417
    ├── InvalidRequestError     422 JSON that the contract does not allow; carries every problem
    ├── TooManyRequestsError    429 says when to try again
    ├── LargeHeadError          431
    └── UnavailableError        503 says when to try again

Every other `JordanSPError` is a user's mistake (422). What is none of these is ours (500), and nothing of it is told
but the id of the request.
"""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import ClassVar

from openfisca_jordan_sp.errors import NO_HINT, JordanSPError, Problem, Text


class ServiceError(JordanSPError):
    """What the service refuses.

    Attributes:
        status: of HTTP.
        headers: that the reply bears beside the usual ones.
    """

    code = "service_error"
    status: ClassVar[HTTPStatus] = HTTPStatus.BAD_REQUEST

    def __init__(
        self, message: Text, *, path: str = "", hint: Text = NO_HINT, headers: Sequence[tuple[str, str]] = ()
    ) -> None:
        super().__init__(message, path=path, hint=hint)
        self.headers = tuple(headers)


class MalformedError(ServiceError):
    """A body that is no JSON, or that may be read in two ways."""

    code = "malformed"


class UnauthenticatedError(ServiceError):
    """No key, or none that is known and valid."""

    code = "unauthenticated"
    status = HTTPStatus.UNAUTHORIZED

    def __init__(self, message: Text, *, hint: Text = NO_HINT) -> None:
        super().__init__(message, path="Authorization", hint=hint, headers=[("WWW-Authenticate", "Bearer")])


class ForbiddenError(ServiceError):
    """A key without the scope."""

    code = "forbidden"
    status = HTTPStatus.FORBIDDEN


class NotFoundError(ServiceError):
    """Nothing stands there.

    Attributes:
        nearest: the names that look most like the one asked for, the nearest first.
    """

    code = "not_found"
    status = HTTPStatus.NOT_FOUND

    def __init__(self, message: Text, *, path: str = "", hint: Text = NO_HINT, nearest: Sequence[str] = ()) -> None:
        super().__init__(message, path=path, hint=hint)
        self.nearest = tuple(nearest)


class MethodError(ServiceError):
    """Something stands there, but not for this method."""

    code = "method_not_allowed"
    status = HTTPStatus.METHOD_NOT_ALLOWED


class NotAcceptableError(ServiceError):
    """A form of reply that is not offered."""

    code = "not_acceptable"
    status = HTTPStatus.NOT_ACCEPTABLE


class LateBodyError(ServiceError):
    """A body that did not arrive in time."""

    code = "late_body"
    status = HTTPStatus.REQUEST_TIMEOUT


class ConflictError(ServiceError):
    """Another request stands in the way."""

    code = "conflict"
    status = HTTPStatus.CONFLICT


class TooLargeError(ServiceError):
    """A body, or a number of things, above the limit."""

    code = "too_large"
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class LongAddressError(ServiceError):
    """An address above the limit."""

    code = "address_too_long"
    status = HTTPStatus.REQUEST_URI_TOO_LONG


class LargeHeadError(ServiceError):
    """Headers above the limit."""

    code = "headers_too_large"
    status = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE


class ExpectationError(ServiceError):
    """A header `Expect` that asks for what is not known."""

    code = "expectation_failed"
    status = HTTPStatus.EXPECTATION_FAILED


class MediaTypeError(ServiceError):
    """A body in a form that is not read."""

    code = "unsupported_media_type"
    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE


class InvalidRequestError(ServiceError):
    """JSON that the contract does not allow; all problems are told."""

    code = "invalid_request"
    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, problems: Sequence[Problem]) -> None:
        first = problems[0]
        message = first.message if len(problems) == 1 else _several(len(problems))
        super().__init__(message, path=first.path if len(problems) == 1 else "", hint=first.hint)
        self.problems = tuple(problems)


def _several(count: int) -> Text:
    return Text(f"The request has {count} mistakes.", f"في الطلب أخطاء عددها {count}.")


class TooManyRequestsError(ServiceError):
    """More than a key may ask in so short a time."""

    code = "too_many_requests"
    status = HTTPStatus.TOO_MANY_REQUESTS


class UnavailableError(ServiceError):
    """Something that the service needs does not answer; nothing was done."""

    code = "unavailable"
    status = HTTPStatus.SERVICE_UNAVAILABLE

    def __init__(self, message: Text, *, retry_after: int = 5) -> None:
        hint = Text(f"Try again in {retry_after} seconds.", f"أعد المحاولة بعد {retry_after} ثوان.")
        super().__init__(message, hint=hint, headers=[("Retry-After", str(retry_after))])
        self.retry_after = retry_after
