"""What YAML cannot say: rates that add up, links of the ceiling to prices, limits that hold, values that stop."""

import numpy
import pytest
from openfisca_core.periods import period
from openfisca_core.simulations import SimulationBuilder

from openfisca_jordan_sp import read_population
from openfisca_jordan_sp.engine.simulation import build_simulation
from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.formulas import year_months
from openfisca_jordan_sp.system import clear_law_errors, law_in_force


def law(day):
    return law_in_force().get_parameters_at_instant(day).social_security_law


def one_person(month, **inputs):
    situation = {
        "persons": {"a": {name: {month: value} for name, value in inputs.items()}},
        "families": {"f": {"head": ["a"]}},
        "households": {"h": {"reference_person": ["a"]}},
    }
    return SimulationBuilder().build_from_entities(law_in_force(), situation)


@pytest.mark.parametrize(
    ("before", "inflation", "after"),
    [("2019-12-31", 0.0446, "2020-01-01"), ("2021-12-31", 0.0135, "2022-01-01"), ("2023-04-30", 0.0423, "2023-05-01")],
)
def test_w_d16_the_ceiling_follows_the_prices_that_sources_give(before, inflation, after):
    """Row W-D16: 3,186 x 1.0446 = 3,328; 3,349 x 1.0135 = 3,394; 3,394 x 1.0423 = 3,538, to the dinar."""
    assert round(law(before).wage.ceiling_indexed * (1 + inflation)) == law(after).wage.ceiling_indexed


@pytest.mark.parametrize(
    ("day", "employer", "employee"),
    [
        ("2011-09-01", 0.1225, 0.065),
        ("2014-01-01", 0.1275, 0.0675),
        ("2015-01-01", 0.1325, 0.07),
        ("2016-01-01", 0.1375, 0.0725),
        ("2017-01-01", 0.1425, 0.075),
        ("2020-03-01", 0.0425, 0.01),
        ("2020-06-01", 0.1425, 0.075),
    ],
)
def test_the_rates_of_the_private_sector_add_up_to_the_totals_of_the_sources(day, employer, employee):
    rates = law(day).contributions
    parts = rates.old_age.employer + rates.work_injury.employer + rates.maternity.employer + rates.unemployment.employer
    assert parts == pytest.approx(employer)
    assert rates.old_age.employee + rates.unemployment.employee == pytest.approx(employee)


@pytest.mark.parametrize(("day", "employer", "employee"), [("2016-01-01", 0.125, 0.0625), ("2017-01-01", 0.13, 0.065)])
def test_the_rates_of_the_public_sector_add_up_to_the_totals_of_the_sources(day, employer, employee):
    rates = law(day).contributions
    assert rates.old_age_public.employer + rates.work_injury.employer == pytest.approx(employer)
    assert rates.old_age_public.employee == pytest.approx(employee)


@pytest.mark.parametrize("day", ["2009-01-01", "2014-01-01", "2015-01-01", "2016-01-01", "2017-01-01", "2026-01-01"])
def test_the_optional_rate_is_that_of_both_shares_of_old_age(day):
    rates = law(day).contributions
    assert rates.voluntary.rate == pytest.approx(rates.old_age.employer + rates.old_age.employee)


@pytest.mark.parametrize("date", ["2018-06", "2020-04", "2024-12", "2026-01"])
def test_no_contribution_exceeds_its_rate_on_the_ceiling(date):
    month = period(date)
    population = read_population("demo")
    simulation = build_simulation(law_in_force(), population, year_months(month.this_year))
    rates = law(f"{date}-01").contributions
    ceiling = simulation.calculate("ssc_wage_ceiling", month)
    assert (simulation.calculate("ssc_contributory_wage", month) <= ceiling).all()
    fils = law(f"{date}-01").rounding
    highest = {
        "ssc_employee_contribution_amount": rates.old_age_public.employee + rates.unemployment.employee,
        "ssc_employer_contribution_amount": rates.old_age_public.employer
        + rates.work_injury.employer
        + rates.maternity.employer
        + rates.unemployment.employer
        + rates.hazardous.employer_surcharge,
        "ssc_maternity_contribution_amount": rates.maternity.employer,
    }
    for name, rate in highest.items():
        amounts = simulation.calculate(name, month)
        assert (amounts >= 0).all()
        assert (amounts <= rate * ceiling + fils).all(), name
        assert (amounts[simulation.calculate("wage", month) <= 0] == 0).all(), name


def test_an_insured_own_account_worker_needs_a_rate_that_no_source_gives():
    simulation = one_person("2026-01", age=40, ssc_coverage_category="self_employed", ssc_chosen_wage=400)
    assert simulation.calculate("ssc_contributory_wage", "2026-01") == [400]
    with pytest.raises(UnsetParameterError) as raised, clear_law_errors():
        simulation.calculate("ssc_total_contribution_amount", "2026-01")
    assert raised.value.path == "social_security_law.contributions.self_employed.rate"


def test_a_nursery_allowance_that_nobody_decided_needs_bands_that_no_source_gives():
    mother = {
        "age": 30,
        "employment_status": "employee",
        "employment_sector": "private_formal",
        "wage": 400,
        "reaya_child_birth_date": "2025-06-01",
        "months_since_maternity_leave": 1,
        "uses_licensed_nursery": True,
    }
    simulation = one_person("2026-01", **mother)
    with pytest.raises(UnsetParameterError) as raised, clear_law_errors():
        simulation.calculate("reaya_nursery_amount", "2026-01")
    assert raised.value.path == "social_security_law.reaya.nursery_allowance"
    decided = one_person("2026-01", **mother, reaya_nursery_allowance_decided=45)
    assert numpy.asarray(decided.calculate("reaya_nursery_amount", "2026-01")) == [45]
