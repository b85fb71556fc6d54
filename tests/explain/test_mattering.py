"""Questions that have dropped out cannot change a result: held by trying other answers, alone and together."""

from __future__ import annotations

import numpy
import pytest

from openfisca_jordan_sp.cases import case_from_data, cases
from openfisca_jordan_sp.explain.mattering import what_matters
from openfisca_jordan_sp.explain.questions import Question, asked_results
from openfisca_jordan_sp.law.catalogue import programmes
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.reform import catalogue
from openfisca_jordan_sp.system import law_in_force
from tests.explain.answers import PERIOD, differing, one_by_one, results_of, together, told_in

#: Programmes whose rules read one another, and some of social security.
_CHOSEN = ("uct", "recurring_aid", "disability_care", "maternity_allowance", "unemployment_benefit", "ssc_pension")
_CASES = (
    "child_with_severe_disability",
    "divorced_mother",
    "day_wages_family_of_six",
    "early_retiree",
    "syrian_refugee_family",
    "widow_with_orphans",
)


def _variables(ids=_CHOSEN) -> list[str]:
    return [one.variable for one in programmes() if one.id in ids]


def _own(**persons):
    members = {"head": persons.get("head", {}), "spouse": persons.get("spouse", {}), "child": {"age": 8}}
    family = {"head": ["head"], "spouses": ["spouse"], "children": ["child"], **persons.get("family", {})}
    household = {"reference_person": ["head"], "members": ["spouse", "child"]}
    return case_from_data({"persons": members, "families": {"family": family}, "households": {"home": household}})


@pytest.mark.parametrize("name", _CASES)
def test_no_single_answer_to_a_question_that_dropped_out_changes_anything(name):
    case, system, random = cases()[name], law_in_force(), numpy.random.default_rng(1)
    matters = what_matters(case, [(Policy(), _variables())], PERIOD)
    dropped, tries = [*matters.later, *matters.never], 4
    assert dropped
    changes = one_by_one(system, case.situation, dropped, random, tries)
    found = results_of(system, case.situation, _variables(), changes, 1 + tries * len(dropped))
    results = numpy.concatenate(list(found.values()), axis=1)
    assert [dropped[row // tries] for row in numpy.flatnonzero(differing(results[1:], results[0]))] == []


@pytest.mark.parametrize("name", _CASES)
def test_a_question_that_never_counts_does_not_whatever_the_others_are_answered(name):
    case, system, random = cases()[name], law_in_force(), numpy.random.default_rng(2)
    matters = what_matters(case, [(Policy(), _variables())], PERIOD)
    told, count = told_in(case), 60
    # Results of the law that are given for one and not for another cannot be changed by themselves.
    own, others = (
        [one for one in some if one not in told and one.variable not in asked_results()]
        for some in (matters.never, [*matters.alone, *matters.later])
    )
    assert own
    changes = together(system, others, own, random, count)
    found = results_of(system, case.situation, _variables(), changes, 2 * count)
    results = numpy.concatenate(list(found.values()), axis=1)
    numpy.testing.assert_allclose(results[:count], results[count:], atol=1e-9)


def test_where_the_head_is_no_citizen_nothing_else_of_the_cash_transfer_is_asked():
    scored = {"family": {"naf_targeting_score": 40, "is_uct_inside_quota": True}}
    citizen = what_matters(_own(**scored), [(Policy(), _variables(("uct",)))], PERIOD)
    assert Question("number_of_cars", "family") in citizen.alone
    syrian = what_matters(_own(head={"nationality": "syrian"}, **scored), [(Policy(), _variables(("uct",)))], PERIOD)
    assert syrian.alone == (Question("nationality", "head"),)
    reason = syrian.never[Question("number_of_cars", "family")]
    assert reason.holds is False
    assert "Jordanian citizen" in reason.text.en
    assert "أردني" in reason.text.ar


def test_of_a_family_of_which_nothing_is_told_the_facts_that_open_the_way_are_asked_first():
    matters = what_matters(_own(), [(Policy(), _variables(("recurring_aid",)))], PERIOD)
    asked = {one.variable for one in matters.alone}
    assert {"age", "sex", "marital_status", "disability_severity"} <= asked
    assert "wage" not in asked
    assert Question("wage", "head") in matters.later
    assert not matters.never.keys() & matters.later.keys()


def test_what_only_a_policy_reads_is_asked_where_the_policy_is_looked_at():
    bill = next(name for name in sorted(catalogue()) if name == "universal_child_grant")
    case = _own()
    policy = Policy.of(bill)
    results = [one.variable for one in policy.programmes if one not in Policy().programmes]
    law = what_matters(case, [(Policy(), results)], PERIOD)
    assert not law.alone
    both = what_matters(case, [(Policy(), results), (policy, results)], PERIOD)
    assert Question("age", "child") in both.alone


def test_what_the_facts_told_settle_is_not_asked_for_in_place_of_them():
    citizen = what_matters(_own(), [(Policy(), _variables(("uct",)))], PERIOD)
    quota = Question("is_uct_inside_quota", "family")
    assert quota in citizen.alone
    assert Question("nationality", "head") in citizen.instead[quota]
    syrian = what_matters(_own(head={"nationality": "syrian"}), [(Policy(), _variables(("uct",)))], PERIOD)
    assert syrian.alone == (Question("nationality", "head"),)
    assert syrian.changes == {Question("nationality", "head"): {"law_in_force": ("uct_amount",)}}


def test_a_reason_names_the_condition_and_the_values_that_it_reads():
    family = {"naf_targeting_score": 500, "is_uct_inside_quota": True}
    matters = what_matters(_own(family=family), [(Policy(), _variables(("uct",)))], PERIOD)
    gap = next(one for one in matters.never.values() if one.variable == "targeting_poverty_gap")
    assert (gap.policy, gap.unit, gap.holds) == ("law_in_force", "family", None)
    assert gap.values == (("national_aid_fund.targeting.poverty_line", "2026-01-01"),)


def test_the_questions_of_each_result_are_told_apart():
    matters = what_matters(_own(), [(Policy(), _variables(("uct", "recurring_aid")))], PERIOD)
    told = {one: names["law_in_force"] for one, names in matters.changes.items() if one in matters.alone}
    assert told[Question("marital_status", "head")] == ("naf_recurring_aid_amount",)
    assert told[Question("naf_targeting_score", "family")] == ("uct_amount",)


def test_a_result_that_needs_a_value_no_source_gives_names_it():
    foster = [one.variable for one in programmes() if "foster" in one.id]
    case = cases()["foster_family"]
    matters = what_matters(case, [(Policy(), foster)], case.period)
    assert any("foster" in path for path in matters.unset)
