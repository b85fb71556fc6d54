"""Jobs computed in this process, so that most tests need no cluster; and a small population by name."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event, Thread

from openfisca_jordan_sp.api.jobs.runner import Outcome, Runner
from openfisca_jordan_sp.api.jobs.work import Task, compute


class Here:
    """What a runner computes with: threads of this process.

    Args:
        slots: how many jobs at a time.
        gate: where there is one, every job waits for it before it begins.
        how: what computes a task, `work.compute` where it is left out.
    """

    def __init__(self, slots: int = 1, gate: Event | None = None, how=compute) -> None:
        self.slots, self.gate, self.how = slots, gate, how
        self.futures: dict[str, Future[bytes]] = {}
        self.shares: dict[str, float] = {}
        self.stopped: set[str] = set()
        self.begun: list[str] = []
        self.error: Exception | None = None
        self.pool = ThreadPoolExecutor(slots)

    def start(self) -> None:
        if self.error is not None:
            raise self.error

    def free(self) -> int:
        return self.slots - len(self.futures)

    def begin(self, task: Task) -> None:
        self.begun.append(task.job_id)
        self.stopped.discard(task.job_id)
        self.shares[task.job_id] = 0.0
        self.futures[task.job_id] = self.pool.submit(self._computed, task)

    def _computed(self, task: Task) -> bytes:
        if self.gate is not None:
            assert self.gate.wait(30)

        def tell(share: float) -> None:
            self.shares[task.job_id] = share

        return self.how(task, tell, lambda: task.job_id in self.stopped)

    def stop(self, job_id: str) -> None:
        self.stopped.add(job_id)

    def outcomes(self) -> list[Outcome]:
        ended = [job_id for job_id, future in self.futures.items() if future.done()]
        found = []
        for job_id in ended:
            future = self.futures.pop(job_id)
            error = future.exception()
            found.append(Outcome(job_id, None if error else future.result(), error))
        return found

    def progress(self) -> dict[str, float]:
        return dict(self.shares)

    def close(self, *, is_lost: bool = False) -> None:
        del is_lost
        self.stopped |= self.futures.keys()
        self.futures.clear()


@contextmanager
def runner_of(service, computing=None):
    """A runner of a service's jobs in a thread, until the block ends."""
    runner, stop = Runner(service.app.extensions["jordan_sp"], computing or Here()), Event()
    thread = Thread(target=runner.run, args=(stop,))
    thread.start()
    try:
        yield runner
    finally:
        stop.set()
        thread.join(30)
        assert not thread.is_alive()
