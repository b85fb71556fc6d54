"""The population in memory: counts, cuts and protection."""

import numpy
import pytest

from openfisca_jordan_sp.populations.schema import TABLES, columns_among
from openfisca_jordan_sp.populations.store import validate_population


def test_counts(population):
    assert population.household_count == 4_000
    assert population.family_count == len(population.families["household_id"])
    assert population.person_count == len(population.persons["sex"])


def test_dtypes_are_the_schemas(population):
    for table in TABLES:
        columns = columns_among(table, population.table(table))
        assert list(population.table(table)) == [column.name for column in columns]
        for column in columns:
            assert population.table(table)[column.name].dtype == column.dtype


def test_arrays_are_read_only(population):
    for table in TABLES:
        for values in population.table(table).values():
            with pytest.raises(ValueError, match="read-only"):
                values[0] = values[0]


def test_unknown_table(population):
    with pytest.raises(KeyError):
        population.table("manifest")


def test_a_cut_is_a_population(population):
    part = population.slice(100, 350)
    assert part.household_count == 250
    validate_population(part)
    sizes = numpy.bincount(population.persons["household_id"])
    assert numpy.array_equal(numpy.bincount(part.persons["household_id"]), sizes[100:350])


def test_a_cut_past_the_end_stops_there(population):
    assert population.slice(3_990, 5_000).household_count == 10


@pytest.mark.parametrize(("households", "sizes"), [(1_500, [1_500, 1_500, 1_000]), (4_000, [4_000]), (50_000, [4_000])])
def test_chunks_are_cuts_of_so_many_households_and_together_the_whole(population, households, sizes):
    parts = population.chunks(households)
    assert [part.household_count for part in parts] == sizes
    joined = numpy.concatenate([part.persons["wage"] for part in parts])
    assert numpy.array_equal(joined, population.persons["wage"])
    for part in parts:
        validate_population(part)


def test_weights_of_members_are_the_households(population):
    weight = population.households["household_weight"]
    assert numpy.array_equal(population.family_weight, weight[population.families["household_id"]])
    assert numpy.array_equal(population.person_weight, weight[population.persons["household_id"]])
