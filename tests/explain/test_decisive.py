"""The reasons of a result: each condition that decides, once and in words, met or in the way."""

import copy
import dataclasses
from functools import cache

import pytest

from openfisca_jordan_sp.cases import cases
from openfisca_jordan_sp.explain import explain
from openfisca_jordan_sp.explain.decisive import computing, decisive, is_given
from openfisca_jordan_sp.law.catalogue import programmes
from openfisca_jordan_sp.system import law_in_force


@cache
def explained(case, variable, of=None):
    return explain(cases()[case], variable, of=of, is_searched=False)


def told(case, variable, of=None):
    return {one.text.en: one for one in decisive(explained(case, variable, of))}


def test_a_granted_result_tells_the_conditions_that_are_met_and_leaves_out_those_that_only_join_others():
    reasons = told("divorced_mother", "naf_recurring_aid_amount")
    assert all(one.holds for one in reasons.values())
    assert "The head of the family is a Jordanian citizen" in reasons
    assert "The family applied for recurring or temporary aid: yes (given)" in reasons
    assert not any(text.startswith("The family is entitled to recurring") for text in reasons)
    tested = next(one for one in reasons.values() if "Income test; divorced women exempt" in _titles(one))
    assert any("180.000" in one.text.en and "204.000" in one.text.en and one.holds for one in tested.details)
    assert "national_aid_fund.recurring.income_limit_per_person" in {value.path for value in tested.values}


def test_a_refused_result_tells_only_what_is_in_the_way():
    reasons = told("divorced_mother", "uct_amount")
    assert [one.holds for one in reasons.values()] == [False] * len(reasons)
    assert "The family registered for Takaful or the unified cash transfer: no (given)" in reasons
    assert "The head of the family is a Jordanian citizen" not in reasons


def test_what_nobody_stated_is_told_with_the_reason_that_reads_it():
    reasons = told("day_wages_family_of_six", "uct_amount")
    assumed = {leaf.variable for one in reasons.values() for leaf in one.assumed}
    assert {"business_capital", "real_estate_value", "livestock_heads"} & assumed
    assert "naf_targeting_score" not in assumed


def test_the_way_to_an_amount_is_told_in_words_with_the_values_of_the_law():
    lines, values = computing(explained("day_wages_family_of_six", "uct_amount"))
    assert lines[0].en.startswith("Unified Cash Transfer due for the month: 60.000 dinars a month = ")
    paths = {value.path for value in values}
    assert {"national_aid_fund.uct.gap_share", "national_aid_fund.uct.benefit_minimum"} <= paths
    assert len(paths) == len(values)


def test_of_an_amount_for_several_members_those_are_told_who_get_it_else_whoever_lacks_least():
    case = cases()["child_with_severe_disability"]
    situation = copy.deepcopy(dict(case.situation))
    paid = decisive(explain(case, "family_disability_care_amount", is_searched=False))
    assert any(one.text.en.startswith("Son, 9, Disability-care aid was requested") for one in paid)
    assert not any("Father" in one.text.en and "Severity" in one.text.en for one in paid)
    situation["persons"]["father"]["wage"] = 400
    refused = explain(
        dataclasses.replace(case, situation=situation), "family_disability_care_amount", is_searched=False
    )
    reasons = decisive(refused)
    assert len(reasons) == 1
    assert "400.000" in reasons[0].details[0].text.en


@pytest.mark.parametrize("case", ["divorced_mother", "day_wages_family_of_six"])
def test_every_decision_has_a_reason_that_agrees_with_it(case):
    persons = cases()[case].situation["persons"]
    without = []
    for programme in programmes():
        is_of_persons = law_in_force().variables[programme.variable].entity.key == "person"
        found = explained(case, programme.variable, next(iter(persons)) if is_of_persons else None)
        reasons = decisive(found)
        assert all(one.holds is is_given(found) for one in reasons)
        without += [] if reasons else [programme.id]
    assert without == []


def _titles(reason):
    return {one.title.en for one in reason.provisions}
