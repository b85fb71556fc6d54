"""Cuts of a population: ranges and choices of households, cut column by column when they are asked for."""

import pickle

import numpy
import pytest

from openfisca_jordan_sp.populations.columns import Columns, rows_of_groups
from openfisca_jordan_sp.populations.population import Population, joined
from openfisca_jordan_sp.populations.schema import IDENTIFIERS, TABLES
from openfisca_jordan_sp.populations.store import validate_population


def assert_equal(found, expected):
    for table in TABLES:
        assert list(found.table(table)) == list(expected[table])
        for name, values in expected[table].items():
            other = found.table(table)[name]
            assert other.dtype == values.dtype, name
            assert numpy.array_equal(other, values, equal_nan=values.dtype == float), name


def by_mask(population, households):
    """The tables of some households, by masks over all rows."""
    keep = numpy.isin(population.households["household_id"], households)
    rows = {"households": keep}
    for table in ("families", "persons"):
        rows[table] = keep[population.table(table)["household_id"]]
    numbers = {IDENTIFIERS[table]: numpy.cumsum(kept) - 1 for table, kept in rows.items()}
    return {
        table: {
            name: numbers[name][values[rows[table]]] if name in numbers else values[rows[table]]
            for name, values in population.table(table).items()
        }
        for table in TABLES
    }


def chosen(count, share, seed):
    return numpy.flatnonzero(numpy.random.default_rng(seed).random(count) < share)


class TestTake:
    @pytest.mark.parametrize("share", [0.001, 0.01, 0.1, 0.3, 0.9, 1.0])
    @pytest.mark.parametrize("seed", [1, 2])
    def test_is_what_masks_give(self, population, share, seed):
        rows = chosen(population.household_count, share, seed)
        taken = population.take(rows)
        assert_equal(taken, by_mask(population, rows))
        validate_population(taken)

    def test_of_a_cut_of_a_choice_is_what_masks_give(self, population):
        part = population.slice(500, 3_000)
        rows = chosen(2_500, 0.4, 3)
        again = chosen(len(rows), 0.5, 4)
        assert_equal(part.take(rows).take(again), by_mask(population, 500 + rows[again]))
        assert_equal(part.take(rows).slice(10, 50), by_mask(population, 500 + rows[10:50]))

    @pytest.mark.parametrize("rows", [[0], [3_999], [5, 6, 7], [0, 3_999], []])
    def test_few_households_and_none(self, population, rows):
        taken = population.take(numpy.array(rows, dtype=numpy.int64))
        assert taken.household_count == len(rows)
        assert_equal(taken, by_mask(population, rows))

    def test_gathers_a_column_when_it_is_asked_for(self, population):
        taken = population.take(numpy.array([1, 5, 9]))
        assert taken.persons.made == frozenset()
        assert "wage" in taken.persons
        assert "height" not in taken.persons
        assert taken.persons.made == frozenset()
        assert taken.persons["wage"] is taken.persons["wage"]
        assert taken.persons.made == {"wage"}
        with pytest.raises(KeyError):
            taken.persons["height"]

    def test_takes_integers_of_any_size(self, population):
        assert population.take(numpy.array([1, 200], dtype=numpy.uint8)).household_count == 2

    @pytest.mark.parametrize("rows", [[3, 2], [2, 2], [-1, 0], [0, 4_000], [0.0, 1.0], [[0, 1]], [True, False]])
    def test_refuses_what_are_no_rising_rows(self, population, rows):
        with pytest.raises(ValueError, match="Households"):
            population.take(numpy.array(rows))


class TestLaziness:
    def test_a_slice_cuts_no_column_that_nobody_asks_for(self, population):
        part = population.slice(100, 350)
        assert all(part.table(table).made == frozenset() for table in TABLES)
        assert part.household_count == 250
        assert part.persons["sex"].base is not None
        assert part.persons.made == {"sex"}
        assert part.families.made == frozenset()

    def test_a_slice_is_a_view_of_the_whole(self, population):
        part = population.slice(100, 350)
        assert numpy.shares_memory(part.persons["wage"], population.persons["wage"])

    @pytest.mark.parametrize("cut", [lambda whole: whole.slice(5, 90), lambda whole: whole.take(numpy.array([1, 8]))])
    def test_a_cut_cannot_be_written_to_and_travels_as_plain_arrays(self, population, cut):
        part = cut(population)
        with pytest.raises(ValueError, match="read-only"):
            part.persons["person_id"][0] = 7
        sent = pickle.dumps(part)
        assert len(sent) < len(pickle.dumps(population)) / 10
        found = pickle.loads(sent)
        assert_equal(found, {table: dict(part.table(table)) for table in TABLES})
        assert not isinstance(found.persons, Columns)


class TestOffsets:
    def test_bound_the_members_of_each_group(self, population):
        for offsets, members, groups in (
            (population.household_family_offsets, population.families["household_id"], population.household_count),
            (population.household_person_offsets, population.persons["household_id"], population.household_count),
            (population.family_person_offsets, population.persons["family_id"], population.family_count),
        ):
            assert offsets.dtype == numpy.int64
            assert len(offsets) == groups + 1
            assert numpy.array_equal(numpy.repeat(numpy.arange(groups), numpy.diff(offsets)), members)
            with pytest.raises(ValueError, match="read-only"):
                offsets[0] = 1

    def test_of_a_cut_count_from_0(self, population):
        whole = population.household_person_offsets
        part = population.slice(100, 350)
        assert numpy.array_equal(part.household_person_offsets, whole[100:351] - whole[100])

    def test_rows_of_groups_without_members_are_none(self):
        offsets = numpy.array([0, 0, 3, 3, 4])
        assert rows_of_groups(offsets, numpy.array([0, 1, 2, 3])).tolist() == [0, 1, 2, 3]
        assert rows_of_groups(offsets, numpy.array([0, 2])).tolist() == []


def test_joined_cuts_are_the_whole(population):
    cuts = [population.slice(0, 900), population.take(numpy.arange(900, 902)), population.slice(902, 4_000)]
    assert_equal(joined(cuts), {table: population.table(table) for table in TABLES})


def test_plain_tables_stay_plain(population):
    households = dict(population.households)
    again = Population(households, population.families, population.persons)
    assert isinstance(again.households, dict)
