"""What each run of a rule read, and which results may stand for another period or another policy.

A result is shared only where running the rule again would read the same: the same formula, the same
values of the parameters that it read, and the very same arrays. That is what a record of an actual
run can prove; a graph drawn from a sample cannot, for a rule may read more on other data.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy
from numpy.typing import NDArray
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.parameters import ParameterNodeAtInstant
from openfisca_core.periods import Instant, Period
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from openfisca_jordan_sp.engine.periods_read import is_bound_to_period
from openfisca_jordan_sp.fast.memberships import Membership
from openfisca_jordan_sp.populations.population import Population

Array = NDArray[Any]
Formula = Callable[..., Any]
VariableRead = tuple[str, Period]
#: A parameter, scale or folder by its dotted path, and the instant; None for the start of the period computed.
ParameterRead = tuple[Instant | None, str]

#: What stands for a parameter that is not set at an instant.
_UNSET = "unset"


@dataclass(frozen=True)
class Trace:
    """What one run of a formula read, in the order of reading.

    Attributes:
        variables: names and periods.
        parameters: paths of values, scales and folders with the instant of each.
        period: the period that it was run for where that matters, else None: the same reads then
            hold at another period, each moved there.
    """

    variables: tuple[VariableRead, ...]
    parameters: tuple[ParameterRead, ...]
    period: Period | None

    def variables_at(self, period: Period) -> Iterable[VariableRead]:
        """The variables that it reads when it is run for a period."""
        return self.variables if self.period is not None else ((name, period) for name, _ in self.variables)


@dataclass
class Frame:
    """A formula that is being run."""

    period: Period
    variables: dict[VariableRead, Array] = field(default_factory=dict)
    parameters: dict[tuple[Instant, str], None] = field(default_factory=dict)

    def trace(self, formula: Formula) -> Trace:
        """What was read, once the formula has returned."""
        start = self.period.start
        moves = (
            not is_bound_to_period(formula)
            and all(period == self.period for _, period in self.variables)
            and all(instant == start for instant, _ in self.parameters)
        )
        parameters = tuple((None if moves else instant, path) for instant, path in self.parameters)
        return Trace(tuple(self.variables), parameters, None if moves else self.period)


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


@dataclass
class _Changes:
    """What differs between two times, as far as anybody has asked."""

    asked: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)

    def among(self, names: Collection[str], differs: Callable[[str], bool]) -> set[str]:
        new = set(names) - self.asked
        if new:
            # New sets, not changed ones: another thread may be reading those.
            self.changed = self.changed | {name for name in new if differs(name)}
            self.asked = self.asked | new
        return self.changed


class RuleValues:
    """The values of what traces read, in each system; looked up once for each trace, system and period."""

    def __init__(self) -> None:
        self._values: dict[tuple[int, int, Period | None], tuple[Any, ...]] = {}
        self._leaves: dict[tuple[int, Instant, str], Any] = {}
        self._formulas: dict[tuple[int, Period], Formula | None] = {}
        self._variables: dict[tuple[int, str], Variable] = {}
        self._systems: dict[int, TaxBenefitSystem] = {}
        self._changes: dict[tuple[int, Any, Any], _Changes] = {}
        self.own_variables: dict[str, set[str]] = {}
        self._traces: dict[Trace, Trace] = {}

    def hold(self, system: TaxBenefitSystem) -> None:
        """Keep a system, so that what is known of it by its id is never taken for another's."""
        self._systems[id(system)] = system

    @property
    def system_count(self) -> int:
        """How many systems are held."""
        return len(self._systems)

    def variable(self, system: TaxBenefitSystem, name: str) -> Variable:
        """A variable of a system.

        Raises:
            VariableNotFoundError: there is none of that name.
        """
        key = (id(system), name)
        if key not in self._variables:
            self._variables[key] = system.get_variable(name, check_existence=True)
        return self._variables[key]

    def formula(self, variable: Variable, period: Period) -> Formula | None:
        """The rule of a variable in a period."""
        key = (id(variable), period)
        if key not in self._formulas:
            self._formulas[key] = variable.get_formula(period)
        return self._formulas[key]

    def one(self, trace: Trace) -> Trace:
        """The same object for equal traces, so that they can be told apart quickly."""
        return self._traces.setdefault(trace, trace)

    def of(self, system: TaxBenefitSystem, trace: Trace, period: Period) -> tuple[Any, ...]:
        """The values that a trace's parameters have in a system, for a period."""
        if not trace.parameters:
            return ()
        key = (id(system), id(trace), period if trace.period is None else None)
        values = self._values.get(key)
        if values is None:
            start = period.start
            values = tuple(self._leaf(system, instant or start, path) for instant, path in trace.parameters)
            self._values[key] = values
        return values

    def changed_paths(
        self, system: TaxBenefitSystem, paths: Collection[str], instant: Instant, other: Instant
    ) -> set[str]:
        """Of some parameters (and those asked for before) the ones that differ at two instants."""

        def differs(path: str) -> bool:
            return bool(self._leaf(system, instant, path) != self._leaf(system, other, path))

        return self._changes.setdefault((id(system), instant, other), _Changes()).among(paths, differs)

    def changed_rules(
        self, system: TaxBenefitSystem, names: Collection[str], period: Period, other: Period
    ) -> set[str]:
        """Of some variables (and those asked for before) the ones that have another rule in two periods."""

        def differs(name: str) -> bool:
            variable = self.variable(system, name)
            return self.formula(variable, period) is not self.formula(variable, other)

        return self._changes.setdefault((id(system), period, other), _Changes()).among(names, differs)

    def _leaf(self, system: TaxBenefitSystem, instant: Instant, path: str) -> Any:
        key = (id(system), instant, path)
        if key not in self._leaves:
            self._leaves[key] = _comparable(_at(system.get_parameters_at_instant(instant), path))
        return self._leaves[key]


def _at(node: Any, path: str) -> Any:
    """The value, scale or folder at a dotted path; `unset` where there is none."""
    for part in path.split("."):
        if not isinstance(node, ParameterNodeAtInstant) or part not in node:
            return _UNSET
        node = node[part]
    return node


def _comparable(found: Any) -> Any:
    """A value as it is, a folder by the names in it, a scale by its brackets: the tracer of core leaves scales out."""
    if isinstance(found, ParameterNodeAtInstant):
        return tuple(found)
    if hasattr(found, "thresholds"):
        return tuple((name, tuple(values)) for name, values in sorted(vars(found).items()) if isinstance(values, list))
    return tuple(found) if isinstance(found, list) else found


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
    equal = numpy.asarray(one) == numpy.asarray(other)
    if equal.all():
        return True
    return one.dtype.kind == "f" and bool((equal | (numpy.isnan(one) & numpy.isnan(other))).all())
