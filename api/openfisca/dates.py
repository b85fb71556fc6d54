"""The periods of a request: read once each, and held against what a variable can be told or asked for."""

from __future__ import annotations

import re
from functools import lru_cache

from openfisca_core import periods
from openfisca_core.periods import DateUnit, Period
from openfisca_core.variables import Variable

from .refusals import Mistake, shown

#: Periods that a process keeps: each is parsed once.
KEPT = 16_384
#: Years that are taken for years.
_FIRST_YEAR, _LAST_YEAR = 1000, 9000
#: Days of a unit, roughly.
_DAYS = {DateUnit.WEEKDAY: 1, DateUnit.DAY: 1, DateUnit.WEEK: 7, DateUnit.MONTH: 30, DateUnit.YEAR: 365}
_EXAMPLES = {
    DateUnit.YEAR: "2026",
    DateUnit.MONTH: "2026-01",
    DateUnit.DAY: "2026-01-31",
    DateUnit.WEEK: "2026-W01",
    DateUnit.WEEKDAY: "2026-W01-1",
    DateUnit.ETERNITY: "ETERNITY",
}
_ARABIC = {
    DateUnit.YEAR: "سنة",
    DateUnit.MONTH: "شهر",
    DateUnit.DAY: "يوم",
    DateUnit.WEEK: "أسبوع",
    DateUnit.WEEKDAY: "يوم من أسبوع",
    DateUnit.ETERNITY: "كل زمان",
}
_FORM = re.compile(r"(?:[a-z]{3,7}:)?[0-9]{4}[0-9W-]{0,7}(?::[0-9]{1,5})?")


class NotAPeriod(Mistake):
    """A text that says no period."""


def period_of(text: str) -> Period:
    """The period that a text says.

    Raises:
        NotAPeriod: it says none.
    """
    period = _parsed(text)
    if period is None:
        raise NotAPeriod(
            "Expected a period (eg. '2017', 'month:2017-01', 'week:2017-W01', ...); got: '" + shown(text) + "'. Learn "
            "more about legal period formats in OpenFisca: "
            "<https://openfisca.org/doc/coding-the-legislation/35_periods.html#periods-in-simulations>.",
            f"يلزم اسم فترة مثل '2017' أو '2017-01'، والمعطى '{shown(text)}'.",
        )
    return period


@lru_cache(maxsize=KEPT)
def _parsed(text: str) -> Period | None:
    if text.upper() == "ETERNITY" and text.isascii():
        return Period.eternity()
    if not _FORM.fullmatch(text):
        return None
    try:
        period = periods.period(text)
        is_known = period.size >= 1 and period.start.year >= _FIRST_YEAR and period.stop.year <= _LAST_YEAR
    except (ValueError, OverflowError, IndexError):
        return None
    return period if is_known else None


def is_exact(variable: Variable, period: Period) -> bool:
    """Whether a period is one of those that a variable is defined for."""
    unit = variable.definition_period
    return bool(unit == DateUnit.ETERNITY or (period.unit == unit and period.size == 1))


def period_told(variable: Variable, text: str) -> Period:
    """The period that a variable is told a value for; one without dates has one period only.

    Raises:
        Mistake: a text that is no period, or one for which the variable cannot be told anything.
    """
    period = period_of(text)
    if variable.definition_period == DateUnit.ETERNITY:
        return Period.eternity()
    if is_exact(variable, period) or _is_spread(variable, period):
        return period
    unit, name = variable.definition_period, variable.name
    arabic = f"تُذكر قيمة '{name}' لفترة واحدة من نوع {_ARABIC[unit]} في كل مرة، مثل '{_EXAMPLES[unit]}'."
    if period.unit == DateUnit.ETERNITY:
        raise Mistake(
            f"Unable to set a value for variable {name} for ETERNITY. {name} is only defined for {unit}s. "
            f"Please adapt your input: write '{_EXAMPLES[unit]}', for instance.",
            arabic,
        )
    length = f"{period.unit}" if period.size == 1 else f"{period.size}-{period.unit}s"
    raise Mistake(
        f'Unable to set a value for variable "{name}" for {length}-long period "{shown(text)}". "{name}" can only be '
        f"set for one {unit} at a time. Please adapt your input: write '{_EXAMPLES[unit]}', for instance.",
        arabic,
    )


def _is_spread(variable: Variable, period: Period) -> bool:
    """Whether the variable takes a longer period than its own, and spreads its value over it."""
    return bool(variable.set_input) and period.unit != DateUnit.ETERNITY and pieces(variable, period) >= 1


def pieces(variable: Variable, period: Period) -> float:
    """Roughly how many of a variable's own periods lie in a period."""
    if DateUnit.ETERNITY in (variable.definition_period, period.unit):
        return 1
    return float(period.size * _DAYS[period.unit] / _DAYS[variable.definition_period])


def period_asked(variable: Variable, text: str) -> Period:
    """The period that a variable is asked for.

    Raises:
        Mistake: a text that is no period, or one for which the variable is not computed.
    """
    period = period_of(text)
    if is_exact(variable, period):
        return period
    unit, name = variable.definition_period, variable.name
    raise Mistake(
        f"Unable to compute variable '{name}' for period {shown(text)}: '{name}' must be computed for a whole {unit}. "
        f"Ask for '{_EXAMPLES[unit]}', for instance.",
        f"لا يُحسب المتغير '{name}' للفترة {shown(text)}، بل لفترة واحدة من نوع {_ARABIC[unit]}، "
        f"مثل '{_EXAMPLES[unit]}'.",
    )
