"""Columns of numbers with weights, checked before a statistic is taken from them."""

from __future__ import annotations

import numpy
import pandas
from numpy.typing import ArrayLike, NDArray

from openfisca_jordan_sp.errors import NO_HINT, MeasureError, Text
from openfisca_jordan_sp.measures.basis import FloatArray, IntArray

#: A total this small a part of its absolute amounts is rounding, not a total.
_ROUNDING = 1e-12


def sample(weight: ArrayLike, mask: ArrayLike | None, **columns: ArrayLike) -> tuple[FloatArray, ...]:
    """The weights and then each column, of the rows that count, as float64.

    Rows outside the mask are left out unread; rows of weight zero stand for nobody and are left out too.

    Args:
        weight: persons (or families, or households) that each row stands for.
        mask: which rows to take; all where None.
        columns: by the names of the caller's arguments, which the errors repeat.

    Raises:
        MeasureError: a column that is not one-dimensional numbers, of another length than the weights, or with a
            missing or infinite number in a row of the mask; a negative weight; weights that are empty or all zero.
    """
    named = {"weight": _numbers("weight", weight)} | {name: _numbers(name, column) for name, column in columns.items()}
    rows = len(named["weight"])
    for name, column in named.items():
        _check_length(name, len(column), rows)
    if mask is not None:
        chosen = _chosen(mask, rows)
        named = {name: column[chosen] for name, column in named.items()}
    for name, column in named.items():
        _check_finite(name, column)
    counted = _counted(named["weight"])
    return tuple(column[counted] for column in named.values())


def codes_of(groups: ArrayLike, rows: int, mask: ArrayLike | None) -> tuple[NDArray[numpy.generic], IntArray]:
    """The names of the groups in order, and for each row the position of its own; 0 outside the mask.

    Raises:
        MeasureError: groups of another length than the rows, missing in a row of the mask, or of kinds with no order.
    """
    labels = numpy.asarray(groups)
    if labels.ndim != 1:
        raise refusal("groups", "must be one-dimensional", "يجب أن يكون ذا بعد واحد")
    _check_length("groups", len(labels), rows)
    chosen = numpy.ones(rows, dtype=bool) if mask is None else _chosen(mask, rows)
    codes = numpy.zeros(rows, dtype=numpy.int64)
    taken = labels[chosen]
    if pandas.isna(taken).any():
        raise refusal("groups", "has missing entries", "فيه قيم مفقودة")
    try:
        names, codes[chosen] = numpy.unique(taken, return_inverse=True)
    except TypeError as error:
        raise refusal("groups", "mixes kinds that have no order", "يخلط أنواعا لا ترتيب بينها") from error
    return names, codes


def check_not_negative(name: str, column: FloatArray) -> None:
    """Refuse negative numbers."""
    if (column < 0).any():
        raise refusal(
            name,
            "has negative numbers, for which this measure is not defined",
            "فيه أعداد سالبة لا يُعرَّف لها هذا المقياس",
            _MASK_HINT,
        )


def check_positive(name: str, column: FloatArray) -> None:
    """Refuse zero and negative numbers."""
    if (column <= 0).any():
        raise refusal(
            name,
            "has zero or negative numbers, for which this measure is infinite or not defined",
            "فيه أصفار أو أعداد سالبة يصير لها هذا المقياس لانهائيا أو غير معرَّف",
            _MASK_HINT,
        )


def check_total(name: str, amounts: FloatArray) -> None:
    """Refuse weighted amounts whose sum is not above zero: shares of it would mean nothing."""
    if amounts.sum() <= _ROUNDING * numpy.abs(amounts).sum():
        raise refusal(
            name,
            "must add up to more than zero: shares of nothing have no meaning",
            "يجب أن يزيد مجموعه على الصفر: لا معنى لحصص من لا شيء",
        )


def check_number(name: str, number: float, lowest: float = -numpy.inf, highest: float = numpy.inf) -> None:
    """Refuse an option that is missing, infinite or outside its range (bounds included)."""
    if numpy.isfinite(number) and lowest <= number <= highest:
        return
    en, ar = "a finite number", "عددا محدودا"
    if numpy.isfinite(lowest):
        en, ar = f"{en}, at least {lowest:g}", f"{ar} لا يقل عن {lowest:g}"
    if numpy.isfinite(highest):
        en, ar = f"{en} and at most {highest:g}", f"{ar} ولا يزيد على {highest:g}"
    raise refusal(name, f"must be {en}; it is {number}", f"يجب أن يكون {ar}؛ وهو {number}")


def refusal(name: str, en: str, ar: str, hint: Text = NO_HINT) -> MeasureError:
    """The error of one argument: its name and what is wrong with it."""
    return MeasureError(Text(f"`{name}` {en}.", f"`{name}` {ar}."), path=name, hint=hint)


_MASK_HINT = Text(
    "Leave those rows out with `mask`, or measure another way.", "استبعد تلك الصفوف باستعمال `mask` أو اختر مقياسا آخر."
)


def _numbers(name: str, column: ArrayLike) -> FloatArray:
    try:
        # Entries that a masked array hides are missing, not what lies under the mask.
        numbers = numpy.ma.asarray(column, dtype=numpy.float64).filled(numpy.nan)
    except (TypeError, ValueError) as error:
        raise refusal(name, "must hold numbers", "يجب أن يحوي أعدادا") from error
    if numbers.ndim != 1:
        raise refusal(name, "must be one-dimensional", "يجب أن يكون ذا بعد واحد")
    return numpy.asarray(numbers, dtype=numpy.float64)


def _check_length(name: str, length: int, rows: int) -> None:
    if length != rows:
        raise refusal(name, f"has {length} rows, the weights {rows}", f"عدد صفوفه {length} وعدد الأوزان {rows}")


def _check_finite(name: str, column: FloatArray) -> None:
    wrong = int((~numpy.isfinite(column)).sum())
    if wrong:
        raise refusal(
            name,
            f"has {wrong} missing or infinite number(s)",
            f"فيه قيم مفقودة أو لانهائية عددها {wrong}",
            _MASK_HINT,
        )


def _chosen(mask: ArrayLike, rows: int) -> NDArray[numpy.bool_]:
    chosen = numpy.asarray(mask)
    if chosen.dtype != numpy.bool_ or chosen.ndim != 1:
        raise refusal("mask", "must be one-dimensional and hold true or false", "يجب أن يحوي قيما منطقية ببعد واحد")
    _check_length("mask", len(chosen), rows)
    return chosen


def _counted(weight: FloatArray) -> NDArray[numpy.bool_]:
    if (weight < 0).any():
        raise refusal("weight", "has negative numbers", "فيه أعداد سالبة")
    counted = weight > 0
    if not counted.any():
        raise refusal("weight", "is empty or all zero: nobody is measured", "فارغ أو كله أصفار: لا أحد يُقاس")
    return counted
