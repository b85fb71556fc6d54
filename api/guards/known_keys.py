"""The valid keys as a process knows them: read together every few seconds, so that a request costs no query.

A key that was withdrawn is refused within `SECONDS`. While the database is away the keys last read go on for that long;
after it nobody can be let in, and callers are told when to try again.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

from ..errors import UnavailableError
from ..store import Store
from ..store.keys import StoredKey, valid_keys

#: For how long the keys last read are trusted.
SECONDS = 5.0
#: How often, at most, they are read again for an id that is not among them, and after a failure.
_AT_MOST_EVERY = 1.0


class KnownKeys:
    """The valid keys of a store.

    Args:
        store: where they stand.
        clock: seconds that never run back.
    """

    def __init__(self, store: Store, clock: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._clock = clock
        self._lock = Lock()
        self._keys: dict[str, StoredKey] = {}
        self._read_at = float("-inf")
        self._failed_at = float("-inf")
        self._failure: UnavailableError | None = None

    def find(self, key_id: str, *, again: bool = False) -> StoredKey | None:
        """A key by its id; None where no valid one has it.

        Args:
            key_id: of the key.
            again: whether what was read is not enough: the key may be made, or its secret changed, just now. Whoever
                guesses makes the database answer once in a second by it, not each time.

        Raises:
            UnavailableError: the database has not answered for longer than keys are trusted, or does not answer now
                that it is asked again.
        """
        oldest = _AT_MOST_EVERY if again else SECONDS
        if self._clock() - self._read_at >= oldest:
            with self._lock:
                if self._clock() - self._read_at >= oldest:
                    self._read()
        return self._keys.get(key_id)

    def _read(self) -> None:
        """Read the keys; where that failed within the last second it fails again at once."""
        now = self._clock()
        if self._failure is not None and now - self._failed_at < _AT_MOST_EVERY:
            raise UnavailableError(self._failure.message)
        try:
            self._keys = {key.id: key for key in valid_keys(self._store)}
        except UnavailableError as failure:
            self._failed_at, self._failure = self._clock(), failure
            raise
        self._read_at, self._failure = now, None
