"""Made-up requests against `/v1`: no fault, no status, body or method that the document does not tell of.

`SCHEMATHESIS_EXAMPLES` says how many are made at random for each operation, beside the examples of the document and
those at the edges of its schemas.
"""

import itertools
import json
import os
import traceback
from collections.abc import MutableMapping

import pytest
import schemathesis
from openfisca_jordan_sp.api.contract import load_contract
from schemathesis.engine import Status, events, from_schema
from schemathesis.transport import wsgi

from tests.api.guarded import key_for
from tests.api.service import new_service

EXAMPLES = int(os.environ.get("SCHEMATHESIS_EXAMPLES", "1"))
#: One in each run of the tests; whoever asks for more gets the edges of bodies too.
ARE_MANY = EXAMPLES > 5
OPERATIONS = load_contract().operations
#: What every operation may answer to a request that its schemas allow.
ACCEPTED = ["2xx", "304", "401", "403", "404", "409", "429", "503"]
#: Beside them for operations with a body: no schema can say that reforms, parameters and populations exist, that
#: changes change something, nor that whoever is named in a role is a person of the situation.
ACCEPTED_OF_BODIES = [*ACCEPTED, "422"]


@schemathesis.serializer(
    "application/x-ndjson", "application/vnd.apache.parquet", "application/vnd.apache.arrow.stream"
)
def as_bytes(context, value):
    """Bodies whose form schemathesis does not write: texts and bytes as they are."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace")
    return value if isinstance(value, bytes) else json.dumps(value).encode()


@pytest.fixture(scope="module")
def service(tmp_path_factory, small_folder):
    """A service with keys, a small population and no runner: its jobs stay queued."""
    url = f"sqlite:///{tmp_path_factory.mktemp('schemathesis') / 'service.sqlite3'}"
    made = new_service(
        url,
        auth="keys",
        rate="1000000/second",
        populations=(f"small={small_folder}",),
        most_waiting_jobs=1_000_000,
        runner="none",
        work_seconds=0.2,
    )
    yield made
    made.app.extensions["jordan_sp"].store.close()


@pytest.fixture(scope="module")
def key(service):
    return key_for(service, "*")


@pytest.fixture
def _requests_reach_the_service(monkeypatch):
    """Send to an application of this process, each request with an idempotency key of its own."""
    send, number = wsgi.WSGITransport.send, itertools.count()
    key = load_contract().validator("#/components/parameters/Idempotency-Key/schema")

    def sent(self, case, *, session=None, **rest):
        # Sent again with another request, a key is refused.
        headers = case.headers if isinstance(case.headers, MutableMapping) else {}
        if "Idempotency-Key" in headers and key.is_valid(headers["Idempotency-Key"]):
            headers["Idempotency-Key"] = f"made-up-{next(number):08}"
        # The probes for ignored keys bear settings of a network, at which an application stumbles.
        for name in ("max_redirects", "verify", "cert", "proxies"):
            rest.pop(name, None)
        return send(self, case, session=session, **rest)

    monkeypatch.setattr(wsgi.WSGITransport, "send", sent)


def failures_of(schema, operation, key) -> tuple[list[str], int]:
    """What every check of schemathesis finds, with the request that shows it, and how many requests were made."""
    config = schema.config
    config.seed = 20260101
    config.generation.deterministic = True
    config.generation.max_examples = EXAMPLES
    config.generation.database = "none"
    config.generation.no_shrink = True
    config.phases.stateful.enabled = False
    # The edges of all facts of a situation take minutes, and those of a body many seconds.
    config.phases.coverage.enabled = not operation.media_types or ARE_MANY
    config.checks.positive_data_acceptance.expected_statuses = ACCEPTED_OF_BODIES if operation.media_types else ACCEPTED
    config.headers = key
    found, number = [], 0
    for event in from_schema(schema).execute():
        if isinstance(event, events.ScenarioFinished):
            number += len(event.recorder.cases)
            checks = [check for of_case in event.recorder.checks.values() for check in of_case]
            found += [shown(check.failure_info) for check in checks if check.status is Status.FAILURE]
        elif isinstance(event, events.NonFatalError | events.FatalError):
            found.append("".join(traceback.format_exception(getattr(event, "value", None) or event.exception)))
    return found, number


def shown(found) -> str:
    return f"{found.failure.title}: {found.failure.message}\n{found.code_sample}"


@pytest.mark.usefixtures("_requests_reach_the_service")
@pytest.mark.parametrize("operation_id", sorted(OPERATIONS))
def test_an_operation_is_as_the_document_says(operation_id, service, key):
    schema = schemathesis.openapi.from_wsgi("/v1/openapi.json", service.app).include(operation_id=operation_id)
    found, number = failures_of(schema, OPERATIONS[operation_id], key)
    assert found == []
    assert number > 1
