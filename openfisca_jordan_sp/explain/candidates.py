"""The values that are tried for a fact: the others of a yes or no and of a list; a grid of figures and of days."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.indexed_enums import Enum
from openfisca_core.variables import Variable

from openfisca_jordan_sp.explain.figures import is_money

#: Figures are searched to a fils, or to a thousandth of whatever they count; whole numbers and days to one.
_FINENESS = 0.001
_UNKNOWN_DAY = numpy.datetime64("0001-01-01", "D")
_SHARES = numpy.arange(0, 1001, 50)
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000)
_YEARS = (0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 80)
#: The largest whole number that is tried for a unit; 100 for others.
_LARGEST = {"months": 480, "days": 400, "persons": 20, "children": 20, "grade": 13, "degree": 6, "hour_of_day": 24}


class Scale:
    """A fact counted in whole steps, so that figures, whole numbers and days are searched alike.

    Args:
        variable: of the fact.
    """

    def __init__(self, variable: Variable) -> None:
        self.variable = variable
        self.is_date = numpy.dtype(variable.dtype).kind == "M"
        self.is_listed = variable.value_type in (bool, Enum)
        self.fineness = _FINENESS if variable.value_type is float else 1

    def steps(self, value: Any) -> int:
        """A value in steps; 0 for what is not known."""
        if self.is_date:
            return int(numpy.datetime64(value, "D").astype(int))
        return 0 if value != value else round(float(value) / self.fineness)  # noqa: PLR0124 - only NaN is not itself

    def values(self, steps: Iterable[int]) -> NDArray[Any]:
        """Values from steps, as the variable stores them."""
        whole = numpy.asarray(list(steps), dtype=numpy.int64)
        if self.is_date:
            return whole.astype("datetime64[D]")
        if self.fineness == 1:
            return whole.astype(self.variable.dtype)
        return numpy.round(whole * self.fineness, 3).astype(self.variable.dtype)

    def grid(self, now: Any, beside: Iterable[float], day: Any) -> list[int]:
        """The steps that are tried: around the present value, and around what it is compared with, rising.

        Args:
            now: the present value.
            beside: figures that rules compare it with.
            day: the first day of the period, about which unknown dates are tried.
        """
        here = self.steps(now)
        if self.is_date:
            around = self.origin(now, day)
            found = {around + sign * round(365.25 * years) for years in _YEARS for sign in (-1, 1)}
            return sorted(found - {here})
        found = {here + sign * each for each in self._spread(now) for sign in (-1, 1)}
        near = (self.steps(figure) + offset for figure in beside for offset in (-1, 0, 1))
        found |= set(near) | {0}
        return sorted(each for each in found if each >= 0 and each != here)

    def origin(self, now: Any, day: Any) -> int:
        """The step from which the nearest is looked for: the present value, and `day` for a date that is not known."""
        return self.steps(day if self.is_date and numpy.datetime64(now, "D") == _UNKNOWN_DAY else now)

    def _spread(self, now: Any) -> Iterable[int]:
        """How far from the present value figures are tried."""
        unit = self.variable.unit
        if unit == "share":
            return [int(each) for each in _SHARES]
        if self.fineness == 1:
            largest = _LARGEST.get(unit, 100)
            return [*range(1, min(largest, 24) + 1), *range(30, largest + 1, 10)]
        largest = 100_000 if is_money(unit) or unit in ("kWh/month", "m3/month") else 200
        return [round(each / self.fineness) for each in _STEPS if each <= max(largest, 0 if now != now else now)]  # noqa: PLR0124

    def others(self, now: Any) -> NDArray[Any]:
        """The other values of a yes or no, or of an enumeration, as the variable stores them."""
        if self.variable.value_type is bool:
            return numpy.array([not now])
        items = list(self.variable.possible_values)
        return numpy.array([item.index for item in items if item is not now], dtype=numpy.int16)


def size_of(scale: Scale, now: Any, new: Any) -> float:
    """How large a change is: 1 for another of a list; of a figure a share of the larger; of a day, of ten years."""
    if scale.is_listed:
        return 1.0
    if scale.is_date:
        is_unknown = numpy.datetime64(now, "D") == _UNKNOWN_DAY
        return 1.0 if is_unknown else min(abs(scale.steps(new) - scale.steps(now)) / 3652.5, 1.0)
    before, after = scale.steps(now), scale.steps(new)
    return abs(after - before) / max(abs(before), abs(after), 1)
