"""`jordan-sp marginal-rates`: printed, written, refused."""

import csv

import pytest

from tests.command_line.running import run


def is_one_clear_line(result, *words):
    assert result.exit_code == 2, result.output
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, lines
    assert all(word in lines[0] for word in words), lines


def test_the_law_in_force_is_told_alone(folder):
    result = run("marginal-rates", "--population", folder)
    assert result.exit_code == 0, result.output
    assert all(text in result.output for text in ("synthetic", "0-10 %", "above 100 %", "median", "law in force"))
    assert "reform" not in result.output


def test_a_reform_stands_beside_it_and_both_are_written(folder, tmp_path):
    out = tmp_path / "out"
    result = run("marginal-rates", "uct_maximum_160", "--population", folder, "--step", "10", "--out", str(out))
    assert result.exit_code == 0, result.output
    assert "reform" in result.output
    with (out / "marginal_rates_bands.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert sum(float(row["share_reform"]) for row in rows) == pytest.approx(1)
    assert sorted(path.name for path in out.iterdir()) == ["marginal_rates_bands.csv", "marginal_rates_deciles.csv"]


def test_it_is_told_in_arabic(folder):
    result = run("--language", "ar", "marginal-rates", "--population", folder)
    assert result.exit_code == 0, result.output
    assert all(text in result.output for text in ("القانون النافذ", "فوق 100 %", "عشير"))


def test_bad_input_is_refused_in_one_clear_line(folder, tmp_path):
    is_one_clear_line(run("marginal-rates", "--population", folder, "--step", "0.5"), "at least 1 JOD")
    is_one_clear_line(run("--language", "ar", "marginal-rates", "--population", folder, "--step", "0"), "دينار")
    is_one_clear_line(run("marginal-rates", "uct_maximum_16"), "uct_maximum_160")
    is_one_clear_line(run("marginal-rates", "--period", "soon"), "YYYY-MM")
    is_one_clear_line(run("marginal-rates", "--population", str(tmp_path / "nowhere")), "nowhere")
    (tmp_path / "file").write_text("mine")
    out = str(tmp_path / "file" / "below")
    is_one_clear_line(run("marginal-rates", "--population", folder, "--out", out), "cannot be written")
    assert run("marginal-rates", "--step", "much").exit_code == 2


def test_help_is_given():
    assert run("marginal-rates", "--help").exit_code == 0
