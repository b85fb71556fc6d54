"""From one month to the next: only the households for whom something changes are computed again.

Within a year little changes: somebody has a birthday, a value of the law rises in July. From the record of
what the rules read it is known which variables can move at all (those that look at the date, or read a
value that changes). They are computed for everybody; then those that read them; and only the households
in which one of these differs from the month before are computed in full.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy
from numpy.typing import NDArray
from openfisca_core.periods import Period

from openfisca_jordan_sp.engine.amounts import FloatArray, family_amounts, monthly_items
from openfisca_jordan_sp.engine.graph import Graph, Names
from openfisca_jordan_sp.engine.memory import PartMemory
from openfisca_jordan_sp.engine.quota import BoolArray, QuotaBook, Ranked, quotas_in_force
from openfisca_jordan_sp.engine.simulation import PartSimulation, build_simulation
from openfisca_jordan_sp.engine.traces import Array, Results
from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.population import Population

Rows = NDArray[numpy.bool_]
#: Who is inside which quota in a month, where that is known already: by flag, one value a family of the part.
KnownFlags = Callable[[Policy, Period], dict[str, BoolArray]]

#: A variable that differs in a larger share of rows is looked through: who reads it, and does that differ?
_WIDE = 0.02
#: Above this share of households that change, computing all of them is as quick.
_MOST = 0.5


@dataclass
class MonthState:
    """One policy in one month of a part of a population.

    Attributes:
        amounts: JOD by programme or levy, one value a family.
        ranked: whom the quotas concern, by flag.
        tracked: variables that tell who changes in the months to come, one value a row of their entity.
    """

    amounts: dict[str, FloatArray]
    ranked: dict[str, Ranked]
    tracked: dict[str, Array] = field(default_factory=dict)


class _Whole(Exception):  # noqa: N818 - a signal within this module, not an error
    """So much changes that everybody is computed again."""


class MonthWalk:
    """The policies of a part of a population, from month to month.

    Args:
        policies: each with its own system.
        memory: of the part, with what its simulations share.
        months: that will be walked through, in the order of walking; the first is computed in full.
        flags: who is inside which quota, where known.
        with_levies: whether contributions and taxes are counted beside programmes.
    """

    def __init__(
        self,
        policies: Sequence[Policy],
        memory: PartMemory,
        months: Sequence[Period],
        flags: KnownFlags,
        with_levies: bool = True,
    ) -> None:
        self._with_levies = with_levies
        self._policies = policies
        self._memory = memory
        self._part = memory.part
        self._results = memory.results
        self._flags = flags
        first = months[0]
        self._graphs = [Graph(policy.system, self._results.rules) for policy in policies]
        self.simulations: list[PartSimulation] = []
        self._months = months
        self.simulations, self.states = self._whole(first)

    def _whole(self, month: Period) -> tuple[list[PartSimulation], list[MonthState]]:
        """Every policy in a month, computed for everybody."""
        simulations, states = [], []
        for policy, graph in zip(self._policies, self._graphs, strict=True):
            simulation, book = self._full(policy, month)
            state = MonthState(
                family_amounts(simulation, monthly_items(policy, with_levies=self._with_levies), month), book.settle()
            )
            graph.add(simulation, month)
            graph.add_quotas(quotas_in_force(policy, month))
            self._track(graph, simulation, month, state)
            simulations.append(simulation)
            states.append(state)
        return simulations, states

    def _full(self, policy: Policy, month: Period) -> tuple[PartSimulation, QuotaBook]:
        return self._simulation(policy, month, self._part, self._results, self._flags(policy, month))

    @staticmethod
    def _simulation(
        policy: Policy, month: Period, part: Population, results: Results, flags: dict[str, BoolArray]
    ) -> tuple[PartSimulation, QuotaBook]:
        simulation = build_simulation(policy.system, part, [month], results)
        return simulation, QuotaBook(simulation, policy, month, flags)

    def _track(self, graph: Graph, simulation: PartSimulation, month: Period, state: MonthState) -> None:
        """Settle which variables are followed from month to month, and take them from a month computed in full."""
        moving: Names = set()
        for before, after in zip(self._months, self._months[1:], strict=False):
            moving |= graph.moved(after, before)
        readers = graph.readers(moving)
        readers |= graph.readers({name for name in readers if _has_many_values(simulation, name)})
        names = moving | readers
        names |= graph.reads(names) & graph.downstream(moving)
        for name in sorted(names):
            array = simulation.known(name, month)
            if array is not None:
                state.tracked[name] = array

    def step(self, month: Period, before: Period) -> list[MonthState]:
        """All policies in another month, from the states of the month before it in the walk."""
        states = [MonthState(dict(s.amounts), dict(s.ranked), dict(s.tracked)) for s in self.states]
        try:
            self._step(month, before, states)
        except (_Whole, UnsetParameterError):
            _, states = self._whole(month)
        self.states = states
        return states

    def _step(self, month: Period, before: Period, states: list[MonthState]) -> None:
        moves = [
            _Move(policy, graph, state, month, before, self._full(policy, month)[0])
            for policy, graph, state in zip(self._policies, self._graphs, states, strict=True)
        ]
        rows = [
            self._households(move.first_differences()) | self._changed_flags(policy, month, move.state)
            for policy, move in zip(self._policies, moves, strict=True)
        ]
        self._advance(rows, month, states)
        further = [self._households(move.further_differences()) for move in moves]
        self._advance([more & ~done for more, done in zip(further, rows, strict=True)], month, states)
        for move in moves:
            move.finish()

    def _none(self) -> Rows:
        return numpy.zeros(self._part.household_count, dtype=bool)

    def _households(self, differences: Iterable[tuple[str, Rows]]) -> Rows:
        """The households of the rows of tables that differ."""
        found = self._none()
        for table, rows in differences:
            if table == "households":
                found |= rows
            else:
                found[self._part.table(table)["household_id"][rows]] = True
        return found

    def _changed_flags(self, policy: Policy, month: Period, state: MonthState) -> Rows:
        known = self._flags(policy, month)
        rows = [("families", known[flag] != state.ranked[flag].inside) for flag in known if flag in state.ranked]
        return self._households(rows)

    def _advance(self, rows: Sequence[Rows], month: Period, states: list[MonthState]) -> None:
        """Compute some households in full and put what they get into the states.

        Those of the first policy are computed for every policy, which then share what is the same.
        """
        numbers = range(len(states))
        self._compute(rows[0], month, states, numbers)
        for number in numbers[1:]:
            self._compute(rows[number] & ~rows[0], month, states, [number])

    def _compute(self, rows: Rows, month: Period, states: list[MonthState], numbers: Iterable[int]) -> None:
        count = int(rows.sum())
        if count > _MOST * len(rows):
            raise _Whole
        if not count:
            return
        subset = self._memory.subset(rows)
        families = subset.places["families"]
        for number in numbers:
            policy, graph = self._policies[number], self._graphs[number]
            known = {flag: inside[families] for flag, inside in self._flags(policy, month).items()}
            simulation, book = self._simulation(policy, month, subset.part, subset.results, known)
            self._put(policy, simulation, book, month, states[number], subset.places)
            graph.add(simulation, month)
        subset.results.close()

    def _put(
        self,
        policy: Policy,
        simulation: PartSimulation,
        book: QuotaBook,
        month: Period,
        state: MonthState,
        places: dict[str, NDArray[numpy.int64]],
    ) -> None:
        families = places["families"]
        for name, amount in family_amounts(
            simulation, monthly_items(policy, with_levies=self._with_levies), month
        ).items():
            state.amounts[name] = self._memory.patched(state.amounts[name], families, amount)
        for flag, new in book.settle().items():
            old = state.ranked.get(flag)
            if old is None:
                raise _Whole
            state.ranked[flag] = Ranked(
                self._memory.patched(old.candidates, families, new.candidates),
                self._memory.patched(old.score, families, new.score),
                self._memory.patched(old.inside, families, new.inside),
            )
        for name, array in state.tracked.items():
            table = _TABLES[simulation.system.get_variable(name).entity.key]
            state.tracked[name] = self._memory.patched(array, places[table], simulation.computed(name, month))


_TABLES = {"person": "persons", "family": "families", "household": "households"}


class _Move:
    """One policy of a part going from one month to another: which variables differ, and where."""

    def __init__(
        self,
        policy: Policy,
        graph: Graph,
        state: MonthState,
        month: Period,
        before: Period,
        simulation: PartSimulation,
    ) -> None:
        self.state = state
        self._graph = graph
        self._month = month
        self._simulation = simulation
        self._outputs = _outputs(policy, month)
        self._moved = graph.moved(month, before)
        self._resting = graph.downstream(self._moved)
        self._computed: dict[str, Array] = {}

    def first_differences(self) -> Iterable[tuple[str, Rows]]:
        """Where variables differ that rest on no other that moves, and those that read them."""
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
        below, above = self._graph.downstream(further), self._graph.upstream(further)
        between = further | (below & above)
        wanted = between | (self._graph.readers(further) - self._moved)
        for name in (self._graph.reads(wanted) & self._resting) - between - below:
            if name in self.state.tracked and name not in self._computed:
                self._simulation.preset(name, self._month, self.state.tracked[name])
        for flag in self.state.ranked.keys() - between - below:
            self._simulation.preset(flag, self._month, self.state.ranked[flag].inside)
        yield from self._narrowed({name for name in further if self._differs(name)})

    def finish(self) -> None:
        """Keep what was computed for everybody."""
        self.state.tracked |= self._computed
        self._graph.add(self._simulation, self._month)

    def _differs(self, name: str) -> bool:
        return self._before(name) is not self._now(name)

    def _before(self, name: str) -> Array:
        if name not in self.state.tracked:
            raise _Whole
        return self.state.tracked[name]

    def _now(self, name: str) -> Array:
        if name not in self._computed:
            self._computed[name] = self._simulation.computed(name, self._month)
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
        table = _TABLES[self._simulation.system.get_variable(name).entity.key]
        return table, _differing(numpy.asarray(self._before(name)), numpy.asarray(self._now(name)))


def _has_many_values(simulation: PartSimulation, name: str) -> bool:
    return simulation.system.get_variable(name).value_type is not bool


def _outputs(policy: Policy, month: Period) -> Names:
    """The variables that are results themselves: where they differ, a household's result differs."""
    ranked = {name for quota in quotas_in_force(policy, month) for name in (*quota.all_of, quota.score)}
    return ranked | {item.variable for item in monthly_items(policy)}


def _differing(before: Array, now: Array) -> Rows:
    differing: Rows = before != now
    if before.dtype.kind == "f":
        differing &= ~(numpy.isnan(before) & numpy.isnan(now))
    return differing
