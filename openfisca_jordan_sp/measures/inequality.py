"""Inequality of a distribution: Gini, Atkinson, Theil, generalised entropy, Palma, quantiles, curves.

The measures that read a curve or a quantile stand in `concentration` and are named here too.

Every function takes `values` (JOD or any other unit), `weight` (persons that each row stands for) and `mask` (which
rows to take, all where None). No measure has a unit or changes when all values, or all weights, are multiplied by a
number above zero, when a row is split, or when rows change places. One observation, and all equal, give 0.

The functions below refuse negative values. Zeros are said at each. All raise a MeasureError that names the argument
for missing or infinite numbers, lengths that differ, negative weights, weights that are empty or all zero, and values
that are all zero.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy
from numpy.typing import ArrayLike, NDArray

from openfisca_jordan_sp.measures.arrays import refusal
from openfisca_jordan_sp.measures.basis import FloatArray, IntArray
from openfisca_jordan_sp.measures.concentration import (
    Curve,
    concentration_curve,
    concentration_index,
    gini_coefficient,
    kakwani,
    lorenz_curve,
    palma,
    percentile_ratio,
    quantile,
)
from openfisca_jordan_sp.measures.samples import (
    check_not_negative,
    check_number,
    check_positive,
    check_total,
    codes_of,
    sample,
)

__all__ = [
    "Curve",
    "Decomposition",
    "atkinson",
    "concentration_curve",
    "concentration_index",
    "decomposition",
    "generalised_entropy",
    "gini_coefficient",
    "kakwani",
    "lorenz_curve",
    "mean_log_deviation",
    "palma",
    "percentile_ratio",
    "quantile",
    "theil_t",
]

#: Powers above it are measured from the value itself, below it from 1: each keeps its digits near its own limit.
_HALF = 0.5


@dataclass(frozen=True)
class Decomposition:
    """Inequality within groups and between them; the two add up to the whole.

    Attributes:
        total: generalised entropy of everybody.
        within: the part that equal means of all groups would leave.
        between: the part left if everybody had the mean of the own group.
        groups: the names of the groups, in order; what follows is by group.
        population_share: of all persons.
        value_share: of the sum of all values.
        inequality: generalised entropy inside the group; 0 in a group that has nothing.
        contribution: the group's part of `within`.
    """

    total: float
    within: float
    between: float
    groups: NDArray[numpy.generic]
    population_share: FloatArray
    value_share: FloatArray
    inequality: FloatArray
    contribution: FloatArray


def atkinson(values: ArrayLike, weight: ArrayLike, epsilon: float, *, mask: ArrayLike | None = None) -> float:
    """The index of Atkinson (1970): 1 - (mean of (value/mean)^(1 - epsilon))^(1/(1 - epsilon)).

    At epsilon 1 its limit, 1 less the geometric mean by the mean. It is the share of the whole that equality could
    do without. With a zero among the values it is 1 from epsilon 1 on, its limit there.

    Args:
        values: what each row has, not negative.
        weight: persons that each row stands for.
        epsilon: aversion to inequality, at least 0 (where the index is 0).
        mask: which rows to take.

    Returns:
        No unit, from 0 (all equal) to 1.
    """
    check_number("epsilon", epsilon, 0)
    weights, relative = _relative(values, weight, mask)
    if epsilon >= 1 and (relative == 0).any():
        return 1.0
    share = weights / weights.sum()
    logs = _logs(relative)
    power = 1 - epsilon
    if power == 0:
        return float(-numpy.expm1((share * logs).sum())) + 0.0
    return max(float(-numpy.expm1(_log_mean_exp(power * logs, share) / power)), 0.0)


def generalised_entropy(values: ArrayLike, weight: ArrayLike, alpha: float, *, mask: ArrayLike | None = None) -> float:
    """Generalised entropy (Shorrocks 1980): (mean of (value/mean)^alpha - 1)/(alpha·(alpha - 1)).

    At 0 and 1 its limits, the mean logarithmic deviation and Theil's T; at 2 half the squared coefficient of variation.

    Args:
        values: what each row has, not negative; above zero where alpha is 0 or less (else it would be infinite).
        weight: persons that each row stands for.
        alpha: any number; the lower, the more it heeds the poor.
        mask: which rows to take.

    Returns:
        No unit, 0 (all equal) or more.

    Raises:
        MeasureError: an alpha so far from 0 that the powers exceed what a computer can hold too.
    """
    check_number("alpha", alpha)
    weights, relative = _relative(values, weight, mask)
    if alpha <= 0:
        check_positive("values", relative)
    return max(float((weights * _terms(relative, alpha)).sum() / weights.sum()), 0.0)


def theil_t(values: ArrayLike, weight: ArrayLike, *, mask: ArrayLike | None = None) -> float:
    """Theil's T (1967): the mean of (value/mean)·ln(value/mean), generalised entropy at 1.

    A zero adds nothing, the limit. From 0 (all equal) to ln(persons), where one has all.
    """
    return generalised_entropy(values, weight, 1, mask=mask)


def mean_log_deviation(values: ArrayLike, weight: ArrayLike, *, mask: ArrayLike | None = None) -> float:
    """Theil's L (1967), the mean logarithmic deviation: the mean of ln(mean/value), generalised entropy at 0.

    Raises:
        MeasureError: zeros too, for which it would be infinite.
    """
    return generalised_entropy(values, weight, 0, mask=mask)


def decomposition(
    values: ArrayLike, weight: ArrayLike, groups: ArrayLike, alpha: float = 1, *, mask: ArrayLike | None = None
) -> Decomposition:
    """Generalised entropy within and between groups (Bourguignon 1979, Shorrocks 1980).

    within = sum over groups of f·(m/mean)^alpha·GE, f the group's share of persons, m its mean, GE its own entropy;
    between = the entropy of a distribution where everybody has the mean of the own group. At alpha 1 each group
    weighs as its share of the values, at 0 as its share of persons.

    Args:
        values: what each row has, not negative; above zero where alpha is 0 or less.
        weight: persons that each row stands for.
        groups: the group of each row: names or numbers, none missing.
        alpha: 1 for Theil's T, 0 for Theil's L, or any number.
        mask: which rows to take. A group with no row, or no weight, in it is left out.

    Raises:
        MeasureError: groups of another length or with missing entries too.
    """
    total = generalised_entropy(values, weight, alpha, mask=mask)
    labels, positions = codes_of(groups, numpy.size(weight), mask)
    weights, amounts, codes = sample(weight, mask, values=values, groups=positions)
    present, places = numpy.unique(codes.astype(numpy.int64), return_inverse=True)
    persons = numpy.bincount(places, weights)
    sums = numpy.bincount(places, weights * amounts)
    share, value_share = persons / persons.sum(), sums / sums.sum()
    inequality = _entropy_by_group(amounts, weights, places, alpha)
    contribution = share * (value_share / share) ** alpha * inequality
    between = float((share * _terms(value_share / share, alpha)).sum())
    return Decomposition(
        total,
        float(contribution.sum()),
        max(between, 0.0),
        labels[present],
        share,
        value_share,
        inequality,
        contribution,
    )


def _entropy_by_group(amounts: FloatArray, weights: FloatArray, places: IntArray, alpha: float) -> FloatArray:
    persons = numpy.bincount(places, weights)
    means = (numpy.bincount(places, weights * amounts) / persons)[places]
    # In a group that has nothing all are equal.
    relative = numpy.divide(amounts, means, out=numpy.ones_like(amounts), where=means > 0)
    return numpy.maximum(numpy.bincount(places, weights * _terms(relative, alpha)) / persons, 0)


def _relative(values: ArrayLike, weight: ArrayLike, mask: ArrayLike | None) -> tuple[FloatArray, FloatArray]:
    """The weights, and the values by their mean, of the rows that count."""
    weights, amounts = sample(weight, mask, values=values)
    check_not_negative("values", amounts)
    check_total("values", weights * amounts)
    return weights, amounts / ((weights * amounts).sum() / weights.sum())


def _log_mean_exp(powers: FloatArray, share: FloatArray) -> float:
    """The logarithm of the mean of e^power: does not overflow, nor lose digits where all powers are near 0."""
    largest = powers.max()
    rest = powers - largest
    mean = (share * numpy.exp(rest)).sum()
    log = numpy.log1p((share * numpy.expm1(rest)).sum()) if mean > _HALF else numpy.log(mean)
    return float(largest + log)


def _terms(relative: FloatArray, alpha: float) -> FloatArray:
    """For each value (by a mean of 1) what it adds to the generalised entropy."""
    logs = _logs(relative)
    if alpha == 0:
        return -logs
    if alpha == 1:
        return numpy.multiply(relative, logs, out=numpy.zeros_like(logs), where=relative > 0)
    with numpy.errstate(over="ignore"):
        if alpha < _HALF:
            terms = numpy.expm1(alpha * logs) / (alpha * (alpha - 1))
        else:
            some = relative > 0
            powers = numpy.multiply(alpha - 1, logs, out=numpy.zeros_like(logs), where=some)
            # The mean of r^alpha - r is that of r^alpha - 1, as r has the mean 1.
            terms = relative * numpy.expm1(powers) / (alpha * (alpha - 1))
    return _finite(terms)


def _finite(terms: FloatArray) -> FloatArray:
    if not numpy.isfinite(terms).all():
        raise refusal("alpha", "is too far from 0 for these values", "أبعد عن الصفر مما تحتمله هذه القيم")
    return terms


def _logs(relative: FloatArray) -> FloatArray:
    return numpy.log(relative, out=numpy.full_like(relative, -numpy.inf), where=relative > 0)
