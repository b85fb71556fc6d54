"""A distribution as a histogram that merges, with proven bounds of its Gini coefficient and quantiles.

Bins are cut by the leading binary digits of a number: 256 between each power of two and the next, so that none is
wider than 1/256 of its lower edge, the edges are exact, and the bin of a value is the same on any machine.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.engine.exact import COUNT, MONEY, FloatArray, IntArray, as_float, exact_sums

_DIGITS = 8
_SHIFT = 52 - _DIGITS
#: JOD: below the first and above the last there is one bin each.
_LOWEST, _HIGHEST = 2.0**-4, 2.0**20
#: The widest bin between those two, as a part of its lower edge.
WIDTH = 2.0**-_DIGITS


def _numbers(values: FloatArray) -> IntArray:
    return numpy.asarray(values, dtype=numpy.float64).view(numpy.int64) >> _SHIFT


_FIRST = int(_numbers(numpy.array([_LOWEST]))[0])
BINS = int(_numbers(numpy.array([_HIGHEST]))[0]) - _FIRST + 2


def bin_of(values: FloatArray) -> IntArray:
    """The bin of each value; 0 is for all that is below the first edge, also negative, the last for the very rich."""
    clipped = numpy.clip(values, _LOWEST, _HIGHEST)
    return numpy.where(values < _LOWEST, 0, _numbers(clipped) - _FIRST + 1)


def edges() -> FloatArray:
    """The lower edge of each bin but the first, which has none."""
    numbers: NDArray[numpy.int64] = (numpy.arange(BINS - 1) + _FIRST) << _SHIFT
    return numbers.view(numpy.float64)


@dataclass(frozen=True)
class Bounds:
    """A figure that a histogram does not know to the last digit.

    Attributes:
        low: it is not less.
        high: it is not more.
    """

    low: float
    high: float

    @property
    def middle(self) -> float:
        """The best guess, never further off than half the distance of the bounds."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, eq=False)
class Histogram:
    """How many persons have how much.

    Attributes:
        persons: weighted persons of each bin, in units of 2^-24.
        amounts: what they have together, in units of 2^-16 JOD.
        lowest: nobody has less; infinite where there is nobody.
        highest: nobody has more.
    """

    persons: IntArray
    amounts: IntArray
    lowest: float
    highest: float

    @classmethod
    def of(cls, values: FloatArray, weight: FloatArray) -> Histogram:
        """The histogram of some rows.

        Args:
            values: JOD a head of each row.
            weight: persons that each stands for; rows of nobody do not count.
        """
        some = weight > 0
        values, weight = values[some], weight[some]
        bins = bin_of(values)
        return cls(
            exact_sums(bins, weight, COUNT, BINS),
            exact_sums(bins, values * weight, MONEY, BINS),
            float(values.min(initial=numpy.inf)),
            float(values.max(initial=-numpy.inf)),
        )

    def merged(self, other: Histogram) -> Histogram:
        """Both together; the same in any order."""
        return Histogram(
            self.persons + other.persons,
            self.amounts + other.amounts,
            min(self.lowest, other.lowest),
            max(self.highest, other.highest),
        )

    def negated(self) -> Histogram:
        """What takes these persons off another histogram; `lowest` and `highest` stay."""
        return Histogram(-self.persons, -self.amounts, self.lowest, self.highest)

    @property
    def total(self) -> float:
        """JOD of everybody together."""
        return as_float(self.amounts.sum(), MONEY)

    @property
    def people(self) -> float:
        """Weighted persons."""
        return as_float(self.persons.sum(), COUNT)

    @property
    def mean(self) -> float:
        """JOD a head; 0 of nobody."""
        return self.total / self.people if self.people else 0.0

    def _used(self) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
        """Persons, amounts, and the lowest and highest value of each bin that has anybody."""
        used = numpy.flatnonzero(self.persons)
        lower = numpy.concatenate([[self.lowest], edges()])[used]
        upper = numpy.concatenate([edges(), [self.highest]])[used]
        persons, amounts = numpy.ldexp(self.persons[used], -COUNT), numpy.ldexp(self.amounts[used], -MONEY)
        return persons, amounts, numpy.maximum(lower, self.lowest), numpy.minimum(upper, self.highest)

    def gini(self) -> Bounds:
        """The Gini coefficient: between that of equal persons in each bin, and that of the most unequal ones.

        Inside a bin from a to b with the mean m nobody can be less equal than where all have a or b, which adds
        p²·(m - a)·(b - m)/((b - a)·mean), p its share of persons (Gastwirth 1972, recalled: Review of Economics and
        Statistics 54(3)). 0 where the whole is nothing.
        """
        persons, amounts, lower, upper = self._used()
        if not self.total > 0:
            return Bounds(0.0, 0.0)
        share = persons / persons.sum()
        up_to = numpy.concatenate([[0.0], numpy.cumsum(amounts) / amounts.sum()])
        between = float(1 - ((up_to[1:] + up_to[:-1]) * share).sum())
        means = numpy.clip(amounts / persons, lower, upper)
        spread = numpy.divide(
            (means - lower) * (upper - means), upper - lower, out=numpy.zeros_like(means), where=upper > lower
        )
        within = float((share**2 * spread).sum() / (amounts.sum() / persons.sum()))
        return Bounds(between - _ROUNDING, between + within + _ROUNDING)

    def quantile(self, share: float) -> Bounds:
        """The value that this share of persons does not exceed; NaN of nobody.

        Bounds are the edges of its bin: at most 1/256 apart from each other, relative to the value, between 0.0625
        JOD and a million; beyond those the lowest and the highest value of anybody.
        """
        persons, _, lower, upper = self._used()
        if not len(persons):
            return Bounds(numpy.nan, numpy.nan)
        # A border so near that rounding may have moved it is reached, as for `measures.concentration.quantile`.
        place = int(numpy.searchsorted(numpy.cumsum(persons), (share - _BORDER) * persons.sum()))
        place = min(place, len(persons) - 1)
        return Bounds(float(lower[place]), float(upper[place]))


#: What rounding of amounts and sums can add to a share, and by how much it can move a border between persons.
_ROUNDING, _BORDER = 1e-9, 1e-12
