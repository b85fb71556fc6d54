"""One family along an input: the curves and cliffs of Python, and every mistake at its place."""

import pytest

from openfisca_jordan_sp.cases import cases
from openfisca_jordan_sp.vary import vary
from tests.api.families import FAMILY, minimum, paths, shared_service

__all__ = ["shared_service"]

CASE = cases()["day_wages_family_of_six"]
EIGHT = [minimum(amount) for amount in range(41, 49)]
TWO = {"outputs": ["uct_amount", "winter_aid_amount"]}
OVER = {"variable": "wage", "of": "father", "from": 0, "to": 600, "step": 20}


def asked(**body):
    return {"situation": CASE.situation, "over": OVER, "period": "2026-01"} | body


@pytest.fixture(scope="module")
def own():
    """The same from Python."""
    return vary(CASE, "uct_minimum_50", over=("wage", 0, 600, 20), of="father")


def test_curves_and_cliffs_are_those_of_python(service, own):
    reply = service.call("vary", json=asked(policies=["uct_minimum_50"]))
    told = reply.get_json()["results"][0]
    for curve in told["curves"]:
        values = own.tables["values"]
        rows = values[values["policy"] == curve["policy"]]
        assert curve["values"] == rows["value"].tolist()
        income = next(one for one in curve["series"] if one["kind"] == "income")
        assert income["amounts"] == pytest.approx(rows["disposable_income"].tolist(), abs=1e-6)
        rates = [float("nan") if rate is None else rate for rate in curve["effective_marginal_rates"]]
        assert rates == pytest.approx(rows["effective_marginal_rate"].tolist(), abs=1e-6, nan_ok=True)
    assert [(one["policy"], one["cliff"]["first_after"], one["cliff"]["trap_width"]) for one in told["cliffs"]] == [
        (policy, cliff.after, cliff.trap) for policy, found in own.cliffs.items() for cliff in found
    ]


def test_a_cliff_is_told_with_its_rule_its_value_and_its_size(service):
    cliffs = [one["cliff"] for one in service.call("vary", json=asked()).get_json()["results"][0]["cliffs"]]
    card = next(one for one in cliffs if one["main"]["variable"] == "poor_family_card_entitled")
    limit = card["rules"][0]["limits"][0]
    assert limit["path"] == "health_insurance.poor_family.income_ceiling"
    assert card["first_after"] == pytest.approx(limit["value"], abs=0.001)
    assert card["kind"] == "right"
    assert card["size"] >= 1


def test_outputs_are_looked_at_each_by_itself(service):
    body = asked(outputs=["uct_amount", "poor_family_card_entitled"])
    told = service.call("vary", json=body).get_json()["results"]
    assert [one["output"] for one in told] == ["uct_amount", "poor_family_card_entitled"]
    assert [one["curves"][0]["series"][0]["variable"] for one in told] == ["uct_amount", "poor_family_card_entitled"]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"over": OVER | {"variable": "wgae"}}, "body.over.variable"),
        ({"over": OVER | {"variable": "marital_status"}}, "body.over.variable"),
        ({"over": OVER | {"of": "uncle"}}, "body.over.of"),
        ({"over": {key: OVER[key] for key in ("variable", "from", "to", "step")}}, "body.over.of"),
        ({"over": OVER | {"step": 0}}, "body.over.step"),
        ({"over": OVER | {"step": 0.0001}}, "body.over.step"),
        ({"over": OVER | {"step": 0.4}, "policies": EIGHT, **TWO}, "body.over.step"),
        ({"over": OVER | {"from": 600}}, "body.over.variable"),
        ({"over": OVER | {"to": 1e12}}, "body.over.to"),
        ({"outputs": ["uct_amonut"]}, "body.outputs.0"),
        ({"outputs": ["marital_status"]}, "body.outputs"),
        ({"policies": [[]]}, "body.policies.0"),
        ({"situation": {**FAMILY, "families": {"home": {"head": "son"}}}}, "body.situation.persons.father"),
    ],
)
def test_a_mistake_is_told_at_its_place(service, body, place):
    reply = service.call("vary", json=asked(**body))
    assert reply.status_code == 422
    assert place in paths(reply)


def test_no_body_is_no_request(service):
    assert service.call("vary", data="", content_type="application/json").status_code == 400
