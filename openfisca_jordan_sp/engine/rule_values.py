"""The values of the law that traces read, in each system, looked up once."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from openfisca_core.parameters import ParameterNodeAtInstant
from openfisca_core.periods import Instant, Period
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from openfisca_jordan_sp.engine.traces import Formula, Trace

#: What stands for a parameter that is not set at an instant.
_UNSET = "unset"


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
