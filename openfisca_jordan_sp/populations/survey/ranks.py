"""Consumption by rank: for a survey that orders households by wealth and knows no money."""

from __future__ import annotations

from functools import cache
from statistics import NormalDist

import numpy
import pandas
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.survey.rules import RankMatch

FloatArray = NDArray[numpy.float64]

_STEPS = 100_000


def rank_matched(rank: RankMatch, by: FloatArray, weight: FloatArray, size: FloatArray) -> FloatArray:
    """JOD a month of each household, from its place by `by` on a lognormal distribution.

    Households stand for their weight, or for their weight times members where the
    distribution is of persons. Equal ranks get equal amounts. The mean is met exactly;
    who has no rank gets no amount.

    Args:
        rank: mean and spread of the distribution.
        by: what households are ranked by.
        weight: households that each stands for.
        size: members of each household.
    """
    by = numpy.broadcast_to(by, weight.shape)
    known = ~numpy.isnan(by)
    result = numpy.full(len(weight), numpy.nan)
    if not known.any():
        return result
    head = size[known] if rank.per == "person" else numpy.ones(int(known.sum()))
    mass = weight[known] * head
    codes, _ = pandas.factorize(by[known], sort=True)
    of_value = numpy.bincount(codes, weights=mass)
    middle = ((numpy.cumsum(of_value) - of_value / 2) / mass.sum())[codes]
    amount = numpy.exp(rank.spread * standard_normal(middle))
    result[known] = amount * rank.mean * mass.sum() / (amount * mass).sum() * head
    return numpy.round(result, 3)


def standard_normal(shares: FloatArray) -> FloatArray:
    """The value below which a share of a standard normal lies, for shares between 0 and 1.

    Read from a table of a hundred thousand steps, exact to well below what a rank tells.
    """
    return numpy.interp(shares, *_table())


@cache
def _table() -> tuple[FloatArray, FloatArray]:
    grid = (numpy.arange(_STEPS) + 0.5) / _STEPS
    return grid, numpy.array([NormalDist().inv_cdf(share) for share in grid])
