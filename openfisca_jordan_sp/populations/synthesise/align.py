"""Alignment: one number is solved so that a rate, a mean or a share meets its target.

It is solved once, on the alignment sample; every part of the population then uses
the same number, so that parts can be made alone, in any order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

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

    Returns:
        The intercept; -infinity for nobody (or no row), infinity for all.
    """
    if not len(score):
        return -numpy.inf
    order = numpy.argsort(-score, kind="stable")
    reached = numpy.append(0.0, numpy.cumsum(weight[order]))
    reached /= reached[-1]
    chosen = min(int(numpy.searchsorted(reached, target)), len(score))
    if chosen and target - reached[chosen - 1] < reached[chosen] - target:
        chosen -= 1
    # The cut lies half-way between the last row chosen and the first one not: beyond all, if there is no such row.
    bounds = numpy.concatenate([[numpy.inf], score[order], [-numpy.inf]])
    return -float(bounds[chosen] + bounds[chosen + 1]) / 2


def select_rate(score: FloatArray, weight: FloatArray, target: float, among: Mask | None = None) -> Mask:
    """The rows with the highest scores that make up the share `target` of the weight of `among`."""
    if among is None:
        return score + align_rate(score, weight, target) > 0
    chosen = numpy.zeros(len(score), dtype=bool)
    chosen[among] = select_rate(score[among], weight[among], target)
    return chosen


def class_bounds(score: FloatArray, weight: FloatArray, shares: Iterable[float]) -> FloatArray:
    """The scores at which each class but the first begins."""
    ends = numpy.cumsum(list(shares))[:-1]
    if not len(score):
        return numpy.full(len(ends), numpy.inf)
    order = numpy.argsort(score, kind="stable")
    middle = (numpy.cumsum(weight[order]) - weight[order] / 2) / weight.sum()
    first = numpy.searchsorted(middle, ends)
    # A class begins half-way between the last score below it and its own first one.
    bounded = numpy.concatenate([[-numpy.inf], score[order], [numpy.inf]])
    return numpy.asarray((bounded[first] + bounded[first + 1]) / 2)


def classes_of(score: FloatArray, bounds: FloatArray) -> NDArray[numpy.int64]:
    """For each row the number of its class."""
    return numpy.searchsorted(bounds, score, side="right").astype(numpy.int64)


def mean_factor(values: FloatArray, weight: FloatArray, mean: float) -> float:
    """The factor with which the weighted mean of the values is `mean` (1, if they are all 0)."""
    total = float((values * weight).sum())
    return mean * float(weight.sum()) / total if total > 0 else 1.0


@dataclass
class Alignment:
    """The numbers that were solved, by name; once `is_solved`, they are only looked up.

    Attributes:
        numbers: an array for each thing solved.
        is_solved: whether the numbers stand.
    """

    numbers: dict[str, FloatArray] = field(default_factory=dict)
    is_solved: bool = False

    def solve(self, name: str, compute: Callable[[], float | FloatArray]) -> FloatArray:
        """The numbers of that name: computed on the alignment sample, known everywhere else."""
        if not self.is_solved:
            if name in self.numbers:
                raise ValueError(f"solved twice: {name}")
            self.numbers[name] = numpy.atleast_1d(numpy.asarray(compute(), dtype=numpy.float64))
        return self.numbers[name]

    def number(self, name: str, compute: Callable[[], float]) -> float:
        """The one number of that name."""
        return float(self.solve(name, compute)[0])

    def select(
        self, name: str, score: FloatArray, weight: FloatArray, target: float, among: Mask | None = None
    ) -> Mask:
        """The rows with the highest scores: the share `target` of the weight of `among` (of all, if left out)."""
        chosen = numpy.ones(len(score), dtype=bool) if among is None else among
        intercept = self.number(name, lambda: align_rate(score[chosen], weight[chosen], target))
        return chosen & (score + intercept > 0)

    def classes(
        self, name: str, score: FloatArray, weight: FloatArray, shares: Iterable[float]
    ) -> NDArray[numpy.int64]:
        """For each row the number of its class: the lowest scores in class 0, classes sized by `shares`."""
        return classes_of(score, self.solve(name, lambda: class_bounds(score, weight, shares)))

    def scaled(self, name: str, values: FloatArray, weight: FloatArray, mean: float) -> FloatArray:
        """The values times one factor, so that their weighted mean is `mean`."""
        return values * self.number(name, lambda: mean_factor(values, weight, mean))

    def standardised(self, name: str, values: FloatArray) -> FloatArray:
        """The values with mean 0 and standard deviation 1."""
        mean, deviation = self.solve(name, lambda: numpy.array([values.mean(), values.std()]))
        return numpy.asarray((values - mean) / (deviation if deviation > 0 else 1.0))
