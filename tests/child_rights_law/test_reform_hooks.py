"""What a reform may set: the share of children reached by primary health care, and the child benefit."""

import numpy
import pytest
from openfisca_core.simulations import SimulationBuilder

from openfisca_jordan_sp import JordanSocialProtectionSystem
from openfisca_jordan_sp.law.parameters import find, with_parameter, with_values

PERSONS = {
    "first": {"age": {"2025": 8}, "child_health_phase_in_rank": {"2025": 0}},
    "before": {"age": {"2025": 8}, "child_health_phase_in_rank": {"2025": 0.249}},
    "at": {"age": {"2025": 8}, "child_health_phase_in_rank": {"2025": 0.25}},
    "after": {"age": {"2025": 8}, "child_health_phase_in_rank": {"2025": 0.251}},
    "unranked": {"age": {"2025": 8}},
    "adult": {"age": {"2025": 18}, "child_health_phase_in_rank": {"2025": 0}},
    "unknown_age": {"child_health_phase_in_rank": {"2025": 0}},
}


def computed(path, values, variable, month="2025-06"):
    """A variable for the persons above, with one parameter changed."""
    system = JordanSocialProtectionSystem()
    changed = with_values(find(system.parameters, path), values, source=[{"title": "This test"}])
    system.parameters = with_parameter(system.parameters, path, changed)
    first, *others = PERSONS
    situation = {
        "persons": PERSONS,
        "families": {"family": {"head": first, "dependants": others}},
        "households": {"home": {"reference_person": first, "members": others}},
    }
    result = SimulationBuilder().build_from_entities(system, situation).calculate(variable, month)
    return dict(zip(PERSONS, result.tolist(), strict=True))


def reached(share, variable="child_primary_health_care_in_operation", month="2025-06"):
    path = "child_rights_law.primary_health_care.phase_in_share"
    found = computed(path, {"2025-03-01": share}, variable, month)
    return {name for name, is_reached in found.items() if is_reached}


def test_a_quarter_of_children_are_reached_in_the_order_of_the_roll_out():
    assert reached(0.25) == {"first", "before", "at"}


def test_all_children_are_reached_in_the_end_also_those_without_a_place():
    assert reached(1) == {"first", "before", "at", "after", "unranked"}


@pytest.mark.parametrize(("share", "month"), [(0, "2025-06"), (1, "2025-02")])
def test_nobody_is_reached_at_a_share_of_zero_and_before_the_change(share, month):
    assert reached(share, month=month) == set()


def test_who_is_reached_has_cover_and_no_gap():
    assert reached(0.25, "has_child_health_cover") == {"first", "before", "at"}
    assert reached(0.25, "has_child_health_gap") == {"after", "unranked"}


def test_a_child_benefit_is_paid_for_each_child_and_nobody_else():
    amounts = computed("child_rights_law.child_benefit.amount", {"2025-03-01": 10}, "child_benefit_amount")
    assert amounts == {name: 10.0 * (name not in {"adult", "unknown_age"}) for name in PERSONS}
    assert numpy.sum(list(amounts.values())) == 5 * 10
