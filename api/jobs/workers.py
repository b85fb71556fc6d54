"""Jobs computed by the workers of a Dask cluster: started here, or those of a scheduler."""

from __future__ import annotations

import time
from concurrent.futures import CancelledError
from contextlib import ExitStack, suppress
from importlib import import_module
from typing import Any

from openfisca_jordan_sp.engine.dask_workers import Dask, clear_errors
from openfisca_jordan_sp.errors import ClusterError, Text

from .runner import Outcome
from .told import WorkersLostError
from .work import Task, compute, warm

#: Under which workers tell how far they are.
_TOPIC = "jordan-sp-jobs"
#: Workers that may die on one job before it is taken to be what kills them; Dask counts those after the first.
_MOST_LOST = 3
#: Seconds that a result, or a farewell, may take.
_FETCH_SECONDS = 10.0
_CLOSE_SECONDS = 2.0

#: Seconds after which workers are counted again: asking the scheduler costs more than a glance at the queue.
_COUNT_SECONDS = 1.0

#: In a worker: the jobs that it was asked to stop.
_stopped: set[str] = set()


def computed(task: Task) -> bytes:
    """In a worker: the result of a job."""
    from distributed import get_worker  # noqa: PLC0415 - an extra

    worker = get_worker()

    def tell(share: float) -> None:
        worker.log_event(_TOPIC, {"job": task.job_id, "share": share})

    try:
        return compute(task, tell, lambda: task.job_id in _stopped)
    finally:
        _stopped.discard(task.job_id)


async def _stop(job_id: str) -> None:
    """In a worker: stop a job at its next step. Dask lets nobody ask for anything else without waiting for it."""
    _stopped.add(job_id)


class OnDask:
    """The workers of one runner.

    Args:
        scheduler: address of a Dask scheduler; None starts workers on this machine.
        workers: how many to start here.
    """

    def __init__(self, scheduler: str | None, workers: int) -> None:
        self._scheduler, self._workers = scheduler, workers
        self._stack: ExitStack | None = None
        self._client: Any = None
        self._futures: dict[str, Any] = {}
        self._progress: dict[str, float] = {}
        self._threads, self._counted = 0, -_COUNT_SECONDS

    def start(self) -> None:
        """See `Computing`: joins or starts the workers, and has them read the law and the people."""
        if self._client is not None:
            if self._client.status != "running":
                raise _lost()
            return
        stack = ExitStack()
        try:
            import_module("distributed")  # its settings stand before one is set; else they would go with that one
            # Set for as long as the cluster lives: workers that die are started again.
            allowed = {"distributed.scheduler.allowed-failures": _MOST_LOST - 1}
            stack.enter_context(import_module("dask").config.set(allowed))
            client = stack.enter_context(Dask(self._scheduler, self._workers)).client
            with clear_errors():
                client.subscribe_topic(_TOPIC, self._hear)
                client.gather([client.submit(warm, pure=False, workers=[one]) for one in client.nthreads()])
        except BaseException:
            stack.close()
            raise
        self._stack, self._client, self._counted = stack, client, -_COUNT_SECONDS

    def free(self) -> int:
        """See `Computing`: idle threads of workers; one that a cancelled job still holds is not idle."""
        if self._client is None:
            return 0
        if time.monotonic() - self._counted >= _COUNT_SECONDS:
            with clear_errors():
                self._threads = sum(self._client.nthreads().values())
            self._counted = time.monotonic()
        return max(0, self._threads - len(self._futures))

    def begin(self, task: Task) -> None:
        """See `Computing`."""
        self._progress[task.job_id] = 0.0
        with clear_errors():
            self._futures[task.job_id] = self._client.submit(computed, task, pure=False)

    def stop(self, job_id: str) -> None:
        """See `Computing`: heard at the job's next step."""
        if job_id in self._futures:
            with clear_errors():
                self._client.run(_stop, job_id, wait=False)

    def outcomes(self) -> list[Outcome]:
        """See `Computing`."""
        ended = [job_id for job_id, future in self._futures.items() if future.status in ("finished", "error")]
        found = [outcome for job_id in ended if (outcome := self._outcome(job_id)) is not None]
        if not found and any(future.status in ("cancelled", "lost") for future in self._futures.values()):
            raise _lost()
        return found

    def _outcome(self, job_id: str) -> Outcome | None:
        """What came of a job that has ended; None where its worker died before it was fetched: it is done again."""
        distributed = import_module("distributed")
        future = self._futures[job_id]
        try:
            error = future.exception(timeout=_FETCH_SECONDS)
            result = None if error is not None else future.result(timeout=_FETCH_SECONDS)
        except (OSError, CancelledError):  # of its worker; what is lost with the scheduler is seen by its status
            return None
        del self._futures[job_id]
        self._progress.pop(job_id, None)
        if isinstance(error, distributed.scheduler.KilledWorker):
            error = WorkersLostError()
        return Outcome(job_id, result, error)

    def progress(self) -> dict[str, float]:
        """See `Computing`."""
        return dict(self._progress)

    def _hear(self, event: tuple[float, dict[str, Any]]) -> None:
        message = event[1]
        if message["job"] in self._progress:
            self._progress[message["job"]] = message["share"]

    def close(self, *, is_lost: bool = False) -> None:
        """See `Computing`."""
        stack, client, self._stack, self._client = self._stack, self._client, None, None
        self._futures, self._progress = {}, {}
        if stack is None:
            return
        with suppress(OSError, CancelledError):
            if is_lost:  # or the farewell would wait for the scheduler to come back
                client.close(timeout=_CLOSE_SECONDS)
        with suppress(OSError, CancelledError):
            stack.close()


def _lost() -> ClusterError:
    return ClusterError(
        Text("The scheduler was lost.", "انقطع الاتصال بالمجدول."),
        hint=Text("Start it again.", "أعد تشغيله."),
    )
