"""Batches: lines as they come, tables of either kind, and replies that break off."""

import json

import httpx
import pandas
import pyarrow
import pytest

from openfisca_jordan_sp.client import BrokenStreamError, ClientError, RefusedError
from tests.client.conftest import problem

LINES = [{"id": "a", "status": "computed"}, {"id": "b", "status": "refused"}]
SUMMARY = {"summary": {"computed": 1, "refused": 1, "complete": True}}
TABLE = pyarrow.table({"family_id": ["a", "b"], "uct_amount": [40.0, None]})


class Stream(httpx.SyncByteStream):
    """Parts of a body, told when they are asked for; it breaks off where a part is an error."""

    def __init__(self, parts):
        self.parts, self.sent = list(parts), 0

    def __iter__(self):
        for part in self.parts:
            if isinstance(part, Exception):
                raise part
            self.sent += 1
            yield part


def lines(*values):
    return [json.dumps(value).encode() + b"\n" for value in values]


def reply(parts):
    return httpx.Response(200, headers={"Content-Type": "application/x-ndjson"}, stream=Stream(parts))


def arrow(table):
    sink = pyarrow.BufferOutputStream()
    with pyarrow.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()


def test_families_are_sent_as_lines_and_results_come_one_by_one(scripted):
    stream = Stream(lines(*LINES, SUMMARY))
    client, service = scripted(httpx.Response(200, stream=stream))
    batch = client.batch({"a": {"persons": {}}, "b": {}}, period="2026-01", outputs=["uct_amount"], policy="x")
    assert service.asked == []
    found = iter(batch)
    assert next(found) == LINES[0]
    assert stream.sent == 1
    assert list(found) == LINES[1:]
    assert batch.summary == SUMMARY["summary"]
    request = service.asked[0]
    assert request.headers["Content-Type"] == "application/x-ndjson"
    assert [json.loads(line) for line in request.content.splitlines()] == [
        {"period": "2026-01", "outputs": ["uct_amount"], "policy": "x"},
        {"id": "a", "situation": {"persons": {}}},
        {"id": "b", "situation": {}},
    ]


@pytest.mark.parametrize(
    "parts",
    [
        lines(*LINES),
        [],
        [*lines(LINES[0]), b'{"id": "b", "sta'],
        [*lines(LINES[0]), httpx.RemoteProtocolError("gone")],
        [*lines(*LINES), b'{"summary": {"complete": false}}\n'],
    ],
)
def test_a_reply_that_breaks_off_is_never_taken_for_a_whole(scripted, parts):
    client, service = scripted(*(reply(parts) for _ in range(2)), reply(lines(*LINES, SUMMARY)), reply(lines(SUMMARY)))
    batch = client.batch({"a": {}, "b": {}}, period="2026-01")
    for _ in range(2):
        with pytest.raises(BrokenStreamError, match="ask again in 5 seconds") as caught:
            list(batch)
        assert caught.value.retry_after == 5
    assert (list(batch), list(batch)) == (LINES, [])
    first, again, third, other = (request.headers["Idempotency-Key"] for request in service.asked)
    assert first == again == third != other


def test_pairs_may_come_from_anywhere_and_a_batch_may_be_gone_through_again(scripted):
    client, service = scripted(reply(lines(SUMMARY)), reply(lines(SUMMARY)))
    batch = client.batch(((name, {}) for name in "ab"), period="2026-01", idempotency_key="night-0001")
    assert list(batch) == list(batch) == []
    assert service.asked[0].content == service.asked[1].content
    assert {one.headers["Idempotency-Key"] for one in service.asked} == {"night-0001"}


def test_a_busy_service_is_waited_for_before_the_first_line(scripted):
    client, service = scripted(problem(503, headers={"Retry-After": "2"}), reply(lines(LINES[0], SUMMARY)))
    assert list(client.batch({"a": {}}, period="2026-01")) == LINES[:1]
    assert service.slept == [2.0]


def test_a_batch_that_is_refused_says_why(scripted):
    client, _ = scripted(problem(413, "too_large"))
    with pytest.raises(RefusedError) as caught:
        list(client.batch({"a": {}}, period="2026-01"))
    assert caught.value.code == "too_large"


@pytest.mark.parametrize("kind", ["arrow", "pandas"])
def test_a_table_comes_back_as_the_kind_that_was_sent(scripted, kind):
    client, service = scripted(httpx.Response(200, content=arrow(TABLE)))
    people = pyarrow.table({"family_id": ["a", "b"], "role": ["head", "head"]})
    sent = people if kind == "arrow" else people.to_pandas()
    found = client.batch_table(sent, period="2026-01", outputs=["uct_amount", "x"], policy="uct_maximum_160")
    assert isinstance(found, type(sent))
    assert (found if kind == "arrow" else pyarrow.Table.from_pandas(found)).to_pylist() == TABLE.to_pylist()
    request = service.asked[0]
    assert dict(request.url.params) == {
        "period": "2026-01",
        "outputs": "uct_amount,x",
        "policy": "uct_maximum_160",
    }
    assert pyarrow.ipc.open_stream(request.content).read_all().to_pylist() == people.to_pylist()


def test_a_bill_is_stored_before_a_table_names_it(scripted):
    client, service = scripted(httpx.Response(201, json={"id": "p1"}), httpx.Response(200, content=arrow(TABLE)))
    client.batch_table(TABLE, period="2026-01", policy={"values": {}})
    assert service.asked[1].url.params["policy"] == "p1"


@pytest.mark.parametrize("cut", [100, 8, 1])
def test_half_a_table_is_never_taken_for_a_whole(scripted, cut):
    client, _ = scripted(httpx.Response(200, content=arrow(TABLE)[:-cut]))
    with pytest.raises(BrokenStreamError):
        client.batch_table(TABLE, period="2026-01")


def test_what_is_no_table_is_refused_before_it_is_sent(scripted):
    client, service = scripted()
    for wrong in (pandas.DataFrame({"a": [1, "x", object()]}), [1, 2]):
        with pytest.raises(ClientError) as caught:
            client.batch_table(wrong, period="2026-01")
        assert caught.value.path == "table"
    assert service.asked == []
