"""Who computes the partitions of a population: this thread, several, or the workers of a cluster (`dask_workers`)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from threading import Event
from typing import Protocol, TypeVar

from openfisca_jordan_sp.errors import Cancelled

Given = TypeVar("Given")
Result = TypeVar("Result")

#: Seconds after which one that waits looks whether it is to stop.
GLANCE = 0.2


def cores() -> int:
    """How many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


class Executor(Protocol):
    """Runs a function on many tasks."""

    def run(
        self, function: Callable[[Given], Result], tasks: Sequence[Given], cancel: Event | None = None
    ) -> Iterator[Result]:
        """The result of each task, in the order in which they are done.

        Raises:
            Cancelled: `cancel` was set, or the user interrupted.
        """


@contextmanager
def interruptible() -> Iterator[None]:
    """Turn the user's interruption into the package's error."""
    try:
        yield
    except KeyboardInterrupt:
        raise Cancelled from None


def stop_if(cancel: Event | None) -> None:
    """Stop if somebody asked for it.

    Raises:
        Cancelled: somebody did.
    """
    if cancel is not None and cancel.is_set():
        raise Cancelled


@dataclass(frozen=True)
class Serial:
    """One task after the other, in this thread."""

    def run(
        self, function: Callable[[Given], Result], tasks: Sequence[Given], cancel: Event | None = None
    ) -> Iterator[Result]:
        """See `Executor`."""
        with interruptible():
            for task in tasks:
                stop_if(cancel)
                yield function(task)


@dataclass(frozen=True)
class Threads:
    """Several tasks at a time in this process.

    Attributes:
        count: how many; as many as there are cores if None.
    """

    count: int | None = None

    def run(
        self, function: Callable[[Given], Result], tasks: Sequence[Given], cancel: Event | None = None
    ) -> Iterator[Result]:
        """See `Executor`."""
        workers = self.count or cores()
        left = iter(tasks)
        with interruptible(), ThreadPoolExecutor(workers) as pool:
            running = {pool.submit(function, task) for task in islice(left, workers)}
            try:
                while running:
                    stop_if(cancel)
                    done, running = wait(running, GLANCE, FIRST_COMPLETED)
                    running |= {pool.submit(function, task) for task in islice(left, len(done))}
                    yield from _results(done)
            finally:
                for future in running:
                    future.cancel()


def _results(done: set[Future[Result]]) -> Iterator[Result]:
    for future in done:
        yield future.result()
