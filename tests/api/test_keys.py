"""Keys: let in, refused, rotated, withdrawn; and what happens while the database is away."""

import time

import pytest
from openfisca_jordan_sp.api.errors import UnavailableError
from openfisca_jordan_sp.api.guards import known_keys
from openfisca_jordan_sp.api.guards.issuing import KeysError, create_key, digest_of, parts_of, revoke, rotate
from openfisca_jordan_sp.api.guards.known_keys import KnownKeys
from openfisca_jordan_sp.api.store.keys import all_keys

from openfisca_jordan_sp.errors import Text
from tests.api.guarded import POLICY, bearing, key_for, store_of


@pytest.fixture
def guarded(database_url, make_service, monkeypatch):
    """A service that asks for keys, and reads them each time."""
    monkeypatch.setattr(known_keys, "_AT_MOST_EVERY", 0.0)
    monkeypatch.setattr(known_keys, "SECONDS", 0.0)
    return make_service(database_url, auth="keys")


def create_policy(service, headers=None):
    return service.call("createPolicy", json=POLICY, headers=headers)


def test_a_key_with_the_scope_is_let_in_and_without_it_is_not(guarded):
    assert create_policy(guarded, key_for(guarded, "policies")).status_code == 201
    assert create_policy(guarded, key_for(guarded, "*")).status_code == 200
    refused = create_policy(guarded, key_for(guarded, "law", "metrics"))
    assert refused.status_code == 403
    assert "policies" in refused.get_json()["detail"]


def test_without_a_key_only_what_is_public_is_answered(guarded):
    reply = create_policy(guarded)
    assert reply.status_code == 401
    assert reply.headers["WWW-Authenticate"] == "Bearer"
    assert guarded.call("readContract").status_code == 200
    assert guarded.call("readContract", headers=bearing("jsp_forged")).status_code == 200


def test_every_wrong_key_is_refused_in_the_same_words(guarded):
    store = store_of(guarded)
    known = create_key(store, "known", ["policies"])
    ended = create_key(store, "ended", ["policies"], expires=time.time() + 0.05)
    withdrawn = create_key(store, "withdrawn", ["policies"])
    revoke(store, withdrawn.key.id)
    time.sleep(0.06)
    wrong = [
        known.bearer[:-1] + ("A" if known.bearer[-1] != "A" else "B"),
        f"jsp_{'0' * 12}_{known.bearer[17:]}",
        ended.bearer,
        withdrawn.bearer,
        "jsp_x_y",
        "",
        "' OR 1=1 --",
        "é" * 50,
        known.bearer.upper(),
        known.key.secret_hash,
    ]
    replies = [create_policy(guarded, bearing(one)) for one in wrong]
    replies.append(create_policy(guarded, {"Authorization": f"Basic {known.bearer}"}))
    assert {reply.status_code for reply in replies} == {401}
    assert len({reply.get_json()["detail"] for reply in replies}) == 1
    assert create_policy(guarded, bearing(known.bearer)).status_code == 201


def test_after_a_rotation_both_secrets_are_taken_until_the_old_one_ends(guarded):
    first = create_key(store_of(guarded), "rotated", ["policies"])
    second = rotate(store_of(guarded), first.key.id, overlap=60)
    assert create_policy(guarded, bearing(first.bearer)).status_code == 201
    assert create_policy(guarded, bearing(second.bearer)).status_code == 200
    third = rotate(store_of(guarded), first.key.id, overlap=0)
    statuses = [create_policy(guarded, bearing(one.bearer)).status_code for one in (first, second, third)]
    assert statuses == [401, 401, 200]


def test_no_secret_is_stored(guarded):
    issued = create_key(store_of(guarded), "secret", ["law"])
    _, secret = parts_of(issued.bearer)
    assert len(secret) == 43  # 256 bits
    assert secret not in repr(all_keys(store_of(guarded)))
    assert all_keys(store_of(guarded))[0].secret_hash == digest_of(secret)


def test_known_keys_are_read_every_five_seconds_and_again_for_unknown_ones(monkeypatch):
    now, reads = [0.0], []
    monkeypatch.setattr(known_keys, "valid_keys", lambda store: reads.append(now[0]) or [])
    keys = KnownKeys(None, clock=lambda: now[0])
    for second in range(7):
        now[0] = float(second)
        for _ in range(20):
            keys.find("0" * 12)
    assert reads == [0.0, 5.0]
    for _ in range(20):
        keys.find("0" * 12, again=True)
    assert reads == [0.0, 5.0, 6.0]


def test_a_key_goes_on_for_five_seconds_while_the_database_is_away(monkeypatch, tmp_path, make_service):
    service = make_service(f"sqlite:///{tmp_path / 'a.sqlite3'}", auth="keys")
    issued = create_key(store_of(service), "registry", ["law"])
    now = [0.0]
    keys = KnownKeys(store_of(service), clock=lambda: now[0])
    assert keys.find(issued.key.id) is not None
    real, asked = known_keys.valid_keys, []

    def away(store):
        asked.append(now[0])
        raise UnavailableError(Text("away", "غائبة"))

    monkeypatch.setattr(known_keys, "valid_keys", away)
    now[0] = 4.9
    assert keys.find(issued.key.id) is not None
    now[0] = 5.1
    for _ in range(3):
        with pytest.raises(UnavailableError, match="away"):
            keys.find(issued.key.id)
    assert asked == [5.1]
    monkeypatch.setattr(known_keys, "valid_keys", real)
    now[0] = 6.2
    assert keys.find(issued.key.id) is not None


def test_a_withdrawn_key_is_refused_within_five_seconds(tmp_path, make_service):
    service = make_service(f"sqlite:///{tmp_path / 'a.sqlite3'}", auth="keys")
    issued = create_key(store_of(service), "registry", ["policies"])
    now = [0.0]
    keys = KnownKeys(store_of(service), clock=lambda: now[0])
    assert keys.find(issued.key.id) is not None
    revoke(store_of(service), issued.key.id)
    now[0] = 5.0
    assert keys.find(issued.key.id) is None


@pytest.mark.parametrize(
    ("name", "scopes", "rest", "word"),
    [
        ("", ["law"], {}, "name"),
        ("a\nb", ["law"], {}, "name"),
        ("x" * 201, ["law"], {}, "name"),
        ("x", [], {}, "needs a scope"),
        ("x", ["law", "admin"], {}, "admin"),
        ("x", ["law"], {"expires": 1.0}, "past"),
    ],
)
def test_a_key_with_a_mistake_is_not_made(tmp_path, make_service, name, scopes, rest, word):
    store = store_of(make_service(f"sqlite:///{tmp_path / 'a.sqlite3'}"))
    with pytest.raises(KeysError, match=word):
        create_key(store, name, scopes, **rest)
    assert all_keys(store) == []
