"""Columns of facts as the law stores them, and which of their values are none.

What is taken here is what `situation_values.value_problem` takes, a whole column at a time; that says in words what is
wrong with one value.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.indexed_enums import Enum
from openfisca_core.variables import Variable

from openfisca_jordan_sp.batch.described import Array, BoolArray
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.situation_values import LARGEST, LARGEST_WHOLE, LONGEST, Wrong, bounds, value_problem

Values = Sequence[Any] | NDArray[Any]


def encode(variable: Variable, values: Values) -> tuple[Array, BoolArray]:
    """Values as the variable stores them, and which are wrong (these have any value).

    Args:
        variable: of any entity.
        values: as JSON or a table gives them; None is wrong.
    """
    given: Any = values if isinstance(values, list) else _of_array(variable, numpy.asarray(values))
    if isinstance(given, numpy.ndarray):
        return _ENCODERS.get(variable.value_type, _numbers)(variable, given)
    kinds = set(map(type, given))
    if kinds <= _KINDS[variable.value_type]:
        return _of_kind(variable, given)
    wrong = numpy.fromiter((value_problem(variable, one) is not None for one in given), bool, len(given))
    some = _SOME.get(variable.value_type, 0)
    rest = [some if is_wrong else one for one, is_wrong in zip(given, wrong, strict=True)]
    encoded, others = _of_kind(variable, rest)
    return encoded, wrong | others


def wrong_value(variable: Variable, value: Any) -> Wrong:
    """What is wrong with a value that `encode` did not take."""
    told = value_problem(variable, value)
    if told is not None:
        return told
    if isinstance(value, str):
        return (Text(f"has more than {LONGEST} characters.", f"أطول من {LONGEST} حرف."), Text("", ""))
    return Text("is out of all bounds.", "رقم خارج كل حد."), Text("", "")


#: The types of Python that need no look at each value.
_KINDS: dict[Any, set[type]] = {
    float: {int, float},
    int: {int, float},
    bool: {bool},
    Enum: {str},
    datetime.date: {str},
    str: {str},
}
#: What stands in the place of a wrong value.
_SOME: dict[Any, Any] = {Enum: "", datetime.date: "1970-01-01", str: "", bool: False}


def _of_array(variable: Variable, values: Array) -> Values:
    """An array as it is where its kind suits the variable, else its values."""
    suits = {float: "iuf", int: "iuf", bool: "biuf", datetime.date: "M"}.get(variable.value_type, "")
    return values if values.dtype.kind in suits else list(values.tolist())


def _of_kind(variable: Variable, values: list[Any]) -> tuple[Array, BoolArray]:
    """Values of one kind, or for which some stand."""
    kind = variable.value_type
    if kind is Enum:
        return _items(variable, values)
    if kind is datetime.date:
        return _dates(values)
    if kind is str:
        wrong = numpy.fromiter((len(one) > LONGEST for one in values), bool, len(values))
        return numpy.array(values, dtype=object), wrong
    if kind is bool and set(map(type, values)) == {bool}:
        return numpy.array(values, dtype=bool), numpy.zeros(len(values), dtype=bool)
    try:
        array = numpy.array(values, dtype=numpy.float64)
    except OverflowError:
        wrong = numpy.fromiter((abs(one) > LARGEST for one in values), bool, len(values))
        array = numpy.array([0 if one else value for one, value in zip(wrong, values, strict=True)], numpy.float64)
        encoded, others = _ENCODERS.get(kind, _numbers)(variable, array)
        return encoded, wrong | others
    return _ENCODERS.get(kind, _numbers)(variable, array)


def _items(variable: Variable, values: list[Any]) -> tuple[Array, BoolArray]:
    codes = {item.name: item.index for item in variable.possible_values}
    # By hash and equality an item is none of the texts.
    known = {one: codes.get(_name(one), -1) for one in set(values)}
    found = numpy.fromiter(map(known.__getitem__, values), numpy.int64, len(values))
    wrong = found < 0
    return numpy.where(wrong, 0, found).astype(variable.dtype), wrong


def _name(value: Any) -> str:
    return str(value.name) if isinstance(value, Enum) else str(value)


def _dates(values: list[Any]) -> tuple[Array, BoolArray]:
    days = {one: _day(one) for one in set(values)}
    found = numpy.array([days[one] for one in values], dtype="datetime64[D]")
    wrong = numpy.isnat(found)
    return numpy.where(wrong, numpy.datetime64("1970-01-01"), found), wrong


def _day(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return datetime.date(value.year, value.month, value.day)
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        return None


def _days(_: Variable, values: Array) -> tuple[Array, BoolArray]:
    found = values.astype("datetime64[D]")
    return found, numpy.isnat(found)


def _truths(_: Variable, values: Array) -> tuple[Array, BoolArray]:
    if values.dtype == bool:
        return values, numpy.zeros(len(values), dtype=bool)
    return values == 1, (values != 0) & (values != 1)


def _numbers(variable: Variable, values: Array) -> tuple[Array, BoolArray]:
    numbers = values.astype(numpy.float64, copy=False)
    is_whole = variable.value_type is int
    least, most = bounds(variable)
    largest = LARGEST_WHOLE if is_whole else LARGEST
    low, high = -largest if least is None else least, largest if most is None else most
    fits = (numbers >= low) & (numbers <= high)
    if is_whole:
        fits &= numbers == numpy.floor(numbers)
    elif numpy.isnan(variable.default_value):
        # Not a number: nothing is known.
        fits |= numpy.isnan(numbers)
    taken = numbers if fits.all() else numpy.where(fits, numbers, 0)
    return taken.astype(variable.dtype), ~fits


_ENCODERS = {bool: _truths, datetime.date: _days}
