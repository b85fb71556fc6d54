"""Poverty and inequality of a distribution of consumption per head."""

from __future__ import annotations

from dataclasses import dataclass

import numpy

from openfisca_jordan_sp.measures.basis import FloatArray


@dataclass(frozen=True)
class Poverty:
    """The measures of Foster, Greer and Thorbecke, as shares of persons or of the line."""

    headcount: float
    gap: float
    severity: float
    persons: float


def poverty(value: FloatArray, weight: FloatArray, line: float) -> Poverty:
    """Poverty of persons who consume `value` (JOD a month) at a line (JOD a person and month).

    Args:
        value: consumption per head of each household.
        weight: persons that each household stands for.
        line: who consumes less than this is poor.
    """
    everybody = weight.sum()
    if everybody == 0:
        return Poverty(0.0, 0.0, 0.0, 0.0)
    shortfall = numpy.where(value < line, (line - value) / line, 0.0)
    poor = float(weight[value < line].sum())
    return Poverty(
        headcount=poor / everybody,
        gap=float((weight * shortfall).sum() / everybody),
        severity=float((weight * shortfall**2).sum() / everybody),
        persons=poor,
    )


def gini(value: FloatArray, weight: FloatArray) -> float:
    """The Gini coefficient of `value` over persons: 0 all equal, 1 one has all.

    The area under the Lorenz curve by trapezia between the ordered values.
    """
    order = numpy.argsort(value, kind="stable")
    weights, amounts = weight[order], value[order] * weight[order]
    if amounts.sum() == 0:
        return 0.0
    persons = numpy.concatenate([[0.0], numpy.cumsum(weights)]) / weights.sum()
    shares = numpy.concatenate([[0.0], numpy.cumsum(amounts)]) / amounts.sum()
    return float(1 - ((shares[1:] + shares[:-1]) * numpy.diff(persons)).sum())
