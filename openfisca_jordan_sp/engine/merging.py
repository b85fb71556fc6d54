"""Parts put together again: one array for the whole population, shared by policies wherever the parts are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.periods import Period

from openfisca_jordan_sp.engine.amounts import is_nothing, nothing
from openfisca_jordan_sp.engine.part import PartAnswer
from openfisca_jordan_sp.engine.quota import Candidates
from openfisca_jordan_sp.engine.services import PartService

Array = NDArray[Any]
Places = NDArray[numpy.int64]

_NOBODY = Candidates.none()


@dataclass
class WholeAnswer:
    """What each family of a population gets under one policy: `PartAnswer` of the whole."""

    month: dict[str, Array]
    year: dict[str, Array]
    ranked: dict[tuple[Period, str], Candidates]
    services: dict[str, PartService]


class Merger:
    """Puts the answers of parts together; what several policies share in every part they share in the whole."""

    def __init__(self) -> None:
        self._made: dict[tuple[int, ...], Array] = {}
        self._candidates: dict[tuple[int, ...], Candidates] = {}

    def join(self, by_policy: Sequence[Sequence[PartAnswer]], threads: int) -> None:
        """Join the amounts of all policies at once: memory that is touched first takes time, and threads share it."""
        # Each once: two threads that join the same parts would make two arrays of what policies share.
        distinct = {tuple(map(id, parts)): parts for answers in by_policy for parts in _amounts_by_part(answers)}
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(self._joined, distinct.values()))

    def merge(self, answers: Sequence[PartAnswer], family_counts: Sequence[int]) -> WholeAnswer:
        """The answers of one policy for consecutive parts as one."""
        first = answers[0]
        return WholeAnswer(
            {key: self._joined([answer.month[key] for answer in answers]) for key in first.month},
            {key: self._joined([answer.year[key] for answer in answers]) for key in first.year},
            self._ranked(answers, numpy.cumsum([0, *family_counts[:-1]])),
            {key: self._service([answer.services[key] for answer in answers]) for key in first.services},
        )

    def _joined(self, parts: Sequence[Array]) -> Array:
        key = tuple(map(id, parts))
        if key not in self._made:
            if all(map(is_nothing, parts)):
                self._made[key] = nothing(sum(map(len, parts)))
            else:
                self._made[key] = parts[0] if len(parts) == 1 else numpy.concatenate(parts)
        return self._made[key]

    def _service(self, parts: Sequence[PartService]) -> PartService:
        values = [part.value for part in parts if part.value is not None]
        return PartService(self._joined([part.entitled for part in parts]), self._joined(values) if values else None)

    def _ranked(
        self, answers: Sequence[PartAnswer], first_families: NDArray[numpy.int64]
    ) -> dict[tuple[Period, str], Candidates]:
        """The candidates of each quota: one object for the months and policies that share them in every part."""
        found: dict[tuple[Period, str], list[tuple[Candidates, int]]] = {}
        for answer, first in zip(answers, first_families, strict=True):
            for key, candidates in answer.ranked.items():
                found.setdefault(key, []).append((candidates, int(first)))
        return {key: self._candidates_of(parts) for key, parts in found.items()}

    def _candidates_of(self, parts: Sequence[tuple[Candidates, int]]) -> Candidates:
        key = tuple(id(candidates) for candidates, _ in parts)
        if key not in self._candidates:
            self._candidates[key] = Candidates.joined([candidates.moved(first) for candidates, first in parts])
        return self._candidates[key]


def _amounts_by_part(answers: Sequence[PartAnswer]) -> Iterator[list[Array]]:
    """Each amount of a month and of a year, part by part."""
    yield from ([answer.month[key] for answer in answers] for key in answers[0].month)
    yield from ([answer.year[key] for answer in answers] for key in answers[0].year)


#: What came of replacing some candidates by others, by the ids of both; all three are kept, so that ids stay theirs.
Replaced = dict[tuple[int, int], tuple[Candidates, Candidates, Candidates]]


def put(whole: WholeAnswer, answer: PartAnswer, families: Places, households: Places, replaced: Replaced) -> None:
    """Put the answer for some households into that for all; `replaced` is shared by all answers for them."""
    for target, source in ((whole.month, answer.month), (whole.year, answer.year)):
        for name, values in source.items():
            target[name] = _with(target[name], families, values)
    for name, service in answer.services.items():
        old = whole.services[name]
        value = None
        if old.value is not None and service.value is not None:
            value = _with(old.value, households, service.value)
        whole.services[name] = PartService(_with(old.entitled, households, service.entitled), value)
    for month_and_flag, candidates in answer.ranked.items():
        known = whole.ranked.get(month_and_flag, _NOBODY)
        key = (id(known), id(candidates))
        if key not in replaced:
            replaced[key] = (known, candidates, known.replaced(families, candidates))
        whole.ranked[month_and_flag] = replaced[key][-1]


def _with(array: Array, places: Places, values: Array) -> Array:
    if numpy.array_equal(array[places], values):
        return array
    changed = numpy.array(array)
    changed[places] = values
    return changed
