"""`jordan-sp cases`: shown, listed, written, refused."""

import json
import re

from openfisca_jordan_sp.cases import cases
from tests.command_line.running import is_one_clear_line, run


def test_the_law_alone_is_shown_without_any_policy():
    result = run("cases", "--case", "widow_with_orphans")
    assert result.exit_code == 0, result.output
    assert "Case families under the law in force" in result.output
    assert "made up" in result.output
    month, year = result.output.split("In the year 2026, JOD")
    assert re.search(r"Recurring and temporary aid +150\.000\n", month)
    assert "Winter aid" not in month
    assert re.search(r"Winter aid +20\.100\n", year)


def test_policies_stand_beside_it_with_differences_marked():
    result = run("cases", "uct_maximum_160", "foster_family_allowance_100", "--case", "large_poor_family")
    assert re.search(r"Unified Cash Transfer +136\.000 +148\.000 \(\+12\) +136\.000\n", result.output)
    assert "foster_family_allowance_100 changes nothing in these cases." in result.output


def test_what_cannot_be_computed_is_said_and_the_rest_is_shown():
    result = run("cases", "foster_family_allowance_100", "--case", "foster_family", "--case", "widow_with_orphans")
    assert re.search(r"Allowance of foster families +unknown +100\.000 \(\?\)", result.output)
    assert "alternative_care.foster_allowance is unset" in result.output
    assert re.search(r"Recurring and temporary aid +150\.000 +150\.000", result.output)


def test_five_policies_stand_in_two_tables_of_at_most_120_columns():
    reforms = ("uct_maximum_160", "flood", "drought", "electricity_cliff_smoothed", "maternity_90_days")
    result = run("cases", *reforms, "--case", "middle_income_taxpayers")
    assert result.output.count("In the month 2026-01, JOD") == 2
    table = result.output.split("cap of 23,000")[1]
    assert max(map(len, table.splitlines())) <= 120


def test_arabic_is_complete_and_in_order():
    result = run("cases", "uct_maximum_160", "--case", "large_poor_family", "--lang", "ar")
    assert result.exit_code == 0, result.output
    lines = [line for line in result.output.splitlines() if line]
    assert all(line.startswith("\u200f") for line in lines)
    words = set(re.findall("[A-Za-z_]{3,}", result.output))
    assert words <= {"uct_maximum_", "uct_maximum", "large_poor_family"}
    assert "الدعم النقدي الموحد" in result.output
    assert (
        "١٤٨٫٠٠٠"
        in run("cases", "uct_maximum_160", "--case", "large_poor_family", "--lang", "ar", "--digits", "arabic").output
    )


def test_the_list_names_every_case_in_both_languages():
    english, arabic = run("cases", "--list").output, run("cases", "--list", "--lang", "ar").output
    for case in cases().values():
        assert f"{case.id}: {case.title.en}" in english
        assert case.title.ar.split()[0] in arabic


def test_json_is_nothing_but_json():
    result = run("cases", "--case", "early_retiree", "--json")
    content = json.loads(result.stdout)
    assert content["months"] == {"early_retiree": "2026-01"}
    assert {row["item"] for row in content["tables"]["amounts"]} >= {"ssc_pension", "disposable_income"}


def test_files_are_written_whole(tmp_path):
    result = run("cases", "--case", "early_retiree", "--out", str(tmp_path / "out"), "--format", "csv,parquet")
    assert result.exit_code == 0, result.output
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"cases.json", "report.html", "cases_amounts.csv", "cases_amounts.parquet"} <= names


def test_a_users_own_file_is_a_case(tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text("persons: {widow: {age: 40, sex: female, marital_status: widowed}}\n", encoding="utf-8")
    result = run("cases", "--case", str(file))
    assert re.search(r"Recurring and temporary aid +50\.000", result.output)
    assert "one family was derived" in result.output


def test_mistakes_are_told_clearly_and_nothing_is_written(tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text('persons: {widow: {age: 40, wage: "9**9**9", nationalty: syrian}}\n', encoding="utf-8")
    wrong = run("cases", "--case", str(file), "--out", str(tmp_path / "out"))
    is_one_clear_line(wrong, "nationalty", "nationality")
    assert "must be a number" in wrong.stderr
    assert not (tmp_path / "out").exists()
    is_one_clear_line(run("cases", "--case", "widow_with_orphan"), "widow_with_orphans")
    is_one_clear_line(run("cases", "no_such_bill"), "no_such_bill")
    is_one_clear_line(run("cases", "--period", "2026"), "not a month")
    is_one_clear_line(run("cases", "--format", "word"), "not a format")
