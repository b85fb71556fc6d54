"""Sums that are the same to the last bit in any order: of whole numbers of a very small unit.

Floating-point sums depend on the order of adding, and so on how a population is cut. Each amount of each family
is rounded once to a unit (2^-16 of a dinar, 2^-24 of a person), and whole numbers add up exactly.
"""

from __future__ import annotations

from typing import Any

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.errors import MeasureError, Text

IntArray = NDArray[numpy.int64]
FloatArray = NDArray[numpy.float64]

#: Binary digits behind the point of amounts in JOD: 0.000015 JOD, for up to 140 billion JOD in one part.
MONEY = 16
#: The same of weighted persons, families and gaps: 0.00000006, for up to 500 million in one part.
COUNT = 24

#: Whole numbers below them are exact as floats, and as integers of the machine.
_EXACT, _WHOLE = 2.0**53, 2.0**62


def in_units(values: FloatArray, digits: int) -> FloatArray:
    """Values in whole units of 2^-`digits`, as floats that add up exactly in any order.

    Raises:
        MeasureError: values that are missing or infinite, or so large that their sum is not exact.
    """
    units = numpy.rint(numpy.ldexp(numpy.asarray(values, dtype=numpy.float64), digits))
    if not numpy.abs(units).sum() < _EXACT:  # also where it is not a number
        raise MeasureError(
            Text(
                "Amounts or weights of the population are missing, infinite, or too large to be summed.",
                "مبالغ السكان أو أوزانهم ناقصة أو غير محدودة أو أكبر من أن تُجمع.",
            ),
            path="population",
        )
    return units


def exact_sum(values: FloatArray, digits: int) -> int:
    """The sum of values in units of 2^-`digits`."""
    return int(in_units(values, digits).sum())


def exact_total(values: NDArray[Any], weight: FloatArray, digits: int) -> int | float:
    """The weighted sum of any values in units of 2^-`digits`; infinite or no number where one of them is.

    Args:
        values: numbers or flags, of any size.
        weight: of each.
        digits: see above.
    """
    with numpy.errstate(invalid="ignore"):
        units = numpy.multiply(values, weight, dtype=numpy.float64)
        units *= 2.0**digits
        numpy.rint(units, out=units)
        total = units.sum()
    if numpy.isfinite(total):
        size = total if units.min(initial=0.0) >= 0 else numpy.abs(units).sum()
        if size < _EXACT:
            return int(total)
        return int(units.astype(numpy.int64).sum()) if size < _WHOLE else sum(map(int, units.tolist()))
    return float(total)


def exact_sums(codes: IntArray, values: FloatArray, digits: int, count: int) -> IntArray:
    """For each of `count` codes the sum of its values, in units of 2^-`digits`."""
    return numpy.bincount(codes, in_units(values, digits), minlength=count).astype(numpy.int64)


def as_float(units: float | numpy.int64, digits: int) -> float:
    """A sum in units as the number nearest to it."""
    return float(numpy.ldexp(float(units), -digits))
