"""The client against the real application, and against services that are busy, broken or gone."""

import httpx
import pytest

from openfisca_jordan_sp.client import (
    BrokenStreamError,
    BusyError,
    Client,
    ClientError,
    JobError,
    RefusedError,
    ServiceFaultError,
    UnreachableError,
)
from openfisca_jordan_sp.errors import JordanSPError
from tests.client.conftest import problem

PATH = "national_aid_fund.uct.benefit_maximum"


def test_the_law_is_read_with_its_sources(client):
    assert client.law.parameter(PATH)["in_force"]["value"] == 136
    assert client.law.variable("uct_amount")["kind"] == "amount"
    assert client.law.article("defence_orders", "Order 9/2020")["provisions"]
    assert client.law.search("سقف دخل التأمين")[0]["name"] == "health_insurance.poor_family.income_ceiling"
    assert client.law.overview("2026-01-01")["date"] == "2026-01-01"


def test_pages_are_asked_for_one_after_the_other(client):
    every = [one["path"] for one in client.law.parameters(limit=300)]
    assert every == sorted(set(every))
    assert len(every) == client.law.overview()["parameters"]
    assert {one["kind"] for one in client.law.variables(kind="input", instrument="health_insurance")} <= {"input"}


def test_reforms_policies_and_populations_are_read(client):
    assert {one["id"] for one in client.reforms.all("maximum")} >= {"uct_maximum_160"}
    assert client.reforms.show("uct_maximum_160")["provisions"][0]["after"] == 160
    assert client.reforms.check("uct_maximum_160")[0]["errors"] == []
    assert client.reforms.diff([], "uct_maximum_160")["values"][0]["difference"] == 24
    assert client.populations.all()[0]["kind"] == "synthetic"
    assert client.populations.show("demo")["minimum_cell"] == 0
    stored = client.policies.store("uct_maximum_160")["id"]
    assert client.policies.read(stored)["reforms"] == ["uct_maximum_160"]


def test_any_operation_is_called_by_its_id(client):
    answer = client.call("readParameter", path=PATH, query={"date": "2021-06-01"})
    assert answer.status == 200
    assert answer.body["in_force"] is None
    assert answer.law_date == "2021-06-01"
    assert len(answer.request_id) == 32
    assert len(answer.law_digest) == 16


@pytest.mark.parametrize(
    ("operation", "parts", "word"),
    [("readParametre", {"path": PATH}, "readParameter"), ("readParameter", {}, "path"), ("readLaw", {"x": "1"}, "x")],
)
def test_an_operation_that_cannot_be_called_is_told(client, operation, parts, word):
    with pytest.raises(ClientError, match=word):
        client.call(operation, **parts)


def test_a_refusal_bears_the_code_the_place_and_the_hint_of_the_service(client):
    with pytest.raises(RefusedError) as caught:
        client.law.parameter("national_aid_fund.uct.benefit_maximun")
    error = caught.value
    assert isinstance(error, JordanSPError)
    assert (error.status, error.code, error.path) == (404, "not_found", "path")
    assert PATH in error.hint.en
    assert error.request_id in str(error)


def test_every_mistake_is_listed(client):
    with pytest.raises(RefusedError) as caught:
        client.call("checkReform", body={"reform": "uct_maximum_160", "quick": "yes", "python": "evil.py"})
    assert len(caught.value.problems) == 2
    assert "body.quick" in str(caught.value)


def test_messages_are_in_the_language_of_the_client(client):
    client.connection._client.headers["Accept-Language"] = "ar"
    with pytest.raises(RefusedError) as caught:
        client.law.variable("no_such_variable_at_all")
    assert "لا يوجد متغير" in str(caught.value)
    assert "رقم الطلب" in "\n".join(caught.value.lines("ar"))


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_busy_service_is_waited_for_with_the_same_key(scripted, status):
    busy = problem(status, headers={"Retry-After": "7"})
    client, service = scripted(busy, httpx.Response(201, json={"id": "p1"}))
    assert client.policies.store([]) == {"id": "p1"}
    assert service.slept == [7.0]
    keys = {request.headers["Idempotency-Key"] for request in service.asked}
    assert len(service.asked) == 2
    assert len(keys) == 1
    assert service.asked[0].content == service.asked[1].content == b'{"reforms": []}'


def test_two_calls_have_two_keys(scripted):
    client, service = scripted(httpx.Response(200, json={}), httpx.Response(200, json={}))
    client.policies.store([])
    client.policies.store([])
    assert len({request.headers["Idempotency-Key"] for request in service.asked}) == 2


def test_a_service_that_stays_busy_is_told_with_its_wait(scripted):
    client, service = scripted(*[problem(429, "too_many_requests", headers={"Retry-After": "3"})] * 3, retries=2)
    with pytest.raises(BusyError) as caught:
        client.law.overview()
    assert (caught.value.code, caught.value.retry_after, caught.value.status) == ("too_many_requests", 3.0, 429)
    assert service.slept == [3.0, 3.0]


def test_a_wait_beyond_the_patience_is_told_at_once(scripted):
    client, service = scripted(problem(503, "unavailable", headers={"Retry-After": "900"}), most_wait=60)
    with pytest.raises(BusyError) as caught:
        client.law.overview()
    assert caught.value.retry_after == 900.0
    assert service.slept == []


def test_a_call_that_is_still_being_answered_is_sent_again(scripted):
    client, service = scripted(problem(409, "conflict", headers={"Retry-After": "1"}), httpx.Response(200, json={}))
    client.policies.store([])
    assert len(service.asked) == 2


def test_a_call_that_is_being_answered_all_the_time_is_told_with_its_wait(scripted):
    client, _ = scripted(*[problem(409, "conflict", headers={"Retry-After": "5"})] * 2, retries=1)
    with pytest.raises(BusyError) as caught:
        client.policies.store([])
    assert (caught.value.code, caught.value.retry_after, caught.value.status) == ("conflict", 5.0, 409)


@pytest.mark.parametrize("status", [400, 401, 403, 409, 422])
def test_a_mistake_is_not_sent_again(scripted, status):
    client, service = scripted(problem(status))
    with pytest.raises(RefusedError):
        client.policies.store([])
    assert len(service.asked) == 1


def test_a_fault_of_the_service_is_told_with_the_id_of_the_request(scripted):
    client, _ = scripted(problem(500, "fault"))
    with pytest.raises(ServiceFaultError, match="a" * 32):
        client.law.overview()


def test_what_is_no_json_is_told_by_its_status(scripted):
    client, _ = scripted(httpx.Response(404, html="<h1>Not here</h1>"), httpx.Response(400, json={"error": "Wrong."}))
    with pytest.raises(RefusedError, match="404"):
        client.law.overview()
    with pytest.raises(RefusedError, match="Wrong"):
        client.calculate({})


def test_a_lost_connection_is_tried_again(scripted):
    lost = httpx.RemoteProtocolError("gone")
    client, service = scripted(lost, httpx.ConnectError("no"), httpx.Response(200, json={"id": "p"}))
    assert client.policies.store([]) == {"id": "p"}
    assert service.slept == [0.5, 1.0]
    assert len({request.headers["Idempotency-Key"] for request in service.asked}) == 1


def test_a_service_that_is_gone_is_told(scripted):
    client, service = scripted(*[httpx.ConnectError("no")] * 3, retries=2)
    with pytest.raises(UnreachableError, match="ConnectError"):
        client.law.overview()
    assert len(service.asked) == 3


def test_the_key_is_sent_and_never_told(scripted):
    client, service = scripted(problem(401, "unauthenticated"), key="jsp_secret")
    with pytest.raises(RefusedError) as caught:
        client.law.overview()
    assert service.asked[0].headers["Authorization"] == "Bearer jsp_secret"
    assert "jsp_secret" not in f"{caught.value}{client!r}{vars(caught.value)}"


@pytest.mark.parametrize(
    ("address", "options", "place"),
    [
        ("service.example", {}, "base_url"),
        ("ftp://service", {}, "base_url"),
        ("http://service", {"key": "two\r\nlines"}, "key"),
        ("http://service", {"key": "مفتاح"}, "key"),
        ("http://service", {"language": "fr"}, "language"),
    ],
)
def test_a_client_that_cannot_work_is_refused(address, options, place):
    with pytest.raises(ClientError) as caught:
        Client(address, **options)
    assert caught.value.path == place


def test_what_json_does_not_have_is_refused_before_it_is_sent(scripted):
    client, service = scripted()
    with pytest.raises(ClientError, match="JSON"):
        client.calculate({"persons": {"a": {"wage": {"2026-01": float("nan")}}}})
    assert service.asked == []


def test_truths_and_what_is_not_given_are_written_as_the_contract_has_them(scripted):
    client, service = scripted(httpx.Response(200, json={"parameters": [], "next": None}))
    list(client.law.parameters(verified=False, instrument=None))
    assert service.asked[0].url.query == b"verified=false"


def test_without_httpx_the_error_names_the_extra(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "httpx", None)
    with pytest.raises(ClientError, match=r"openfisca-jordan-sp\[client\]"):
        Client("http://service")


def job(state: str, progress: float = 0.0, **more) -> httpx.Response:
    return httpx.Response(200, json={"id": "j1", "state": state, "progress": progress, **more})


def test_a_comparison_of_a_population_is_waited_for(scripted):
    taken = httpx.Response(202, json={"id": "j1", "state": "queued"})
    done = httpx.Response(200, json={"baseline": {}})
    client, service = scripted(taken, job("queued"), job("running", 0.5), job("running", 0.5), job("done", 1), done)
    told = []
    result = client.compare("uct_maximum_160", population="demo", period="2026-01", on_progress=told.append)
    assert result == {"baseline": {}}
    assert told == [0.0, 0.5, 1.0]
    assert [request.url.path for request in service.asked][-2:] == ["/v1/jobs/j1", "/v1/jobs/j1/result"]
    assert service.slept == [0.5, 0.5, 0.5]


def test_a_comparison_of_families_is_answered_at_once_and_a_job_need_not_be_waited_for(scripted):
    taken = httpx.Response(202, json={"id": "j1", "state": "queued"})
    client, service = scripted(httpx.Response(200, json={"families": {}}), taken)
    assert client.compare("a", families={"f": {}}, period="2026-01") == {"families": {}}
    assert client.compare("a", population="demo", period="2026-01", wait=False)["id"] == "j1"
    assert b'"policies": ["a"]' in service.asked[0].content


@pytest.mark.parametrize(("state", "word"), [("failed", "Too large"), ("cancelled", "cancelled")])
def test_a_job_without_a_result_is_told(scripted, state, word):
    client, _ = scripted(job(state, error={"code": "too_large", "detail": "Too large."} if state == "failed" else None))
    with pytest.raises(JobError, match=word) as caught:
        client.jobs.wait("j1")
    assert caught.value.job["state"] == state
    assert caught.value.code == ("too_large" if state == "failed" else "job_without_result")


def test_a_job_that_takes_too_long_is_told(scripted):
    client, _ = scripted(job("running"))
    with pytest.raises(JobError, match="goes on"):
        client.jobs.wait("j1", timeout=0.1)


def test_each_route_has_the_address_of_the_contract(scripted):
    client, service = scripted(*[httpx.Response(200, json={"cases": [], "jobs": [], "next": None}) for _ in range(13)])
    client.explain({"persons": {}}, "uct_amount", "2026-01", of="f")
    client.vary({}, {"variable": "wage"}, "2026-01", policies=["a"])
    client.questions({}, "2026-01", programmes=["uct"])
    client.cases.all()
    client.cases.show("a b")
    client.cases.results("a", period="2026-01")
    client.check_registry({"f": {}}, "2026-01")
    client.recalculate({"period": "2026-01"}, {})
    list(client.jobs.all("done"))
    client.jobs.run("statistics", population="demo", period="2026-01")
    client.jobs.cancel("j1")
    client.calculate({})
    client.compare(families={}, period="2026-01")
    assert [(one.method, one.url.raw_path.decode()) for one in service.asked] == [
        ("POST", "/v1/explain"),
        ("POST", "/v1/vary"),
        ("POST", "/v1/questions"),
        ("GET", "/v1/cases"),
        ("GET", "/v1/cases/a%20b"),
        ("POST", "/v1/cases/results"),
        ("POST", "/v1/registry/check"),
        ("POST", "/v1/appeals/recalculate"),
        ("GET", "/v1/jobs?state=done"),
        ("POST", "/v1/jobs"),
        ("POST", "/v1/jobs/j1/cancel"),
        ("POST", "/calculate"),
        ("POST", "/v1/compare"),
    ]


def test_errors_are_of_one_tree():
    kinds = (BrokenStreamError, BusyError, JobError, RefusedError, ServiceFaultError, UnreachableError)
    assert all(issubclass(kind, ClientError) and kind.code != ClientError.code for kind in kinds)
    assert len({kind.code for kind in kinds}) == len(kinds)
