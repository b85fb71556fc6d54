"""Processes killed in the middle of jobs: each job ends with one right result all the same.

`KILLS=20` kills so many runners, workers and databases in turn, at other moments each time.
"""

import os
import random
import signal
import sys
import time
from contextlib import contextmanager

import psutil
import pytest

from tests.api.killable import KILLS, LEASE, PostgreSQL, Processes
from tests.api.served import free_port

ASKED = {"population": "small", "policies": ["uct_maximum_160"], "period": "2026-01"}


@pytest.fixture
def small_service(make_service, small_folder, tmp_path):
    """What makes a service of a database, and the processes beside it."""
    made = []

    def make(url):
        service = make_service(url, populations=(f"small={small_folder}",), job_lease_seconds=LEASE)
        made.append(Processes(url, small_folder, tmp_path / "log"))
        return service, made[-1]

    yield make
    for processes in made:
        processes.stop()


def ask(service, line):
    return service.call("compare", json=ASKED | {"line": line}).get_json()["id"]


def wait(service, job_id, *states, seconds=90, log=None):
    """The job once it is in one of these states; whatever the service answers meanwhile."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        reply = service.call("readJob", job_id=job_id)
        if reply.status_code == 200 and reply.get_json()["state"] in states:
            return reply.get_json()
        time.sleep(0.15)
    raise AssertionError((reply.get_json(), log.read_text() if log else ""))


def right(service, job_id, line):
    """Whether a job's result is the right one."""
    result = service.call("readJobResult", job_id=job_id).get_json()
    return (result["line"], result["policies"][0]["id"]) == (line, "uct_maximum_160")


def children(pid):
    """The processes that a process started, and those that they started."""
    return psutil.Process(pid).children(recursive=True)


def worker_of(pid):
    """The process of a runner's worker."""
    return next(one.pid for one in children(pid) if any("spawn_main" in part for part in one.cmdline()))


def test_a_job_survives_its_worker_its_database_the_web_process_and_its_runner(small_service):
    server = PostgreSQL()
    try:
        service, processes = small_service(server.url)
        runner = processes.runner()
        job = ask(service, 80)
        wait(service, job, "running", log=processes.log)
        os.kill(worker_of(runner.pid), signal.SIGKILL)
        service.app.extensions["jordan_sp"].store.close()  # whoever asked may go: nothing of a job is in its memory
        found = wait(service, job, "done", log=processes.log)
        assert (found["attempts"], right(service, job, 80)) == (1, True)
        _without_database(service, processes, server)
        job = ask(service, 100)
        wait(service, job, "running", log=processes.log)
        os.kill(runner.pid, signal.SIGKILL)
        other = processes.runner()
        found = wait(service, job, "done", log=processes.log)
        assert (found["attempts"], right(service, job, 100)) == (2, True)
        last = ask(service, 110)
        wait(service, last, "running", log=processes.log)
        other.terminate()
        assert other.wait(20) == 0
        assert wait(service, last, "queued", log=processes.log)["attempts"] == 0
        assert len(service.call("listJobs").get_json()["jobs"]) == 4
    finally:
        processes.stop()
        service.app.extensions["jordan_sp"].store.close()
        server.close()


def _without_database(service, processes, server):
    """A database killed while a job is computed: the service says when to try again, and the job is done once."""
    job = ask(service, 90)
    wait(service, job, "running", log=processes.log)
    server.stop()
    for operation, more in (("readJob", {"job_id": job}), ("compare", {"json": ASKED})):
        away = service.call(operation, **more)
        assert (away.status_code, "Retry-After" in away.headers) == (503, True)
    time.sleep(1)
    server.start()
    found = wait(service, job, "done", log=processes.log)
    assert right(service, job, 90)
    assert found["attempts"] <= 2


@pytest.mark.skipif(not KILLS, reason="half a minute of processes: `make kills` has it")
def test_a_job_survives_its_scheduler(small_service, tmp_path):
    service, processes = small_service(f"sqlite:///{tmp_path / 'service.sqlite3'}")
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    with _cluster(processes, port) as scheduler:
        job = ask(service, 80)
        processes.runner("--scheduler", address)
        wait(service, job, "running", log=processes.log)
        scheduler.kill()
        wait(service, job, "queued", log=processes.log)
    with _cluster(processes, port):
        found = wait(service, job, "done", log=processes.log)
    assert (found["attempts"], right(service, job, 80)) == (1, True)


@contextmanager
def _cluster(processes, port):
    """A scheduler and a worker, as one would start them on other machines."""
    here = f"tcp://127.0.0.1:{port}"
    options = ("--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    scheduler = processes.start(sys.executable, "-m", "distributed.cli.dask_scheduler", *options)
    options = (here, "--nworkers", "1", "--nthreads", "1", "--no-dashboard")
    worker = processes.start(sys.executable, "-m", "distributed.cli.dask_worker", *options)
    try:
        yield scheduler
    finally:
        for process in (worker, scheduler):
            if process.poll() is None:
                for one in [*children(process.pid), psutil.Process(process.pid)]:
                    one.kill()
            process.wait(10)


@pytest.mark.skipif(not KILLS, reason="a campaign: KILLS says how many")
def test_no_job_is_lost_or_done_twice_whenever_runners_and_workers_are_killed(small_service, tmp_path):
    service, processes = small_service(f"sqlite:///{tmp_path / 'service.sqlite3'}")
    drawn, runners = random.Random(KILLS), [processes.runner(), processes.runner()]
    asked = {line: ask(service, line) for line in range(60, 60 + KILLS)}
    for _ in range(KILLS):
        time.sleep(drawn.uniform(2, 8))
        place = drawn.randrange(2)
        if drawn.random() < 0.5:
            runners[place].kill()
            runners[place] = processes.runner()
        else:
            for one in children(runners[place].pid):
                one.kill()
    for line, job in asked.items():
        ended = wait(service, job, "done", "failed", seconds=120, log=processes.log)
        # Three killed runners may fall on one job: then it says so, and is asked for again.
        again = ask(service, line) if ended["state"] == "failed" else job
        assert ended["error"] is None or ended["error"]["code"] in ("given_up", "workers_lost")
        wait(service, again, "done", seconds=120, log=processes.log)
        assert right(service, again, line)
