"""Requests that mean harm: each is refused by the right status within a second, and every worker lives on."""

import gzip
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml
from openfisca_jordan_sp.api.guards.issuing import create_key
from openfisca_jordan_sp.api.store import Store

from tests.api.served import served

HERE = Path(__file__).parent
FILE = yaml.safe_load((HERE / "hostile.yaml").read_text(encoding="utf-8"))
#: Within which a body must arrive in this test, and the second that every answer is given.
BODY_SECONDS, ANSWER_SECONDS = 2.0, 1.0
#: A busy machine may make a good service late: a late answer is asked for again, with nothing else going on.
TRIES = 3

GOOD = FILE["templates"]["explain"].replace("@", "260").encode()
BYTES = {
    "gzip": gzip.compress(b"0" * 10_000_000),
    "latin": '{"variable": "é"}'.encode("latin-1"),
    "utf16": GOOD.decode().encode("utf-16"),
    "overlong": b'{"variable": "\xc0\xaf"}',
    "zeros": bytes(1000),
    "parquet": b"PAR1" + bytes(100) + b"\xff\xff\xff\x7fPAR1",
    "arrow": b"\xff\xff\xff\xff\xff\xff\xff\x7f" + bytes(100),
}


def requests():
    """Every request of the file, with the entries of its group."""
    for group in FILE["groups"]:
        for one in group["each"]:
            own = one if isinstance(one, dict) else {"put": one}
            shown = own.get("raw") or own.get("put") or own.get("path") or own.get("body") or own
            yield {**group, **own, "name": f"{group['name']}: {str(shown)[:60]!r}"}


REQUESTS = list(requests())


def _repeated(made):
    return (made.get("before", "") + made["of"] * made["times"] + made.get("after", "")).encode()


def body_of(one):
    if "file" in one:
        return BYTES[one["file"]]
    if "repeat" in one:
        return _repeated(one["repeat"])
    if "body" in one:
        return one["body"].encode("latin-1" if "\xff" in one["body"] else "utf-8")
    if "template" in one:
        return FILE["templates"][one["template"]].replace("@", one["put"]).encode("utf-8", "surrogatepass")
    return b""


def message(one, key, *, body=None):
    """The bytes of a request."""
    if "raw_repeat" in one:
        return _repeated(one["raw_repeat"])
    if "raw" in one:
        return one["raw"].replace("{key}", key).encode("latin-1")
    body = body_of(one) if body is None else body
    path = _repeated(one["path_repeat"]).decode() if "path_repeat" in one else one["path"]
    given = one.get("key", "good")
    given = given.replace("{key_id_only}", key.rpartition("_")[0]).replace("{key}", key)
    headers = {"Host": "x"} | ({"Content-Type": "application/json"} if body or "announce" in one else {})
    headers |= {"good": {"Authorization": f"Bearer {key}"}, "none": {}}.get(given, {"Authorization": given})
    headers |= one.get("headers", {})
    method = one.get("method", "POST")
    if one.get("chunks"):
        headers["Transfer-Encoding"] = "chunked"
        parts = [body[place : place + 65536] for place in range(0, len(body), 65536)]
        body = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
    elif method == "POST" or body:
        headers["Content-Length"] = one.get("announce", len(body))
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body


def ask(service, one, key):
    """What came of a request: nothing where all is well."""
    if "after" in one:
        service.send(message(one, key, body=one["after"].encode()))
    begun = time.monotonic()
    try:
        status, reply = service.send(message(one, key), pause=one.get("pause", 0.0), end=one.get("end", False))
    except OSError as error:
        return f"{one['name']}: {type(error).__name__}"
    took = time.monotonic() - begun
    allowed = one["status"] if isinstance(one["status"], list) else [one["status"]]
    if status not in allowed:
        return f"{one['name']}: {status}, not {allowed}: {reply[-300:]!r}"
    head = reply.partition(b"\r\n\r\n")[0].lower()
    if b"Traceback" in reply or b"<html" in reply or b"json" not in head or b"request-id: " not in head:
        return f"{one['name']}: no problem of ours: {reply[:600]!r}"
    late = took > one.get("seconds", ANSWER_SECONDS) + (BODY_SECONDS if one.get("late") else 0)
    return f"{one['name']}: late, {took:.1f} s" if late else ""


def serves(service, path):
    """Whether an address is served on this branch of the house."""
    return service.get(path)[0] != 404


@pytest.fixture(scope="module")
def campaign(tmp_path_factory):
    """A service of two workers with a key."""
    folder = tmp_path_factory.mktemp("hostile")
    settings = {"BODY_SECONDS": str(BODY_SECONDS), "RATE": "100000/minute", "RUNNER": "none"}
    with served(folder, "--workers", "2", "--threads", "8", "--no-jobs", **settings) as service:
        store = Store(f"sqlite:///{folder / 'service.sqlite3'}")
        issued = create_key(store, "hostile", ["*"])
        store.close()
        yield service, issued.bearer


def test_the_file_has_enough_requests_and_no_two_alike():
    sent = [message(one, "KEY")[:2000] + str(one.get("announce", "")).encode() for one in REQUESTS]
    assert len(REQUESTS) >= 150
    # A late request may share its bytes with another whose pause differs.
    assert len(set(sent)) >= len(sent) - 2


def test_every_hostile_request_is_refused_rightly_and_every_worker_lives(campaign):
    service, key = campaign
    good = message({"path": "/v1/explain"}, key, body=GOOD)
    # The first of each worker loads what it needs.
    for _ in range(6):
        assert service.send(good)[0] == 200
    before = service.workers()
    needed = {one["needs"] for one in REQUESTS if "needs" in one}
    there = {path for path in needed if serves(service, path)}
    asked = [one for one in REQUESTS if one.get("needs") in {None, *there}]
    late = [one for one in asked if one.get("late")]
    with ThreadPoolExecutor(len(late)) as slow, ThreadPoolExecutor(3) as fast:
        waiting = slow.map(lambda one: ask(service, one, key), late)
        quick = [one for one in asked if not one.get("late")]
        wrong = dict(zip(map(id, quick), fast.map(lambda one: ask(service, one, key), quick), strict=True))
        wrong |= dict(zip(map(id, late), waiting, strict=True))
    by_id = {id(one): one for one in asked}
    for _ in range(TRIES - 1):
        wrong |= {name: ask(service, by_id[name], key) for name, said in wrong.items() if ": late" in said}
    assert "\n".join(said for said in wrong.values() if said) == ""
    assert service.workers() == before
    for _ in range(4):
        assert service.send(good)[0] == 200
    assert [line for line in service.lines() if line["level"] == "error"] == []


def test_the_log_of_hostile_requests_holds_none_of_their_words(campaign):
    service, key = campaign
    fact = b'{"situation": {"persons": {"SecretName": {"age": "TellNobody"}}}, "variable": "x", "period": "y"}'
    assert service.send(message({"path": "/v1/explain?TellNobody=SecretName"}, key, body=fact))[0] == 422
    assert service.get("/v1/SecretName?TellNobody=1")[0] == 404
    log = service.log.read_text(encoding="utf-8")
    assert "SecretName" not in log
    assert "TellNobody" not in log
    assert key.rpartition("_")[2] not in log
    assert {"request_id", "operation", "status", "milliseconds", "bytes_in", "bytes_out", "key"} <= set(
        service.lines()[-1]
    )
