"""Many policies over one population, a few at a time: of each only its headline figures are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from openfisca_core.periods import Period

from openfisca_jordan_sp.engine.evaluate import Evaluation, evaluate_all
from openfisca_jordan_sp.measures.basis import Basis
from openfisca_jordan_sp.measures.headlines import HeadlineReader, Headlines
from openfisca_jordan_sp.measures.tables import Pair
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.population import Population

Progress = Callable[[int], None]

#: Policies of one call to the engine: many, so that what they share is computed once; few for the whole Kingdom,
#: so that their amounts fit in memory.
MOST_AT_ONCE = 16
LEAST_AT_ONCE = 4
FAMILIES_AT_ONCE = 12_000_000
#: Steps that the engine reports for each policy.
STEPS = 13


@dataclass(frozen=True)
class Stage:
    """What the policies are evaluated on.

    Attributes:
        population: households, families and persons.
        period: the month of the monthly figures.
        line: the poverty line, JOD a person and month.
        progress: called with the number of steps done.
    """

    population: Population
    period: Period
    line: float
    progress: Progress | None = field(default=None, compare=False)

    @property
    def at_once(self) -> int:
        """Policies evaluated in one call besides the law in force: an even number, so that pairs stay together."""
        fit = FAMILIES_AT_ONCE // max(self.population.family_count, 1)
        return max(LEAST_AT_ONCE, min(MOST_AT_ONCE, fit // 2 * 2))

    def batches(self, policies: Iterable[Policy]) -> Iterator[list[Evaluation]]:
        """Evaluations of the policies in their order, some at a time, each time after that of the law in force."""
        waiting = iter(policies)
        while batch := list(islice(waiting, self.at_once)):
            yield evaluate_all([Policy(), *batch], self.population, self.period, self.progress)

    def headlines(self, policies: Iterable[Policy], look: Callable[[Pair], None] | None = None) -> list[Headlines]:
        """The headline figures of each policy against the law in force, in their order.

        Args:
            policies: as many as there are; they are made only when their turn comes.
            look: shown the first of them beside the law in force, while both are in memory.
        """
        found: list[Headlines] = []
        for law, *others in self.batches(policies):
            basis = Basis(self.population, law)
            if look is not None and not found:
                look(Pair(basis, others[0]))
            reader = HeadlineReader(basis, self.line)
            found += [reader.read(each) for each in others]
            del law, others, basis, reader  # or they would stand in memory while the next are made
        return found

    def steps(self, count: int) -> int:
        """Steps reported to `progress` for so many policies."""
        return STEPS * (count + -(-count // self.at_once))
