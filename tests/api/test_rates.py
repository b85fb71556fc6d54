"""Rates: of a key, of its own, of an address, of wrong keys; counted together or, where that fails, apart."""

import logging

import pytest
from openfisca_jordan_sp.api import Settings, create_app
from openfisca_jordan_sp.api.contract import load_contract
from openfisca_jordan_sp.api.errors import TooManyRequestsError
from openfisca_jordan_sp.api.guards import rates as module
from openfisca_jordan_sp.api.guards.callers import _address
from openfisca_jordan_sp.api.guards.rates import Rates, parsed_rates

from openfisca_jordan_sp.errors import SettingsError
from tests.api.guarded import POLICY, bearing, key_for


@pytest.fixture
def guarded(tmp_path, make_service):
    return make_service(f"sqlite:///{tmp_path / 'service.sqlite3'}", auth="keys", rate="3/hour")


def statuses(service, times, headers=None, operation="createPolicy", **rest):
    return [service.call(operation, headers=headers, **rest).status_code for _ in range(times)]


def test_a_key_may_ask_so_often_and_is_told_what_is_left(guarded):
    key = key_for(guarded, "policies")
    reply = guarded.call("createPolicy", json=POLICY, headers=key)
    assert reply.headers["RateLimit-Policy"] == '"per-3600s";q=3;w=3600'
    assert reply.headers["RateLimit"].startswith('"per-3600s";r=2;t=')
    assert statuses(guarded, 3, key, json=POLICY) == [200, 200, 429]
    over = guarded.call("createPolicy", json=POLICY, headers=key)
    assert 1 <= int(over.headers["Retry-After"]) <= 3600
    assert over.headers.getlist("RateLimit") == [f'"per-3600s";r=0;t={over.headers["Retry-After"]}']
    assert over.get_json()["code"] == "too_many_requests"


def test_each_key_is_counted_by_itself_and_may_have_a_rate_of_its_own(guarded):
    first, second = key_for(guarded, "policies"), key_for(guarded, "policies", rate="5/hour;4/minute")
    assert statuses(guarded, 4, first, json=POLICY)[-1] == 429
    assert statuses(guarded, 5, second, json=POLICY) == [200, 200, 200, 200, 429]


def test_mistakes_and_missing_scopes_count_too(guarded):
    key = key_for(guarded, "law")
    assert statuses(guarded, 4, key, json=POLICY) == [403, 403, 403, 429]


def test_whoever_has_no_key_is_counted_by_address(guarded):
    assert statuses(guarded, 4, operation="readContract") == [200, 200, 200, 429]
    there = guarded.flask.get("/v1/openapi.json", environ_base={"REMOTE_ADDR": "10.0.0.2"})
    assert there.status_code == 200


def test_wrong_keys_of_one_address_are_few_and_a_right_one_passes_all_the_same(guarded, monkeypatch):
    monkeypatch.setattr("openfisca_jordan_sp.api.guards.callers.WRONG_KEYS", "2/hour")
    right = key_for(guarded, "policies")
    wrong = bearing(f"jsp_{'0' * 12}_{'x' * 43}")
    assert statuses(guarded, 3, wrong, json=POLICY) == [401, 401, 429]
    assert guarded.call("createPolicy", json=POLICY, headers=right).status_code == 201


def test_an_address_of_ipv6_is_its_network():
    app = create_app(settings=Settings(auth="none"))
    for given, shown in [("2001:db8:1:2:3::4", "2001:db8:1:2::"), ("10.1.2.3", "10.1.2.3"), ("", "")]:
        with app.test_request_context(environ_base={"REMOTE_ADDR": given}):
            assert _address() == shown


def test_a_service_without_keys_counts_nobody(service):
    assert set(statuses(service, 5, operation="readContract")) == {200}
    assert "RateLimit" not in service.call("readContract").headers


@pytest.mark.parametrize("rate", ["often", "0/minute", "-1/minute", "600", "1/second;x", "٥/minute/"])
def test_a_rate_that_is_none_stops_the_start(rate):
    with pytest.raises(SettingsError, match="600/minute"):
        create_app(settings=Settings(rate=rate))


@pytest.mark.parametrize("storage", ["nowhere://x", "file", "redis"])
def test_a_storage_that_is_none_stops_the_start(storage):
    with pytest.raises(SettingsError, match="JORDAN_SP_RATE_STORAGE"):
        create_app(settings=Settings(rate_storage=storage))


def test_where_the_shared_storage_fails_each_process_counts_for_itself(monkeypatch, caplog):
    counts = Rates("2/hour", "memory://")

    class Away:
        def hit(self, *_):
            raise ConnectionError("redis://:password@host")

    counts._shared = Away()
    with caplog.at_level(logging.WARNING, "jordan_sp.service"):
        counts.count("key:a")
        counts.count("key:a")
        with pytest.raises(TooManyRequestsError):
            counts.count("key:a")
    assert [record.message for record in caplog.records] == [
        "the storage of rates failed (ConnectionError): counting in memory"
    ]
    monkeypatch.setattr(module, "_LEFT_ALONE", 0.0)
    counts._shared = Rates("2/hour", "memory://")._own
    assert counts.count("key:a")[0].remaining == 1


def test_an_empty_rate_is_none():
    assert parsed_rates(" ", "rate") == ()


def test_every_operation_says_that_it_may_be_asked_too_often_and_whom_it_refuses():
    for one in load_contract().operations.values():
        listed = one.definition["responses"].keys()
        assert "429" in listed, one.id
        assert not one.scope or {"401", "403", "503"} <= listed, one.id
        assert not one.is_idempotent_by_key or {"409", "422"} <= listed, one.id
        assert not one.is_audited or "503" in listed, one.id
