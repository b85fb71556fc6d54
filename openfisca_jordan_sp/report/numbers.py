"""Numbers as readers see them: thousands separated, signs on differences, never minus zero."""

from __future__ import annotations

import math
from typing import Any

import pandas

MINUS = "\u2212"
#: What stands for a figure that is hidden because few people stand behind it.
HIDDEN = "…"
#: Of values of the law, enough to show any rate in force.
MOST_DECIMALS = 6


def number(value: float, decimals: int = 0, *, signed: bool = False) -> str:
    """`1,234.50`; with `signed` also the plus of a value that does not round to zero; `…` for a hidden one."""
    if math.isnan(value):
        return HIDDEN
    rounded = round(float(value), decimals)
    sign = MINUS if rounded < 0 else "+" if signed and rounded > 0 else ""
    return f"{sign}{abs(rounded):,.{decimals}f}"


def percent(share: float, decimals: int = 1, *, signed: bool = False) -> str:
    """A share from 0 to 1 in per cent; `…` for a hidden one."""
    return HIDDEN if math.isnan(share) else f"{number(share * 100, decimals, signed=signed)}%"


def millions(value: float, decimals: int | None = None, *, signed: bool = False) -> str:
    """JOD as millions; without `decimals`, with as many as show something of what is not nothing."""
    places = million_decimals(value) if decimals is None else decimals
    return number(value / 1e6, places, signed=signed)


def million_decimals(value: float) -> int:
    """Decimals of a million that show an amount of JOD."""
    size = abs(value)
    if rounds_to_zero(size) or size >= 1e6:  # noqa: PLR2004 - a million
        return 2
    return 3 if size >= 1e5 else 4  # noqa: PLR2004 - a tenth of a million


def rounds_to_zero(value: float, decimals: int = 0) -> bool:
    """Whether a reader would see nothing of the value."""
    return round(float(value), decimals) == 0


def is_unset(value: Any) -> bool:
    """Whether a cell of a table holds nothing."""
    return value is None or (isinstance(value, float) and math.isnan(value)) or value is pandas.NA


def plain(value: float) -> str:
    """A value of the law as it stands, without zeros that say nothing."""
    text = number(value, MOST_DECIMALS)
    return text.rstrip("0").rstrip(".")
