"""One computation at a time in each process, first come first served.

Threads of Python that compute at once do not compute faster: they pass its one lock to and fro, each waits for all
others, and together they take up to twice as long. Threads are there for slow callers, not for speed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock

#: Seconds that a computation waits for its turn at most: behind a long one others go on beside it.
MOST_SECONDS = 1.0


class Turns:
    """Whose turn it is to compute.

    Args:
        most_seconds: that anybody waits; after that nobody is waited for.
    """

    def __init__(self, most_seconds: float = MOST_SECONDS) -> None:
        self._most_seconds = most_seconds
        self._lock = Lock()
        self._queue: deque[Event] = deque()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Wait until those who came before are done, then compute."""
        turn = Event()
        with self._lock:
            self._queue.append(turn)
            if self._queue[0] is turn:
                turn.set()
        turn.wait(self._most_seconds)
        try:
            yield
        finally:
            with self._lock:
                self._queue.remove(turn)
                if self._queue:
                    self._queue[0].set()
