"""Files and commands with mistakes: all are told at once, with row and column, and nothing is written."""

import csv

import pytest

from openfisca_jordan_sp.errors import PopulationError
from openfisca_jordan_sp.populations.survey import SurveyError, import_survey
from tests.populations.survey.conftest import run
from tests.populations.survey.files import some_heis, write_heis

HOUSEHOLDS, PERSONS = "Jordan13-HH-V4.dta", "Jordan13-IND-V4.dta"


def mistakes(folder, households, persons, **changes):
    """The problems of an import, by their codes."""
    write_heis(folder, households, persons)
    with pytest.raises(SurveyError) as caught:
        import_survey(
            "erf_heis", data=folder, changes={key.replace("__", "."): value for key, value in changes.items()}
        )
    for problem in caught.value.problems:
        assert problem.message.en
        assert problem.message.ar
    return {problem.code: problem for problem in caught.value.problems}


def test_an_unknown_code_names_the_value_its_first_row_and_the_count(tmp_path):
    households, persons = some_heis(20)
    households.loc[households.index[[4, 7]], "REG"] = 400099
    found = mistakes(tmp_path, households, persons)
    assert list(found) == ["unknown_code"]
    assert found["unknown_code"].path == f"{HOUSEHOLDS}: REG"
    assert "'400099'" in found["unknown_code"].message.en
    assert "(2 rows: 5, 8)" in found["unknown_code"].message.en


def test_duplicate_ids_are_told(tmp_path):
    households, persons = some_heis(20)
    persons.loc[persons.index[1], "PNUM"] = 1
    found = mistakes(tmp_path, households, persons)
    assert "(2 rows: 1, 2)" in found["duplicate_id"].message.en
    assert found["duplicate_id"].path == f"{PERSONS}: CASESER, PNUM"


@pytest.mark.parametrize(("weight", "code"), [(-1.0, "out_of_range"), (0.0, "no_weight"), (None, "no_value")])
def test_a_weight_that_is_none_is_told(weight, code, tmp_path):
    households, persons = some_heis(20)
    households.loc[households.index[2], "WEIGHT"] = weight
    found = mistakes(tmp_path, households, persons)
    assert list(found) == [code]
    assert found[code].path == f"{HOUSEHOLDS}: WEIGHT"


def test_a_person_without_household_and_a_household_without_person_are_told(tmp_path):
    households, persons = some_heis(20)
    persons.loc[persons["CASESER"] == 1001, "CASESER"] = 999
    found = mistakes(tmp_path, households, persons)
    assert set(found) == {"no_household", "no_person"}
    assert found["no_person"].path == f"{HOUSEHOLDS}: CASESER"


@pytest.mark.parametrize(
    ("relationship", "code"), [(8, "no_reference_person"), (1, "several_reference_persons")], ids=["none", "several"]
)
def test_a_household_needs_exactly_one_reference_person(relationship, code, tmp_path):
    households, persons = some_heis(20)
    first = persons["CASESER"] == 1001
    persons.loc[first, "RELHD"] = relationship
    assert code in mistakes(tmp_path, households, persons)


def test_more_than_four_spouses_are_refused(tmp_path):
    households, persons = some_heis(60)
    large = persons.groupby("CASESER")["PNUM"].transform("max") >= 6
    first = persons[large]["CASESER"].iloc[0]
    persons.loc[(persons["CASESER"] == first) & (persons["PNUM"] > 1), "RELHD"] = 2
    assert "many_spouses" in mistakes(tmp_path, households, persons)


@pytest.mark.parametrize("age", [-1, 130])
def test_an_age_out_of_range_is_told(age, tmp_path):
    households, persons = some_heis(20)
    persons.loc[persons.index[3], "AGE"] = age
    found = mistakes(tmp_path, households, persons)
    assert found["out_of_range"].path == f"{PERSONS}: AGE"
    assert "(1 row: 4)" in found["out_of_range"].message.en


def test_a_number_that_is_none_and_one_that_is_missing_are_told(tmp_path):
    households, persons = some_heis(20)
    households["TOTEXP"] = households["TOTEXP"].astype(object)
    households.loc[households.index[0], "TOTEXP"] = "twelve"
    households.loc[households.index[1], "TOTEXP"] = ""
    households["TOTEXP"] = households["TOTEXP"].astype(str)
    found = mistakes(tmp_path, households, persons)
    assert set(found) == {"unknown_code", "no_value"}


def test_too_many_gaps_are_refused_though_there_is_a_default(tmp_path):
    households, persons = some_heis(20)
    households.loc[households.index[:10], "DWLTEN"] = 99
    found = mistakes(tmp_path, households, persons)
    assert "50.0%" in found["share_missing"].message.en


def test_missing_columns_of_both_files_are_told_together(tmp_path):
    households, persons = some_heis(20)
    write_heis(tmp_path, households.drop(columns="TOTEXP"), persons.drop(columns=["SEX", "AGE"]))
    with pytest.raises(SurveyError) as caught:
        import_survey("erf_heis", data=tmp_path)
    assert [problem.path for problem in caught.value.problems] == [
        f"{HOUSEHOLDS}: TOTEXP",
        f"{PERSONS}: SEX",
        f"{PERSONS}: AGE",
    ]


def test_all_kinds_of_mistakes_are_told_at_once_and_every_row_is_listed(tmp_path):
    households, persons = some_heis(30)
    households.loc[households.index[0], "WEIGHT"] = -5
    households.loc[households.index[1], "REG"] = 1
    persons.loc[persons.index[4], "AGE"] = 200
    persons.loc[persons.index[[5, 6]], "SEX"] = 9
    options = write_heis(tmp_path, households, persons, "csv", "utf-8")
    out, listed = tmp_path / "out", tmp_path / "errors.csv"
    result = run("population", "import", "--mapping", "erf_heis", *options, "--out", out, "--errors", listed)
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert not out.exists()
    for words in ("WEIGHT", "REG", "AGE", "SEX", "(2 rows: 7, 8)"):
        assert words in result.output
    with listed.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["file"], row["row"], row["column"], row["value"]) for row in rows] == [
        ("Jordan13-HH-V4.csv", "2", "WEIGHT", "-5"),
        ("Jordan13-HH-V4.csv", "3", "REG", "1"),
        ("Jordan13-IND-V4.csv", "7", "SEX", "9"),
        ("Jordan13-IND-V4.csv", "8", "SEX", "9"),
        ("Jordan13-IND-V4.csv", "6", "AGE", "200"),
    ]
    assert rows[0]["id"] == "CASESER=1001"
    assert all(row["problem"] and row["problem_ar"] for row in rows)


def test_a_list_of_errors_that_cannot_be_written_does_not_hide_them(tmp_path):
    households, persons = some_heis(5)
    households.loc[households.index[0], "WEIGHT"] = -5
    options = write_heis(tmp_path, households, persons)
    (tmp_path / "file").write_text("in the way")
    listed = tmp_path / "file" / "errors.csv"
    result = run("population", "import", "--mapping", "erf_heis", *options, "--out", tmp_path / "o", "--errors", listed)
    assert result.exit_code == 2
    assert "cannot be written" in result.output
    assert "out of range" in result.output


def test_the_wrong_encoding_is_told_with_the_right_one(tmp_path):
    households, persons = some_heis(20)
    households["REG"] = "عمّان"
    options = write_heis(tmp_path, households, persons, "csv", "cp1256")
    wrong = [each.replace("cp1256", "utf-8") for each in options]
    result = run("population", "import", "--mapping", "erf_heis", *wrong, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "cp1256" in result.output


@pytest.mark.parametrize("suffix", ["dta", "sav", "parquet", "xlsx"])
def test_a_file_that_is_not_of_its_format_is_told(suffix, tmp_path):
    options = write_heis(tmp_path, *some_heis(5), suffix)
    (tmp_path / f"Jordan13-HH-V4.{suffix}").write_bytes(b"this is nothing of the kind")
    result = run("population", "import", "--mapping", "erf_heis", *options, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "cannot be read" in result.output
    assert not (tmp_path / "out").exists()


def test_an_empty_file_is_told(tmp_path):
    households, persons = some_heis(5)
    write_heis(tmp_path, households, persons.iloc[:0])
    with pytest.raises(SurveyError, match="The file has no row"):
        import_survey("erf_heis", data=tmp_path)


def test_files_that_are_not_there_are_told(tmp_path):
    with pytest.raises(PopulationError, match="no such file"):
        import_survey("erf_heis", data=tmp_path)


def test_a_library_that_is_not_installed_is_named_with_its_extra(tmp_path, monkeypatch):
    write_heis(tmp_path, *some_heis(5))
    monkeypatch.setitem(__import__("sys").modules, "pyreadstat", None)
    with pytest.raises(PopulationError) as caught:
        import_survey("erf_heis", data=tmp_path)
    assert "[survey]" in caught.value.hint.en


@pytest.mark.parametrize("arguments", [(), ("--mapping", "erf_heis"), ("--out", "x")])
def test_without_mapping_or_folder_the_command_says_what_it_needs(arguments):
    result = run("population", "import", *arguments)
    assert result.exit_code == 2
    assert "Missing option" in result.output


def test_a_folder_that_holds_something_is_not_touched(tmp_path):
    options = write_heis(tmp_path, *some_heis(20))
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    result = run("population", "import", "--mapping", "erf_heis", *options, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_a_check_that_is_missed_warns_or_refuses_as_the_mapping_says(tmp_path):
    options = write_heis(tmp_path, *some_heis(20))
    result = run("population", "import", "--mapping", "erf_heis", *options, "--out", tmp_path / "warned")
    assert result.exit_code == 0
    assert "Warning: checks: persons of 2013" in result.output
    strict = ["--set", "checks.persons of 2013.severity=error"]
    result = run("population", "import", "--mapping", "erf_heis", *options, *strict, "--out", tmp_path / "refused")
    assert result.exit_code == 2
    assert "6.53e+06" in result.output
    assert not (tmp_path / "refused").exists()
