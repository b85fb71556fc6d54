"""Claims on idempotency keys while their requests are answered: kept, overtaken, done together with the audit."""

import time

import pytest
from openfisca_jordan_sp.api.errors import UnavailableError
from openfisca_jordan_sp.api.guards import idempotency as module
from openfisca_jordan_sp.api.guards.keeping import LEASE_SECONDS, RENEW_SECONDS, Keeper, Kept, keeper
from openfisca_jordan_sp.api.operations import Last, Reply
from openfisca_jordan_sp.api.store.idempotency import claim
from openfisca_jordan_sp.api.store.tables import idempotency
from sqlalchemy import update

from openfisca_jordan_sp.errors import JordanSPError, Text
from tests.api.guarded import POLICY, audit_of, replace_function, store_of
from tests.api.test_idempotency import KEY, stored, wanted


@pytest.mark.parametrize("is_streamed", [False, True])
def test_a_claim_is_kept_for_as_long_as_its_request_is_answered(service, monkeypatch, is_streamed):
    began, leases = time.time(), []

    def parts():
        for later in (RENEW_SECONDS - 1, RENEW_SECONDS + 1, 100.0):
            keeper.renew_all(began + later)
            leases.append(stored(service)[0].lease - began)
            yield b"x"

    def whole(asked):
        return Reply(parts() if is_streamed else b"".join(parts()), media_type="text/plain")

    replace_function(service, monkeypatch, "createPolicy", whole)
    assert service.flask.post("/v1/policies", json=POLICY, headers=KEY).get_data() == b"xxx"
    later = [LEASE_SECONDS, RENEW_SECONDS + 1 + LEASE_SECONDS, 100 + LEASE_SECONDS]
    assert leases == pytest.approx(later, abs=1)
    assert stored(service)[0].state == "done"


def test_a_database_that_is_away_stops_nobody_from_keeping_claims_later(tmp_path, make_service):
    store = store_of(make_service(f"sqlite:///{tmp_path / 'service.sqlite3'}"))
    held, kept = claim(store, wanted(100.0)), Keeper()
    kept._claims.add(Kept(store, held.id, 100.0))
    url, store.url = store.url, "sqlite:////nowhere/at/all.sqlite3"
    store.close()
    kept.renew_all(110.0)
    store.url = url
    store.close()
    kept.renew_all(120.0)
    assert claim(store, wanted(121.0)).lease == 120.0 + LEASE_SECONDS


@pytest.mark.parametrize("is_streamed", [False, True])
def test_whoever_is_overtaken_is_not_done_and_is_told_to_ask_again(
    database_url, make_service, monkeypatch, is_streamed
):
    service = make_service(database_url)

    def parts():
        yield b"x"
        with store_of(service).begin() as connection:  # as if it had been taken for dead
            connection.execute(update(idempotency).values(created=1.0))
        yield Last(b"y")

    def whole(asked):
        return Reply(parts(), media_type="text/plain") if is_streamed else Reply({"parts": len([*parts()])})

    replace_function(service, monkeypatch, "createPolicy", whole)
    post = lambda: service.flask.post("/v1/policies", json=POLICY, headers=KEY)  # noqa: E731
    if is_streamed:
        with pytest.raises(JordanSPError, match="running"):
            post().get_data()
    else:
        assert (post().status_code, post().headers["Retry-After"]) == (409, "5")
    assert audit_of(service)[0]["state"] == ("broken" if is_streamed else "refused")
    assert stored(service)[0].state == "running"


@pytest.mark.parametrize("is_streamed", [False, True])
def test_what_cannot_be_written_down_as_done_is_neither_done_nor_sent_as_whole(
    database_url, make_service, monkeypatch, is_streamed
):
    service, sent = make_service(database_url), []

    def parts():
        yield b"x"
        monkeypatch.setattr(module, "finish", away)
        yield Last(b"y")

    def away(*_):
        raise UnavailableError(Text("away", "بعيدة"))

    def whole(asked):
        return Reply(parts(), media_type="text/plain") if is_streamed else Reply({"parts": len([*parts()])})

    replace_function(service, monkeypatch, "createPolicy", whole)
    reply = service.flask.post("/v1/policies", json=POLICY, headers=KEY)
    if is_streamed:
        with pytest.raises(UnavailableError):
            sent.extend(reply.iter_encoded())
        assert sent == [b"x"]
    else:
        assert (reply.status_code, "Retry-After" in reply.headers) == (503, True)
    assert [row["state"] for row in audit_of(service)] == ["begun"]
    assert stored(service) == []
