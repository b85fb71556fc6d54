"""What goes wrong when a service is called.

JordanSPError
└── ClientError             something that the client itself was asked wrongly, or lacks
    ├── RefusedError            the service refused (4xx): a mistake of the caller's
    ├── ServiceFaultError       the service failed (5xx); its log has the request under the id told
    ├── BusyError               the service asked to wait (429, 503, the same call still runs), each time
    ├── UnreachableError        no reply, each time that it was tried
    ├── BrokenStreamError       a reply that broke off before its end: ask again
    └── JobError                a job that failed, was cancelled, or took too long

`code`, `path` and `hint` are those of the service where it told them, in the language of the client.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openfisca_jordan_sp.errors import NO_HINT, JordanSPError, Problem, Text


class ClientError(JordanSPError):
    """Root of what a client raises.

    Attributes:
        status: of HTTP; 0 where there was no reply.
        request_id: under which the service's log has the request; empty where there was no reply.
        problems: every mistake that the service told, where there were several.
    """

    code = "client_error"

    def __init__(self, message: Text, *, path: str = "", hint: Text = NO_HINT) -> None:
        super().__init__(message, path=path, hint=hint)
        self.status = 0
        self.request_id = ""
        self.problems: tuple[Problem, ...] = ()

    def lines(self, language: str = "en") -> list[str]:
        """The error, then every mistake that the service told, then the id of the request."""
        told = [
            " ".join(
                part for part in (f"- {one.path}:", getattr(one.message, language), getattr(one.hint, language)) if part
            )
            for one in self.problems
            if one.message != self.message
        ]
        word = "رقم الطلب" if language == "ar" else "Request"
        return [*super().lines(language), *told, *([f"{word} {self.request_id}"] if self.request_id else [])]


class RefusedError(ClientError):
    """The service refused what was asked."""

    code = "refused"


class ServiceFaultError(ClientError):
    """The service failed."""

    code = "service_fault"


class BusyError(ClientError):
    """The service has too much to do, or something that it needs does not answer.

    Attributes:
        retry_after: seconds that it asked to wait.
    """

    code = "busy"
    retry_after = 0.0


class UnreachableError(ClientError):
    """The service did not reply."""

    code = "unreachable"


class BrokenStreamError(ClientError):
    """A reply that broke off: what came of it is not the whole, and is to be asked for again.

    Attributes:
        retry_after: seconds to wait before.
    """

    code = "broken_stream"
    retry_after = 5.0

    def __init__(self) -> None:
        super().__init__(
            Text("The reply broke off before its end.", "انقطع الرد قبل نهايته."),
            hint=Text(
                f"Use nothing of it; ask again in {self.retry_after:g} seconds, under the same Idempotency-Key.",
                f"لا تعتمد شيئا منه، وأعد الطلب بعد {self.retry_after:g} ثوان وبمفتاح Idempotency-Key نفسه.",
            ),
        )


class JobError(ClientError):
    """A job without a result.

    Attributes:
        job: what the service told of it.
    """

    code = "job_without_result"

    def __init__(self, message: Text, job: Mapping[str, Any], *, hint: Text = NO_HINT) -> None:
        super().__init__(message, path=str(job.get("id", "")), hint=hint)
        self.job = dict(job)


def told_error(status: int, body: Any, request_id: str, *, is_busy: bool = False) -> ClientError:
    """The error of a reply.

    Args:
        status: of HTTP.
        body: its JSON; a text where it has none.
        request_id: of the header, for replies whose body has none.
        is_busy: whether the same may be asked later, whatever the status.
    """
    told = body if isinstance(body, Mapping) else {}
    kind = BusyError if is_busy or status in {429, 503} else ServiceFaultError if status >= 500 else RefusedError  # noqa: PLR2004
    detail = str(told.get("detail") or told.get("error") or f"The service answered {status}.")
    hint = str(told.get("hint") or "")
    error = kind(Text(detail, detail), path=str(told.get("path") or ""), hint=Text(hint, hint))
    error.code = str(told.get("code") or kind.code)
    error.status = status
    error.request_id = str(told.get("request_id") or request_id)
    error.problems = tuple(_problem(one) for one in told.get("errors") or () if isinstance(one, Mapping))
    return error


def _problem(told: Mapping[str, Any]) -> Problem:
    message, hint = str(told.get("message", "")), str(told.get("hint", ""))
    return Problem(str(told.get("code", "")), str(told.get("path", "")), Text(message, message), Text(hint, hint))
