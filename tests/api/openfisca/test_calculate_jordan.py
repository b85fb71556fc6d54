"""`/calculate` and `/trace` for the law of Jordan: families are never made by accident, and keys are asked for."""

import copy

import pytest
from openfisca_jordan_sp.api import Settings, create_app
from openfisca_jordan_sp.api.openfisca import calculating

from tests.api.guarded import audit_of
from tests.api.openfisca.read_service import ask, country, jordan, unaudited_jordan

COUPLE = {
    "persons": {
        "أب": {"age": {"2026-01": 40}},
        "أم": {"age": {"2026-01": 38}, "relationship_to_reference_person": {"2026-01": "spouse"}},
    },
    "households": {"بيت": {"reference_person": ["أب"], "members": ["أم"]}},
}


def test_families_that_are_left_out_are_derived_from_the_household_and_a_header_says_so():
    reply = ask(unaudited_jordan(), "/trace", COUPLE)
    assert reply.get_json()["entitiesDescription"]["families"] == ["family of بيت"]
    assert "Families were not given" in reply.headers["Situation-Note"]
    echoed = ask(unaudited_jordan(), "/calculate", COUPLE)
    assert echoed.get_json() == COUPLE
    assert "أب" in echoed.text


def test_whoever_is_in_no_family_is_refused():
    situation = {**COUPLE, "families": {"f": {"head": ["أب"]}}}
    reply = ask(unaudited_jordan(), "/calculate", situation)
    assert reply.status_code == 400
    assert "none of the families" in reply.get_json()["persons"]["أم"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"households": {}, "families": {}}, "Nothing says who lives with whom"),
        ({"families": {"f": {"spouses": ["أب", "أم"]}}}, "exactly one head"),
        ({"families": {"أب": {"head": "أب"}, "أم": {"head": "أم"}}}, "families are missing"),
        ({"families": None}, "Object"),
        ({"families": [1]}, "must be an object"),
    ],
)
def test_families_that_cannot_be_are_refused(change, words):
    reply = ask(unaudited_jordan(), "/calculate", {**copy.deepcopy(COUPLE), **change})
    assert reply.status_code == 400, reply.text
    assert words in reply.text


def test_nothing_is_noted_where_nothing_was_derived():
    situation = {**COUPLE, "families": {"f": {"head": "أب", "spouses": ["أم"], "uct_amount": {"2026-01": None}}}}
    reply = ask(unaudited_jordan(), "/calculate", situation)
    assert reply.status_code == 200
    assert "Situation-Note" not in reply.headers
    assert reply.headers["Law-Date"] == "2026-01-01"
    assert isinstance(reply.get_json()["families"]["f"]["uct_amount"]["2026-01"], float)


def test_money_has_no_noise_of_single_precision():
    situation = {"persons": {"a": {"wage": {"2026-01": 16777217.123}}, "b": {"wage": {"2026-01": None}}}}
    situation["households"] = {"h": {"reference_person": "a", "members": ["b"]}}
    traced = ask(unaudited_jordan(), "/trace", situation).get_json()
    assert traced["trace"]["wage<2026-01>"]["value"][0] == 16777217.123


def test_what_was_computed_is_written_down_without_any_fact(service):
    reply = ask(service.flask, "/calculate", COUPLE)
    assert reply.status_code == 200, reply.text
    (row,) = audit_of(service)
    assert (row["operation"], row["families"], row["persons"], row["state"]) == ("calculate", 1, 2, "done")
    assert "أب" not in str(row)


@pytest.mark.parametrize("path", ["/calculate", "/trace"])
@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"persons": {**COUPLE["persons"], "أب": {"no_fact": {"2026-01": 1}}}}, 404),
        ({"persons": {**COUPLE["persons"], "أب": {"age": {"2026-01": "x"}}}}, 400),
        ({"families": {"أب": {"head": "أب"}, "أم": {"head": "أم"}}}, 400),
    ],
)
def test_whatever_is_refused_of_a_situation_is_written_down_with_its_status(service, path, change, status):
    reply = ask(service.flask, path, {**copy.deepcopy(COUPLE), **change})
    assert reply.status_code == status, reply.text
    (row,) = audit_of(service)
    assert (row["operation"], row["state"], row["status"]) == (path.strip("/"), "refused", status)
    assert "أب" not in str(row)


@pytest.mark.parametrize("body", ["", "{", '{"persons": 1e999}'])
def test_what_is_no_json_is_not_written_down_as_in_v1(service, body):
    assert ask(service.flask, "/calculate", body).status_code == 400
    assert service.flask.post("/v1/policies", data=body, content_type="application/json").status_code == 400
    assert audit_of(service) == []


def test_a_key_is_asked_for_where_the_service_asks_for_keys():
    closed = create_app(settings=Settings(auth="keys", database_url="sqlite://")).test_client()
    reply = ask(closed, "/calculate", COUPLE)
    assert reply.status_code == 401
    assert "error" in reply.get_json()
    assert "WWW-Authenticate" in reply.headers


def test_a_fault_of_the_service_tells_nothing_but_its_number(monkeypatch):
    def fails(*_):
        raise ZeroDivisionError("secret of a person")

    monkeypatch.setattr(calculating, "read_situation", fails)
    reply = ask(country(), "/calculate", {"persons": {"bob": {}}})
    assert reply.status_code == 500
    assert "secret" not in reply.text
    assert reply.headers["Request-Id"] in reply.get_json()["error"]


def test_mistakes_of_v1_stay_problem_details():
    reply = jordan().post("/v1/no_such")
    assert reply.mimetype == "application/problem+json"
    assert jordan().post("/no_such").get_json().keys() == {"error"}
