"""The functions that an expression of a mapping may call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy
import pandas
from numpy.typing import NDArray

Array = NDArray[Any]

DATE_FUNCTIONS = ("birth_from_age", "birth_from_year", "date")


def truth(value: Any) -> NDArray[numpy.bool_]:
    """Whether a value is true; what is missing is not.

    Raises:
        TypeError: a text is neither.
    """
    array = numpy.asarray(value)
    if array.dtype == object or array.dtype.kind in "US":
        raise TypeError("a text is neither true nor false")
    return numpy.asarray((array != 0) & ~pandas.isna(array))


def call_date(name: str, values: list[Any], day: numpy.datetime64) -> Array:
    """What one of `DATE_FUNCTIONS` makes of its arguments, for a population that describes `day`."""
    if name == "birth_from_age":
        return birth_from_age(numpy.asarray(values[0], dtype=numpy.float64), day)
    year = numpy.asarray(values[0], dtype=numpy.float64)
    month, first = (values[1], values[2]) if name == "date" else (7.0, 1.0)
    made = _day_of(year, numpy.asarray(month, dtype=numpy.float64), numpy.asarray(first, dtype=numpy.float64))
    return numpy.minimum(made, day) if name == "birth_from_year" else made


def birth_from_age(years: NDArray[numpy.float64], day: numpy.datetime64) -> Array:
    """The birth date in the middle of those that give so many completed years at `day`."""
    known = numpy.isfinite(years)
    months = -(numpy.where(known, numpy.floor(years), 0) * 12 + 6).astype(numpy.int64)
    month = day.astype("datetime64[M]") + months.astype("timedelta64[M]")
    return numpy.asarray(numpy.where(known, month.astype("datetime64[D]"), numpy.datetime64("NaT", "D")))


def _day_of(
    year: NDArray[numpy.float64], month: NDArray[numpy.float64], day: NDArray[numpy.float64]
) -> NDArray[numpy.datetime64]:
    """The day, or not a time where there is none such."""
    year, month, day = numpy.broadcast_arrays(year, month, day)
    known = numpy.isfinite(year) & (month >= 1) & (month <= 12) & (day >= 1) & (day <= 31)  # noqa: PLR2004
    safe = [numpy.where(known, part, 1).astype(numpy.int64) for part in (year, month, day)]
    months = ((safe[0] - 1970) * 12 + safe[1] - 1).astype("datetime64[M]")
    made = months.astype("datetime64[D]") + (safe[2] - 1).astype("timedelta64[D]")
    exists = known & (made.astype("datetime64[M]") == months)
    return numpy.where(exists, made, numpy.datetime64("NaT", "D"))


def _where(condition: Any, yes: Any, no: Any) -> Array:
    if isinstance(yes, str) or isinstance(no, str) or _is_text(yes) or _is_text(no):
        yes, no = numpy.asarray(yes, dtype=object), numpy.asarray(no, dtype=object)
    return numpy.asarray(numpy.where(truth(condition), yes, no))


def _is_text(value: Any) -> bool:
    return numpy.asarray(value).dtype == object


def _first(*values: Any) -> Array:
    result = numpy.asarray(values[0])
    for value in values[1:]:
        result = _where(pandas.isna(result), value, result)
    return result


def _least(*values: Any) -> Any:
    return numpy.minimum.reduce(numpy.broadcast_arrays(*values))


def _most(*values: Any) -> Any:
    return numpy.maximum.reduce(numpy.broadcast_arrays(*values))


def _rounded(value: Any, decimals: Any = 0.0) -> Any:
    return numpy.round(value, int(decimals))


#: Functions of values row by row.
PLAIN: Mapping[str, Callable[..., Any]] = {
    "where": _where,
    "min": _least,
    "max": _most,
    "round": _rounded,
    "abs": numpy.abs,
    "floor": numpy.floor,
    "is_missing": pandas.isna,
    "first": _first,
}
_MANY = 50
#: The least and most arguments of functions with other than one.
ARGUMENTS: Mapping[str, tuple[int, int]] = {
    "where": (3, 3),
    "min": (2, _MANY),
    "max": (2, _MANY),
    "first": (2, _MANY),
    "round": (1, 2),
    "date": (3, 3),
}
