"""What a runner makes of what its workers say, without any cluster."""

from types import SimpleNamespace

import pytest
from distributed.scheduler import KilledWorker
from openfisca_jordan_sp.api.jobs import workers
from openfisca_jordan_sp.api.jobs.told import failed_job, told

from openfisca_jordan_sp.errors import ClusterError


class Future:
    """One job as Dask has it."""

    def __init__(self, status, error=None, result=None, fetching=None):
        self.status, self.error, self.given, self.fetching = status, error, result, fetching

    def exception(self, timeout):
        assert timeout > 0
        if self.fetching is not None:
            raise self.fetching
        return self.error

    def result(self, timeout):
        assert timeout > 0
        return self.given


def on_dask(**futures):
    computing = workers.OnDask(None, 1)
    computing._futures = futures
    computing._progress = dict.fromkeys(futures, 0.0)
    return computing


def test_a_job_that_kills_its_workers_fails_with_a_problem_that_says_so():
    (outcome,) = on_dask(a=Future("error", KilledWorker("a", SimpleNamespace(address="x"), 2))).outcomes()
    kept = told(outcome.error)
    assert (kept["code"], "memory" in kept["message"]["en"]) == ("workers_lost", True)
    assert int(failed_job(kept).status) == 503


def test_what_has_ended_is_told_before_the_loss_of_the_others():
    computing = on_dask(a=Future("finished", result=b"right"), b=Future("cancelled"), c=Future("pending"))
    assert [(one.job_id, one.result) for one in computing.outcomes()] == [("a", b"right")]
    with pytest.raises(ClusterError):
        computing.outcomes()


def test_a_result_whose_worker_died_before_it_was_fetched_is_waited_for():
    computing = on_dask(a=Future("finished", fetching=TimeoutError()))
    assert computing.outcomes() == []
    computing._futures["a"].fetching = None
    assert [one.job_id for one in computing.outcomes()] == ["a"]


def test_progress_is_heard_of_the_jobs_there_are():
    computing = on_dask(a=Future("pending"))
    computing._hear((0.0, {"job": "a", "share": 0.4}))
    computing._hear((0.0, {"job": "gone", "share": 0.9}))
    assert computing.progress() == {"a": 0.4}


def test_nothing_is_free_before_workers_are_there_and_closing_twice_does_no_harm():
    computing = workers.OnDask(None, 1)
    assert computing.free() == 0
    computing.stop("a")
    computing.close()
    computing.close(is_lost=True)
