"""Yearly series: known values, those between them, and what is assumed after the last one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from openfisca_jordan_sp.errors import NO_HINT, PopulationError, Text

#: How well a value is known, the best first.
CONFIDENCES = ("verified", "derived", "recalled", "assumed")
#: The series whose growth turns dinars of one year into dinars of another.
PRICES = "consumer_prices"
#: The years that a population can be carried to.
FIRST_YEAR, LAST_YEAR = 2018, 2033


class Rule(StrEnum):
    """How a series goes on after its last known year."""

    MEAN_GROWTH = "mean_growth"
    CONSTANT = "constant"
    FADING = "fading"
    GIVEN = "given"


@dataclass(frozen=True)
class Value:
    """One number and how well it is known (`verified`, `derived`, `recalled` or `assumed`)."""

    number: float
    confidence: str
    source: str = ""


@dataclass(frozen=True)
class Projection:
    """How a series goes on after its last known year; what follows from it is always assumed.

    Attributes:
        rule: which of the rules.
        years: with `mean_growth`, over how many years the mean is taken.
        fade: with `fading`, what is left of the growth rate each year (1 keeps it).
        growth: with `given`, the growth a year as a share.
        why: the reason for the choice.
    """

    rule: Rule
    years: int = 1
    fade: float = 1.0
    growth: float = 0.0
    why: Text = NO_HINT

    def growth_after(self, steps: int, series: Series) -> float:
        """The growth in the year that is `steps` years after the last known one, as a share."""
        if self.rule == Rule.GIVEN:
            return self.growth
        last = series.last_year
        if self.rule == Rule.MEAN_GROWTH:
            return float((series.at(last).number / series.at(last - self.years).number) ** (1 / self.years) - 1)
        growth = series.at(last).number / series.at(last - 1).number - 1
        return growth * self.fade**steps if self.rule == Rule.FADING else growth


@dataclass(frozen=True)
class Series:
    """One number a year.

    Attributes:
        name: `consumer_prices`, or a governorate.
        label: its name for readers.
        unit: unit of the numbers.
        known: the known values by year.
        projection: how it goes on.
        parameter: the parameter of the law that its values are, if any.
    """

    name: str
    label: Text
    unit: str
    known: Mapping[int, Value]
    projection: Projection
    parameter: str = ""

    @property
    def first_year(self) -> int:
        """The first known year."""
        return min(self.known)

    @property
    def last_year(self) -> int:
        """The last known year."""
        return max(self.known)

    def at(self, year: int) -> Value:
        """The value of a year: known, interpolated by even yearly growth, or projected.

        Raises:
            PopulationError: the year is before the first known one.
        """
        if year in self.known:
            return self.known[year]
        if year < self.first_year:
            raise PopulationError(
                Text(
                    f"The series has no value for {year}: it begins in {self.first_year}.",
                    f"لا قيمة في السلسلة لسنة {year}: تبدأ السلسلة في {self.first_year}.",
                ),
                path=f"series {self.name}",
                hint=Text("Give a file of series that does.", "أعطِ ملف سلاسل يشمل تلك السنة."),
            )
        return self._between(year) if year < self.last_year else self._after(year)

    def _between(self, year: int) -> Value:
        before = max(known for known in self.known if known < year)
        after = min(known for known in self.known if known > year)
        low, high = self.known[before], self.known[after]
        share = (year - before) / (after - before)
        number = low.number * (high.number / low.number) ** share
        return Value(number, weakest("derived", low.confidence, high.confidence))

    def _after(self, year: int) -> Value:
        number = self.known[self.last_year].number
        for step in range(1, year - self.last_year + 1):
            number *= 1 + self.projection.growth_after(step, self)
        return Value(number, "assumed")

    def factor(self, start: int, end: int) -> Value:
        """By what a value of the year `start` is multiplied to stand for the year `end`."""
        low, high = self.at(start), self.at(end)
        return Value(high.number / low.number, weakest("derived", low.confidence, high.confidence))


@dataclass(frozen=True)
class AgeingSeries:
    """Everything that carries a population from year to year.

    Attributes:
        money: the series of prices and incomes by name.
        columns: which series each column in dinars follows.
        population: persons at the end of each year, by governorate.
    """

    money: Mapping[str, Series]
    columns: Mapping[str, str]
    population: Mapping[str, Series]

    @property
    def prices(self) -> Series:
        """The series of consumer prices."""
        return self.money[PRICES]

    def of_column(self, column: str) -> Series:
        """The series that a column in dinars follows."""
        return self.money[self.columns[column]]

    def persons(self, year: int) -> Value:
        """Persons of the Kingdom at the end of a year."""
        values = [series.at(year) for series in self.population.values()]
        return Value(sum(value.number for value in values), weakest(*(value.confidence for value in values)))

    @cached_property
    def sha256(self) -> str:
        """A checksum of all values and rules: the same one means the same factors."""
        content = {
            "columns": dict(sorted(self.columns.items())),
            **{f"money.{name}": _content(series) for name, series in sorted(self.money.items())},
            **{f"population.{name}": _content(series) for name, series in sorted(self.population.items())},
        }
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def weakest(*confidences: str) -> str:
    """The worst of some confidences: what is computed from values is no better known than they are.

    >>> weakest("derived", "recalled", "verified")
    'recalled'
    """
    return max(confidences, key=CONFIDENCES.index)


def _content(series: Series) -> dict[str, Any]:
    rule = series.projection
    known = {str(year): [value.number, value.confidence] for year, value in sorted(series.known.items())}
    return {"known": known, "projection": [rule.rule, rule.years, rule.fade, rule.growth]}
