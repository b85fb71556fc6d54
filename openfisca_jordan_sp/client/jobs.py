"""Jobs: work that goes on after the reply, waited for by asking how far it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from openfisca_jordan_sp.client.calls import Answer
from openfisca_jordan_sp.client.errors import JobError
from openfisca_jordan_sp.client.routes import Data, Routes, v1
from openfisca_jordan_sp.errors import Text

_ACCEPTED = 202
DONE, FAILED, CANCELLED = "done", "failed", "cancelled"

_ENDED = {
    FAILED: Text("The job failed.", "أخفقت المهمة."),
    CANCELLED: Text("The job was cancelled.", "أُلغيت المهمة."),
}


@dataclass(frozen=True)
class JobRoutes(Routes):
    """The jobs of this key."""

    def all(self, state: str | None = None) -> Iterator[Data]:
        """The jobs of this key, the newest first; with `state` those that are in it, such as `running`."""
        return self._pages("jobs", "jobs", turn="after", state=state)

    def run(
        self, kind: str, *, wait: bool = True, on_progress: Callable[[float], None] | None = None, **request: Any
    ) -> Data:
        """Ask for a job and wait for its result.

        Args:
            kind: `compare`, `statistics`, `sweep`, `who_is_hurt`, `cost_path`.
            wait: whether to wait; else what the service told of the job is given.
            on_progress: told how far it is.
            request: the other fields, as the contract has them.
        """
        answer = self.connection.ask("POST", v1("jobs"), {"kind": kind, **request})
        return self.of_answer(answer, on_progress) if wait else dict(answer.body)

    def of_answer(self, answer: Answer, on_progress: Callable[[float], None] | None = None) -> Data:
        """The result that a reply has, or that of the job that it names."""
        return self.wait(answer.body, on_progress) if answer.status == _ACCEPTED else dict(answer.body)

    def read(self, job_id: str) -> Data:
        """How far a job is: `state`, `progress`."""
        return self._get("jobs", job_id)

    def result(self, job_id: str) -> Data:
        """What came of a job that is done."""
        return self._get("jobs", job_id, "result")

    def cancel(self, job_id: str) -> Data:
        """Ask a job to stop; asked again, it does no harm."""
        return self._post(None, "jobs", job_id, "cancel")

    def wait(
        self,
        job: str | Mapping[str, Any],
        on_progress: Callable[[float], None] | None = None,
        *,
        timeout: float | None = None,
        every: float = 0.5,
    ) -> Data:
        """The result of a job, once it is done.

        Args:
            job: its id, or what the service told of it.
            on_progress: told how far it is, from 0 to 1, each time that this changes.
            timeout: seconds to wait at most; as long as it takes where it is None.
            every: seconds from one question to the next.

        Raises:
            JobError: it failed, was cancelled, or is not done in time.
            ClientError: the service refuses or does not answer.
        """
        job_id = job if isinstance(job, str) else str(job["id"])
        begun, told = time.monotonic(), -1.0
        while True:
            known = self.read(job_id)
            progress = float(known.get("progress") or 0)
            if on_progress is not None and progress != told:
                on_progress(progress)
                told = progress
            if known["state"] == DONE:
                return self.result(job_id)
            if known["state"] in _ENDED:
                raise _without_result(known)
            if timeout is not None and time.monotonic() - begun + every > timeout:
                raise _late(known)
            self.connection.sleep(every)


def _without_result(job: Mapping[str, Any]) -> JobError:
    """The error of a job that is over without a result, in the words of the service where it told any."""
    text, told = _ENDED[str(job["state"])], job.get("error")
    known = told if isinstance(told, Mapping) else {}
    detail, hint = str(known.get("detail") or ""), str(known.get("hint") or "")
    error = JobError(Text(f"{text.en} {detail}".strip(), f"{text.ar} {detail}".strip()), job, hint=Text(hint, hint))
    error.code = str(known.get("code") or error.code)
    return error


def _late(job: Mapping[str, Any]) -> JobError:
    return JobError(
        Text("The job is not done in the time that you gave it.", "لم تنته المهمة في الوقت المحدد."),
        job,
        hint=Text("It goes on: wait again, or cancel it.", "المهمة مستمرة: انتظرها ثانية أو ألغها."),
    )
