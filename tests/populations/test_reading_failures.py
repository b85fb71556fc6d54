"""Files that are whole and hold what cannot be: what is said, and where."""

import datetime

import numpy
import pyarrow
import pytest

from openfisca_jordan_sp.populations.store import read_population
from tests.populations.failures import FAMILIES, HOUSEHOLDS, PERSONS, failure, put


def test_missing_column(folder, change):
    change(PERSONS, "wage", None)
    error = failure(folder)
    assert error.path == f"{PERSONS}: wage"
    assert "missing" in str(error)


@pytest.mark.parametrize(
    ("path", "column", "values", "expected"),
    [
        (PERSONS, "wage", "much", "not a number"),
        (PERSONS, "family_id", 1.5, "not an integer"),
        (PERSONS, "is_enrolled", 1, "not true or false"),
        (PERSONS, "sex", 1, "not a text"),
        (PERSONS, "birth_date", "2000-01-01", "not a date"),
    ],
)
def test_type(folder, change, path, column, values, expected):
    change(path, column, lambda old: pyarrow.array([values] * len(old)))
    error = failure(folder)
    assert error.path == f"{path}: {column}"
    assert expected in str(error)


def test_gap(folder, change):
    change(PERSONS, "wage", put(2, None))
    error = failure(folder)
    assert error.path == f"{PERSONS}: wage"
    assert "Row 2" in str(error)


def test_unknown_name(folder, change):
    change(PERSONS, "sex", put(0, "woman"))
    error = failure(folder)
    assert "'woman'" in str(error)
    assert "male, female" in str(error)


def test_identifier_twice(folder, change):
    change(PERSONS, "person_id", put(1, lambda values: values[0]))
    error = failure(folder)
    assert error.path == f"{PERSONS}: person_id"
    assert "identifier" in str(error)


def test_person_without_family(folder, change):
    change(PERSONS, "family_id", put(0, 10**9))
    error = failure(folder)
    assert error.path == f"{PERSONS}: family_id"
    assert "does not exist" in str(error)


def test_person_without_household(folder, change):
    change(PERSONS, "household_id", put(0, -1))
    error = failure(folder)
    assert error.path == f"{PERSONS}: household_id"
    assert "does not exist" in str(error)


def test_family_without_household(folder, change):
    change(FAMILIES, "household_id", put(0, 10**9))
    assert failure(folder).path == f"{FAMILIES}: household_id"


def test_family_across_two_households(folder, change, small):
    # The second member of a family is said to live in the next household.
    roles = small.persons["family_role"]
    first = int(numpy.searchsorted(small.persons["household_id"], small.governorate_slices["irbid"].start))
    row = int(numpy.flatnonzero(roles[first:] != 0)[0])
    change(PERSONS, "household_id", put(row, lambda values: values[row] + 1))
    text = str(failure(folder))
    assert "two households" in text
    assert PERSONS in text


def test_two_heads(folder, change, small):
    first = int(numpy.searchsorted(small.persons["household_id"], small.governorate_slices["irbid"].start))
    row = int(numpy.flatnonzero(small.persons["family_role"][first:] != 0)[0])
    change(PERSONS, "family_role", put(row, "head"))
    error = failure(folder)
    assert error.path == f"{PERSONS}: family_role"
    assert "2 persons as head" in str(error)


def test_no_head(folder, change):
    change(PERSONS, "family_role", put(0, "dependant"))
    assert "0 persons as head" in str(failure(folder))


def test_no_reference_person(folder, change):
    change(PERSONS, "household_role", put(0, "member"))
    error = failure(folder)
    assert error.path == f"{PERSONS}: household_role"
    assert "reference_person" in str(error)


def test_five_spouses(folder, change, small):
    sizes = numpy.bincount(small.persons["family_id"])
    first = int(numpy.searchsorted(small.persons["household_id"], small.governorate_slices["irbid"].start))
    family = int(small.persons["family_id"][first])
    family += int(numpy.flatnonzero(sizes[family:] >= 6)[0])
    start = int(numpy.searchsorted(small.persons["family_id"], family)) - first

    def marry(column):
        values = column.to_pylist()
        values[start + 1 : start + 6] = ["spouse"] * 5
        return pyarrow.array(values)

    change(PERSONS, "family_role", marry)
    assert "5 spouses" in str(failure(folder))


def test_empty_family(folder, change, small):
    # The only member of a family is put in the family before.
    sizes = numpy.bincount(small.persons["family_id"])
    first = int(numpy.searchsorted(small.persons["household_id"], small.governorate_slices["irbid"].start))
    families = small.families["household_id"]
    family = int(small.persons["family_id"][first])
    same = numpy.flatnonzero((numpy.diff(families) == 0) & (sizes[1:] == 1)) + 1
    alone = int(same[same > family][0])
    row = int(numpy.searchsorted(small.persons["family_id"], alone)) - first
    change(PERSONS, "family_id", put(row, alone - 1))
    assert f"family {alone} has no person" in str(failure(folder))


def test_head_not_first(folder, change, small):
    first = int(numpy.searchsorted(small.persons["household_id"], small.governorate_slices["irbid"].start))
    row = int(numpy.flatnonzero(small.persons["family_role"][first:] == 1)[0])

    def swap(column):
        values = column.to_pylist()
        values[row - 1], values[row] = values[row], values[row - 1]
        return pyarrow.array(values)

    change(PERSONS, "family_role", swap)
    assert "without being its head" in str(failure(folder))


@pytest.mark.parametrize("weight", [-1.0, 0.0, float("nan"), float("inf")])
def test_weight(folder, change, weight):
    change(HOUSEHOLDS, "household_weight", put(3, weight))
    error = failure(folder)
    assert error.path == f"{HOUSEHOLDS}: household_weight"


@pytest.mark.parametrize("wage", [float("nan"), float("inf"), -5.0])
def test_money(folder, change, wage):
    change(PERSONS, "wage", put(4, wage))
    error = failure(folder)
    assert error.path == f"{PERSONS}: wage"


def test_negative_count(folder, change):
    change(FAMILIES, "number_of_cars", put(0, -1))
    assert failure(folder).path == f"{FAMILIES}: number_of_cars"


def test_unknown_score_is_fine_but_not_an_infinite_one(folder, change):
    change(FAMILIES, "naf_targeting_score_illustrative", put(0, float("nan")))
    read_population(folder)
    change(FAMILIES, "naf_targeting_score_illustrative", put(0, float("inf")))
    assert failure(folder).path == f"{FAMILIES}: naf_targeting_score_illustrative"


def test_future_birth_date(folder, change):
    change(PERSONS, "birth_date", put(5, datetime.date(2026, 1, 1)))
    error = failure(folder)
    assert error.path == f"{PERSONS}: birth_date"
    assert "2026-01-01" in str(error)


def test_several_mistakes_are_gathered(folder, change):
    change(PERSONS, "wage", put(0, -1.0))
    change(HOUSEHOLDS, "household_weight", put(0, 0.0))
    text = str(failure(folder))
    assert "wage" in text
    assert "household_weight" in text
