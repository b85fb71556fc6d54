"""Many values of one figure in a few numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy
import pandas

from openfisca_jordan_sp.measures.basis import FloatArray
from openfisca_jordan_sp.measures.headlines import FIGURES, Headlines

_FIFTH, _HALF, _NINETY_FIFTH = 0.05, 0.5, 0.95


def spread(points: pandas.DataFrame, found: Sequence[Headlines]) -> pandas.DataFrame:
    """Mean, standard deviation and quantiles of each figure, and of its difference, over draws.

    Args:
        points: one row a draw, with the columns of the figures.
        found: the same draws, for what each figure is compared with.
    """
    rows = []
    for name, figure in FIGURES.items():
        columns = [name, *([f"{name}_difference"] if name in found[0].baseline else [])]
        for column in columns:
            values = points[column].to_numpy(dtype=numpy.float64)
            rows.append(
                {
                    "figure": name,
                    "label_en": figure.label.en,
                    "label_ar": figure.label.ar,
                    "unit": figure.unit,
                    "of": "value" if column == name else "difference",
                    **described(values, _FIFTH, _NINETY_FIFTH),
                }
            )
    return pandas.DataFrame(rows)


def described(values: FloatArray, low: float, high: float) -> dict[str, float]:
    """Mean, standard deviation (of the draws, divisor n - 1), median and two quantiles; NaN where any is hidden."""
    if len(values) == 0 or numpy.isnan(values).any():
        return dict.fromkeys(("mean", "sd", "low", "median", "high"), numpy.nan)
    if (values == values[0]).all():  # no noise of rounding where nothing moves
        return {**dict.fromkeys(("mean", "low", "median", "high"), float(values[0])), "sd": 0.0}
    ends = numpy.quantile(values, [low, _HALF, high])
    return {
        "mean": float(values.mean()),
        "sd": float(values.std(ddof=1)),
        "low": float(ends[0]),
        "median": float(ends[1]),
        "high": float(ends[2]),
    }
