"""The values of the law that traces read, in each system, looked up once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import timedelta
from functools import partial
from threading import Lock
from typing import Any, Generic, TypeVar

from openfisca_core.parameters import Parameter, ParameterNode, ParameterNodeAtInstant
from openfisca_core.periods import Instant, Period, instant
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from openfisca_jordan_sp.engine.traces import Day, Formula, Trace
from openfisca_jordan_sp.law.parameters import find

Date = TypeVar("Date", Instant, str)

#: What stands for a parameter that is not set at an instant.
_UNSET = "unset"


class _Dated(Generic[Date]):
    """Names by the dates from which something about them may differ."""

    def __init__(self, dates_of: Callable[[str], Iterable[Date]]) -> None:
        self._dates_of: Callable[[str], Iterable[Date]] = dates_of
        self._known: set[str] = set()
        self._by_date: dict[Date, set[str]] = {}
        self._lock = Lock()

    def between(self, names: Collection[str], one: Date, other: Date) -> set[str]:
        """Of some names those with a date after the earlier and up to the later of two."""
        for name in set(names) - self._known:
            dates = tuple(self._dates_of(name))
            # One thread at a time, or of two names of one date the later would put the earlier out.
            with self._lock:
                for date in dates:
                    # New sets, not changed ones: another thread may be reading those.
                    self._by_date[date] = self._by_date.get(date, set()) | {name}
                self._known.add(name)
        first, last = min(one, other), max(one, other)
        dated = [found for date, found in list(self._by_date.items()) if first < date <= last]
        return set().union(*dated).intersection(names)


class RuleValues:
    """The values of what traces read, in each system; looked up once for each trace, system and period."""

    def __init__(self) -> None:
        self._values: dict[tuple[int, int, Period | None], tuple[Any, ...]] = {}
        self._leaves: dict[tuple[int, Instant, str], Any] = {}
        self._formulas: dict[tuple[int, Period], Formula | None] = {}
        self._variables: dict[tuple[int, str], Variable] = {}
        self._systems: dict[int, TaxBenefitSystem] = {}
        self._dated_values: dict[int, _Dated[Instant]] = {}
        self._dated_rules: dict[int, _Dated[str]] = {}
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
            values = tuple(
                self._leaf(system, when.of(period) if isinstance(when, Day) else when, path)
                for when, path in trace.parameters
            )
            self._values[key] = values
        return values

    def changed_paths(
        self, system: TaxBenefitSystem, paths: Collection[str], when: Instant, other: Instant
    ) -> set[str]:
        """Of some parameters the ones that differ at two instants."""
        dated = self._dated_values.setdefault(id(system), _Dated(partial(_value_dates, system)))
        may_differ = dated.between(paths, when, other)
        return {path for path in may_differ if self._leaf(system, when, path) != self._leaf(system, other, path)}

    def changed_rules(
        self, system: TaxBenefitSystem, names: Collection[str], period: Period, other: Period
    ) -> set[str]:
        """Of some variables the ones that have another rule in two periods."""
        dated = self._dated_rules.setdefault(id(system), _Dated(partial(_rule_dates, system)))
        variables = {
            name: self.variable(system, name) for name in dated.between(names, str(period.start), str(other.start))
        }
        return {
            name
            for name, variable in variables.items()
            if self.formula(variable, period) is not self.formula(variable, other)
        }

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


def _value_dates(system: TaxBenefitSystem, path: str) -> set[Instant]:
    """The days from which anything at or below a path may differ."""
    found = find(system.parameters, path)
    return set() if found is None else {instant(day) for day in _starts(found)}


def _rule_dates(system: TaxBenefitSystem, name: str) -> tuple[str, ...]:
    """The days from which a variable may have another rule, or none any more."""
    variable = system.get_variable(name)
    ends = () if variable.end is None else ((variable.end + timedelta(days=1)).isoformat(),)
    return (*variable.formulas, *ends)


def _starts(parameter: Any) -> Iterator[str]:
    """The days from which each value at or below a parameter holds."""
    if isinstance(parameter, Parameter):
        yield from (value.instant_str for value in parameter.values_list)
    elif isinstance(parameter, ParameterNode):
        for child in parameter.children.values():
            yield from _starts(child)
    else:
        for bracket in parameter.brackets:
            yield from _starts(bracket)


def _comparable(found: Any) -> Any:
    """A value as it is, a folder by the names in it, a scale by its brackets: the tracer of core leaves scales out."""
    if isinstance(found, ParameterNodeAtInstant):
        return tuple(found)
    if hasattr(found, "thresholds"):
        return tuple((name, tuple(values)) for name, values in sorted(vars(found).items()) if isinstance(values, list))
    return tuple(found) if isinstance(found, list) else found
