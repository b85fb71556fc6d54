"""Quotas: rules that pay only the first so many families of the whole population."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.periods import Period

from openfisca_jordan_sp.engine.simulation import PartSimulation
from openfisca_jordan_sp.law.catalogue import Quota, quotas
from openfisca_jordan_sp.policy import Policy

BoolArray = NDArray[numpy.bool_]
FloatArray = NDArray[numpy.float64]


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


@dataclass(frozen=True)
class Ranked:
    """The families of a part of a population that a quota concerns.

    Attributes:
        candidates: who meets every condition (one value a family).
        score: what they are ranked by, JOD a person and month; lower is needier. Of candidates only.
        inside: whom the rules took to be inside the quota.
    """

    candidates: BoolArray
    score: FloatArray
    inside: BoolArray


def among(values: NDArray[Any], rising: NDArray[Any]) -> BoolArray:
    """Whether each value is among some others that rise: by halving, far quicker than by hashing."""
    if not len(rising):
        return numpy.zeros(len(values), dtype=bool)
    places = numpy.minimum(numpy.searchsorted(rising, values), len(rising) - 1)
    found: BoolArray = rising[places] == values
    return found


def in_one_only(one: NDArray[Any], other: NDArray[Any]) -> NDArray[Any]:
    """The values of two rising arrays that only one of them has."""
    return numpy.concatenate([one[~among(one, other)], other[~among(other, one)]])


@dataclass(frozen=True)
class Candidates:
    """The same of a whole population, without the many families that a quota does not concern.

    Attributes:
        positions: of the candidates among the families, in order.
        score: of each candidate.
        inside: positions of those that the rules took to be inside, in order.
    """

    positions: NDArray[numpy.int64]
    score: FloatArray
    inside: NDArray[numpy.int64]

    @cached_property
    def order(self) -> NDArray[numpy.int64]:
        """The candidates from the neediest on, ties by position: the same for any number of families."""
        return numpy.argsort(self.score, kind="stable")

    @classmethod
    def of(cls, ranked: Ranked) -> Candidates:
        """The candidates of a part."""
        positions = numpy.flatnonzero(ranked.candidates)
        return cls(positions, ranked.score[positions], numpy.flatnonzero(ranked.inside))

    @classmethod
    def none(cls) -> Candidates:
        """Nobody."""
        nobody = numpy.empty(0, dtype=numpy.int64)
        return cls(nobody, numpy.empty(0), nobody)

    @classmethod
    def joined(cls, parts: Sequence[Candidates]) -> Candidates:
        """Those of consecutive parts, whose positions are of the whole already."""
        return cls(
            numpy.concatenate([part.positions for part in parts]),
            numpy.concatenate([part.score for part in parts]),
            numpy.concatenate([part.inside for part in parts]),
        )

    @classmethod
    def of_parts(cls, parts: Sequence[Ranked]) -> Candidates:
        """The candidates of consecutive parts."""
        starts = numpy.cumsum([0, *(len(part.candidates) for part in parts)])
        return cls.joined([cls.of(part).moved(int(start)) for part, start in zip(parts, starts, strict=False)])

    @staticmethod
    def flags(positions: NDArray[numpy.int64], count: int) -> BoolArray:
        """One value for each of so many families: whether it is at one of some positions."""
        flags = numpy.zeros(count, dtype=bool)
        flags[positions] = True
        return flags

    def moved(self, first: int) -> Candidates:
        """The same with positions counted from the family `first`."""
        return Candidates(self.positions + first, self.score, self.inside + first)

    def replaced(self, places: NDArray[numpy.int64], candidates: Candidates) -> Candidates:
        """The same with some families' answers (at `places`, in order) taken from `candidates`."""
        kept = ~among(self.positions, places)
        positions = numpy.concatenate([self.positions[kept], places[candidates.positions]])
        score = numpy.concatenate([self.score[kept], candidates.score])
        order = numpy.argsort(positions, kind="stable")
        inside = numpy.concatenate([self.inside[~among(self.inside, places)], places[candidates.inside]])
        return Candidates(positions[order], score[order], numpy.sort(inside))

    def settled(self, weight: FloatArray, families: float) -> NDArray[numpy.int64]:
        """The positions of the families that a quota of so many families of the Kingdom reaches."""
        return self.positions[_reached(self.order, weight[self.positions], families)]

    def reach(self, weight: FloatArray, families: float) -> QuotaReach:
        """How far a quota reached."""
        within = among(self.positions, self.inside)
        return QuotaReach(
            families=float(families),
            candidates=float(weight[self.positions].sum()),
            reached=float(weight[self.inside].sum()),
            cutoff=float(self.score[within].max()) if within.any() else None,
        )


#: By how much a sum of weights may be off that is not taken in the order of the ranking.
_ROUNDING = 1e-9


def inside_quota(candidates: BoolArray, score: FloatArray, weight: FloatArray, families: float) -> BoolArray:
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
    order = numpy.argsort(score[positions], kind="stable")
    inside = numpy.zeros(len(candidates), dtype=bool)
    inside[positions[_reached(order, weight[positions], families)]] = True
    return inside


def _reached(order: NDArray[numpy.int64], weight: FloatArray, families: float) -> BoolArray:
    """Which candidates a quota reaches, in their own order, where `order` ranks them."""
    if weight.sum() <= families * (1 - _ROUNDING):
        return numpy.ones(len(weight), dtype=bool)
    # In place: of ten Kingdoms, an array of candidates is as large as several of a partition.
    together = weight[order]
    reached = numpy.zeros(len(weight), dtype=bool)
    reached[order[numpy.cumsum(together, out=together) <= families]] = True
    return reached


def quotas_in_force(policy: Policy, month: Period) -> list[Quota]:
    """The quotas that have a rule in a month."""
    return [quota for quota in quotas() if policy.system.get_variable(quota.flag).get_formula(month) is not None]


def quota_families(policy: Policy, quota: Quota, month: Period) -> float:
    """How many families of the Kingdom a quota is for."""
    node: Any = policy.system.get_parameters_at_instant(month)
    for part in quota.families.split("."):
        node = node[part]
    return float(node)


class QuotaBook:
    """The quotas of one simulation in a month: each is settled when a rule first asks who is inside.

    A part of a population cannot rank the whole. So everybody who is a candidate is taken to be inside,
    unless it is known who is; `evaluate` ranks them and has the families computed again that were not.
    """

    def __init__(
        self, simulation: PartSimulation, policy: Policy, month: Period, known: Mapping[str, BoolArray] | None = None
    ) -> None:
        self.ranked: dict[str, Ranked] = {}
        self._simulation = simulation
        self._month = month
        self._known = known or {}
        self._quotas = quotas_in_force(policy, month)
        for quota in self._quotas:
            simulation.provide(quota.flag, month, partial(self._settle, quota))

    def settle(self) -> dict[str, Ranked]:
        """Settle every quota in force, also those that no rule asked about."""
        for quota in self._quotas:
            self._simulation.computed(quota.flag, self._month)
        return self.ranked

    def _settle(self, quota: Quota) -> BoolArray:
        return self.rank(quota).inside

    def rank(self, quota: Quota) -> Ranked:
        """Whom a quota concerns, before anybody is told who is inside."""
        simulation, flag = self._simulation, quota.flag
        candidates = simulation.results.same(f"{flag} candidates", self._candidates(quota.all_of))
        # Nobody to rank: a quota of a programme that is not on costs no score.
        score = simulation.computed(quota.score, self._month) if candidates.any() else numpy.zeros(len(candidates))
        inside = simulation.results.same(flag, self._known.get(flag, candidates))
        self.ranked[flag] = Ranked(candidates, score, inside)
        return self.ranked[flag]

    def _candidates(self, names: Iterable[str]) -> BoolArray:
        """The families that meet every condition; once nobody is left, the conditions after are not computed."""
        first, *others = names
        candidates: BoolArray = numpy.array(self._simulation.computed(first, self._month))
        for name in others:
            if not candidates.any():
                break
            candidates &= self._simulation.computed(name, self._month)
        return candidates
