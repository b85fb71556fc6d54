"""How consumption is spread over persons and households, and wages and pensions over bands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.quality.view import Array, Measured, View

FloatArray = NDArray[numpy.float64]

DECILES = 10
#: Yearly consumption of a household, at the prices of 2018, above which the survey of 2017/18 counted.
HIGH_CONSUMPTION = 23_000
#: JOD a month.
WAGE_BANDS = (0, 200, 300, 400, 500, 700, 1_000, 1_500)
PENSION_BANDS = (0, 150, 300, 500, 700, 1_000)
_HIGH, _LOW = 0.9, 0.1


def mean(values: Array, weight: FloatArray) -> float:
    """Weighted mean; 0 of nobody."""
    total = float(weight.sum())
    return float((values * weight).sum()) / total if total else 0.0


def share(members: NDArray[numpy.bool_], weight: FloatArray) -> float:
    """Weighted share of true values."""
    return mean(members.astype(numpy.float64), weight)


def gini(values: FloatArray, weight: FloatArray) -> float:
    """Gini index of a non-negative amount."""
    order = numpy.argsort(values, kind="stable")
    people, amount = weight[order], (values * weight)[order]
    total = float(people.sum() * amount.sum())
    below = numpy.cumsum(amount) - amount / 2
    return float(1 - 2 * (people * below).sum() / total) if total else 0.0


def quantile(values: FloatArray, weight: FloatArray, at: float) -> float:
    """The value below which a share `at` of the weight lies."""
    order = numpy.argsort(values, kind="stable")
    cumulated = numpy.cumsum(weight[order])
    place = int(numpy.searchsorted(cumulated, at * cumulated[-1]))
    return float(values[order[min(place, len(order) - 1)]])


@dataclass(frozen=True)
class Spread:
    """A distribution by tenths of its weight.

    Attributes:
        means: of each tenth, the poorest first.
        shares: of the whole that each tenth has.
        gini: 0 all equal, 1 one has all.
        ratio: the value nine tenths are below, by the one that a tenth is below.
    """

    means: tuple[float, ...]
    shares: tuple[float, ...]
    gini: float
    ratio: float


def spread(values: FloatArray, weight: FloatArray) -> Spread:
    """The distribution of an amount.

    A household that lies on the border of two tenths is split between them, so that each holds a tenth exactly.
    """
    order = numpy.argsort(values, kind="stable")
    people = numpy.concatenate([[0.0], numpy.cumsum(weight[order])])
    amount = numpy.concatenate([[0.0], numpy.cumsum((values * weight)[order])])
    borders = numpy.linspace(0, people[-1], DECILES + 1)
    sums = numpy.diff(numpy.interp(borders, people, amount))
    low = quantile(values, weight, _LOW)
    return Spread(
        tuple(float(value) for value in sums / (people[-1] / DECILES)),
        tuple(float(value) for value in sums / amount[-1]) if amount[-1] else (0.0,) * DECILES,
        gini(values, weight),
        quantile(values, weight, _HIGH) / low if low else 0.0,
    )


@dataclass(frozen=True)
class Consumption:
    """What distributions need of every household.

    Attributes:
        amount: JOD a month of the household, before benefits.
        size: persons.
        weight: households of the Kingdom.
    """

    amount: FloatArray
    size: FloatArray
    weight: FloatArray

    @staticmethod
    def of(view: View) -> Consumption:
        """The households of one part."""
        return Consumption(
            numpy.array(view.households["consumption_before_benefits"], dtype=numpy.float64),
            view.size.astype(numpy.float64),
            numpy.array(view.households.weight, dtype=numpy.float64),
        )

    @staticmethod
    def joined(parts: list[Consumption]) -> Consumption:
        """The households of all parts."""
        return Consumption(
            *(numpy.concatenate([getattr(part, name) for part in parts]) for name in ("amount", "size", "weight"))
        )

    @property
    def per_head(self) -> FloatArray:
        """JOD a person and month."""
        return self.amount / self.size

    @property
    def persons(self) -> FloatArray:
        """Persons of the Kingdom that each household stands for."""
        return self.weight * self.size


def bands(view: View) -> Iterator[tuple[str, Measured]]:
    """The shares of wages and of pensions in each band, with the name of the column."""
    for column, borders in (("wage", WAGE_BANDS), ("pension", PENSION_BANDS)):
        amount = view.persons[column]
        received = amount > 0
        for low, high in pairwise((*borders, numpy.inf)):
            label = f"{low}+" if high == numpy.inf else f"{low}-{high:g}"
            members = received & (amount >= low) & (amount < high)
            yield column, view.persons.share(numpy.nan, members, received, label)
