"""Idempotency keys: nothing is done twice, whatever the database, and nothing of a family is stored."""

import json
import threading
import time

import pytest
from openfisca_jordan_sp.api import law_state
from openfisca_jordan_sp.api.guards import idempotency as module
from openfisca_jordan_sp.api.operations import Reply
from openfisca_jordan_sp.api.store import Store
from openfisca_jordan_sp.api.store.idempotency import Wanted, claim, finish, purge, release, renew
from openfisca_jordan_sp.api.store.tables import idempotency
from sqlalchemy import select, update

from openfisca_jordan_sp.errors import JordanSPError, Text
from tests.api.guarded import POLICY, audit_of, key_for, replace_function, store_of

KEY = {"Idempotency-Key": "night-2026-01-31-part-07"}


def ask(service, body=POLICY, headers=KEY, **rest):
    return service.call("createPolicy", json=body, headers=headers, **rest)


def stored(service):
    with store_of(service).read() as connection:
        return connection.execute(select(idempotency)).all()


def test_what_was_made_is_answered_again_as_the_first_time(database_url, make_service):
    service = make_service(database_url)
    first, again = ask(service), ask(service)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.get_data() == first.get_data()
    assert again.headers["Location"] == first.headers["Location"]
    assert again.headers["Law-Date"] == first.headers["Law-Date"]
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert [row["state"] for row in audit_of(service)] == ["done", "replayed"]


def test_what_computes_is_computed_again_and_nothing_of_it_is_stored(database_url, make_service, monkeypatch):
    service = make_service(database_url)
    asked_for = []

    def compute(asked):
        asked_for.append(asked.body)
        return Reply({"a_fact": 1})

    replace_function(service, monkeypatch, "createPolicy", compute)
    replies = [service.flask.post("/v1/policies", json=POLICY, headers=KEY) for _ in range(2)]
    assert [reply.get_json() for reply in replies] == [{"a_fact": 1}] * 2
    assert "Idempotency-Replayed" not in replies[0].headers
    assert replies[1].headers["Idempotency-Replayed"] == "true"
    assert len(asked_for) == 2
    (row,) = stored(service)
    assert row.outcome is None
    shown = repr(row)
    assert "a_fact" not in shown
    assert "uct_maximum_160" not in shown
    assert KEY["Idempotency-Key"] not in shown


def test_the_same_key_for_another_request_is_refused(service):
    ask(service)
    reply = ask(service, {"reforms": "uct_quota_250000"})
    assert reply.status_code == 422
    assert reply.get_json()["errors"][0]["code"] == "idempotency_key_reused"
    spaced = service.call("createPolicy", data=json.dumps(POLICY) + " ", content_type="application/json", headers=KEY)
    assert spaced.status_code == 422


def test_keys_of_two_callers_never_meet(tmp_path, make_service):
    service = make_service(f"sqlite:///{tmp_path / 'a.sqlite3'}", auth="keys")
    one, other = key_for(service, "policies"), key_for(service, "policies")
    ask(service, headers=KEY | one)
    assert ask(service, {"reforms": "uct_quota_250000"}, KEY | other).status_code == 201


def test_a_request_that_was_refused_or_failed_leaves_the_key_free(service, monkeypatch):
    assert ask(service, {"reforms": "no_such_reform"}).status_code == 422
    assert stored(service) == []
    real = service.app.view_functions["createPolicy"]

    def fail(asked):
        raise RuntimeError("ours")

    replace_function(service, monkeypatch, "createPolicy", fail)
    assert service.flask.post("/v1/policies", json=POLICY, headers=KEY).status_code == 500
    monkeypatch.setitem(service.app.view_functions, "createPolicy", real)
    assert ask(service).status_code == 201
    assert [row["state"] for row in audit_of(service)] == ["refused", "failed", "done"]


def test_while_it_is_running_the_same_request_is_told_when_to_come_again(database_url, make_service, monkeypatch):
    service = make_service(database_url)
    begun, may_end, ran = threading.Event(), threading.Event(), []

    def slow(asked):
        ran.append(1)
        begun.set()
        assert may_end.wait(10)
        return Reply({})

    replace_function(service, monkeypatch, "createPolicy", slow)
    first = []
    post = lambda: service.app.test_client().post("/v1/policies", json=POLICY, headers=KEY)  # noqa: E731
    thread = threading.Thread(target=lambda: first.append(post()))
    thread.start()
    assert begun.wait(10)
    meanwhile = post()
    may_end.set()
    thread.join()
    assert meanwhile.status_code == 409
    assert 1 <= int(meanwhile.headers["Retry-After"]) <= 5
    assert (first[0].status_code, len(ran)) == (200, 1)


def test_after_a_change_of_the_law_a_computed_reply_is_not_given_again(service, monkeypatch):
    replace_function(service, monkeypatch, "createPolicy", lambda asked: Reply({}))
    assert service.flask.post("/v1/policies", json=POLICY, headers=KEY).status_code == 200
    monkeypatch.setattr(law_state, "parameters_digest", lambda: "f" * 16)
    reply = service.flask.post("/v1/policies", json=POLICY, headers=KEY)
    assert reply.status_code == 409
    assert "new Idempotency-Key" in reply.get_json()["hint"]


def test_what_was_made_is_answered_after_a_change_of_the_law_too(service, monkeypatch):
    first = ask(service)
    monkeypatch.setattr(law_state, "parameters_digest", lambda: "f" * 16)
    assert ask(service).get_data() == first.get_data()


@pytest.mark.parametrize("key", ["short", "x" * 129, "with space", "مفتاح-التكرار", "a" * 8 + ";drop"])
def test_a_key_of_another_form_is_refused_with_its_name(service, key):
    reply = ask(service, headers={"Idempotency-Key": key.encode().decode("latin-1")})
    assert reply.status_code == 422
    assert reply.get_json()["path"] == "Idempotency-Key"


def test_the_key_of_a_process_that_died_is_free_when_its_lease_ends(database_url, make_service):
    service = make_service(database_url)
    assert ask(service).status_code == 201
    with store_of(service).begin() as connection:
        died = {"state": "running", "lease": time.time() + 60, "outcome": None}
        connection.execute(update(idempotency).values(**died))
    assert ask(service).status_code == 409
    with store_of(service).begin() as connection:
        connection.execute(update(idempotency).values(lease=time.time() - 1))
    assert ask(service).status_code == 200
    assert stored(service)[0].state == "done"


def test_keys_are_kept_for_their_days_and_then_deleted(service, monkeypatch):
    ask(service)
    days = (stored(service)[0].expires - time.time()) / 86_400
    assert days == pytest.approx(30, abs=0.01)
    later = time.time() + 31 * 86_400
    assert purge(store_of(service), time.time()) == 0
    assert purge(store_of(service), later) == 1
    ask(service, {"reforms": "uct_quota_250000"})
    with store_of(service).begin() as connection:
        connection.execute(update(idempotency).values(expires=1.0))
    monkeypatch.setattr(module, "_last_purge", [float("-inf")])
    ask(service, headers={"Idempotency-Key": "another-key"})
    assert len(stored(service)) == 1


def wanted(now, lease=60.0, fingerprint="f" * 64):
    return Wanted("caller", "k" * 64, "createPolicy", fingerprint, "d" * 16, now, now + lease, now + 1000)


def test_of_many_that_race_for_one_key_exactly_one_gets_it(database_url, make_service):
    stores = [store_of(make_service(database_url)) for _ in range(4)]
    for name in range(5):
        start, held = threading.Barrier(8), []

        def race(store, now, start=start, held=held):
            start.wait()
            held.append(claim(store, wanted(now)).is_mine)

        # The claim before has run out: each of the eight wants to take it over, too.
        now = time.time() + name * 100
        threads = [threading.Thread(target=race, args=(stores[one % 4], now + one / 1000)) for one in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(held) == [False] * 7 + [True]


def finished(store, *claimed):
    with store.begin() as connection:
        return finish(connection, *claimed)


def test_whoever_lost_a_claim_can_neither_finish_nor_release_nor_renew_it(database_url, make_service):
    store: Store = store_of(make_service(database_url))
    first = claim(store, wanted(100.0, lease=1.0))
    second = claim(store, wanted(102.0))
    assert (first.id, second.is_mine) == (second.id, True)
    assert not finished(store, first.id, 100.0, {"status": 201})
    release(store, first.id, 100.0)
    renew(store, first.id, 100.0, 9999.0)
    held = claim(store, wanted(103.0))
    assert (held.is_mine, held.state, held.lease) == (False, "running", 162.0)
    assert finished(store, second.id, 102.0, None)
    assert claim(store, wanted(104.0)).state == "done"


def test_a_stream_that_broke_off_leaves_the_key_free(service, monkeypatch):
    def parts():
        yield b"x"
        raise JordanSPError(Text("broken", "انقطع"))

    replace_function(service, monkeypatch, "createPolicy", lambda asked: Reply(parts(), media_type="text/plain"))
    with pytest.raises(JordanSPError, match="broken"):
        service.flask.post("/v1/policies", json=POLICY, headers=KEY).get_data()
    assert stored(service) == []
    assert audit_of(service)[0]["state"] == "broken"
