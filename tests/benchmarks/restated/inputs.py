"""The arrays of a population as the restated rules read them, once for any number of policies."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy
from openfisca_core.indexed_enums import Enum

from openfisca_jordan_sp.populations.schema import TABLES, may_lack
from openfisca_jordan_sp.system import law_in_force
from tests.benchmarks.restated.codes import HEAD
from tests.benchmarks.restated.columns import READ

UNKNOWN_DAY = int(numpy.datetime64("0001-01-01", "D").astype(numpy.int64))
#: A day after all others: who has no known birth date is of no age yet, as who is not born.
NEVER = numpy.iinfo(numpy.int64).max
#: Fields of the records that `Inputs` has itself.
OWN = {"head", "size"}
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
        buffers: two arrays of persons to work in: fresh memory costs more than the sums in it.
    """

    persons: dict[str, Any]
    families: dict[str, Any]
    households: dict[str, Any]
    head: Any
    size: Any
    weight: Any
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
    return Inputs(
        persons=persons,
        families=_table(population, "families", population.family_count),
        households=_table(population, "households", population.household_count),
        head=head,
        size=numpy.diff(head, append=population.person_count),
        weight=population.family_weight,
        buffers=(numpy.empty(population.person_count), numpy.empty(population.person_count)),
    )


def _table(population, name, count):
    """The columns of a table, with the defaults of those that are read and that it has not."""
    columns = dict(population.table(name))
    kept, sometimes = {column.name for column in TABLES[name]}, {column.name for column in may_lack(name)}
    for column in (column for column in READ[name] if column not in OWN):
        values = columns[column] if column in columns else _defaults(column, count)
        if column in _DATES:
            values = _days(values)
        if column not in kept:
            values = numpy.ascontiguousarray(values) if column in sometimes else _spread(values)
        columns[column] = values
    for values in columns.values():
        values.flags.writeable = False  # as those of a population: numba compiles one way only
    return columns


def _defaults(name, count):
    """The law's default for everybody, in the memory of one value."""
    variable = law_in_force().variables[name]
    default = numpy.asarray(variable.default_array(1)).astype(DTYPES[variable.value_type])
    return numpy.broadcast_to(default, count)


def _spread(values):
    """With room between the values: numba compiles another way for arrays without, and defaults have none to fill."""
    return numpy.repeat(values, 2)[::2] if values.strides[0] else values


def _days(dates):
    """Days since 1970, and `NEVER` for an unknown date."""
    if not dates.strides[0]:
        return numpy.broadcast_to(_days(dates[:1].copy()), len(dates))
    days = dates.astype("datetime64[D]", copy=False).view(numpy.int64)
    return numpy.where(days == UNKNOWN_DAY, NEVER, days)
