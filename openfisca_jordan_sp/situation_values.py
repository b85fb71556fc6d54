"""What one fact of a situation may be: its kind, and what is impossible."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable
from difflib import get_close_matches
from numbers import Real
from typing import Any

import numpy
from openfisca_core.indexed_enums import Enum
from openfisca_core.variables import Variable

from openfisca_jordan_sp.errors import Text

#: What is wrong, and what to do.
Wrong = tuple[Text, Text]

#: What no amount of a family exceeds, nor a whole number (these are stored in 32 bits); characters of a text.
LARGEST, LARGEST_WHOLE, LONGEST = 1_000_000_000_000, 2**31 - 1, 200
#: Money that can be less than nothing: a loss, or what a household sends to others.
_MAY_BE_A_LOSS = frozenset({"other_earnings", "private_transfers", "farming_income", "agricultural_income"})
#: How many items of a list are named where none looks like what was written.
_NAMED = 12


def both(english: str, arabic: str, names: Iterable[Any]) -> Text:
    """Some names within a sentence of each language, which has `{}` in their place."""
    listed = list(map(str, names))
    return Text(english.format(", ".join(listed)), arabic.format("، ".join(listed)))


def value_problem(variable: Variable, value: Any) -> Wrong | None:
    """What is wrong with a value of a variable; None where nothing is.

    Args:
        variable: of any entity.
        value: as a file or a request gives it; None where nothing is told.
    """
    if value is None:
        return Text("has no value.", "لا قيمة له."), Text("Leave it out, or give one.", "احذفه أو أعطه قيمة.")
    kind = variable.value_type
    if kind is Enum:
        return _item_problem(variable, value)
    if kind is bool:
        return None if _is_truth(value) else (_TRUTH, _quoted(value))
    if kind is datetime.date:
        return None if _is_date(value) else (_DATE, _quoted(value))
    if kind in (int, float):
        return _number_problem(variable, value)
    return None if isinstance(value, str) else (_TEXT, _quoted(value))


_TRUTH = Text("must be true or false.", "يجب أن يكون true أو false.")
_DATE = Text("must be a date such as 2026-01-31.", "يجب أن يكون تاريخا مثل 2026-01-31.")
_TEXT = Text("must be a text.", "يجب أن يكون نصا.")
_NUMBER = Text("must be a number.", "يجب أن يكون رقما.")
_FINITE = Text("must be a finite number.", "يجب أن يكون رقما منتهيا.")
_WHOLE = Text("must be a whole number.", "يجب أن يكون رقما صحيحا.")


def _quoted(value: Any) -> Text:
    """What was given, shortened."""
    shown = repr(value) if len(repr(value)) <= 40 else f"{repr(value)[:37]}…"  # noqa: PLR2004 - a line of a screen
    return Text(f"Given: {shown}.", f"المعطى: {shown}.")


def _is_truth(value: Any) -> bool:
    return isinstance(value, bool | numpy.bool_) or (_is_number(value) and value in (0, 1))


def _is_date(value: Any) -> bool:
    if isinstance(value, datetime.date):
        return True
    try:
        datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True


def _is_number(value: Any) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool | numpy.bool_)


def _item_problem(variable: Variable, value: Any) -> Wrong | None:
    names = [item.name for item in variable.possible_values]
    if (isinstance(value, Enum) and value.name in names) or value in names:
        return None
    near = get_close_matches(str(value), names, n=3, cutoff=0.6) if len(names) > _NAMED else names
    message = Text(f"{value!r} is not one of its values.", f"{value!r} ليس من قيمه.")
    return message, both("Known: {}.", "المعروف: {}.", near or names)


def _number_problem(variable: Variable, value: Any) -> Wrong | None:
    """A text is no number: OpenFisca would compute it."""
    if not _is_number(value):
        return _NUMBER, _quoted(value)
    try:
        float(value)
    except OverflowError:
        return _FINITE, _quoted(value)
    means_unknown = math.isnan(value) and variable.value_type is float and math.isnan(variable.default_value)
    if means_unknown:
        return None
    if not math.isfinite(value):
        return _FINITE, _quoted(value)
    if variable.value_type is int and value != int(value):
        return _WHOLE, _quoted(value)
    return _range_problem(variable, value)


def bounds(variable: Variable) -> tuple[float | None, float | None]:
    """The least and the most that a number can be; None where nothing bounds it.

    Facts cannot be fewer than none, nor more than the whole. Amounts that the law works out are left to it.
    """
    unit = getattr(variable, "unit", None) or ""
    if variable.value_type not in (int, float) or (variable.formulas and unit.startswith("JOD")):
        return None, None
    least = variable.default_value if variable.default_value < 0 else 0
    return None if variable.name in _MAY_BE_A_LOSS else least, _MOST.get(unit)


#: The whole, by unit.
_MOST = {"share": 1, "percent": 100}


def _range_problem(variable: Variable, value: float) -> Wrong | None:
    least, most = bounds(variable)
    if least is not None and value < least:
        return Text("cannot be negative.", "لا يمكن أن يكون سالبا."), _quoted(value)
    if most is not None and value > most:
        is_share = most == _MOST["share"]
        return (_SHARE if is_share else _PERCENT), _quoted(value)
    return None


_SHARE = Text("is a share from 0 to 1.", "نسبة من 0 إلى 1.")
_PERCENT = Text("is from 0 to 100.", "بين 0 و100.")
