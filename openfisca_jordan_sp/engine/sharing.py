"""Which results may stand for another period or another policy.

A result is shared only where running the rule again would read the same: the same formula, the same
values of the parameters that it read, and the very same arrays. That is what a record of an actual
run can prove; a graph drawn from a sample cannot, for a rule may read more on other data.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.periods import Period
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from openfisca_jordan_sp.engine.rule_values import RuleValues
from openfisca_jordan_sp.engine.traces import Array, Formula, Frame, Trace
from openfisca_jordan_sp.fast.arrays import is_uniform
from openfisca_jordan_sp.fast.memberships import Membership
from openfisca_jordan_sp.populations.population import Population


class Calculator(Protocol):
    """What a shared result is checked against: a simulation."""

    system: TaxBenefitSystem

    def computed(self, variable_name: str, period: Period) -> Array:
        """A variable for a period, computed."""


class Closable(Protocol):
    """A simulation that can be let go."""

    def close(self) -> None:
        """Let everything go."""


@dataclass(frozen=True)
class Result:
    """An array with what it was computed from."""

    formula: Formula
    trace: Trace
    values: tuple[Any, ...]
    arrays: tuple[Array, ...]
    array: Array

    def holds(self, simulation: Calculator, formula: Formula, period: Period, rules: RuleValues) -> bool:
        """Whether running `formula` for a period would read just what this result was computed from.

        Reads are checked in the order in which they were made: what follows a difference is not computed.
        """
        if self.formula is not formula or (self.trace.period is not None and self.trace.period != period):
            return False
        values = rules.of(simulation.system, self.trace, period)
        if values is not self.values and values != self.values:
            return False
        reads = zip(self.trace.variables_at(period), self.arrays, strict=True)
        return all(simulation.computed(name, when) is array for (name, when), array in reads)


class Results:
    """The results of one part of a population, shared by all simulations of it."""

    def __init__(self, rules: RuleValues) -> None:
        self.rules = rules
        self.nbytes = 0
        self.simulations: list[Closable] = []
        self._of: dict[str, list[Result]] = {}
        self._same: dict[str, list[Array]] = {}
        self._inputs: dict[tuple[str, Any], Array] = {}
        self._memberships: dict[str, Membership] = {}
        self._derived: dict[str, list[tuple[Array, Array]]] = {}

    def memberships(self, part: Population) -> dict[str, Membership]:
        """How the persons of the part belong to families and households."""
        if not self._memberships:
            persons = part.persons
            self._memberships = {
                key: Membership(persons[f"{key}_id"], persons[f"{key}_role"], count)
                for key, count in (("family", part.family_count), ("household", part.household_count))
            }
        return self._memberships

    def column(self, variable: Variable, values: Array) -> Array:
        """A column as rules read it: enums with their names, the rest untouched; always the same array."""
        key = (variable.name, None)
        if key not in self._inputs:
            names = getattr(variable, "possible_values", None)
            self._inputs[key] = values if names is None else EnumArray(values, names)
        return self._inputs[key]

    def default(self, variable: Variable, count: int) -> Array:
        """The default of a variable for everybody: always the same array, of the size of one value."""
        key = (variable.name, variable.default_value)
        if key not in self._inputs:
            names = getattr(variable, "possible_values", None)
            value = variable.default_value if names is None else variable.default_value.index
            array = numpy.broadcast_to(numpy.asarray(value, dtype=variable.dtype), count)
            self._inputs[key] = array if names is None else EnumArray(array, names)
        return self._inputs[key]

    def derived(self, name: str, array: Array, make: Callable[[Array], Array]) -> Array:
        """What `make` makes of an array of a variable, made once for each array."""
        for source, made in self._derived.setdefault(name, []):
            if source is array:
                return made
        made = make(array)
        self._derived[name].append((array, made))
        return made

    def close(self) -> None:
        """Close the simulations that shared these results; the results stay."""
        for simulation in self.simulations:
            simulation.close()
        self.simulations.clear()

    def find(self, simulation: Calculator, name: str, formula: Formula, period: Period) -> Result | None:
        """A result that stands for a variable in a simulation, or None."""
        for result in self._of.get(name, ()):
            if result.holds(simulation, formula, period, self.rules):
                return result
        return None

    def keep(self, simulation: Calculator, name: str, formula: Formula, frame: Frame, array: Array) -> Result:
        """Remember what a run of a formula gave."""
        trace = self.rules.one(frame.trace(formula))
        values = self.rules.of(simulation.system, trace, frame.period)
        result = Result(formula, trace, values, tuple(frame.variables.values()), self.same(name, array))
        self._of.setdefault(name, []).append(result)
        return result

    def same(self, name: str, array: Array) -> Array:
        """The array of a variable that is known already if it is equal to this one: then all that follows is shared."""
        known = self._same.setdefault(name, [])
        for other in reversed(known[-_COMPARED:]):
            if other is array or _is_equal(other, array):
                return other
        array.flags.writeable = False
        known.append(array)
        self.nbytes += array.nbytes if array.strides != (0,) else 0
        return array


#: How many arrays of a variable a new one is compared with, the latest first.
_COMPARED = 3


def _is_equal(one: Array, other: Array) -> bool:
    if one.dtype != other.dtype or one.shape != other.shape:
        return False
    if is_uniform(one) and is_uniform(other):
        one, other = one[:1], other[:1]
    equal = numpy.asarray(one) == numpy.asarray(other)
    if equal.all():
        return True
    return one.dtype.kind == "f" and bool((equal | (numpy.isnan(one) & numpy.isnan(other))).all())
