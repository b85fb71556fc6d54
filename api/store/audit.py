"""Who asked what, when, and by which law it was answered. Never a fact of a person, a body or an address.

A row is committed before anything is computed and again when it is done. On SQLite without waiting for the disk: it
survives a process that is killed, while a power cut may lose the rows of the last seconds, never the file. PostgreSQL
waits, as it does for everything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, insert, select, update

from .database import Store
from .tables import audit

_BEGIN = insert(audit).inline()
_END = update(audit).where(audit.c.request_id == bindparam("of_request"))
#: Rows that are read at a time.
_AT_A_TIME = 1000


@dataclass(frozen=True)
class AuditRow:
    """What is written before anything is computed.

    Attributes:
        request_id: of the request, as its reply bears it.
        time: seconds since 1970.
        key_id: who asks.
        operation: of the contract.
        law_digest: of the law in force.
        law_date: the day whose law is applied, as far as is known before.
        package_version: of this package.
    """

    request_id: str
    time: float
    key_id: str
    operation: str
    law_digest: str
    law_date: str
    package_version: str


def begin_row(store: Store, row: AuditRow) -> None:
    """Write down that something is asked.

    Raises:
        UnavailableError: it cannot be written; nothing may be computed.
    """
    values = vars(row) | {"state": "begun", "policies": [], "families": 0, "persons": 0, "failed": 0}
    store.write(_BEGIN, values)


def end_row(
    store: Store, request_id: str, values: dict[str, Any], also: Callable[[Connection], None] | None = None
) -> None:
    """Write down what came of it: `state`, `status`, `policies`, `families`, `persons`, `failed`, `law_date`, time.

    Args:
        store: where the row stands.
        request_id: of the row.
        values: by the names of the columns.
        also: written in the same transaction, so that both are there or neither is.

    Raises:
        UnavailableError: it cannot be written; the reply may not be acknowledged.
    """
    bound = {"of_request": request_id} | values
    if also is None:
        store.write(_END, bound)
        return
    with store.begin(waits_for_disk=False) as connection:
        connection.execute(_END, bound)
        also(connection)


def rows(
    store: Store, *, since: float | None = None, key_id: str = "", operation: str = ""
) -> Iterator[dict[str, Any]]:
    """The rows, the oldest first, read as they are asked for.

    Args:
        store: where they stand.
        since: only those of that time and later, seconds since 1970.
        key_id: only those of this key.
        operation: only those of this operation.
    """
    last = 0
    while found := _some(store, _asked(since, key_id, operation).where(audit.c.id > last).limit(_AT_A_TIME)):
        yield from found
        last = found[-1]["id"]


def _some(store: Store, asked: Select[Any]) -> Sequence[dict[str, Any]]:
    with store.read() as connection:
        return [dict(row._mapping) for row in connection.execute(asked.order_by(audit.c.id))]


def _asked(since: float | None, key_id: str, operation: str) -> Select[Any]:
    asked = select(audit)
    if since is not None:
        asked = asked.where(audit.c.time >= since)
    if key_id:
        asked = asked.where(audit.c.key_id == key_id)
    return asked.where(audit.c.operation == operation) if operation else asked


def purge_rows(store: Store, before: float) -> int:
    """Delete the rows of before a time, seconds since 1970; how many they were."""
    with store.begin() as connection:
        return connection.execute(delete(audit).where(audit.c.time < before)).rowcount
