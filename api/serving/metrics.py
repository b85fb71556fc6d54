"""Numbers for Prometheus, summed over all processes of the service. No label comes from a request."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest, multiprocess
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import func, select

from ..errors import UnavailableError
from ..store import Store
from ..store.tables import jobs, runners

#: The variable by which prometheus-client is told where its processes meet; set before this module is imported.
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
#: States of jobs that are always told, so that a sum never lacks one.
JOB_STATES = ("queued", "running", "done", "failed", "cancelled")
MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_SECONDS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)

_REGISTRY = CollectorRegistry()
requests_answered = Counter("jordan_sp_requests", "Requests answered.", ["operation", "status"], registry=_REGISTRY)
request_seconds = Histogram(
    "jordan_sp_request_seconds",
    "Seconds from the head of a request to the end of its reply.",
    ["operation"],
    buckets=_SECONDS,
    registry=_REGISTRY,
)
families_computed = Counter("jordan_sp_families", "Families computed.", ["operation"], registry=_REGISTRY)
families_failed = Counter(
    "jordan_sp_failed_families", "Families that could not be computed.", ["operation"], registry=_REGISTRY
)
requests_in_flight = Gauge(
    "jordan_sp_requests_in_flight",
    "Requests being answered now.",
    registry=_REGISTRY,
    multiprocess_mode="livesum",
)


class _State(Collector):
    """What the database knows: jobs by state, processes that compute them."""

    def __init__(self, store: Store, lease_seconds: float) -> None:
        self._store, self._lease = store, lease_seconds

    def collect(self) -> Iterator[Metric]:
        """The numbers of now; only that it does not answer where the database is away."""
        try:
            counts, alive = jobs_by_state(self._store), runners_seen(self._store, self._lease)
        except UnavailableError:
            yield GaugeMetricFamily("jordan_sp_database_up", "Whether the database answers.", value=0)
            return
        yield GaugeMetricFamily("jordan_sp_database_up", "Whether the database answers.", value=1)
        yield GaugeMetricFamily("jordan_sp_job_processes", "Processes that compute jobs.", value=alive)
        by_state = GaugeMetricFamily("jordan_sp_jobs", "Jobs by state.", labels=["state"])
        for state in JOB_STATES:
            by_state.add_metric([state], counts.get(state, 0))
        yield by_state


def jobs_by_state(store: Store) -> dict[str, int]:
    """How many jobs are in each state.

    Raises:
        UnavailableError: the database does not answer.
    """
    with store.read() as connection:
        rows = connection.execute(select(jobs.c.state, func.count()).group_by(jobs.c.state))
        return {str(row[0]): int(row[1]) for row in rows}


def runners_seen(store: Store, within: float) -> int:
    """Processes that compute jobs and said within so many seconds that they live.

    Raises:
        UnavailableError: the database does not answer.
    """
    with store.read() as connection:
        since = time.time() - within
        return int(connection.scalar(select(func.count()).select_from(runners).where(runners.c.seen >= since)) or 0)


def exposition(store: Store, lease_seconds: float) -> bytes:
    """Everything, in the form of Prometheus."""
    requests_registry = _REGISTRY
    if FOLDER in os.environ:
        requests_registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(requests_registry)  # type: ignore[no-untyped-call]
    state = CollectorRegistry()
    state.register(_State(store, lease_seconds))
    return generate_latest(requests_registry) + generate_latest(state)
