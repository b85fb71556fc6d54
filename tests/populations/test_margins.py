"""How near a population of 4,000 households comes to its targets (`test_whole_kingdom.py` has the whole one)."""

import numpy
import pytest

from openfisca_jordan_sp.population_check import check_population
from openfisca_jordan_sp.populations.overrides import with_overrides
from openfisca_jordan_sp.populations.quality import gini, margins
from openfisca_jordan_sp.populations.store import write_population
from openfisca_jordan_sp.populations.synthesise import synthesise
from openfisca_jordan_sp.populations.targets import load_targets


@pytest.fixture(scope="module")
def report(population, tmp_path_factory):
    folder = tmp_path_factory.mktemp("small") / "population"
    write_population(population, folder, load_targets())
    return check_population(folder, with_model=False).to_dict()


def test_a_small_population_passes_its_check(report):
    assert report["passed"]


def test_a_small_population_meets_every_aligned_rate_within_its_error(report):
    aligned = [row for row in report["rows"] if row["block"] == "aligned"]
    assert len(aligned) > 140
    assert [f"{row['name']} {row['part']}" for row in aligned if row["verdict"] == "miss"] == []


def test_rows_say_where_a_number_comes_from(population):
    rows = margins(population)
    sources = load_targets().sources
    assert len(rows) > 100
    assert len({row.name for row in rows}) == len(rows)
    assert {row.role for row in rows} == {"calibrate", "align", "validate"}
    assert all(row.source in sources for row in rows)
    assert all(row.confidence in {"verified", "derived", "recalled", "assumed"} for row in rows)
    assert all(row.difference == row.achieved - row.target for row in rows)


def test_every_number_that_is_fitted_and_sourced_is_compared(population):
    names = {row.name.partition(" ")[0] for row in margins(population)}
    fitted = {target.name for target in load_targets() if target.role == "calibrate"}
    assert fitted - names == {"population.under_15_share", "population.male_share_by_age"}


def test_another_target_moves_the_population():
    targets = with_overrides(load_targets(), ["households.female_headed=0.15"])
    rows = {row.name: row for row in margins(synthesise(1_000, 5, targets), targets)}
    assert rows["households.female_headed"].achieved == pytest.approx(0.15, abs=0.015)
    assert rows["households.female_headed"].confidence == "assumed"


def test_gini():
    assert gini(numpy.ones(4), numpy.ones(4)) == pytest.approx(0)
    assert gini(numpy.array([0.0, 0, 0, 1]), numpy.ones(4)) == pytest.approx(0.75)
