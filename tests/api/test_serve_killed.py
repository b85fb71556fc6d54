"""A real service whose processes are killed in the middle of batches and jobs: nothing is lost, nothing done twice.

CI has one of each that is cheap; `make kills` has them all, and waits for leases as callers do.
"""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest
from openfisca_jordan_sp.api.store import Store, tables
from openfisca_jordan_sp.api.store.audit import rows
from openfisca_jordan_sp.api.store.tables import idempotency
from sqlalchemy import select, update

from openfisca_jordan_sp.client import BrokenStreamError, BusyError, Client, UnreachableError, batches
from openfisca_jordan_sp.client.calls import JSON, Call, to_json
from tests.api.killable import KILLS, LEASE, PostgreSQL, Processes
from tests.api.served import served

#: Families of a batch that is streamed, 20,000 at a time, and of one that is answered whole: seconds of work.
FAMILIES, MANY = 30_000, 120_000
PATH = {"population": "demo", "policies": ["uct_maximum_160"], "period": "2026-01", "years": "2026:2029"}
KEY = "night-2026-01-31-part-07"
OPEN = {"AUTH": "none", "RUNNER": "none", "RATE": "100000/minute"}
campaign = pytest.mark.skipif(not KILLS, reason="seconds of processes: `make kills` has it")


def until(what, seconds=60.0):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = what()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError("it did not happen")


def caller(service, retries=4):
    return Client(f"http://127.0.0.1:{service.port}", retries=retries)


def question(families):
    columns = {
        "family_id": [f"family-{number}" for number in range(families)],
        "role": ["head"] * families,
        "age": [20 + number % 60 for number in range(families)],
        "wage": [number % 700 for number in range(families)],
    }
    return {"period": "2026-01", "outputs": ["uct_amount"], "columns": columns}


def asked(client):
    """A batch that is answered as lines, the first of them long before the last are computed."""
    accepted = f"{batches.NDJSON}, {batches.PROBLEM}"
    headers = {"Idempotency-Key": KEY}
    call = Call("POST", batches.PATH, {}, to_json(question(FAMILIES)), JSON, accepted, headers)
    return batches.BatchLines(client.connection, call)


def as_columns(client):
    """One whose reply is sent when all of it is computed."""
    return client.call("calculateBatch", body=question(MANY), headers={"Idempotency-Key": KEY}).body


def claims(store):
    with store.read() as connection:
        return connection.execute(select(idempotency)).all()


def audit(store):
    return [(row["state"], row["families"]) for row in rows(store)]


def let_the_lease_run_out(store):
    """What a caller waits for; `make kills` waits for it too."""
    if not KILLS:
        with store.begin() as connection:
            connection.execute(update(idempotency).values(lease=time.time()))


@pytest.fixture
def store(database_url):
    if not KILLS and not database_url.startswith("sqlite"):
        pytest.skip("`make kills` has it")
    store = Store(database_url)
    yield store
    store.close()


def test_a_worker_killed_in_the_middle_of_a_stream_leaves_nothing_that_looks_whole(tmp_path, store):
    with served(tmp_path, "--workers", "1", "--no-jobs", database_url=store.url, **OPEN) as service:
        (worker,) = service.workers()
        with caller(service) as client:
            batch = asked(client)
            lines = iter(batch)
            got = [next(lines)]
            os.kill(worker, signal.SIGKILL)
            with pytest.raises(BrokenStreamError, match="ask again in 5 seconds"):
                got.extend(lines)
            assert (len(got) < FAMILIES, batch.summary) == (True, {})
            until(lambda: service.workers() - {worker})
            assert [state for state, _ in audit(store)] == ["begun"]
            with caller(service, retries=0) as hasty, pytest.raises(BusyError) as busy:
                list(asked(hasty))
            assert (busy.value.status, 1 <= busy.value.retry_after <= 5) == (409, True)
            let_the_lease_run_out(store)
            assert len(list(batch)) == batch.summary["lines"] == FAMILIES
            assert audit(store) == [("begun", 0), ("done", FAMILIES)]
            assert [row.state for row in claims(store)] == ["done"]
            assert got == list(asked(client))[: len(got)]
        assert audit(store)[2:] == [("replayed", FAMILIES)]
        assert (
            b'jordan_sp_families_total{operation="calculateBatch"} %d.0' % (2 * FAMILIES)
            in (service.get("/metrics")[1])
        )


@campaign
def test_a_worker_killed_before_its_reply_begins_is_seen_by_the_caller_and_asked_again(tmp_path, store):
    with served(tmp_path, "--workers", "1", "--no-jobs", database_url=store.url, **OPEN) as service:
        for moment in range(2):
            (worker,) = until(lambda: len(service.workers()) == 1 and service.workers())
            with caller(service, retries=0) as hasty, ThreadPoolExecutor(1) as pool:
                running = pool.submit(as_columns, hasty)
                until(lambda: any(row.state == "running" for row in claims(store)))
                time.sleep(0.3 * moment)
                os.kill(worker, signal.SIGKILL)
                with pytest.raises((UnreachableError, BrokenStreamError)):
                    running.result()
            with caller(service) as client:  # which waits as long as it is told
                assert as_columns(client)["summary"]["lines"] == MANY
            assert [state for state, _ in audit(store)].count("done") == 1
            assert [row.state for row in claims(store)] == ["done"]
            with store.begin() as connection:
                connection.execute(idempotency.delete())
                connection.execute(tables.audit.delete())


@campaign
@pytest.mark.parametrize("ask", [lambda client: list(asked(client)), as_columns])
def test_a_database_killed_in_the_middle_of_a_batch_makes_it_fail_and_be_asked_again(tmp_path, ask):
    server = PostgreSQL()
    store = Store(server.url)
    try:
        with served(tmp_path, "--workers", "2", "--no-jobs", database_url=server.url, **OPEN) as service:
            with caller(service, retries=0) as hasty, ThreadPoolExecutor(1) as pool:
                running = pool.submit(ask, hasty)
                until(lambda: any(row.state == "running" for row in claims(store)))
                time.sleep(0.2)
                server.stop()
                with pytest.raises((BusyError, BrokenStreamError)) as away:
                    running.result()
                assert away.value.retry_after == 5
                with pytest.raises(BusyError) as still:
                    ask(hasty)
                assert (still.value.status, still.value.retry_after) == (503, 5)
            store.close()
            server.start()
            with caller(service) as client:
                ask(client)
            assert [state for state, _ in audit(store)].count("done") == 1
            assert [row.state for row in claims(store)] == ["done"]
            assert service.get("/readyz")[0] == 200
    finally:
        store.close()
        server.close()


@campaign
def test_the_whole_service_killed_with_jobs_waiting_and_running_goes_on_with_them(tmp_path, store):
    settings = {"AUTH": "none", "JOB_LEASE_SECONDS": str(LEASE)}
    with served(tmp_path, "--workers", "2", database_url=store.url, **settings) as service:
        jobs = [ask_for_job(service, line) for line in (80, 90, 100)]
        until(lambda: state(service, jobs[0])["progress"] > 0, 120)
        family = psutil.Process(service.process.pid).children(recursive=True)
        service.process.kill()
        service.process.wait()
        with served(tmp_path, "--workers", "2", database_url=store.url, port=service.port, **settings) as again:
            psutil.wait_procs(family, 20)
            assert [one for one in family if one.is_running()] == []
            with caller(again) as client:
                assert client.jobs.cancel(jobs[2])["state"] == "cancelled"
                shares = []
                for job in jobs[:2]:
                    assert client.jobs.wait(job, shares.append, timeout=180)["kind"] == "cost_path"
                    assert client.jobs.read(job)["attempts"] <= 2
                assert any(0 < share < 1 for share in shares)
                listed = {one["id"]: one["state"] for one in client.jobs.all()}
            assert listed == dict(zip(jobs, ("done", "done", "cancelled"), strict=True))


@campaign
def test_jobs_computed_apart_do_not_mind_that_the_service_is_killed(tmp_path, store, small_folder):
    settings = {"AUTH": "none", "POPULATIONS": f"small={small_folder}", "JOB_LEASE_SECONDS": str(LEASE)}
    processes = Processes(store.url, small_folder, tmp_path / "runner")
    try:
        with served(tmp_path, "--no-jobs", database_url=store.url, **settings) as service:
            processes.runner()
            jobs = [ask_for_job(service, line, population="small", years="2026,2027") for line in (80, 90)]
            until(lambda: state(service, jobs[0])["state"] == "running", 120)
            service.process.kill()
            service.process.wait()
            again = served(tmp_path, "--no-jobs", database_url=store.url, port=service.port, **settings)
            with again, caller(service) as client:
                for job in jobs:
                    client.jobs.wait(job, timeout=60)
                    assert client.jobs.read(job)["attempts"] == 1
    finally:
        processes.stop()


def ask_for_job(service, line, **more):
    with caller(service) as client:
        return client.jobs.run("cost_path", wait=False, **PATH | {"line": line} | more)["id"]


def state(service, job):
    with caller(service) as client:
        return client.jobs.read(job)
