"""The order of persons, families and households changes nothing but the order of the answers.

Of two equal highest incomes in a family, the first in the family claims the exemption for
dependants (`is_dependants_exemption_claimant`): the only rule that looks at a place. Homes
with such a tie are left out. Sums in another order differ by less than a billionth.
"""

import numpy
import pytest
from hypothesis import given
from openfisca_core.periods import DateUnit, period

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.formulas import year_months
from openfisca_jordan_sp.law.catalogue import levies, programmes
from openfisca_jordan_sp.system import clear_law_errors, law_in_force
from tests.properties.drawing import HOMES, drawn, seeds
from tests.properties.homes import YEARS, Homes

TOLERANCE = 1e-9
#: Asked in every month; every other computed variable in one month of the year.
OUTCOMES = (
    *(each.variable for each in (*programmes(), *levies())),
    "social_contributions_paid",
    "direct_taxes_paid",
    "employer_labour_cost",
    "net_wage",
    "gross_income",
    "net_income",
    "disposable_income",
    "karama_total_amount",
    "tamkeen_total_amount",
    "forsa_total_amount",
    "somoud_total_amount",
    "number_of_programmes_received",
    "family_disposable_income",
    "family_yearly_benefits",
    "family_yearly_disposable_income",
    "household_disposable_income",
    "has_duplicate_support",
)


def tied(simulation, year):
    """By entity, in which homes two of a family who claim have the same highest income."""
    family, household = simulation.populations["family"], simulation.populations["household"]
    with clear_law_errors():
        income = simulation.calculate("assessable_income", year)
        claims = simulation.calculate("claims_dependants_exemption", year) & (income > 0)
    highest = family.project(family.max(numpy.where(claims, income, 0)))
    by_home = household.sum(family.project(family.sum(claims & (income == highest)) > 1)) > 0
    of_person = household.project(by_home)
    of_family = family.value_from_person(of_person, Family.HEAD)
    return {"person": of_person, "family": of_family, "household": by_home}


def asked(variable, month):
    """The period for which a variable is asked in a month; none where it has none."""
    unit = law_in_force().variables[variable].definition_period
    return {DateUnit.MONTH: month, DateUnit.YEAR: month.this_year}.get(unit)


def answer(simulation, variable, when):
    """Values, or the parameter that stops the rule."""
    try:
        with clear_law_errors():
            return numpy.asarray(simulation.calculate(variable, when))
    except UnsetParameterError as error:
        return error.path


def differences(simulations, order, left_out, names, month):
    """Variables whose answers differ by more than their order."""
    wrong = []
    for name in names:
        when = asked(name, month)
        if when is None:
            continue
        first, second = (answer(each, name, when) for each in simulations)
        if isinstance(first, str) or isinstance(second, str):
            wrong += [name] * (not (isinstance(first, str) and isinstance(second, str)))
            continue
        key = law_in_force().variables[name].entity.key
        kept = ~left_out[key][order[key]]
        first, second = first[order[key]][kept], second[kept]
        is_amount = first.dtype.kind == "f"
        same = numpy.isclose(first, second, rtol=0, atol=TOLERANCE, equal_nan=True) if is_amount else first == second
        wrong += [name] * (not same.all())
    return wrong


@pytest.mark.parametrize("year", YEARS)
@drawn
@given(seeds)
def test_another_order_gives_the_same_in_another_order(year, seed):
    homes = Homes(HOMES, seed, year)
    other, order = homes.reordered(seed)
    simulations = [each.simulation(law_in_force()) for each in (homes, other)]
    left_out = tied(simulations[0], period(str(year)))
    assert left_out["household"].mean() < 0.2
    computed = [name for name, variable in law_in_force().variables.items() if variable.formulas]
    months = year_months(period(str(year)))
    for month in months:
        names = computed if month == months[seed % 12] else OUTCOMES
        assert differences(simulations, order, left_out, names, month) == [], month


def test_an_answer_that_depends_on_the_place_is_noticed():
    homes = Homes(50, 1, 2024)
    other, order = homes.reordered(1)
    simulations = [each.simulation(law_in_force()) for each in (homes, other)]
    place = numpy.arange(homes.counts["person"], dtype=float)
    for each in simulations:
        holder = each.persons.get_holder("net_wage")
        holder.set_input(period("2024-05"), place)
    nobody = {key: numpy.zeros(count, dtype=bool) for key, count in homes.counts.items()}
    assert differences(simulations, order, nobody, ["net_wage", "wage"], period("2024-05")) == ["net_wage"]
