"""Which variables a month of a simulation computed, what each read, and what moves from one month to another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from openfisca_core.periods import Period
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.engine.rule_values import RuleValues
from openfisca_jordan_sp.engine.simulation import PartSimulation
from openfisca_jordan_sp.engine.traces import Day, Trace
from openfisca_jordan_sp.law.catalogue import Quota
from openfisca_jordan_sp.law.reads import reached

Names = set[str]


class Graph:
    """The rules of a month that some simulations ran: what each read, over all runs.

    A rule may read more on some families than on others: what any run read counts.
    """

    def __init__(self, system: TaxBenefitSystem, rules: RuleValues) -> None:
        self._system = system
        self._rules = rules
        self._reads: dict[str, Names] = {}
        self._readers: dict[str, Names] = {}
        self._names: Names = set()
        self._bound_to_period: Names = set()
        self._read_by: dict[Day, dict[str, Names]] = {day: {} for day in Day}
        self._seen: set[tuple[str, int]] = set()

    def add(self, simulation: PartSimulation, month: Period) -> None:
        """Add what a simulation computed for a month."""
        for (name, period), result in simulation.found.items():
            if period == month:
                self._add(name, result.trace, month)
        self._names |= {name for name, period in simulation.without_rule if period == month}

    def _add(self, name: str, trace: Trace, month: Period) -> None:
        key = (name, id(trace))
        if key in self._seen:
            return
        self._seen.add(key)
        self._names.add(name)
        self._link(name, (other for other, period in trace.variables_at(month) if period == month))
        if trace.period is not None:
            self._bound_to_period.add(name)
        else:
            for day, path in trace.parameters:
                assert isinstance(day, Day)
                self._read_by[day].setdefault(path, set()).add(name)

    def add_quotas(self, quotas: Iterable[Quota]) -> None:
        """Add what says who is inside a quota: no rule of the family alone."""
        for quota in quotas:
            self._link(quota.flag, (*quota.all_of, quota.score))

    def _link(self, name: str, read: Iterable[str]) -> None:
        for other in read:
            self._reads.setdefault(name, set()).add(other)
            self._readers.setdefault(other, set()).add(name)

    def knows(self, name: str) -> bool:
        """Whether a variable was computed by a rule in any run, or had none."""
        return name in self._names

    def moved(self, month: Period, before: Period) -> Names:
        """The variables whose own rule may give something else in `month` than in `before` on the same values."""
        by_rule = self._rules.changed_rules(self._system, self._names, month, before)
        by_value = (self._moved_by_value(day, read_by, month, before) for day, read_by in self._read_by.items())
        return self._bound_to_period.union(by_rule, *by_value)

    def _moved_by_value(self, day: Day, read_by: dict[str, Names], month: Period, before: Period) -> Names:
        if not read_by:
            return set()
        paths = self._rules.changed_paths(self._system, read_by.keys(), day.of(month), day.of(before))
        return _next(read_by, paths)

    def readers(self, names: Names) -> Names:
        """The variables that read any of some variables themselves."""
        return _next(self._readers, names)

    def reads(self, names: Names) -> Names:
        """The variables that some variables read themselves."""
        return _next(self._reads, names)

    def downstream(self, names: Names) -> Names:
        """The variables that rest on any of some variables, however indirectly."""
        return reached(self._readers, names)

    def upstream(self, names: Names) -> Names:
        """The variables that some variables rest on, however indirectly."""
        return reached(self._reads, names)


def _next(edges: Mapping[str, Names], names: Names) -> Names:
    return set().union(*(edges.get(name, ()) for name in names))
