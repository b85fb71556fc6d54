"""A table of statistics in tidy long form: a row for each policy, group and measure, with its error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy
import pandas

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.measures.arrays import FloatArray, IntArray
from openfisca_jordan_sp.measures.statistics.words import COUNT, MEASURES

#: The columns of every table; `_cases` and `_cell` are for disclosure and not shown.
COLUMNS = (
    "policy",
    "figure",
    "programme",
    "programme_en",
    "programme_ar",
    "group_kind",
    "group",
    "group_en",
    "group_ar",
    "measure",
    "label_en",
    "label_ar",
    "value",
    "standard_error",
    "low",
    "high",
    "unit",
)
FIGURES = ("value", "standard_error", "low", "high")
TEXTS = tuple(name for name in COLUMNS if name not in FIGURES)
LEVEL, DIFFERENCE = "level", "difference"
CASES, CELL = "_cases", "_cell"

NO_PROGRAMME = ("", Text("", ""))

#: A kind of group, and the names of its groups by id.
Groups = tuple[str, Mapping[str, Text]]


@dataclass(frozen=True)
class Behind:
    """How many cases of the sample stand behind each figure: policies × groups; of levels, and of differences."""

    cases: IntArray
    changed: IntArray


@dataclass
class Sheet:
    """The rows of one table, in the order in which they are added.

    Attributes:
        policies: their ids; the first is what the others are compared with.
        unit: whom measures count.
        level: of the intervals.
    """

    policies: Sequence[str]
    unit: str
    level: float
    _texts: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in (*TEXTS, CELL)})
    _values: list[FloatArray] = field(default_factory=list)
    _cases: list[IntArray] = field(default_factory=list)

    def add(
        self,
        measure: str,
        values: FloatArray,
        groups: Groups,
        behind: Behind,
        *,
        programme: tuple[str, Text] = NO_PROGRAMME,
        cell: str = "",
        is_change: bool = False,
    ) -> None:
        """Rows of one measure: each policy, then what each differs by from the first.

        Args:
            measure: one of `words.MEASURES`.
            values: policies × sets of weights × groups.
            groups: kind of group, and the names of the groups by id.
            behind: cases behind the figures.
            programme: id and name of the programme that the figures are about.
            cell: figures of one group that may be hidden one without the other have different cells.
            is_change: whether the measure is about a change: then only of the policies after the first, as difference.
        """
        for number, policy in enumerate(self.policies):
            if not is_change:
                self._rows(measure, policy, LEVEL, values[number], groups, behind.cases[number], programme, cell)
        for number, policy in enumerate(self.policies[1:], start=1):
            change = values[number] if is_change else values[number] - values[0]
            cases = behind.cases[number] if is_change else behind.changed[number]
            self._rows(measure, policy, DIFFERENCE, change, groups, cases, programme, cell)

    def _rows(
        self,
        measure: str,
        policy: str,
        figure: str,
        values: FloatArray,
        groups: Groups,
        cases: IntArray,
        programme: tuple[str, Text],
        cell: str,
    ) -> None:
        unit, label = MEASURES[measure]
        kind, names = groups
        same = {
            "policy": policy,
            "figure": figure,
            "programme": programme[0],
            "programme_en": programme[1].en,
            "programme_ar": programme[1].ar,
            "group_kind": kind,
            "measure": measure,
            "label_en": label.en,
            "label_ar": label.ar,
            "unit": self.unit if unit == COUNT else unit,
            CELL: cell,
        }
        for name, text in same.items():
            self._texts[name] += [text] * len(names)
        self._texts["group"] += names
        self._texts["group_en"] += [name.en for name in names.values()]
        self._texts["group_ar"] += [name.ar for name in names.values()]
        self._values.append(values)
        self._cases.append(cases)

    def table(self) -> pandas.DataFrame:
        """All rows; without any, a table of no rows."""
        columns: dict[str, Any] = {name: pandas.Series(texts, dtype="str") for name, texts in self._texts.items()}
        values = numpy.concatenate(self._values, axis=1) if self._values else numpy.empty((1, 0))
        figures = dict(zip(FIGURES, (values[0], *errors(values, self.level)), strict=True))
        cases = numpy.concatenate(self._cases) if self._cases else numpy.empty(0, dtype=numpy.int64)
        return pandas.DataFrame({**columns, **figures, CASES: cases})[[*COLUMNS, CASES, CELL]]


def errors(values: FloatArray, level: float) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Standard error and percentile interval of each group (Efron 1979), as `measures.uncertainty` defines them.

    Args:
        values: sets of weights × groups, the sample first. A group that has no value in one of the replicates (as it is
            not drawn) has no error either.
        level: of the interval.
    """
    replicates = values[1:]
    nothing = numpy.full(values.shape[1], numpy.nan)
    if not len(replicates):
        return nothing, nothing, nothing
    # Where all replicates are the same the error is nothing, not the rounding of their mean.
    is_same = (replicates == replicates[0]).all(axis=0)
    error = numpy.where(is_same, 0.0, replicates.std(axis=0, ddof=1))
    low, high = numpy.quantile(replicates, [(1 - level) / 2, (1 + level) / 2], axis=0)
    return error, low, high


def behind_share(part: Behind, whole: Behind) -> Behind:
    """Behind a share: those who are in it or those who are not, whoever are fewer, as each gives the other away."""
    rest = whole.cases - part.cases
    return Behind(numpy.where(rest > 0, numpy.minimum(part.cases, rest), part.cases), part.changed)
