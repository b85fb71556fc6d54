"""One household many times over, each copy with facts of its own: the arrays under `vary` and the search for reasons.

A situation is built once by OpenFisca; its arrays are then repeated: a thousand wages cost little more than one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.holders import Holder
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.periods import DateUnit, Period
from openfisca_core.periods import period as parse_period
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.errors import SituationError, Text
from openfisca_jordan_sp.fast.simulation import FastSimulation
from openfisca_jordan_sp.formulas import year_months
from openfisca_jordan_sp.situations import Situation, build_situation

Array = NDArray[Any]


@dataclass(frozen=True)
class Change:
    """One fact of one unit, with a value for each copy.

    Attributes:
        variable: its name; of any entity.
        unit: the id of the person, family or household that it is of.
        values: one a copy, as the variable stores it (an enum's as indices or as an `EnumArray`).
    """

    variable: str
    unit: str
    values: Array


def copies(
    system: TaxBenefitSystem, situation: Situation, period: str, changes: Sequence[Change], *, count: int
) -> Simulation:
    """A simulation of `count` copies of a situation, which differ by their changes.

    Copies stand one after the other: a result reshaped to `(count, -1)` has a row a copy and a column a unit.
    A changed fact holds in the whole calendar year of the period, as an undated one of a situation does.

    Raises:
        SituationError: a situation that cannot be read, or a change of an unknown variable or unit.
    """
    return copies_of(build_situation(system, situation, period)[0], period, changes, count=count)


def copies_of(one: Simulation, period: str | Period, changes: Sequence[Change], *, count: int) -> Simulation:
    """`copies` of a simulation that is built already and that nothing was computed in.

    Raises:
        SituationError: a change of an unknown variable or unit.
    """
    many = _repeated(one, count)
    when = period if isinstance(period, Period) else parse_period(period)
    for change in changes:
        _apply(one, many, when, change)
    return many


def unit_index(simulation: Simulation, variable: str, unit: str) -> int:
    """The place of a unit among those of its kind.

    Raises:
        SituationError: there is no such variable or no such unit.
    """
    known = simulation.tax_benefit_system.variables.get(variable)
    if known is None:
        raise SituationError(
            Text(f"There is no variable {variable}.", f"لا يوجد متغير باسم {variable}."), path=variable
        )
    ids = [str(one) for one in simulation.populations[known.entity.key].ids]
    if unit not in ids:
        names = ", ".join(ids)
        raise SituationError(
            Text(f"{variable} is not of {unit!r}.", f"المتغير {variable} ليس من صفات {unit!r}."),
            path=unit,
            hint=Text(f"It is of one of: {names}.", f"هو من صفات أحد هؤلاء: {names}."),
        )
    return ids.index(unit)


def _repeated(one: Simulation, count: int) -> Simulation:
    """The same people `count` times, with the inputs of each."""
    system = one.tax_benefit_system
    many = FastSimulation(system, system.instantiate_entities())
    for key, source in one.populations.items():
        population = many.populations[key]
        population.count = source.count * count
        population.ids = [f"{unit} {copy}" for copy in range(count) for unit in source.ids]
        if not source.entity.is_person:
            shift = numpy.repeat(numpy.arange(count) * source.count, len(source.members_entity_id))
            population.members_entity_id = numpy.tile(source.members_entity_id, count) + shift
            population.members_role = numpy.tile(source.members_role, count)
    for key, source in one.populations.items():
        for name, holder in source._holders.items():
            target = many.populations[key].get_holder(name)
            for period in holder.get_known_periods():
                target.put_in_cache(_tiled(holder.get_array(period), count), period)
    return many


def _tiled(values: Array, count: int) -> Array:
    tiled: Array = numpy.tile(numpy.asarray(values), count)
    return EnumArray(tiled, values.possible_values) if isinstance(values, EnumArray) else tiled


def _apply(one: Simulation, many: Simulation, period: Period, change: Change) -> None:
    """Set one fact of one unit in every copy."""
    index = unit_index(one, change.variable, change.unit)
    variable = one.tax_benefit_system.variables[change.variable]
    size = one.populations[variable.entity.key].count
    holder: Holder = many.populations[variable.entity.key].get_holder(change.variable)
    for when in periods_held(variable.definition_period, period):
        known = holder.get_array(when)
        values = holder.default_array() if known is None else known
        rows = numpy.array(values).reshape(-1, size)
        rows[:, index] = change.values
        holder.put_in_cache(_like(rows.ravel(), variable), when)


def _like(values: Array, variable: Any) -> Array:
    names = getattr(variable, "possible_values", None)
    return values if names is None else EnumArray(values, names)


def periods_held(unit: DateUnit, period: Period) -> list[Period]:
    """The periods of the calendar year in which a fact of a kind is held."""
    if unit == DateUnit.ETERNITY:
        return [Period.eternity()]
    return [period.this_year] if unit == DateUnit.YEAR else year_months(period.this_year)
