"""Which job a runner begins first, and a job stopped in a worker of Dask."""

from __future__ import annotations

import time

import pytest
from openfisca_jordan_sp.api.jobs.kinds import KINDS
from openfisca_jordan_sp.api.jobs.people import digest_of
from openfisca_jordan_sp.api.jobs.work import Task
from openfisca_jordan_sp.api.jobs.workers import OnDask

from openfisca_jordan_sp.errors import Cancelled
from tests.api.jobs_here import Here, runner_of

ASKED = {"population": "small", "policies": [["uct_maximum_160"]], "period": "2026-01"}


def begun(service, kind, **more):
    reply = service.call("createJob", json={"kind": kind, **ASKED, **more})
    return reply.get_json()["id"]


def test_a_comparison_does_not_wait_for_a_path_of_years_that_waits_itself(tmp_path, make_service, small_folder):
    url = f"sqlite:///{tmp_path / 'service.sqlite3'}"
    service = make_service(url, populations=(f"small={small_folder}",))
    path = begun(service, "cost_path", years="2026:2027")
    figures, quick = begun(service, "statistics"), begun(service, "compare")
    with runner_of(service, here := Here(slots=1)):
        for job in (path, figures, quick):
            assert service.call("readJob", job_id=job, headers={"Prefer": "wait=60"}).status_code == 200
            end = time.monotonic() + 60
            while service.call("readJob", job_id=job).get_json()["state"] != "done":
                assert time.monotonic() < end
                time.sleep(0.05)
    assert here.begun == [quick, figures, path]


def test_the_longer_a_kind_takes_the_longer_it_waits_for_others():
    order = sorted(KINDS, key=lambda name: KINDS[name].patience)
    assert set(order[:2]) == {"compare", "who_is_hurt"}
    assert order[2:] == ["statistics", "cost_path", "sweep"]


@pytest.fixture(scope="module")
def on_dask():
    computing = OnDask(None, 1)
    computing.start()
    yield computing
    computing.close()


def path_of_years(job_id, folder):
    request = {"population": "small", "policies": [["uct_maximum_160"]], "period": "2026-01", "line": "national"}
    return Task(job_id, "cost_path", request | {"years": "2026:2033"}, folder, digest_of(folder, "small"))


def outcome_of(computing, seconds=120):
    end = time.monotonic() + seconds
    while not (found := computing.outcomes()):
        assert time.monotonic() < end
        time.sleep(0.05)
    (outcome,) = found
    return outcome


def test_a_job_in_a_worker_of_dask_is_stopped_before_its_end_and_the_worker_is_free_again(on_dask, small_folder):
    folder = str(small_folder)
    on_dask.begin(path_of_years("stopped", folder))
    end = time.monotonic() + 60
    while not on_dask.progress()["stopped"]:  # it computes
        assert time.monotonic() < end
        time.sleep(0.02)
    assert on_dask.free() == 0
    on_dask.stop("stopped")
    outcome = outcome_of(on_dask)
    assert (outcome.job_id, outcome.result) == ("stopped", None)
    assert isinstance(outcome.error, Cancelled)
    assert on_dask.free() == 1
    assert on_dask.progress() == {}


def test_a_job_that_was_stopped_can_be_computed_again_and_stopping_strangers_harms_nobody(on_dask, small_folder):
    on_dask.stop("nobody")
    task = path_of_years("stopped", str(small_folder))
    task.request["years"] = "2026:2026"
    on_dask.begin(task)
    on_dask.stop("nobody")
    outcome = outcome_of(on_dask)
    assert outcome.error is None
    assert outcome.result
