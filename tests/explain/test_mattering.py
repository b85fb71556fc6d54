"""Questions that have dropped out cannot change a result: held by trying other answers, alone and together."""

from __future__ import annotations

import numpy
import pytest
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.periods import period as parse_period

from openfisca_jordan_sp.cases import case_from_data, cases
from openfisca_jordan_sp.copies import Change, copies
from openfisca_jordan_sp.explain.candidates import Scale
from openfisca_jordan_sp.explain.mattering import what_matters
from openfisca_jordan_sp.explain.questions import Question, asked_results
from openfisca_jordan_sp.law.catalogue import programmes
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.reform import catalogue
from openfisca_jordan_sp.system import clear_law_errors, law_in_force

_PERIOD = "2026-01"
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


def _results(simulation, names, count) -> numpy.ndarray:
    """The results of each copy, a row each."""
    month, found = parse_period(_PERIOD), []
    for name in names:
        is_yearly = simulation.tax_benefit_system.variables[name].definition_period == DateUnit.YEAR
        with clear_law_errors():
            values = simulation.calculate(name, month.this_year if is_yearly else month)
        found.append(numpy.asarray(values, dtype=float).reshape(count, -1))
    return numpy.concatenate(found, axis=1)


def _answers(variable, random, count) -> numpy.ndarray:
    """Some answers that a fact may have, as the variable stores them."""
    scale = Scale(variable)
    if variable.value_type is bool:
        return random.integers(0, 2, count).astype(bool)
    if variable.value_type is Enum:
        return random.integers(0, len(list(variable.possible_values)), count).astype(numpy.int16)
    if scale.is_date:
        return numpy.datetime64("1940-01-01") + random.integers(0, 31_000, count)
    if variable.value_type is int:
        return random.choice([0, 1, 2, 5, 17, 18, 30, 60, 65, 200], count).astype(variable.dtype)
    largest = 1 if variable.unit == "share" else 3000
    return numpy.round(random.random(count) * largest * random.integers(0, 2, count), 3)


@pytest.mark.parametrize("name", _CASES)
def test_no_single_answer_to_a_question_that_dropped_out_changes_anything(name):
    case, system, random = cases()[name], law_in_force(), numpy.random.default_rng(1)
    matters = what_matters(case, [(Policy(), _variables())], _PERIOD)
    dropped = [*matters.later, *matters.never]
    assert dropped
    tries, changes = 4, []
    count = 1 + tries * len(dropped)
    base = copies(system, case.situation, _PERIOD, [], count=1)
    month = parse_period(_PERIOD)
    for place, question in enumerate(dropped):
        variable = system.variables[question.variable]
        when = month.this_year if variable.definition_period == DateUnit.YEAR else month
        row = [str(one).rpartition(" ")[0] for one in base.populations[variable.entity.key].ids].index(question.unit)
        values = numpy.repeat(numpy.asarray(base.calculate(question.variable, when))[row : row + 1], count)
        rows = slice(1 + place * tries, 1 + (place + 1) * tries)
        values[rows] = _answers(variable, random, tries)
        changes.append(Change(question.variable, question.unit, values))
    results = _results(copies(system, case.situation, _PERIOD, changes, count=count), _variables(), count)
    differs = ~numpy.isclose(results[1:], results[0], atol=1e-9).all(axis=1)
    assert [dropped[row // tries] for row in numpy.flatnonzero(differs)] == []


@pytest.mark.parametrize("name", _CASES)
def test_a_question_that_never_counts_does_not_whatever_the_others_are_answered(name):
    case, system, random = cases()[name], law_in_force(), numpy.random.default_rng(2)
    matters = what_matters(case, [(Policy(), _variables())], _PERIOD)
    told = {
        Question(fact, unit) for units in case.situation.values() for unit, values in units.items() for fact in values
    }
    # Results of the law that are given for one and not for another cannot be changed by themselves.
    own, others = (
        [one for one in some if one not in told and one.variable not in asked_results()]
        for some in (matters.never, [*matters.alone, *matters.later])
    )
    assert own
    count, changes = 60, []
    for question in others:
        half = _answers(system.variables[question.variable], random, count)
        changes.append(Change(question.variable, question.unit, numpy.concatenate([half, half])))
    for question in own:
        values = _answers(system.variables[question.variable], random, 2 * count)
        changes.append(Change(question.variable, question.unit, values))
    results = _results(copies(system, case.situation, _PERIOD, changes, count=2 * count), _variables(), 2 * count)
    numpy.testing.assert_allclose(results[:count], results[count:], atol=1e-9)


def test_where_the_head_is_no_citizen_nothing_else_of_the_cash_transfer_is_asked():
    scored = {"family": {"naf_targeting_score": 40, "is_uct_inside_quota": True}}
    citizen = what_matters(_own(**scored), [(Policy(), _variables(("uct",)))], _PERIOD)
    assert Question("number_of_cars", "family") in citizen.alone
    syrian = what_matters(_own(head={"nationality": "syrian"}, **scored), [(Policy(), _variables(("uct",)))], _PERIOD)
    assert syrian.alone == (Question("nationality", "head"),)
    reason = syrian.never[Question("number_of_cars", "family")]
    assert reason.holds is False
    assert "Jordanian citizen" in reason.text.en
    assert "أردني" in reason.text.ar


def test_of_a_family_of_which_nothing_is_told_the_facts_that_open_the_way_are_asked_first():
    matters = what_matters(_own(), [(Policy(), _variables(("recurring_aid",)))], _PERIOD)
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
    law = what_matters(case, [(Policy(), results)], _PERIOD)
    assert not law.alone
    both = what_matters(case, [(Policy(), results), (policy, results)], _PERIOD)
    assert Question("age", "child") in both.alone
