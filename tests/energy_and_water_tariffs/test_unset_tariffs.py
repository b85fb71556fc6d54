"""Bills whose price no source gives stop with an error that names the parameter; others do not."""

import pytest
from openfisca_core.simulations import SimulationBuilder

from openfisca_jordan_sp import JordanSocialProtectionSystem
from openfisca_jordan_sp.errors import UnsetParameterError


def computed(variable, month, **household):
    """A variable of one household in a month, its inputs given for that month."""
    inputs = {name: {month: value} for name, value in household.items()}
    situation = {
        "persons": {"head": {}},
        "families": {"family": {"head": ["head"]}},
        "households": {"home": {"reference_person": ["head"], **inputs}},
    }
    simulation = SimulationBuilder().build_from_entities(JordanSocialProtectionSystem(), situation)
    return simulation.calculate(variable, month)[0]


def water(variable, month, volume, *, sewage=True):
    return computed(variable, month, has_water_connection=True, has_sewage_connection=sewage, water_consumption=volume)


def test_electricity_before_2018_needs_its_tariff():
    with pytest.raises(UnsetParameterError, match="old_tariff"):
        computed("electricity_bill", "2017-12", electricity_consumption=300)


def test_electricity_from_2018_has_it():
    assert computed("electricity_bill", "2018-01", electricity_consumption=300) == pytest.approx(15.36)


@pytest.mark.parametrize(
    ("month", "volume", "parameter"),
    [
        ("2023-08", 6, "block_1.flat_water"),
        ("2023-11", 7, r"block_2.upper_limit"),
        ("2024-01", 43, r"block_7.rate_combined"),
        ("2025-01", 7, r"block_2.rate_combined"),
        ("2026-01", 7, r"block_2.rate_combined"),
    ],
)
def test_water_with_sewage_needs_a_price_that_is_not_known(month, volume, parameter):
    with pytest.raises(UnsetParameterError, match=parameter):
        water("water_bill", month, volume)


def test_water_with_sewage_is_known_up_to_42_cubic_metres_in_2024():
    assert water("water_bill", "2024-12", 42) == pytest.approx(67.21)


@pytest.mark.parametrize("month", ["2023-12", "2024-01", "2026-01"])
def test_water_without_sewage_needs_a_price_above_the_first_block(month):
    with pytest.raises(UnsetParameterError, match=r"block_2.rate_water"):
        water("water_bill", month, 7, sewage=False)


def test_support_of_water_without_sewage_needs_its_cost():
    with pytest.raises(UnsetParameterError, match="full_cost_without_sewage"):
        water("water_subsidy_amount", "2024-01", 6, sewage=False)


def test_support_before_september_2023_needs_the_cost():
    with pytest.raises(UnsetParameterError, match=r"water.full_cost"):
        water("water_full_cost", "2023-08", 6)
