"""`jordan-sp population import`: good files of every format become a population that computes."""

import json

import numpy
import pytest

from openfisca_jordan_sp import compare
from openfisca_jordan_sp.populations.population import ages_at
from openfisca_jordan_sp.populations.store import read_population
from openfisca_jordan_sp.populations.survey import import_survey, load_mapping, shipped
from tests.fixtures import small_population
from tests.populations.survey.conftest import run
from tests.populations.survey.files import CODE_OF, ages, heis, some_heis, write, write_heis


def test_the_household_survey_becomes_a_population_with_the_same_people(heis_folder):
    made, source = read_population(heis_folder), small_population()
    assert made.household_count == source.household_count
    assert made.person_count == source.person_count
    for column in ("household_weight", "consumption_before_benefits", "tenure", "governorate"):
        numpy.testing.assert_allclose(made.households[column], source.households[column], rtol=1e-4)
    assert made.persons["wage"].sum() == pytest.approx(source.persons["wage"].sum())
    found = ages_at(made.persons["birth_date"], made.manifest["base_date"])
    assert numpy.bincount(found).tolist() == numpy.bincount(ages(source)).tolist()


def test_the_health_survey_becomes_a_population_with_the_same_families(dhs_folder):
    made, source = read_population(dhs_folder), small_population()
    assert made.family_count == source.family_count
    for column in ("family_id", "family_role", "sex", "marital_status", "relationship_to_reference_person"):
        assert (made.persons[column] == source.persons[column]).mean() > 0.999, column
    assert made.persons["is_father_alive"].mean() > 0.9


def test_consumption_matched_by_rank_has_the_mean_of_the_mapping_and_keeps_the_order(dhs_folder):
    made = read_population(dhs_folder)
    consumption, source = made.households["consumption_before_benefits"], small_population()
    heads = numpy.bincount(made.persons["household_id"])
    weight = made.households["household_weight"]
    assert (consumption * weight).sum() / (heads * weight).sum() == pytest.approx(215.5, abs=0.01)
    order = numpy.argsort(source.households["consumption_before_benefits"], kind="stable")
    assert (numpy.diff((consumption / heads)[order]) >= -0.001).all()
    assert "households.consumption_before_benefits" in made.manifest["not_verified"]


@pytest.mark.parametrize("folder", ["heis_folder", "dhs_folder"])
def test_the_result_can_be_compared_under_a_reform(folder, request):
    result = compare("universal_child_grant", population=request.getfixturevalue(folder))
    assert not result.is_synthetic
    total = result.tables["programmes"].set_index("programme").loc["total"]
    assert total["cost_year_difference"] > 0
    assert "fewer than 10 families" in result.notes()[0].en


def test_the_manifest_tells_what_was_read_derived_and_assumed_and_no_path(heis_folder):
    text = (heis_folder / "manifest.json").read_text(encoding="utf-8")
    manifest = json.loads(text)
    assert manifest["kind"] == "survey"
    assert manifest["minimum_cell"] == 10
    assert manifest["prices_of"] == 2013
    assert manifest["mapping"]["sha256"] == load_mapping("erf_heis").sha256
    assert "tenure" in manifest["columns"]["households"]["read"]
    assert "birth_date" in manifest["columns"]["persons"]["derived"]
    assert "pension" in manifest["columns"]["persons"]["constant"]
    assert manifest["not_verified"]["persons.pension"] == "assumed"
    assert manifest["weight_total"] == pytest.approx(heis()[0]["WEIGHT"].sum(), abs=0.01)
    assert any("same value is assumed" in caveat["en"] for caveat in manifest["caveats"])
    assert str(heis_folder.parent) not in text


@pytest.mark.parametrize(
    ("suffix", "encoding"),
    [("sav", ""), ("por", ""), ("csv", "utf-8"), ("csv", "cp1256"), ("parquet", ""), ("xlsx", "")],
)
def test_every_format_gives_the_same_population_as_stata(suffix, encoding, tmp_path):
    households, persons = some_heis(120)
    folders = []
    for number, each in enumerate(("dta", suffix)):
        folder = tmp_path / str(number)
        folder.mkdir()
        options = write_heis(folder, households, persons, each, encoding or "utf-8")
        result = run("population", "import", "--mapping", "erf_heis", *options, "--out", folder / "out")
        assert result.exit_code == 0, result.output
        folders.append(folder / "out")
    manifests = [json.loads((folder / "manifest.json").read_text(encoding="utf-8")) for folder in folders]
    assert manifests[0]["files"] == manifests[1]["files"]


def test_arabic_text_in_the_old_encoding_is_read_and_mapped(tmp_path):
    households, persons = some_heis(120)
    households["REG"] = "عمّان"
    options = write_heis(tmp_path, households, persons, "csv", "cp1256")
    names = "tables.households.columns.governorate.map={عمّان: irbid}"
    result = run("population", "import", "--mapping", "erf_heis", *options, "--set", names, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert set(read_population(tmp_path / "out").governorate_slices) == {"irbid"}


@pytest.mark.parametrize("suffix", ["dta", "sav"])
def test_codes_can_be_mapped_by_their_labels(suffix, tmp_path):
    households, persons = some_heis(120)
    options = write_heis(tmp_path, households, persons, suffix)
    labels = {"DWLTEN": {1: "إيجار", 2: "Owned", 3: "Free"}}
    write(households, tmp_path / f"Jordan13-HH-V4.{suffix}", variable_value_labels=labels)
    names = "tables.households.columns.tenure.map={إيجار: rented, Owned: owned, Free: free}"
    result = run("population", "import", "--mapping", "erf_heis", *options, "--set", names, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    expected = households["DWLTEN"].map({1: 1, 2: 0, 3: 2}).tolist()
    assert read_population(tmp_path / "out").households["tenure"].tolist() == expected


def test_the_same_files_give_the_same_bytes_whatever_the_order_of_their_columns(tmp_path):
    households, persons = some_heis(120)
    write_heis(tmp_path, households, persons)
    first = import_survey("erf_heis", data=tmp_path).population
    write_heis(tmp_path, households[households.columns[::-1]], persons[persons.columns[::-1]])
    second = import_survey("erf_heis", data=tmp_path).population
    assert first.manifest == second.manifest
    for table in ("households", "families", "persons"):
        for name, values in first.table(table).items():
            numpy.testing.assert_array_equal(values, second.table(table)[name])


def test_names_of_columns_match_in_another_case(tmp_path):
    households, persons = some_heis(50)
    write_heis(tmp_path, households.rename(columns=str.lower), persons.rename(columns=str.lower))
    assert import_survey("erf_heis", data=tmp_path).population.household_count == 50


def test_the_screen_says_what_is_assumed_and_what_is_hidden(tmp_path):
    options = write_heis(tmp_path, *some_heis(50))
    for language, words in (("en", "the same for everybody"), ("ar", "قيمته واحدة للجميع")):
        out = tmp_path / language
        result = run("--language", language, "population", "import", "--mapping", "erf_heis", *options, "--out", out)
        assert words in result.output
        assert "10" in result.output


def test_shipped_mappings_cover_all_governorates():
    for name in shipped():
        codes = load_mapping(name).tables["households"].rules["governorate"].codes
        assert set(codes.values()) == set(CODE_OF)
