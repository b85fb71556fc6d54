"""How much each unsure value of the law has to do with each figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy
import pandas

from openfisca_jordan_sp.many_policies.unsure import UnsureValue
from openfisca_jordan_sp.measures.basis import FloatArray

Drawn = Mapping[str, Mapping[str, float]]
#: Fewer draws have no correlation.
_LEAST_DRAWS = 3
_COLUMNS = ["path", "date", "label_en", "label_ar", "confidence", "basis", "figure", "of"]
_COLUMNS += ["rank_correlation", "at_low", "at_high"]


def contributions_table(
    unsure: Sequence[UnsureValue],
    draws: Sequence[Mapping[UnsureValue, Any]],
    results: Sequence[Drawn],
    ends: Mapping[str, tuple[Drawn, Drawn]],
) -> pandas.DataFrame:
    """Rank correlation of each value with each figure over the draws, and the figure with the value at either end.

    The correlation is Spearman's, from -1 to 1 and without a unit; with n draws those of values that have nothing to
    do with a figure lie mostly within 2/√(n - 1) of 0. It is 0 where the figure or the value does not move.

    Args:
        unsure: the values that were drawn.
        draws: the draws.
        results: their figures.
        ends: by stream, the figures with its values alone at the lower and at the upper end; may be empty.
    """
    rows: list[dict[str, Any]] = []
    if not draws:
        return pandas.DataFrame(rows, columns=_COLUMNS)
    ranks = {each: _ranks([draw[each] for draw in draws]) for each in unsure}
    for of, figures in results[0].items():
        for name in figures:
            of_figure = _ranks([drawn[of][name] for drawn in results])
            for each in unsure:
                low, high = ends.get(each.range.stream, (None, None))
                rows.append(
                    {
                        "path": each.lever.path,
                        "date": each.record.date,
                        "label_en": each.lever.label.en,
                        "label_ar": each.lever.label.ar,
                        "confidence": each.record.confidence,
                        "basis": each.range.basis,
                        "figure": name,
                        "of": of,
                        "rank_correlation": _correlation(ranks[each], of_figure),
                        "at_low": numpy.nan if low is None else low[of][name],
                        "at_high": numpy.nan if high is None else high[of][name],
                    }
                )
    return pandas.DataFrame(rows, columns=_COLUMNS)


def _ranks(values: Sequence[float]) -> FloatArray:
    """Ranks, ties at their mean."""
    return numpy.asarray(pandas.Series(values, dtype=float).rank(), dtype=numpy.float64)


def _correlation(one: FloatArray, other: FloatArray) -> float:
    if len(one) < _LEAST_DRAWS or numpy.isnan(one).any() or numpy.isnan(other).any():
        return float("nan")
    first, second = one - one.mean(), other - other.mean()
    size = float(numpy.sqrt((first**2).sum() * (second**2).sum()))
    return float((first * second).sum()) / size if size else 0.0
