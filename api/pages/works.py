"""Long work behind a part of a page: asked for as a job, shown with its progress, cancelled, and its result kept.

The work of a page is named by what it asks, never by an id in the address: a link that is opened again finds the
result that is there already, or asks for it anew.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import render_template, request

from .asking import ask
from .blueprint import is_fragment, pages

#: Seconds that a part of a page waits for a result before it shows progress, and a whole page without scripts.
_PART_SECONDS, _WHOLE_SECONDS = 1, 8
#: The names of parts of pages.
_NAME = re.compile(r"[a-z][a-z0-9-]{0,40}")


@dataclass(frozen=True)
class Work:
    """A job of a page.

    Attributes:
        id: of the job, to look at it again and to cancel it.
        progress: from 0 to 1.
        result: the JSON of `/v1`; None while it is computed.
    """

    id: str
    progress: float
    result: Mapping[str, Any] | None

    @property
    def is_done(self) -> bool:
        """Whether the result is there."""
        return self.result is not None


def work(kind: str, wanted: Mapping[str, Any], *, seconds: int | None = None) -> Work:
    """The work of a kind, as far as it is.

    Args:
        kind: of jobs (`compare`, `statistics`, `who_is_hurt`, `cost_path`, `sweep`).
        wanted: as `POST /v1/jobs` has it, without the kind.
        seconds: to wait for the result; few for a part of a page, more for a whole one, where it is left out.

    Raises:
        JordanSPError: a mistake in the request, or a job that failed.
    """
    wait = seconds if seconds is not None else (_PART_SECONDS if is_fragment() else _WHOLE_SECONDS)
    answer = ask("createJob", body={"kind": kind, **wanted}, headers={"Prefer": f"wait={wait}"} if wait else None)
    job_id = answer.headers["Location"].rpartition("/")[2]
    if answer.status == HTTPStatus.OK:
        return Work(job_id, 1.0, answer.body)
    return Work(job_id, float(answer.body["progress"]), None)


def cancel(job_id: str) -> str:
    """Cancel a job; the state that it is in then."""
    return str(ask("cancelJob", path={"job_id": job_id}).body["state"])


@pages.post("/works/<job>/cancel")
def cancel_work(job: str) -> str:
    """Cancel what a part of a page waits for, and say so in its place."""
    name = request.form.get("name", "")
    state = cancel(job)
    return render_template("cancelled.html", name=name if _NAME.fullmatch(name) else "work", state=state)
