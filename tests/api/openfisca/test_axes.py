"""Axes on `/calculate` and `/trace`: copies of the situation as core makes them, lists as answers, and a bound."""

import copy
import json

import pytest
from openfisca_country_template import CountryTaxBenefitSystem
from openfisca_web_api import handlers

from tests.api.openfisca.read_service import ask, country

COUPLE = {
    "persons": {"a": {"income_tax": {"2017-01": None}}, "b": {"salary": {"2017-01": 500}}},
    "households": {"h": {"adults": ["a", "b"], "household_income": {"2017-01": None}}},
}
SALARY = {"name": "salary", "count": 3, "min": 0, "max": 2000, "period": "2017-01"}


def along(*axes):
    return {**copy.deepcopy(COUPLE), "axes": [list(one) for one in axes]}


def test_what_is_asked_is_answered_by_a_value_for_each_copy():
    reply = ask(country(), "/calculate", along([SALARY]))
    answered = reply.get_json()
    assert answered["persons"]["a"]["income_tax"]["2017-01"] == [0, 150, 300]
    assert answered["households"]["h"]["household_income"]["2017-01"] == [500, 1500, 2500]
    assert answered["persons"]["b"]["salary"]["2017-01"] == 500
    assert answered["axes"] == [[SALARY]]


AXES = [
    [[SALARY]],
    [[SALARY, SALARY | {"index": 1, "max": 10}]],
    [[SALARY | {"name": "capital_returns", "period": "2017"}]],
    [[SALARY], [SALARY | {"index": 1, "count": 4}]],
    [[SALARY], [{"name": "rent", "count": 2, "min": 5, "max": 7, "period": "2017-01"}]],
    [[SALARY], [SALARY | {"index": 1}], [SALARY | {"name": "capital_returns", "count": 2}]],
]


def test_an_axis_of_a_year_is_spread_for_its_person_though_another_is_told_by_month():
    reply = ask(country(), "/trace", along([SALARY | {"period": "2017", "max": 12000}])).get_json()
    assert reply["trace"]["salary<2017-01>"]["value"] == [0, 500, 500, 500, 1000, 500]


@pytest.mark.parametrize("axes", AXES)
def test_copies_are_made_and_ordered_as_in_core(axes):
    situation = along(*axes)
    traced = ask(country(), "/trace", situation).get_json()
    made = handlers.trace(CountryTaxBenefitSystem(), copy.deepcopy(situation))
    expected = json.loads(json.dumps(made, default=str))
    assert traced["entitiesDescription"] == expected["entitiesDescription"]
    assert {key: node["value"] for key, node in traced["trace"].items()} == {
        key: pytest.approx(node["value"])
        for key, node in json.loads(json.dumps(expected["trace"], default=str)).items()
    }


@pytest.mark.parametrize(
    ("axes", "status", "path"),
    [
        ([], 400, ["axes"]),
        ([[]], 400, ["axes"]),
        ({}, 400, ["axes"]),
        (None, 400, ["axes"]),
        ([[1]], 400, ["axes", "0", "0"]),
        ([[SALARY | {"count": 10**9}]], 400, ["axes", "0", "0", "count"]),
        ([[SALARY | {"count": 0}]], 400, ["axes", "0", "0", "count"]),
        ([[SALARY | {"count": 2.5}]], 400, ["axes", "0", "0", "count"]),
        ([[SALARY | {"max": "9**9"}]], 400, ["axes", "0", "0", "max"]),
        ([[SALARY | {"max": 1e39}]], 400, ["axes", "0", "0", "max"]),
        ([[SALARY | {"index": 2}]], 400, ["axes", "0", "0", "index"]),
        ([[SALARY | {"index": -1}]], 400, ["axes", "0", "0", "index"]),
        ([[SALARY | {"step": 1}]], 400, ["axes", "0", "0", "step"]),
        ([[SALARY | {"period": "2017-13"}]], 400, ["axes", "0", "0", "period"]),
        ([[{"name": "salary", "count": 3, "min": 0, "max": 1}]], 400, ["axes", "0", "0", "period"]),
        ([[SALARY | {"name": "no_such"}]], 404, ["axes", "0", "0", "name"]),
        ([[SALARY | {"name": "birth", "period": "ETERNITY"}]], 400, ["axes", "0", "0", "name"]),
        ([[SALARY, SALARY | {"count": 4}]], 400, ["axes", "0", "1", "count"]),
        ([[SALARY | {"count": 2001}], [SALARY | {"count": 2001}]], 413, ["error"]),
    ],
)
@pytest.mark.parametrize("route", ["/calculate", "/trace"])
def test_axes_with_a_mistake_or_without_bound_are_refused(route, axes, status, path):
    reply = ask(country(), route, {**COUPLE, "axes": axes})
    assert reply.status_code == status, reply.text
    told = reply.get_json()
    for key in path:
        told = told[key]
    assert isinstance(told, str)


def test_axes_ask_for_groups_that_are_described():
    reply = ask(country(), "/calculate", {"persons": COUPLE["persons"], "axes": [[SALARY]]})
    assert reply.status_code == 400
    assert "fully specified" in reply.get_json()["households"]
