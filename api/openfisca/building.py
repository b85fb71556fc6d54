"""A simulation of a situation: one array for each variable and period, set in core's order, small periods first."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.holders import set_input_dispatch_by_period, set_input_divide_by_period
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.periods import Period, key_period_size

from openfisca_jordan_sp.errors import SituationError, Text
from openfisca_jordan_sp.fast.enums import fast_enums
from openfisca_jordan_sp.fast.simulation import FastSimulation

from .axes import Axis
from .known import KnownVariable
from .members import Units
from .refusals import RefusedError
from .situation import Situation, Told
from .spreading import ContradictionError, Values, spread

#: Ways to take values that do with one of the variable's own periods what is done without any: keep it.
_PLAIN = (None, set_input_dispatch_by_period, set_input_divide_by_period)
_TWICE = Text("The same period is told twice.", "ذُكرت الفترة نفسها مرتين.")


def build(situation: Situation) -> FastSimulation:
    """A simulation that knows what a situation tells.

    Raises:
        RefusedError: a value told twice, or values of a year and its months that contradict one another.
    """
    system = situation.known.system
    populations = system.instantiate_entities()
    simulation = FastSimulation(system, populations)
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


def _inputs(situation: Situation) -> dict[KnownVariable, dict[Period, Told]]:
    """What is told of each variable by period, however the request spells it; a period of an axis too."""
    made = {known: _by_period(by_text) for known, by_text in situation.told.items()}
    for axis in situation.axes.each:
        inputs = made.setdefault(axis.known, {})
        if axis.period not in inputs:
            inputs[axis.period] = Told(axis.period, axis.is_exact, axis.where)
    return made


def _by_period(by_text: dict[str, Told]) -> dict[Period, Told]:
    inputs = {told.period: told for told in by_text.values()}
    if len(inputs) == len(by_text):
        return inputs
    inputs.clear()
    for told in by_text.values():
        first = inputs.get(told.period, replace(told, units=[], values=[]))
        inputs[told.period] = replace(told, units=first.units + told.units, values=first.values + told.values)
    for told in inputs.values():
        if len(set(told.units)) < len(told.units):
            raise RefusedError(told.where, _TWICE)  # nobody can say which one is meant
    return inputs


def _set(simulation: FastSimulation, situation: Situation, known: KnownVariable, inputs: dict[Period, Told]) -> None:
    """Set the values of one variable."""
    variable = known.variable
    is_plain = variable.set_input in _PLAIN
    arrays = _arrays(known, situation, inputs)
    are_alike = len(inputs) == 1 or (is_plain and all(told.is_exact for told in inputs.values()))
    if is_plain and not are_alike:
        simulation.values_of(known.name).update(_spread(situation, known, inputs, arrays))
        return
    for period in inputs if are_alike else sorted(inputs, key=key_period_size):
        told, array = inputs[period], arrays[period]
        if variable.end is not None and period.start.date > variable.end:
            continue
        if is_plain and told.is_exact:
            # As the holder would after a round of questions whose answers are known; there are hundreds in a request.
            simulation.values_of(known.name)[period] = array
            continue
        try:
            simulation.get_holder(known.name).set_input(period, array)
        except (ValueError, OverflowError) as error:
            reason = " ".join(str(error).split())
            raise RefusedError(told.where, Text(reason, f"لا تصح هذه القيم معا: {reason}")) from None


def _spread(
    situation: Situation, known: KnownVariable, inputs: dict[Period, Told], arrays: dict[Period, NDArray[Any]]
) -> dict[Period, NDArray[Any]]:
    """The arrays of a variable's own periods where longer ones are told beside them."""
    end = known.variable.end
    told = {
        period: Values(numpy.asarray(arrays[period]), _is_told(situation, known, one, len(arrays[period])))
        for period, one in inputs.items()
        if end is None or period.start.date <= end
    }
    try:
        spread_over = spread(known.variable, told)
    except ContradictionError as error:
        where = _where(situation, known, inputs[error.period], error.unit)
        raise RefusedError(where, _contradiction(known.name, error.period)) from None
    names = known.variable.possible_values if known.variable.value_type is Enum else None
    return {period: array if names is None else EnumArray(array, names) for period, array in spread_over.items()}


def _is_told(situation: Situation, known: KnownVariable, told: Told, size: int) -> NDArray[numpy.bool_]:
    """Whether each unit, in each copy, is told a value for a period, or varies in it."""
    count = len(situation.units[known.plural].ids)
    is_told = numpy.zeros(size, numpy.bool_).reshape(-1, count)
    is_told[:, told.units] = True
    for axis in situation.axes.each:
        if axis.known is known and axis.period == told.period:
            is_told[:, axis.unit] = True
    return is_told.reshape(size)


def _where(situation: Situation, known: KnownVariable, told: Told, unit: int) -> tuple[str, ...]:
    """The path of what a unit is told for a period, as the request spells it."""
    ids = situation.units[known.plural].ids
    place = unit % len(ids)
    for text, one in situation.told.get(known, {}).items():
        if one.period == told.period and place in one.units:
            return (known.plural, ids[place], known.name, text)
    return told.where


def _contradiction(name: str, period: Period) -> Text:
    return Text(
        f"Inconsistent input: {name} is told for all periods within {period}, and they do not add up to the value told "
        f"for {period} itself.",
        f"قيم غير متسقة: ذُكرت قيمة {name} لكل فترة ضمن {period}، ولا يساوي مجموعها القيمة المذكورة لـ {period} نفسها.",
    )


def _arrays(known: KnownVariable, situation: Situation, inputs: dict[Period, Told]) -> dict[Period, NDArray[Any]]:
    """The array of each period. What is the same month after month is copied, not made again."""
    count, copies = len(situation.units[known.plural].ids), situation.axes.copies
    axes = [axis for axis in situation.axes.each if axis.known is known]
    made: dict[Period, NDArray[Any]] = {}
    last: Told | None = None
    for period, told in inputs.items():
        if last is not None and not axes and told.values == last.values and told.units == last.units:
            made[period] = made[last.period].copy()
            continue
        array = fast_enums(known.variable.default_array(count))
        if told.units:
            array[told.units] = told.values
        here = [axis for axis in axes if axis.period == period]
        made[period] = array if copies == 1 and not here else _along(array, count, copies, here)
        last = told
    return made


def _along(array: NDArray[Any], count: int, copies: int, axes: list[Axis]) -> NDArray[Any]:
    """An array repeated for each copy, with the values of the axes."""
    tiled = numpy.tile(numpy.asarray(array), copies)
    for axis in axes:
        tiled[axis.unit :: count] = axis.values
    return EnumArray(tiled, array.possible_values) if isinstance(array, EnumArray) else tiled
