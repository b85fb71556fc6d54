"""Values as readers write them, in both languages."""

from __future__ import annotations

import datetime
import math
from enum import Enum
from typing import Any

import numpy

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.explain.terms import UNKNOWN
from openfisca_jordan_sp.explain.texts import say
from openfisca_jordan_sp.law.catalogue import units
from openfisca_jordan_sp.law.items import item_label
from openfisca_jordan_sp.law.words import Words

#: The day that stands for a date of which nothing is known.
_NO_DAY = datetime.date(1, 1, 1)


def plain(value: Any) -> Any:
    """A value as JSON has it: finite numbers, dates as `YYYY-MM-DD`, items by name, null for what is not known."""
    if value is UNKNOWN or value is None:
        return None
    if isinstance(value, numpy.datetime64):
        value = value.astype("datetime64[D]").item()
    if isinstance(value, numpy.generic):
        value = value.item()
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, datetime.date):
        return None if value == _NO_DAY else value.isoformat()
    if isinstance(value, numpy.ndarray | list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, float):
        return _tidy(value) if math.isfinite(value) else None
    return value if isinstance(value, bool | int | str) else str(value)


def _tidy(value: float) -> float:
    """Without the dust of binary arithmetic, far below a fils."""
    return round(value, 9) + 0.0


def is_money(unit: str | None) -> bool:
    """Whether a unit is of dinars."""
    return bool(unit) and str(unit).partition("/")[0] == "JOD"


def figure(value: Any, unit: str | None = None, *, with_unit: bool = True) -> Text:
    """A value in words: `312.500 dinars a month`, `yes`, an item of an enumeration."""
    if value is UNKNOWN:
        return say("not_computed")
    if isinstance(value, Enum):
        return item_label(value)
    if isinstance(value, float | numpy.floating) and math.isinf(value):
        return say("no_limit")
    known = plain(value)
    if known is None:
        return say("not_a_figure")
    return Text(*(_in(language, known, unit, with_unit=with_unit) for language in ("en", "ar")))


def _in(language: str, value: Any, unit: str | None, *, with_unit: bool) -> str:
    words = Words(language)
    if isinstance(value, list):
        return ("، " if language == "ar" else ", ").join(_in(language, one, unit, with_unit=False) for one in value)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number:
        return words.value(value)
    told = f"{value:,.3f}" if is_money(unit) else words.value(round(value, 6) if isinstance(value, float) else value)
    named = unit if with_unit and unit in units() and unit not in ("boolean", "text") else None
    return f"{told} {words.unit(named)}".strip() if named else told
