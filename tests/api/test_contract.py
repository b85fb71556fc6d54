"""The contract itself: valid, strict, complete in its statuses, and its examples are answered."""

import json

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from openfisca_jordan_sp.api.contract import load_contract
from openfisca_jordan_sp.api.operations import functions, unanswered

DOCUMENT = load_contract().document
OPERATIONS = load_contract().operations

#: Statuses that an operation must tell of, by what it is.
OF_BODIES = {"400", "408", "413", "415", "422"}
OF_KEYS = {"401", "403"}
OF_ALL = {"422", "429", "503"}


def test_the_document_is_openapi_3_1():
    OpenAPIV31SpecValidator(json.loads(json.dumps(DOCUMENT))).validate()


def test_every_operation_is_answered_and_every_function_is_an_operation(service):
    assert service.app is not None
    assert unanswered(OPERATIONS) == []
    assert set(functions()) == set(OPERATIONS)


@pytest.mark.parametrize("operation_id", sorted(OPERATIONS))
def test_an_operation_tells_of_every_status_that_its_guards_can_answer(operation_id):
    one = OPERATIONS[operation_id]
    needed = OF_ALL | (OF_BODIES if one.media_types else set()) | (OF_KEYS if one.scope else set())
    assert sorted(needed - one.definition["responses"].keys()) == []
    assert one.definition.get("security", True) == ([] if not one.scope else True)


def objects(node, path="#"):
    """Every schema of an object that a request can hold, with its place."""
    if isinstance(node, dict):
        if node.get("type") == "object" or "properties" in node:
            yield path, node
        for key, value in node.items():
            if key not in ("examples", "example", "responses", "enum", "const"):
                yield from objects(value, f"{path}/{key}")
    elif isinstance(node, list):
        for place, value in enumerate(node):
            yield from objects(value, f"{path}/{place}")


@pytest.mark.parametrize("operation_id", sorted(name for name, one in OPERATIONS.items() if one.media_types))
def test_objects_of_requests_take_no_unknown_keys(operation_id):
    body = OPERATIONS[operation_id].definition["requestBody"]
    seen, waiting = set(), [body]
    while waiting:
        node = waiting.pop()
        for path, schema in objects(node):
            is_one_of_two = {"if", "then", "else"} <= schema.keys()
            assert "additionalProperties" in schema or is_one_of_two, f"{operation_id} {path}"
        for name in referred(node) - seen:
            seen.add(name)
            waiting.append(DOCUMENT["components"]["schemas"][name])


def referred(node):
    """The names of the schemas that one refers to."""
    if isinstance(node, dict):
        own = (
            {node["$ref"].rpartition("/")[2]}
            if str(node.get("$ref", "")).startswith("#/components/schemas/")
            else set()
        )
        return own.union(*(referred(value) for key, value in node.items() if key not in ("examples", "example")))
    return set().union(*(referred(value) for value in node)) if isinstance(node, list) else set()


def examples():
    for operation_id, one in sorted(OPERATIONS.items()):
        content = one.definition.get("requestBody", {}).get("content", {}).get("application/json", {})
        for name, example in content.get("examples", {}).items():
            yield pytest.param(operation_id, example["value"], id=f"{operation_id}-{name}")


@pytest.mark.parametrize(("operation_id", "value"), [*examples()])
def test_examples_of_requests_are_answered(service, operation_id, value):
    reply = service.call(operation_id, json=value)
    assert reply.status_code < 300, reply.get_data(as_text=True)[:500]


@pytest.mark.parametrize("operation_id", sorted(name for name, one in OPERATIONS.items() if one.media_types))
def test_every_operation_that_takes_json_shows_an_example(operation_id):
    content = OPERATIONS[operation_id].definition["requestBody"]["content"]
    assert "application/json" not in content or content["application/json"].get("examples")
