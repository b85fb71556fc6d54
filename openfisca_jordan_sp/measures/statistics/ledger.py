"""Weighted totals of many columns at once, of the sample and of every set of replicate weights.

A total is linear in the weights of households. All that tables need is written into one list of entries (household,
column, amount), which become sparse matrices: many sets of weights cost one pass over them, and nothing is sorted
again. What a policy changes is written as differences from the first policy: where it changes nothing, the difference
is exactly zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.measures.arrays import BoolArray, FloatArray, IntArray
from openfisca_jordan_sp.measures.uncertainty import Replicates

#: Entries that become one matrix: 8 MB a column of them.
_MATRIX_ENTRIES = 1_000_000
#: Weights that are multiplied at a time (8 MB), in at least so many sets: an entry is read once for all of them.
_WEIGHTS, _FEWEST_SETS = 1_000_000, 4

#: Household, column and amount of each entry.
_Entries = tuple[NDArray[numpy.int32], NDArray[numpy.int32], FloatArray]

#: A measure that is not linear: weights of households to a row of numbers.
OfWeights = Callable[[FloatArray], FloatArray]


@dataclass(frozen=True)
class Layout:
    """Where entries belong.

    Attributes:
        rows: for each entry the position of its household.
        codes: for each entry its group, from 0.
        size: groups.
    """

    rows: IntArray
    codes: IntArray
    size: int


@dataclass(frozen=True)
class _Slot:
    """Some columns of the ledger; `is_sampled` says whether they have replicates."""

    start: int
    size: int
    is_sampled: bool


@dataclass(frozen=True)
class Totals:
    """Totals by group under each policy.

    Attributes:
        sums: policies × (1 + replicates) × groups; the first of the second axis is of the sample itself.
        cases: policies × groups, how many entries stand behind each total.
        changed: policies × groups, for how many entries the policy differs from the first one.
    """

    sums: FloatArray
    cases: IntArray
    changed: IntArray

    def summed(self, members: Sequence[Iterable[int]]) -> Totals:
        """The same by other groups, each given by the groups that it holds."""
        parts = [list(each) for each in members]
        return Totals(
            numpy.stack([self.sums[:, :, part].sum(axis=2) for part in parts], axis=2),
            numpy.stack([self.cases[:, part].sum(axis=1) for part in parts], axis=1),
            numpy.stack([self.changed[:, part].sum(axis=1) for part in parts], axis=1),
        )

    def regrouped(self, codes: IntArray, size: int) -> Totals:
        """The same by `size` wider groups: `codes` says to which each group belongs."""
        order = numpy.argsort(codes, kind="stable")
        present, starts = numpy.unique(codes[order], return_index=True)

        def wider(of_groups: FloatArray | IntArray) -> Any:
            result = numpy.zeros((*of_groups.shape[:-1], size), dtype=of_groups.dtype)
            result[..., present] = numpy.add.reduceat(of_groups[..., order], starts, axis=-1)
            return result

        return Totals(wider(self.sums), wider(self.cases), wider(self.changed))


class Pending:
    """Totals that are known once the ledger has run: each policy is the sum of its slots."""

    def __init__(
        self, ledger: Ledger, slots: list[list[_Slot]], cases: list[IntArray], changed: list[IntArray]
    ) -> None:
        self._ledger, self._slots = ledger, slots
        self._cases, self._changed = numpy.stack(cases), numpy.stack(changed)

    def read(self) -> Totals:
        """The totals, after `Ledger.run`."""
        sums = [numpy.sum([self._ledger.columns(slot) for slot in slots], axis=0) for slots in self._slots]
        return Totals(numpy.stack(sums), self._cases, self._changed)


class Ledger:
    """Columns of entries, and what they add up to.

    Args:
        weight: of each household.
        replicates: further sets of weights; None for none.
    """

    def __init__(self, weight: FloatArray, replicates: Replicates | None) -> None:
        self.weight = weight
        self._replicates = replicates
        self._slots: list[_Slot] = []
        self._count = 0
        self._entries: dict[bool, list[_Entries]] = {True: [], False: []}
        self._functions: list[tuple[_Slot, OfWeights]] = []
        self._totals: FloatArray | None = None

    @property
    def sets(self) -> int:
        """Sets of weights: the sample's own, and the replicates."""
        return 1 + (self._replicates.count if self._replicates is not None else 0)

    def add(self, layout: Layout, amounts: Sequence[FloatArray], *, is_sampled: bool = True) -> Pending:
        """Totals of amounts that are laid out in the same way under every policy.

        Args:
            layout: of the entries.
            amounts: for each policy the amount of each entry for one household.
            is_sampled: whether replicates are worked out; else they are not a number.
        """
        first = amounts[0]
        base = self._enter(layout, first, is_sampled=is_sampled)
        slots, cases, changed = [[base]], [self._cases(layout, first)], [_nobody(layout.size)]
        for amount in amounts[1:]:
            # What is not a number under both policies is so already; what is under one makes the difference so.
            change = numpy.where(numpy.isnan(first) & numpy.isnan(amount), 0.0, amount - first)
            slots.append([base, *([self._enter(layout, change, is_sampled=is_sampled)] if change.any() else [])])
            cases.append(self._cases(layout, amount))
            changed.append(self._cases(layout, change))
        return Pending(self, slots, cases, changed)

    def add_moving(self, rows: IntArray, codes: Sequence[IntArray], amount: FloatArray, size: int) -> Pending:
        """Totals of one amount whose group depends on the policy.

        Args:
            rows: for each entry the position of its household.
            codes: for each policy the group of each entry.
            amount: of each entry for one household.
            size: groups.
        """
        first = codes[0]
        base = self._enter(Layout(rows, first, size), amount)
        slots, cases, changed = [[base]], [self._cases(Layout(rows, first, size), amount)], [_nobody(size)]
        for code in codes[1:]:
            moved = code != first
            both = Layout(numpy.tile(rows[moved], 2), numpy.concatenate([first[moved], code[moved]]), size)
            change = numpy.concatenate([-amount[moved], amount[moved]])
            slots.append([base, *([self._enter(both, change)] if moved.any() else [])])
            cases.append(self._cases(Layout(rows, code, size), amount))
            changed.append(self._cases(both, change))
        return Pending(self, slots, cases, changed)

    def add_function(self, functions: Sequence[OfWeights], size: int, *, is_sampled: bool = True) -> Pending:
        """Measures that are not linear: one function for each policy; the same one is worked out once."""
        known: dict[int, _Slot] = {}
        for function in functions:
            if id(function) not in known:
                known[id(function)] = self._slot(size, is_sampled=is_sampled)
                self._functions.append((known[id(function)], function))
        nobody = [_nobody(size)] * len(functions)
        return Pending(self, [[known[id(function)]] for function in functions], nobody, nobody)

    def run(self, step: Callable[[int], None] | None = None) -> None:
        """Work out every total: of the sample, then of each set of replicates.

        Args:
            step: called with no step done before each set of replicates, so that somebody may stop it by raising.
        """
        sampled, others = (self._matrices(is_sampled) for is_sampled in (True, False))
        totals = numpy.empty((self.sets, self._count))
        self._fill(totals[:1], self.weight[None], [*sampled, *others])
        if self._replicates is not None:
            start = 1
            for weights in self._replicates.chunks(max(_WEIGHTS // len(self.weight), _FEWEST_SETS)):
                part = totals[start : start + len(weights)]
                self._fill(part, weights, sampled, step=step, is_replicate=True)
                start += len(weights)
        self._totals = totals

    def columns(self, slot: _Slot) -> FloatArray:
        """Sets of weights × groups of one slot."""
        assert self._totals is not None, "run comes first"
        return self._totals[:, slot.start : slot.start + slot.size]

    def _fill(
        self,
        totals: FloatArray,
        weights: FloatArray,
        matrices: Sequence[Any],
        *,
        step: Callable[[int], None] | None = None,
        is_replicate: bool = False,
    ) -> None:
        """Totals of some sets of weights, a row each."""
        totals[:] = 0
        by_household = numpy.ascontiguousarray(weights.T)
        for matrix in matrices:
            totals += (matrix @ by_household).T
        for row, weight in zip(totals, weights, strict=True):
            if step is not None:
                step(0)
            for slot, function in self._functions:
                if slot.is_sampled or not is_replicate:
                    row[slot.start : slot.start + slot.size] = function(weight)
        for slot in self._slots:
            if is_replicate and not slot.is_sampled:
                totals[:, slot.start : slot.start + slot.size] = numpy.nan

    def _matrices(self, is_sampled: bool) -> list[Any]:
        """The entries as matrices of columns × households; the ledger has them no longer."""
        shape = (self._count, len(self.weight))
        return [_matrix(waiting, shape) for waiting in _gathered(self._entries.pop(is_sampled))]

    def _slot(self, size: int, *, is_sampled: bool) -> _Slot:
        slot = _Slot(self._count, size, is_sampled)
        self._slots.append(slot)
        self._count += size
        return slot

    def _enter(self, layout: Layout, amounts: FloatArray, *, is_sampled: bool = True) -> _Slot:
        """New columns with the entries that weigh anything: who stands for nobody may have any amount."""
        slot = self._slot(layout.size, is_sampled=is_sampled)
        some = self._counts(layout, amounts)
        # Half the bytes of an entry would be its two numbers otherwise.
        rows, columns = (each[some].astype(numpy.int32) for each in (layout.rows, layout.codes))
        self._entries[is_sampled].append((rows, columns + numpy.int32(slot.start), amounts[some]))
        return slot

    def _cases(self, layout: Layout, amounts: FloatArray) -> IntArray:
        return numpy.bincount(layout.codes[self._counts(layout, amounts)], minlength=layout.size)

    def _counts(self, layout: Layout, amounts: FloatArray) -> BoolArray:
        counts: BoolArray = (amounts != 0) & (self.weight[layout.rows] > 0)
        return counts


def _nobody(size: int) -> IntArray:
    return numpy.zeros(size, dtype=numpy.int64)


def _gathered(listed: list[_Entries]) -> Iterator[list[_Entries]]:
    """Entries that become one matrix: many short lists together. The list is emptied: none is held twice."""
    waiting: list[_Entries] = []
    count = 0
    listed.reverse()
    while listed:
        waiting.append(listed.pop())
        count += len(waiting[-1][0])
        if count >= _MATRIX_ENTRIES or not listed:
            yield waiting
            waiting, count = [], 0


def _matrix(waiting: Sequence[_Entries], shape: tuple[int, int]) -> Any:
    from scipy.sparse import coo_array  # noqa: PLC0415 - most commands need none, and it loads slowly

    rows, columns, amounts = (numpy.concatenate([entries[part] for entries in waiting]) for part in range(3))
    return coo_array((amounts, (columns, rows)), shape=shape).tocsr()
