"""The foster allowance, whose rate no source gives, stops where somebody needs it."""

import pytest
from openfisca_core.simulations import SimulationBuilder

from openfisca_jordan_sp import JordanSocialProtectionSystem
from openfisca_jordan_sp.errors import UnsetParameterError

SITUATION = {
    "persons": {"head": {}, "child": {"alternative_care_placement": {"2024-05": "foster"}}},
    "families": {"family": {"head": ["head"], "children": ["child"]}},
    "households": {"home": {"reference_person": ["head"], "members": ["child"]}},
}


def allowance(system, month):
    """The allowance of a family with one foster child."""
    simulation = SimulationBuilder().build_from_entities(system, SITUATION)
    return simulation.calculate("foster_family_allowance_amount", month)[0]


def test_a_family_with_a_foster_child_needs_the_rate():
    with pytest.raises(UnsetParameterError, match="foster_allowance"):
        allowance(JordanSocialProtectionSystem(), "2024-05")


def test_before_the_law_it_is_nothing():
    assert allowance(JordanSocialProtectionSystem(), "2024-04") == 0
