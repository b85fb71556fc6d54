"""The rules written out a second time pay what the engine pays, each family and programme."""

import numpy
import pytest
from openfisca_core.periods import period

from openfisca_jordan_sp import Policy, read_population
from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.law.catalogue import programmes
from openfisca_jordan_sp.system import law_in_force
from tests.benchmarks.engine import engine_amounts
from tests.benchmarks.everything_on import everything_on
from tests.benchmarks.populations import random_population, repeated, with_column, without_optional_columns
from tests.benchmarks.restated import fused, whole_array
from tests.benchmarks.restated.benefit_kernels import UNSET
from tests.benchmarks.restated.codes import (
    EARLY,
    EMPLOYEE,
    FOSTER,
    HEAD,
    INJURY_DEATH,
    PRIVATE_FORMAL,
    SURVIVOR,
    WIDOW,
)
from tests.benchmarks.restated.inputs import DTYPES, inputs_of
from tests.benchmarks.restated.more_parameters import whole
from tests.benchmarks.restated.parameters import parameters_of, year_of
from tests.benchmarks.restated.rules import MONTHLY, WITHOUT_RULE, YEARLY
from tests.benchmarks.restated.year_kernels import UNSET_BY_YEAR

MONTH, QUARTER_END = period("2026-01"), period("2026-03")
TOLERANCE = 0.001
WAYS = {"whole_array": whole_array, "fused": fused}


def amounts_by_hand(way, policy, population, month):
    inputs = inputs_of(population)
    monthly = WAYS[way].evaluate_month(inputs, parameters_of(policy, month))
    return monthly | WAYS[way].evaluate_year(inputs, year_of(policy, month.this_year))


def assert_equal_to_engine(policy, population, month=MONTH):
    expected = engine_amounts(policy, population, month)
    for way in WAYS:
        amounts = amounts_by_hand(way, policy, population, month)
        assert set(amounts) == set(expected)
        furthest = {name: float(numpy.abs(amounts[name] - expected[name]).max()) for name in expected}
        assert {name: off for name, off in furthest.items() if not off <= TOLERANCE} == {}, way
    return expected


def without_missing_amounts(population):
    """Nobody who needs an amount that the law in force has none of."""
    persons, families = population.persons, population.families
    in_camp = persons["lives_in_refugee_camp"][persons["family_role"] == HEAD]
    changes = {
        ("families", "is_on_unhcr_cash_list"): families["is_on_unhcr_cash_list"] & ~in_camp,
        ("families", "is_on_unhcr_winter_list"): numpy.zeros_like(in_camp),
        ("persons", "alternative_care_placement"): numpy.zeros_like(persons["alternative_care_placement"]),
        ("persons", "reaya_nursery_allowance_decided"): persons["reaya_nursery_allowance_decided"] + 1,
    }
    for (table, name), values in changes.items():
        population = with_column(population, table, name, values)
    return population


@pytest.mark.parametrize("reforms", [(), ("uct_maximum_160",), ("flood", "refugee_funding_cut"), ("covid_2020",)])
def test_the_demo_population_is_paid_the_same(reforms):
    expected = assert_equal_to_engine(Policy.of(*reforms), read_population("demo"))
    paid = {name for name, amount in expected.items() if amount.any()}
    assert {"uct", "recurring_aid", "disability_care", "unemployment_benefit", "maternity_allowance"} <= paid
    assert {"wfp_food_assistance", "unhcr_cash"} <= paid


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_families_with_random_inputs_are_paid_the_same(seed):
    expected = assert_equal_to_engine(Policy(), without_missing_amounts(random_population(seed)))
    assert expected["ssc_pension"].any()


@pytest.mark.parametrize("seed", [4, 6, 14])
def test_they_are_also_where_every_programme_pays_and_every_limit_binds(seed):
    expected = assert_equal_to_engine(everything_on(), random_population(seed), QUARTER_END)
    assert [name for name in (*MONTHLY, *YEARLY) if not expected[name].any()] == []


@pytest.mark.parametrize("name", ["drought", "oil_price_2022", "maternity_90_days", "uct_quota_250000"])
def test_they_are_also_under_reforms_of_parameters(name):
    assert_equal_to_engine(Policy.of(name), without_missing_amounts(random_population(7)))


def test_a_population_without_optional_columns_is_paid_the_same():
    assert_equal_to_engine(everything_on(), without_optional_columns(random_population(8)), QUARTER_END)


def test_a_population_with_one_further_column_is_paid_the_same():
    population = without_optional_columns(random_population(8))
    deaths = numpy.arange(population.family_count, dtype=numpy.int32) % 2
    expected = assert_equal_to_engine(Policy(), with_column(population, "families", "insured_deaths", deaths))
    assert expected["funeral_grant"].any()


def test_a_population_repeated_is_paid_the_same_twice():
    population, policy = random_population(9), everything_on()
    once = amounts_by_hand("whole_array", policy, population, QUARTER_END)
    expected = assert_equal_to_engine(policy, repeated(population, 2), QUARTER_END)
    assert expected["child_benefit"].sum() == pytest.approx(2 * once["child_benefit"].sum())


#: Whom an amount that no source gives stops: columns that make everybody one of them.
IN_NEED = {
    "camp_family": {"families": {"is_on_unhcr_cash_list": True}, "persons": {"lives_in_refugee_camp": True}},
    "foster_allowance": {"persons": {"alternative_care_placement": FOSTER}},
    "nursery_allowance": {
        "persons": {
            "employment_status": EMPLOYEE,
            "employment_sector": PRIVATE_FORMAL,
            "is_in_treasury_pension_scheme": False,
            "birth_date": numpy.datetime64("1990-01-01"),
            "months_since_maternity_leave": 2,
            "reaya_child_birth_date": numpy.datetime64("2025-06-01"),
            "uses_licensed_nursery": True,
        }
    },
    "reduction_table": {
        "persons": {
            "ssc_pension_claim": EARLY,
            "birth_date": numpy.datetime64("1965-01-01"),
            "ssc_actual_contributions_count": 400,
            "early_pension_window_average_wage": 500.0,
        }
    },
    "shares_table": {
        "persons": {
            "ssc_pension_claim": SURVIVOR,
            "survivor_kind": WIDOW,
            "deceased_insured_death": INJURY_DEATH,
            "deceased_wage_at_injury": 500.0,
        }
    },
    "one_person_usd": {"families": {"is_on_unhcr_winter_list": True}},
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", IN_NEED)
def test_an_amount_that_no_source_gives_stops_both(way, name):
    population = without_optional_columns(read_population("demo").slice(0, 50))
    for table, columns in IN_NEED[name].items():
        count = len(population.table(table)["household_id"])
        for column, value in columns.items():
            # As a population has it: numba compiles once more for every other type, for half a minute each.
            dtype = DTYPES[law_in_force().variables[column].value_type]
            population = with_column(population, table, column, numpy.full(count, value, dtype))
    with pytest.raises(UnsetParameterError, match=name):
        engine_amounts(Policy(), population, MONTH)
    with pytest.raises(UnsetParameterError, match=name):
        amounts_by_hand(way, Policy(), population, MONTH)


def test_every_unset_amount_that_the_kernels_know_is_tried():
    names = {path.rpartition(".")[2] for path in (*UNSET, *UNSET_BY_YEAR)}
    assert names - IN_NEED.keys() == {"seven_persons_usd", "other_sizes_usd"}


def test_every_programme_is_restated_or_has_no_rule():
    listed = [*MONTHLY, *YEARLY, *WITHOUT_RULE]
    assert len(listed) == len(set(listed))
    assert set(listed) == {item.id for item in programmes()}


def test_programmes_without_a_rule_have_none():
    variables = {item.id: item.variable for item in programmes()}
    for name in WITHOUT_RULE:
        variable = law_in_force().variables[variables[name]]
        assert variable.get_formula(MONTH) is None, name


def test_another_year_is_refused():
    with pytest.raises(ValueError, match="2026"):
        parameters_of(Policy(), period("2025-12"))


def test_a_reform_of_rules_is_refused():
    with pytest.raises(ValueError, match="universal_child_grant"):
        parameters_of(Policy.of("universal_child_grant"), MONTH)


def test_a_count_that_is_not_whole_is_refused():
    with pytest.raises(ValueError, match="is no count"):
        whole(2.5)


def test_insured_events_without_a_wage_are_refused():
    population = without_optional_columns(random_population(1, 10))
    births = numpy.ones(population.person_count, dtype=bool)
    with pytest.raises(ValueError, match="ssc_last_contributory_wage"):
        inputs_of(with_column(population, "persons", "has_given_birth", births))
