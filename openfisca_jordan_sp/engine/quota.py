"""Quotas: rules that pay only the first so many families of the whole population."""

from __future__ import annotations

from dataclasses import dataclass

import numpy
from numpy.typing import NDArray


@dataclass(frozen=True)
class QuotaReach:
    """How far a quota reached in a population.

    Attributes:
        families: the quota, in families of the Kingdom.
        candidates: families of the Kingdom that could be paid.
        reached: those of them inside the quota.
        cutoff: the highest score inside: what one family alone would be compared with.
    """

    families: float
    candidates: float
    reached: float
    cutoff: float | None

    @property
    def is_idle(self) -> bool:
        """Whether nobody could be paid: the programme is not on, and the quota says nothing."""
        return self.candidates == 0

    @property
    def is_binding(self) -> bool:
        """Whether the quota leaves anybody out."""
        return self.reached < self.candidates


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


def reach(
    candidates: NDArray[numpy.bool_],
    inside: NDArray[numpy.bool_],
    score: NDArray[numpy.float64],
    weight: NDArray[numpy.float64],
    families: float,
) -> QuotaReach:
    """How far a quota reached, from the same arrays as `inside_quota` and its answer."""
    return QuotaReach(
        families=float(families),
        candidates=float(weight[candidates].sum()),
        reached=float(weight[inside].sum()),
        cutoff=float(score[inside].max()) if inside.any() else None,
    )
