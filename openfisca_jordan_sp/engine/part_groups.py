"""The groups that summaries tell apart: of households, and of persons by age."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy
from openfisca_core.periods import Period

from openfisca_jordan_sp.engine.exact import FloatArray, IntArray, exact_sum, exact_sums
from openfisca_jordan_sp.populations.groups import group_bounds
from openfisca_jordan_sp.populations.population import Population, ages_at
from openfisca_jordan_sp.populations.schema import (
    DISABILITY_SEVERITIES,
    GOVERNORATES,
    HOUSEHOLD_ROLES,
    NATIONALITIES,
    SEXES,
)

#: The kinds of groups of households and their groups, in the order of their codes.
HOUSEHOLD_KINDS: dict[str, tuple[str, ...]] = {
    "governorate": tuple(GOVERNORATES),
    "sex_of_head": tuple(SEXES),
    "nationality_of_head": tuple(NATIONALITIES),
    "disability_in_household": ("without", "with"),
}
#: The age groups of persons: a child is below 18, an elderly person 60 or more.
AGES = ("0-5", "6-17", "18-59", "60+")

#: All groups with their kind, in the order of a summary's rows.
GROUPS: tuple[tuple[str, str], ...] = (
    ("all", "all"),
    *((kind, name) for kind, names in HOUSEHOLD_KINDS.items() for name in names),
    *(("age", band) for band in AGES),
)
_SIZES = tuple(len(names) for names in HOUSEHOLD_KINDS.values())
_CELLS = int(numpy.prod(_SIZES))


@cache
def _members() -> IntArray:
    """For each group of households the cells (one group of each kind) that make it up: 1 or 0."""
    codes = numpy.unravel_index(numpy.arange(_CELLS), _SIZES)
    rows = [numpy.ones(_CELLS, dtype=numpy.int64)]
    for of_kind, size in zip(codes, _SIZES, strict=True):
        rows += [(of_kind == code).astype(numpy.int64) for code in range(size)]
    return numpy.array(rows)


@dataclass(frozen=True)
class Layout:
    """Owners (families or households) by group.

    Attributes:
        cell: of the household of each owner: its group of every kind.
        by_age: persons of each age group of each owner, `(owners, ages)`.
    """

    cell: IntArray
    by_age: FloatArray

    def taken(self, rows: IntArray) -> Layout:
        """The same of some owners."""
        return Layout(self.cell[rows], self.by_age[rows])

    def sums(self, values: FloatArray, of_age: FloatArray, digits: int) -> IntArray:
        """Exact sums of values for every group, in units of 2^-`digits`.

        Args:
            values: of each owner.
            of_age: what of a value goes to each age group, `(owners, ages)`.
            digits: see `exact`.
        """
        of_households = _members() @ exact_sums(self.cell, values, digits, _CELLS)
        ages = [exact_sum(values * of_age[:, age], digits) for age in range(len(AGES))]
        return numpy.array([*of_households, *ages], dtype=numpy.int64)


def layouts(part: Population, month: Period) -> tuple[Layout, Layout]:
    """The groups of the families and of the households of a part; ages are those at the start of a month."""
    persons = part.persons
    cell = _cells(part)
    starts = [group_bounds(band)[0] for band in AGES]
    ages = numpy.clip(
        numpy.searchsorted(starts, ages_at(persons["birth_date"], str(month.start)), "right") - 1, 0, None
    )
    of_family = Layout(cell[part.families["household_id"]], _by_age(persons["family_id"], ages, part.family_count))
    return of_family, Layout(cell, _by_age(persons["household_id"], ages, part.household_count))


def _by_age(owner: IntArray, ages: IntArray, count: int) -> FloatArray:
    entries = owner.astype(numpy.int64) * len(AGES) + ages
    numbers = numpy.bincount(entries, minlength=count * len(AGES))
    return numbers.reshape(count, len(AGES)).astype(numpy.float64)


def _cells(part: Population) -> IntArray:
    persons, count = part.persons, part.household_count
    reference = persons["household_role"] == HOUSEHOLD_ROLES.index("reference_person")
    home = persons["household_id"][reference]
    sex, nationality = (numpy.zeros(count, dtype=numpy.int64) for _ in range(2))
    sex[home], nationality[home] = persons["sex"][reference], persons["nationality"][reference]
    is_disabled = persons["disability_severity"] != DISABILITY_SEVERITIES.index("none")
    disabled = numpy.bincount(persons["household_id"], is_disabled, minlength=count) > 0
    codes = (part.households["governorate"].astype(numpy.int64), sex, nationality, disabled.astype(numpy.int64))
    return numpy.ravel_multi_index(codes, _SIZES).astype(numpy.int64)
