"""Long work behind a part of a page: asked for as a job, shown with its progress, cancelled, and its result kept.

The work of a page is named by what it asks, never by an id in the address: a link that is opened again finds the
result that is there already, or asks for it anew.
"""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from threading import Lock
from typing import Any

from flask import render_template, request

from openfisca_jordan_sp.errors import Text

from ..errors import NotFoundError, UnavailableError
from ..json_text import read_json
from ..store.jobs import CANCELLED, DONE, FAILED
from .asking import ask
from .blueprint import is_fragment, pages, way_back
from .visitors import visitor

#: Seconds that a part of a page waits for a result before it shows progress, and a whole page without scripts.
_PART_SECONDS, WHOLE_SECONDS = 1, 8
#: Seconds that a file waits for figures that are not there any more.
FILE_SECONDS = 20
#: Seconds after which to ask again for a file whose figures took longer.
_AGAIN_SECONDS = 10
#: Seconds between two looks at a job that is waited for.
_GLANCE_SECONDS = 0.05
#: Results that a process keeps as they were read.
_MOST_RESULTS = 24
#: The header by which a part of a page says which job it waits for.
_JOB_ID = "Job-Id"
#: The names of parts of pages.
_NAME = re.compile(r"[a-z][a-z0-9-]{0,40}")


@dataclass(frozen=True)
class Work:
    """A job of a page.

    Attributes:
        id: of the job, to look at it again and to cancel it.
        progress: from 0 to 1.
        result: the JSON of `/v1`, or what was made of it; None while it is computed.
    """

    id: str
    progress: float
    result: Any

    @property
    def is_done(self) -> bool:
        """Whether the result is there."""
        return self.result is not None


def work(
    kind: str, wanted: Mapping[str, Any], *, seconds: int | None = None, made: Callable[[Any], Any] | None = None
) -> Work:
    """The work of a kind, as far as it is.

    Args:
        kind: of jobs (`compare`, `statistics`, `who_is_hurt`, `cost_path`, `sweep`).
        wanted: as `POST /v1/jobs` has it, without the kind.
        seconds: to wait for the result; few for a part of a page, more for a whole one, where it is left out.
        made: makes of the JSON what the page needs, which is kept: it must not be changed.

    Raises:
        NotFoundError: the job that this part of a page waits for was cancelled.
        JordanSPError: a mistake in the request, or a job that failed.
    """
    wait = seconds if seconds is not None else (_PART_SECONDS if is_fragment() else WHOLE_SECONDS)
    followed = _followed(kind, wait)
    if followed is not None:
        return followed
    answer = ask(
        "createJob",
        body={"kind": kind, **wanted},
        headers={"Prefer": f"wait={wait}"} if wait else None,
        made=lambda reply: _results.of(_job_of(reply.headers), made or _as_it_is, reply.body),
    )
    job_id = _job_of(answer.headers)
    if answer.status == HTTPStatus.OK:
        return Work(job_id, 1.0, answer.body)
    return Work(job_id, float(answer.body["progress"]), None)


def finished(found: Work) -> Any:
    """The result of a work.

    Raises:
        UnavailableError: it is still computed; says when to try again.
    """
    if not found.is_done:
        message = Text("These figures are still being computed.", "ما زالت هذه الأرقام تُحسب.")
        raise UnavailableError(message, retry_after=_AGAIN_SECONDS)
    return found.result


def _followed(kind: str, wait: float) -> Work | None:
    """The job that a part of a page waits for already; None where there is none, or where it has ended.

    It is looked at and not asked for: one that is cancelled meanwhile would be begun anew by that.

    Raises:
        NotFoundError: it was cancelled.
    """
    job_id, end = request.headers.get(_JOB_ID, ""), time.monotonic() + wait
    while job_id:
        try:
            job = ask("readJob", path={"job_id": job_id}).body
        except NotFoundError:
            return None  # forgotten meanwhile
        if job["kind"] != kind or job["state"] in (DONE, FAILED):
            return None
        if job["state"] == CANCELLED:
            raise NotFoundError(Text("It was cancelled.", "أُلغي الحساب."), path="job_id")
        if time.monotonic() >= end:
            return Work(job_id, float(job["progress"]), None)
        time.sleep(_GLANCE_SECONDS)
    return None


def _job_of(headers: Mapping[str, str]) -> str:
    return headers["Location"].rpartition("/")[2]


def _as_it_is(told: Any) -> Any:
    return told


class _Results:
    """The results that were read last: several parts of a page, and its files, are made of one."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._kept: OrderedDict[tuple[str, str, Callable[[Any], Any]], Any] = OrderedDict()

    def of(self, job_id: str, made: Callable[[Any], Any], body: bytes) -> Any:
        """What was made of the result of a job, for the caller who was let see it."""
        key = (visitor("").key_id, job_id, made)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = made(read_json(body))
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return found


_results = _Results(_MOST_RESULTS)


def cancel(job_id: str) -> str:
    """Cancel a job; the state that it is in then."""
    return str(ask("cancelJob", path={"job_id": job_id}).body["state"])


@pages.post("/works/<job>/cancel")
def cancel_work(job: str) -> str:
    """Cancel what a part of a page waits for, and say so in its place; on a page of its own where no script asks."""
    name, state = request.form.get("name", ""), cancel(job)
    told = "cancelled.html" if is_fragment() else "cancelled_page.html"
    return render_template(told, name=name if _NAME.fullmatch(name) else "work", state=state, back=way_back())
