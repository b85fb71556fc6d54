"""Losing households put into a handful of types, each told apart from the others by a few facts.

Monothetic divisive clustering: the households are split again and again by the one yes-or-no fact after which those on
either side are most alike, in how they lose (by which provision, through which programme), how much, and who they are.
M. Chavent, A monothetic clustering method (Pattern Recognition Letters 19, 1998).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy

from openfisca_jordan_sp.defaults import FACTS_OF_A_TYPE
from openfisca_jordan_sp.hurt.facts import Fact
from openfisca_jordan_sp.hurt.losses import BoolArray, Losses
from openfisca_jordan_sp.measures.basis import FloatArray, IntArray

#: The least losing households of the data, and the least share of all losing ones, that a type has.
LEAST_SAMPLE, LEAST_SHARE = 10, 0.02
#: The least part of what tells households apart that a split must explain.
_LEAST_GAIN = 0.01
#: A fact about who loses is taken before one about what is lost, if it tells nearly as much; of these the first that
#: does: where the greatest losses come from.
_NEARLY = 0.9
#: How much the size of the loss, and a fact in itself, count beside how the loss comes about.
_OF_SIZE, _OF_FACT = 0.5, 0.1


@dataclass(frozen=True)
class Condition:
    """A fact that holds, or does not hold, of all households of a type."""

    fact: Fact
    holds: bool


@dataclass(frozen=True)
class LosingType:
    """Losing households of one kind.

    Attributes:
        conditions: the facts that tell it apart; none where all losing households are of one type.
        rows: the places of its households among the losing ones.
    """

    conditions: tuple[Condition, ...]
    rows: IntArray


@dataclass(frozen=True)
class _Split:
    """The best fact to split a type by, and how much it tells."""

    gain: float
    fact: Fact


def types_of(
    losses: Losses, facts: Sequence[Fact], by_provision: FloatArray, most: int, least: int
) -> list[LosingType]:
    """Losing households in at most `most` types, which leave nobody out and share nobody; the greatest loss first.

    Args:
        losses: somebody loses.
        facts: to tell them apart by.
        by_provision: the loss of each losing household (rows) by provision (columns).
        most: types, 1 or more.
        least: households of the data in each type, if there are so many.
    """
    clusterer = _Clusterer(losses, facts, _traits(losses, facts, by_provision), max(least, LEAST_SAMPLE))
    whole = LosingType((), numpy.arange(len(losses.rows)))
    leaves: list[tuple[LosingType, _Split | None]] = [(whole, clusterer.best(whole))]
    while len(leaves) < most:
        gains = [split.gain if split else 0.0 for _, split in leaves]
        place = int(numpy.argmax(gains))
        leaf, split = leaves[place]
        if split is None or split.gain < _LEAST_GAIN * clusterer.spread:
            break
        leaves[place : place + 1] = [(each, clusterer.best(each)) for each in clusterer.halves(leaf, split.fact)]
    total = losses.weight * losses.loss
    return sorted((leaf for leaf, _ in leaves), key=lambda leaf: -float(total[leaf.rows].sum()))


def _traits(losses: Losses, facts: Sequence[Fact], by_provision: FloatArray) -> FloatArray:
    """What makes losing households alike: one row a household; squared distances are what counts."""
    loss = losses.loss[:, None]
    channels = [channel.loss[:, None] for channel in losses.channels]
    composition = numpy.clip(numpy.hstack([by_provision, *channels]) / loss, -1, 1)
    size = numpy.log(loss) * _OF_SIZE
    weighty = [fact for fact in facts if fact.weight]
    of_facts = [fact.holds[losses.rows][:, None] * numpy.sqrt(_OF_FACT * fact.weight) for fact in weighty]
    traits: FloatArray = numpy.hstack([composition, size, *of_facts])
    return traits


class _Clusterer:
    """Splits of losing households by facts.

    Attributes:
        spread: the sum of squared distances of all losing households from their mean.
    """

    def __init__(self, losses: Losses, facts: Sequence[Fact], traits: FloatArray, least: int) -> None:
        self._weight = losses.weight
        self._facts = facts
        self._holds: BoolArray = numpy.vstack([fact.holds[losses.rows] for fact in facts])
        self._traits = traits
        self._least = least
        self._least_weight = LEAST_SHARE * float(self._weight.sum())
        mean = numpy.average(traits, axis=0, weights=self._weight)
        self.spread = float(self._weight @ ((traits - mean) ** 2).sum(axis=1))

    def best(self, leaf: LosingType) -> _Split | None:
        """The fact that tells most of the households of a type apart; nothing where none may split it."""
        if len(leaf.conditions) >= FACTS_OF_A_TYPE:
            return None
        gains = self._gains(leaf.rows)
        if not (gains > 0).any():
            return None
        telling = gains >= _NEARLY * gains.max()
        of_loss = numpy.array([fact.is_of_loss for fact in self._facts])
        if (telling & ~of_loss).any():
            # Facts that tell the same (but for rounding) are taken in the order of their list.
            most = numpy.where(of_loss, 0.0, gains).max()
            place = int(numpy.argmax(~of_loss & (gains >= most * (1 - 1e-9))))
        else:
            place = int(numpy.argmax(telling))
        return _Split(float(gains[place]), self._facts[place])

    def _gains(self, rows: IntArray) -> FloatArray:
        """By how much each fact lowers the sum of squared distances; 0 where a side would be too small."""
        holds, weight, traits = self._holds[:, rows], self._weight[rows], self._traits[rows]
        inside = holds @ weight
        outside = weight.sum() - inside
        sums = holds @ (weight[:, None] * traits)
        rest = (weight[:, None] * traits).sum(axis=0) - sums
        cases = holds.sum(axis=1)
        enough = (numpy.minimum(cases, len(rows) - cases) >= self._least) & (
            numpy.minimum(inside, outside) >= self._least_weight
        )
        with numpy.errstate(divide="ignore", invalid="ignore"):
            between = (sums / inside[:, None] - rest / outside[:, None]) ** 2
            gains = inside * outside / weight.sum() * between.sum(axis=1)
        found: FloatArray = numpy.where(enough, gains, 0.0)
        return found

    def halves(self, leaf: LosingType, fact: Fact) -> list[LosingType]:
        """The households of whom a fact holds, and the others."""
        holds = self._holds[self._facts.index(fact)][leaf.rows]
        return [
            LosingType((*leaf.conditions, Condition(fact, side)), leaf.rows[holds == side]) for side in (True, False)
        ]
