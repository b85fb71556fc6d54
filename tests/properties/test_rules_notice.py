"""Each rule fails when it should: under laws that break it, or with an array that was moved."""

import numpy
import pytest
from openfisca_core.periods import period

from openfisca_jordan_sp.formulas import year_months
from openfisca_jordan_sp.system import PolicySystem, clear_law_errors, law_in_force
from openfisca_jordan_sp.variable import Variable
from tests.properties import falls, rules
from tests.properties.homes import Homes

MONTH, YEAR = period("2024-12"), period("2024")
HOMES = 400


def with_formula(name, function):
    """The law with another formula of one variable."""
    system = PolicySystem(law_in_force())
    system.update_variable(type(name, (Variable,), {"formula_1980": function}))
    return system


def moved(simulation, name, change, when=MONTH):
    """The same simulation, told other values of a computed variable."""
    with clear_law_errors():
        values = numpy.asarray(simulation.calculate(name, when))
    holder = simulation.populations[simulation.tax_benefit_system.variables[name].entity.key].get_holder(name)
    holder.delete_arrays(when)
    holder.set_input(when, change(values))
    return simulation


def fresh(system=None):
    return Homes(HOMES, 7, 2024).simulation(system or law_in_force())


def pair(system=None, step=50, seed=7, year=2024):
    homes = Homes(HOMES, seed, year)
    earners = homes.one_earner_each(seed)
    return *(each.simulation(system or law_in_force()) for each in (homes, homes.raised(earners, step))), earners


def test_the_rules_hold_before_anything_is_moved():
    with clear_law_errors():
        assert rules.faults_of_year(fresh(), YEAR) == []


@pytest.mark.parametrize(
    ("rule", "name", "change"),
    [
        (rules.contributions_are_within_rate_times_ceiling, "ssc_employee_contribution_amount", lambda x: x * 1.5),
        (
            rules.contributions_are_within_rate_times_ceiling,
            "ssc_old_age_contribution_employer_amount",
            lambda x: x * 2,
        ),
        (rules.contributions_need_insurance, "ssc_work_injury_contribution_amount", lambda x: x + 1),
        (rules.contributions_need_insurance, "ssc_voluntary_contribution_amount", lambda x: x + 1),
        (
            rules.voluntary_and_health_contributions_are_within_their_limits,
            "ssc_voluntary_contribution_amount",
            lambda x: x * 1.2,
        ),
        (
            rules.voluntary_and_health_contributions_are_within_their_limits,
            "civil_health_contribution_amount",
            lambda x: x + 31,
        ),
        (rules.net_income_is_what_levies_leave, "net_income", lambda x: x + 1),
        (rules.net_income_is_what_levies_leave, "civil_health_contribution_amount", lambda x: x - 1000),
        (rules.disposable_income_is_net_with_the_benefits_of_the_catalogue, "uct_amount", lambda x: x - 1),
        (rules.disposable_income_is_net_with_the_benefits_of_the_catalogue, "family_cash_benefits", lambda x: x + 1),
        (
            rules.disposable_income_is_net_with_the_benefits_of_the_catalogue,
            "household_disposable_income",
            lambda x: x + 1,
        ),
        (rules.labour_costs_at_least_the_wage_less_subsidies, "employer_labour_cost", lambda x: x - 1),
    ],
)
def test_a_rule_of_the_month_notices_what_was_moved(rule, name, change):
    with clear_law_errors():
        assert rule(moved(fresh(), name, change), MONTH)


@pytest.mark.parametrize("name", ["direct_taxes_paid", "family_net_income"])
def test_a_month_that_was_moved_does_not_make_up_the_year(name):
    simulation = fresh()
    with clear_law_errors():
        simulation.calculate("family_yearly_disposable_income", YEAR)
        assert rules.months_make_up_the_year(moved(simulation, name, lambda x: x + 1), YEAR)


def test_a_contribution_without_ceiling_is_noticed():
    system = with_formula("ssc_contributory_wage", lambda person, period: person("wage", period) * 2)
    with clear_law_errors():
        assert rules.contributions_are_within_rate_times_ceiling(fresh(system), MONTH)


def test_a_tax_that_falls_with_income_is_noticed():
    def formula(person, period):
        return numpy.maximum(20000 - person("assessable_income", period), 0)

    before, after, earners = pair(with_formula("income_tax_amount", formula))
    with clear_law_errors():
        assert rules.tax_never_falls_with_ones_own_income(before, after, YEAR, earners)
        assert rules.tax_of_a_couple_never_falls_while_the_same_one_claims(before, after, YEAR)
        assert rules.a_claim_that_moves_is_worth_the_exemptions_at_most(before, after, YEAR)


def test_a_benefit_that_nobody_documented_is_noticed():
    """A transfer that ends at a wage of 300."""

    def formula(family, period):
        return 400.0 * (family.max(family.members("wage", period)) <= 300)

    before, after, _ = pair(with_formula("uct_amount", formula))
    with clear_law_errors():
        assert falls.benefits_that_fall(before, after, MONTH, 50)
        assert falls.falls_beyond_the_documented(before, after, MONTH)
        assert falls.falls_of_the_year(before, after, YEAR)


def test_a_levy_that_leaps_is_noticed():
    def formula(person, period):
        return 100.0 * (person("wage", period) > 300)

    before, after, _ = pair(with_formula("civil_health_contribution_amount", formula))
    with clear_law_errors():
        assert falls.levies_that_leap(before, after, MONTH, 50)
        assert falls.falls_beyond_the_documented(before, after, MONTH)


def test_a_wage_that_a_raise_lowers_is_noticed():
    before, after, _ = pair(with_formula("wage_paid_by_employer", lambda person, period: 1000 - person("wage", period)))
    with clear_law_errors():
        assert falls.paid_work_never_falls(before, after, MONTH)


def test_a_cliff_that_is_taken_off_the_list_is_missed(monkeypatch):
    kept = [cliff for cliff in falls.cliffs() if cliff.amount != "naf_recurring_aid_amount"]
    before, after, _ = pair(step=100)
    with clear_law_errors():
        assert not falls.faults_of_raise(before, after, YEAR, 100)
        monkeypatch.setattr(falls, "cliffs", lambda: kept)
        assert any("naf_recurring_aid_amount" in fault for fault in falls.faults_of_raise(before, after, YEAR, 100))


def test_the_homes_reach_every_levy_and_most_programmes():
    """Else the properties would hold of nothing."""
    paid = set()
    for year in (2012, 2018, 2020, 2022, 2026):
        simulation = Homes(1500, 3, year).simulation(law_in_force())
        for each in (*rules.levies(), *rules.programmes()):
            yearly = rules.is_yearly(simulation, each.variable)
            periods = [period(str(year))] if yearly else year_months(period(str(year)))
            with clear_law_errors():
                if any((simulation.calculate(each.variable, when) > 0).any() for when in periods):
                    paid.add(each.id)
    assert {levy.id for levy in rules.levies()} <= paid
    assert len(paid) >= 40
