"""A part of the population while it is made: tables that are still filled, and how they hang together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.population import ages_at
from openfisca_jordan_sp.populations.schema import GOVERNORATES, code
from openfisca_jordan_sp.populations.synthesise.align import Alignment
from openfisca_jordan_sp.populations.synthesise.plan import Part
from openfisca_jordan_sp.populations.synthesise.pool import Pool
from openfisca_jordan_sp.populations.synthesise.streams import Draws
from openfisca_jordan_sp.populations.targets import Targets

Array = NDArray[Any]
FloatArray = NDArray[numpy.float64]
IntArray = NDArray[numpy.int64]
Mask = NDArray[numpy.bool_]
Columns = dict[str, Array]

DAYS_A_YEAR = 365.25


@dataclass
class Frame:
    """Households copied from the pool, with columns added stage by stage.

    Attributes:
        targets: what to meet.
        seed: seed of every stage.
        number: number of the part in its governorate.
        align: what is solved on the alignment sample.
        households: columns so far, one row a household; likewise `families`, `persons`.
        age: completed years of each person at the base date.
        welfare: the latent welfare factor of each household, standard normal.
    """

    targets: Targets
    seed: int
    number: int
    align: Alignment
    households: Columns
    families: Columns
    persons: Columns
    age: FloatArray
    welfare: FloatArray = field(default_factory=lambda: numpy.empty(0))
    _weights: dict[str, FloatArray] = field(default_factory=dict)

    @cached_property
    def draws(self) -> Draws:
        """Random numbers for the rows of each table."""
        edges = numpy.searchsorted(self.households["governorate"], numpy.arange(len(GOVERNORATES) + 1))
        rows = {}
        for table in ("households", "families", "persons"):
            bounds = numpy.searchsorted(getattr(self, table)["household_id"], edges)
            places = enumerate(pairwise(bounds))
            rows[table] = {g: slice(int(low), int(high)) for g, (low, high) in places if high > low}
        return Draws(self.seed, self.number, rows)

    def correlated(self, stage: str, table: str, attribute: str | None = None) -> FloatArray:
        """Standard normal draws, correlated with welfare as `welfare.correlation` says of `attribute`."""
        correlation = self.targets["welfare.correlation"][attribute or stage]
        welfare = self.welfare[getattr(self, table)["household_id"]]
        return self.draws.correlated(stage, table, welfare, correlation)

    def weight(self, table: str) -> FloatArray:
        """Weight of the household of each row."""
        if table not in self._weights:
            rows = getattr(self, table)["household_id"]
            self._weights[table] = numpy.asarray(self.households["household_weight"][rows])
        return self._weights[table]

    def select(self, name: str, score: FloatArray, table: str, target: float, among: Mask | None = None) -> Mask:
        """Rows of a table with the highest scores, a share of the weight of `among`: see `Alignment.select`."""
        return self.align.select(name, score, self.weight(table), target, among)

    def scaled(self, name: str, values: FloatArray, table: str, rows: Array, mean: float) -> FloatArray:
        """Values of some rows of a table times one factor, so that their weighted mean is `mean`."""
        return self.align.scaled(name, values, self.weight(table)[rows], mean)

    @cached_property
    def family_size(self) -> IntArray:
        """Members of each family."""
        return numpy.bincount(self.persons["family_id"])

    @cached_property
    def household_size(self) -> IntArray:
        """Members of each household."""
        return numpy.bincount(self.persons["household_id"])

    @cached_property
    def head(self) -> IntArray:
        """Row of the head of each family."""
        return numpy.flatnonzero(self.persons["family_role"] == code("family_role", "head"))

    @cached_property
    def reference(self) -> IntArray:
        """Row of the reference person of each household."""
        return numpy.flatnonzero(self.persons["household_role"] == code("household_role", "reference_person"))

    @cached_property
    def main_family(self) -> IntArray:
        """The largest family of each household (the first of several): it owns what the household has."""
        household = self.families["household_id"]
        order = numpy.lexsort((self.families["family_id"], -self.family_size, household))
        starts = numpy.searchsorted(household[order], numpy.arange(len(self.households["household_id"])))
        return numpy.asarray(order[starts])

    def family_sum(self, values: Array) -> FloatArray:
        """A value of persons summed over each family."""
        sums = numpy.bincount(self.persons["family_id"], values, minlength=len(self.family_size))
        return sums.astype(numpy.float64)

    def family_any(self, condition: Mask) -> Mask:
        """Whether a condition holds for anyone in each family."""
        return self.family_sum(condition.astype(numpy.float64)) > 0

    def household_any(self, condition: Mask) -> Mask:
        """Whether a condition holds for anyone in each household."""
        counts = numpy.bincount(self.persons["household_id"], condition, minlength=len(self.household_size))
        return counts > 0

    def is_(self, column: str, *members: str) -> Mask:
        """Whether each person's enum is one of `members`."""
        is_member = numpy.zeros(256, dtype=bool)
        is_member[[code(column, member) for member in members]] = True
        return numpy.asarray(is_member[self.persons[column]])


def make_frame(pool: Pool, parts: Sequence[Part], number: int, seed: int, targets: Targets, align: Alignment) -> Frame:
    """The households of those parts (in the order of their governorates), copied from their templates."""
    template = numpy.concatenate([part.template for part in parts])
    counts = pool.size[template]
    household = numpy.repeat(numpy.arange(len(template)), counts)
    start = numpy.cumsum(counts) - counts
    person_rows = numpy.arange(len(household)) - start[household] + pool.first_person[template][household]
    persons = {name: values[person_rows] for name, values in pool.persons.items()}
    persons["nationality"] = pool.nationality[template][household]
    governorate = [numpy.full(len(part.template), part.governorate, dtype=numpy.uint8) for part in parts]
    table = {
        "household_id": numpy.arange(len(template)),
        "household_weight": numpy.concatenate([part.weight for part in parts]),
        "governorate": numpy.concatenate(governorate),
        "is_urban": numpy.concatenate([part.is_urban for part in parts]),
    }
    families, persons, age = _numbered(persons, household)
    frame = Frame(targets, seed, number, align, table, families, persons, age)
    _birth_dates(frame)
    return frame


def _numbered(persons: Columns, household: IntArray) -> tuple[Columns, Columns, FloatArray]:
    """Families, persons with their ids and roles, and exact ages."""
    place, age = persons.pop("family"), persons.pop("age")
    opens = (numpy.diff(household, prepend=-1) != 0) | (numpy.diff(place, prepend=-1) != 0)
    family = numpy.cumsum(opens) - 1
    leads = persons["relationship_to_reference_person"] == code("relationship_to_reference_person", "reference_person")
    roles = [code("household_role", name) for name in ("reference_person", "member")]
    members = {
        "person_id": numpy.arange(len(household)),
        "family_id": family,
        "household_id": household,
        "household_role": numpy.where(leads, *roles),
    }
    families = {"family_id": numpy.arange(int(family[-1]) + 1), "household_id": household[opens]}
    return families, {**members, **persons}, age


def _birth_dates(frame: Frame) -> None:
    """Copies of a template have its completed ages and birthdays of their own.

    A household is moved in time as one, as far as nobody reaches another birthday,
    so that mothers, spouses and siblings stay as far apart as they were drawn.
    """
    household = frame.persons["household_id"]
    starts = numpy.flatnonzero(numpy.diff(household, prepend=-1))
    fraction = frame.age - numpy.floor(frame.age)
    earliest = -numpy.minimum.reduceat(fraction, starts)
    latest = 1 - numpy.maximum.reduceat(fraction, starts)
    shift = earliest + (latest - earliest) * frame.draws.uniform("birthday", "households")
    exact = frame.age + shift[household]
    # One day more, so that who is 18.0 has had the eighteenth birthday whatever the leap years.
    days = (numpy.floor(exact * DAYS_A_YEAR) + 1).astype("timedelta64[D]")
    birth_date = frame.targets.day - days
    frame.persons["birth_date"] = birth_date
    frame.age = ages_at(birth_date, frame.targets.base_date).astype(numpy.float64)
