"""Values told for longer periods than a variable's own, spread for each unit by what that unit is told.

Core spreads whole arrays. Where one person is told by month and another by year, it takes the defaults of each for
values of the other: the year is lost, or months become negative. Here each unit gets what core gives it alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.holders import set_input_divide_by_period
from openfisca_core.periods import Period, key_period_size
from openfisca_core.variables import Variable


@dataclass(frozen=True, eq=False)
class Values:
    """The values of one period, or of several that are alike.

    Attributes:
        numbers: one for each unit; indices for enumerations.
        is_told: whether a unit is told one.
    """

    numbers: NDArray[Any]
    is_told: NDArray[numpy.bool_]

    def completed(self, later: Values) -> Values:
        """These values, and the later ones of the units that have none."""
        numbers = numpy.where(self.is_told, self.numbers, later.numbers)
        return Values(numbers, self.is_told | later.is_told)


class ContradictionError(Exception):
    """All the periods within a longer one are told, and do not add up to it.

    Attributes:
        period: the longer one.
        unit: the place of the first unit that it is so for.
    """

    def __init__(self, period: Period, unit: int) -> None:
        super().__init__(f"unit {unit} in {period}")
        self.period = period
        self.unit = unit


def spread(variable: Variable, told: Mapping[Period, Values]) -> dict[Period, NDArray[Any]]:
    """Values by the variable's own periods, small periods before long ones, as in core.

    Args:
        variable: one that divides what is told of a longer period, or repeats it.
        told: by period, the variable's own or longer ones.

    Raises:
        ContradictionError: periods that do not add up to a longer one.
    """
    filled: dict[Period, Values] = {}
    fill = _divide if variable.set_input is set_input_divide_by_period else _repeat
    for period in sorted(told, key=key_period_size):
        fill(filled, period, list(_own_periods(variable, period)), told[period])
    return {period: values.numbers for period, values in filled.items()}


def _own_periods(variable: Variable, period: Period) -> Iterator[Period]:
    after = period.start.offset(period.size, period.unit)
    own = Period((variable.definition_period, period.start, 1))
    while own.start < after:
        yield own
        own = own.offset(1)


def _divide(filled: dict[Period, Values], period: Period, own: Sequence[Period], told: Values) -> None:
    """Share what the periods that are told leave among those that are not (in place)."""
    left, free = told.numbers.copy(), numpy.zeros(len(told.numbers), numpy.int64)
    for before in map(filled.get, own):
        if before is None:
            free += 1
        else:
            left -= numpy.where(before.is_told, before.numbers, 0).astype(left.dtype)
            free += ~before.is_told
    wrong = told.is_told & (free == 0) & (left != 0)
    if wrong.any():
        raise ContradictionError(period, int(wrong.argmax()))
    shares = numpy.where(told.is_told, left / numpy.maximum(free, 1), told.numbers).astype(left.dtype)
    complete, shared = _completing(), Values(shares, told.is_told)
    for one in own:
        filled[one] = complete(filled.get(one), shared)


def _repeat(filled: dict[Period, Values], period: Period, own: Sequence[Period], told: Values) -> None:
    """Repeat a value in the periods that are not told; from one that is told on, that one's (in place), as in core."""
    del period
    complete, last, seen = _completing(), told, None
    for one in own:
        before = filled.get(one)
        if before is not None and before is not seen:
            goes_on = before.is_told & told.is_told
            last, seen = Values(numpy.where(goes_on, before.numbers, last.numbers), told.is_told), before
        filled[one] = complete(before, last)


def _completing() -> Callable[[Values | None, Values], Values]:
    """What completes values by later ones. Periods that are alike share theirs, however many days have a century."""
    made: dict[tuple[Values | None, Values], Values] = {}

    def complete(before: Values | None, later: Values) -> Values:
        if (before, later) not in made:
            made[before, later] = later if before is None else before.completed(later)
        return made[before, later]

    return complete
