"""Running the service: deadlines, health, metrics, logs, and the process of jobs."""

import io
import json
import logging
import os
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from click.testing import CliRunner
from openfisca_jordan_sp.api import Settings
from openfisca_jordan_sp.api.errors import LateBodyError, MalformedError, TooLargeError
from openfisca_jordan_sp.api.serving.bodies import read_body
from openfisca_jordan_sp.api.serving.jobs_process import JobsProcess
from openfisca_jordan_sp.api.serving.logs import JsonLines
from openfisca_jordan_sp.api.serving.proxies import behind, is_this_machine, networks
from openfisca_jordan_sp.api.serving.server import Plan, check_address, is_loopback, settings_of
from openfisca_jordan_sp.api.serving.sockets import Late

from openfisca_jordan_sp.cli import main
from openfisca_jordan_sp.errors import SettingsError
from tests.api.served import free_port, served


class _Stream(io.BytesIO):
    """A body that breaks in the middle."""

    def __init__(self, error):
        super().__init__(b"{}")
        self.error = error

    def read(self, size=-1):
        return super().read(size) or self._break()

    def _break(self):
        raise self.error


def environ(body, length=None, stream=None):
    made = {"wsgi.input": stream or io.BytesIO(body), "wsgi.input_terminated": True}
    return made | ({} if length is None else {"CONTENT_LENGTH": str(length)})


def test_a_body_is_read_whole_with_and_without_its_length():
    assert read_body(environ(b"{}", 2), 10, 1) == b"{}"
    assert read_body(environ(b"{}"), 10, 1) == b"{}"
    assert read_body(environ(b""), 10, 1) == b""
    assert read_body(environ(b"1234567890"), 10, 1) == b"1234567890"


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (environ(b"12345678901"), TooLargeError),
        (environ(b"{}", 11), TooLargeError),
        (environ(b"{}", 3), MalformedError),
        (environ(b"", stream=_Stream(Late())), LateBodyError),
        (environ(b"", stream=_Stream(ConnectionResetError())), MalformedError),
    ],
)
def test_a_body_too_large_too_late_or_broken_is_refused(given, error):
    with pytest.raises(error):
        read_body(given, 10, 1)


@pytest.mark.parametrize(
    ("bind", "expected"),
    [
        ("127.0.0.1:8000", True),
        ("localhost:8000", True),
        ("[::1]:8000", True),
        ("unix:/run/jordan-sp.sock", True),
        ("0.0.0.0:8000", False),
        ("10.1.2.3:80", False),
        ("example.org:80", False),
        (":8000", False),
    ],
)
def test_only_addresses_of_this_machine_are_its_own(bind, expected):
    assert is_loopback(bind) is expected


def test_a_service_without_keys_is_refused_where_others_could_reach_it_unless_the_environment_wants_it():
    here, there = Plan("127.0.0.1:1", 1, 1, is_open=True), Plan("0.0.0.0:1", 1, 1, is_open=True)
    assert settings_of(here, Settings()).auth == "none"
    assert settings_of(there, Settings(auth="none")).auth == "none"
    assert settings_of(Plan("0.0.0.0:1", 1, 1), Settings()).auth == "keys"
    with pytest.raises(SettingsError, match="this machine alone"):
        settings_of(there, Settings())


@pytest.mark.parametrize("bind", ["nonsense", "127.0.0.1:x", "127.0.0.1:99999", "203.0.113.1:8000"])
def test_an_address_that_nobody_can_listen_at_is_refused(bind):
    with pytest.raises(SettingsError, match="--bind"):
        check_address(bind)


def test_wrong_settings_and_a_database_that_is_away_are_told_in_one_line_each(monkeypatch, tmp_path):
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    for name, value, word in [
        ("JORDAN_SP_MOST_BYTES", "many", "JORDAN_SP_MOST_BYTES"),
        ("JORDAN_SP_NO_SUCH", "1", "JORDAN_SP_NO_SUCH"),
        ("JORDAN_SP_PROXIES", "proxy.example", "JORDAN_SP_PROXIES"),
        ("DATABASE_URL", "nonsense", "DATABASE_URL"),
        ("DATABASE_URL", f"postgresql://nobody@127.0.0.1:{free_port()}/x", "does not answer"),
        ("DATABASE_URL", f"sqlite:///{tmp_path}/no/such/folder/x.sqlite3", "does not answer"),
    ]:
        with monkeypatch.context() as here:
            here.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'x.sqlite3'}")
            here.setenv(name, value)
            result = CliRunner().invoke(main, ["serve", "--bind", f"127.0.0.1:{free_port()}"])
        assert result.exit_code == 2, result.output
        assert word in result.output
        assert "Traceback" not in result.output


def test_the_address_that_a_proxy_tells_is_believed_only_of_proxies_that_are_named():
    seen = []
    wsgi = behind(("10.0.0.0/8", "::1"), lambda environ, _: seen.append(environ["REMOTE_ADDR"]) or [])
    for peer, told in [
        ("10.1.1.1", "203.0.113.9"),
        ("192.0.2.1", "203.0.113.9"),
        ("10.1.1.1", "127.0.0.1, 203.0.113.9"),
        ("10.1.1.1", "nonsense"),
    ]:
        wsgi({"REMOTE_ADDR": peer, "HTTP_X_FORWARDED_FOR": told}, None)
    assert seen == ["203.0.113.9", "192.0.2.1", "203.0.113.9", "10.1.1.1"]
    with pytest.raises(SettingsError, match="JORDAN_SP_PROXIES"):
        networks(["proxy.example"])


def test_a_request_through_a_proxy_on_this_machine_is_not_of_this_machine():
    assert is_this_machine({"REMOTE_ADDR": "127.0.0.1"})
    assert not is_this_machine({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.9"})
    assert not is_this_machine({"REMOTE_ADDR": "192.0.2.1"})
    assert not is_this_machine({"REMOTE_ADDR": ""})


def test_a_fault_is_logged_by_its_kind_and_place_and_never_by_its_message():
    def fail(wage):
        try:
            {}[f"wage {wage}"]
        except KeyError as error:
            raise ValueError(f"of Ahmad: {wage}") from error

    record = logging.getLogger("jordan_sp.service").makeRecord(
        "jordan_sp.service", 40, "x.py", 1, "it failed", (), None
    )
    try:
        fail(98765)
    except ValueError:
        record.exc_info = sys.exc_info()
    line = JsonLines().format(record)
    assert [fault["kind"] for fault in json.loads(line)["faults"]] == ["builtins.ValueError", "builtins.KeyError"]
    assert "fail" in json.loads(line)["faults"][0]["at"][-1]
    assert "98765" not in line
    assert "Ahmad" not in line


def test_of_foreign_libraries_only_the_place_is_logged():
    record = logging.getLogger("distributed").makeRecord(
        "distributed.worker", 40, "/x/site-packages/distributed/worker.py", 7, "Compute failed: %s", ("Ahmad",), None
    )
    line = json.loads(JsonLines().format(record))
    assert line["at"] == "site-packages/distributed/worker.py:7"
    assert "Ahmad" not in json.dumps(line)


def test_readiness_names_what_is_lacking_once_the_process_of_jobs_had_time_to_start(database_url, make_service):
    service = make_service(database_url)
    assert service.call("readHealth").status_code == 200
    assert service.call("readReadiness").get_json()["checks"]["runner"] == "starting"
    object.__setattr__(service.app.extensions["jordan_sp"], "started", time.monotonic() - 61)
    reply = service.call("readReadiness")
    assert reply.status_code == 503
    assert reply.get_json()["detail"] == "Not ready: runner away."
    ready = make_service(database_url, runner="none").call("readReadiness")
    assert ready.get_json() == {"status": "ready", "checks": {"law": "loaded", "database": "current", "runner": "none"}}


def test_a_database_that_is_away_makes_the_service_not_ready_but_leaves_it_alive(make_service, tmp_path):
    service = make_service(f"sqlite:///{tmp_path / 'service.sqlite3'}")
    store = service.app.extensions["jordan_sp"].store
    store.close()
    store.url = f"sqlite:///{tmp_path / 'gone' / 'x.sqlite3'}"
    assert service.call("readHealth").status_code == 200
    assert "database away" in service.call("readReadiness").get_json()["detail"]
    assert b"jordan_sp_database_up 0.0" in service.call("readMetrics").get_data()


def test_metrics_are_for_this_machine_or_a_key_and_tell_nothing_of_requests(make_service, tmp_path):
    service = make_service(f"sqlite:///{tmp_path / 'service.sqlite3'}", auth="keys")
    service.flask.get("/v1/nothing/SecretName", buffered=True)
    text = service.call("readMetrics").get_data(as_text=True)
    assert 'jordan_sp_requests_total{operation="",status="404"}' in text
    assert 'jordan_sp_jobs{state="queued"} 0.0' in text
    assert "SecretName" not in text
    assert service.call("readMetrics", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 401
    elsewhere = service.flask.get("/metrics", environ_base={"REMOTE_ADDR": "203.0.113.9"})
    assert elsewhere.status_code == 401


def _until(what, seconds=30.0):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if what():
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen")


def test_the_process_of_jobs_is_started_again_where_it_dies_and_ends_with_the_service():
    jobs = JobsProcess(Settings(), (sys.executable, "-c", "import time; time.sleep(60)"))
    jobs.look()
    first = jobs.pid
    assert first is not None
    jobs.look()
    assert jobs.pid == first
    os.kill(first, signal.SIGKILL)
    _until(lambda: jobs.pid is None)
    _until(lambda: jobs.look() or jobs.pid)
    assert jobs.pid != first
    jobs.stop()
    assert jobs.pid is None


def test_a_real_service_outlives_its_workers_and_ends_running_requests_before_it_stops(tmp_path):
    settings = {"AUTH": "none", "RUNNER": "none", "BODY_SECONDS": "3"}
    with served(tmp_path, "--workers", "2", "--threads", "2", "--no-jobs", **settings) as service:
        before = service.workers()
        os.kill(min(before), signal.SIGKILL)
        _until(lambda: len(service.workers()) == 2 and service.workers() != before)
        # Forty connections whose heads never end hold none of the four threads.
        with ThreadPoolExecutor(40) as pool:
            head = b"GET /v1/law HTTP/1.1\r\nHost: x\r\nX-Slow: "
            silent = [pool.submit(service.send, head) for _ in range(40)]
            time.sleep(0.3)
            begun = time.monotonic()
            assert service.get("/healthz")[0] == 200
            assert time.monotonic() - begun < 1.5
            assert {one.result()[0] for one in silent} == {408}
        two = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
        assert service.send(two + two)[0] == 200
        assert service.get("/readyz")[0] == 200
        status, metrics = service.get("/metrics")
        assert status == 200
        assert b'jordan_sp_requests_total{operation="readHealth",status="200"}' in metrics
        # The request for it is the only one; the one before may still be closing.
        _until(lambda: b"jordan_sp_requests_in_flight 1.0" in service.get("/metrics")[1])
        # A request whose body is still on its way when the service is told to stop is answered.
        body = b'{"reforms": "uct_maximum_160"}'
        request = b"POST /v1/policies HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
        with ThreadPoolExecutor(1) as pool:
            running = pool.submit(service.send, request, pause=0.01)
            time.sleep(0.5)
            service.process.send_signal(signal.SIGTERM)
            assert running.result()[0] == 201
        assert service.process.wait(40) == 0
    assert {line["operation"] for line in service.lines() if "operation" in line} >= {"createPolicy"}
