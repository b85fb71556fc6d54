"""Columns of numbers with weights, checked before a statistic is taken from them."""

from __future__ import annotations

import numpy
import pandas
from numpy.typing import ArrayLike, NDArray

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.measures.arrays import (
    FloatArray,
    IntArray,
    check_finite,
    checked_mask,
    checked_weight,
    numbers,
    refusal,
)

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
    weights = numbers(weight, "weight")
    rows = len(weights)
    named = {"weight": weights} | {name: numbers(column, name, count=rows) for name, column in columns.items()}
    if mask is not None:
        chosen = checked_mask(mask, "mask", rows)
        named = {name: column[chosen] for name, column in named.items()}
    for name, column in named.items():
        check_finite(column, name)
    counted = checked_weight(named["weight"]) > 0
    return tuple(column[counted] for column in named.values())


def codes_of(groups: ArrayLike, rows: int, mask: ArrayLike | None) -> tuple[NDArray[numpy.generic], IntArray]:
    """The names of the groups in order, and for each row the position of its own; 0 outside the mask.

    Raises:
        MeasureError: groups of another length than the rows, missing in a row of the mask, or of kinds with no order.
    """
    labels = numpy.asarray(groups)
    if labels.shape != (rows,):
        raise refusal("groups", f"must be one row of {rows} names", f"يجب أن يكون صفا واحدا من {rows} اسما")
    chosen = numpy.ones(rows, dtype=bool) if mask is None else checked_mask(mask, "mask", rows)
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


_MASK_HINT = Text(
    "Leave those rows out with `mask`, or measure another way.", "استبعد تلك الصفوف باستعمال `mask` أو اختر مقياسا آخر."
)
