"""A weighted extract has the totals of the whole."""

import numpy
import pytest

from openfisca_jordan_sp.errors import PopulationError
from openfisca_jordan_sp.populations.extract import extract, extract_to
from openfisca_jordan_sp.populations.store import read_population, validate_population, write_population
from openfisca_jordan_sp.populations.synthesise import synthesise
from openfisca_jordan_sp.populations.targets import load_targets


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    folder = tmp_path_factory.mktemp("large") / "large"
    write_population(synthesise(12_000, seed=2), folder, load_targets())
    return folder


@pytest.fixture(scope="module")
def drawn(large):
    return extract(large, 3_000, seed=1)


def test_totals_are_those_of_the_whole(large, drawn):
    population, totals = drawn
    whole = read_population(large)
    persons = next(total for total in totals if total.name == "persons")
    assert persons.whole == pytest.approx(whole.person_weight.sum())
    assert persons.extract == pytest.approx(population.person_weight.sum())
    wage = next(total for total in totals if total.name == "wage")
    assert wage.extract == pytest.approx((population.persons["wage"] * population.person_weight).sum())
    assert max(abs(total.relative_error) for total in totals) < 0.01


def test_every_governorate_has_enough_households(drawn):
    population, _ = drawn
    assert population.household_count == 3_000
    assert numpy.bincount(population.households["governorate"]).min() >= 100


def test_it_is_a_population_like_any_other(drawn):
    validate_population(drawn[0])


def test_the_manifest_keeps_the_errors(drawn):
    population, totals = drawn
    kept = population.manifest["extract"]
    assert kept["of"]["households"] == 12_000
    assert kept["errors"].keys() == {total.name for total in totals}
    assert kept["largest_error"] == pytest.approx(max(abs(total.relative_error) for total in totals), rel=1e-3)
    assert population.manifest["kind"] == "synthetic"


def test_same_seed_same_bytes(large, tmp_path):
    for name in ("one", "two"):
        extract_to(large, 2_000, 5, tmp_path / name)
    files = [path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file()]
    assert len(files) > 36
    assert all((tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes() for file in files)


@pytest.mark.parametrize(("households", "seed"), [(999, 1), (12_000, 1), (0, 1), (2_000, -1)])
def test_bad_input(large, households, seed):
    with pytest.raises(PopulationError):
        extract(large, households, seed)


def test_no_folder(tmp_path):
    with pytest.raises(PopulationError, match="no such population"):
        extract(tmp_path / "nowhere", 2_000, 1)


def test_taken_households_keep_their_people(large):
    whole = read_population(large)
    rows = numpy.array([0, 5, 11_999])
    part = whole.take(rows)
    sizes = numpy.bincount(whole.persons["household_id"])
    assert numpy.bincount(part.persons["household_id"]).tolist() == sizes[rows].tolist()
    kept = numpy.isin(whole.persons["household_id"], rows)
    assert part.persons["birth_date"].tolist() == whole.persons["birth_date"][kept].tolist()
