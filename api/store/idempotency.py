"""Idempotency keys: claimed by one request at a time, done by one, free again where that one died.

A row is `running` until its lease ends, or `done`. Of the key and of the request only digests are stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from openfisca_jordan_sp.errors import Text

from ..errors import UnavailableError
from .database import Store
from .tables import idempotency

_ROW = idempotency.c
#: How often a claim is tried again that another one overtook.
_TRIES = 5


@dataclass(frozen=True)
class Wanted:
    """What a request wants to claim. Times are seconds since 1970.

    Attributes:
        key_id: who asks.
        idempotency_key: the digest of the key that the request bears.
        operation: of the contract.
        fingerprint: of the request.
        law_digest: of the law in force.
        now: the time.
        lease: when another request may take over from this one.
        expires: when the row may go.
    """

    key_id: str
    idempotency_key: str
    operation: str
    fingerprint: str
    law_digest: str
    now: float
    lease: float
    expires: float


@dataclass(frozen=True)
class Held:
    """A row as it stands.

    Attributes:
        id: of the row.
        is_mine: whether the request that asked has claimed it just now.
        state: `running` or `done`.
        fingerprint: of the request that it was claimed for.
        law_digest: of the law that was in force then.
        lease: when a claim ends that is running.
        outcome: what a repeated request is answered with; None where it is computed again.
    """

    id: int
    is_mine: bool
    state: str
    fingerprint: str
    law_digest: str
    lease: float
    outcome: Mapping[str, Any] | None


def claim(store: Store, wanted: Wanted) -> Held:
    """Claim a key, or say how it is held. Of many that come at once exactly one claims it.

    Raises:
        UnavailableError: the database does not answer.
    """
    for _ in range(_TRIES):
        try:
            with store.begin(waits_for_disk=False) as connection:
                held = _claimed(connection, wanted)
        except IntegrityError:
            continue  # another request wrote the row between our reading and our writing: look again
        if held is not None:
            return held
    raise UnavailableError(Text("The idempotency key is in use.", "مفتاح التكرار قيد الاستعمال."), retry_after=1)


def _claimed(connection: Connection, wanted: Wanted) -> Held | None:
    asked = select(idempotency).where(_ROW.key_id == wanted.key_id, _ROW.idempotency_key == wanted.idempotency_key)
    row = connection.execute(asked).one_or_none()
    if row is None:
        values = _values(wanted) | {"key_id": wanted.key_id, "idempotency_key": wanted.idempotency_key}
        made = connection.execute(insert(idempotency).values(**values)).inserted_primary_key
        return _mine(int(made[0]), wanted) if made else None
    is_free = row.expires <= wanted.now or (row.state == "running" and row.lease <= wanted.now)
    if not is_free:
        return _held(row)
    # The row as it was read: where another request took it over meanwhile nothing is changed, and we look again.
    as_read = (_ROW.id == row.id, _ROW.state == row.state, _ROW.created == row.created, _ROW.lease == row.lease)
    changed = connection.execute(update(idempotency).where(*as_read).values(**_values(wanted)))
    return _mine(row.id, wanted) if changed.rowcount == 1 else None


def _values(wanted: Wanted) -> dict[str, Any]:
    return {
        "operation": wanted.operation,
        "fingerprint": wanted.fingerprint,
        "state": "running",
        "lease": wanted.lease,
        "created": wanted.now,
        "expires": wanted.expires,
        "law_digest": wanted.law_digest,
        "outcome": None,
    }


def _mine(row_id: int, wanted: Wanted) -> Held:
    return Held(row_id, True, "running", wanted.fingerprint, wanted.law_digest, wanted.lease, None)


def _held(row: Row[Any]) -> Held:
    return Held(row.id, False, row.state, row.fingerprint, row.law_digest, row.lease or 0.0, row.outcome)


def renew(store: Store, row_id: int, created: float, lease: float) -> None:
    """Put off the end of a claim that goes on."""
    with store.begin(waits_for_disk=False) as connection:
        connection.execute(update(idempotency).where(*_own(row_id, created)).values(lease=lease))


def finish(connection: Connection, row_id: int, created: float, outcome: Mapping[str, Any] | None) -> bool:
    """What was claimed is done, in a transaction of the caller's; False where another request has taken it over."""
    done = {"state": "done", "lease": None, "outcome": outcome}
    return connection.execute(update(idempotency).where(*_own(row_id, created)).values(**done)).rowcount == 1


def release(store: Store, row_id: int, created: float) -> None:
    """Nothing came of it: the key can be used again."""
    with store.begin(waits_for_disk=False) as connection:
        connection.execute(delete(idempotency).where(*_own(row_id, created)))


def _own(row_id: int, created: float) -> tuple[Any, ...]:
    """The row, where no other request has taken it over."""
    return (_ROW.id == row_id, _ROW.created == created, _ROW.state == "running")


def purge(store: Store, now: float) -> int:
    """Delete what is kept no longer; how many rows they were."""
    with store.begin(waits_for_disk=False) as connection:
        return connection.execute(delete(idempotency).where(_ROW.expires <= now)).rowcount
