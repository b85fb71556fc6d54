"""`jordan-sp compare` with several policies and formats: good input, bad input and none."""

import json

import pytest

from tests.arabic import english_words
from tests.command_line.running import run

A, B = "uct_maximum_160", "universal_child_grant+uct_quota_250000"


def test_several_policies_are_printed_and_written_in_the_formats_asked_for(folder, tmp_path):
    out = tmp_path / "out"
    result = run("compare", A, B, "--population", folder, "--out", str(out), "--format", "parquet,xlsx,stata")
    assert result.exit_code == 0, result.output
    for text in ("2 policies beside the law in force", "Main figures", "Universal child grant", "Written to"):
        assert text in result.output
    data = json.loads((out / "result.json").read_text(encoding="utf-8"))
    assert [policy["id"] for policy in data["policies"]] == [A, B]
    names = {path.name for path in out.iterdir()}
    assert {"policies.parquet", "policies.dta", "tables.xlsx", "report.html"} <= names
    assert not [name for name in names if name.endswith(".csv") or name.startswith(".")]


def test_several_policies_are_told_in_arabic(folder):
    result = run("--language", "ar", "compare", A, B, "--population", folder)
    assert result.exit_code == 0, result.output
    assert "القانون النافذ" in result.output
    assert "السكان مولدون اصطناعيا" in result.output
    assert english_words(result.output, {"amount"}) == []  # the end of a path that is too long for a line


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((f"{A}+",), "missing beside the +"),
        ((A, A), "given twice"),
        ((f"{A}+{A}",), "stands twice"),
        ((A, "uct_maximum_16"), "uct_maximum_16"),
        ((A, "--out", "nowhere", "--format", "excel"), "Did you mean xlsx"),
        ((A, "--out", "nowhere", "--format", ""), "format of tables"),
    ],
)
def test_a_mistake_is_one_clear_line_before_anything_is_computed(arguments, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("compare", *arguments)
    assert result.exit_code == 2, result.output
    assert words in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_a_format_without_a_place_is_a_usage_error():
    result = run("compare", A, "--format", "xlsx")
    assert result.exit_code == 2
    assert "--format is for --out" in result.stderr


def test_one_policy_is_told_in_arabic(folder):
    result = run("--language", "ar", "compare", "uct_maximum_160", "--population", folder)
    assert result.exit_code == 0
    assert english_words(result.output) == []
    assert "الدعم النقدي الموحد" in result.output
