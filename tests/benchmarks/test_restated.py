"""The rules written out a second time pay what the engine pays, each family and programme."""

from functools import cache
from importlib.resources import files

import numpy
import pytest
import yaml
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import period

from openfisca_jordan_sp import Policy, read_population
from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.law.catalogue import programmes
from openfisca_jordan_sp.populations.schema import code
from openfisca_jordan_sp.reform import reform_from_data
from openfisca_jordan_sp.system import clear_law_errors, law_in_force
from tests.benchmarks.engine import engine_month, engine_twelfths
from tests.benchmarks.populations import random_population, repeated, with_column, without_optional_columns
from tests.benchmarks.restated import fused, whole_array
from tests.benchmarks.restated.inputs import inputs_of
from tests.benchmarks.restated.parameters import parameters_of
from tests.benchmarks.restated.rules import LEFT_OUT, NEVER_DUE, RESTATED, WITHOUT_RULE

MONTH = period("2026-01")
TOLERANCE = 0.001
WAYS = {"whole_array": whole_array.evaluate_month, "fused": fused.evaluate_month}
FUEL, HORIZONTAL, FLOOD, ORDERS = (
    "price_compensation.fuel_2022",
    "shock_response.horizontal",
    "shock_response.flood",
    "defence_orders",
)
#: Every restated rule in force at once, with quotas and limits that bind in a small random population.
EVERYTHING_ON = {
    "national_aid_fund.uct.quota_families": 2500,
    "national_aid_fund.targeting.real_estate_limit": 300000,
    "national_aid_fund.targeting.livestock_limit": 20,
    "national_aid_fund.recurring.divorced_income_tested": True,
    "national_aid_fund.recurring.real_estate_disqualifies": False,
    "national_aid_fund.recurring.total_with_supplements_maximum": 130,
    "national_aid_fund.winter_aid.payment_month": 3,
    "national_aid_fund.royal_grant.amount": 100,
    "national_aid_fund.vouchers.ramadan_2021": 25,
    "national_aid_fund.daily_wage_support_2020.one_person": 50,
    "national_aid_fund.daily_wage_support_2020.two_persons": 70,
    "national_aid_fund.daily_wage_support_2020.three_or_more_persons": 136,
    f"{FUEL}.one_or_two_persons": 8,
    f"{FUEL}.three_or_four_persons": 11,
    f"{FUEL}.five_or_more_persons": 14,
    "price_compensation.fuel_2012.amount_per_person": 70,
    "child_rights_law.child_benefit.amount": 15,
    "humanitarian_assistance.unhcr_cash.camp_family": 60,
    "shock_response.refocus.wfp_cut_rate": 0.333333,
    "shock_response.refocus.unhcr_cut_rate": 0.25,
    "shock_response.declared": True,
    "shock_response.disaster.cap_waived": True,
    f"{HORIZONTAL}.families": 1000,
    f"{HORIZONTAL}.affects_livestock_owners": True,
    f"{HORIZONTAL}.affects_agricultural_workers": True,
    "national_aid_fund.vouchers.royal": 30,
    "zakat_and_charity.zakat_fund.feast_grant": 40,
    "zakat_and_charity.zakat_fund.extra_salaries": 1,
    "social_development_law.alternative_care.foster_allowance": 80,
    "social_security_law.reaya.nursery_allowance": 45,
    "social_security_law.reaya.nursery_wage_limit": 900,
    "humanitarian_assistance.unhcr_winter.one_person_usd": 200,
    "humanitarian_assistance.unhcr_winter.seven_persons_usd": 420,
    "humanitarian_assistance.unhcr_winter.other_sizes_usd": 300,
    "humanitarian_assistance.unrwa_relief_2020.per_member": 50,
    "humanitarian_assistance.unrwa_relief_2020.gaza_family": 100,
    "shock_response.refocus.unicef_cut_rate": 0.1,
    f"{ORDERS}.ssc_coupons.value": 10,
    f"{ORDERS}.tadamun_1.wage_share": 0.5,
    f"{ORDERS}.tadamun_1.minimum": 165,
    f"{ORDERS}.tadamun_1.maximum": 500,
    f"{ORDERS}.tadamun_1.employer_share": 0.2,
    f"{ORDERS}.tadamun_1.employer_maximum": 250,
    f"{ORDERS}.tadamun_2.amount": 150,
    f"{ORDERS}.estidama.maximum": 1000,
    f"{ORDERS}.estidama.full_wage.pay_share": 1,
    f"{ORDERS}.estidama.full_wage.programme_share": 0.6,
    f"{ORDERS}.estidama.reduced_wage.pay_share": 0.75,
    f"{ORDERS}.estidama.reduced_wage.programme_share": 0.5,
    f"{FLOOD}.struck_share.amman": 0.5,
    f"{FLOOD}.mean_loss": 1000,
    "social_security_law.maternity.lookback_months": 6,
}


@cache
def everything_on():
    changes = {path: {"2026-01-01": value} for path, value in EVERYTHING_ON.items()}
    title = {"en": "Trial", "ar": "تجربة"}
    source = [{"title": "A trial of the tests", "published": None, "href": None, "article": None}]
    data = {"id": "trial", "title": title, "status": "scenario", "source": source, "values": changes}
    return Policy.of(reform_from_data(data))


def engine_amounts(policy, population):
    with clear_law_errors():
        monthly, yearly = (ask([policy], population, MONTH)[0] for ask in (engine_month, engine_twelfths))
    nothing = numpy.zeros(population.family_count)
    return {item.id: nothing for item in programmes()} | monthly | yearly


def assert_equal_to_engine(policy, population):
    expected = engine_amounts(policy, population)
    inputs, parameters = inputs_of(population), parameters_of(policy, MONTH)
    for way, evaluate in WAYS.items():
        amounts = evaluate(inputs, parameters)
        assert set(amounts) == set(expected)
        furthest = {name: float(numpy.abs(amounts[name] - expected[name]).max()) for name in expected}
        assert {name: off for name, off in furthest.items() if not off <= TOLERANCE} == {}, way
    return expected


def outside_camps(population):
    """Nobody of a camp on UNHCR's list, for the law in force has no amount for them."""
    head = numpy.flatnonzero(population.persons["family_role"] == code("family_role", "head"))
    in_camp = population.persons["lives_in_refugee_camp"][head]
    listed = population.families["is_on_unhcr_cash_list"] & ~in_camp
    return with_column(population, "families", "is_on_unhcr_cash_list", listed)


@pytest.mark.parametrize("reforms", [(), ("uct_maximum_160",), ("flood", "refugee_funding_cut"), ("covid_2020",)])
def test_the_demo_population_is_paid_the_same(reforms):
    expected = assert_equal_to_engine(Policy.of(*reforms), read_population("demo"))
    paid = {name for name, amount in expected.items() if amount.any()}
    assert {"uct", "recurring_aid", "disability_care", "unemployment_benefit", "maternity_allowance"} <= paid
    assert {"wfp_food_assistance", "unhcr_cash"} <= paid


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_families_with_random_inputs_are_paid_the_same(seed):
    assert_equal_to_engine(Policy(), outside_camps(random_population(seed)))


@pytest.mark.parametrize("seed", [4, 5, 6])
def test_they_are_also_where_every_restated_programme_pays_and_every_limit_binds(seed):
    expected = assert_equal_to_engine(everything_on(), random_population(seed))
    assert [name for name in RESTATED if not expected[name].any()] == []
    assert [name for name in NEVER_DUE if expected[name].any()] == []


@pytest.mark.parametrize("name", ["drought", "oil_price_2022", "maternity_90_days", "uct_quota_250000"])
def test_they_are_also_under_reforms_of_parameters(name):
    assert_equal_to_engine(Policy.of(name), outside_camps(random_population(7)))


def test_a_population_without_optional_columns_is_paid_the_same():
    assert_equal_to_engine(everything_on(), without_optional_columns(random_population(8)))


def test_a_population_repeated_is_paid_the_same_twice():
    population = random_population(9)
    policy = everything_on()
    once = whole_array.evaluate_month(inputs_of(population), parameters_of(policy, MONTH))
    expected = assert_equal_to_engine(policy, repeated(population, 2))
    assert expected["child_benefit"].sum() == pytest.approx(2 * once["child_benefit"].sum())


@pytest.mark.parametrize("way", WAYS)
def test_an_amount_of_the_camps_that_no_source_gives_stops_both(way):
    population = random_population(1)
    with pytest.raises(UnsetParameterError, match="camp_family"):
        engine_amounts(Policy(), population)
    with pytest.raises(UnsetParameterError, match="camp_family"):
        WAYS[way](inputs_of(population), parameters_of(Policy(), MONTH))


def test_every_programme_is_restated_or_proved_to_pay_nobody():
    listed = [*RESTATED, *NEVER_DUE, *WITHOUT_RULE]
    assert len(listed) == len(set(listed))
    assert set(listed) == {item.id for item in programmes()}


def test_what_a_proof_rests_on_is_an_input_that_no_column_holds():
    text = files("openfisca_jordan_sp").joinpath("populations/inputs.yaml").read_text(encoding="utf-8")
    without_column = {name for group in yaml.safe_load(text)["groups"] for name in group["inputs"]}
    assert {*NEVER_DUE.values(), *LEFT_OUT} <= without_column


def test_the_defaults_are_those_that_the_proofs_take():
    expected = dict.fromkeys(NEVER_DUE.values(), None) | LEFT_OUT
    for name, value in expected.items():
        default = law_in_force().variables[name].default_value
        found = default.name if isinstance(default, Enum) else default
        assert found == value if value is not None else found in (0, False, "none"), name


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


def test_insured_events_without_a_wage_are_refused():
    population = without_optional_columns(random_population(1, 10))
    births = numpy.ones(population.person_count, dtype=bool)
    with pytest.raises(ValueError, match="ssc_last_contributory_wage"):
        inputs_of(with_column(population, "persons", "has_given_birth", births))
