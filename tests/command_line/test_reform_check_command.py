"""`jordan-sp reform check`: good bills, bad bills and none, in both languages."""

import json
from pathlib import Path

import pytest

from openfisca_jordan_sp.reform_commands.check import FORMAT
from tests.arabic import english_words
from tests.command_line.running import is_one_clear_line, run

BAD_BILLS = Path(__file__).parents[1] / "drafting" / "bad_bills"
GOOD, BAD, DOUBTFUL = "uct_maximum_160", "ceiling_below_floor", "order_reversed"


def check(*arguments):
    return run("reform", "check", *arguments)


def bad(code):
    return str(BAD_BILLS / f"{code}.yml")


def test_a_good_bill_passes_and_the_people_it_was_tried_on_are_named():
    result = check(GOOD)
    assert result.exit_code == 0
    assert "No mistake was found." in result.output
    assert "2,000 synthetic households" in result.output


def test_a_bad_bill_is_told_with_place_reason_and_hint():
    result = check(bad(BAD), "--quick")
    assert result.exit_code == 2
    assert "Errors: 1" in result.output
    assert "national_aid_fund.uct.benefit_maximum[2026-01-01]: " in result.output
    assert "(35) may not be below" in result.output
    assert "benefit_minimum = 40. [ceiling_below_floor]" in result.output
    assert "Nothing was tried on people" in result.output


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((GOOD,), 0),
        ((GOOD, "--strict"), 0),
        ((bad(DOUBTFUL),), 0),
        ((bad(DOUBTFUL), "--strict"), 1),
        ((bad(BAD), "--strict"), 2),
    ],
)
def test_the_exit_code_tells_errors_and_if_asked_warnings(arguments, code):
    assert check(*arguments, "--quick").exit_code == code


def test_several_bills_are_checked_one_by_one():
    result = check(GOOD, bad(BAD), bad(DOUBTFUL), "--quick")
    assert result.exit_code == 2
    titles = [block.splitlines()[0] for block in result.output.split("\n\n")]
    assert [title.rpartition("(")[2].strip("()") for title in titles] == [GOOD, BAD, DOUBTFUL]


def test_json_has_both_languages_whatever_is_asked_for():
    result = check(bad(BAD), bad(DOUBTFUL), "--json", "--quick", "--lang", "ar")
    assert result.exit_code == 2
    content = json.loads(result.output)
    assert content["format"] == FORMAT
    first, second = content["bills"]
    (error,) = first["errors"]
    assert (error["code"], first["warnings"], second["errors"]) == (BAD, [], [])
    assert error["path"] == "national_aid_fund.uct.benefit_maximum[2026-01-01]"
    assert set(error["message"]) == set(error["hint"]) == {"en", "ar"}
    assert second["warnings"][0]["code"] == DOUBTFUL


def test_a_bill_that_is_not_there_is_one_of_the_errors_with_the_nearest_names():
    result = check("uct_maximun_160", GOOD, "--quick")
    assert result.exit_code == 2
    assert "uct_maximum_160" in result.output
    assert "No mistake was found." in result.output


def test_a_bill_that_cannot_be_applied_says_that_it_is_not_checked_further():
    result = check(bad("unknown_parameter"))
    assert result.exit_code == 2
    assert "mend the errors, then check again" in result.output
    assert "Traceback" not in result.output


def test_no_bill_is_one_clear_line_in_either_language():
    is_one_clear_line(check(), "No reform is named")
    is_one_clear_line(check("--lang", "ar"), "لم يُذكر")


@pytest.mark.parametrize(
    "code", ["ceiling_below_floor", "gap_between_bands", "exclusion_swallows_group", "rule_fails", "empty"]
)
def test_arabic_is_complete(code):
    lines = check(bad(code), GOOD, "--lang", "ar").output.splitlines()
    for line in lines:
        assert not line or line.startswith("\u200f")
        assert english_words(line.replace("- \u2066values\u2069:", ""), {code, "IndexError"}) == [], line


def test_arabic_digits_are_written_where_they_are_asked_for():
    assert "٣٥" in check(bad(BAD), "--quick", "--lang", "ar", "--digits", "arabic").output
