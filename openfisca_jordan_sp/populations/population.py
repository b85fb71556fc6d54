"""A population in memory: three tables of arrays, and the cuts that computing needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.periods import instant

from openfisca_jordan_sp.formulas import completed_years
from openfisca_jordan_sp.populations.columns import Columns, Table, read_only, rows_of_groups
from openfisca_jordan_sp.populations.schema import GOVERNORATES, IDENTIFIERS, PARTITION_COLUMN

IntArray = NDArray[numpy.int64]

#: Few enough that the arrays of one cut stay in cache, many enough that calling a rule costs nothing beside them.
CHUNK_HOUSEHOLDS = 50_000


def ages_at(birth_date: NDArray[Any], day: str) -> NDArray[numpy.int64]:
    """Completed years of each person on a day such as `2025-12-31`."""
    return completed_years(birth_date, instant(day)).astype(numpy.int64)


@dataclass(frozen=True, eq=False)
class Population:
    """Households, families and persons, each table a mapping from column to array.

    Rows are ordered: households by governorate, families by household, persons by
    household and family with the head first. Identifiers count from 0. Enums are
    codes (`schema.column_named(...).members` has their names), dates are days.
    Arrays cannot be written to.

    Attributes:
        households: one row a household.
        families: one row a civil-registry family.
        persons: one row a person.
        manifest: what the population is, where it comes from, and its caveats.
    """

    households: Table
    families: Table
    persons: Table
    manifest: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in IDENTIFIERS:
            table = getattr(self, name)
            if not isinstance(table, Columns):
                table = {column: read_only(values) for column, values in table.items()}
            object.__setattr__(self, name, table)

    def table(self, name: str) -> Table:
        """The table `households`, `families` or `persons`."""
        if name not in IDENTIFIERS:
            raise KeyError(name)
        table: Table = getattr(self, name)
        return table

    @property
    def household_count(self) -> int:
        """Rows of `households`."""
        return len(self.households["household_id"])

    @property
    def family_count(self) -> int:
        """Rows of `families`."""
        return len(self.families["family_id"])

    @property
    def person_count(self) -> int:
        """Rows of `persons`."""
        return len(self.persons["person_id"])

    @cached_property
    def family_weight(self) -> NDArray[numpy.float64]:
        """Families of the Kingdom that each stands for: the weight of its household."""
        return self._of_households("families")

    @cached_property
    def person_weight(self) -> NDArray[numpy.float64]:
        """Persons of the Kingdom that each stands for: the weight of the household."""
        return self._of_households("persons")

    def _of_households(self, table: str) -> NDArray[numpy.float64]:
        weight: NDArray[numpy.float64] = self.households["household_weight"][self.table(table)["household_id"]]
        weight.flags.writeable = False
        return weight

    @cached_property
    def household_family_offsets(self) -> IntArray:
        """The first family of each household and, last, the number of families: `household_count + 1` values."""
        return _offsets(self.families["household_id"], self.household_count)

    @cached_property
    def household_person_offsets(self) -> IntArray:
        """The first person of each household and, last, the number of persons: `household_count + 1` values."""
        return _offsets(self.persons["household_id"], self.household_count)

    @cached_property
    def family_person_offsets(self) -> IntArray:
        """The first person of each family and, last, the number of persons: `family_count + 1` values."""
        return _offsets(self.persons["family_id"], self.family_count)

    @cached_property
    def governorate_slices(self) -> dict[str, slice]:
        """The households of each governorate that has any, as a range of rows."""
        codes = self.households[PARTITION_COLUMN]
        numbers = numpy.arange(len(GOVERNORATES))
        starts = numpy.searchsorted(codes, numbers)
        stops = numpy.searchsorted(codes, numbers, side="right")
        return {
            name: slice(int(start), int(stop))
            for name, start, stop in zip(GOVERNORATES, starts, stops, strict=True)
            if stop > start
        }

    def chunks(self, households: int = CHUNK_HOUSEHOLDS) -> list[Population]:
        """Cuts of at most so many households each, in the order of the whole: what computing takes at a time."""
        return [self.slice(start, start + households) for start in range(0, self.household_count, households)]

    def slice(self, start: int, stop: int) -> Population:
        """The households of rows `start` to `stop` (excluded) with their families and persons.

        Identifiers count from 0 again, so that a cut is a population like any other. Its columns are
        views, and no column is touched before it is asked for (but the households of members, here and there).
        """
        bounds = {"households": (start, min(stop, self.household_count))}
        for table in ("families", "persons"):
            rows = numpy.searchsorted(self.table(table)["household_id"], (start, stop))
            bounds[table] = (int(rows[0]), int(rows[1]))
        first = {IDENTIFIERS[table]: low for table, (low, _) in bounds.items()}
        cut = {table: _range_of(self.table(table), low, high, first) for table, (low, high) in bounds.items()}
        return Population(**cut, manifest=self.manifest)

    def take(self, households: NDArray[Any]) -> Population:
        """Some households with their families and persons, numbered from 0.

        A column is gathered when it is asked for, and not before.

        Args:
            households: their rows, integers that rise.

        Raises:
            ValueError: rows that are not there, not integers, or not rising.
        """
        rows = _checked_rows(households, self.household_count)
        if len(rows) and rows[-1] - rows[0] + 1 == len(rows):
            return self.slice(int(rows[0]), int(rows[-1]) + 1)
        taken = _Taken(self, rows)
        tables = {table: Columns(self.table(table), partial(taken.column, table)) for table in IDENTIFIERS}
        return Population(**tables, manifest=self.manifest)

    def let_go(self) -> None:
        """Give back the memory of what was touched of a mapped population or of a cut of it.

        Arrays stay as they are, also those in use elsewhere: they are read again when they are touched. Nothing
        happens to arrays that no file holds, nor on systems that cannot do it.
        """
        for name in IDENTIFIERS:
            table = self.table(name)
            if isinstance(table, Columns):
                table.let_go()


def _range_of(table: Table, low: int, high: int, first: Mapping[str, int]) -> Columns:
    """Rows of a table from `low` to `high` (excluded), identifiers counted from the first of each table."""

    def cut(name: str, values: NDArray[Any]) -> NDArray[Any]:
        rows = values[low:high]
        return rows - first[name] if name in first else rows

    return Columns(table, cut, (low, high))


def _checked_rows(households: NDArray[Any], count: int) -> IntArray:
    rows = numpy.asarray(households)
    if rows.ndim != 1 or not (numpy.issubdtype(rows.dtype, numpy.integer) or not rows.size):
        raise ValueError(f"Households are given as one row of integers, not {rows.dtype} of shape {rows.shape}.")
    if rows.size and (rows[0] < 0 or rows[-1] >= count or (rows[1:] <= rows[:-1]).any()):
        raise ValueError(f"Households must rise and lie between 0 and {count - 1}.")
    return rows.astype(numpy.int64, copy=False)


class _Taken:
    """Some households of a population: which rows of each table are theirs, and their new numbers."""

    def __init__(self, population: Population, households: IntArray) -> None:
        self.whole = population
        self.households = households

    @cached_property
    def families(self) -> IntArray:
        return rows_of_groups(self.whole.household_family_offsets, self.households)

    @cached_property
    def persons(self) -> IntArray:
        return rows_of_groups(self.whole.household_person_offsets, self.households)

    def column(self, table: str, name: str, values: NDArray[Any]) -> NDArray[Any]:
        """The rows of one column, identifiers counted from 0 again."""
        rows: IntArray = getattr(self, table)
        if name == IDENTIFIERS[table]:
            return numpy.arange(len(rows))
        if name == "household_id":
            offsets = getattr(self.whole, _OF_HOUSEHOLDS[table])
            return _numbered(offsets, self.households)
        if name == "family_id":
            return _numbered(self.whole.family_person_offsets, self.families)
        gathered: NDArray[Any] = values.take(rows)
        return gathered


#: The property of `Population` with the offsets of a table in its households.
_OF_HOUSEHOLDS = {"families": "household_family_offsets", "persons": "household_person_offsets"}


def _numbered(offsets: IntArray, groups: IntArray) -> IntArray:
    """For each member of some groups the place of its group among them."""
    return numpy.repeat(numpy.arange(len(groups)), offsets[groups + 1] - offsets[groups])


def _offsets(groups: NDArray[Any], count: int) -> IntArray:
    """First member of each group and, behind the last one, the number of members."""
    offsets = numpy.zeros(count + 1, dtype=numpy.int64)
    numpy.cumsum(numpy.bincount(groups, minlength=count), out=offsets[1:])
    offsets.flags.writeable = False
    return offsets


def joined(parts: Sequence[Population]) -> Population:
    """Parts in the order of the population as one, numbered through."""
    first = dict.fromkeys(IDENTIFIERS.values(), 0)
    tables: dict[str, dict[str, list[NDArray[Any]]]] = {table: {} for table in IDENTIFIERS}
    for part in parts:
        for table in IDENTIFIERS:
            for name, values in part.table(table).items():
                moved = values + first[name] if name in first else values
                tables[table].setdefault(name, []).append(moved)
        for table, name in IDENTIFIERS.items():
            first[name] += len(part.table(table)[name])
    whole = {
        table: {name: numpy.concatenate(each) for name, each in columns.items()} for table, columns in tables.items()
    }
    return Population(**whole, manifest=parts[0].manifest)
