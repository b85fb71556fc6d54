"""The arrays of a population as the restated rules read them, once for any number of policies."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy
from openfisca_core.indexed_enums import Enum

from openfisca_jordan_sp.system import law_in_force
from tests.benchmarks.restated.codes import HEAD
from tests.benchmarks.restated.columns import RARE, READ

UNKNOWN_DAY = int(numpy.datetime64("0001-01-01", "D").astype(numpy.int64))
#: A day after all others: who has no known birth date is of no age yet, as who is not born.
NEVER = numpy.iinfo(numpy.int64).max
_DATES = {"birth_date", "ssc_first_registration_date", "reaya_child_birth_date"}
#: The dtype of a column by the type of its variable.
DTYPES = {bool: numpy.bool_, int: numpy.int32, float: numpy.float64, Enum: numpy.uint8, date: "datetime64[D]"}


@dataclass(frozen=True)
class Inputs:
    """Columns by name, dates in days since 1970 (`NEVER` if unknown), and where each family begins.

    Attributes:
        persons: one value a person, ordered by family with the head first.
        families: one value a family.
        households: one value a household.
        head: the row of each family's head, who is its first member.
        size: members of each family.
        weight: families of the Kingdom that each family stands for.
        rare: the columns of persons and of families that no population has, as records.
        buffers: two arrays of persons to work in: fresh memory costs more than the sums in it.
    """

    persons: dict[str, Any]
    families: dict[str, Any]
    households: dict[str, Any]
    head: Any
    size: Any
    weight: Any
    rare: dict[str, Any]
    buffers: tuple[Any, Any]


def inputs_of(population):
    """The arrays of a population; what it has no column for is the law's default.

    Raises:
        ValueError: there are insured events, but no wage to replace.
    """
    events = ("has_given_birth", "was_last_job_privately_insured")
    if "ssc_last_contributory_wage" not in population.persons and any(name in population.persons for name in events):
        raise ValueError("Benefits of social security need ssc_last_contributory_wage.")
    persons = _table(population, "persons", population.person_count)
    head = numpy.flatnonzero(persons["family_role"] == HEAD)
    families = _table(population, "families", population.family_count)
    return Inputs(
        persons=persons,
        families=families,
        households=_table(population, "households", population.household_count),
        head=head,
        size=numpy.diff(head, append=population.person_count),
        weight=population.family_weight,
        rare={
            "persons": _records(population, "persons", persons),
            "families": _records(population, "families", families),
        },
        buffers=(numpy.empty(population.person_count), numpy.empty(population.person_count)),
    )


def _table(population, name, count):
    """The columns of a table, with the defaults of those that are read and that it has not."""
    columns = dict(population.table(name))
    for column in READ[name]:
        if column not in columns:
            variable = law_in_force().variables[column]
            columns[column] = numpy.asarray(variable.default_array(count)).astype(DTYPES[variable.value_type])
        if column in _DATES:
            days = columns[column].astype("datetime64[D]", copy=False).view(numpy.int64)
            columns[column] = numpy.where(days == UNKNOWN_DAY, NEVER, days)
    for values in columns.values():
        values.flags.writeable = False  # as those of a population: numba compiles one way only
    return columns


def _records(population, table, columns):
    """The columns that no population has, as records: one for all rows, unless some are given."""
    names = RARE[table]
    dtype = numpy.dtype([(name, columns[name].dtype) for name in names], align=True)
    is_given = any(name in population.table(table) for name in names)
    count = len(columns[names[0]])
    # Every other record: numba compiles another way for arrays without room between.
    records = numpy.zeros(2 * count if is_given else min(count, 1), dtype)[::2]
    for name in names:
        records[name] = columns[name][: len(records)]
    return numpy.broadcast_to(records, count)
