"""Arrays of which much is the same: one value for everybody in the memory of one, and others for a few.

What holds one value for everybody is kept in numpy's own form of that: an array whose rows all lie at the same
place in memory.
"""

from __future__ import annotations

from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.indexed_enums import EnumArray

Array = NDArray[Any]
Rows = NDArray[numpy.intp]

#: Up to this share of rows are looked at alone.
_FEW = 1 / 8


def uniform(value: Any, count: int) -> Array:
    """One value for everybody, in the memory of one."""
    return numpy.broadcast_to(numpy.asarray(value), count)


def is_uniform(array: Any) -> bool:
    """Whether an array is known to hold one value for everybody, without looking at each."""
    return isinstance(array, numpy.ndarray) and array.ndim == 1 and array.strides == (0,) and len(array) > 0


def condensed(array: Array) -> Array:
    """The array as a uniform one if it holds false or zero for everybody, or true for everybody."""
    if is_uniform(array) or not len(array) or array.dtype.kind not in "bif" or isinstance(array, EnumArray):
        return array
    first = array[0]
    if first != array[-1] or (array.dtype.kind != "b" and first != 0):
        return array
    same = array.all() if first else not array.any()
    return uniform(first, len(array)) if same else array


def few(condition: Array) -> Rows | None:
    """The rows for which a condition holds, if they are few: then it is worth while to look at them alone."""
    return numpy.flatnonzero(condition) if numpy.count_nonzero(condition) <= _FEW * len(condition) else None


def filled(count: int, rows: Rows, values: Any, other: Any) -> Array:
    """An array that has `values` at some rows and one other value everywhere else."""
    array = everywhere(count, other, numpy.result_type(values, other))
    array[rows] = values
    return array


def everywhere(count: int, value: Any, kind: Any) -> Array:
    """A new array of one value; of nothing it takes no memory before it is written to."""
    return numpy.full(count, value, kind) if value else numpy.zeros(count, kind)


def rows_of(array: Array, rows: Rows) -> Any:
    """Some rows of an array; a single value for all of them where it holds one for everybody."""
    return array[:1] if is_uniform(array) or len(array) == 1 else array[rows]
