"""A population turned into an OpenFisca simulation, array by array.

Core's builder is not used: it sorts ids, misplaces people when a group is empty,
and compares role objects one by one. A population has neither gap nor disorder
(`read_population` has seen to that), so positions can be set as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.periods import DateUnit, Period
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.formulas import year_months
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.schema import MEMBERSHIP_COLUMNS

_PLURALS = {"person": "persons", "family": "families", "household": "households"}


def build_simulation(system: TaxBenefitSystem, population: Population, months: Iterable[Period]) -> Simulation:
    """A simulation of `population` under `system`.

    Its data hold in every month of the calendar years of `months`: rules by the
    year, the quarter or January's wage look at other months too.
    """
    simulation = Simulation(system, system.instantiate_entities())
    for key, population_of_entity in simulation.populations.items():
        count = len(population.table(_PLURALS[key])[f"{key}_id"])
        population_of_entity.count = count
        population_of_entity.ids = range(count)
    for key in ("household", "family"):
        _set_members(simulation, population, key)
    years = {month.this_year for month in months}
    _set_inputs(simulation, population, [month for year in sorted(years) for month in year_months(year)])
    return simulation


def gather(parts: Iterable[Simulation], variable: str, period: Period) -> NDArray[Any]:
    """A variable over the parts of a population, in the order of the whole."""
    return numpy.concatenate([numpy.asarray(part.calculate(variable, period)) for part in parts])


def _set_members(simulation: Simulation, population: Population, key: str) -> None:
    """Who belongs to which group, in which role and at which position."""
    group = simulation.populations[key]
    persons = population.persons
    group.members_entity_id = persons[f"{key}_id"]
    roles = numpy.array(group.entity.flattened_roles, dtype=object)
    group.members_role = roles[persons[f"{key}_role"]]
    # Members stand one group after the other, so their order is the order of groups.
    group._ordered_members_map = numpy.arange(len(group.members_entity_id))


def _set_inputs(simulation: Simulation, population: Population, months: list[Period]) -> None:
    for key, plural in _PLURALS.items():
        for column, values in population.table(plural).items():
            variable = simulation.tax_benefit_system.get_variable(column)
            if column in MEMBERSHIP_COLUMNS or variable is None or variable.is_neutralized:
                continue
            array = _as_input(values, variable)
            holder = simulation.populations[key].get_holder(column)
            if variable.definition_period == DateUnit.ETERNITY:
                holder.set_input(_eternity(), array)
            elif variable.definition_period == DateUnit.MONTH:
                _hold(holder, array, months)
            elif variable.definition_period == DateUnit.YEAR:
                _hold(holder, array, [month.this_year for month in months if month.start.month == 1])


def _hold(holder: Any, array: NDArray[Any], months: list[Period]) -> None:
    """Set an input for months: checked by core for the first, the same array for all the others.

    Core's own setting takes a month's input apart each time; over all columns, months and
    simulations of a comparison that was a third of its time.
    """
    first, *others = months
    holder.set_input(first, array)
    stored = holder.get_array(first)
    for month in others:
        holder.put_in_cache(stored, month)


def _as_input(values: NDArray[Any], variable: Any) -> NDArray[Any]:
    """The array that a holder stores as it is: enums with their names, the rest untouched."""
    if getattr(variable, "possible_values", None) is not None:
        values = EnumArray(values, variable.possible_values)
    return values


@cache
def _eternity() -> Period:
    return Period.eternity()
