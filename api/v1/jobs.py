"""Jobs: asked for, looked at, cancelled, and their results. A key sees its own alone."""

from __future__ import annotations

import datetime
import re
import time
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.policy import Policy

from .. import law_state
from ..errors import ConflictError, NotFoundError
from ..jobs.asking import ask
from ..jobs.told import failed_job
from ..operations import Asked, Counts, Reply, operation
from ..store.jobs import CANCELLED, DONE, FAILED, Job, cancel, list_jobs, read_job, read_result

#: Seconds after which to look again, while a job waits or runs.
_AGAIN_SECONDS = 1
#: Seconds between two looks of one who waits for a result.
_GLANCE_SECONDS = 0.05
_WAIT = re.compile(r"(?:^|[,;])\s*wait\s*=\s*(\d{1,4})\s*(?:$|[,;])")


@operation("createJob")
def create_job(asked: Asked) -> Reply:
    """A job of any kind, or its result where it is there already."""
    request = dict(asked.body)
    job, policies = ask(asked, request.pop("kind"), request)
    return answered(asked, job, policies)


def answered(asked: Asked, job: Job, policies: Sequence[Policy]) -> Reply:
    """What whoever asked for a job is told: its result, or where it will stand.

    Raises:
        FailedJobError: the job failed while the caller waited.
        NotFoundError: it was cancelled or forgotten meanwhile.
    """
    counts, period = Counts(tuple(policy.id for policy in policies)), str(job.request["period"])
    headers = {"Location": f"/v1/jobs/{job.id}"}
    seconds, deadline = _seconds(asked), time.monotonic() + _seconds(asked)
    if seconds:
        headers["Preference-Applied"] = f"wait={seconds:g}"
    while not job.is_over and time.monotonic() < deadline:
        time.sleep(_GLANCE_SECONDS)
        job = _found(read_job(asked.services.store, job.id, asked.caller.key_id), job.id)
    law_date = law_state.law_date(period)
    if job.is_over:
        return Reply(_result(asked, job), 200, headers, law_date=law_date, counts=counts)
    headers["Retry-After"] = str(_AGAIN_SECONDS)
    return Reply(described(job, asked.language), 202, headers, law_date=law_date, counts=counts)


def _seconds(asked: Asked) -> float:
    """How long the caller prefers to wait (RFC 7240), as far as one request may take."""
    found = _WAIT.search(asked.headers.get("Prefer", ""))
    return min(float(found[1]), asked.services.settings.work_seconds) if found else 0.0


@operation("listJobs")
def list_own_jobs(asked: Asked) -> Reply:
    """The jobs of the key, the newest first."""
    limit, after = asked.query["limit"], asked.query.get("after")
    found = list_jobs(
        asked.services.store, asked.caller.key_id, limit=limit + 1, state=asked.query.get("state"), after=after
    )
    shown = found[:limit]
    following = shown[-1].id if len(found) > limit else None
    return Reply({"jobs": [described(job, asked.language) for job in shown], "next": following})


@operation("readJob")
def read_own_job(asked: Asked) -> Reply:
    """How far a job is."""
    job = _asked_job(asked)
    return Reply(described(job, asked.language), headers=_again(job))


@operation("cancelJob")
def cancel_job(asked: Asked) -> Reply:
    """Cancel a job; one that is over stays as it is."""
    job_id = asked.path["job_id"]
    job = _found(cancel(asked.services.store, job_id, asked.caller.key_id), job_id)
    return Reply(described(job, asked.language))


@operation("readJobResult")
def read_job_result(asked: Asked) -> Reply:
    """What a job gave."""
    job = _asked_job(asked)
    if not job.is_over:
        raise ConflictError(
            Text(f"The job is not done: {job.state}.", "لم تنته المهمة بعد."),
            path="job_id",
            hint=Text("Look again in a second.", "انظر مرة أخرى بعد ثانية."),
            headers=[("Retry-After", str(_AGAIN_SECONDS))],
        )
    return Reply(_result(asked, job), law_date=law_state.law_date(str(job.request["period"])))


def _asked_job(asked: Asked) -> Job:
    job_id = asked.path["job_id"]
    return _found(read_job(asked.services.store, job_id, asked.caller.key_id), job_id)


def _found(job: Job | None, job_id: str) -> Job:
    if job is None:
        message = Text(f"This key has no job {job_id}.", f"ليس لهذا المفتاح مهمة بالمعرف {job_id}.")
        hint = Text("It may have been forgotten; ask again.", "ربما حُذفت؛ أعد الطلب.")
        raise NotFoundError(message, path="job_id", hint=hint)
    return job


def _result(asked: Asked, job: Job) -> bytes:
    """The JSON of a job that is over.

    Raises:
        FailedJobError: it failed.
        NotFoundError: it was cancelled.
    """
    if job.state == FAILED and job.error is not None:
        raise failed_job(job.error)
    stored = read_result(asked.services.store, job.id, asked.caller.key_id) if job.state == DONE else None
    if stored is None:
        raise NotFoundError(
            Text("The job was cancelled: it has no result.", "أُلغيت المهمة فلا نتيجة لها."), path="job_id"
        )
    return zlib.decompress(stored)


def _again(job: Job) -> dict[str, str]:
    return {} if job.is_over else {"Retry-After": str(_AGAIN_SECONDS)}


def described(job: Job, language: str) -> dict[str, Any]:
    """A job as JSON has it; what was asked as it was understood."""
    links = {"self": f"/v1/jobs/{job.id}"}
    links |= {"result": f"/v1/jobs/{job.id}/result"} if job.state not in (CANCELLED, FAILED) else {}
    links |= {} if job.is_over else {"cancel": f"/v1/jobs/{job.id}/cancel"}
    return {
        "id": job.id,
        "kind": job.kind,
        "state": job.state,
        "progress": job.progress,
        "created": _time(job.created),
        "started": _time(job.started),
        "finished": _time(job.finished),
        "attempts": job.attempts,
        "law_digest": job.law_digest,
        "request": dict(job.request),
        "error": None if job.error is None else _error(job.error, language),
        "links": links,
    }


def _error(kept: Mapping[str, Any], language: str) -> dict[str, Any]:
    shown = {"code": kept["code"], "path": kept["path"]}
    return shown | {"detail": kept["message"][language], "hint": kept["hint"][language]}


def _time(seconds: float | None) -> str | None:
    if seconds is None:
        return None
    moment = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
