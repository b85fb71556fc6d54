"""Mistakes as problem details (RFC 9457), in the language asked for."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from werkzeug.exceptions import HTTPException

from openfisca_jordan_sp.errors import JordanSPError, Problem, Text

from .errors import MethodError, NotFoundError, ServiceError, TooLargeError

MEDIA_TYPE = "application/problem+json"

_TITLES = {
    400: Text("The request cannot be read", "تعذرت قراءة الطلب"),
    401: Text("A valid key is needed", "يلزم مفتاح صالح"),
    403: Text("The key does not allow this", "المفتاح لا يسمح بهذا"),
    404: Text("Nothing stands there", "لا شيء في هذا العنوان"),
    405: Text("Not by this method", "الطريقة غير متاحة هنا"),
    406: Text("This form is not offered", "هذه الصورة غير متاحة"),
    408: Text("The body came too late", "تأخر وصول المحتوى"),
    409: Text("Another request stands in the way", "طلب آخر يعترض هذا الطلب"),
    413: Text("Too large", "أكبر من الحد"),
    414: Text("The address is too long", "العنوان أطول من الحد"),
    415: Text("This form is not read", "هذه الصورة لا تُقرأ"),
    417: Text("This is not expected here", "توقع غير معروف"),
    422: Text("The request has mistakes", "في الطلب أخطاء"),
    429: Text("Too many requests", "طلبات كثيرة"),
    431: Text("The headers are too large", "الترويسات أكبر من الحد"),
    500: Text("A fault of the service", "خلل في الخدمة"),
    503: Text("Not now", "غير متاح الآن"),
}
#: What is told of a fault of ours: the log has the rest.
FAULT = Text("The service failed; the fault is in its log.", "أخفقت الخدمة؛ والخلل مسجل لديها.")
FAULT_CODE = "fault"
#: Statuses of mistakes that the package itself reports.
USER_MISTAKE = HTTPStatus.UNPROCESSABLE_ENTITY


def status_of(error: JordanSPError) -> int:
    """The status of HTTP that an error is answered with."""
    return int(error.status) if isinstance(error, ServiceError) else int(USER_MISTAKE)


def title_of(status: int) -> Text:
    """What a status means, in few words."""
    return _TITLES[status]


def problems_of(error: JordanSPError) -> Sequence[Problem]:
    """What an error tells, one problem or several."""
    listed: Sequence[Problem] = getattr(error, "problems", ())
    return listed or [Problem(error.code, error.path, error.message, error.hint)]


def problem(error: JordanSPError, language: str, request_id: str) -> dict[str, Any]:
    """The body of a problem."""
    status = status_of(error)
    listed: Sequence[Problem] = getattr(error, "problems", ())
    return {
        "type": f"urn:jordan-sp:problem:{error.code}",
        "title": getattr(title_of(status), language),
        "status": status,
        "code": error.code,
        "detail": getattr(error.message, language),
        "path": error.path,
        "hint": getattr(error.hint, language),
        "errors": [one.in_language(language) for one in listed],
        "request_id": request_id,
    }


def fault(language: str, request_id: str) -> dict[str, Any]:
    """The body of a fault of ours: nothing of it is told but the id of the request."""
    return problem(ServiceError(FAULT), language, request_id) | {
        "type": f"urn:jordan-sp:problem:{FAULT_CODE}",
        "title": getattr(_TITLES[500], language),
        "status": 500,
        "code": FAULT_CODE,
    }


def nothing_there() -> NotFoundError:
    """An address at which nothing stands."""
    return NotFoundError(Text("Nothing stands at this address.", "لا شيء في هذا العنوان."))


def from_http(error: HTTPException) -> ServiceError:
    """What Flask refuses by itself, as an error of ours."""
    if error.code == HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = ", ".join(sorted(getattr(error, "valid_methods", None) or ()))
        hint = Text(f"Allowed: {allowed}.", f"المتاح: {allowed}.")
        message = Text("Not by this method.", "الطريقة غير متاحة في هذا العنوان.")
        return MethodError(message, hint=hint, headers=[("Allow", allowed)])
    if error.code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return TooLargeError(Text("The body is too large.", "المحتوى أكبر من الحد."), path="body")
    if error.code == HTTPStatus.NOT_FOUND:
        return nothing_there()
    return ServiceError(Text(error.description or error.name, "تعذرت قراءة الطلب."))
