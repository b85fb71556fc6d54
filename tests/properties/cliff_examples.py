"""The example of a documented cliff, at any wage of its earner."""

import copy

from openfisca_core.periods import DateUnit, period

from openfisca_jordan_sp import Policy
from openfisca_jordan_sp.law.catalogue import FILS
from openfisca_jordan_sp.situations import build_situation
from openfisca_jordan_sp.system import clear_law_errors, law_in_force


def simulation_at(cliff, wage):
    """The family of a cliff with a wage of its earner, told for the whole year."""
    example = cliff.example
    system = Policy.of(example.reform).system if example.reform else law_in_force()
    situation = copy.deepcopy(dict(example.situation))
    situation["persons"][example.earner]["wage"] = wage
    year = period(example.period).this_year
    return build_situation(system, situation, str(year.first_month if is_yearly_example(cliff) else example.period))[0]


def is_yearly_example(cliff):
    return period(cliff.example.period).unit == DateUnit.YEAR


def condition_at(cliff, wage):
    """Whether each has the condition of a cliff at a wage."""
    when = period(cliff.example.period)
    simulation = simulation_at(cliff, wage)
    unit = simulation.tax_benefit_system.variables[cliff.condition].definition_period
    when = when.this_year if unit == DateUnit.YEAR else when.first_month
    with clear_law_errors():
        return simulation.calculate(cliff.condition, when).tolist()


def last_wage_before(cliff, low, high):
    """The highest wage, in fils, at which the condition is still as at the lowest, found by halving."""
    low, high = round(low / FILS), round(high / FILS)
    before = condition_at(cliff, low * FILS)
    assert condition_at(cliff, high * FILS) != before
    while high - low > 1:
        middle = (low + high) // 2
        if condition_at(cliff, middle * FILS) == before:
            low = middle
        else:
            high = middle
    return low * FILS
