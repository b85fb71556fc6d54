"""Jobs as a caller sees them, computed in this process on a small population."""

import time
from threading import Event

import pytest
from openfisca_jordan_sp.api.errors import UnavailableError
from openfisca_jordan_sp.api.guards import callers
from openfisca_jordan_sp.api.jobs.runner import Runner
from openfisca_jordan_sp.api.operations import Caller

from openfisca_jordan_sp.comparison import compare
from openfisca_jordan_sp.errors import ClusterError, Text, UnsetParameterError
from openfisca_jordan_sp.populations.store import read_population
from openfisca_jordan_sp.saving import json_rows
from tests.api.jobs_here import Here, runner_of
from tests.api.service import service_in

BILL = {
    "id": "ceiling_400",
    "title": {"en": "Raise the ceiling", "ar": "رفع السقف"},
    "values": {"health_insurance.poor_family.income_ceiling": {"2026-01-01": 400}},
}
ASKED = {"population": "small", "policies": ["uct_maximum_160", BILL], "period": "2026-01"}


@pytest.fixture
def service(tmp_path, make_service, small_folder):
    return make_service(f"sqlite:///{tmp_path / 'service.sqlite3'}", populations=(f"small={small_folder}",))


@pytest.fixture(scope="module")
def refusing(tmp_path_factory, small_folder):
    """A service that nothing is begun by: its database stays empty."""
    with service_in(tmp_path_factory.mktemp("refusing"), populations=(f"small={small_folder}",)) as client:
        yield client


def ended(service, reply):
    """The job of a reply once it is over."""
    assert reply.status_code == 202, reply.get_data()
    assert reply.headers["Location"] == reply.get_json()["links"]["self"]
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        job = service.call("readJob", job_id=reply.get_json()["id"]).get_json()
        if job["state"] in ("done", "failed", "cancelled"):
            return job
        time.sleep(0.02)
    raise AssertionError(job)


def test_a_comparison_has_the_figures_of_the_package_and_says_what_they_rest_on(
    database_url, make_service, small_folder
):
    service = make_service(database_url, populations=(f"small={small_folder}",))
    asked = service.call("compare", json=ASKED)
    with runner_of(service):
        job = ended(service, asked)
    assert (job["state"], job["progress"], job["attempts"]) == ("done", 1, 1)
    result = service.call("readJobResult", job_id=job["id"]).get_json()
    known = compare("uct_maximum_160", population=read_population(small_folder), period="2026-01")
    shown = result["policies"][0]
    for name in ("programmes", "pillars", "governorates", "deciles", "poverty", "winners_losers"):
        assert shown["tables"][name] == json_rows(known.tables[name]), name
    total = known.tables["programmes"].iloc[-1]
    assert shown["headline"]["cost_year_difference"] == total["cost_year_difference"] > 0
    assert [one["id"] for one in result["policies"]] == ["uct_maximum_160", "ceiling_400"]
    (provision,) = shown["provisions"]
    assert (provision["before"], provision["after"]) == (136, 160)
    assert provision["before_sources"][0]["title"]["ar"]
    assert result["warnings"][0]["code"] == "synthetic_population"
    assert [one["code"] for one in shown["warnings"]][:2] == ["synthetic_population", "not_verified_values"]
    assert str(small_folder) not in str(result)
    again = service.call("compare", json=dict(reversed(ASKED.items())) | {"line": "national"})
    assert (again.status_code, again.get_json()) == (200, result)
    assert again.headers["Location"] == f"/v1/jobs/{job['id']}"


def test_the_law_in_force_alone_is_compared_with_itself(service):
    with runner_of(service):
        reply = service.call("compare", json=ASKED | {"policies": []}, headers={"Prefer": "wait=9"})
    (alone,) = reply.get_json()["policies"]
    assert alone["id"] == "law_in_force"
    assert alone["headline"]["cost_year_difference"] == 0


@pytest.mark.parametrize(
    ("kind", "more", "table"),
    [
        ("compare", {}, None),
        ("statistics", {}, "headline"),
        ("sweep", {"vary": {"national_aid_fund.uct.benefit_maximum": [136, 150]}}, "points"),
        ("who_is_hurt", {"policies": ["refugee_funding_cut"], "types": 2}, "types"),
        ("cost_path", {"years": "2026,2027"}, "years"),
    ],
)
def test_each_kind_of_job_is_computed(service, kind, more, table):
    asked = {"population": "small", "policies": ["uct_maximum_160"], "period": "2026-01", "kind": kind} | more
    with runner_of(service):
        reply = service.call("createJob", json=asked, headers={"Prefer": "wait=10"})
    assert reply.status_code == 200, reply.get_data()
    assert reply.get_json()["kind"] == kind
    assert table is None or reply.get_json()["tables"][table]


def test_who_prefers_to_wait_gets_the_result_at_once_or_the_job_when_time_is_up(service):
    waits = service.call("compare", json=ASKED, headers={"Prefer": "respond-async, wait=0"})
    assert waits.status_code == 202
    begun = time.monotonic()
    assert service.call("compare", json=ASKED, headers={"Prefer": "wait=1"}).status_code == 202
    assert 1 <= time.monotonic() - begun < 3
    with runner_of(service):
        reply = service.call("compare", json=ASKED, headers={"Prefer": "wait=9"})
    assert (reply.status_code, reply.headers["Preference-Applied"]) == (200, "wait=9")


def test_a_job_that_only_computing_shows_to_be_a_mistake_tells_it_in_both_languages(service):
    def unset(*_):
        raise UnsetParameterError("national_aid_fund.uct.benefit_maximum", "2018-01-01")

    with runner_of(service, Here(how=unset)):
        job = ended(service, service.call("compare", json=ASKED))
    assert (job["state"], job["error"]["code"]) == ("failed", "unset_parameter")
    assert "result" not in job["links"]
    english, arabic = (
        service.call("readJobResult", job_id=job["id"], headers={"Accept-Language": language})
        for language in ("en", "ar")
    )
    assert (english.status_code, arabic.status_code) == (422, 422)
    assert "no source gives one" in english.get_json()["detail"]
    assert "لا قيمة للمعلمة" in arabic.get_json()["detail"]


def test_a_fault_of_ours_tells_nothing_but_that_it_is_one(service, caplog):
    def broken(*_):
        raise RuntimeError("a value that nobody may see")

    with runner_of(service, Here(how=broken)):
        job = ended(service, service.call("compare", json=ASKED))
    assert job["error"]["code"] == "fault"
    reply = service.call("readJobResult", job_id=job["id"])
    assert (reply.status_code, "Retry-After" in reply.headers) == (503, True)
    assert "nobody may see" not in caplog.text + str(job) + reply.get_data(as_text=True)
    assert "RuntimeError at" in caplog.text
    assert service.call("compare", json=ASKED).get_json()["id"] != job["id"]


def test_a_result_is_not_there_before_it_is(service):
    job = service.call("compare", json=ASKED).get_json()
    early = service.call("readJobResult", job_id=job["id"])
    assert (early.status_code, early.headers["Retry-After"]) == (409, "1")
    assert service.call("cancelJob", job_id=job["id"]).get_json()["state"] == "cancelled"
    assert service.call("cancelJob", job_id=job["id"]).status_code == 200
    assert service.call("readJobResult", job_id=job["id"]).status_code == 404
    for operation in ("readJob", "cancelJob", "readJobResult"):
        assert service.call(operation, job_id="f" * 32).status_code == 404
    assert service.call("readJob", job_id="../../etc").status_code == 404


def test_a_job_that_is_cancelled_while_it_runs_stops_and_frees_its_place(service):
    gate = Event()

    def slow(task, tell, is_stopped):
        del tell
        while not is_stopped():
            time.sleep(0.01)
        stopped.append(task.job_id)
        return b"late"

    stopped: list[str] = []
    here = Here(gate=gate, how=slow)
    with runner_of(service, here):
        first = service.call("compare", json=ASKED).get_json()["id"]
        while first not in here.begun:
            time.sleep(0.01)
        gate.set()
        assert service.call("cancelJob", job_id=first).get_json()["state"] == "cancelled"
        while not stopped:
            time.sleep(0.01)
        second = service.call("compare", json=ASKED | {"line": 90}).get_json()["id"]
        while second not in here.begun:
            time.sleep(0.01)
        service.call("cancelJob", job_id=second)
    assert service.call("readJobResult", job_id=first).status_code == 404


def test_a_key_sees_its_own_jobs_alone(service, monkeypatch):
    def caller(authorization, *_):
        return Caller(authorization or "nobody", "", frozenset({"*"}))

    monkeypatch.setattr("openfisca_jordan_sp.api.pipeline.authenticate", caller)
    assert callers.authenticate is not caller
    ours, theirs = {"Authorization": "ours"}, {"Authorization": "theirs"}
    job = service.call("compare", json=ASKED, headers=ours).get_json()["id"]
    assert service.call("readJob", job_id=job, headers=ours).status_code == 200
    for operation in ("readJob", "cancelJob", "readJobResult"):
        assert service.call(operation, job_id=job, headers=theirs).status_code == 404
    assert service.call("listJobs", headers=theirs).get_json() == {"jobs": [], "next": None}
    other = service.call("compare", json=ASKED, headers=theirs).get_json()["id"]
    here = Here()
    with runner_of(service, here):
        for key in (ours, theirs):
            reply = service.call("compare", json=ASKED, headers=key | {"Prefer": "wait=9"})
            assert reply.status_code == 200
    assert here.begun == [job]
    assert other != job


def test_jobs_are_listed_page_by_page(service):
    made = [service.call("compare", json=ASKED | {"line": line}).get_json()["id"] for line in (80, 90, 100)]
    first = service.call("listJobs", query={"limit": 2}).get_json()
    rest = service.call("listJobs", query={"limit": 2, "after": first["next"]}).get_json()
    assert [job["id"] for job in first["jobs"] + rest["jobs"]] == made[::-1]
    assert rest["next"] is None
    assert service.call("listJobs", query={"state": "done"}).get_json()["jobs"] == []
    for query in ({"limit": 0}, {"limit": "٣"}, {"state": "lost"}, {"after": "x"}, {"key": "theirs"}):
        assert service.call("listJobs", query=query).status_code == 422


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"population": "nobody"}, "small"),
        ({"population": "../small"}, "population"),
        ({"period": "2026"}, "2026-01"),
        ({"period": "1975-01"}, "period"),
        ({"period": "2001-01"}, "no source gives one"),
        ({"line": 0}, "line"),
        ({"line": "poor"}, "line"),
        ({"policies": ["uct_maximum_160", "uct_maximum_160"]}, "given twice"),
        ({"policies": ["no_such_reform"]}, "no_such_reform"),
        ({"policies": [{"values": {"health_insurance.no_such": {"2026-01-01": 1}}}]}, "no_such"),
        ({"policies": [[]] * 9}, "policies"),
        ({"engine": "plain"}, "engine"),
        ({"folder": "/"}, "folder"),
    ],
)
def test_a_mistake_in_what_is_asked_is_told_before_anything_is_begun(refusing, change, word):
    reply = refusing.call("compare", json=ASKED | change)
    assert reply.status_code == 422
    assert word in reply.get_data(as_text=True)
    assert refusing.call("listJobs").get_json()["jobs"] == []


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "sweep"},
        {"kind": "sweep", "vary": {"national_aid_fund.no_such": [1]}},
        {"kind": "sweep", "vary": {"national_aid_fund.uct.benefit_maximum": "1:1000000:0.001"}},
        {"kind": "who_is_hurt", "policies": []},
        {"kind": "who_is_hurt", "policies": ["uct_maximum_160"], "types": 99},
        {"kind": "cost_path", "policies": [], "years": "2026:2099"},
        {"kind": "cost_path", "policies": []},
        {"kind": "compare", "years": "2026"},
        {"kind": "compare", "folder": "/"},
        {"kind": "__import__"},
    ],
)
def test_a_job_of_any_kind_is_refused_with_a_mistake(refusing, asked):
    reply = refusing.call("createJob", json={"population": "small", "period": "2026-01"} | asked)
    assert reply.status_code == 422, reply.get_data()


def test_what_one_kind_takes_and_another_does_not_is_named(refusing):
    asked = {"kind": "who_is_hurt", "population": "small", "period": "2026-01", "policies": ["uct_maximum_160"]}
    problem = refusing.call("createJob", json=asked | {"line": 90}).get_json()
    assert (problem["path"], "beside the others" in problem["detail"]) == ("body.line", True)
    problem = refusing.call("createJob", json={}).get_json()
    assert problem["detail"] == "lacks kind, population, period."


def test_a_population_that_cannot_be_read_now_is_told_by_its_name_alone(tmp_path, make_service):
    url, nowhere = f"sqlite:///{tmp_path / 'service.sqlite3'}", tmp_path / "nowhere"
    service = make_service(url, populations=(f"small={nowhere}",))
    reply = service.call("compare", json=ASKED)
    assert reply.status_code == 503
    assert "nowhere" not in reply.get_data(as_text=True)


def test_a_full_queue_says_when_to_try_again(tmp_path, make_service, small_folder):
    url = f"sqlite:///{tmp_path / 'service.sqlite3'}"
    service = make_service(url, populations=(f"small={small_folder}",), most_waiting_jobs=1)
    assert service.call("compare", json=ASKED).status_code == 202
    assert service.call("compare", json=ASKED).status_code == 202
    full = service.call("compare", json=ASKED | {"line": 90})
    assert (full.status_code, full.headers["Retry-After"]) == (503, "10")


def test_a_runner_outlives_its_database_and_writes_what_it_has_when_it_is_back(service, monkeypatch):
    runner = Runner(service.app.extensions["jordan_sp"], here := Here())
    job = service.call("compare", json=ASKED).get_json()["id"]
    runner.turn()
    here.futures[job].result(30)
    with monkeypatch.context() as away:
        away.setattr(runner.services.store, "url", "sqlite:////nowhere/at/all.sqlite3")
        runner.services.store.close()
        for _ in range(2):
            with pytest.raises(UnavailableError):
                runner.turn()
    runner.services.store.close()
    runner.turn()
    assert service.call("readJob", job_id=job).get_json()["state"] == "done"


def test_a_runner_whose_workers_are_lost_hands_its_jobs_back_and_goes_on_with_others(service):
    here = Here(gate=Event())
    job = service.call("compare", json=ASKED).get_json()["id"]
    with runner_of(service, here):
        while job not in here.begun:
            time.sleep(0.01)
        here.error = ClusterError(Text("The scheduler was lost.", "انقطع الاتصال بالمجدول."))
        while service.call("readJob", job_id=job).get_json()["state"] != "queued":
            time.sleep(0.01)
        here.error = None
        here.gate.set()
        deadline = time.monotonic() + 20
        while service.call("readJob", job_id=job).get_json()["state"] != "done" and time.monotonic() < deadline:
            time.sleep(0.02)
    found = service.call("readJob", job_id=job).get_json()
    assert (found["state"], found["attempts"], here.begun) == ("done", 1, [job, job])


def test_a_runner_that_is_stopped_hands_back_what_is_not_done(service):
    here = Here(gate=Event())
    job = service.call("compare", json=ASKED).get_json()["id"]
    with runner_of(service, here):
        while job not in here.begun:
            time.sleep(0.01)
    here.gate.set()
    found = service.call("readJob", job_id=job).get_json()
    assert (found["state"], found["attempts"]) == ("queued", 0)
