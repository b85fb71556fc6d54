"""`jordan-sp explain`: good input, bad input, and none."""

import json

import pytest

from tests.arabic import english_words
from tests.command_line.running import is_one_clear_line, run

CASE = "day_wages_family_of_six"
OWN = {"father", "family", CASE}
PLAIN = """
persons:
  maha: {sex: female, age: 40, wage: 280}
"""


def explained(*arguments):
    """What the command prints."""
    result = run("explain", CASE, *arguments)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_result_is_explained_from_its_conditions_to_its_sources():
    output = explained("--variable", "poor_family_card_entitled")
    assert output.splitlines()[0].endswith("(The family, 2026-01): yes")
    assert "at most Income ceiling (300.000 dinars a month): 40.000 to spare" in output
    assert "health_insurance.poor_family.income_ceiling: 300.000 dinars a month (verified, since" in output
    assert "Wage or salary received (Father): 300.001 dinars a month instead of 260.000" in output


def test_the_case_is_said_to_be_an_example_and_a_users_own_household_is_not(tmp_path):
    assert "The household is an example" in explained("-v", "family_size")
    own = tmp_path / "maha.yaml"
    own.write_text(PLAIN, encoding="utf-8")
    result = run("explain", str(own), "-v", "wage")
    assert result.exit_code == 0
    assert "280.000" in result.output
    assert "example" not in result.output


def test_arabic_is_complete_in_text_and_when_written(tmp_path):
    output = explained("--variable", "poor_family_card_entitled", "--lang", "ar")
    assert english_words(output, OWN) == []
    assert all(line.startswith("\u200f") for line in output.splitlines() if line)
    written = explained("--variable", "uct_amount", "--lang", "ar", "--out", str(tmp_path / "e.html"))
    assert "كُتب" in written


def test_json_is_printed_and_written(tmp_path):
    printed = json.loads(explained("--variable", "uct_amount", "--json"))
    assert printed["format"] == "jordan-sp/explanation/1"
    explained("--variable", "uct_amount", "--out", str(tmp_path / "e.json"))
    assert json.loads((tmp_path / "e.json").read_text(encoding="utf-8")) == printed


@pytest.mark.parametrize("name", ["e.html", "e.txt", "e.json"])
def test_a_file_is_the_same_bytes_each_time(tmp_path, name):
    for folder in ("one", "two"):
        explained("--variable", "uct_amount", "--out", str(tmp_path / folder / name))
    assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_a_policy_and_a_difference_are_asked_for():
    output = explained("poor_family_insurance_400", "-v", "poor_family_card_entitled")
    assert "400.000 dinars a month (of the reform" in output
    output = explained("-v", "family_cash_benefits", "--against", "universal_child_grant")
    assert "Another rule: Benefits that a reform adds" in output
    output = explained("-v", "poverty_line", "--period", "2019-06", "--against-period", "2026-06")
    assert "What differs by itself" in output


def test_all_is_told_where_it_is_asked_for():
    assert len(explained("-v", "uct_amount", "--depth", "all")) > len(explained("-v", "uct_amount", "--depth", "2"))


def test_without_a_case_or_a_variable_the_usage_is_told():
    for arguments in ((), (CASE,)):
        result = run("explain", *arguments)
        assert result.exit_code == 2
        assert "Missing" in result.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nobody", "-v", "uct_amount"), ["no case family nobody"]),
        ((CASE, "-v", "uct_amout"), ["uct_amout", "Nearest: uct_amount"]),
        ((CASE, "-v", "net_income"), ["Say of whom, such as 'father'"]),
        ((CASE, "-v", "uct_amount", "--of", "father"), ["It is of: family"]),
        ((CASE, "-v", "uct_amount", "--period", "2026"), ["Ask for one month, such as 2026-01"]),
        ((CASE, "-v", "uct_amount", "--period", "soon"), ["neither a month nor a year"]),
        ((CASE, "no_such_reform", "-v", "uct_amount"), ["no_such_reform"]),
        ((CASE, "-v", "uct_amount", "--against", "no_such_reform"), ["no_such_reform"]),
        ((CASE, "-v", "uct_entitled", "--to", "more"), ["Leave `to` out"]),
        ((CASE, "-v", "uct_amount", "--out", "e.pdf"), ["e.pdf", ".html"]),
        ((CASE, "-v", "uct_amount", "--depth", "deep"), ["deep"]),
        ((CASE, "-v", "uct_amount", "--to", "more", "--against-period", "2025-01"), ["--to is not for --against"]),
    ],
)
def test_a_mistake_is_one_clear_line(arguments, words):
    is_one_clear_line(run("explain", *arguments), *words)


@pytest.mark.parametrize(
    "arguments",
    [
        ("-v", "uct_amout"),
        ("-v", "net_income"),
        ("-v", "uct_amount", "--period", "2026"),
        ("-v", "uct_amount", "--of", "x1"),
    ],
)
def test_a_mistake_is_told_in_arabic_too(arguments):
    result = run("explain", CASE, *arguments, "--lang", "ar")
    assert result.exit_code == 2
    assert english_words(result.stderr, OWN | {"uct_amout", "mother", "father", "of"}) == []


def test_a_place_that_cannot_be_written_is_one_clear_line(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    is_one_clear_line(run("explain", CASE, "-v", "uct_amount", "--out", str(tmp_path / "file" / "e.txt")), "cannot be")
