"""Who has which part of a whole: Lorenz and concentration curves, their indices, quantiles.

Every function takes `values` (JOD or any other unit), `weight` (persons that each row stands for) and `mask` (which
rows to take, all where None). Shares and indices have no unit and do not change when all values, or all weights, are
multiplied by a number above zero, when a row is split, or when rows change places.

Zero and negative values count as they are, but the whole must be above zero, or shares of it would mean nothing. One
observation is enough. All raise a MeasureError that names the argument for missing or infinite numbers, lengths that
differ, negative weights, and weights that are empty or all zero.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy
from numpy.typing import ArrayLike

from openfisca_jordan_sp.measures import welfare
from openfisca_jordan_sp.measures.arrays import refusal
from openfisca_jordan_sp.measures.basis import FloatArray, IntArray
from openfisca_jordan_sp.measures.samples import check_number, check_total, sample

_BOTTOM, _TOP = 0.4, 0.1
#: What the rounding of summed weights may add or take, as a part of them all.
_ROUNDING = 1e-12


@dataclass(frozen=True)
class Curve:
    """A curve by its corners, from (0, 0) to (1, 1), straight between them.

    Attributes:
        population: the share of persons up to each corner, rising.
        share: the share of the whole that they have.
    """

    population: FloatArray
    share: FloatArray

    def at(self, population: float) -> float:
        """The share that the first `population` of all persons have; those at a border are split."""
        return float(numpy.interp(population, self.population, self.share))


def lorenz_curve(values: ArrayLike, weight: ArrayLike, *, mask: ArrayLike | None = None) -> Curve:
    """The curve of Lorenz (1905): the share of the whole that the poorest p of persons have, for each p.

    One corner for each distinct value; of one observation the diagonal. Negative values make it fall below 0 first.

    Raises:
        MeasureError: a whole that is not above zero too.
    """
    weights, amounts = sample(weight, mask, values=values)
    return _curve("values", amounts, amounts, weights)


def concentration_curve(
    values: ArrayLike, rank: ArrayLike, weight: ArrayLike, *, mask: ArrayLike | None = None
) -> Curve:
    """The share of a whole (a tax, a benefit) that the poorest p of persons by `rank` have (Kakwani 1977).

    One corner for each distinct rank, so that the order of persons of one rank does not matter.

    Args:
        values: what is shared out; a tax counts as a positive amount.
        rank: what persons are ordered by, as consumption before the tax; the lowest first.
        weight: persons that each row stands for.
        mask: which rows to take.

    Raises:
        MeasureError: a whole that is not above zero too.
    """
    weights, amounts, ranks = sample(weight, mask, values=values, rank=rank)
    return _curve("values", amounts, ranks, weights)


def gini_coefficient(values: ArrayLike, weight: ArrayLike, *, mask: ArrayLike | None = None) -> float:
    """The coefficient of Gini (1914): half the mean difference of all pairs of persons by the mean.

    `welfare.gini` with its arguments checked. 0 all equal (and one observation), nearing 1 where one has all. With
    negative values the same formula holds and may pass 1 (Chen, Tsaur and Rhai 1982, who then rescale it; here it
    is not rescaled).

    Raises:
        MeasureError: a mean that is not above zero too, all zero included.
    """
    weights, amounts = sample(weight, mask, values=values)
    check_total("values", weights * amounts)
    return welfare.gini(amounts, weights)


def concentration_index(
    values: ArrayLike, rank: ArrayLike, weight: ArrayLike, *, mask: ArrayLike | None = None
) -> float:
    """Twice the area between the diagonal and the concentration curve (Kakwani 1977): 2·cov(value, F(rank))/mean.

    F is the share of persons below, with half of those of the same rank. From -1 (the poorest have all) to 1 (the
    richest have all) where no value is negative; 0 of one observation. Ranked by the values themselves it is the Gini.

    Args:
        values: what is shared out; a tax counts as a positive amount.
        rank: what persons are ordered by; the lowest first.
        weight: persons that each row stands for.
        mask: which rows to take.

    Raises:
        MeasureError: a whole that is not above zero too.
    """
    curve = concentration_curve(values, rank, weight, mask=mask)
    return float(1 - ((curve.share[1:] + curve.share[:-1]) * numpy.diff(curve.population)).sum())


def kakwani(values: ArrayLike, before: ArrayLike, weight: ArrayLike, *, mask: ArrayLike | None = None) -> float:
    """The index of Kakwani (1977): the concentration index of a payment less the Gini of what people had before it.

    For a tax: above 0 progressive, 0 in proportion, below 0 regressive. For a benefit the other way: below 0 it goes
    to the poor more than in proportion to what they had. From -2 to 1 where no value is negative; 0 of one observation.

    Args:
        values: the tax or benefit, as positive amounts.
        before: what each had before it, which also ranks the persons.
        weight: persons that each row stands for.
        mask: which rows to take.

    Raises:
        MeasureError: payments, or what people had before, that do not add up to more than zero too.
    """
    index = concentration_index(values, before, weight, mask=mask)
    weights, amounts = sample(weight, mask, before=before)
    check_total("before", weights * amounts)
    return index - welfare.gini(amounts, weights)


def palma(values: ArrayLike, weight: ArrayLike, *, mask: ArrayLike | None = None) -> float:
    """What the richest tenth of persons have, by what the poorest four tenths have (Palma 2011; Cobham, Sumner 2013).

    Read off the Lorenz curve: whoever lies on a border is split, so that the groups are exactly a tenth and four.
    A quarter where all are equal, as for one observation.

    Raises:
        MeasureError: a whole, or a part of the poorest four tenths, that is not above zero too.
    """
    curve = lorenz_curve(values, weight, mask=mask)
    bottom = curve.at(_BOTTOM)
    if bottom <= _ROUNDING:
        raise refusal(
            "values",
            "leaves the poorest 40 % nothing, or less: there is no ratio to them",
            "لا يترك لأفقر 40% شيئا، أو يترك أقل من ذلك: لا نسبة إليهم",
        )
    return (1 - curve.at(1 - _TOP)) / bottom


def quantile(values: ArrayLike, weight: ArrayLike, at: float, *, mask: ArrayLike | None = None) -> float:
    """The smallest value that at least a share `at` of persons do not exceed; in the unit of the values.

    The inverse of the distribution function, without interpolation (type 1 of Hyndman and Fan 1996): always a value
    that somebody has. The median of 1, 2, 3, 4 is 2; type 2 and Stata's `_pctile` say 2.5. At 0 the lowest value,
    at 1 the highest; of one observation always that. Zero and negative values are values as others; any sum will do.

    Args:
        values: what each row has.
        weight: persons that each row stands for.
        at: the share of persons, from 0 to 1.
        mask: which rows to take.
    """
    check_number("at", at, 0, 1)
    weights, amounts = sample(weight, mask, values=values)
    order = numpy.argsort(amounts, kind="stable")
    cumulated = numpy.cumsum(weights[order])
    # Ten weights of 0.1 add up to a little less than 1: a border so near is reached.
    place = int(numpy.searchsorted(cumulated, (at - _ROUNDING) * cumulated[-1]))
    return float(amounts[order[place]])


def percentile_ratio(
    values: ArrayLike, weight: ArrayLike, high: float, low: float, *, mask: ArrayLike | None = None
) -> float:
    """The quantile at `high` by the quantile at `low`, as 0.9 and 0.1 for P90/P10; both as `quantile` defines them.

    At least 1; exactly 1 of one observation.

    Args:
        values: what each row has.
        weight: persons that each row stands for.
        high: the share of persons up to the upper quantile, from `low` to 1.
        low: the share of persons up to the lower quantile, from 0.
        mask: which rows to take.

    Raises:
        MeasureError: a lower quantile that is zero or negative too.
    """
    check_number("low", low, 0, 1)
    check_number("high", high, low, 1)
    below = quantile(values, weight, low, mask=mask)
    if below <= 0:
        raise refusal(
            "low",
            f"gives a quantile of {below:g}: there is no ratio to it",
            f"يعطي كميّة تجزيئية قدرها {below:g}: لا نسبة إليها",
        )
    return quantile(values, weight, high, mask=mask) / below


def _curve(name: str, amounts: FloatArray, ranks: FloatArray, weights: FloatArray) -> Curve:
    check_total(name, weights * amounts)
    _, places = numpy.unique(ranks, return_inverse=True)
    return Curve(_cumulated(weights, places), _cumulated(weights * amounts, places))


def _cumulated(column: FloatArray, places: IntArray) -> FloatArray:
    """The share of the whole up to each place, from 0."""
    sums = numpy.concatenate([[0.0], numpy.cumsum(numpy.bincount(places, column))])
    return numpy.asarray(sums / sums[-1], dtype=numpy.float64)
