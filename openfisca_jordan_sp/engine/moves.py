"""One policy going from one month to another: which variables differ, and for whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy
from numpy.typing import NDArray
from openfisca_core.periods import Period

from openfisca_jordan_sp.engine.amounts import FloatArray, Item, family_amounts
from openfisca_jordan_sp.engine.graph import Graph, Names
from openfisca_jordan_sp.engine.quota import Ranked, quotas_in_force
from openfisca_jordan_sp.engine.simulation import PartSimulation
from openfisca_jordan_sp.engine.traces import Array
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.schema import TABLE_OF

Rows = NDArray[numpy.bool_]

#: A variable that differs in a larger share of rows is looked through: who reads it, and does that differ?
_WIDE = 0.02
#: So many rules run for everybody cost less than all rules for the households that they concern.
_FEW = 24


@dataclass
class MonthState:
    """One policy in one month of a part of a population.

    Attributes:
        amounts: JOD by programme or levy, one value a family.
        ranked: whom the quotas concern, by flag.
        tracked: variables that tell who changes in the months to come, one value a row of their entity.
        steady: variables that no month to come changes for anybody.
    """

    amounts: dict[str, FloatArray]
    ranked: dict[str, Ranked]
    tracked: dict[str, Array] = field(default_factory=dict)
    steady: dict[str, Array] = field(default_factory=dict)

    def copy(self) -> MonthState:
        """The same, to be changed without changing this one; what is steady stays shared."""
        return MonthState(dict(self.amounts), dict(self.ranked), dict(self.tracked), self.steady)


class EverybodyChanges(Exception):  # noqa: N818 - a signal to `months`, not an error
    """So much changes that everybody is computed again."""


class Move:
    """One policy of a part going from one month to another: which variables differ, and where."""

    def __init__(
        self,
        policy: Policy,
        items: Sequence[Item],
        graph: Graph,
        state: MonthState,
        step: tuple[Period, Period],
        simulation: PartSimulation,
        take_over: Callable[[], None],
    ) -> None:
        """`take_over` gives the simulation what the first policy's has computed so far and this one does not change."""
        self.state = state
        self._take_over = take_over
        month, before = step
        self._items = items
        self._graph = graph
        self._month = month
        self.simulation = simulation
        simulation.preset(state.steady, month)
        self._outputs = _outputs(policy, items, month)
        moved = graph.moved(month, before)
        self._light = light(graph, policy, month, moved)
        self._moved = moved - self._light
        self._resting = graph.downstream(self._moved)
        self._computed: dict[str, Array] = {}

    def first_differences(self) -> Iterable[tuple[str, Rows]]:
        """Where variables differ that rest on no other that moves, and those that read them."""
        self._take_over()
        first = self._moved - self._resting
        while more := {name for name in self._moved - first if self._graph.reads({name}) & self._resting <= first}:
            first |= more
        self._first = first
        yield from self._narrowed({name for name in first if self._differs(name)})

    def further_differences(self) -> Iterable[tuple[str, Rows]]:
        """Where, of the other households too, variables differ that rest on others that move, and their readers."""
        further = self._moved - self._first
        if not further:
            return
        self._take_over()
        below, above = self._graph.downstream(further), self._graph.upstream(further)
        between = further | (below & above)
        wanted = between | (self._graph.readers(further) - self._moved)
        self._preset_tracked((self._graph.reads(wanted) & self._resting) - between - below)
        self._preset_flags(self.state.ranked.keys() - between - below)
        yield from self._narrowed({name for name in further if self._differs(name)})

    def finish(self) -> None:
        """Settle the variables on which little rests, and keep what was computed for everybody."""
        self.state.tracked |= self._computed
        if self._light:
            resting = self._light | self._graph.downstream(self._light)
            self._take_over()
            self._preset_tracked(self._graph.reads(resting) - resting)
            self._preset_flags(self.state.ranked.keys())
            items = [item for item in self._items if item.variable in resting]
            self.state.amounts |= family_amounts(self.simulation, items, self._month)
        self._graph.add(self.simulation, self._month)

    def _preset_tracked(self, names: Names) -> None:
        known = {name: self.state.tracked[name] for name in names & self.state.tracked.keys() - self._computed.keys()}
        self.simulation.preset(known, self._month)

    def _preset_flags(self, flags: Iterable[str]) -> None:
        self.simulation.preset({flag: self.state.ranked[flag].inside for flag in flags}, self._month)

    def _differs(self, name: str) -> bool:
        return self._before(name) is not self._now(name)

    def _before(self, name: str) -> Array:
        if name not in self.state.tracked:
            raise EverybodyChanges
        return self.state.tracked[name]

    def _now(self, name: str) -> Array:
        if name not in self._computed:
            self._computed[name] = self.simulation.computed(name, self._month)
        return self._computed[name]

    def _narrowed(self, changed: Names) -> Iterable[tuple[str, Rows]]:
        """Where variables differ that read the changed ones; of those that differ widely, their own readers.

        An age differs at every birthday, whether somebody is a child only at one: what a variable says
        that differs widely is looked for in those that read it, unless it is a result itself.
        """
        yield from (self._rows(name) for name in sorted(changed & self._outputs))
        looked_at: Names = set()
        while front := self._graph.readers(changed) - self._moved - looked_at:
            looked_at |= front
            changed = set()
            for name in sorted(front):
                if self._before(name) is self._now(name):
                    continue
                table, rows = self._rows(name)
                if self._is_wide(name, rows):
                    changed.add(name)
                else:
                    yield table, rows

    def _is_wide(self, name: str, rows: Rows) -> bool:
        if name in self._outputs or rows.mean() <= _WIDE:
            return False
        return self._graph.readers({name}) - self._moved <= self.state.tracked.keys()

    def _rows(self, name: str) -> tuple[str, Rows]:
        table = TABLE_OF[self.simulation.system.get_variable(name).entity.key]
        return table, _differing(numpy.asarray(self._before(name)), numpy.asarray(self._now(name)))


def light(graph: Graph, policy: Policy, month: Period, moved: Names) -> Names:
    """Of variables that move the ones on which so little rests, and no quota, that it is computed for everybody."""
    ranked = _ranked_by(policy, month) | {quota.flag for quota in quotas_in_force(policy, month)}

    def is_light(name: str) -> bool:
        resting = {name} | graph.downstream({name})
        return len(resting) <= _FEW and not resting & ranked

    return {name for name in moved if is_light(name)}


def _outputs(policy: Policy, items: Iterable[Item], month: Period) -> Names:
    """The variables that are results themselves: where they differ, a household's result differs."""
    return _ranked_by(policy, month) | {item.variable for item in items}


def _ranked_by(policy: Policy, month: Period) -> Names:
    """What says who is a candidate of a quota in force, and in which order."""
    return {name for quota in quotas_in_force(policy, month) for name in (*quota.all_of, quota.score)}


def _differing(before: Array, now: Array) -> Rows:
    differing: Rows = before != now
    if before.dtype.kind == "f":
        differing &= ~(numpy.isnan(before) & numpy.isnan(now))
    return differing
