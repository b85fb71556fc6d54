"""How persons belong to groups, and what follows from it: worked out once, shared by every simulation of the people.

Arrays are one value a person or one value a group. They are read-only, for many simulations look at them. The one
exception is `Members.groups`, which stays inside: numpy's `bincount` would copy a read-only array at each call.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.fast.arrays import few

Array = NDArray[Any]
IntArray = NDArray[numpy.intp]
BoolArray = NDArray[numpy.bool_]

#: The code of a person without any role.
NO_ROLE = -1


def read_only(array: Array) -> Array:
    """The array itself where nobody can write to it, else a copy that nobody can write to."""
    if array.flags.writeable:
        array = array.copy()
        array.flags.writeable = False
    return array


def _sealed(array: Array) -> Array:
    """An array of our own making, closed to writing."""
    array.flags.writeable = False
    return array


@dataclass(frozen=True, eq=False)
class Members:
    """Some of the persons and the group of each: everybody, or those who have a role.

    Attributes:
        rows: positions of these persons among all, rising; None for everybody.
        groups: the group of each of them. Never to be written to.
        count: how many groups there are, with or without a member among these.
    """

    rows: IntArray | None
    groups: IntArray
    count: int

    @cached_property
    def sizes(self) -> NDArray[numpy.int64]:
        """How many of them each group has."""
        return _sealed(numpy.bincount(self.groups, minlength=self.count))

    @cached_property
    def is_contiguous(self) -> bool:
        """Whether they stand one group after the other."""
        return bool((self.groups[1:] >= self.groups[:-1]).all())

    @cached_property
    def by_group(self) -> IntArray | None:
        """Their positions one group after the other, in a group by position; None where all persons stand so."""
        if self.is_contiguous:
            return self.rows
        order = numpy.argsort(self.groups, kind="stable")
        return _sealed(order if self.rows is None else self.rows[order])

    @cached_property
    def is_unique(self) -> bool:
        """Whether no group has more than one of them."""
        return bool((self.sizes <= 1).all())

    @cached_property
    def is_one_each(self) -> bool:
        """Whether each group has exactly one, in the order of the groups: values can be taken as they come."""
        return self.is_unique and self.is_contiguous and len(self.groups) == self.count

    def values(self, array: Array) -> Array:
        """The values of these persons, in the order of persons."""
        return array if self.rows is None else array[self.rows]

    def total(self, array: Array) -> NDArray[numpy.float64]:
        """The sum of a value over them in each group (float64; 0 where a group has none)."""
        values = self.values(array)
        if not len(self.groups) or values.shape != self.groups.shape or values.dtype.kind not in "biuf":
            return self._added(self.groups, values)
        # What is nothing adds nothing, and most sums are of what few have, or of what nearly everybody is.
        flags = values if values.dtype == bool else values != 0
        rows = few(flags)
        if rows is not None and len(rows):
            return self._added(self.groups[rows], values[rows])
        others = few(~flags) if values.dtype == bool else None
        if others is not None:
            return (self.sizes - numpy.bincount(self.groups[others], minlength=self.count)).astype(numpy.float64)
        return self._added(self.groups, values)

    def _added(self, groups: IntArray, values: Array) -> NDArray[numpy.float64]:
        total: NDArray[numpy.float64] = numpy.bincount(groups, values, self.count)  # type: ignore[assignment]
        return total

    def any_true(self, flags: BoolArray) -> BoolArray:
        """Whether a flag is set for any of them in each group."""
        result = numpy.zeros(self.count, dtype=bool)
        result[self.groups.compress(self.values(flags))] = True
        return result

    def all_true(self, flags: BoolArray) -> BoolArray:
        """Whether a flag is set for all of them in each group (also where there is none)."""
        result = numpy.ones(self.count, dtype=bool)
        result[self.groups.compress(~self.values(flags))] = False
        return result

    def extreme(self, array: Array, larger_or_smaller: numpy.ufunc, neutral: float) -> NDArray[numpy.float64]:
        """The largest or smallest value among them in each group (float64).

        Args:
            array: one number a person.
            larger_or_smaller: `numpy.maximum` or `numpy.minimum`.
            neutral: what a group without any of them gets.
        """
        result = numpy.full(self.count, neutral)
        if len(self.groups):
            values = array if self.by_group is None else array[self.by_group]
            occupied, starts = self._occupied
            result[occupied] = larger_or_smaller.reduceat(values, starts)
        return result

    @cached_property
    def _occupied(self) -> tuple[BoolArray, IntArray]:
        """Which groups have any, and where each of these begins in `by_group`."""
        occupied = self.sizes > 0
        starts = numpy.cumsum(self.sizes) - self.sizes
        return _sealed(occupied), _sealed(starts[occupied])


@dataclass(frozen=True, eq=False)
class Membership:
    """How persons belong to the groups of one entity.

    The groups are copied, the roles where they can be written to: what is derived cannot go stale.

    Attributes:
        entity_id: the group of each person, from 0.
        role_codes: the role of each person, counted in the entity's `flattened_roles`; `NO_ROLE` for none.
        count: how many groups there are; some may be empty.

    Raises:
        ValueError: the arrays differ in length, or a group does not exist.
    """

    entity_id: Array
    role_codes: Array
    count: int
    _groups: IntArray = field(init=False, repr=False)
    _having: dict[tuple[int, ...], Members] = field(default_factory=dict, init=False, repr=False)
    _masks: dict[tuple[int, ...], BoolArray] = field(default_factory=dict, init=False, repr=False)
    _first: dict[int, IntArray] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        ids, codes = numpy.asarray(self.entity_id), numpy.asarray(self.role_codes)
        if codes.shape != ids.shape or ids.ndim != 1:
            raise ValueError(f"{len(ids)} persons have a group, but {codes.size} have a role.")
        if len(ids) and (ids.min() < 0 or ids.max() >= self.count):
            raise ValueError(
                f"Groups are counted from 0 to {self.count - 1}, but {ids.min()} to {ids.max()} are named."
            )
        groups = ids.astype(numpy.intp)
        object.__setattr__(self, "_groups", groups)
        object.__setattr__(self, "entity_id", _sealed(groups.view()))
        object.__setattr__(self, "role_codes", read_only(codes.astype(numpy.int8, copy=False)))

    @cached_property
    def everybody(self) -> Members:
        """All persons with their groups."""
        return Members(None, self._groups, self.count)

    @property
    def is_contiguous(self) -> bool:
        """Whether members stand one group after the other."""
        return self.everybody.is_contiguous

    @property
    def sizes(self) -> NDArray[numpy.int64]:
        """How many members each group has."""
        return self.everybody.sizes

    @cached_property
    def are_all_occupied(self) -> bool:
        """Whether each group has a member."""
        return bool((self.sizes > 0).all())

    @cached_property
    def offsets(self) -> IntArray:
        """Where the members of each group begin in `order`, and at the end the number of persons (`count` + 1)."""
        return _sealed(numpy.concatenate([[0], numpy.cumsum(self.sizes)]).astype(numpy.intp))

    @cached_property
    def order(self) -> IntArray:
        """Positions of the persons, one group after the other, in a group by position."""
        if self.everybody.by_group is None:
            return _sealed(numpy.arange(len(self.entity_id)))
        return self.everybody.by_group

    @cached_property
    def positions(self) -> NDArray[numpy.int32]:
        """The place of each person in the group, from 0, in the order of persons."""
        in_order = numpy.arange(len(self.entity_id)) - numpy.repeat(self.offsets[:-1], self.sizes)
        positions = numpy.empty(len(self.entity_id), dtype=numpy.int32)
        positions[self.order] = in_order
        return _sealed(positions)

    def nth(self, position: int) -> tuple[BoolArray, IntArray]:
        """Which groups have a member at a place (from 0), and these members' positions among the persons."""
        has_one = self.sizes > position
        rows = self.offsets[:-1][has_one] + position
        return has_one, rows if self.is_contiguous else self.order[rows]

    def mask(self, codes: tuple[int, ...]) -> BoolArray:
        """Whether each person has any of the roles (shared and read-only)."""
        if codes not in self._masks:
            self._masks[codes] = _sealed(_any_equal(self.role_codes, codes))
        return self._masks[codes]

    def having(self, codes: tuple[int, ...]) -> Members:
        """The persons who have any of the roles."""
        if codes not in self._having:
            self._having[codes] = self.among(self.mask(codes))
        return self._having[codes]

    def among(self, mask: BoolArray) -> Members:
        """The persons for whom a mask is set."""
        rows = numpy.flatnonzero(mask)
        return Members(_sealed(rows), self._groups[rows], self.count)

    def first_with(self, code: int) -> IntArray:
        """The position of the first person of each group who has a role; -1 where there is none."""
        if code not in self._first:
            members = self.having((code,))
            rows = numpy.flatnonzero(self.mask((code,)))
            first = numpy.full(self.count, -1, dtype=numpy.intp)
            # The last writing stays: backwards, that is the first person.
            first[members.groups[::-1]] = rows[::-1]
            self._first[code] = _sealed(first)
        return self._first[code]


def _any_equal(codes: Array, wanted: Iterable[int]) -> BoolArray:
    mask = numpy.zeros(len(codes), dtype=bool)
    for code in wanted:
        mask |= codes == code
    return mask


def ranks(values: Array, groups: IntArray) -> NDArray[numpy.int64]:
    """The rank of each value within its group, from 0 for the smallest; equal values by position.

    Args:
        values: finite numbers.
        groups: the group of each, rising.
    """
    largest = int(numpy.bincount(groups).max()) if len(groups) else 0
    return _ranks_by_pairs(values, groups, largest) if largest <= _FEW else _ranks_by_sorting(values, groups)


#: Up to so many members of a group, comparing all pairs is faster than sorting.
_FEW = 32


def _ranks_by_pairs(values: Array, groups: Array, largest: int) -> NDArray[numpy.int64]:
    """Each pair of a group once: the neighbours at every distance."""
    result = numpy.zeros(len(values), dtype=numpy.int8)
    for distance in range(1, largest):
        are_together = groups[distance:] == groups[:-distance]
        is_later_smaller = values[distance:] < values[:-distance]
        is_later_smaller &= are_together
        result[:-distance] += is_later_smaller.view(numpy.int8)
        result[distance:] += (are_together ^ is_later_smaller).view(numpy.int8)
    return result.astype(numpy.int64)


def _ranks_by_sorting(values: Array, groups: Array) -> NDArray[numpy.int64]:
    order = numpy.lexsort((values, groups))
    sizes = numpy.bincount(groups)
    result = numpy.empty(len(values), dtype=numpy.int64)
    result[order] = numpy.arange(len(values)) - numpy.repeat(numpy.cumsum(sizes) - sizes, sizes)
    return result
