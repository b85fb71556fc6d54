"""Appeals: the decision as taken, the corrected facts, what changes, why, and what is owed."""

import pytest

from openfisca_jordan_sp.situations import calculate
from openfisca_jordan_sp.system import law_in_force
from tests.api.families import FAMILY, family, paths, shared_service

__all__ = ["shared_service"]

REFUSED = {
    **FAMILY,
    "families": {"home": FAMILY["families"]["home"] | {"naf_targeting_score": 110, "is_uct_inside_quota": False}},
}
CORRECTIONS = [
    {"of": "home", "variable": "naf_targeting_score", "value": 48},
    {"of": "home", "variable": "is_uct_inside_quota", "value": True},
]


def asked(decision=None, **body):
    decided = {"situation": REFUSED, "period": "2026-01", "outputs": ["uct_amount"]} | (decision or {})
    return {"decision": decided, "corrected": {"facts": CORRECTIONS}} | body


def corrected(of, variable, value):
    return {"corrected": {"facts": [{"of": of, "variable": variable, "value": value}]}}


def recalculated(service, decision=None, **body):
    reply = service.call("recalculateAppeal", json=asked(decision, **body))
    assert reply.status_code == 200, reply.get_data(as_text=True)[:400]
    return reply.get_json()


def test_the_decision_and_the_correction_are_what_the_law_gives(service):
    told = recalculated(service, {"outputs": ["uct_amount", "household_disposable_income", "income_tax_amount"]})
    law = law_in_force()
    for name in ("uct_amount", "household_disposable_income"):
        one = next(one for one in told["changes"] if one["variable"] == name)
        assert one["before"] == pytest.approx(calculate(law, REFUSED, name, "2026-01")[0])
        assert one["after"] == pytest.approx(calculate(law, FAMILY, name, "2026-01")[0])
        assert one["difference"] == 40
    tax = [one for one in told["changes"] if one["variable"] == "income_tax_amount"]
    assert [(one["unit"], one["period"], one["is_changed"]) for one in tax] == [
        (person, "2026", False) for person in ("father", "mother", "son")
    ]


@pytest.mark.parametrize(("taken", "agrees"), [(0, True), (0.0004, True), (0.001, False), ({"home": 40}, False)])
def test_whether_the_decision_was_right_on_its_own_facts_is_told_to_the_fils(service, taken, agrees):
    told = recalculated(service, {"taken": {"uct_amount": taken}})
    assert told["decision"]["agrees"] is agrees
    assert told["decision"]["compared"][0]["recomputed"] == 0


def test_nothing_is_said_of_a_decision_that_is_not_told(service):
    assert recalculated(service)["decision"] == {"agrees": None, "compared": []}


def test_the_corrected_facts_are_listed_and_each_change_is_explained(service):
    told = recalculated(service)
    assert [(one["path"], one["before"], one["after"]) for one in told["corrected_facts"]] == [
        ("families.home.is_uct_inside_quota", False, True),
        ("families.home.naf_targeting_score", 110, 48),
    ]
    (reason,) = told["reasons"]
    causes = {one["what"] for one in reason["difference"]["causes"]}
    assert any(one.startswith("is_uct_inside_quota") for one in causes)
    assert reason["difference"]["after_title"]["ar"] == "الوقائع المصححة"
    flipped = {one["variable"]: one for one in told["conditions"]}
    assert flipped["is_below_targeting_line"]["holds_after"]
    assert flipped["is_below_targeting_line"]["grounds"]["provisions"][0]["title"]["ar"]


def test_a_whole_corrected_situation_gives_the_same_as_its_facts(service):
    by_facts = recalculated(service, until="2026-03")
    as_a_whole = recalculated(service, corrected={"situation": FAMILY}, until="2026-03")
    assert by_facts == as_a_whole


def test_facts_of_a_derived_household_can_be_corrected(service):
    fact = {"of": "household of home", "variable": "electricity_consumption", "value": 280}
    told = recalculated(service, corrected={"facts": [fact]})
    paths_changed = [one["path"] for one in told["corrected_facts"]]
    assert paths_changed == ["households.household of home"]


def test_null_takes_a_fact_away(service):
    told = recalculated(service, corrected={"facts": [{"of": "father", "variable": "wage", "value": None}]})
    assert told["corrected_facts"] == [{"path": "persons.father.wage", "before": 260, "after": None}]
    assert told["changes"][0]["is_changed"] is False


def test_what_is_owed_is_the_sum_of_the_months(service):
    owed = recalculated(service, {"outputs": ["uct_amount", "uct_entitled"], "period": "2025-11"}, until="2026-02")[
        "arrears"
    ]
    assert [one["period"] for one in owed["months"]] == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert [one["amounts"] for one in owed["months"]] == [{"uct_amount": 40.0}] * 4
    assert owed["totals"] == {"uct_amount": 160.0}


def test_a_score_is_nothing_that_is_owed(service):
    told = recalculated(service, {"outputs": ["naf_targeting_score"]}, until="2026-01")
    assert told["changes"][0]["difference"] == -62
    assert told["arrears"]["totals"] == {}


def test_what_was_paid_too_much_is_negative(service):
    decision = {"situation": FAMILY}
    facts = [{"of": "home", "variable": "is_uct_inside_quota", "value": False}]
    told = recalculated(service, decision, corrected={"facts": facts}, until="2026-01")
    assert told["arrears"]["totals"] == {"uct_amount": -40.0}


def test_another_state_of_the_law_is_marked(service):
    digest = service.call("readContract").headers["Parameters-Digest"]
    same = recalculated(service, {"law_digest": digest})["warnings"]
    other = recalculated(service, {"law_digest": "0123456789abcdef"})["warnings"]
    assert "law_differs" not in [one["code"] for one in same]
    assert "law_differs" in [one["code"] for one in other]


def test_no_correction_and_no_change_are_told(service):
    told = recalculated(service, corrected={"situation": REFUSED})
    assert told["corrected_facts"] == told["reasons"] == told["conditions"] == []
    assert "nothing_corrected" in [one["code"] for one in told["warnings"]]


def test_a_member_more_is_computed_and_said_not_to_be_explained(service):
    more = family()
    more["persons"]["daughter"] = {"age": 3}
    more["families"]["home"]["children"] = ["son", "daughter"]
    told = recalculated(service, corrected={"situation": more})
    assert told["changes"][0]["is_changed"]
    assert told["reasons"] == []
    assert "not_explained" in [one["code"] for one in told["warnings"]]


def test_an_unset_value_is_told_and_not_taken_for_a_change(service):
    unknown = {**FAMILY, "families": {"home": dict(FAMILY["families"]["home"])}}
    del unknown["families"]["home"]["is_uct_inside_quota"]
    told = recalculated(service, corrected={"situation": unknown}, until="2026-02")
    assert told["changes"][0]["after"] is None
    assert told["changes"][0]["unset"] == "national_aid_fund.uct.score_cutoff"
    assert told["arrears"]["totals"] == {"uct_amount": None}
    assert told["reasons"] == []


def test_the_policy_of_the_decision_holds_for_both(service):
    told = recalculated(service, {"policy": "uct_minimum_50"})
    assert told["policy"]["id"] == "uct_minimum_50"
    assert told["changes"][0]["after"] == 50


@pytest.mark.parametrize(
    ("decision", "body", "place"),
    [
        ({"outputs": ["uct_amonut"]}, {}, "body.decision.outputs.0"),
        ({"outputs": []}, {}, "body.decision.outputs"),
        ({"taken": {"winter_aid_amount": 5}}, {}, "body.decision.taken.winter_aid_amount"),
        ({"policy": "no_such_reform"}, {}, "body.decision.policy"),
        ({"law_digest": "abc"}, {}, "body.decision.law_digest"),
        ({"situation": {"persons": {"a": {}, "b": {}}}}, {}, "body.decision.situation.families"),
        (
            {},
            {"corrected": {"facts": [{"of": "home", "variable": "wgae", "value": 1}]}},
            "body.corrected.facts.0.variable",
        ),
        ({}, {"corrected": {"facts": [{"of": "uncle", "variable": "wage", "value": 1}]}}, "body.corrected.facts.0.of"),
        (
            {},
            {"corrected": {"facts": [{"of": "father", "variable": "wage", "value": "9*9"}]}},
            "body.corrected.persons.father.wage",
        ),
        ({}, {"corrected": {}}, "body.corrected"),
        ({}, {"until": "2025-12"}, "body.until"),
        ({}, {"until": "2031-01"}, "body.until"),
    ],
)
def test_a_mistake_is_told_at_its_place(service, decision, body, place):
    reply = service.call("recalculateAppeal", json=asked(decision, **body))
    assert reply.status_code == 422
    assert place in paths(reply)


def test_no_body_is_no_request(service):
    assert service.call("recalculateAppeal", data="", content_type="application/json").status_code == 400
