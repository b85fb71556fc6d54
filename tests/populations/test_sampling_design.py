"""Strata and clusters of a sample in the files of a population: kept as they are, or refused with a clear message."""

from dataclasses import replace

import numpy
import pyarrow
import pytest

from openfisca_jordan_sp.errors import PopulationError
from openfisca_jordan_sp.populations.ageing.age import age_population
from openfisca_jordan_sp.populations.design import design_of
from openfisca_jordan_sp.populations.schema import DESIGN_COLUMNS
from openfisca_jordan_sp.populations.store import read_population, write_population
from openfisca_jordan_sp.populations.working_copy import SWITCH
from tests.populations.failures import HOUSEHOLDS, failure, put

FIRST_CODE = 3_000_000_000  # beyond 32 bits, as the codes of real clusters can be


def drawn(people):
    """The population as a sample of seven clusters in each governorate."""
    stratum = people.households["governorate"].astype(numpy.int64)
    cluster = FIRST_CODE + numpy.arange(people.household_count) // 10 % 7
    return replace(people, households={**people.households, "sampling_stratum": stratum, "sampling_cluster": cluster})


@pytest.fixture
def small(small):
    return drawn(small)


@pytest.mark.parametrize("working_copy", ["0", "1"])
def test_strata_and_clusters_are_written_and_read_again(small, folder, monkeypatch, working_copy):
    monkeypatch.setenv(SWITCH, working_copy)
    for _ in range(2):  # the second reading is of the working copy, where there is one
        households = read_population(folder).households
        for name in DESIGN_COLUMNS:
            assert households[name].dtype == numpy.int64
            assert households[name].tolist() == small.households[name].tolist()


def test_a_population_that_does_not_say_how_it_was_drawn_has_no_design(small):
    assert design_of({"household_id": numpy.arange(3)}) is None
    assert len(design_of(small.households)) == 2


def test_another_year_keeps_the_strata_and_clusters(small):
    aged = age_population(small, 2027)
    for name in DESIGN_COLUMNS:
        assert aged.households[name].tolist() == small.households[name].tolist()


def in_all_files(folder, change, function):
    for path in sorted((folder / "households").glob("*/*.parquet")):
        change(str(path.relative_to(folder)), "sampling_cluster", function)


def test_one_of_the_two_columns_alone_is_refused(folder, change):
    in_all_files(folder, change, None)
    error = failure(folder)
    assert error.path == "households: sampling_cluster"
    assert "sampling_stratum" in error.message.en
    assert "both or neither" in error.hint.en
    assert error.hint.ar


def test_a_column_in_some_files_only_is_refused(folder, change):
    change(HOUSEHOLDS, "sampling_cluster", None)
    assert "some files" in str(failure(folder))


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (put(3, -1), "from 0 up"),
        (put(3, 2**60), "above"),
        (put(3, None), "Row 3"),
        (lambda old: pyarrow.array([1.5] * len(old)), "not an integer"),
        (lambda old: pyarrow.array(["north"] * len(old)), "not an integer"),
    ],
)
def test_a_code_that_is_no_whole_number_from_0_up_is_refused(folder, change, function, words):
    change(HOUSEHOLDS, "sampling_cluster", function)
    error = failure(folder)
    assert error.path == f"{HOUSEHOLDS}: sampling_cluster"
    assert words in str(error)


def test_a_population_with_one_of_the_two_columns_is_not_written(small, tmp_path):
    households = {name: values for name, values in small.households.items() if name != "sampling_stratum"}
    with pytest.raises(PopulationError, match="sampling_cluster"):
        write_population(replace(small, households=households), tmp_path / "half")
    assert not (tmp_path / "half").exists()
