"""From one month to the next: only the households for whom something changes are computed again.

Within a year little changes: somebody has a birthday, a value of the law rises in July. From the record of
what the rules read it is known which variables can move at all (those that look at the date, or read a
value that changes). They are computed for everybody, with what rests on them where that is little; else those
that read them are, and only the households in which one of these differs from the month before go through
the rules that something moving reaches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import chain, pairwise

import numpy
from numpy.typing import NDArray
from openfisca_core.periods import Period

from openfisca_jordan_sp.engine.amounts import Item, family_amounts, monthly_items
from openfisca_jordan_sp.engine.graph import Graph, Names
from openfisca_jordan_sp.engine.influence import Influence
from openfisca_jordan_sp.engine.memory import PartMemory
from openfisca_jordan_sp.engine.moves import EverybodyChanges, MonthState, Move, Rows, light
from openfisca_jordan_sp.engine.quota import BoolArray, QuotaBook, Ranked, quotas_in_force
from openfisca_jordan_sp.engine.sharing import Results
from openfisca_jordan_sp.engine.simulation import PartSimulation, build_simulation
from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.schema import TABLE_OF

#: Who is inside which quota in a month, where that is known already: by flag, one value a family of the part.
KnownFlags = Callable[[Policy, Period], dict[str, BoolArray]]

#: Above this share of households that change, computing all of them is as quick.
_MOST = 0.5


class MonthWalk:
    """The policies of a part of a population, from month to month.

    Args:
        policies: each with its own system.
        memory: of the part, with what its simulations share.
        walks: the months that will be walked through, in the order of walking; all begin with the same month, which
            is computed in full.
        flags: who is inside which quota, where known.
        with_levies: whether contributions and taxes are counted beside programmes.
    """

    def __init__(
        self,
        policies: Sequence[Policy],
        memory: PartMemory,
        walks: Sequence[Sequence[Period]],
        flags: KnownFlags,
        with_levies: bool = True,
    ) -> None:
        self._policies = policies
        self._items = [monthly_items(policy, with_levies=with_levies) for policy in policies]
        self._memory = memory
        self._part = memory.part
        self._results = memory.results
        self._flags = flags
        self._graphs = [Graph(policy.system, self._results.rules) for policy in policies]
        self._influence = Influence(policies[0].system)
        self._steps = [step for months in walks for step in pairwise(months)]
        self._flagged = {
            flag
            for policy in policies
            for month in {walks[0][0], *chain.from_iterable(self._steps)}
            for flag in flags(policy, month)
        }
        self.simulations, self.states = self._whole(walks[0][0])

    def _whole(self, month: Period) -> tuple[list[PartSimulation], list[MonthState]]:
        """Every policy in a month, computed for everybody."""
        simulations: list[PartSimulation] = []
        states = []
        for number, (policy, graph) in enumerate(zip(self._policies, self._graphs, strict=True)):
            simulation, book = self._full(policy, month)
            simulations.append(simulation)
            self.take_over(number, simulation, simulations[0])
            state = MonthState(family_amounts(simulation, self._items[number], month), book.settle())
            graph.add(simulation, month)
            graph.add_quotas(quotas_in_force(policy, month))
            self._influence.add_quotas(quotas_in_force(policy, month))
            self._track(policy, graph, simulation, month, state)
            states.append(state)
        return simulations, states

    def take_over(self, number: int, simulation: PartSimulation, first: PartSimulation) -> None:
        """Give a policy's simulation what the first policy's has computed so far and this policy does not change."""
        if number:
            self._influence.add(first)
            simulation.adopt(first, self._influence.affected(simulation.system, self._flagged))

    def _full(self, policy: Policy, month: Period) -> tuple[PartSimulation, QuotaBook]:
        return self._simulation(policy, month, self._part, self._results, self._flags(policy, month))

    @staticmethod
    def _simulation(
        policy: Policy, month: Period, part: Population, results: Results, flags: dict[str, BoolArray]
    ) -> tuple[PartSimulation, QuotaBook]:
        simulation = build_simulation(policy.system, part, [month], results)
        return simulation, QuotaBook(simulation, policy, month, flags)

    def _track(
        self, policy: Policy, graph: Graph, simulation: PartSimulation, month: Period, state: MonthState
    ) -> None:
        """Settle which variables are followed from month to month, and take them from a month computed in full."""
        moving: Names = set()
        for before, after in self._steps:
            moving |= graph.moved(after, before)
        if self._flagged:
            # Who is inside may differ from what the month before took for known.
            moving |= state.ranked.keys()
        easy = light(graph, policy, month, moving)
        resting = easy | graph.downstream(easy)
        heavy = moving - easy
        readers = graph.readers(heavy)
        readers |= graph.readers({name for name in readers if _has_many_values(simulation, name)})
        names = heavy | readers | resting
        changing = moving | graph.downstream(moving)
        names = (names | graph.reads(names) & changing) - resting
        known = simulation.known_of(month)
        state.tracked = {name: known[name] for name in sorted(names & known.keys())}
        state.steady = {name: array for name, array in known.items() if name not in changing and graph.knows(name)}

    def step(self, month: Period, before: Period) -> list[MonthState]:
        """All policies in another month, from the states of the month before it in the walk."""
        states = [state.copy() for state in self.states]
        try:
            self._step(month, before, states)
        except (EverybodyChanges, UnsetParameterError):
            _, states = self._whole(month)
        self.states = states
        return states

    def _step(self, month: Period, before: Period, states: list[MonthState]) -> None:
        moves: list[Move] = []
        for number, (policy, graph, state) in enumerate(zip(self._policies, self._graphs, states, strict=True)):
            simulation = self._full(policy, month)[0]
            first = moves[0].simulation if moves else simulation
            take_over = partial(self.take_over, number, simulation, first)
            step = (month, before)
            moves.append(Move(policy, self._items[number], graph, state, step, simulation, take_over))
        rows = [
            self._households(move.first_differences()) | self._changed_flags(policy, month, move.state)
            for policy, move in zip(self._policies, moves, strict=True)
        ]
        self._advance(rows, month, states)
        further = [self._households(move.further_differences()) for move in moves]
        self._advance([more & ~done for more, done in zip(further, rows, strict=True)], month, states)
        for move in moves:
            move.finish()

    def _households(self, differences: Iterable[tuple[str, Rows]]) -> Rows:
        """The households of the rows of tables that differ."""
        found = numpy.zeros(self._part.household_count, dtype=bool)
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
            raise EverybodyChanges
        if not count:
            return
        subset = self._memory.subset(rows)
        families = subset.places["families"]
        first: PartSimulation | None = None
        for number in numbers:
            policy, graph = self._policies[number], self._graphs[number]
            known = {flag: inside[families] for flag, inside in self._flags(policy, month).items()}
            simulation, book = self._simulation(policy, month, subset.part, subset.results, known)
            subset.lend(simulation, month, states[number].steady)
            if first is not None:
                self.take_over(number, simulation, first)
            first = first or simulation
            self._put(self._items[number], simulation, book, month, states[number], subset.places)
            graph.add(simulation, month)
        subset.results.close()

    def _put(
        self,
        items: Sequence[Item],
        simulation: PartSimulation,
        book: QuotaBook,
        month: Period,
        state: MonthState,
        places: dict[str, NDArray[numpy.int64]],
    ) -> None:
        families = places["families"]
        for name, amount in family_amounts(simulation, items, month).items():
            state.amounts[name] = self._memory.patched(state.amounts[name], families, amount)
        for flag, new in book.settle().items():
            old = state.ranked.get(flag)
            if old is None:
                raise EverybodyChanges
            state.ranked[flag] = Ranked(
                self._memory.patched(old.candidates, families, new.candidates),
                self._memory.patched(old.score, families, new.score),
                self._memory.patched(old.inside, families, new.inside),
            )
        for name, array in state.tracked.items():
            table = TABLE_OF[simulation.system.get_variable(name).entity.key]
            state.tracked[name] = self._memory.patched(array, places[table], simulation.computed(name, month))


def _has_many_values(simulation: PartSimulation, name: str) -> bool:
    return simulation.system.get_variable(name).value_type is not bool
