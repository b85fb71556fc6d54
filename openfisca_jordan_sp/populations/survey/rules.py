"""What a mapping says: tables, columns and checks, as checked data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.populations.schema import Column, Kind
from openfisca_jordan_sp.populations.survey.expressions import Expression
from openfisca_jordan_sp.populations.survey.readers import File

#: Kinds of helper columns, which an expression may use and no file gets.
HELPER_KINDS: Mapping[str, Kind] = {
    "number": Kind.AMOUNT,
    "text": Kind.ENUM,
    "flag": Kind.BOOLEAN,
    "date": Kind.DATE,
}

#: What turns an amount in a unit into dinars.
UNITS: Mapping[str, float] = {"jod": 1.0, "fils": 0.001, "piastre": 0.01, "thousand_jod": 1_000.0, "million_jod": 1e6}

#: What turns an amount of a period into one of a month.
PERIODS: Mapping[str, float] = {
    "month": 1.0,
    "year": 1 / 12,
    "half_year": 1 / 6,
    "quarter": 1 / 3,
    "fortnight": 365.25 / 14 / 12,
    "week": 365.25 / 7 / 12,
    "day": 365.25 / 12,
}

CONFIDENCES = ("verified", "derived", "recalled", "assumed")
SEVERITIES = ("error", "warning")


@dataclass(frozen=True)
class RankMatch:
    """Places the households by rank on a lognormal distribution: an assumption, never a measurement.

    Attributes:
        by: expression of households; who has more gets more.
        mean: mean of the result, JOD a month.
        spread: standard deviation of its logarithm.
        per: `household`, or `person`: `mean` is then per head, and the result the household's sum.
    """

    by: Expression
    mean: float
    spread: float
    per: str


@dataclass(frozen=True)
class Rule:
    """Where one column comes from: exactly one of `source`, `constant`, `expression` and `rank`.

    Attributes:
        column: the column of the schema, or of a helper.
        source: column of the file.
        constant: the same value for everybody.
        expression: computed from other columns.
        rank: consumption by rank.
        codes: value for each code or label of the file.
        missing: codes that say nothing.
        default: value of rows that say nothing; without it each of them is a mistake.
        factor: what a number is multiplied by.
        minimum: least number allowed, after the factor.
        maximum: greatest number allowed.
        maximum_missing: greatest share of rows that may take the default.
        date_format: of dates written as text, as in `%d/%m/%Y`.
        confidence: how well the rule is known, where it is not by reading the survey's documents.
        is_helper: whether only expressions use it.
    """

    column: Column
    source: str = ""
    constant: Any = None
    expression: Expression | None = None
    rank: RankMatch | None = None
    codes: Mapping[str, Any] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    default: Any = None
    factor: float = 1.0
    minimum: float = -numpy.inf
    maximum: float = numpy.inf
    maximum_missing: float = 1.0
    date_format: str = ""
    confidence: str = ""
    is_helper: bool = False

    @property
    def name(self) -> str:
        """The column's name."""
        return self.column.name

    @property
    def how(self) -> str:
        """`read`, `derived`, `rank_matched` or `constant`: what the manifest says of the column."""
        if self.source:
            return "read"
        if self.expression is not None:
            return "derived"
        return "constant" if self.rank is None else "rank_matched"


@dataclass(frozen=True)
class TableRules:
    """How one table comes from a file.

    Attributes:
        file: the file, or None where the rows follow from persons.
        household: columns that name the household of a row.
        family: columns of persons, or of families, that name the family within the household.
        person: columns of persons that name the person within the household.
        is_distinct: whether the file has many rows a household, all alike, of which the first is taken.
        keep: column and codes of the rows to take; all of them without it.
        rules: by column.
    """

    file: File | None
    household: tuple[str, ...]
    family: tuple[str, ...]
    person: tuple[str, ...]
    is_distinct: bool
    keep: tuple[str, frozenset[str]] | None
    rules: Mapping[str, Rule]

    @property
    def needed(self) -> list[str]:
        """Every column of the file that is read."""
        kept = [self.keep[0]] if self.keep else []
        sources = [rule.source for rule in self.rules.values() if rule.source]
        return list(dict.fromkeys([*self.household, *self.family, *self.person, *kept, *sources]))


@dataclass(frozen=True)
class Check:
    """A weighted total or mean that the survey should have.

    Attributes:
        name: what it is.
        table: whose rows are counted.
        expression: what is summed.
        is_mean: whether the mean is meant and not the sum.
        target: the value wanted.
        tolerance: greatest relative difference.
        is_error: whether missing it refuses the import.
    """

    name: str
    table: str
    expression: Expression
    is_mean: bool
    target: float
    tolerance: float
    is_error: bool


@dataclass(frozen=True)
class LineNumbers:
    """Columns of persons (helpers) by which families are told apart better than by relationship alone.

    Attributes:
        own: number of the person in the household.
        mother: number of the mother, 0 or missing where she is elsewhere.
        father: likewise.
    """

    own: str
    mother: str
    father: str


@dataclass(frozen=True)
class SurveyMapping:
    """A whole mapping.

    Attributes:
        name: short name.
        title: what the survey is, in both languages.
        base_date: the day whose population the survey describes.
        prices_of: year of the money in the files, if it differs from the base date's.
        minimum_cell: cells of fewer families or persons are not shown.
        caveats: what to beware of.
        tables: rules by table.
        lines: line numbers of parents, if the survey has them.
        checks: totals to compare with.
        calibrate: names of targets to which weights are adjusted.
        sha256: checksum of the mapping's file.
        changed: fields that have another value than in the file.
    """

    name: str
    title: Text
    base_date: str
    prices_of: int | None
    minimum_cell: int
    caveats: tuple[Text, ...]
    tables: Mapping[str, TableRules]
    lines: LineNumbers | None
    checks: tuple[Check, ...]
    calibrate: tuple[str, ...]
    sha256: str
    changed: tuple[str, ...] = ()

    @property
    def day(self) -> numpy.datetime64:
        """The base date as numpy has it."""
        return numpy.datetime64(self.base_date, "D")
