"""The command line: good input, bad input and none."""

import json

import pytest

from tests.command_line.running import run


def reform(folder, text):
    path = folder / "trial.yaml"
    path.write_text("id: trial\ntitle: {en: Trial, ar: تجربة}\nstatus: scenario\n" + text, encoding="utf-8")
    return str(path)


def test_a_comparison_is_printed_and_written(folder, tmp_path):
    result = run("compare", "uct_maximum_160", "--population", folder, "--out", str(tmp_path / "out"))
    assert result.exit_code == 0, result.output
    for text in (
        "Raise the highest",
        "synthetic",
        "239,177",
        "20,706,952",
        "Poverty at",
        "Winners and losers",
    ):
        assert text in result.output
    data = json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))
    assert data["policy"]["id"] == "uct_maximum_160"
    assert (tmp_path / "out" / "report.html").exists()


def test_the_report_can_be_had_in_arabic(folder, tmp_path):
    arguments = ("compare", "uct_maximum_160", "--population", folder, "--out", str(tmp_path))
    assert run("--language", "ar", *arguments).exit_code == 0
    assert 'dir="rtl"' in (tmp_path / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", [["--help"], ["compare", "--help"], ["--version"]])
def test_help_is_given(arguments):
    assert run(*arguments).exit_code == 0


def is_one_clear_line(result, *words):
    assert result.exit_code == 2, result.output
    lines = result.stderr.strip().splitlines()
    assert "Traceback" not in result.output
    assert len(lines) == 1, lines
    for word in words:
        assert word in lines[0]


def test_no_reform_at_all_is_a_usage_error():
    result = run("compare")
    assert result.exit_code == 2
    assert "name at least one reform" in result.stderr


def test_an_unknown_reform_is_named():
    is_one_clear_line(run("compare", "uct_maximum_16"), "uct_maximum_16", "uct_maximum_160")
    is_one_clear_line(run("compare", "reforms/nowhere.yaml"), "nowhere")


def test_an_unknown_parameter_is_named_with_the_nearest(tmp_path):
    path = reform(tmp_path, "values: {national_aid_fund.uct.benefit_maximun: {2026-01-01: 150}}\n")
    is_one_clear_line(run("compare", path), "benefit_maximun", "national_aid_fund.uct.benefit_maximum")


def test_a_value_out_of_range_is_named(tmp_path):
    path = reform(tmp_path, "values: {national_aid_fund.uct.benefit_maximum: {2026-01-01: 13600}}\n")
    is_one_clear_line(run("compare", path), "13600", "range")


def test_an_empty_reform_is_named(tmp_path):
    is_one_clear_line(run("compare", reform(tmp_path, "values: {}\n")), "empty")


def test_a_period_that_cannot_be_computed_is_named(folder):
    is_one_clear_line(run("compare", "uct_maximum_160", "--period", "1980-01"), "before the law")
    is_one_clear_line(run("compare", "uct_maximum_160", "--period", "soon"), "YYYY-MM")
    is_one_clear_line(run("compare", "uct_maximum_160", "--period", "2005-01"), "consumer_price_index", "2005-01-01")
    early = run("compare", "uct_maximum_160", "--period", "2005-01", "--line", "40", "--population", folder)
    is_one_clear_line(early, "national_aid_fund.", "2005-01-01")


def test_a_line_that_is_none_is_named():
    is_one_clear_line(run("compare", "uct_maximum_160", "--line", "low"), "not a poverty line")


def test_a_population_that_cannot_be_read_is_named(tmp_path, folder):
    is_one_clear_line(run("compare", "uct_maximum_160", "--population", str(tmp_path / "nowhere")), "nowhere")
    (tmp_path / "empty").mkdir()
    is_one_clear_line(run("compare", "uct_maximum_160", "--population", str(tmp_path / "empty")), "manifest.json")


def test_a_place_that_cannot_be_written_is_named(folder, tmp_path):
    (tmp_path / "file").write_text("mine")
    out = str(tmp_path / "file" / "below")
    is_one_clear_line(run("compare", "uct_maximum_160", "--population", folder, "--out", out), "cannot be written")


def test_nothing_is_left_where_the_reform_is_wrong(tmp_path):
    out = tmp_path / "out"
    run("compare", "no_such_reform", "--out", str(out))
    assert not out.exists()


def test_errors_are_told_in_arabic_too():
    result = run("--language", "ar", "compare", "uct_maximum_16")
    assert result.exit_code == 2
    assert "لا يوجد مشروع تعديل" in result.stderr
