"""Alignment: one number is solved so that a rate, a mean or a share meets its target."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy
from numpy.typing import NDArray

FloatArray = NDArray[numpy.float64]
Mask = NDArray[numpy.bool_]

_BISECTIONS = 60

#: Scales a standard normal to the spread of log-odds.
LOGISTIC = 1.7


def bisect(excess: Callable[[float], float], low: float, high: float, steps: int = _BISECTIONS) -> float:
    """Where the rising function `excess` crosses zero between `low` and `high` (an end, if it does not)."""
    for _ in range(steps):
        middle = (low + high) / 2
        if excess(middle) < 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def align_rate(score: FloatArray, weight: FloatArray, target: float) -> float:
    """The intercept with which the weighted share of `score + intercept > 0` is `target`.

    The search is a bisection over the sorted scores.

    Args:
        score: one a row: effects plus the row's own random term, without ties.
        weight: one a row.
        target: share from 0 to 1; met to half the weight of one row.
    """
    if not len(score):
        return 0.0
    order = numpy.argsort(-score, kind="stable")
    reached = numpy.append(0.0, numpy.cumsum(weight[order]))
    reached /= reached[-1]
    chosen = min(int(numpy.searchsorted(reached, target)), len(score))
    if chosen and target - reached[chosen - 1] < reached[chosen] - target:
        chosen -= 1
    # The cut lies half-way between the last row chosen and the first one not.
    bounds = numpy.concatenate([[score[order[0]] + 1], score[order], [score[order[-1]] - 1]])
    return -float(bounds[chosen] + bounds[chosen + 1]) / 2


def select_rate(score: FloatArray, weight: FloatArray, target: float, among: Mask | None = None) -> Mask:
    """The rows with the highest scores that make up the share `target` of the weight of `among`."""
    if among is None:
        return score + align_rate(score, weight, target) > 0
    chosen = numpy.zeros(len(score), dtype=bool)
    chosen[among] = select_rate(score[among], weight[among], target)
    return chosen


def cut_by_rank(score: FloatArray, weight: FloatArray, shares: Iterable[float]) -> NDArray[numpy.int64]:
    """For each row the number of its class: the lowest scores in class 0, classes sized by `shares`."""
    order = numpy.argsort(score, kind="stable")
    middle = (numpy.cumsum(weight[order]) - weight[order] / 2) / weight.sum()
    bounds = numpy.cumsum(list(shares))[:-1]
    classes = numpy.empty(len(score), dtype=numpy.int64)
    classes[order] = numpy.searchsorted(bounds, middle, side="right")
    return classes


def scaled_to_mean(values: FloatArray, weight: FloatArray, mean: float) -> FloatArray:
    """The values times one factor, so that their weighted mean is `mean`."""
    total = float((values * weight).sum())
    return values * (mean * float(weight.sum()) / total) if total > 0 else values


def standardised(values: FloatArray) -> FloatArray:
    """The values with mean 0 and standard deviation 1."""
    deviation = float(values.std())
    return numpy.asarray((values - values.mean()) / (deviation if deviation > 0 else 1.0))
