"""Days and spans of time as the options of commands give them."""

from __future__ import annotations

import datetime
import re
import time

from openfisca_jordan_sp.errors import PeriodError, Text

_SPAN = re.compile(r"([0-9]{1,6})([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def span(text: str, path: str) -> float:
    """Seconds of a span such as `24h`.

    Raises:
        PeriodError: no span.
    """
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        raise _error(text, path, Text("Write it as 90d, 24h, 30m or 45s.", "اكتبها على نحو 90d أو 24h أو 30m أو 45s."))
    return float(int(found[1]) * _SECONDS[found[2]])


def coming(text: str, path: str) -> float:
    """Seconds since 1970 of the end of a day (in universal time), or of a span from now.

    Raises:
        PeriodError: neither.
    """
    return _day(text, path) + _SECONDS["d"] if _DAY.fullmatch(text.strip()) else time.time() + _either(text, path)


def past(text: str, path: str) -> float:
    """Seconds since 1970 of the beginning of a day (in universal time), or of a span before now.

    Raises:
        PeriodError: neither.
    """
    return _day(text, path) if _DAY.fullmatch(text.strip()) else time.time() - _either(text, path)


def shown(seconds: float) -> str:
    """A time for people and programs, in universal time, to the second."""
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _either(text: str, path: str) -> float:
    if _SPAN.fullmatch(text.strip()) is None:
        hint = Text("Write a day as 2027-01-31, or a span as 90d or 24h.", "اكتب يوما 2027-01-31 أو مدة 90d أو 24h.")
        raise _error(text, path, hint)
    return span(text, path)


def _day(text: str, path: str) -> float:
    try:
        day = datetime.datetime.strptime(text.strip(), "%Y-%m-%d").replace(tzinfo=datetime.UTC)
    except ValueError:
        raise _error(text, path, Text("There is no such day.", "لا يوجد يوم كهذا.")) from None
    return day.timestamp()


def _error(text: str, path: str, hint: Text) -> PeriodError:
    return PeriodError(Text(f"{text!r} is no time.", f"{text!r} ليس وقتا ولا مدة."), path=path, hint=hint)
