"""What is written down: who asked what, when, and by which law it was answered; never facts, ids or bodies.

Whatever computes for a caller does it within `audited`:

    caller = authenticate(request.headers.get("Authorization"), "calculate", services)
    with audited("calculate", caller, services) as entry:
        reply = compute()
        entry.law_date, entry.counts = "2026-01-01", Counts(families=1, persons=4)

The row is committed when the block begins (where it cannot be, nothing is computed: 503) and completed when it ends
(where it cannot be, the reply is not acknowledged: 503). Of a function that sets `g.counts` and `g.law_date` the entry
takes those. A row that stays `begun` is of a request that nobody has the reply of: the process or the database died.

state       begun       being computed, or cut off
            done        answered
            replayed    answered again, to a repeated idempotency key
            refused     a mistake of the caller; `status` says which
            broken      a streamed reply that failed, or that its reader left
            failed      a fault of ours
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from types import TracebackType

from flask import g, has_request_context

from openfisca_jordan_sp.errors import JordanSPError

from .. import law_state
from ..errors import ConflictError
from ..operations import Caller, Counts
from ..problems import status_of
from ..services import Services
from ..store import Store
from ..store.audit import AuditRow, begin_row, end_row
from .idempotency import Claim

_log = logging.getLogger("jordan_sp.service")

_FAULT = 500


class Entry:
    """One row of the audit while its request is answered.

    Attributes:
        status: of HTTP, with which it is answered.
        counts: of what was computed; a function where they are known only at the end.
        law_date: the day whose law was applied; today's where it is empty.
        is_replayed: whether a repeated request is answered.
        is_streamed: whether the reply goes on after its status was sent.
        with_it: the claim that is done in the same transaction as the row.
    """

    def __init__(self, store: Store, row: AuditRow, status_of: Callable[[JordanSPError], int]) -> None:
        self._store, self._row, self._status_of = store, row, status_of
        self._began = time.perf_counter()
        self.status = 200
        self.counts: Counts | Callable[[], Counts] | None = None
        self.law_date = ""
        self.is_replayed = False
        self.is_streamed = False
        self.with_it: Claim | None = None

    def __enter__(self) -> Entry:
        begin_row(self._store, self._row)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        del kind, traceback
        try:
            self._end(error)
        except ConflictError as taken_over:
            self._end(taken_over)
            raise
        except Exception:
            if error is None:
                raise
            # The caller is told of the first mistake; the row stays begun.
            _log.exception("the audit of request %s could not be completed", self._row.request_id)

    def _end(self, error: BaseException | None) -> None:
        state, status = self._came_of(error)
        if has_request_context() and self.counts is None:
            self.counts, self.law_date = g.get("counts"), self.law_date or g.get("law_date", "")
        counts = self.counts() if callable(self.counts) else self.counts or Counts()
        values = {
            "state": state,
            "status": status,
            "policies": list(counts.policies),
            "families": counts.families,
            "persons": counts.persons,
            "failed": counts.failed,
            "law_date": self.law_date or self._row.law_date,
            "milliseconds": round((time.perf_counter() - self._began) * 1000, 3),
        }
        claim = self.with_it
        also = None if error is not None or claim is None or claim.is_replayed else claim.settle
        end_row(self._store, self._row.request_id, values, also)

    def _came_of(self, error: BaseException | None) -> tuple[str, int]:
        if error is None:
            return ("replayed" if self.is_replayed else "done"), self.status
        if self.is_streamed:
            return "broken", self.status
        if isinstance(error, JordanSPError):
            return "refused", self._status_of(error)
        return "failed", _FAULT


def audited(
    operation_id: str,
    caller: Caller,
    services: Services,
    status_of: Callable[[JordanSPError], int] = status_of,
) -> Entry:
    """The row of the present request, to be entered with `with` before anything is computed.

    Args:
        operation_id: what is asked for.
        caller: who asks.
        services: with the store.
        status_of: the status that a mistake is answered with; that of `/v1` where it is left out.

    Raises:
        UnavailableError: at either end of the block, where the database does not answer.
    """
    row = AuditRow(
        request_id=g.request_id,
        time=time.time(),
        key_id=caller.key_id,
        operation=operation_id,
        law_digest=law_state.parameters_digest(),
        law_date=law_state.law_date(),
        package_version=law_state.package_version(),
    )
    return Entry(services.store, row, status_of)
