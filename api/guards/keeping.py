"""Claims on idempotency keys are kept for as long as this process lives, however long their requests take.

One thread of each process puts off the ends of the leases of all requests that it answers. So a lease may be short, and
a repeated request need not wait long for a process that died.
"""

from __future__ import annotations

import logging
import os
import time
from dataclasses import dataclass
from threading import Lock, Thread

from ..errors import UnavailableError
from ..store import Store
from ..store.idempotency import renew

_log = logging.getLogger("jordan_sp.service")

#: After which a claim that nobody has put off is free. The clocks of several machines must agree to a few seconds.
LEASE_SECONDS = 15.0
#: Seconds after which a claim is put off, and between two looks.
RENEW_SECONDS = 3.0


@dataclass(frozen=True)
class Kept:
    """One claim.

    Attributes:
        store: where it stands.
        row_id: of its row.
        created: when it was claimed, seconds since 1970.
    """

    store: Store
    row_id: int
    created: float


class Keeper:
    """Puts off the ends of claims, from a thread of its own that is begun with the first of them."""

    def __init__(self) -> None:
        self._claims: set[Kept] = set()
        self._lock = Lock()
        self._process = 0

    def keep(self, claim: Kept) -> None:
        """Put off the end of a claim from now on."""
        with self._lock:
            self._claims.add(claim)
            if self._process != os.getpid():  # threads are not inherited
                self._process = os.getpid()
                Thread(target=self._run, name="claims", daemon=True).start()

    def let_go(self, claim: Kept) -> None:
        """Leave a claim alone from now on."""
        with self._lock:
            self._claims.discard(claim)

    def _run(self) -> None:
        while True:
            time.sleep(RENEW_SECONDS)
            self.renew_all(time.time())

    def renew_all(self, now: float) -> None:
        """Put off the end of every claim that is older than the time between two looks."""
        with self._lock:
            due = [claim for claim in self._claims if now - claim.created >= RENEW_SECONDS]
        for claim in due:
            try:
                renew(claim.store, claim.row_id, claim.created, now + LEASE_SECONDS)
            except UnavailableError:
                _log.warning("a claim on an idempotency key could not be put off: the database is away")
            except Exception:
                _log.exception("a claim on an idempotency key could not be put off")


#: That of this process.
keeper = Keeper()
