"""A share, mean or total as sums that add up over the parts of a population."""

from __future__ import annotations

from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

FloatArray = NDArray[numpy.float64]


@dataclass(frozen=True)
class Tally:
    """The sums behind one number, and behind its sampling error.

    Households are the units that are drawn: the squares are of their weighted sums, so that the error holds the
    likeness of people who live together, and uneven weights (the linearised variance of a ratio).

    Attributes:
        numerator: weighted sum over all rows.
        denominator: weighted sum that it is divided by; for a total, the households.
        squares: sum over households of the squared numerator.
        products: sum over households of numerator times denominator.
        denominator_squares: sum over households of the squared denominator.
        households: of the data, in and out of the group.
        rows: of the data, that the numerator counts.
        group: of the data, that it counts among.
        is_total: whether the number is the numerator itself.
    """

    numerator: float
    denominator: float
    squares: float
    products: float
    denominator_squares: float
    households: int
    rows: int
    group: int
    is_total: bool

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.numerator + other.numerator,
            self.denominator + other.denominator,
            self.squares + other.squares,
            self.products + other.products,
            self.denominator_squares + other.denominator_squares,
            self.households + other.households,
            self.rows + other.rows,
            self.group + other.group,
            self.is_total,
        )

    @property
    def ratio(self) -> float:
        """Numerator by denominator; 0 of nobody."""
        return self.numerator / self.denominator if self.denominator else 0.0

    @property
    def achieved(self) -> float:
        """The number: a total, or a share or mean."""
        return self.numerator if self.is_total else self.ratio

    @property
    def standard_error(self) -> float:
        """The sampling error of the number, were the households a sample of a larger population."""
        if self.households <= 1 or not self.denominator:
            return 0.0
        ratio = self.ratio
        squares = self.squares - 2 * ratio * self.products + ratio**2 * self.denominator_squares
        deviation = float(numpy.sqrt(max(squares, 0.0) * self.households / (self.households - 1)))
        return deviation if self.is_total else deviation / abs(self.denominator)

    def is_smaller_than(self, limit: int) -> bool:
        """Whether some, but fewer rows than the limit stand behind the number, or behind its opposite."""
        return any(0 < rows < limit for rows in (self.rows, self.group, self.group - self.rows))


def tally(numerator: FloatArray, denominator: FloatArray, rows: int, group: int, *, is_total: bool = False) -> Tally:
    """The sums of weighted values that are given household by household."""
    return Tally(
        float(numerator.sum()),
        float(denominator.sum()),
        float((numerator**2).sum()),
        float((numerator * denominator).sum()),
        float((denominator**2).sum()),
        len(numerator),
        rows,
        group,
        is_total,
    )
