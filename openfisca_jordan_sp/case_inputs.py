"""The facts of several described households as arrays: what OpenFisca's builder does value by value, at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.holders import set_input_divide_by_period
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.periods import DateUnit, Period
from openfisca_core.periods import period as parse_period
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from openfisca_jordan_sp.situation_checks import as_list, role_names
from openfisca_jordan_sp.situations import Situation, simulation_of

#: The facts of one kind of unit: by variable and period, the row and the value of each unit that tells it.
Facts = dict[str, dict[Period, list[tuple[int, Any]]]]

_parsed = cache(parse_period)


def simulation_with_facts(
    system: TaxBenefitSystem, situations: Mapping[str, Situation], period: str
) -> tuple[Simulation, dict[str, Facts]]:
    """A simulation of situations, and what each unit tells, by the key of its entity.

    Args:
        system: the law.
        situations: prepared ones, by a name each, which their units bear before their own.
        period: a month of the year that they are of.

    Raises:
        SituationError: OpenFisca refuses them.
    """
    bare: dict[str, dict[str, Any]] = {}
    facts: dict[str, Facts] = {}
    for entity in system.entities:
        roles = () if entity.is_person else role_names(entity)
        units = bare[entity.plural] = {}
        facts[entity.key] = {}
        for name, situation in situations.items():
            for unit, values in situation[entity.plural].items():
                _add_facts(system, facts[entity.key], len(units), values)
                members = {role: as_list(values[role]) for role in roles if role in values}
                units[f"{name}/{unit}"] = {role: [f"{name}/{one}" for one in of] for role, of in members.items()}
    simulation = simulation_of(system, bare, period)
    for key, of_entity in facts.items():
        for name, dated in of_entity.items():
            holder = simulation.populations[key].get_holder(name)
            for when, told in dated.items():
                holder.put_in_cache(_array(holder.default_array(), holder.variable, told), when)
    return simulation, facts


def _add_facts(system: TaxBenefitSystem, facts: Facts, row: int, values: Mapping[str, Any]) -> None:
    """Add what one unit tells (in place)."""
    for name, dated in values.items():
        variable = system.variables.get(name)
        if variable is not None:
            for when, value in by_period(variable, dated):
                facts.setdefault(name, {}).setdefault(when, []).append((row, value))


def by_period(variable: Variable, dated: Any) -> Iterator[tuple[Period, Any]]:
    """Values by the periods of the variable: what is told of a year holds in its months, or is shared among them."""
    unit = variable.definition_period
    if unit == DateUnit.ETERNITY:
        values = dated.values() if isinstance(dated, Mapping) else [dated]
        yield from ((Period.eternity(), value) for value in values)
        return
    told = {_parsed(str(when)): value for when, value in dated.items()}
    exact = {when: value for when, value in told.items() if when.unit == unit and when.size == 1}
    yield from exact.items()
    for when, value in told.items():
        if when in exact:
            continue
        months = when.get_subperiods(unit)
        left = [month for month in months if month not in exact]
        share = value
        if variable.set_input is set_input_divide_by_period and left:
            share = (value - sum(exact.get(month, 0) for month in months)) / len(left)
        yield from ((month, share) for month in left)


def _array(default: NDArray[Any], variable: Variable, told: list[tuple[int, Any]]) -> NDArray[Any]:
    """An array of the type of a variable with what some units tell."""
    rows, values = [row for row, _ in told], [value for _, value in told]
    if variable.value_type is not Enum:
        default[rows] = values
        return default
    items = variable.possible_values
    indices = numpy.array(default)
    indices[rows] = [(value if isinstance(value, Enum) else items[value]).index for value in values]
    encoded: NDArray[Any] = EnumArray(indices, items)
    return encoded
