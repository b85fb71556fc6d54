"""Explanations: those of Python in three forms and two languages, differences, and every mistake at its place."""

import json
from dataclasses import replace

import pytest

from openfisca_jordan_sp.cases import cases
from openfisca_jordan_sp.explain import as_json, difference, explain
from openfisca_jordan_sp.policy import Policy
from tests.api.families import FAMILY, family, paths, shared_service

__all__ = ["shared_service"]

CASE = cases()["day_wages_family_of_six"]


def asked(**body):
    return {"situation": FAMILY, "variable": "uct_amount", "period": "2026-01"} | body


def test_an_explanation_is_that_of_python(service):
    body = asked(situation=CASE.situation, period=CASE.period, changes=True)
    # Flask's client would put persons into another order.
    told = service.call("explain", data=json.dumps(body), content_type="application/json").get_json()
    own = as_json.explanation_data(explain(replace(CASE, names={}), "uct_amount"))
    assert told["format"] == "jordan-sp/explanation/1"
    own_alone = ("case", "title", "notes")
    assert {part: one for part, one in told.items() if part not in own_alone} == {
        part: one for part, one in own.items() if part not in own_alone
    }
    assert told["fact_changes"]


def test_facts_that_nobody_gave_are_told(service):
    told = service.call("explain", json=asked()).get_json()
    assert "number_of_cars@home" in [one["node"] for one in told["missing"]]
    assert not told["is_searched"]


@pytest.mark.parametrize(("form", "start"), [("text/html", "<!doctype html>"), ("text/plain", "")])
@pytest.mark.parametrize(("language", "word"), [("en", "dinars"), ("ar", "دينار")])
def test_a_page_or_a_text_is_in_the_language_asked_for(service, form, start, language, word):
    reply = service.call("explain", json=asked(), headers={"Accept": form, "Accept-Language": language})
    assert reply.status_code == 200
    assert reply.mimetype == form
    assert reply.get_data(as_text=True).startswith(start)
    assert word in reply.get_data(as_text=True)


def test_no_other_form_is_offered(service):
    reply = service.call("explain", json=asked(), headers={"Accept": "image/png"})
    assert reply.status_code == 406
    assert "text/html" in reply.get_json()["hint"]


def test_a_difference_between_policies_is_that_of_python(service):
    body = asked(situation=CASE.situation, period=CASE.period, against={"policy": "uct_maximum_160"})
    told = service.call("explain", json=body).get_json()
    own = as_json.difference_data(
        difference(replace(CASE, names={}), "uct_amount", against=Policy.of("uct_maximum_160"))
    )
    assert told["format"] == "jordan-sp/explanation-difference/1"
    assert told["steps"].keys() == own["steps"].keys()
    assert told["causes"] == own["causes"]


def test_a_difference_between_months_names_the_value_that_differs(service):
    reply = service.call("explain", json=asked(variable="takaful_3_amount", against={"period": "2020-06"}))
    assert reply.status_code == 200
    page = service.call("explain", json=asked(against={"period": "2018-01"}), headers={"Accept": "text/html"})
    assert page.get_data(as_text=True).startswith("<!doctype html>")


def test_a_result_of_the_year_is_explained(service):
    told = service.call("explain", json=asked(variable="full_grant_entitled", period="2026", of="son")).get_json()
    assert told["root"] == "full_grant_entitled<2026>@son"


def test_changes_are_not_searched_for_a_crowd(service):
    crowd = {"persons": {f"p{place}": {} for place in range(13)}}
    crowd["families"] = {"home": {"head": "p0", "dependants": [f"p{place}" for place in range(1, 13)]}}
    reply = service.call("explain", json=asked(situation=crowd, changes=True))
    assert (reply.status_code, paths(reply)) == (422, ["body.changes"])
    assert service.call("explain", json=asked(situation=crowd)).status_code == 200


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"variable": "uct_amonut"}, "body.variable"),
        ({"variable": "wage"}, "body.of"),
        ({"variable": "wage", "of": "uncle"}, "body.of"),
        ({"period": "2026"}, "body.period"),
        ({"period": "2026-01:3"}, "body.period"),
        ({"policy": "no_such_reform"}, "body.policy"),
        ({"against": {}}, "body.against"),
        ({"against": {"policy": "no_such_reform"}}, "body.against.policy"),
        ({"against": {"policy": "uct_minimum_50"}, "changes": True}, "body.changes"),
        ({"situation": family(father={"wage": True})}, "body.situation.persons.father.wage"),
    ],
)
def test_a_mistake_is_told_at_its_place(service, body, place):
    reply = service.call("explain", json=asked(**body))
    assert reply.status_code == 422
    assert place in paths(reply)


def test_no_body_is_no_request(service):
    assert service.call("explain", data="", content_type="application/json").status_code == 400
