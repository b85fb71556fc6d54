"""Entropy calibration: the weights nearest to the first ones that meet every margin.

Weights are w = d exp(X l); l minimises a smooth convex function, by Newton's method.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.errors import PopulationError, Text

FloatArray = NDArray[numpy.float64]

TOLERANCE = 1e-4
_RIDGE = 1e-9
_ROUNDS = 60
_LARGEST_STEP = 3.0
_HALVINGS = 8
_MUCH_WORSE = 1.5
_BLOCK = 128


@dataclass(frozen=True)
class Margin:
    """One linear condition on household weights.

    Attributes:
        name: what it is, for the error that says it cannot be met.
        values: one a household; their weighted sum is to be `total`.
        total: the sum wanted.
        scale: what a miss is compared with (the total itself, where it is not 0).
    """

    name: str
    values: FloatArray
    total: float
    scale: float


def rake(first: FloatArray, margins: list[Margin]) -> FloatArray:
    """Weights that meet all margins, as near to `first` as can be (relative entropy).

    Args:
        first: positive, one a household.
        margins: at least one; they may depend on each other but not contradict each other.

    Raises:
        PopulationError: the margins contradict each other, or the pool cannot meet them.
    """
    problem = _Problem(first, margins)
    power = numpy.zeros(len(margins))
    weight, miss = problem.weights(power)
    for _ in range(_ROUNDS):
        if numpy.abs(miss).max() < TOLERANCE / 100:
            break
        step = problem.newton_step(weight, miss)
        power, weight, miss = problem.best_step(power, step, float(numpy.abs(miss).max()))
    worst = int(numpy.abs(miss).argmax())
    if not abs(miss[worst]) < TOLERANCE:
        raise PopulationError(
            Text(
                f"No weights meet all targets: {margins[worst].name} is missed by {-miss[worst]:+.2%}.",
                f"لا أوزان تحقق كل المستهدفات: {margins[worst].name}.",
            ),
            path="targets",
        )
    # Rounded, so that another processor's last bit does not change who is sampled.
    return numpy.round(weight.reshape(-1)[: len(first)], 6)


class _Problem:
    """The margins as blocks of a few rows.

    Products of whole matrices would go to many threads, whose order of summation
    (and, on a busy machine, whose waiting) is out of hand; small blocks do not.
    """

    def __init__(self, first: FloatArray, margins: list[Margin]) -> None:
        blocks = -(-len(first) // _BLOCK)
        columns = numpy.zeros((blocks * _BLOCK, len(margins)))
        for number, margin in enumerate(margins):
            columns[: len(first), number] = margin.values / margin.scale
        self.columns = columns.reshape(blocks, _BLOCK, len(margins))
        self.first = numpy.append(first, numpy.zeros(blocks * _BLOCK - len(first))).reshape(blocks, _BLOCK)
        self.wanted = numpy.array([margin.total / margin.scale for margin in margins])

    def weights(self, power: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Weights of that power of the columns, and what each margin misses."""
        weight = self.first * numpy.exp(numpy.clip(self.columns @ power, -30, 30))
        sums = numpy.matmul(weight[:, None, :], self.columns)[:, 0, :].sum(axis=0)
        return weight, self.wanted - sums

    def newton_step(self, weight: FloatArray, miss: FloatArray) -> FloatArray:
        """The step that would meet the margins if weights were linear, cut where it is too bold."""
        weighted = self.columns * weight[:, :, None]
        curvature = numpy.matmul(self.columns.transpose(0, 2, 1), weighted).sum(axis=0)
        ridge = _RIDGE * numpy.trace(curvature) / len(miss)
        step = numpy.linalg.solve(curvature + ridge * numpy.eye(len(miss)), miss)
        largest = float(numpy.abs(self.columns @ step).max())
        return numpy.asarray(step * min(1.0, _LARGEST_STEP / max(largest, _LARGEST_STEP)))

    def best_step(
        self, power: FloatArray, step: FloatArray, before: float
    ) -> tuple[FloatArray, FloatArray, FloatArray]:
        """The whole step, or the first halving of it that does not make the worst miss much worse."""
        share = 1.0
        weight, miss = self.weights(power + step)
        for _ in range(_HALVINGS):
            if numpy.abs(miss).max() < _MUCH_WORSE * before:
                break
            share /= 2
            weight, miss = self.weights(power + share * step)
        return power + share * step, weight, miss
