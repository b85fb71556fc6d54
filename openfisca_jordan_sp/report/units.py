"""Figures of results in their unit: bare in the cells of tables, with their unit in sentences."""

from __future__ import annotations

import math

from openfisca_jordan_sp.report import numbers
from openfisca_jordan_sp.report.texts import Texts

#: Decimals by unit; those not named are whole.
_DECIMALS = {"share": 2, "JOD/month": 2, "JOD a month": 2, "index": 4, "ratio": 2}
#: Amounts of the whole population, which are told in millions.
_MILLIONS = frozenset({"JOD/year", "JOD"})


def in_millions(unit: str, *, of_all: bool = False) -> bool:
    """Whether a figure of the unit is told in millions; `of_all` says that an amount a month is of everybody."""
    return unit in _MILLIONS or (of_all and unit.startswith("JOD"))


def decimals_of(value: float, unit: str, *, is_change: bool = False, of_all: bool = False) -> int:
    """Decimals in which a figure of the unit says something; changes have one more."""
    if in_millions(unit, of_all=of_all):
        return 2 if math.isnan(value) else numbers.million_decimals(value)
    return _DECIMALS[unit] + is_change if unit in _DECIMALS else 0


def bare(value: float, unit: str, *, is_change: bool = False, of_all: bool = False, decimals: int | None = None) -> str:
    """A figure without words: a share in per cent, its change in percentage points, an amount of all in millions.

    Args:
        value: the figure; one that is not a number is hidden or not there.
        unit: as the tables have it.
        is_change: whether it has a sign.
        of_all: whether an amount a month is of the whole population.
        decimals: those of `decimals_of` if left out.
    """
    places = decimals_of(value, unit, is_change=is_change, of_all=of_all) if decimals is None else decimals
    if unit == "share":
        return numbers.number(value * 100, places, signed=True) if is_change else numbers.percent(value, places)
    if in_millions(unit, of_all=of_all):
        return numbers.millions(value, places, signed=is_change)
    return numbers.number(value, places, signed=is_change)


def told(value: float, unit: str, texts: Texts, *, is_change: bool = False) -> str:
    """A figure to stand within a sentence, with its unit."""
    text = texts.isolated(bare(value, unit, is_change=is_change))
    if unit == "share" and is_change:
        return f"{text} {texts('points_short')}"
    return texts("money_million_short", value=text) if in_millions(unit) else text


def unit_name(unit: str, texts: Texts, *, of_all: bool = False) -> str:
    """What stands behind the name of a figure in a table: dinars or millions of them, or nothing."""
    if in_millions(unit, of_all=of_all):
        return texts("unit_millions")
    return texts("unit_dinars") if unit.startswith("JOD") else ""
