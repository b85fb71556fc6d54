"""What a user asks for besides a policy: a month, some years, and a poverty line."""

from __future__ import annotations

import math
from collections.abc import Iterable

from openfisca_core.periods import DateUnit, Period
from openfisca_core.periods import period as parse_period

from openfisca_jordan_sp.errors import PeriodError, Text
from openfisca_jordan_sp.law.catalogue import instrument
from openfisca_jordan_sp.system import clear_law_errors, law_in_force

#: Poverty lines by name: how each is found in the law's statistics.
LINES = ("national", "unindexed", "naf")


def parse_month(period: str) -> Period:
    """A month of the law's time.

    Raises:
        PeriodError: not a month, or before the first programme.
    """
    try:
        month = parse_period(str(period))
    except ValueError:
        month = None
    if month is None or month.unit != DateUnit.MONTH or month.size != 1:
        raise PeriodError(
            Text(f"{period!r} is not a month.", f"{period!r} ليس شهرا."),
            path="period",
            hint=Text("Write YYYY-MM, for example 2026-01.", "اكتب YYYY-MM، مثلا 2026-01."),
        )
    since = instrument("national_aid_fund").since
    if month.start.date < since:
        raise PeriodError(
            Text(f"{period} is before the law: its first instrument is of {since}.", f"{period} قبل القانون: {since}."),
            path="period",
            hint=Text("Choose a later month.", "اختر شهرا لاحقا."),
        )
    return month


def parse_years(years: str | Iterable[int], first: int, last: int) -> tuple[int, ...]:
    """Years in order, each once: `2026:2033`, `2026,2028`, both together, or numbers.

    Args:
        years: what the user wrote; a range includes its last year.
        first: the earliest year that can be asked for.
        last: the latest one.

    Raises:
        PeriodError: nothing, no years, a range backwards, or a year outside the limits.
    """
    parts = years.split(",") if isinstance(years, str) else [str(year) for year in years]
    found: set[int] = set()
    for part in parts:
        ends = [end.strip() for end in part.split(":")]
        if not all(end.isdecimal() for end in ends) or len(ends) > 2 or int(ends[0]) > int(ends[-1]):  # noqa: PLR2004
            raise _not_years(part.strip() or str(years), first, last)
        if not (first <= int(ends[0]) and int(ends[-1]) <= last):
            raise PeriodError(
                Text(f"{part!r} is outside {first} to {last}.", f"{part!r} خارج المدة من {first} إلى {last}."),
                path="years",
                hint=_years_hint(first, last),
            )
        found.update(range(int(ends[0]), int(ends[-1]) + 1))
    if not found:
        raise _not_years("", first, last)
    return tuple(sorted(found))


def _not_years(text: str, first: int, last: int) -> PeriodError:
    message = Text(f"{text!r} is not a year or a range of years.", f"{text!r} ليس سنة ولا مدى سنوات.")
    return PeriodError(message, path="years", hint=_years_hint(first, last))


def _years_hint(first: int, last: int) -> Text:
    return Text(
        f"Write for example 2026:{last} or 2026,2028, from {first} to {last}.",
        f"اكتب مثلا 2026:{last} أو 2026,2028 بين {first} و{last}.",
    )


def parse_line(line: str | float, month: Period) -> float:
    """A poverty line in JOD a person and month, by name or by amount.

    Raises:
        PeriodError: an unknown name, or an amount that is not positive.
        UnsetParameterError: no source gives the line, or the prices, of that month.
    """
    if isinstance(line, str) and line in LINES:
        with clear_law_errors():
            return _named_line(line, month)
    try:
        amount = float(line)
    except (TypeError, ValueError):
        amount = math.nan
    if not (math.isfinite(amount) and amount > 0):
        names = ", ".join(LINES)
        raise PeriodError(
            Text(f"{line!r} is not a poverty line.", f"{line!r} ليس خط فقر."),
            path="line",
            hint=Text(f"Give {names}, or dinars a person and month.", f"اختر {names} أو مبلغا للفرد شهريا."),
        )
    return amount


def _named_line(name: str, month: Period) -> float:
    law = law_in_force().get_parameters_at_instant(month)
    if name == "naf":
        return float(law.national_aid_fund.targeting.poverty_line)
    line = law.statistics.poverty_line
    unindexed = line.absolute_per_person_year / 12
    if name == "unindexed":
        return float(unindexed)
    return float(unindexed * law.statistics.consumer_price_index / line.price_index_of_line)
