"""Jobs as whoever asks for them sees them: the database is the queue, and a key sees its own jobs alone.

What takes jobs up and ends them stands in `job_claims.py`. A row is what one key asked; work is done once for each
digest, and every row that waits for the same digest is answered by it.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, func, insert, select, text, tuple_, update

from openfisca_jordan_sp.errors import Text

from ..errors import TooManyRequestsError, UnavailableError
from .database import Alone, Store, alone
from .tables import jobs, runners

State = Literal["queued", "running", "done", "failed", "cancelled"]
QUEUED, RUNNING, DONE, FAILED, CANCELLED = "queued", "running", "done", "failed", "cancelled"
STATES = (QUEUED, RUNNING, DONE, FAILED, CANCELLED)

#: Seconds after which one who found the queue full may try again.
FULL_SECONDS = 10


@dataclass(frozen=True)
class AskedJob:
    """A job before it is one.

    Attributes:
        kind: what computes it.
        request: everything that its result depends on but the law and the people; no fact of a person.
        digest: of kind, request, people, law and package: the same work has the same.
        law_digest: of the law of whoever takes the request.
        key_id: of the key that asks.
        language: of the one who asks.
    """

    kind: str
    request: Mapping[str, Any]
    digest: str
    law_digest: str
    key_id: str
    language: str


@dataclass(frozen=True)
class Job:
    """A job without its result. Times are seconds since 1970; see `tables.jobs`."""

    id: str
    kind: str
    request: Mapping[str, Any]
    digest: str
    state: State
    progress: float
    created: float
    started: float | None
    finished: float | None
    attempts: int
    error: Mapping[str, Any] | None
    law_digest: str

    @property
    def is_over(self) -> bool:
        """Whether nothing will change any more."""
        return self.state in (DONE, FAILED, CANCELLED)


COLUMNS = [jobs.c[field.name] for field in fields(Job)]


def now_of(connection: Connection) -> float:
    """Seconds since 1970 by the clock of the database: runners on several machines need none in common."""
    if connection.dialect.name == "postgresql":
        return float(connection.execute(text("SELECT extract(epoch FROM clock_timestamp())")).scalar_one())
    return time.time()


def submit(store: Store, asked: AskedJob, most_waiting: int) -> Job:
    """The job for a request: one of this key that does or has done the same, or a new one.

    Where another key's job has done the same, the new one is done at once; where one is doing it, both are answered
    when it ends.

    Args:
        store: the database.
        asked: what is to be done.
        most_waiting: jobs that may wait; half of them of one key.

    Raises:
        UnavailableError: the queue is full, or the database is away.
        TooManyRequestsError: too many jobs of this key wait.
    """
    with store.begin() as connection:
        alone(connection, Alone.QUEUEING)
        same = jobs.c.digest == asked.digest
        own = (jobs.c.created_by == asked.key_id) & jobs.c.state.in_((QUEUED, RUNNING, DONE))
        known = connection.execute(select(*COLUMNS).where(same & own).limit(1)).one_or_none()
        if known is not None:
            return Job(**known._mapping)
        done = connection.execute(select(jobs.c.result).where(same & (jobs.c.state == DONE)).limit(1)).one_or_none()
        if done is None:
            _refuse_too_many(connection, asked.key_id, most_waiting)
        row = _new_row(asked, now_of(connection), done.result if done else None)
        connection.execute(insert(jobs).values(**row))
        shown: dict[str, Any] = {column.name: row.get(column.name) for column in COLUMNS}
        return Job(**shown)


def _new_row(asked: AskedJob, now: float, result: bytes | None) -> dict[str, Any]:
    row = {
        "id": secrets.token_hex(16),
        "kind": asked.kind,
        "request": dict(asked.request),
        "digest": asked.digest,
        "state": QUEUED,
        "progress": 0.0,
        "language": asked.language,
        "created": now,
        "created_by": asked.key_id,
        "attempts": 0,
        "law_digest": asked.law_digest,
    }
    if result is None:
        return row
    return row | {"state": DONE, "progress": 1.0, "started": now, "finished": now, "result": result}


def _refuse_too_many(connection: Connection, key_id: str, most: int) -> None:
    waiting = select(func.count()).select_from(jobs).where(jobs.c.state == QUEUED)
    if connection.execute(waiting).scalar_one() >= most:
        message = Text("Too many jobs wait already; nothing was begun.", "في الانتظار مهام كثيرة؛ لم يبدأ شيء.")
        raise UnavailableError(message, retry_after=FULL_SECONDS)
    if connection.execute(waiting.where(jobs.c.created_by == key_id)).scalar_one() >= max(most // 2, 1):
        raise TooManyRequestsError(
            Text("Too many jobs of this key wait already.", "لهذا المفتاح مهام كثيرة في الانتظار."),
            hint=Text(f"Try again in {FULL_SECONDS} seconds.", f"أعد المحاولة بعد {FULL_SECONDS} ثوان."),
            headers=[("Retry-After", str(FULL_SECONDS))],
        )


def read_job(store: Store, job_id: str, key_id: str) -> Job | None:
    """A job of a key; None where it has none of that id."""
    with store.read() as connection:
        return _one(connection, job_id, key_id)


def _own(job_id: str, key_id: str) -> ColumnElement[bool]:
    return (jobs.c.id == job_id) & (jobs.c.created_by == key_id)


def _one(connection: Connection, job_id: str, key_id: str) -> Job | None:
    row = connection.execute(select(*COLUMNS).where(_own(job_id, key_id))).one_or_none()
    return None if row is None else Job(**row._mapping)


def read_result(store: Store, job_id: str, key_id: str) -> bytes | None:
    """The result of a job that is done, as it was stored; None where there is none."""
    with store.read() as connection:
        found: bytes | None = connection.execute(select(jobs.c.result).where(_own(job_id, key_id))).scalar_one_or_none()
    return found


def list_jobs(
    store: Store, key_id: str, *, limit: int, state: str | None = None, after: str | None = None
) -> list[Job]:
    """The jobs of a key, the newest first.

    Args:
        store: the database.
        key_id: of the key.
        limit: how many at most.
        state: of them; any where it is left out.
        after: the last one of the page before; nothing follows one that is not there.
    """
    wanted = select(*COLUMNS).where(jobs.c.created_by == key_id).order_by(jobs.c.created.desc(), jobs.c.id.desc())
    if state is not None:
        wanted = wanted.where(jobs.c.state == state)
    with store.read() as connection:
        if after is not None:
            last = _one(connection, after, key_id)
            if last is None:
                return []
            wanted = wanted.where(tuple_(jobs.c.created, jobs.c.id) < tuple_(last.created, last.id))
        return [Job(**row._mapping) for row in connection.execute(wanted.limit(limit))]


def cancel(store: Store, job_id: str, key_id: str) -> Job | None:
    """Cancel a job that waits or runs, at once; one that is over stays as it is. None where there is none.

    Whoever computes it finds out by itself and stops; nothing that it gives is taken any more.
    """
    with store.begin() as connection:
        now = now_of(connection)
        connection.execute(
            update(jobs)
            .where(_own(job_id, key_id) & jobs.c.state.in_((QUEUED, RUNNING)))
            .values(state=CANCELLED, cancel_asked=now, finished=now, owner=None, lease=None)
        )
        return _one(connection, job_id, key_id)


def runners_alive(store: Store, within: float) -> int:
    """How many processes that take up jobs, and can compute them, said so within so many seconds."""
    with store.read() as connection:
        seen = select(func.count()).select_from(runners).where(runners.c.seen >= now_of(connection) - within)
        return int(connection.execute(seen).scalar_one())


def jobs_by_state(store: Store) -> dict[str, int]:
    """How many jobs there are of each state, as long as their results are kept."""
    with store.read() as connection:
        counted = connection.execute(select(jobs.c.state, func.count()).group_by(jobs.c.state))
        return dict.fromkeys(STATES, 0) | {str(state): int(count) for state, count in counted}
