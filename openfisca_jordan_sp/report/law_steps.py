"""A history cut into steps: from which day to which each value holds, where none does, and what lies ahead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pandas

from openfisca_jordan_sp.report import numbers

#: The share of a history that a chart goes on after its last day, and the least number of days.
_BEYOND, _LEAST = 0.06, 120
#: The share of it that the axis begins before the first day, so that no dot stands on the numbers of the other axis.
_BEFORE = 0.03
#: Days of a history that is told by months.
_SHORT = 900


@dataclass(frozen=True)
class Step:
    """A value from one day to another (`YYYY-MM-DD`), the second not included.

    Attributes:
        written: the value as readers see it.
        is_ahead: whether it lies after today.
        is_first: whether it begins here; false of the part of a step that lies ahead.
    """

    since: str
    end: str
    value: Any
    written: str
    confidence: str
    is_ahead: bool
    is_first: bool


@dataclass(frozen=True)
class Steps:
    """The steps of a history that have a value, the gaps between them, and the days of the chart's axis."""

    known: Sequence[Step]
    gaps: Sequence[tuple[str, str]]
    start: str
    end: str

    def share(self, since: str, end: str) -> float:
        """The share of the axis from one day to another."""
        return _days(since, end) / _days(self.start, self.end)

    @property
    def domain(self) -> tuple[int, int]:
        """The ends of the axis in milliseconds since 1970."""
        return _milliseconds(self.start), _milliseconds(self.end)

    @property
    def date_format(self) -> str:
        """Years; of a short history months."""
        return "%Y" if _days(self.start, self.end) > _SHORT else "%Y-%m"


def steps_of(table: pandas.DataFrame, today: str, day: str, first: str = "", last: str = "") -> Steps:
    """The steps of a history.

    Args:
        table: `since`, `value`, `written`, `confidence`; the oldest first, at least one.
        today: what begins after it lies ahead.
        day: the axis reaches it where it lies after the first value.
        first: a day with which the axis begins, where that is not the first of the table.
        last: a day that the axis reaches.
    """
    rows = table.to_dict(orient="records")
    earliest = min(filter(None, (first, rows[0]["since"])))
    latest = max(today, day, last, rows[-1]["since"])
    span = _days(earliest, latest)
    start, end = _later(earliest, -round(_BEFORE * span) - 1), _later(latest, max(_LEAST, round(_BEYOND * span)))
    ends = [later["since"] for _, later in pairwise(rows)] + [end]
    known = [step for row, until in zip(rows, ends, strict=True) for step in _parts(row, until, today)]
    gaps = [(row["since"], until) for row, until in zip(rows, ends, strict=True) if numbers.is_unset(row["value"])]
    return Steps(known, gaps, start, end)


def _parts(row: dict[Any, Any], until: str, today: str) -> Iterator[Step]:
    """A step that has a value; in two parts where it goes on after today."""
    if numbers.is_unset(row["value"]):
        return
    since, rest = row["since"], (row["value"], row["written"], row["confidence"])
    tomorrow = _later(today, 1)
    if since < tomorrow:
        yield Step(since, min(until, tomorrow), *rest, is_ahead=False, is_first=True)
    if until > tomorrow:
        yield Step(max(since, tomorrow), until, *rest, is_ahead=True, is_first=since >= tomorrow)


def _days(since: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(since)).days


def _later(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days)).isoformat()


def _milliseconds(day: str) -> int:
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp() * 1000)
