"""Poverty of a distribution at one line, or at a line of each row.

Every function takes:

- `values`: what each row consumes or earns (JOD a person and month, or any unit that the line has too);
- `weight`: persons that each row stands for;
- `line`: one poverty line, or one for each row, above zero;
- `mask`: which rows to take, all where None.

Who has less than the line is poor; who has exactly the line is not. The shortfall of a poor row is g = 1 - value/line,
that of any other 0. A negative value has a shortfall above 1, so that the measures may exceed 1; only the Watts index
refuses it. With nobody poor every measure is 0. One observation is enough.

All raise a MeasureError that names the argument for missing or infinite numbers, lengths that differ, a line that is
not above zero, negative weights, and weights that are empty or all zero.
"""

from __future__ import annotations

import numpy
from numpy.typing import ArrayLike

from openfisca_jordan_sp.measures import welfare
from openfisca_jordan_sp.measures.arrays import refusal
from openfisca_jordan_sp.measures.basis import FloatArray
from openfisca_jordan_sp.measures.samples import check_number, check_positive, sample


def fgt(values: ArrayLike, weight: ArrayLike, line: ArrayLike, alpha: float, *, mask: ArrayLike | None = None) -> float:
    """The class of Foster, Greer and Thorbecke (1984): sum of w·g^alpha over the poor, by the sum of w.

    Args:
        values: what each row has; zero and negative values count as they are (see the module).
        weight: persons that each row stands for.
        line: the poverty line, in the unit of the values.
        alpha: aversion to poverty, at least 0: 0 the headcount, 1 the gap, 2 the severity.
        mask: which rows to take.

    Returns:
        No unit: 0 where nobody is poor, 1 where everybody has nothing.
    """
    check_number("alpha", alpha, 0)
    relative, weights = _relative(values, weight, line, mask)
    poor = relative < 1
    return float((weights[poor] * (1 - relative[poor]) ** alpha).sum() / weights.sum())


def headcount(values: ArrayLike, weight: ArrayLike, line: ArrayLike, *, mask: ArrayLike | None = None) -> float:
    """The share of persons who are poor: H = sum of w over the poor, by the sum of w.

    From 0 to 1 whatever the values: how far a zero or negative value lies below the line does not matter.
    """
    return _poverty(values, weight, line, mask).headcount


def gap(values: ArrayLike, weight: ArrayLike, line: ArrayLike, *, mask: ArrayLike | None = None) -> float:
    """The poverty gap of Foster, Greer and Thorbecke (1984): sum of w·g by the sum of w, a share of the line.

    Times line and persons it is the money that would lift everybody to the line. A zero value counts 1, a negative
    one more.
    """
    return _poverty(values, weight, line, mask).gap


def severity(values: ArrayLike, weight: ArrayLike, line: ArrayLike, *, mask: ArrayLike | None = None) -> float:
    """The squared gap of Foster, Greer and Thorbecke (1984): sum of w·g² by the sum of w, without a unit.

    A zero value counts 1, a negative one more.
    """
    return _poverty(values, weight, line, mask).severity


def income_gap_ratio(values: ArrayLike, weight: ArrayLike, line: ArrayLike, *, mask: ArrayLike | None = None) -> float:
    """The mean shortfall of the poor alone, a share of the line: I = gap/headcount (Sen 1976); 0 with nobody poor.

    A zero value counts 1, a negative one more.
    """
    measures = _poverty(values, weight, line, mask)
    return measures.gap / measures.headcount if measures.headcount else 0.0


def sen(values: ArrayLike, weight: ArrayLike, line: ArrayLike, *, mask: ArrayLike | None = None) -> float:
    """The index of Sen (1976): S = H·(I + (1 - I)·Gp), Gp the Gini of value/line among the poor; without a unit.

    Sen's limit for many poor, which does not change when everybody is copied; his formula for q poor multiplies
    Gp by q/(q + 1), which weights that are no counts do not define. Computed as H·I·(1 + Gini of the shortfalls of
    the poor), the same number, which zero and negative values leave defined.
    """
    relative, weights = _relative(values, weight, line, mask)
    poor = relative < 1
    shortfall, of_poor = 1 - relative[poor], weights[poor]
    poverty_gap = float((of_poor * shortfall).sum() / weights.sum())
    return poverty_gap * (1 + welfare.gini(shortfall, of_poor))


def sen_shorrocks_thon(
    values: ArrayLike, weight: ArrayLike, line: ArrayLike, *, mask: ArrayLike | None = None
) -> float:
    """The index of Sen, Shorrocks and Thon: H·I·(1 + G), G the Gini of the shortfalls of everybody; without a unit.

    Shorrocks (1995), the limit of Thon (1979): the shortfalls of those who are not poor are 0, and count in G. Zero
    and negative values count as they are.
    """
    relative, weights = _relative(values, weight, line, mask)
    shortfall = numpy.maximum(1 - relative, 0)
    poverty_gap = float((weights * shortfall).sum() / weights.sum())
    return poverty_gap * (1 + welfare.gini(shortfall, weights))


def watts(values: ArrayLike, weight: ArrayLike, line: ArrayLike, *, mask: ArrayLike | None = None) -> float:
    """The index of Watts (1968): sum of w·ln(line/value) over the poor, by the sum of w; without a unit.

    Raises:
        MeasureError: zero and negative values too, for which the logarithm has no value.
    """
    relative, weights = _relative(values, weight, line, mask)
    check_positive("values", relative)
    return float(-(weights * numpy.log(numpy.minimum(relative, 1))).sum() / weights.sum()) + 0.0


def _poverty(values: ArrayLike, weight: ArrayLike, line: ArrayLike, mask: ArrayLike | None) -> welfare.Poverty:
    relative, weights = _relative(values, weight, line, mask)
    return welfare.poverty(relative, weights, 1.0)


def _relative(
    values: ArrayLike, weight: ArrayLike, line: ArrayLike, mask: ArrayLike | None
) -> tuple[FloatArray, FloatArray]:
    """Values by their lines, and the weights, of the rows that count.

    Rounding does not move anybody over the line: the nearest number to value/line is below 1 exactly if the value
    is below the line.
    """
    lines = numpy.full(numpy.shape(values), line) if numpy.ndim(line) == 0 else line
    weights, amounts, checked = sample(weight, mask, values=values, line=lines)
    if (checked <= 0).any():
        raise refusal("line", "must be above zero", "يجب أن يزيد على الصفر")
    return amounts / checked, weights
