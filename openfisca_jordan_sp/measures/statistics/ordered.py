"""Measures that need an order, of data sorted once and weighted many times.

The formulas are those of `measures.concentration` and `measures.poverty` (tests hold them equal); only the sorting is
done beforehand, so that replicate weights cost a running sum. Where a measure has no value (a total that is not above
zero, nobody) it is not a number.
"""

from __future__ import annotations

import numpy

from openfisca_jordan_sp.measures.arrays import FloatArray, IntArray, ratio

DECILES = 10
#: Percentiles of the curve of Lorenz.
POINTS = 101
#: What the rounding of summed weights may add or take, as in `measures.concentration`.
_ROUNDING = 1e-12
_QUANTILES = (0.1, 0.5, 0.9)

#: What `Distribution` gives, in its order; then ten shares of deciles.
DISTRIBUTION = ("gini", "palma", "p90_p10", "p50_p10", "p90_p50", "median")


class Distribution:
    """Inequality of one distribution under any weights.

    Args:
        values: welfare of each household.
        units: persons (families, households) that each household has.
    """

    def __init__(self, values: FloatArray, units: FloatArray) -> None:
        order = numpy.argsort(values, kind="stable")
        self._order, self._values, self._units = order, values[order], units[order]

    def __call__(self, weight: FloatArray) -> FloatArray:
        """The measures of `DISTRIBUTION`, then the share of each decile in the whole."""
        persons, amounts = self._cumulated(weight)
        if not persons[-1] > 0:
            return numpy.full(len(DISTRIBUTION) + DECILES, numpy.nan)
        low, middle, high = (self._quantile(persons, at) for at in _QUANTILES)
        ratios = [_over(high, low), _over(middle, low), _over(high, middle)]
        if not self._is_above_zero(amounts):
            return numpy.array([numpy.nan, numpy.nan, *ratios, middle, *[numpy.nan] * DECILES])
        area = ((amounts[1:] + amounts[:-1]) * numpy.diff(persons)).sum()
        gini = 1 - float(area / (persons[-1] * amounts[-1]))
        reached = numpy.interp(numpy.linspace(0, persons[-1], DECILES + 1), persons, amounts) / amounts[-1]
        palma = _over(float(1 - reached[9]), float(reached[4]))
        return numpy.array([gini, palma, *ratios, middle, *numpy.diff(reached)])

    def lorenz(self, weight: FloatArray) -> FloatArray:
        """The share of the whole that the poorest 0, 1, … 100 per cent have (Lorenz 1905)."""
        persons, amounts = self._cumulated(weight)
        if not persons[-1] > 0 or not self._is_above_zero(amounts):
            return numpy.full(POINTS, numpy.nan)
        shares: FloatArray = numpy.interp(numpy.linspace(0, 1, POINTS), persons / persons[-1], amounts / amounts[-1])
        return shares

    def _cumulated(self, weight: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Persons, and what they have, up to each household in the order of welfare; from 0."""
        persons = weight[self._order] * self._units
        return _running(persons), _running(persons * self._values)

    def _is_above_zero(self, amounts: FloatArray) -> bool:
        """Whether there is a whole of which shares have a meaning, as `samples.check_total` says."""
        everything = numpy.abs(numpy.diff(amounts)).sum() if self._values[0] < 0 else amounts[-1]
        return bool(amounts[-1] > _ROUNDING * everything)

    def _quantile(self, persons: FloatArray, at: float) -> float:
        """As `concentration.quantile`."""
        place = int(numpy.searchsorted(persons[1:], (at - _ROUNDING) * persons[-1]))
        return float(self._values[min(place, len(self._values) - 1)])


class GroupedGini:
    """The Gini coefficient within each group, under any weights.

    Args:
        rows: the household of each entry; a household may be in several groups.
        codes: the group of each entry, from 0.
        units: persons of the group that each entry has.
        values: what each entry has a head, not all zero.
        size: groups.
    """

    def __init__(self, rows: IntArray, codes: IntArray, units: FloatArray, values: FloatArray, size: int) -> None:
        order = numpy.lexsort((values, codes))
        self._rows, self._codes, self._size = rows[order], codes[order], size
        self._units, self._values = units[order], values[order]
        self._starts = numpy.searchsorted(self._codes, numpy.arange(size))

    def __call__(self, weight: FloatArray) -> FloatArray:
        """1 - sum of (share up to + share before) · persons, by trapezia; NaN of nobody or nothing."""
        persons = weight[self._rows] * self._units
        amounts = persons * self._values
        before = _running(amounts)[:-1]
        # What the groups before have is taken off.
        before = before - numpy.append(before, 0.0)[self._starts][self._codes]
        area = numpy.bincount(self._codes, (2 * before + amounts) * persons, minlength=self._size)
        everybody = numpy.bincount(self._codes, persons, minlength=self._size)
        everything = numpy.bincount(self._codes, amounts, minlength=self._size)
        return 1 - ratio(area, everybody * numpy.maximum(everything, 0))


def _running(values: FloatArray) -> FloatArray:
    """The running sum, from 0."""
    return numpy.concatenate([[0.0], numpy.cumsum(values)])


def _over(above: float, below: float) -> float:
    """Their ratio; not a number where the lower one is not above zero."""
    return above / below if below > _ROUNDING else float("nan")
