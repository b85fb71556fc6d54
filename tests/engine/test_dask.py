"""Partitions computed by the workers of a Dask cluster: the same results, whatever happens to the workers."""

import gc
import os
import signal
import threading
import time

import psutil
import pytest
from openfisca_core.periods import period

from openfisca_jordan_sp import Policy
from openfisca_jordan_sp.engine import dask_workers
from openfisca_jordan_sp.engine.dask_workers import Dask
from openfisca_jordan_sp.engine.executors import Serial
from openfisca_jordan_sp.engine.part import Question
from openfisca_jordan_sp.engine.partitions import summarise
from openfisca_jordan_sp.engine.parts_source import FolderParts
from openfisca_jordan_sp.errors import Cancelled, ClusterError, PopulationError
from openfisca_jordan_sp.populations.store import write_population
from openfisca_jordan_sp.reform import reform_from_data
from tests.fixtures import small_population

QUESTION = Question(period("2026-01"), with_year=False)
LINE = 100.0


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("population") / "small"
    write_population(small_population(), path)
    return path


@pytest.fixture(scope="module")
def policies():
    values = {"national_aid_fund.uct.quota_families": {"2026-01-01": 60_000}}
    few = {"id": "few", "title": {"en": "few", "ar": "قليل"}, "status": "scenario", "values": values}
    return [Policy(), Policy.of(reform_from_data(few)), Policy.of("universal_child_grant")]


@pytest.fixture(scope="module")
def alone(policies, folder):
    return summarise(policies, FolderParts(folder, 200), QUESTION, LINE, Serial())


def spawned() -> set[int]:
    """The processes that were spawned from this one."""
    children = psutil.Process().children(recursive=True)
    return {child.pid for child in children if "spawn_main" in str(child.cmdline())}


@pytest.fixture(scope="module")
def workers():
    # A service that other tests keep running has workers too.
    before = spawned()
    with Dask(workers=2) as executor:
        yield executor
    assert spawned() - before == set()


def pids(workers):
    return sorted(workers._client.run(os.getpid).values())


def test_workers_give_the_same_bits_with_a_binding_quota_and_a_reform_in_python(workers, policies, folder, alone):
    assert alone[1].quotas["is_uct_inside_quota"].is_binding
    found = summarise(policies, FolderParts(folder, 200), QUESTION, LINE, workers)
    assert all(one.same_as(other) for one, other in zip(found, alone, strict=True))


def test_workers_start_with_an_allocator_that_keeps_memory(workers):
    def environment():
        return {name: os.environ.get(name) for name in dask_workers.ENVIRONMENT}

    assert all(found == dask_workers.ENVIRONMENT for found in workers._client.run(environment).values())


def test_a_worker_that_is_killed_costs_time_and_no_result(workers, policies, folder, alone):
    before, killed = pids(workers), []

    def kill_one(done, _):
        if done == 1:
            os.kill(before[0], signal.SIGKILL)
            killed.append(before[0])

    found = summarise(policies, FolderParts(folder, 100), QUESTION, LINE, workers, kill_one)
    assert killed
    assert not psutil.pid_exists(killed[0])
    assert all(one.same_as(other) for one, other in zip(found, alone, strict=True))


def test_a_mistake_that_a_worker_finds_is_told_as_everywhere(workers, policies, folder, tmp_path):
    write_population(small_population(), tmp_path / "small")
    source = FolderParts(tmp_path / "small", 750)
    parts = source.parts()
    (tmp_path / "small" / "manifest.json").unlink()

    class Listed:
        manifest = source.manifest

        def parts(self):
            return parts

    with pytest.raises(PopulationError, match=r"manifest\.json"):
        summarise(policies[:1], Listed(), QUESTION, LINE, workers)


def test_stopping_takes_back_what_is_outstanding(workers, policies, folder):
    cancel, told = threading.Event(), []

    def stop(done, _):
        told.append(done)
        cancel.set()

    with pytest.raises(Cancelled):
        summarise(policies[:1], FolderParts(folder, 20), QUESTION, LINE, workers, stop, cancel)
    assert len(told) < 70
    deadline = time.monotonic() + 60
    while workers._client.run_on_scheduler(lambda dask_scheduler: len(dask_scheduler.tasks)):
        assert time.monotonic() < deadline
        # Futures may hang in the frames of the error, which refer to one another.
        gc.collect()
        time.sleep(0.05)


def test_a_scheduler_elsewhere_is_joined_by_its_address_and_left_running(workers, policies, folder, alone):
    address = workers._client.scheduler.address
    with Dask(address) as joined:
        found = summarise(policies[:1], FolderParts(folder, 400), QUESTION, LINE, joined)
    assert found[0].same_as(alone[0])
    assert len(pids(workers)) == 2


def test_workers_of_other_versions_are_refused(workers, monkeypatch):
    other = {**dask_workers.versions_here(), "numpy": "1.0", "law": "another"}
    monkeypatch.setattr(dask_workers, "versions_to_match", lambda: other)
    with (
        pytest.raises(ClusterError, match=r"numpy \S+ \(1\.0\), law \w+ \(another\)"),
        Dask(workers._client.scheduler.address),
    ):
        pass


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense"])
def test_a_scheduler_that_does_not_answer_is_told(address, monkeypatch):
    monkeypatch.setattr(dask_workers, "PATIENCE", 1)
    with pytest.raises(ClusterError, match="No scheduler with workers answers") as error, Dask(address):
        pass
    assert error.value.path == address
    assert "لا يجيب" in error.value.lines("ar")[0]


def test_without_dask_the_extra_is_named(monkeypatch):
    monkeypatch.setattr(dask_workers, "find_spec", lambda name: None)
    with pytest.raises(ClusterError) as error, Dask():
        pass
    assert "pip install 'openfisca-jordan-sp[cluster]'" in error.value.lines()[0]


def test_workers_that_were_not_started_are_a_programmers_mistake():
    with pytest.raises(ValueError, match="inside"):
        list(Dask().run(str, [1]))
