"""A part of a population as a measure sees it: rows of three tables, weighted, and what is known of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.columns import Table
from openfisca_jordan_sp.populations.groups import group_bounds
from openfisca_jordan_sp.populations.population import Population, ages_at
from openfisca_jordan_sp.populations.quality.tally import Tally, tally
from openfisca_jordan_sp.populations.schema import code

Array = NDArray[Any]
FloatArray = NDArray[numpy.float64]
IntArray = NDArray[numpy.int64]
Mask = NDArray[numpy.bool_]

ADULT_AGE = 15
CHILD_BELOW = 18
MONTHS = 12


@dataclass(frozen=True)
class Measured:
    """One number that a target wants, and its sums in a part of a population.

    Attributes:
        part: which part of the target it is; empty where the target is one number.
        wanted: in the target's unit.
        tally: the sums.
        is_fitted: whether the number is what the role of the target says; else it is only compared.
    """

    part: str
    wanted: float
    tally: Tally
    is_fitted: bool = True


class Rows:
    """The rows of one table with their weights.

    Args:
        table: the columns.
        weight: of each row: that of its household.
        household: the position of each row's household, ascending.
        household_weight: of each household.
    """

    def __init__(self, table: Table, weight: FloatArray, household: IntArray, household_weight: FloatArray) -> None:
        self._table = table
        self.weight = weight
        self.household = household
        self._household_weight = household_weight
        self._first = numpy.searchsorted(household, numpy.arange(len(household_weight)))
        self._last = numpy.append(self._first[1:], len(household)) - 1
        self._latest: tuple[Mask, FloatArray] | None = None

    def __getitem__(self, column: str) -> Array:
        return self._table[column]

    def __contains__(self, column: str) -> bool:
        return column in self._table

    def __len__(self) -> int:
        return len(self.weight)

    @cached_property
    def all(self) -> Mask:
        """Every row."""
        return numpy.ones(len(self.weight), dtype=bool)

    def is_(self, column: str, *members: str) -> Mask:
        """The rows with one of some members of an enum."""
        values, chosen = self._table[column], numpy.zeros(len(self), dtype=bool)
        for member in members:
            chosen |= values == code(column, member)
        return chosen

    def by_household(self, values: Array) -> FloatArray:
        """The sum of values over the rows of each household."""
        if values.dtype == numpy.bool_:
            # Counting through and taking differences is several times faster, and of whole numbers exact.
            counted = numpy.cumsum(values, dtype=numpy.int32)[self._last]
            return numpy.asarray(numpy.diff(counted, prepend=0), dtype=numpy.float64)
        return numpy.asarray(numpy.add.reduceat(values, self._first, dtype=numpy.float64))

    def any_in_household(self, rows: Mask) -> Mask:
        """Whether each household has one of the rows."""
        return self.by_household(rows) > 0

    def share(self, wanted: float, members: Mask, among: Mask | None = None, part: str = "") -> Measured:
        """A share of the rows (of those `among`)."""
        return self.mean(wanted, members, among, part)

    def mean(self, wanted: float, values: Array, among: Mask | None = None, part: str = "") -> Measured:
        """A mean over the rows (over those `among`)."""
        group = self.all if among is None else among
        inside = values & group if values.dtype == numpy.bool_ else values * group
        sums = tally(
            self.by_household(inside) * self._household_weight,
            self._group(group) * self._household_weight,
            int(numpy.count_nonzero(inside)),
            int(numpy.count_nonzero(group)),
        )
        return Measured(part, wanted, sums)

    def total(self, wanted: float, values: Array, part: str = "") -> Measured:
        """A sum over the rows: persons of the Kingdom, dinars, heads."""
        sums = self.by_household(values) * self._household_weight
        counted = int(numpy.count_nonzero(values))
        return Measured(part, wanted, tally(sums, self._household_weight, counted, len(self), is_total=True))

    def _group(self, group: Mask) -> FloatArray:
        """The rows of a group in each household; measures ask for the same group several times in a row."""
        if self._latest is None or self._latest[0] is not group:
            self._latest = (group, self.by_household(group))
        return self._latest[1]


class View:
    """One part of a population, with what several measures ask for."""

    def __init__(self, population: Population) -> None:
        weight = population.households["household_weight"]
        self.population = population
        self._ages: dict[str, Mask] = {}
        self.households = Rows(population.households, weight, numpy.arange(len(weight)), weight)
        self.families = Rows(population.families, population.family_weight, population.families["household_id"], weight)
        self.persons = Rows(population.persons, population.person_weight, population.persons["household_id"], weight)

    @cached_property
    def age(self) -> IntArray:
        """Completed years of each person at the base date."""
        return ages_at(self.persons["birth_date"], self.population.manifest["base_date"])

    @cached_property
    def size(self) -> IntArray:
        """Persons of each household."""
        return numpy.bincount(self.persons.household, minlength=len(self.households))

    @cached_property
    def reference(self) -> IntArray:
        """The position of each household's reference person."""
        return numpy.flatnonzero(self.persons.is_("household_role", "reference_person"))

    @cached_property
    def head(self) -> IntArray:
        """The position of each family's head."""
        return numpy.flatnonzero(self.persons.is_("family_role", "head"))

    @cached_property
    def family_size(self) -> IntArray:
        """Persons of each family."""
        return numpy.bincount(self.persons["family_id"], minlength=len(self.families))

    @cached_property
    def jordanian(self) -> Mask:
        """Citizens."""
        return self.persons.is_("nationality", "jordanian")

    @cached_property
    def adult(self) -> Mask:
        """Persons of working age."""
        return self.age >= ADULT_AGE

    @cached_property
    def child(self) -> Mask:
        """Persons under 18."""
        return self.age < CHILD_BELOW

    @cached_property
    def active(self) -> Mask:
        """The labour force."""
        return ~self.persons.is_("employment_status", "inactive")

    @cached_property
    def employed(self) -> Mask:
        """Those at work."""
        return self.active & ~self.persons.is_("employment_status", "unemployed")

    @cached_property
    def per_head(self) -> FloatArray:
        """Consumption before benefits, JOD a person and month, of each household."""
        return numpy.asarray(self.households["consumption_before_benefits"] / self.size, dtype=numpy.float64)

    def ages(self, group: str) -> Mask:
        """Persons of an age group such as `15-24` or `65+`."""
        if group not in self._ages:
            low, high = group_bounds(group)
            self._ages[group] = numpy.asarray((self.age >= low) & (self.age < high))
        return self._ages[group]
