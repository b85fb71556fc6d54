"""The audit: written before anything is computed, completed before it is acknowledged, without any fact."""

import pytest
from openfisca_jordan_sp.api import law_state, operations
from openfisca_jordan_sp.api.errors import UnavailableError
from openfisca_jordan_sp.api.guards import audit as module
from openfisca_jordan_sp.api.guards.audit import audited
from openfisca_jordan_sp.api.operations import OPEN, Counts, Reply
from openfisca_jordan_sp.api.store.audit import purge_rows, rows

from openfisca_jordan_sp.errors import Text
from tests.api.guarded import POLICY, audit_of, key_for, replace_function, store_of


def away(*_):
    raise UnavailableError(Text("away", "غائبة"))


def post(service, **rest):
    return service.flask.post("/v1/policies", json=POLICY, **rest)


def test_a_request_is_one_row_with_who_when_and_which_law(database_url, make_service):
    service = make_service(database_url, auth="keys")
    key = key_for(service, "policies")
    reply = service.call("createPolicy", json=POLICY, headers=key)
    (row,) = audit_of(service)
    assert row["request_id"] == reply.headers["Request-Id"]
    assert row["key_id"] == key["Authorization"].split("_")[1]
    assert (row["operation"], row["state"], row["status"]) == ("createPolicy", "done", 201)
    assert row["policies"] == [reply.get_json()["id"]]
    assert row["law_digest"] == law_state.parameters_digest()
    assert row["law_date"] == law_state.law_date()
    assert row["package_version"] == law_state.package_version()
    assert 0 < row["milliseconds"] < 60_000


def test_counts_and_the_date_of_the_law_are_the_replys(service, monkeypatch):
    counts = Counts(("a+b",), families=3, persons=11, failed=1)
    replace_function(
        service, monkeypatch, "createPolicy", lambda asked: Reply({}, law_date="2026-01-01", counts=counts)
    )
    post(service)
    (row,) = audit_of(service)
    assert (row["policies"], row["families"], row["persons"], row["failed"]) == (["a+b"], 3, 11, 1)
    assert row["law_date"] == "2026-01-01"


def test_the_row_stands_before_anything_is_computed(service, monkeypatch):
    seen = []

    def look(asked):
        seen.extend(audit_of(service))
        return Reply({})

    replace_function(service, monkeypatch, "createPolicy", look)
    post(service)
    assert [(row["state"], row["status"]) for row in seen] == [("begun", None)]


def test_where_it_cannot_be_written_nothing_is_computed(service, monkeypatch):
    computed = []
    replace_function(service, monkeypatch, "createPolicy", lambda asked: computed.append(1) or Reply({}))
    monkeypatch.setattr(module, "begin_row", away)
    reply = post(service)
    assert (reply.status_code, reply.headers["Retry-After"], computed) == (503, "5", [])


def test_where_it_cannot_be_completed_the_reply_is_not_acknowledged(service, monkeypatch):
    monkeypatch.setattr(module, "end_row", away)
    reply = service.call("createPolicy", json=POLICY)
    assert (reply.status_code, reply.headers["Retry-After"]) == (503, "5")
    assert audit_of(service)[0]["state"] == "begun"


def test_a_mistake_is_told_even_where_it_cannot_be_completed(service, monkeypatch):
    monkeypatch.setattr(module, "end_row", away)
    assert service.call("createPolicy", json={"reforms": "no_such_reform"}).status_code == 422


def test_mistakes_and_faults_are_told_apart(service, monkeypatch):
    service.call("createPolicy", json={"reforms": "no_such_reform"})

    def fail(asked):
        raise RuntimeError("ours")

    replace_function(service, monkeypatch, "createPolicy", fail)
    post(service)
    assert [(row["state"], row["status"]) for row in audit_of(service)] == [("refused", 422), ("failed", 500)]


def test_what_a_guard_refused_or_only_reads_is_no_row(service):
    service.call("createPolicy", json={"reforms": 5})
    service.call("readContract")
    assert audit_of(service) == []


def streamed(service, monkeypatch, parts, counts=None):
    reply = Reply(parts, media_type="text/plain", counts=counts or Counts())
    replace_function(service, monkeypatch, "createPolicy", lambda asked: reply)


def test_a_stream_is_completed_at_its_end_with_counts_that_are_known_only_then(service, monkeypatch):
    states, families = [], []

    def parts():
        for one in range(3):
            states.append(audit_of(service)[0]["state"])
            families.append(one)
            yield b"x"

    streamed(service, monkeypatch, parts(), lambda: Counts(families=len(families)))
    assert post(service).get_data() == b"xxx"
    (row,) = audit_of(service)
    assert states == ["begun"] * 3
    assert (row["state"], row["families"], row["status"]) == ("done", 3, 200)


def test_a_stream_that_its_reader_leaves_is_broken(service, monkeypatch):
    streamed(service, monkeypatch, (b"x" for _ in range(1000)))
    reply = post(service, buffered=False)
    next(reply.iter_encoded())
    reply.close()
    assert audit_of(service)[0]["state"] == "broken"


def test_a_stream_that_nobody_reads_is_broken(service, monkeypatch):
    streamed(service, monkeypatch, (b"x" for _ in range(3)))
    view = service.app.view_functions["createPolicy"]
    with service.app.test_request_context("/v1/policies", method="POST", json=POLICY):
        service.app.preprocess_request()
        view().close()
    assert audit_of(service)[0]["state"] == "broken"


def test_the_end_of_a_stream_is_not_acknowledged_where_it_cannot_be_written(service, monkeypatch):
    streamed(service, monkeypatch, (b"x" for _ in range(3)))
    monkeypatch.setattr(module, "end_row", away)
    with pytest.raises(UnavailableError):
        post(service).get_data()


def test_routes_beside_v1_are_written_down_by_the_same_block(service):
    from flask import g

    with service.app.test_request_context():
        service.app.preprocess_request()
        with audited("calculate", OPEN, service.app.extensions["jordan_sp"]):
            g.counts, g.law_date = Counts(families=1, persons=4), "2025-03-01"
    (row,) = audit_of(service)
    assert (row["operation"], row["families"], row["persons"], row["law_date"]) == ("calculate", 1, 4, "2025-03-01")


def test_rows_are_found_by_time_key_and_operation_and_deleted_by_time(database_url, make_service):
    service = make_service(database_url)
    for _ in range(3):
        service.call("createPolicy", json=POLICY)
    store = store_of(service)
    times = [row["time"] for row in rows(store)]
    assert times == sorted(times)
    assert len(list(rows(store, since=times[1]))) == 2
    assert len(list(rows(store, key_id="open", operation="createPolicy"))) == 3
    assert list(rows(store, key_id="another")) == list(rows(store, operation="another")) == []
    assert purge_rows(store, times[2]) == 2
    assert [row["time"] for row in rows(store)] == times[2:]


def test_more_rows_than_are_read_at_a_time_come_all_and_once(service, monkeypatch):
    monkeypatch.setattr("openfisca_jordan_sp.api.store.audit._AT_A_TIME", 2)
    for _ in range(5):
        service.call("createPolicy", json=POLICY)
    assert len({row["request_id"] for row in rows(store_of(service))}) == 5


def test_counts_hold_nothing_but_numbers_and_ids_of_policies():
    assert set(operations.Counts.__dataclass_fields__) == {"policies", "families", "persons", "failed"}
