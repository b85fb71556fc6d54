"""Problems of jobs as the database keeps them: in both languages, and no place of this machine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from openfisca_jordan_sp.errors import ClusterError, JordanSPError, Problem, Text

from ..errors import ServiceError, UnavailableError
from ..problems import FAULT, FAULT_CODE

_LATER = Text("Ask again later.", "أعد الطلب لاحقا.")
#: Problems that say nothing of the request: it may be asked again as it is.
_NOT_OF_THE_REQUEST = (FAULT_CODE, "workers_lost", "given_up", ClusterError.code, UnavailableError.code)
#: Seconds after which such a job may be asked for again.
AGAIN_SECONDS = 60


class WorkersLostError(ClusterError):
    """Workers that died one after the other on the same job."""

    code = "workers_lost"

    def __init__(self) -> None:
        super().__init__(
            Text(
                "Several workers died one after the other on this job, probably for want of memory.",
                "توقف عدد من العمال تباعا عند هذه المهمة، وغالبا لنقص الذاكرة.",
            ),
            hint=Text("Ask of a smaller population, or later.", "اطلبها لمجتمع أصغر أو في وقت لاحق."),
        )


class GivenUpError(ClusterError):
    """A job that was begun several times and lost each time."""

    code = "given_up"

    def __init__(self, attempts: int) -> None:
        super().__init__(
            Text(
                f"The job was begun {attempts} times, and whoever computed it was lost each time.",
                f"بدأت المهمة {attempts} مرات وفُقد منفذها في كل مرة.",
            ),
            hint=_LATER,
        )


def told(error: BaseException) -> dict[str, Any]:
    """An error as it is kept; nothing of a fault of ours."""
    if not isinstance(error, JordanSPError):
        return Problem(FAULT_CODE, "", FAULT, _LATER).in_both() | {"problems": []}
    whole = Problem(error.code, error.path, error.message, error.hint).in_both()
    return whole | {"problems": [one.in_both() for one in getattr(error, "problems", ())]}


class FailedJobError(ServiceError):
    """What is answered where the result of a job is asked for that failed by a mistake of the request."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, kept: Mapping[str, Any], headers: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(Text(**kept["message"]), path=kept["path"], hint=Text(**kept["hint"]), headers=headers)
        self.code = str(kept["code"])
        self.problems = tuple(
            Problem(one["code"], one["path"], Text(**one["message"]), Text(**one["hint"])) for one in kept["problems"]
        )


class LostJobError(FailedJobError):
    """The same of a job that failed by no mistake of the request: it may be asked again as it is."""

    status = HTTPStatus.SERVICE_UNAVAILABLE

    def __init__(self, kept: Mapping[str, Any]) -> None:
        super().__init__(kept, [("Retry-After", str(AGAIN_SECONDS))])


def failed_job(kept: Mapping[str, Any]) -> FailedJobError:
    """The error that tells why a job failed."""
    return LostJobError(kept) if kept["code"] in _NOT_OF_THE_REQUEST else FailedJobError(kept)
