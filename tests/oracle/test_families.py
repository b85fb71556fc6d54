"""The random families: every input, every member of an enumeration, and the same values on both sides."""

from decimal import Decimal

import numpy
import pytest
from openfisca_core.indexed_enums import Enum

from openfisca_jordan_sp.system import law_in_force
from tests.oracle.draws import HOOKS
from tests.oracle.families import Families
from tests.oracle.scales import DEFAULT_IN_HALF_OF_THE_DRAWS, TOLD_OF_EVERYBODY

YEAR = 2024


@pytest.fixture(scope="module")
def families():
    return Families(law_in_force(), 1500, seed=5, year=YEAR)


@pytest.fixture(scope="module")
def rows(families):
    return families.plain()


def drawn(families):
    """Each given input with its values."""
    for key, variables in families.inputs.items():
        for variable in variables:
            yield variable, numpy.asarray(families.tables[key][variable.name])


def test_every_input_of_the_law_is_given(families):
    given = {variable.name for variable, _ in drawn(families)}
    inputs = {name for name, variable in law_in_force().variables.items() if not variable.formulas}
    assert inputs - given == HOOKS & inputs


def test_what_the_law_can_derive_is_given_in_some_draws_only_and_quota_flags_always():
    draws = [{variable.name for variable, _ in drawn(Families(law_in_force(), 1, seed, YEAR))} for seed in range(20)]
    derivable = {name for name, variable in law_in_force().variables.items() if variable.formulas}
    for name in derivable & set().union(*draws):
        expected = {True} if name.endswith("_inside_quota") else {True, False}
        assert {name in draw for draw in draws} == expected, name


def test_every_member_and_both_answers_occur(families):
    by_default = []
    for variable, values in drawn(families):
        possible = {Enum: lambda of: len(of.possible_values), bool: lambda of: 2}
        if variable.value_type in possible and len(numpy.unique(values)) < possible[variable.value_type](variable):
            by_default.append(variable.name)
    assert set(by_default) <= DEFAULT_IN_HALF_OF_THE_DRAWS


def test_only_what_is_unknown_by_default_is_not_a_number(families):
    for variable, values in drawn(families):
        if variable.value_type is float and variable.name not in TOLD_OF_EVERYBODY:
            assert numpy.isnan(values).any() == numpy.isnan(variable.default_value), variable.name


def test_families_are_of_every_size_some_share_a_home_and_some_have_four_spouses(families, rows):
    assert {len(family["members"]) for family in rows} == set(range(1, 13))
    assert {len(family["spouses"]) for family in rows} == set(range(5))
    assert families.counts["household"] < len(rows)
    assert all(family["head"]["role"] == "head" for family in rows)


def test_both_sides_are_told_the_same(families, rows):
    simulation = families.simulation(law_in_force())
    wages = [person["wage"] for person in families.persons_of(rows)]
    assert simulation.calculate("wage", f"{YEAR}-07").tolist() == [float(wage) for wage in wages]
    assert all(isinstance(wage, Decimal) for wage in wages)
    earlier = [float(person["last_year"]["wage"]) for person in families.persons_of(rows)]
    assert simulation.calculate("wage", f"{YEAR - 1}-07").tolist() == earlier != [float(wage) for wage in wages]
    assert simulation.calculate("family_size", f"{YEAR}-07").tolist() == [len(family["members"]) for family in rows]
    heads = simulation.populations["family"].head("sex", f"{YEAR}-07").decode_to_str().tolist()
    assert heads == [family["head"]["sex"] for family in rows]
    of_household = simulation.calculate("governorate", f"{YEAR}-07").decode_to_str()[families.household_of_family]
    assert of_household.tolist() == [family["household"]["governorate"] for family in rows]


def test_the_same_seed_gives_the_same_families(families):
    again = Families(law_in_force(), 1500, seed=5, year=YEAR)
    other = Families(law_in_force(), 1500, seed=6, year=YEAR)
    assert numpy.array_equal(again.tables["person"]["wage"], families.tables["person"]["wage"])
    assert not numpy.array_equal(other.tables["family"]["property_value"], families.tables["family"]["property_value"])
