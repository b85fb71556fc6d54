"""Where variables and days stand beside one another, so that two months can be laid side by side."""

from __future__ import annotations

from openfisca_core.periods import DateUnit, Period

from openfisca_jordan_sp.explain.steps import Ref

#: A variable beside another: its name, its row, how many months later, and its kind of period.
Place = tuple[str, int, int, str]


def moved(home: Ref, ref: Ref) -> Place:
    """Where a variable stands, seen from another."""
    unit = str(ref.period.unit)
    return ref.name, ref.row, 0 if unit == DateUnit.ETERNITY else _months(ref) - _months(home), unit


def placed(home: Ref, place: Place) -> Ref:
    """The variable that stands there, seen from another."""
    name, row, months, unit = place
    if unit == DateUnit.ETERNITY:
        return Ref(name, Period.eternity(), row)
    first = home.period.first_month.offset(months, "month")
    return Ref(name, first.this_year if unit == DateUnit.YEAR else first, row)


def _months(ref: Ref) -> int:
    return int(ref.period.start.year * 12 + ref.period.start.month)


def offset(home: Ref, day: str) -> tuple[int, str]:
    """A day as so many months after the start of a period, and its day of the month."""
    year, month, rest = day.split("-")
    return int(year) * 12 + int(month) - _months(home), "last" if int(rest) > 27 else rest  # noqa: PLR2004


def day_at(home: Ref, offset: tuple[int, str]) -> str:
    """The day that lies so from the start of a period."""
    months, rest = offset
    first = home.period.first_month.offset(months, "month")
    return str(first.stop if rest == "last" else first.start)
