"""What each run of a rule read: variables, parameters and scales, in the order of reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from numpy.typing import NDArray
from openfisca_core.periods import Instant, Period

from openfisca_jordan_sp.engine.periods_read import is_bound_to_period

Array = NDArray[Any]
Formula = Callable[..., Any]
VariableRead = tuple[str, Period]


class Day(Enum):
    """A day of the period that is computed, whichever that is."""

    FIRST = "first"
    LAST = "last"

    def of(self, period: Period) -> Instant:
        """The day in a period."""
        day: Instant = period.start if self is Day.FIRST else period.stop
        return day


#: A parameter, scale or folder by its dotted path, and the day for which it was read.
ParameterRead = tuple[Instant | Day, str]


@dataclass(frozen=True)
class Trace:
    """What one run of a formula read, in the order of reading.

    Attributes:
        variables: names and periods.
        parameters: paths of values, scales and folders with the instant of each.
        period: the period that it was run for where that matters, else None: the same reads then
            hold at another period, each moved there.
    """

    variables: tuple[VariableRead, ...]
    parameters: tuple[ParameterRead, ...]
    period: Period | None

    def variables_at(self, period: Period) -> Iterable[VariableRead]:
        """The variables that it reads when it is run for a period."""
        return self.variables if self.period is not None else ((name, period) for name, _ in self.variables)


@dataclass
class Frame:
    """A formula that is being run."""

    period: Period
    variables: dict[VariableRead, Array] = field(default_factory=dict)
    parameters: dict[tuple[Instant, str], None] = field(default_factory=dict)

    def trace(self, formula: Formula) -> Trace:
        """What was read, once the formula has returned."""
        days = {day.of(self.period): day for day in self._days()}
        moves = (
            not is_bound_to_period(formula)
            and all(period == self.period for _, period in self.variables)
            and all(instant in days for instant, _ in self.parameters)
        )
        parameters = tuple((days[instant] if moves else instant, path) for instant, path in self.parameters)
        return Trace(tuple(self.variables), parameters, None if moves else self.period)

    def _days(self) -> tuple[Day, ...]:
        """The days to look for: the last one, which takes time to find, only where something else was asked for."""
        start = self.period.start
        return (Day.FIRST,) if all(instant == start for instant, _ in self.parameters) else (Day.LAST, Day.FIRST)
