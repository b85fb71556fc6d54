"""The population while it is being made: tables that are still filled, and how they hang together."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.population import ages_at
from openfisca_jordan_sp.populations.schema import GOVERNORATES, code
from openfisca_jordan_sp.populations.synthesise.margins import CHILD_BELOW
from openfisca_jordan_sp.populations.synthesise.pool import Pool
from openfisca_jordan_sp.populations.synthesise.streams import Draws, stream
from openfisca_jordan_sp.populations.targets import Targets

Array = NDArray[Any]
FloatArray = NDArray[numpy.float64]
IntArray = NDArray[numpy.int64]
Mask = NDArray[numpy.bool_]
Columns = dict[str, Array]

DAYS_A_YEAR = 365.25


@dataclass
class Frame:
    """Households sampled from the pool, with columns added stage by stage.

    Attributes:
        targets: what to meet.
        seed: seed of every stage.
        households: columns so far, one row a household; likewise `families`, `persons`.
        age: completed years of each person at the base date.
        welfare: the latent welfare factor of each household, standard normal.
    """

    targets: Targets
    seed: int
    households: Columns
    families: Columns
    persons: Columns
    age: FloatArray
    welfare: FloatArray = field(default_factory=lambda: numpy.empty(0))

    @cached_property
    def draws(self) -> Draws:
        """Random numbers for the rows of each table."""
        edges = numpy.searchsorted(self.households["governorate"], numpy.arange(len(GOVERNORATES) + 1))
        rows = {}
        for table in ("households", "families", "persons"):
            bounds = numpy.searchsorted(getattr(self, table)["household_id"], edges)
            rows[table] = {g: slice(int(low), int(high)) for g, (low, high) in enumerate(pairwise(bounds))}
        return Draws(self.seed, rows)

    def correlated(self, stage: str, table: str, attribute: str | None = None) -> FloatArray:
        """Standard normal draws, correlated with welfare as `welfare.correlation` says of `attribute`."""
        correlation = self.targets["welfare.correlation"][attribute or stage]
        welfare = self.welfare[getattr(self, table)["household_id"]]
        return self.draws.correlated(stage, table, welfare, correlation)

    def weight(self, table: str) -> FloatArray:
        """Weight of the household of each row."""
        return numpy.asarray(self.households["household_weight"][getattr(self, table)["household_id"]])

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
        return numpy.isin(self.persons[column], [code(column, member) for member in members])


def sample_frame(pool: Pool, weight: FloatArray, households: int, seed: int, targets: Targets) -> Frame:
    """Draw households of equal weight from the weighted pool.

    Sampling is systematic over the pool in order of governorate, nationality,
    size, head and orphans, so that the first of these keep their shares to about one household.
    """
    rows = _sampled_rows(pool, weight, households, seed)
    counts = numpy.diff(pool.first_person)[rows]
    household = numpy.repeat(numpy.arange(households), counts)
    start = numpy.cumsum(counts) - counts
    person_rows = numpy.arange(len(household)) - start[household] + pool.first_person[rows][household]
    persons = {name: values[person_rows] for name, values in pool.persons.items()}
    persons["nationality"] = pool.nationality[rows][household]
    table = {
        "household_id": numpy.arange(households),
        "household_weight": numpy.full(households, targets["population.households"] / households),
        "governorate": pool.governorate[rows],
    }
    return _frame(table, persons, household, seed, targets)


def _sampled_rows(pool: Pool, weight: FloatArray, households: int, seed: int) -> IntArray:
    orphans = pool.of_households((pool.persons["age"] < CHILD_BELOW) & ~pool.persons["is_father_alive"])
    keys = (pool.of_first("age"), orphans, pool.of_first("sex"), numpy.diff(pool.first_person), pool.nationality)
    order = numpy.lexsort((*keys, pool.governorate))
    reached = numpy.cumsum(weight[order]) * (households / weight.sum())
    offset = stream(seed, "sampling").random()
    # The last sum is `households` but for its last bits: rounding would lose or add one.
    copies = numpy.diff(numpy.floor(numpy.append(reached[:-1], households) + offset), prepend=numpy.floor(offset))
    rows = numpy.repeat(order, copies.astype(numpy.int64))
    shuffled = stream(seed, "order").permutation(rows)
    return numpy.asarray(shuffled[numpy.argsort(pool.governorate[shuffled], kind="stable")])


def _frame(households: Columns, persons: Columns, household: IntArray, seed: int, targets: Targets) -> Frame:
    """Number families and give persons their ids, roles and birth dates."""
    place = persons.pop("family")
    age = persons.pop("age")
    opens = (numpy.diff(household, prepend=-1) != 0) | (numpy.diff(place, prepend=-1) != 0)
    family = numpy.cumsum(opens) - 1
    is_first = numpy.diff(household, prepend=-1) != 0
    # One day more, so that who is 18.0 has had the eighteenth birthday whatever the leap years.
    birth_date = targets.day - (numpy.floor(age * DAYS_A_YEAR) + 1).astype("timedelta64[D]")
    members = {
        "person_id": numpy.arange(len(household)),
        "family_id": family,
        "household_id": household,
        "household_role": numpy.where(
            is_first, code("household_role", "reference_person"), code("household_role", "member")
        ),
        "birth_date": birth_date,
    }
    families = {"family_id": numpy.arange(int(family[-1]) + 1), "household_id": household[opens]}
    completed = ages_at(birth_date, targets.base_date).astype(numpy.float64)
    return Frame(targets, seed, households, families, {**members, **persons}, completed)
