"""A proposed change brings the outcome: computed again from the description of the household, by plain OpenFisca."""

import copy
import os
from functools import cache

import numpy
import pytest
from openfisca_core.periods import period

from openfisca_jordan_sp import Policy
from openfisca_jordan_sp.cases import case_from_data
from openfisca_jordan_sp.explain import explain
from openfisca_jordan_sp.explain.changes import NO_FACTS, NOT_IN_ONES_HANDS, FactSearch
from openfisca_jordan_sp.explain.outcomes import outcome_of
from openfisca_jordan_sp.explain.recording import Recording, State
from openfisca_jordan_sp.explain.steps import value_of
from openfisca_jordan_sp.explain.support import Support, that_could_change
from openfisca_jordan_sp.situations import calculate
from openfisca_jordan_sp.system import clear_law_errors, law_in_force
from tests.explain.family import CASE
from tests.explain.scrambled import people
from tests.explain.test_in_the_way import results

#: Of how many results of random families the nearest change is computed again.
RESULTS = int(os.environ.get("EXPLANATION_CHANGES", "8"))


@cache
def of_card():
    """Why the family has the poor-family card, made once."""
    return explain(CASE, "poor_family_card_entitled")


def with_fact(case, change):
    """The situation with one fact changed."""
    name, unit = change.node.split("@", 1)
    situation = copy.deepcopy(dict(case.situation))
    for plural in ("persons", "families", "households"):
        if unit in situation[plural]:
            situation[plural][unit][name] = change.value
    return situation


@pytest.mark.parametrize("variable", ["poor_family_card_entitled", "uct_entitled", "naf_recurring_total"])
def test_each_fact_proposed_changes_the_outcome_of_the_household(variable):
    case = _scored(112.5)
    found = explain(case, variable)
    before = found.result.value > 0
    assert found.fact_changes
    for change in found.fact_changes[:12]:
        result = calculate(law_in_force(), with_fact(case, change), variable, "2026-01")
        assert (result[0] > 0) != before, change.node
        assert float(result[0]) == pytest.approx(float(change.result))


def test_each_value_of_the_law_proposed_changes_the_outcome_as_a_policy():
    case = _scored(112.5)
    for variable in ("poor_family_card_entitled", "uct_entitled"):
        found = explain(case, variable)
        assert found.value_changes
        for change in found.value_changes:
            law = Policy().with_values({change.path: {change.day: change.value}}).system
            result = calculate(law, case.situation, variable, "2026-01")
            assert bool(result[0]) != found.result.value, change.path


def test_the_nearest_change_is_at_the_limit_to_a_fils():
    by_fact = {change.node: change for change in of_card().fact_changes}
    assert by_fact["wage@father"].value == 300.001
    (limit,) = of_card().value_changes
    assert (limit.path, limit.value) == ("health_insurance.poor_family.income_ceiling", 259.999)


def test_a_day_that_is_not_known_is_looked_for_from_the_present_backwards():
    case = case_from_data(
        {
            "id": "long_insured",
            "title": {"en": "Long insured", "ar": "مؤمن عليه منذ زمن"},
            "period": "2025-05",
            "situation": {
                "persons": {
                    "man": {
                        "age": 50,
                        "ssc_actual_contributions_count": 230,
                        "ssc_first_registration_date": "2000-01-01",
                    }
                },
                "families": {"family": {"head": ["man"]}},
                "households": {"home": {"reference_person": ["man"]}},
            },
        }
    )
    found = explain(case, "has_early_route_transition")
    (needed,) = found.needed
    assert "completed years since Birth date" in needed.text.en
    assert needed.text.en.endswith("Age then (42)")
    birth = next(change for change in found.fact_changes if change.node == "birth_date@man")
    # 44 on 28 February 2014, which asks for 228 contributions of a man; who was 43 needs 240.
    assert str(birth.value) == "1970-02-28"


def test_changes_of_random_families_bring_the_outcome():
    families, _ = people(law_in_force(), 3, 8, 2026)
    recording = Recording(families.simulation(law_in_force()), period("2026-01"))
    random, tried = numpy.random.default_rng(5), 0
    for root, target in results(recording, random):
        if tried >= RESULTS:
            break
        if len(recording.closure(root.key)) > 120:
            continue  # Totals rest on everything: they take seconds each.
        outcome = outcome_of(value_of(recording, root))
        assert outcome.target == target
        facts = that_could_change(recording, Support(recording), root, target).facts
        for found in FactSearch(recording, root, outcome).found(facts)[:2]:
            tried += 1
            assert _told_anew(families, recording, root, found) == target, (root.name, found)
    assert tried >= RESULTS


def _told_anew(families, recording, root, found):
    """Whether a result is above 0 in families that are told one fact anew, and know nothing of the search."""
    variable = recording.system.variables[found.fact.name]
    entry = next(each for each in recording.closure(root.key) if each.key[0] == found.fact.name)
    assert entry.state is not State.RULE
    values = numpy.array(entry.array)
    values[found.fact.row] = found.stored
    simulation = families.simulation(recording.system, {variable.name: values})
    with clear_law_errors():
        return bool(simulation.calculate(root.name, root.period)[root.row] > 0)


def test_what_is_not_in_ones_hands_stands_last_and_is_of_the_law():
    assert law_in_force().variables.keys() >= NOT_IN_ONES_HANDS | NO_FACTS
    found = explain(CASE, "is_head_citizen").fact_changes
    assert [change.is_in_ones_hands for change in found] == [False] * len(found)
    assert {change.node for change in found} == {"nationality@father"}
    changes = of_card().fact_changes
    assert sorted(changes, key=lambda change: not change.is_in_ones_hands) == list(changes)


def test_more_and_less_are_searched_where_asked_for():
    more = explain(CASE, "gross_income", of="father", wanted="more")
    assert more.outcome == "more"
    assert all(change.result > more.result.value for change in more.fact_changes)
    less = explain(CASE, "gross_income", of="father", wanted="less")
    assert {"wage@father"} <= {change.node for change in less.fact_changes}


def test_facts_that_nobody_gave_are_told_and_whether_they_matter():
    found = {fact.node: fact for fact in of_card().missing}
    assert found["works_abroad@father"].matters
    assert found["wage@mother"].matters
    assert "wage@father" not in found


def test_where_nothing_single_helps_it_is_said():
    found = explain(CASE, "uct_amount")
    assert found.fact_changes == found.value_changes == ()
    assert any("Score cut-off" in note.en for note in found.notes)


def _scored(score):
    situation = copy.deepcopy(dict(CASE.situation))
    situation["families"]["family"]["naf_targeting_score"] = score
    return case_from_data({"situation": situation, "names": {}}, "scored")
