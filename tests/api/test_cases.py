"""Case families: listed, read as they are computed, computed under policies."""

import json

import pytest

from openfisca_jordan_sp import case_results
from openfisca_jordan_sp.case_amounts import CasesOfYear, amounts_of
from openfisca_jordan_sp.case_items import items_of
from openfisca_jordan_sp.cases import cases
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.situations import prepare_situation
from openfisca_jordan_sp.system import law_in_force
from tests.api.families import paths, shared_service

__all__ = ["shared_service"]


def test_every_case_is_listed_in_both_languages_as_made_up(service):
    told = service.call("listCases").get_json()
    assert [one["id"] for one in told["cases"]] == list(cases())
    assert all(one["title"]["ar"] and one["title"]["en"] for one in told["cases"])
    assert "made up" in told["notes"][0]["en"]


def test_what_is_read_of_a_case_computes_to_what_the_case_computes_to(service):
    name = "child_with_severe_disability"
    read = json.loads(service.call("readCase", case_id=name).get_data())
    month = prepare_situation(law_in_force(), read["situation"], read["period"])[0]
    own = prepare_situation(law_in_force(), cases()[name].situation, read["period"])[0]
    results = case_results(cases=[name])
    both = {"read": month, "own": own}
    months = dict.fromkeys(both, results.months[name])
    amounts = amounts_of([Policy()], CasesOfYear(both, months), items_of([Policy()]))[0]
    assert amounts["programme", "disability_care"]["read"].month == 80
    assert all(repr(one["read"]) == repr(one["own"]) for one in amounts.values())


def test_no_case_of_that_name_is_not_found(service):
    assert service.call("readCase", case_id="no_such_case").status_code == 404


def test_results_are_those_of_python(service):
    body = {"cases": ["day_wages_family_of_six", "widow_with_orphans"], "policies": ["uct_maximum_160"]}
    told = service.call("computeCases", json=body).get_json()
    table = case_results(["uct_maximum_160"], cases=body["cases"]).tables["amounts"]
    found = {
        (name, one["kind"], one["id"]): one["policies"]["uct_maximum_160"]["reform"]["month"]
        for name, case in told["cases"].items()
        for one in case["items"]
    }
    rows = table[table["policy"] == "uct_maximum_160"]
    assert found == pytest.approx({(row.case, row.kind, row.item): row.month for row in rows.itertuples()}, abs=1e-6)
    assert told["warnings"][0]["code"] == "made_up"


def test_all_cases_stand_in_their_own_months_where_nothing_is_asked(service):
    told = service.call("computeCases", json={}).get_json()["cases"]
    assert {name: one["period"] for name, one in told.items()} == {name: one.period for name, one in cases().items()}


def test_a_month_moves_all_cases(service):
    reply = service.call("computeCases", json={"cases": ["widow_with_orphans"], "period": "2025-03"})
    assert reply.get_json()["cases"]["widow_with_orphans"]["period"] == "2025-03"
    assert reply.headers["Law-Date"] == "2025-03-01"


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"cases": ["widow_with_orphans", "nobody"]}, "body.cases.1"),
        ({"cases": []}, "body.cases"),
        ({"cases": ["../x"]}, "body.cases.0"),
        ({"policies": ["no_such_reform"]}, "body.policies.0"),
        ({"period": "yesterday"}, "body.period"),
    ],
)
def test_a_mistake_is_told_at_its_place(service, body, place):
    reply = service.call("computeCases", json=body)
    assert reply.status_code == 422
    assert place in paths(reply)
