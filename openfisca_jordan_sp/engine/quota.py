"""Quotas: rules that pay only the first so many families of the whole population."""

from __future__ import annotations

import numpy
from numpy.typing import NDArray


def inside_quota(
    candidates: NDArray[numpy.bool_],
    score: NDArray[numpy.float64],
    weight: NDArray[numpy.float64],
    families: float,
) -> NDArray[numpy.bool_]:
    """Which families the quota reaches: the lowest scores first, ties by position.

    Args:
        candidates: families that may be paid at all (one value for each family).
        score: what they are ranked by (JOD per person and month); lower is needier.
        weight: families of the Kingdom that each stands for.
        families: the quota, in families of the Kingdom.

    Returns:
        True for the families inside: the longest beginning of the ranking whose
        weights together do not exceed the quota.
    """
    positions = numpy.flatnonzero(candidates)
    order = positions[numpy.argsort(score[positions], kind="stable")]
    reached = numpy.cumsum(weight[order]) <= families
    inside = numpy.zeros(len(candidates), dtype=bool)
    inside[order[reached]] = True
    return inside


def implied_cutoff(inside: NDArray[numpy.bool_], score: NDArray[numpy.float64]) -> float | None:
    """The highest score inside the quota: the cut-off that one family alone would be compared with."""
    return float(score[inside].max()) if inside.any() else None
