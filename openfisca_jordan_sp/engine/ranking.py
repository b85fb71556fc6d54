"""Quotas ranked exactly over all partitions, by whoever holds what each of them told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy
from numpy.typing import NDArray
from openfisca_core.periods import Period

from openfisca_jordan_sp.engine.part import PartAnswer
from openfisca_jordan_sp.engine.quota import (
    FloatArray,
    QuotaReach,
    among,
    in_one_only,
    inside_quota,
    quota_families,
    quotas_in_force,
)
from openfisca_jordan_sp.fast.arrays import uniform
from openfisca_jordan_sp.law.catalogue import quota_named
from openfisca_jordan_sp.policy import Policy

Positions = NDArray[numpy.int32]
#: The number of a policy, the month, and the flag of a quota.
Key = tuple[int, Period, str]


@dataclass(frozen=True, eq=False)
class Rows:
    """The candidates of a quota in one partition.

    Attributes:
        positions: among the families of the partition, in order.
        score: what they are ranked by.
        weight: families of the Kingdom that each stands for.
        inside: positions of those that were taken to be inside.
    """

    positions: Positions
    score: FloatArray
    weight: FloatArray
    inside: Positions


_NOBODY = Rows(numpy.empty(0, dtype=numpy.int32), numpy.empty(0), numpy.empty(0), numpy.empty(0, dtype=numpy.int32))


def _replaced(old: Rows, new: Rows, again: Positions) -> Rows:
    kept = ~among(old.positions, again)
    positions = numpy.concatenate([old.positions[kept], new.positions])
    order = numpy.argsort(positions, kind="stable")
    return _small(
        positions[order],
        numpy.concatenate([old.score[kept], new.score])[order],
        numpy.concatenate([old.weight[kept], new.weight])[order],
        numpy.sort(numpy.concatenate([old.inside[~among(old.inside, again)], new.inside])).astype(numpy.int32),
    )


def _small(positions: Positions, score: FloatArray, weight: FloatArray, inside: Positions) -> Rows:
    """Those of all partitions are held until they are ranked; mostly all are inside and weigh the same."""
    return Rows(positions, score, _same([weight]), positions if numpy.array_equal(positions, inside) else inside)


def _same(weights: Sequence[FloatArray]) -> FloatArray:
    """Weights one after the other; in the memory of one where all are the same."""
    first = next((each[0] for each in weights if len(each)), None)
    if first is not None and all((each == first).all() for each in weights):
        return uniform(first, sum(map(len, weights)))
    return numpy.concatenate(weights)


def rows_of(answers: Sequence[PartAnswer], weight: FloatArray) -> dict[Key, Rows]:
    """The candidates of every quota in a partition; months and policies that have the same share them."""
    found: dict[Key, Rows] = {}
    known: dict[int, Rows] = {}
    for number, answer in enumerate(answers):
        for (month, flag), candidates in answer.ranked.items():
            if id(candidates) not in known:
                positions, inside = (each.astype(numpy.int32) for each in (candidates.positions, candidates.inside))
                known[id(candidates)] = _small(positions, candidates.score, weight[candidates.positions], inside)
            found[number, month, flag] = known[id(candidates)]
    return found


def moved(rows: Mapping[Key, Rows], families: NDArray[numpy.int64]) -> dict[Key, Rows]:
    """The same with positions of the partition, of which the rows' own population has only some `families`."""
    known: dict[int, Rows] = {}
    for each in rows.values():
        if id(each) not in known:
            positions, inside = (families[of].astype(numpy.int32) for of in (each.positions, each.inside))
            known[id(each)] = replace(each, positions=positions, inside=inside)
    return {key: known[id(each)] for key, each in rows.items()}


class Ranking:
    """What all partitions told of their candidates."""

    def __init__(self, policies: Sequence[Policy]) -> None:
        self._policies = policies
        self._by_part: dict[int, Mapping[Key, Rows]] = {}

    def put(self, index: int, rows: Mapping[Key, Rows], again: Positions | None = None) -> None:
        """Take what a partition told of all its families, or of some of them `again`."""
        if again is None:
            self._by_part[index] = rows
            return
        known: dict[tuple[int, int], Rows] = {}
        merged = dict(self._by_part[index])
        for key, new in rows.items():
            old = merged.get(key, _NOBODY)
            if (id(old), id(new)) not in known:
                known[id(old), id(new)] = _replaced(old, new, again)
            merged[key] = known[id(old), id(new)]
        self._by_part[index] = merged

    def wrong(self) -> dict[int, tuple[Positions, dict[Key, Positions]]]:
        """By partition the families on the wrong side of any quota, and who is inside each that leaves anybody out."""
        settled = self._settled()
        wrong: dict[int, tuple[Positions, dict[Key, Positions]]] = {}
        for index, rows in self._by_part.items():
            inside = {key: of_parts[index] for key, of_parts in settled.items() if index in of_parts}
            families = [in_one_only(inside[key], rows[key].inside) for key in inside]
            if any(map(len, families)):
                binding = {key: each for key, each in inside.items() if settled[key].is_binding}
                wrong[index] = numpy.unique(numpy.concatenate(families)), binding
        return wrong

    def _settled(self) -> dict[Key, _Settled]:
        known: dict[tuple[object, ...], _Settled] = {}
        settled: dict[Key, _Settled] = {}
        for key, parts in self._by_key():
            families = self._families(key)
            same = (families, *(id(rows) for rows in parts.values()))
            if same not in known:
                known[same] = _settle(parts, families)
            settled[key] = known[same]
        return settled

    def _by_key(self) -> Iterator[tuple[Key, dict[int, Rows]]]:
        indices = sorted(self._by_part)
        for key in dict.fromkeys(key for index in indices for key in self._by_part[index]):
            yield key, {index: self._by_part[index][key] for index in indices if key in self._by_part[index]}

    def _families(self, key: Key) -> float:
        number, month, flag = key
        return quota_families(self._policies[number], quota_named(flag), month)

    def reach(self, number: int, month: Period) -> dict[str, QuotaReach]:
        """How far each quota of a policy reached in a month."""
        parts = dict(self._by_key())
        flags = [quota.flag for quota in quotas_in_force(self._policies[number], month)]
        keys = [(number, month, flag) for flag in flags]
        return {key[2]: _reach(list(parts[key].values()), self._families(key)) for key in keys if key in parts}


class _Settled(dict[int, Positions]):
    """Who is inside a quota in each partition."""

    is_binding = False


def _settle(parts: Mapping[int, Rows], families: float) -> _Settled:
    """Rank the candidates of all partitions: the lowest scores first, ties by position in the whole."""
    score = numpy.concatenate([rows.score for rows in parts.values()])
    weight = _same([rows.weight for rows in parts.values()])
    inside = inside_quota(numpy.ones(len(score), dtype=bool), score, weight, families)
    bounds = numpy.cumsum([len(rows.score) for rows in parts.values()])[:-1]
    of_parts = numpy.split(inside, bounds)
    settled = _Settled(
        {index: rows.positions[mine] for (index, rows), mine in zip(parts.items(), of_parts, strict=True)}
    )
    settled.is_binding = not bool(inside.all())
    return settled


def _reach(parts: Sequence[Rows], families: float) -> QuotaReach:
    score = numpy.concatenate([rows.score for rows in parts])
    weight = numpy.concatenate([rows.weight for rows in parts])
    within = numpy.concatenate([among(rows.positions, rows.inside) for rows in parts])
    return QuotaReach(
        families=float(families),
        candidates=float(weight.sum()),
        reached=float(weight[within].sum()),
        cutoff=float(score[within].max()) if within.any() else None,
    )
