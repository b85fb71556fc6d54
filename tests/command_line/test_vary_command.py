"""`jordan-sp vary`: told, written, refused."""

from pathlib import Path

import pytest

from tests.command_line.running import is_one_clear_line, run

WIDOW = str(Path(__file__).parents[1] / "vary" / "cases" / "widow.yaml")
RIGHT_TO_LEFT = "\u200f"


def test_a_cliff_is_told_with_rule_value_and_trap():
    result = run("vary", WIDOW, "--over", "wage", "190:270:1")
    assert result.exit_code == 0, result.output
    for words in (
        "From 204.000 on (up to 203.999 not yet)",
        "falls by 50.000 dinars a month",
        "is_naf_income_below_limit",
        "68 dinars a person and month (national_aid_fund.recurring.income_limit_per_person; assumed",
        "50.000 wide",
        "253.999",
        "Recurring aid ends at the income limit",
    ):
        assert words in result.output


def test_without_over_the_case_says_what_varies():
    result = run("vary", "day_wages_family_of_six")
    assert result.exit_code == 0, result.output
    assert "Wage" in result.output
    assert "1,500" in result.output


def test_arabic_lines_run_from_the_right_and_a_reform_shows_what_it_removes(tmp_path):
    out = tmp_path / "out"
    result = run(
        *("vary", WIDOW, "electricity_cliff_smoothed", "--over", "electricity_consumption", "45:55"),
        *("--lang", "ar", "--digits", "arabic", "--out", str(out)),
    )
    assert result.exit_code == 0, result.output
    assert all(line.strip().startswith(RIGHT_TO_LEFT) for line in result.output.splitlines() if line.strip())
    assert "أزيل" in result.output
    assert "٥٠٫٠٠١" in result.output
    assert 'lang="ar"' in (out / "report.html").read_text(encoding="utf-8")


def test_two_inputs_make_a_map():
    result = run("vary", WIDOW, "--over", "wage", "0:100:50", "--over", "other_earnings", "0:100:50", "--of", "widow")
    assert result.exit_code == 0, result.output
    assert "across" in result.output


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ((), "CASE"),
        (("no_such_case",), "no_such_case"),
        ((WIDOW, "no_such_reform"), "no_such_reform"),
        ((WIDOW, "--over", "wage", "low:high"), "not a range"),
        ((WIDOW, "--over", "wage", "0:10:1:1"), "not a range"),
        ((WIDOW, "--over", "wages", "0:10"), "wages"),
        ((WIDOW, "--over", "wage", "0:10", "--of", "uncle"), "uncle"),
        ((WIDOW, "--over", "wage", "0:10", "--period", "yesterday"), "not a month"),
        ((WIDOW, "--over", "wage", "0:10", "--outcome", "happiness"), "happiness"),
        ((WIDOW, "--format", "csv"), "--out"),
    ],
)
def test_a_mistake_is_one_clear_line(arguments, word):
    is_one_clear_line(run("vary", *arguments), word)


def test_an_unknown_format_writes_nothing(tmp_path):
    out = tmp_path / "out"
    is_one_clear_line(run("vary", WIDOW, "--over", "wage", "0:10", "--out", str(out), "--format", "pdf"), "pdf")
    assert not out.exists()
