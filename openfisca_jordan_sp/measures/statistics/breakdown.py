"""Totals of all kinds of groups at once.

Most kinds are of households: what is added up by the cells in which they cross (Amman, headed by a woman, …) gives the
groups of each by summing cells, so that the households are passed once and not once a kind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy

from openfisca_jordan_sp.measures.arrays import FloatArray, IntArray
from openfisca_jordan_sp.measures.statistics.ground import Ground
from openfisca_jordan_sp.measures.statistics.groups import Group, all_groups
from openfisca_jordan_sp.measures.statistics.ledger import Layout, Ledger, Pending, Totals

#: Too many groups to cross with the others: they would make as many cells as there are households.
_NOT_CROSSED = ("decile", "age")


@dataclass(frozen=True)
class _Part:
    """Some kinds of groups whose totals are sums of the same cells.

    Attributes:
        layout: of the cells.
        units: of each entry.
        members: for each kind, the group that each cell belongs to.
    """

    layout: Layout
    units: FloatArray
    members: Mapping[str, IntArray]


@dataclass(frozen=True)
class Entered:
    """Columns of the ledger for every kind of group; `width` of them for each group."""

    parts: Sequence[tuple[Pending, Mapping[str, IntArray]]]
    sizes: Mapping[str, int]
    width: int = 1

    @cached_property
    def totals(self) -> dict[str, Totals]:
        """Totals by kind, after the ledger has run."""
        found = {}
        for pending, members in self.parts:
            totals = pending.read()
            for kind, groups in members.items():
                columns = (groups[:, None] * self.width + numpy.arange(self.width)).ravel()
                found[kind] = totals.regrouped(columns, self.sizes[kind] * self.width)
        return found


class Breakdown:
    """All kinds of groups of a population.

    Args:
        ground: the population under its policies.
        ledger: that the columns are entered in.
    """

    def __init__(self, ground: Ground, ledger: Ledger) -> None:
        self.groups = all_groups(ground)
        self._ledger = ledger
        crossed = [group for group in self.groups if group.kind not in _NOT_CROSSED]
        self._parts = [
            _crossed(crossed),
            *(_alone(group) for group in self.groups if group.kind in _NOT_CROSSED),
        ]
        self._sizes = {group.kind: group.layout.size for group in self.groups}
        one = numpy.ones(len(ground.size))
        self.population = self.enter([one] * len(ground.evaluations))
        self.welfare = self.enter(ground.welfare)

    def enter(self, of_households: Sequence[FloatArray], *, is_sampled: bool = True) -> Entered:
        """Columns of an amount that each unit of a household has, under each policy."""
        return Entered(
            [
                (
                    self._ledger.add(
                        part.layout,
                        [part.units * each[part.layout.rows] for each in of_households],
                        is_sampled=is_sampled,
                    ),
                    part.members,
                )
                for part in self._parts
            ],
            self._sizes,
        )

    def enter_bands(self, bands: Sequence[IntArray], width: int) -> Entered:
        """Columns of the units of each band, of which every household has one under each policy."""
        return Entered(
            [
                (
                    self._ledger.add_moving(
                        part.layout.rows,
                        [part.layout.codes * width + band[part.layout.rows] for band in bands],
                        part.units,
                        part.layout.size * width,
                    ),
                    part.members,
                )
                for part in self._parts
            ],
            self._sizes,
            width,
        )


def _crossed(groups: Sequence[Group]) -> _Part:
    """The cells in which kinds of households cross, those that somebody is in."""
    mixed = numpy.zeros(len(groups[0].layout.rows), dtype=numpy.int64)
    for group in groups:
        mixed = mixed * group.layout.size + group.layout.codes
    _, first, codes = numpy.unique(mixed, return_index=True, return_inverse=True)
    members = {group.kind: group.layout.codes[first] for group in groups}
    return _Part(Layout(groups[0].layout.rows, codes, len(first)), groups[0].units, members)


def _alone(group: Group) -> _Part:
    return _Part(group.layout, group.units, {group.kind: numpy.arange(group.layout.size)})
