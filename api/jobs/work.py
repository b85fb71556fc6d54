"""One job computed: in a worker of Dask, or wherever a runner's `Computing` does it."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from openfisca_jordan_sp.errors import Cancelled

from ..json_text import write_json
from .kinds import KINDS, Work, checked_policies
from .people import read_people

#: Seconds between two reports of one job.
_REPORT_SECONDS = 0.2
#: Steps after which a job of which nobody knows how many it has counts as half done.
_HALF = 200.0


@dataclass(frozen=True)
class Task:
    """What a worker is sent.

    Attributes:
        job_id: of the job.
        kind: of the job.
        request: as it is stored.
        folder: of the population, `demo` for the embedded one; the workers must see it under the same name.
        people_digest: of the population.
    """

    job_id: str
    kind: str
    request: Mapping[str, Any]
    folder: str
    people_digest: str


def compute(task: Task, tell: Callable[[float], None], is_stopped: Callable[[], bool]) -> bytes:
    """The result of a job, as it is stored: compressed JSON, the same bytes for the same work.

    Args:
        task: the job.
        tell: called with the share that is done, now and then.
        is_stopped: whether somebody asked to stop.

    Raises:
        Cancelled: somebody did.
        JordanSPError: a mistake that only computing shows.
    """
    kind = KINDS[task.kind]
    people = read_people(task.folder, task.people_digest, str(task.request["population"]))
    watch = _Watch(kind.steps(task.request), tell, is_stopped)
    watch.step(0)
    policies = checked_policies(task.kind, task.request)
    work = Work(str(task.request["population"]), people, policies, task.request, watch.step)
    return zlib.compress(write_json(kind.compute(work)), 6)


class _Watch:
    """Counts the steps of a job, tells of them, and stops where it is asked to."""

    def __init__(self, steps: int, tell: Callable[[float], None], is_stopped: Callable[[], bool]) -> None:
        self._steps, self._done, self._told = steps, 0, 0.0
        self._tell, self._is_stopped = tell, is_stopped

    def step(self, count: int) -> None:
        """So many steps more are done.

        Raises:
            Cancelled: somebody asked to stop.
        """
        if self._is_stopped():
            raise Cancelled
        self._done += count
        if time.monotonic() - self._told >= _REPORT_SECONDS:
            self._told = time.monotonic()
            self._tell(self._share())

    def _share(self) -> float:
        """Never all of it: what remains is putting tables together."""
        share = self._done / self._steps if self._steps else self._done / (self._done + _HALF)
        return round(min(share, 0.99), 4)


def warm() -> None:
    """Do once what every job of the embedded population would else wait for: read the law and the people, compile."""
    from openfisca_jordan_sp.comparison import compare_each  # noqa: PLC0415 - only where jobs are computed
    from openfisca_jordan_sp.defaults import DEFAULT_PERIOD  # noqa: PLC0415
    from openfisca_jordan_sp.policy import Policy  # noqa: PLC0415
    from openfisca_jordan_sp.populations.listing import DEMO  # noqa: PLC0415

    from .people import digest_of  # noqa: PLC0415

    people = read_people(DEMO, digest_of(DEMO, DEMO), DEMO)
    compare_each([Policy()], people, DEFAULT_PERIOD, "national")
