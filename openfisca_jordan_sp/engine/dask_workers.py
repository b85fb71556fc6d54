"""Partitions computed by the workers of a Dask cluster: on this machine, or wherever a scheduler is."""

from __future__ import annotations

import logging
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from threading import Event
from types import TracebackType
from typing import Any, TypeVar

from openfisca_jordan_sp.engine.executors import GLANCE, cores, interruptible, stop_if
from openfisca_jordan_sp.engine.same_versions import versions_here
from openfisca_jordan_sp.errors import ClusterError, Text

Given = TypeVar("Given")
Result = TypeVar("Result")

#: Seconds to wait for a scheduler, and for its first worker.
PATIENCE = 10

#: Dask sets the first one low, which also switches off what the allocator learns, so that every larger array is
#: mapped and faulted in anew: slower than one process alone. Both must be set before a worker starts. The second
#: is the highest that glibc takes.
ENVIRONMENT = {
    "MALLOC_TRIM_THRESHOLD_": str(2**28),
    "MALLOC_MMAP_THRESHOLD_": str(2**25),
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}

#: Dask looks at itself a hundred times a second, for its dashboard and its statistical profile, which nobody here
#: opens: that took 3 per cent of a core of every idle process of a cluster, and interrupts one that computes.
LOOKS = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "5s",
}


@dataclass
class Dask:
    """The workers of a Dask cluster; used as a context, which starts or joins it and leaves it again.

    Attributes:
        scheduler: the address of one that runs, as `tcp://host:8786`; None starts workers on this machine.
        workers: how many to start here, each a process with one thread; as many as there are cores if None.
    """

    scheduler: str | None = None
    workers: int | None = None
    _client: Any = field(default=None, init=False, repr=False)
    _stack: ExitStack = field(default_factory=ExitStack, init=False, repr=False)

    def __enter__(self) -> Dask:
        """Start the workers, or join those of the scheduler.

        Raises:
            ClusterError: Dask is not installed, the scheduler does not answer or has no workers, or one of them has
                other versions of what computes.
        """
        if any(find_spec(name) is None for name in ("dask", "distributed")):
            raise _missing()
        with interruptible():
            try:
                self._stack.enter_context(_quiet())
                self._client = self._stack.enter_context(_started(self.scheduler, self.workers))
                _check_versions(self._client)
            except BaseException:
                self._stack.close()
                raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Leave the cluster; one that was started here is stopped."""
        self._client = None
        self._stack.close()

    @property
    def client(self) -> Any:
        """Dask's own client, for what is more than running a function on many tasks.

        Raises:
            ValueError: outside the context.
        """
        if self._client is None:
            raise ValueError("Workers are there inside `with Dask() as workers:` only.")
        return self._client

    def run(
        self, function: Callable[[Given], Result], tasks: Sequence[Given], cancel: Event | None = None
    ) -> Iterator[Result]:
        """See `Executor`; the tasks of a worker that is lost are given to another.

        Raises:
            Cancelled: also, and the tasks that are left are taken back.
            ClusterError: the scheduler is lost, or too many workers.
        """
        client = self.client
        # Pickled here: Dask would wait for ever for a task that cannot be.
        data = [pickle.dumps(task) for task in tasks]
        futures = [client.submit(_call, function, each, pure=False) for each in data]
        try:
            with interruptible(), clear_errors():
                yield from _as_done(futures, cancel)
        finally:
            client.cancel(futures, force=True)


def _call(function: Callable[[Any], Result], data: bytes) -> Result:
    """Run a function on a task that was sent."""
    return function(pickle.loads(data))  # noqa: S301 - it came from the one who asks


def _as_done(futures: list[Any], cancel: Event | None) -> Iterator[Any]:
    """Results as they come; `futures` keeps those that are outstanding."""
    distributed = _distributed()
    while futures:
        stop_if(cancel)
        try:
            done, _ = distributed.wait(futures, timeout=GLANCE, return_when="FIRST_COMPLETED")
        except TimeoutError:
            continue
        for future in done:
            result = future.result()
            futures.remove(future)
            future.release()
            del future
            yield result


def _distributed() -> Any:
    """The library, which is an extra and only partly typed."""
    return import_module("distributed")


@contextmanager
def _started(scheduler: str | None, workers: int | None) -> Iterator[Any]:
    import dask  # noqa: PLC0415 - an extra

    distributed = _distributed()
    with ExitStack() as stack:
        if scheduler is None:
            # Set while workers are started again too.
            stack.enter_context(dask.config.set({"distributed.nanny.pre-spawn-environ": ENVIRONMENT, **LOOKS}))
            cluster = distributed.LocalCluster(
                n_workers=workers or cores(),
                threads_per_worker=1,
                processes=True,
                dashboard_address="127.0.0.1:0",
                silence_logs=logging.CRITICAL,
                preload=["openfisca_jordan_sp.engine.worker_setup"],
            )
            stack.enter_context(cluster)
            yield stack.enter_context(distributed.Client(cluster))
            return
        try:
            client = stack.enter_context(distributed.Client(scheduler, timeout=PATIENCE))
            client.wait_for_workers(1, timeout=PATIENCE)
        except (OSError, ValueError, TypeError) as error:  # TimeoutError is one of the first
            raise _no_answer(scheduler, error) from None
        yield client


@contextmanager
def clear_errors() -> Iterator[None]:
    """What Dask says of lost workers, as the package's error."""
    import asyncio  # noqa: PLC0415
    import concurrent.futures  # noqa: PLC0415

    distributed = _distributed()
    try:
        yield
    except distributed.scheduler.KilledWorker:
        raise ClusterError(
            Text(
                "Several workers died one after the other on the same partition, probably for want of memory.",
                "توقف عدد من العمال تباعا عند الجزء نفسه، وغالبا لنقص الذاكرة.",
            ),
            hint=Text("Give each worker more memory, or start fewer.", "امنح كل عامل ذاكرة أكبر أو شغل عددا أقل."),
        ) from None
    except (distributed.comm.CommClosedError, concurrent.futures.CancelledError, asyncio.CancelledError, OSError):
        raise ClusterError(
            Text(
                "The scheduler was lost; nothing was computed to the end.", "انقطع الاتصال بالمجدول ولم يكتمل الحساب."
            ),
            hint=Text("Start it again and repeat.", "أعد تشغيله ثم كرر الأمر."),
        ) from None


@contextmanager
def _quiet() -> Iterator[None]:
    """Dask's own lines on the screen kept away: what matters is an error."""
    logger = logging.getLogger("distributed")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def versions_to_match() -> dict[str, str]:
    """What the workers must have."""
    return versions_here()


def _check_versions(client: Any) -> None:
    here = versions_to_match()
    try:
        found = client.run(versions_here)
    except Exception as error:  # whatever a worker raises that has not even the package
        text = f"{type(error).__name__}: {error}"
        raise ClusterError(
            Text(
                f"A worker cannot tell its versions: {text}. It probably lacks openfisca-jordan-sp.",
                f"لا يستطيع أحد العمال ذكر إصداراته: {text}. ربما لم تُثبت عليه openfisca-jordan-sp.",
            ),
            hint=_SAME,
        ) from None
    for address, versions in sorted(found.items()):
        other = [f"{name} {versions.get(name)} ({here[name]})" for name in here if versions.get(name) != here[name]]
        if other:
            listed = ", ".join(other)
            raise ClusterError(
                Text(
                    f"The worker has other versions than this computer (in brackets): {listed}.",
                    f"إصدارات العامل غير إصدارات هذا الحاسوب (بين قوسين): {listed}.",
                ),
                path=str(address),
                hint=_SAME,
            )


_SAME = Text(
    "Install the same versions on every machine; results could differ otherwise.",
    "ثبت الإصدارات نفسها على جميع الأجهزة، وإلا فقد تختلف النتائج.",
)


def _missing() -> ClusterError:
    return ClusterError(
        Text(
            "Computing on several processes or machines needs Dask.", "يحتاج الحساب على عدة عمليات أو أجهزة إلى Dask."
        ),
        hint=Text(
            "Install it: pip install 'openfisca-jordan-sp[cluster]'.",
            "ثبته: pip install 'openfisca-jordan-sp[cluster]'.",
        ),
    )


def _no_answer(scheduler: str, error: Exception) -> ClusterError:
    reason = " ".join(str(error).split())
    return ClusterError(
        Text(f"No scheduler with workers answers: {reason}.", f"لا يجيب مجدول لديه عمال: {reason}."),
        path=scheduler,
        hint=Text(
            "Start `dask scheduler` and `dask worker` there, and give its address as tcp://host:8786.",
            "شغل هناك `dask scheduler` و`dask worker` ثم أعط عنوانه مثل tcp://host:8786.",
        ),
    )
