"""What coalitions of a policy's provisions take from those who lose under the whole, and which provisions interact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy

from openfisca_jordan_sp.hurt.coalitions import Coalition
from openfisca_jordan_sp.hurt.losses import BoolArray, Losses, spendable
from openfisca_jordan_sp.hurt.provisions import Provision, with_provisions
from openfisca_jordan_sp.many_policies.batches import Stage
from openfisca_jordan_sp.measures.basis import Basis, FloatArray
from openfisca_jordan_sp.policy import Policy

#: JOD a month below which two losses are the same: far below a fils, far above the rounding of sums.
_SAME = 1e-7


@dataclass(frozen=True)
class Game:
    """The policies made of some of the provisions of a policy.

    Attributes:
        stage: the population, the month, and whom to tell of progress.
        policy: the whole.
        losses: what households lose under the whole.
        provisions: of the policy; coalitions are sets of their places.
        known: what a coalition takes from each losing household, once it is evaluated.
    """

    stage: Stage
    policy: Policy
    losses: Losses
    provisions: Sequence[Provision]
    known: dict[Coalition, FloatArray] = field(default_factory=dict)

    @cached_property
    def everything(self) -> Coalition:
        """All provisions."""
        return frozenset(range(len(self.provisions)))

    def of(self, coalition: Coalition) -> Policy:
        """The law in force with some of the provisions."""
        return with_provisions(self.policy, [self.provisions[place] for place in sorted(coalition)])

    def learn(self, coalitions: Iterable[Coalition]) -> None:
        """Evaluate the coalitions that are not known yet, many at once."""
        self.known.setdefault(frozenset(), numpy.zeros(len(self.losses.rows)))
        self.known.setdefault(self.everything, self.losses.loss)
        new = [coalition for coalition in dict.fromkeys(coalitions) if coalition not in self.known]
        waiting = iter(new)
        for law, *others in self.stage.batches(map(self.of, new)):
            basis, rows = Basis(self.stage.population, law), self.losses.rows
            before = spendable(basis, law)[rows]
            for evaluation in others:
                self.known[next(waiting)] = before - spendable(basis, evaluation)[rows]

    @cached_property
    def alone(self) -> FloatArray:
        """The loss with each provision alone: one row a losing household, one column a provision."""
        coalitions = [frozenset({place}) for place in range(len(self.provisions))]
        self.learn([*coalitions, *self._without])
        return numpy.column_stack([self.known[each] for each in coalitions])

    @cached_property
    def left_out(self) -> FloatArray:
        """How much less is lost without each provision, likewise."""
        self.learn(self._without)
        return numpy.column_stack([self.losses.loss - self.known[each] for each in self._without])

    @property
    def _without(self) -> list[Coalition]:
        return [self.everything - {place} for place in range(len(self.provisions))]

    def components(self) -> list[list[int]]:
        """The provisions in sets that do not interact: what each takes adds up to the whole for every household.

        Two provisions interact where a household is touched by both, and what provisions take from it alone or spare
        it when left out does not add up. If what the sets take does not add up after all, they are one.
        """
        touched = (numpy.abs(self.alone) > _SAME) | (numpy.abs(self.left_out) > _SAME)
        mixed = ~self._adds_up(self.alone) | (numpy.abs(self.alone - self.left_out) > _SAME).any(axis=1)
        groups = [{place} for place in range(len(self.provisions))]
        for row in numpy.unique(touched[mixed], axis=0):
            groups = _merged(groups, set(numpy.flatnonzero(row)) if row.any() else set(self.everything))
        found = sorted(sorted(int(place) for place in group) for group in groups)
        self.learn(frozenset(each) for each in found)
        taken = numpy.column_stack([self.known[frozenset(each)] for each in found])
        return found if self._adds_up(taken).all() else [sorted(self.everything)]

    def _adds_up(self, taken: FloatArray) -> BoolArray:
        found: BoolArray = numpy.abs(taken.sum(axis=1) - self.losses.loss) <= _SAME
        return found

    def unions(self, component: Sequence[int]) -> list[list[int]]:
        """Places within a component, by reform; reforms that share a provision are one."""
        unions: list[tuple[set[int], list[int]]] = []
        for place, player in enumerate(component):
            reforms, members = set(self.provisions[player].reforms), [place]
            for union in [union for union in unions if union[0] & reforms]:
                unions.remove(union)
                reforms, members = reforms | union[0], union[1] + members
            unions.append((reforms, members))
        return [sorted(members) for _, members in unions]


def _merged(groups: list[set[int]], together: set[int]) -> list[set[int]]:
    """The groups with those that meet a set made one."""
    apart = [group for group in groups if not group & together]
    return [*apart, set().union(*(group for group in groups if group & together))]
