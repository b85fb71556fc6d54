"""Made-up requests against `/v1`: no fault, no status, body or method that the document does not tell of.

`SCHEMATHESIS_EXAMPLES` says how many are made at random for each operation, beside the examples of the document and
those at the edges of its schemas.
"""

import copy
import itertools
import json
from collections.abc import MutableMapping
from functools import cache

import pyarrow
import pytest
import schemathesis
from openfisca_jordan_sp.api.contract import load_contract
from openfisca_jordan_sp.api.contract.document import JSON
from pyarrow import parquet
from schemathesis.transport import wsgi

from openfisca_jordan_sp.system import law_in_force
from tests.api.guarded import key_for
from tests.api.lean_contract import lean, leanest
from tests.api.made_up_bodies import mended
from tests.api.made_up_requests import ARE_MANY, AT_EDGES, AT_RANDOM, failures_of, keep_one_of_a_kind, limit
from tests.api.service import service_in

OPERATIONS = load_contract().operations
WITH_BODY = sorted(name for name, one in OPERATIONS.items() if one.media_types)
#: What any operation may answer, beside 2xx: some requests try what comes of another key, or of none.
ACCEPTED = ["2xx", "401"]
#: What one without a body may answer too: made-up ids are of nothing, jobs may not be done, and ETags may match.
ACCEPTED_WITHOUT_BODY = [*ACCEPTED, "304", "404", "409"]
#: What one may answer whose body is as it was made: nothing in it need be known or hold together.
ACCEPTED_AS_IT_IS = [*ACCEPTED, "404", "422"]
#: Of the requests of all tests, which one service answers.
NUMBERS = itertools.count()


LINES, PARQUET, ARROW = "application/x-ndjson", "application/vnd.apache.parquet", "application/vnd.apache.arrow.stream"
#: What a batch of lines begins with.
HEAD = '{"period": "2026-01"'


@schemathesis.serializer(LINES, PARQUET, ARROW)
def as_bytes(context, value):
    """Bodies whose form schemathesis does not write: texts and bytes as they are."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace")
    return value if isinstance(value, bytes) else json.dumps(value).encode()


@pytest.fixture(scope="module")
def service(tmp_path_factory, small_folder):
    """A service with keys, a small population and no runner: its jobs stay queued."""
    with service_in(
        tmp_path_factory.mktemp("schemathesis"),
        auth="keys",
        rate="1000000/second",
        populations=(f"small={small_folder}",),
        most_waiting_jobs=1_000_000,
        runner="none",
        work_seconds=0.2,
    ) as made:
        yield made


@pytest.fixture(scope="module")
def key(service):
    return key_for(service, "*")


@pytest.fixture
def _requests_reach_the_service(monkeypatch):
    """Send to an application of this process: each request with an idempotency key of its own."""
    send = wsgi.WSGITransport.send
    key = load_contract().validator("#/components/parameters/Idempotency-Key/schema")

    def sent(self, case, *, session=None, **rest):
        # Sent again with another request, a key is refused.
        headers = case.headers if isinstance(case.headers, MutableMapping) else {}
        if "Idempotency-Key" in headers and key.is_valid(headers["Idempotency-Key"]):
            headers["Idempotency-Key"] = f"made-up-{next(NUMBERS):08}"
        # The probes for ignored keys bear settings of a network, at which an application stumbles.
        for name in ("max_redirects", "verify", "cert", "proxies"):
            rest.pop(name, None)
        return send(self, case, session=session, **rest)

    monkeypatch.setattr(wsgi.WSGITransport, "send", sent)


@pytest.fixture
def _bodies_are_made_whole(_requests_reach_the_service, monkeypatch):
    """Let nothing in a body that holds its schema be unknown."""
    send = wsgi.WSGITransport.send

    def sent(self, case, **rest):
        make_whole(case, OPERATIONS[case.operation.definition.raw["operationId"]])
        return send(self, case, **rest)

    monkeypatch.setattr(wsgi.WSGITransport, "send", sent)


def make_whole(case, operation) -> None:
    """Make what holds the schemas answerable (in place); leave the wrong requests wrong."""
    if case.media_type == JSON and JSON in operation.media_types and right_body(operation).is_valid(case.body):
        case.body = mended(operation.id, case.body)
    if operation.id == "calculateBatch" and case.meta is not None and case.meta.generation.mode.is_positive:
        make_batch_whole(case)


def make_batch_whole(case) -> None:
    """No schema says what lines and tables are, nor that the question of tables alone stands in the query."""
    if case.media_type in (JSON, LINES):
        case.query = {}
    else:
        case.query = {"period": "2026-01", "outputs": "uct_amount"}
        case.body = table_as(case.media_type)
    if case.media_type == LINES and not str(case.body).startswith(HEAD):
        case.body = "\n".join([HEAD + "}", str(case.body)])


def table_as(media_type) -> bytes:
    """A table of one person."""
    table, sink = pyarrow.table({"family_id": ["a"], "role": ["head"], "age": [38]}), pyarrow.BufferOutputStream()
    if media_type == PARQUET:
        parquet.write_table(table, sink)
    else:
        with pyarrow.ipc.new_stream(sink, table.schema) as stream:
            stream.write_table(table)
    return sink.getvalue().to_pybytes()


@cache
def right_body(operation):
    """What holds a JSON body against the document, also where the operation reads it by itself."""
    path = operation.path.replace("/", "~1").replace("{", "%7B").replace("}", "%7D")
    return load_contract().validator(f"#/paths/{path}/post/requestBody/content/application~1json/schema")


def loaded(service, operation_id, document=None):
    """The document of the service with one operation; or another document, as the service's."""
    if document is None:
        schema = schemathesis.openapi.from_wsgi("/v1/openapi.json", service.app)
    else:
        schema = schemathesis.openapi.from_dict(document)
        schema.app, schema.location = service.app, "/v1/openapi.json"
    return schema.include(operation_id=operation_id)


@cache
def lean_document():
    """What edges are made of: hardly any facts in each run of the tests, one of each shape where many are asked for."""
    return (lean if ARE_MANY else leanest)(load_contract().document, law_in_force())


@pytest.mark.usefixtures("_requests_reach_the_service", "_bodies_are_made_whole")
@pytest.mark.parametrize("operation_id", sorted(OPERATIONS))
def test_an_operation_is_as_the_document_says(operation_id, service, key):
    schema = loaded(service, operation_id)
    if OPERATIONS[operation_id].media_types:
        limit(schema, AT_RANDOM, ACCEPTED, key)
    else:
        limit(schema, [*AT_RANDOM, *AT_EDGES], ACCEPTED_WITHOUT_BODY, key)
    found, number = failures_of(schema)
    assert found == []
    assert number > 1


@pytest.mark.usefixtures("_requests_reach_the_service", "_bodies_are_made_whole")
@pytest.mark.parametrize("operation_id", WITH_BODY)
def test_an_operation_is_as_the_document_says_at_the_edges_of_its_body(operation_id, service, key):
    schema = loaded(service, operation_id, copy.deepcopy(lean_document()))
    limit(schema, AT_EDGES, ACCEPTED, key)
    if not ARE_MANY:
        keep_one_of_a_kind(schema)
    found, number = failures_of(schema)
    assert found == []
    assert number > 10


@pytest.mark.usefixtures("_requests_reach_the_service")
@pytest.mark.parametrize("operation_id", WITH_BODY)
def test_an_operation_answers_or_refuses_whatever_its_schema_allows(operation_id, service, key):
    schema = loaded(service, operation_id)
    # What lines are no schema says, and so neither that each is JSON.
    not_json = ["400"] if LINES in OPERATIONS[operation_id].media_types else []
    limit(schema, ["fuzzing"], [*ACCEPTED_AS_IT_IS, *not_json], key)
    schema.config.generation.modes = [schemathesis.GenerationMode.POSITIVE]
    found, number = failures_of(schema)
    assert found == []
    assert number >= 1
