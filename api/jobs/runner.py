"""What takes jobs up: claims them from the database, has them computed, and writes down what came of it.

A runner may be killed at any point. Until a job's result is written, the job is the runner's only as long as its lease
lasts; then another takes it up. The runner itself outlives the database (it waits, and writes then what it has) and
the workers (it hands the jobs back, and looks for others).
"""

from __future__ import annotations

import logging
import secrets
import socket
import time
from dataclasses import dataclass, field
from threading import Event
from typing import Any, Protocol

from openfisca_jordan_sp.errors import Cancelled, ClusterError, JordanSPError

from .. import law_state
from ..errors import UnavailableError
from ..services import Services
from ..store import job_claims
from ..store.jobs import Job
from .asking import digest_of_work
from .kinds import KINDS
from .people import digest_of, folder_of
from .told import GivenUpError, told
from .work import Task

_log = logging.getLogger("jordan_sp.jobs")

#: Seconds between two glances at the queue: what a job waits at most before it is taken up.
GLANCE_SECONDS = 0.05
#: Seconds between two looks whether jobs were cancelled, and between two reports on one.
LOOK_SECONDS = 0.5
#: Parts of a lease after which it is renewed.
_RENEWED = 3
_TIDY_SECONDS = 3600.0
#: How long jobs of each kind let quicker ones pass.
_PATIENCE = {name: kind.patience for name, kind in KINDS.items()}
#: Seconds to wait at first, and at most, where the database or the workers are away.
_FIRST_WAIT, _LONGEST_WAIT = 0.2, 5.0


@dataclass(frozen=True)
class Outcome:
    """What came of a job: a result, or what stood in the way.

    Attributes:
        job_id: of the job.
        result: as it is stored; None where there is none.
        error: why not.
    """

    job_id: str
    result: bytes | None = None
    error: BaseException | None = None


class Computing(Protocol):
    """Where jobs are computed."""

    def start(self) -> None:
        """Make ready; nothing where it is.

        Raises:
            ClusterError: nobody is there who could compute.
        """

    def free(self) -> int:
        """How many jobs could begin now."""

    def begin(self, task: Task) -> None:
        """Begin a job."""

    def stop(self, job_id: str) -> None:
        """Ask a job to stop; its outcome comes all the same."""

    def outcomes(self) -> list[Outcome]:
        """What has ended since this was last asked.

        Raises:
            ClusterError: everything that was begun is lost.
        """

    def progress(self) -> dict[str, float]:
        """How far jobs are, by their ids."""

    def close(self, *, is_lost: bool = False) -> None:
        """Let go of everything; without any farewell where it is lost."""


@dataclass
class Runner:
    """One process that takes up jobs.

    Attributes:
        services: settings, the store and the populations.
        computing: where jobs are computed.
        id: of this runner, as long as it lives.
    """

    services: Services
    computing: Computing
    id: str = field(default_factory=lambda: f"{socket.gethostname()[:40]}-{secrets.token_hex(8)}")
    _mine: dict[str, float] = field(default_factory=dict, repr=False)
    _ended: list[Outcome] = field(default_factory=list, repr=False)
    _lost: set[str] = field(default_factory=set, repr=False)
    _times: dict[str, float] = field(default_factory=dict, repr=False)

    def run(self, stop: Event) -> None:
        """Take up jobs until `stop` is set; then hand back what is not done."""
        wait = _FIRST_WAIT
        try:
            while not stop.is_set():
                try:
                    self.turn()
                except UnavailableError as error:
                    _log.warning("the database is away: %s", error.message.en)
                except ClusterError as error:
                    _log.warning("the workers are away: %s", error.message.en)
                    self._lose()
                except Exception as error:
                    _log.error("a fault of the runner: %s", _place_of(error))
                    self._lose()
                else:
                    wait = _FIRST_WAIT
                    stop.wait(GLANCE_SECONDS)
                    continue
                stop.wait(wait)
                wait = min(wait * 2, _LONGEST_WAIT)
        finally:
            self._leave()

    def turn(self) -> None:
        """One round of everything there is to do.

        Raises:
            UnavailableError: the database is away; nothing is lost.
            ClusterError: the workers are.
        """
        self._hand_back()
        self._collect()
        self.computing.start()
        self._report()
        self._look()
        self._claim()

    def _is_due(self, what: str, seconds: float) -> bool:
        """Whether something was not done for so many seconds."""
        return time.monotonic() - self._times.get(what, -seconds) >= seconds

    def _done(self, what: str) -> None:
        self._times[what] = time.monotonic()

    def _hand_back(self) -> None:
        if self._lost:
            job_claims.hand_back(self.services.store, self.id, self._lost)
            self._lost.clear()

    def _collect(self) -> None:
        """Write down what ended; what cannot be written now stays until it can."""
        self._ended += self.computing.outcomes()
        while self._ended:
            self._write(self._ended[0])
            self._mine.pop(self._ended.pop(0).job_id, None)

    def _write(self, outcome: Outcome) -> None:
        store, error = self.services.store, outcome.error
        if outcome.result is not None:
            job_claims.finish(store, outcome.job_id, self.id, outcome.result)
        elif isinstance(error, Cancelled):  # somebody else's now, or nobody's; if it is still ours, it was a mistake
            job_claims.hand_back(store, self.id, [outcome.job_id])
        elif error is not None:
            if not isinstance(error, JordanSPError):
                _log.error("job %s failed: %s", outcome.job_id, _place_of(error))
            job_claims.fail(store, outcome.job_id, self.id, told(error))

    def _report(self) -> None:
        """Say that this runner lives, renew the leases of its jobs, and tell how far they are."""
        lease = self.services.settings.job_lease_seconds
        if self._is_due("beat", lease / _RENEWED):
            about = {"package": law_state.package_version(), "law": law_state.parameters_digest()}
            job_claims.beat(self.services.store, self.id, about)
            self._done("beat")
        if self._is_due("tidy", _TIDY_SECONDS):
            job_claims.purge(self.services.store, self.services.settings.keep_days)
            self._done("tidy")
        told_now = {job_id: share for job_id, share in self.computing.progress().items() if job_id in self._mine}
        has_moved = any(self._mine[job_id] != share for job_id, share in told_now.items())
        if self._is_due("hold", lease / _RENEWED) or (has_moved and self._is_due("hold", LOOK_SECONDS)):
            self._mine |= told_now
            if self._mine:
                job_claims.hold(self.services.store, self.id, self._mine, lease)
            self._done("hold")

    def _look(self) -> None:
        """Stop what was cancelled, or was taken up by another."""
        if self._mine and self._is_due("look", LOOK_SECONDS):
            held = job_claims.held(self.services.store, self.id)
            for job_id in self._mine.keys() - held:
                self.computing.stop(job_id)
                del self._mine[job_id]
            self._done("look")

    def _claim(self) -> None:
        store, settings, law = self.services.store, self.services.settings, law_state.parameters_digest()
        given_up = told(GivenUpError(job_claims.MOST_ATTEMPTS))
        for _ in range(self.computing.free()):
            if not job_claims.has_work(store, law):
                return
            job = job_claims.claim(store, self.id, law, settings.job_lease_seconds, given_up, _PATIENCE)
            if job is None:
                return
            self._mine[job.id] = 0.0
            try:
                self._begin(job)
            except UnavailableError:
                del self._mine[job.id]
                self._lost.add(job.id)
                raise

    def _begin(self, job: Job) -> None:
        name = str(job.request["population"])
        try:
            digest = digest_of_work(job.kind, job.request, self.services.populations)
            folder = folder_of(name, self.services.populations)
            task = Task(job.id, job.kind, job.request, folder, digest_of(folder, name))
        except JordanSPError as error:
            self._ended.append(Outcome(job.id, error=error))
            return
        if digest != job.digest:
            job_claims.rekey(self.services.store, job.id, self.id, digest, law_state.parameters_digest())
        self.computing.begin(task)

    def _lose(self) -> None:
        """Everything that was begun is lost with its workers."""
        ended = {outcome.job_id for outcome in self._ended}
        self._lost |= self._mine.keys() - ended
        self._mine.clear()
        self._times.pop("beat", None)
        self.computing.close(is_lost=True)

    def _leave(self) -> None:
        try:
            self._collect()
            job_claims.hand_back(self.services.store, self.id, self._lost | self._mine.keys())
            job_claims.leave(self.services.store, self.id)
        except JordanSPError as error:  # leases will run out by themselves
            _log.warning("left without a farewell: %s", error.message.en)
        finally:
            self.computing.close()


def _place_of(error: BaseException) -> str:
    """The kind of a fault and where it arose; not its words, which may hold values."""
    place: Any = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place is not None else "elsewhere"
    return f"{type(error).__name__} at {where}"
