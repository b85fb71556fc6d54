"""A population in memory: three tables of arrays, and the cuts that computing needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.periods import instant

from openfisca_jordan_sp.formulas import completed_years
from openfisca_jordan_sp.populations.schema import GOVERNORATES, IDENTIFIERS, PARTITION_COLUMN

Table = Mapping[str, NDArray[Any]]

#: Few enough that the arrays of one cut stay in cache, many enough that calling a rule costs nothing beside them.
CHUNK_HOUSEHOLDS = 50_000


def ages_at(birth_date: NDArray[Any], day: str) -> NDArray[numpy.int64]:
    """Completed years of each person on a day such as `2025-12-31`."""
    return completed_years(birth_date, instant(day)).astype(numpy.int64)


def _read_only(table: Table) -> dict[str, NDArray[Any]]:
    """Views that nobody can write through; the caller's own arrays stay as they are."""
    views = {}
    for name, values in table.items():
        view = values.view()
        view.flags.writeable = False
        views[name] = view
    return views


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
            object.__setattr__(self, name, _read_only(getattr(self, name)))

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

        Identifiers count from 0 again, so that a cut is a population like any other.
        """
        bounds = {"households": (start, min(stop, self.household_count))}
        for table in ("families", "persons"):
            rows = numpy.searchsorted(self.table(table)["household_id"], (start, stop))
            bounds[table] = (int(rows[0]), int(rows[1]))
        first = {IDENTIFIERS[table]: low for table, (low, _) in bounds.items()}
        cut = {
            table: {
                name: values[low:high] - first[name] if name in first else values[low:high]
                for name, values in self.table(table).items()
            }
            for table, (low, high) in bounds.items()
        }
        return Population(**cut, manifest=self.manifest)
