"""A simulation of a situation: one array for each variable and period, set in core's order, small periods first."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.holders import set_input_dispatch_by_period, set_input_divide_by_period
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.periods import Period, key_period_size
from openfisca_core.simulations import Simulation

from openfisca_jordan_sp.errors import SituationError, Text

from .axes import Axis
from .known import KnownVariable
from .members import Units
from .refusals import RefusedError
from .situation import Situation, Told

#: Ways to take values that do with one of the variable's own periods what is done without any: keep it.
_PLAIN = (None, set_input_dispatch_by_period, set_input_divide_by_period)
_TWICE = Text("The same period is told twice.", "ذُكرت الفترة نفسها مرتين.")


@dataclass
class _Input:
    """What is known of one variable and period, from however many spellings of the period."""

    is_exact: bool
    where: tuple[str, ...]
    told: list[Told] = field(default_factory=list)
    axes: list[Axis] = field(default_factory=list)


def build(situation: Situation) -> Simulation:
    """A simulation that knows what a situation tells.

    Raises:
        RefusedError: a value told twice, or values of a year and its months that contradict one another.
    """
    system = situation.known.system
    populations = system.instantiate_entities()
    simulation = Simulation(system, populations)
    persons = situation.known.persons
    _fill_persons(simulation.persons, situation.units[persons], situation.axes.copies)
    try:
        for entity in situation.known.groups:
            population, units = populations[entity.key], situation.units[entity.plural]
            _fill_groups(population, entity, units, situation.axes.copies)
    except SituationError as error:
        raise RefusedError(
            (error.path,), Text(*(" ".join(error.lines(language)) for language in ("en", "ar")))
        ) from None
    for known, inputs in _inputs(situation).items():
        if not known.variable.is_neutralized:
            _set(simulation, situation, known, inputs)
    return simulation


def _fill_persons(population: Any, units: Units, copies: int) -> None:
    population.ids = _ids(units.ids, copies)
    population.count = len(population.ids)


def _fill_groups(population: Any, entity: Any, units: Units, copies: int) -> None:
    population.ids = _ids(units.ids, copies)
    population.count = len(population.ids)
    shift = numpy.repeat(numpy.arange(copies) * len(units.ids), len(units.groups))
    population.members_entity_id = numpy.tile(numpy.array(units.groups, numpy.int64), copies) + shift
    roles = numpy.empty(len(entity.flattened_roles), dtype=object)
    roles[:] = entity.flattened_roles
    population.members_role = numpy.tile(roles[units.roles], copies)


def _ids(ids: list[str], copies: int) -> list[str]:
    """The ids; along axes each bears the number of its copy among all, as in core."""
    if copies == 1:
        return ids
    return [f"{name}{place}" for place, name in enumerate(itertools.chain.from_iterable([ids] * copies))]


def _inputs(situation: Situation) -> dict[KnownVariable, dict[Period, _Input]]:
    made: dict[KnownVariable, dict[Period, _Input]] = {}
    for known, by_text in situation.told.items():
        inputs = made.setdefault(known, {})
        for told in by_text.values():
            inputs.setdefault(told.period, _Input(told.is_exact, told.where)).told.append(told)
    for axis in situation.axes.each:
        inputs = made.setdefault(axis.known, {})
        inputs.setdefault(axis.period, _Input(axis.is_exact, axis.where)).axes.append(axis)
    return made


def _set(simulation: Simulation, situation: Situation, known: KnownVariable, inputs: dict[Period, _Input]) -> None:
    """Set the values of one variable."""
    variable = known.variable
    holder = simulation.get_variable_population(known.name).get_holder(known.name)
    is_plain = variable.set_input in _PLAIN
    for period in _small_first(inputs):
        one = inputs[period]
        array = _array(known, one, len(situation.units[known.plural].ids), situation.axes.copies)
        if variable.end is not None and period.start.date > variable.end:
            continue
        if is_plain and one.is_exact:
            holder._memory_storage.put(array, period)
            continue
        try:
            holder.set_input(period, array)
        except (ValueError, OverflowError) as error:
            reason = " ".join(str(error).split())
            raise RefusedError(one.where, Text(reason, f"لا تصح هذه القيم معا: {reason}")) from None


def _small_first(periods: Iterable[Period]) -> list[Period]:
    known = list(periods)
    return known if len(known) == 1 else sorted(known, key=key_period_size)


def _array(known: KnownVariable, one: _Input, count: int, copies: int) -> NDArray[Any]:
    array = known.variable.default_array(count)
    if len(one.told) > 1:
        _refuse_twice(one.told)
    for told in one.told:
        array[told.units] = told.values
    if copies == 1 and not one.axes:
        return array  # type: ignore[no-any-return]
    tiled = numpy.tile(numpy.asarray(array), copies)
    for axis in one.axes:
        tiled[axis.unit :: count] = axis.values
    return EnumArray(tiled, array.possible_values) if isinstance(array, EnumArray) else tiled


def _refuse_twice(told: list[Told]) -> None:
    """Refuse a value that is told in two spellings of one period: nobody can say which one is meant."""
    units = [unit for one in told for unit in one.units]
    if len(set(units)) < len(units):
        raise RefusedError(told[-1].where, _TWICE)
