"""The arrays that a statistic takes, checked: what has no meaning is one clear error that names the argument."""

from __future__ import annotations

import numpy
from numpy.typing import ArrayLike, NDArray

from openfisca_jordan_sp.errors import NO_HINT, MeasureError, Text

FloatArray = NDArray[numpy.float64]
IntArray = NDArray[numpy.int64]
BoolArray = NDArray[numpy.bool_]


def checked_values(values: ArrayLike, name: str, *, count: int | None = None, least: float | None = None) -> FloatArray:
    """The values as one row of numbers, float64.

    Args:
        values: numbers of any type.
        name: what the caller calls them, for the error.
        count: how many there must be, where another argument decides it.
        least: the lowest that has a meaning.

    Raises:
        MeasureError: they are not one row of numbers, one is missing or infinite, one is below `least`.
    """
    result = numbers(values, name, count=count)
    check_finite(result, name)
    if least is not None and (result < least).any():
        raise refusal(name, f"has a value below {least:g}", f"فيه قيمة أقل من {least:g}")
    return result


def numbers(values: ArrayLike, name: str, *, count: int | None = None) -> FloatArray:
    """The values as one row of float64, those that are missing as NaN.

    Raises:
        MeasureError: they are not one row of numbers, or not `count`.
    """
    # Entries that a masked array hides are missing, not what lies under the mask.
    hidden = numpy.ma.getmaskarray(values) if isinstance(values, numpy.ma.MaskedArray) else None
    array = numpy.asarray(values)
    if array.ndim != 1 or array.dtype.kind not in "biuf":
        raise refusal(name, "must be one row of numbers", "يجب أن يكون صفا واحدا من الأرقام")
    if count is not None and len(array) != count:
        raise refusal(name, f"has {len(array)} values, not {count}", f"عدد القيم {len(array)} وليس {count}")
    result = array.astype(numpy.float64)
    return result if hidden is None else numpy.where(hidden, numpy.nan, result)


def check_finite(values: FloatArray, name: str) -> None:
    """Refuse missing and infinite numbers."""
    missing = int((~numpy.isfinite(values)).sum())
    if missing:
        raise refusal(
            name,
            f"has {missing} missing or infinite value(s)",
            f"فيه قيم ناقصة أو لانهائية عددها {missing}",
            Text("Fill them in or leave their rows out.", "أكملها أو استبعد صفوفها."),
        )


def checked_weight(weight: ArrayLike, *, count: int | None = None) -> FloatArray:
    """The weights: none below zero, not all zero.

    Raises:
        MeasureError: as `checked_values`; there are none; all are zero.
    """
    result = checked_values(weight, "weight", count=count, least=0)
    if not result.sum() > 0:
        raise refusal("weight", "is empty or all zero: it stands for nobody", "فارغ أو كله أصفار: لا يمثل أحدا")
    return result


def checked_mask(mask: ArrayLike, name: str, count: int) -> BoolArray:
    """True and false for each of `count` elements.

    Raises:
        MeasureError: it is not of truth values, or not as long as the weights.
    """
    array = numpy.asarray(mask)
    if array.ndim != 1 or array.dtype.kind != "b":
        raise refusal(name, "must be one row of true and false", "يجب أن يكون صفا واحدا من صواب وخطأ")
    if len(array) != count:
        raise refusal(name, f"has {len(array)} values, not {count}", f"عدد القيم {len(array)} وليس {count}")
    return array


def checked_codes(codes: ArrayLike, name: str, count: int, groups: int) -> IntArray:
    """The group of each of `count` elements, from 0 to `groups` - 1.

    Raises:
        MeasureError: `groups` is below 1; a code is missing, no whole number, or none of the groups.
    """
    checked_whole(groups, "groups", 1)
    values = checked_values(codes, name, count=count, least=0)
    if (values != numpy.floor(values)).any() or (values >= groups).any():
        raise refusal(
            name,
            f"has a code that is not a whole number from 0 to {groups - 1}",
            f"فيه رمز ليس عددا صحيحا من 0 إلى {groups - 1}",
        )
    return values.astype(numpy.int64)


def checked_whole(number: int, name: str, least: int) -> int:
    """A whole number of at least `least`.

    Raises:
        MeasureError: it is not.
    """
    if isinstance(number, bool) or not isinstance(number, (int, numpy.integer)) or number < least:
        raise refusal(name, f"must be a whole number of at least {least}", f"يجب أن يكون عددا صحيحا لا يقل عن {least}")
    return int(number)


def checked_number(number: float, name: str, *, above: float | None = None, least: float | None = None) -> float:
    """One finite number, greater than `above`, not below `least`.

    Raises:
        MeasureError: it is not.
    """
    value = float(checked_values([number], name, least=least)[0])
    if above is not None and value <= above:
        raise refusal(name, f"must be above {above:g}", f"يجب أن يكون أكبر من {above:g}")
    return value


def ratio(part: ArrayLike, whole: ArrayLike) -> FloatArray:
    """`part` over `whole`, element by element; not a number where `whole` is zero, never a warning."""
    above, below = numpy.broadcast_arrays(numpy.asarray(part, dtype=float), numpy.asarray(whole, dtype=float))
    result = numpy.full(above.shape, numpy.nan)
    numpy.divide(above, below, out=result, where=below != 0)
    return result


def refusal(name: str, en: str, ar: str, hint: Text = NO_HINT) -> MeasureError:
    """The error of one argument: its name and what is wrong with it."""
    return MeasureError(Text(f"`{name}` {en}.", f"`{name}` {ar}."), path=name, hint=hint)
