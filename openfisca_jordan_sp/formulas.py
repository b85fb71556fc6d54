"""Array functions that formulas share. They know no number of the law.

A formula is a straight-line array expression; whatever would need a loop, a
branch or a constant of the calendar stands here, with its test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

import numpy
from numpy.typing import ArrayLike, NDArray
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.parameters import ParameterNodeAtInstant
from openfisca_core.periods import Instant, Period

from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.fast.scales import tax_by_brackets

#: The age of a person whose birth date and age are both unknown.
UNKNOWN_AGE = -1

_UNKNOWN_DATE = numpy.datetime64("0001-01-01", "D")
_MONTHS_PER_YEAR = 12
_MONTHS_PER_QUARTER = 3


def is_known_date(dates: NDArray[Any]) -> NDArray[numpy.bool_]:
    """Whether each date was given (boolean array of the same shape)."""
    known: NDArray[numpy.bool_] = _days(dates) != _days(_UNKNOWN_DATE)
    return known


def _days(dates: Any) -> NDArray[numpy.int64]:
    """Days since 1970: numbers are compared faster than dates."""
    days: NDArray[numpy.int64] = dates.astype("datetime64[D]", copy=False).view(numpy.int64)
    return days


def completed_years(birth_dates: NDArray[Any], day: Instant) -> NDArray[Any]:
    """Completed years from each date to `day` (integer array; negative for later dates, as for the unknown one)."""
    days = _days(birth_dates)
    if not len(days):
        return _completed_years(days, day)
    first, last = min(int(days.min()), 0), max(int(days.max()), 0)
    if last - first >= len(days):
        return _completed_years(days, day)
    # More people than days: each day is worked out once. Those before 1970 stand at the end, where numpy finds them.
    years: NDArray[Any] = _completed_years(numpy.r_[0 : last + 1, first:0], day)[days]
    return years


def _completed_years(days: NDArray[numpy.int64], day: Instant) -> NDArray[Any]:
    dates = days.view("datetime64[D]")
    months = dates.astype("datetime64[M]")
    day_of_month = (dates - months).astype(int) + 1
    month_count = (day.year - 1970) * _MONTHS_PER_YEAR + day.month - 1 - months.astype(int)
    years: NDArray[Any] = (month_count - (day_of_month > day.day)) // _MONTHS_PER_YEAR
    return numpy.where(days == _days(_UNKNOWN_DATE), UNKNOWN_AGE, years)


def round_half_up(amounts: ArrayLike, unit: float) -> NDArray[Any]:
    """Round to whole multiples of `unit` (JOD), halves upwards.

    A hair of a millionth of the unit is added first, so that 0.5 that binary
    arithmetic left at 0.49999999 rounds as the law's reader expects.
    """
    values = numpy.asarray(amounts) if isinstance(amounts, list | tuple) else amounts
    return numpy.floor(values / unit + 0.5 + 1e-6) * unit  # type: ignore[operator]


def optional_limit(node: ParameterNodeAtInstant, name: str) -> float:
    """The value of `name` under `node`, or infinity where no source gives one.

    For a limit above which a family is excluded: an unset limit excludes nobody.
    """
    return node[name] if name in node else numpy.inf  # noqa: SIM401 - a node has no get


def optional_value(node: ParameterNodeAtInstant, name: str) -> float:
    """The value of `name` under `node`, or not a number where it is unset: another rule then holds."""
    return node[name] if name in node else numpy.nan  # noqa: SIM401 - a node has no get


def required_for(node: ParameterNodeAtInstant, name: str, where: NDArray[numpy.bool_]) -> float:
    """The value of `name` under `node`; if no source gives one, an error where anybody needs it.

    Args:
        node: a folder of parameters at an instant.
        name: the parameter in it.
        where: who needs the value.

    Returns:
        The value, or NaN where it is unset and nobody needs it.

    Raises:
        UnsetParameterError: the value is unset and somebody needs it.
    """
    if name in node:
        return node[name]  # type: ignore[no-any-return]
    if numpy.any(where):
        # No name is given to the error: its frames would hold one another, and all that was computed, in a circle.
        note = _NOTE.get()
        if note is None:
            raise UnsetParameterError(f"{node._name}.{name}", str(node._instant_str), where)
        note(UnsetParameterError(f"{node._name}.{name}", str(node._instant_str), where), where)
    return numpy.nan


#: Told of each value that is unset and needed, and by whom.
Note = Callable[[UnsetParameterError, NDArray[numpy.bool_]], None]
_NOTE: ContextVar[Note | None] = ContextVar("needs", default=None)


@contextmanager
def noting_needs(note: Note) -> Iterator[None]:
    """Have `required_for` tell who needs an unset value, and go on with NaN, which then means nothing for these.

    For many families at once: one that needs such a value must not stop the others.
    """
    token = _NOTE.set(note)
    try:
        yield
    finally:
        _NOTE.reset(token)


def marginal_amount(base: NDArray[Any], scale: ParameterNodeAtInstant) -> NDArray[numpy.float64]:
    """What a marginal-rate scale takes of `base`: each rate on the part of it above its own threshold.

    Args:
        base: amounts, in the unit of the thresholds; negative amounts give 0.
        scale: a folder with one folder for each bracket, holding `threshold`
            and `rate`; a bracket that is unset at the instant does not exist.

    Returns:
        Amounts of the same shape and unit as `base`.

    Raises:
        UnsetParameterError: no bracket is set at the instant.
    """
    nodes = [scale[name] for name in scale]
    brackets = sorted((node.threshold, node.rate) for node in nodes if "threshold" in node and "rate" in node)
    if not brackets:
        raise UnsetParameterError(scale._name, str(scale._instant_str))
    thresholds, rates = zip(*brackets, strict=True)
    return tax_by_brackets(base, thresholds, rates)


def select(conditions: Sequence[Any], choices: Sequence[Any], default: Any = 0) -> NDArray[Any]:
    """The choice of the first condition that holds, else the default: what `numpy.select` gives.

    numpy first makes every array as long as every other, which for one family takes six times as long as choosing.

    Args:
        conditions: boolean arrays.
        choices: one for each condition, numbers or arrays.
        default: where none holds.

    Raises:
        ValueError: choices that are not as many as the conditions.
    """
    first = conditions[0] if conditions else None
    if not (
        type(first) is numpy.ndarray
        and len(conditions) == len(choices)
        and all(type(one) is numpy.ndarray and one.dtype == bool and one.shape == first.shape for one in conditions)
        and all(_is_number(one) or _is_shaped(one, first.shape) for one in (*choices, default))
    ):
        return numpy.select(conditions, choices, default)
    result = numpy.empty(first.shape, numpy.result_type(*choices, default))
    result[...] = default
    for condition, choice in zip(reversed(conditions), reversed(choices), strict=True):
        numpy.copyto(result, choice, where=condition)
    return result


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) or isinstance(value, numpy.number)


def _is_shaped(value: Any, shape: tuple[int, ...]) -> bool:
    return type(value) is numpy.ndarray and value.shape == shape


def select_item(conditions: Sequence[NDArray[numpy.bool_]], items: Sequence[Enum], default: Enum) -> EnumArray:
    """The item of the first condition that holds, else the default: `numpy.select` on an enum's codes.

    `numpy.select` on the items themselves makes an array of Python objects, a hundred times slower.
    """
    codes = select(list(conditions), [numpy.int16(item.index) for item in items], numpy.int16(default.index))
    return EnumArray(codes, type(default))


def is_before(dates: NDArray[Any], day: str) -> NDArray[numpy.bool_]:
    """Whether each date is known and lies before `day` (`YYYY-MM-DD`); boolean array of the same shape."""
    earlier: NDArray[numpy.bool_] = dates.astype("datetime64[D]") < numpy.datetime64(day)
    return is_known_date(dates) & earlier


def count_true(*conditions: NDArray[numpy.bool_]) -> NDArray[numpy.int64]:
    """How many of several conditions hold (integer array of their shape)."""
    return numpy.sum(numpy.stack(conditions), axis=0)  # type: ignore[no-any-return]


def is_month(period: Period, month: int) -> bool:
    """Whether a monthly period is the given calendar month (1 to 12)."""
    return bool(period.start.month == month)


def is_quarter_end(period: Period) -> bool:
    """Whether a monthly period closes a calendar quarter."""
    return bool(period.start.month % _MONTHS_PER_QUARTER == 0)


def january(period: Period) -> Period:
    """The January of the calendar year of a period."""
    return period.this_year.first_month


def quarter_months(period: Period) -> list[Period]:
    """The three months of the calendar quarter that a monthly period belongs to."""
    offset = (period.start.month - 1) % _MONTHS_PER_QUARTER
    first = period.offset(-offset, "month")
    return [first.offset(index, "month") for index in range(_MONTHS_PER_QUARTER)]


def year_months(period: Period) -> list[Period]:
    """The twelve months of a yearly period."""
    return list(_months(period.first_month, _MONTHS_PER_YEAR, 1))


def past_months(period: Period, count: float) -> list[Period]:
    """The last `count` months up to a monthly period, the latest first; none where `count` is 0.

    For rules about an uninterrupted run of months. They may reach into the year before, so only
    variables that rest on parameters alone may be asked for there: data are given by calendar year.
    """
    return list(_months(period, int(count), -1))


@lru_cache(maxsize=1024)
def _months(first: Period, count: int, step: int) -> tuple[Period, ...]:
    """So many months from the first one on; worked out once, for core takes long over dates."""
    return tuple(first.offset(step * index, "month") for index in range(count))
