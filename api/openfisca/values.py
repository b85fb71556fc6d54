"""The values of one variable: read from JSON as what they are, written to JSON as finite numbers, names and dates.

Nothing is evaluated and nothing is cast in silence: a text is no number, a truth is no number, a number is no truth.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable
from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.indexed_enums import Enum
from openfisca_core.variables import Variable

from .refusals import Mistake, shown

#: Gives what an array holds for a value of JSON; raises `Mistake`.
Reader = Callable[[Any], Any]
#: Gives the values of JSON for an array.
Writer = Callable[[NDArray[Any]], list[Any]]

_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")

_KINDS = {"number": "عددا", "integer": "عددا صحيحا", "string": "نصا", "boolean": "true أو false"}


def reader_of(variable: Variable) -> Reader:
    """What reads a value of a variable."""
    if variable.value_type is bool:
        return _reads_of_type(bool, "boolean")
    if variable.value_type is str:
        return _reads_texts(numpy.dtype(variable.dtype))
    if variable.value_type is datetime.date:
        return _read_date
    return _reads_names(variable) if variable.value_type is Enum else _reads_numbers(variable)


def _reads_of_type(kind: type, name: str) -> Reader:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise _wrong_type(value, name)
        return value

    return read


def _reads_texts(kind: numpy.dtype[Any]) -> Reader:
    """Texts of any length and characters, unless the variable keeps a fixed number of ASCII characters."""
    read_text = _reads_of_type(str, "string")
    if kind.kind != "S":
        return read_text

    def read(value: Any) -> Any:
        text = read_text(value)
        if not text.isascii():
            raise Mistake(f"'{shown(text)}' is not a valid ASCII value.", f"'{shown(text)}' ليس بأحرف ASCII.")
        if len(text) > kind.itemsize:
            raise Mistake(
                f"'{shown(text)}' has more than {kind.itemsize} characters.",
                f"'{shown(text)}' أطول من {kind.itemsize} حرفا.",
            )
        return text

    return read


def _reads_numbers(variable: Variable) -> Reader:
    is_integer = variable.value_type is int
    name = "integer" if is_integer else "number"
    limits: Any = numpy.iinfo(variable.dtype) if is_integer else numpy.finfo(variable.dtype)
    lowest, highest = (int(limits.min), int(limits.max)) if is_integer else (float(limits.min), float(limits.max))

    def read(value: Any) -> Any:
        kind = type(value)
        if kind is not int and (kind is not float or (is_integer and not value.is_integer())):
            raise _wrong_type(value, name)
        if not lowest <= value <= highest:
            raise _too_large(value, name)
        return value

    return read


def _reads_names(variable: Variable) -> Reader:
    codes = {item.name: item.index for item in variable.possible_values}

    def read(value: Any) -> Any:
        code = codes.get(value) if type(value) is str else None
        if code is None:
            names = "', '".join(codes)
            raise Mistake(
                f"'{shown(value)}' is not a known value for '{variable.name}'. Possible values are ['{names}'].",
                f"'{shown(value)}' ليست قيمة معروفة للمتغير '{variable.name}'. القيم الممكنة: ['{names}'].",
            )
        return code

    return read


def _read_date(value: Any) -> Any:
    if type(value) is str and _DATE.fullmatch(value):
        try:
            return numpy.datetime64(value, "D")
        except ValueError:
            pass
    raise Mistake(f"Can't deal with date: '{shown(value)}'.", f"هذا ليس تاريخا: '{shown(value)}'.")


def _wrong_type(value: Any, name: str) -> Mistake:
    return Mistake(
        f"Can't deal with value: expected type {name}, received '{shown(value)}'.",
        f"القيمة غير مقبولة: يجب أن تكون {_KINDS[name]}، والمعطى '{shown(value)}'.",
    )


def _too_large(value: Any, name: str) -> Mistake:
    return Mistake(
        f"Can't deal with value: '{shown(value)}', it's too large for type '{name}'.",
        f"القيمة '{shown(value)}' أكبر مما يتسع له النوع '{name}'.",
    )


def writer_of(variable: Variable) -> Writer:
    """What writes the values of a variable."""
    if variable.value_type is Enum:
        names = [item.name for item in variable.possible_values]
        return lambda array: [names[code] for code in numpy.asarray(array).tolist()]
    if variable.value_type is str:
        return _texts
    return plain_values


def _texts(array: NDArray[Any]) -> list[Any]:
    return [text.decode("ascii") if isinstance(text, bytes) else str(text) for text in array.tolist()]


def plain_values(array: NDArray[Any]) -> list[Any]:
    """Numbers, truths, texts and dates as JSON has them: what is not finite or no date is null.

    Single precision is written with the digits that it has: 0.1, not 0.10000000149011612.
    """
    if array.dtype.kind == "M":
        return [None if text == "NaT" else text for text in numpy.datetime_as_string(array, "D").tolist()]
    if array.dtype.kind in "SUO":
        return _texts(array)
    if array.dtype.kind != "f":
        return array.tolist()  # type: ignore[no-any-return]
    if array.dtype.itemsize < numpy.dtype(numpy.float64).itemsize:
        return [float(str(number)) if numpy.isfinite(number) else None for number in array]
    return [number if math.isfinite(number) else None for number in array.tolist()]
