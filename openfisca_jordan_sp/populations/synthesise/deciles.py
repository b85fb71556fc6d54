"""Consumption mapped by rank to the published means of deciles, where there are any."""

from __future__ import annotations

from itertools import pairwise

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.synthesise.frame import Frame

FloatArray = NDArray[numpy.float64]

MONTHS = 12
_GRID = 2_000
_TARGET = "consumption.decile_means"


def mapped_to_deciles(frame: Frame, amounts: FloatArray) -> FloatArray:
    """Household amounts with the means of `consumption.decile_means`; as they are, if that target is not given.

    The order of households stays: only the amount at each rank changes.
    """
    if _TARGET not in frame.targets.by_name:
        return amounts
    means = frame.targets[_TARGET]
    factor = frame.targets["prices.uprating_2018_to_2025"] / MONTHS
    wanted = numpy.array([means[str(number)] for number in range(1, 11)]) * factor
    grid = (numpy.arange(_GRID) + 0.5) / _GRID
    weight = frame.weight("households")
    quantiles = frame.align.solve("consumption deciles", lambda: _quantiles(amounts, weight, grid))
    return amount_at_rank(numpy.interp(amounts, quantiles, grid), wanted)


def _quantiles(amounts: FloatArray, weight: FloatArray, grid: FloatArray) -> FloatArray:
    order = numpy.argsort(amounts, kind="stable")
    rank = (numpy.cumsum(weight[order]) - weight[order] / 2) / weight.sum()
    return numpy.asarray(numpy.interp(grid, rank, amounts[order]))


def amount_at_rank(rank: FloatArray, means: FloatArray) -> FloatArray:
    """The amount at a rank from 0 to 1, rising, with the mean of each tenth as given (rising too).

    Each tenth goes from half-way to its lower neighbour to half-way to its upper
    one, as a power of the rank; the highest has a Pareto tail.
    """
    bounds = numpy.concatenate([[max(1.5 * means[0] - 0.5 * means[1], 0.0)], (means[1:] + means[:-1]) / 2])
    tenth = numpy.minimum((rank * 10).astype(int), 9)
    within = rank * 10 - tenth
    amounts = numpy.empty(len(rank))
    for number, (low, high) in enumerate(pairwise(bounds)):
        rows = tenth == number
        power = (high - low) / (means[number] - low) - 1
        amounts[rows] = low + (high - low) * within[rows] ** power
    top = tenth == 9  # noqa: PLR2004 - the last of ten
    alpha = means[9] / (means[9] - bounds[9])
    amounts[top] = bounds[9] * (1 - numpy.minimum(within[top], 0.9995)) ** (-1 / alpha)
    return amounts
