"""The whole Kingdom, made once: every target, every family, and the demo that is drawn from it."""

import json

import pytest

from openfisca_jordan_sp.population_check import check_population
from openfisca_jordan_sp.populations.extract import extract_to
from openfisca_jordan_sp.populations.listing import population_folder
from openfisca_jordan_sp.populations.store import read_population
from openfisca_jordan_sp.populations.synthesise import synthesise_to
from openfisca_jordan_sp.populations.targets import load_targets

HOUSEHOLDS = 2_475_767
#: Columns that no processor's last digit can change: who lives where, with whom, how old.
STRUCTURE = ("household_id", "family_id", "birth_date", "sex", "nationality", "marital_status")


@pytest.fixture(scope="module")
def kingdom(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kingdom") / "kingdom"
    synthesise_to(folder, HOUSEHOLDS, seed=1, workers=2)
    return folder


@pytest.fixture(scope="module")
def report(kingdom):
    return check_population(kingdom, with_model=False).to_dict()


def rows(report, block):
    return [row for row in report["rows"] if row["block"] == block]


def test_every_household_stands_for_itself(kingdom):
    manifest = json.loads((kingdom / "manifest.json").read_text())
    assert manifest["households"] == HOUSEHOLDS
    assert manifest["weight_total"] == HOUSEHOLDS
    persons = sum(load_targets()["population.governorate"].values())
    assert manifest["persons"] == pytest.approx(persons, rel=1e-4)


def test_fitted_targets_are_met_to_half_a_percent(report):
    fitted = rows(report, "fitted")
    assert len(fitted) > 90
    assert max(abs(row["relative_difference"]) for row in fitted) < 0.005


def test_aligned_rates_are_met_within_their_sampling_error(report):
    aligned = rows(report, "aligned")
    assert len(aligned) > 140
    assert [row["name"] for row in aligned if row["verdict"] == "miss"] == []


def test_no_family_is_impossible(report):
    counted = [row for row in rows(report, "structure") if row["target"] == 0]
    assert len(counted) >= 20
    assert [row["name"] for row in counted if row["achieved"] != 0] == []
    assert report["passed"]


def test_the_demo_is_the_extract_of_it(kingdom, tmp_path):
    extract_to(kingdom, 20_000, 1, tmp_path / "demo")
    made, demo = read_population(tmp_path / "demo"), read_population("demo")
    for column in STRUCTURE:
        assert (made.persons[column] == demo.persons[column]).all(), column
    weight = "household_weight"
    assert made.households[weight] == pytest.approx(demo.households[weight], rel=1e-4)


def test_the_demo_meets_its_targets_too():
    report = check_population("demo", with_model=False).to_dict()
    assert report["passed"]
    assert max(abs(row["relative_difference"]) for row in rows(report, "fitted")) < 0.02
    assert [row["name"] for row in rows(report, "aligned") if row["verdict"] == "miss"] == []


def test_the_demo_keeps_its_errors_and_targets():
    manifest = json.loads((population_folder("demo") / "manifest.json").read_text())
    assert manifest["extract"]["of"]["households"] == HOUSEHOLDS
    assert manifest["extract"]["largest_error"] < 0.001
    assert manifest["targets_sha256"] == load_targets().sha256
