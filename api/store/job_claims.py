"""Jobs as the processes see them that compute them (`jobs/runner.py`).

A runner owns a job as long as its lease lasts and nobody cancelled it. Everything that it writes is written only where
it still owns the job, so that of several that computed one, each in the belief that the others were lost, one alone is
believed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Float,
    Select,
    String,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from .database import Alone, Store, alone
from .jobs import CANCELLED, COLUMNS, DONE, FAILED, QUEUED, RUNNING, Job, now_of
from .tables import jobs, runners

#: How often a job is begun whose runners are lost one after the other.
MOST_ATTEMPTS = 3
#: Seconds after which a job is also taken up by a runner of another law than that of the one who took the request:
#: time enough for runners of the same law to start after an upgrade.
OTHER_LAW_SECONDS = 60.0
#: Seconds for which the row of a runner that fell silent is kept.
_SILENT_SECONDS = 86_400.0


def has_work(store: Store, law_digest: str) -> bool:
    """Whether there is anything to claim: a glance that waits for no writer."""
    with store.read() as connection:
        found = connection.execute(_has_work(), {"now": now_of(connection), "law": law_digest})
        return bool(found.scalar_one())


@cache
def _has_work() -> Select[tuple[bool]]:
    """Written once: a runner that has nothing to do asks it many times a second."""
    return select(exists().where(_claimable(bindparam("now", type_=Float), bindparam("law", type_=String))))


def claim(
    store: Store,
    owner: str,
    law_digest: str,
    lease: float,
    given_up: Mapping[str, Any],
    patience: Mapping[str, float] | None = None,
) -> Job | None:
    """Take up the oldest job that waits, or whose runner is lost; two runners never get the same.

    The order rests on the rows alone: runners that are started again, or are several, keep it.

    Args:
        store: the database.
        owner: of the job from now on.
        law_digest: of the law that this runner computes.
        lease: seconds for which nobody else takes it up.
        given_up: the problem of a job that was begun `MOST_ATTEMPTS` times, and lost each time.
        patience: of kinds, the seconds by which their jobs count as asked for later; 0 of others.

    Returns:
        The job; None where there is nothing to do.
    """
    with store.begin() as connection:
        alone(connection, Alone.QUEUEING)
        now = now_of(connection)
        _give_up(connection, now, given_up)
        row = connection.execute(
            select(*COLUMNS)
            .where(_claimable(now, law_digest))
            .order_by(_turn(patience or {}), jobs.c.created, jobs.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        ).one_or_none()
        if row is None:
            return None
        found = dict(row._mapping)
        taken = {"state": RUNNING, "progress": 0.0, "attempts": found["attempts"] + 1}
        taken |= {"started": found["started"] or now}
        mine = {"owner": owner, "lease": now + lease}
        connection.execute(update(jobs).where(jobs.c.id == found["id"]).values(**taken, **mine))
        return Job(**found | taken)


def _turn(patience: Mapping[str, float]) -> ColumnElement[float]:
    """When a job has its turn: the later, the longer its kind can wait."""
    waits = [(jobs.c.kind == kind, seconds) for kind, seconds in sorted(patience.items()) if seconds]
    return jobs.c.created + case(*waits, else_=0.0) if waits else jobs.c.created.expression


def _claimable(now: float | BindParameter[float], law_digest: str | BindParameter[str]) -> ColumnElement[bool]:
    is_lost = and_(jobs.c.state == RUNNING, jobs.c.lease < now)
    is_ours = or_(jobs.c.law_digest == law_digest, jobs.c.created < now - OTHER_LAW_SECONDS)
    other = jobs.alias("other")
    is_done_elsewhere = exists().where(
        and_(other.c.digest == jobs.c.digest, other.c.state == RUNNING, other.c.lease >= now)
    )
    return and_(or_(jobs.c.state == QUEUED, is_lost), is_ours, ~is_done_elsewhere)


def _give_up(connection: Connection, now: float, error: Mapping[str, Any]) -> None:
    is_lost = and_(jobs.c.state == RUNNING, jobs.c.lease < now, jobs.c.attempts >= MOST_ATTEMPTS)
    ended = {"state": FAILED, "finished": now, "error": dict(error), "owner": None, "lease": None}
    connection.execute(update(jobs).where(is_lost).values(**ended))


def rekey(store: Store, job_id: str, owner: str, digest: str, law_digest: str) -> None:
    """Say that a job is computed by another law, package or people than it was asked of."""
    with store.begin() as connection:
        connection.execute(update(jobs).where(_mine(job_id, owner)).values(digest=digest, law_digest=law_digest))


def hold(store: Store, owner: str, progress: Mapping[str, float], lease: float) -> None:
    """Keep the jobs of a runner for some more seconds, and tell how far each is."""
    with store.begin() as connection:
        until = now_of(connection) + lease
        for job_id, share in progress.items():
            values = {"lease": until, "progress": share}
            connection.execute(update(jobs).where(_mine(job_id, owner)).values(**values))


def held(store: Store, owner: str) -> set[str]:
    """The jobs that are a runner's: those that were cancelled or taken up by another are not."""
    with store.read() as connection:
        found = connection.execute(select(jobs.c.id).where(jobs.c.owner == owner, jobs.c.state == RUNNING))
        return {str(row.id) for row in found}


def finish(store: Store, job_id: str, owner: str, result: bytes) -> bool:
    """Store the result of a job, and of all that wait for the same work; whether this runner still owned it."""
    with store.begin() as connection:
        alone(connection, Alone.QUEUEING)
        done = {"state": DONE, "progress": 1.0, "finished": now_of(connection), "result": result}
        done |= {"owner": None, "lease": None, "error": None}
        digest = connection.execute(select(jobs.c.digest).where(jobs.c.id == job_id)).scalar_one_or_none()
        was_mine = connection.execute(update(jobs).where(_mine(job_id, owner)).values(**done)).rowcount == 1
        waits = and_(jobs.c.digest == digest, jobs.c.state == QUEUED)
        started = func.coalesce(jobs.c.started, done["finished"])
        connection.execute(update(jobs).where(waits).values(**done, started=started))
        return was_mine


def fail(store: Store, job_id: str, owner: str, error: Mapping[str, Any]) -> bool:
    """Store why a job failed; whether this runner still owned it."""
    with store.begin() as connection:
        ended = {"state": FAILED, "finished": now_of(connection), "error": dict(error), "owner": None, "lease": None}
        return connection.execute(update(jobs).where(_mine(job_id, owner)).values(**ended)).rowcount == 1


def hand_back(store: Store, owner: str, job_ids: Collection[str]) -> None:
    """Put jobs back into the queue for which nobody is to blame: their attempt does not count."""
    with store.begin() as connection:
        back = {"state": QUEUED, "progress": 0.0, "owner": None, "lease": None, "attempts": jobs.c.attempts - 1}
        for job_id in job_ids:
            connection.execute(update(jobs).where(_mine(job_id, owner)).values(**back))


def _mine(job_id: str, owner: str) -> ColumnElement[bool]:
    return and_(jobs.c.id == job_id, jobs.c.owner == owner, jobs.c.state == RUNNING)


def purge(store: Store, keep_days: float) -> int:
    """Forget jobs that ended so many days ago, and runners that fell silent; how many jobs there were."""
    with store.begin() as connection:
        now = now_of(connection)
        is_old = and_(jobs.c.state.in_((DONE, FAILED, CANCELLED)), jobs.c.finished < now - keep_days * 86_400)
        connection.execute(delete(runners).where(runners.c.seen < now - _SILENT_SECONDS))
        return connection.execute(delete(jobs).where(is_old)).rowcount


def beat(store: Store, runner_id: str, about: Mapping[str, Any]) -> None:
    """Say that a runner lives and can compute."""
    with store.begin() as connection:
        seen = {"seen": now_of(connection), "about": dict(about)}
        if connection.execute(update(runners).where(runners.c.id == runner_id).values(**seen)).rowcount == 0:
            connection.execute(insert(runners).values(id=runner_id, **seen))


def leave(store: Store, runner_id: str) -> None:
    """Forget a runner that ends."""
    with store.begin() as connection:
        connection.execute(delete(runners).where(runners.c.id == runner_id))
