"""`jordan-sp marginal-rates`: printed, written, refused."""

import csv
import json

import pandas
import pytest

from tests.arabic import without_marks
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
    assert "uct" not in result.output


def test_a_reform_stands_beside_it_and_both_are_written(folder, tmp_path):
    out = tmp_path / "out"
    result = run("marginal-rates", "uct_maximum_160", "--population", folder, "--step", "10", "--out", str(out))
    assert result.exit_code == 0, result.output
    assert "uct_maximum_160" in result.output
    assert all(figure in result.output for figure in ("earners", "share", "mean", "median"))
    with (out / "marginal_rates_bands.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert sum(float(row["share_reform"]) for row in rows) == pytest.approx(1)
    tables = ["marginal_rates_bands.csv", "marginal_rates_deciles.csv"]
    assert sorted(path.name for path in out.iterdir()) == ["marginal_rates.json", *tables]
    content = json.loads((out / "marginal_rates.json").read_text(encoding="utf-8"))
    assert content["is_synthetic"] is True
    assert content["step"] == 10
    assert [policy["id"] for policy in content["policies"]] == ["uct_maximum_160"]


def test_several_policies_stand_side_by_side_and_a_plus_joins_reforms(folder, tmp_path):
    policies = ("uct_maximum_160", "universal_child_grant", "uct_maximum_160+universal_child_grant")
    result = run("marginal-rates", *policies, "--population", folder, "--out", str(tmp_path / "out"))
    assert result.exit_code == 0, result.output
    for table, figure in (("bands", "share_reform"), ("deciles", "mean_reform")):
        with (tmp_path / "out" / f"marginal_rates_{table}.csv").open(encoding="utf-8-sig") as file:
            rows = list(csv.DictReader(file))
        assert tuple(dict.fromkeys(row["policy"] for row in rows)) == policies
        if table == "bands":
            for policy in policies:
                shares = [float(row[figure]) for row in rows if row["policy"] == policy]
                assert sum(shares) == pytest.approx(1)
    alone = run("marginal-rates", policies[2], "--population", folder, "--out", str(tmp_path / "alone"))
    assert alone.exit_code == 0, alone.output
    together = pandas.read_csv(tmp_path / "out" / "marginal_rates_bands.csv").query("policy == @policies[2]")
    expected = pandas.read_csv(tmp_path / "alone" / "marginal_rates_bands.csv")
    pandas.testing.assert_frame_equal(together.drop(columns="policy").reset_index(drop=True), expected)


def test_five_policies_are_all_shown(folder, tmp_path):
    files = []
    for number in range(5):
        files.append(tmp_path / f"trial{number}.yaml")
        files[-1].write_text(
            f"id: trial{number}\ntitle: {{en: Trial, ar: تجربة}}\nstatus: scenario\n"
            "values: {social_security_law.contributions.old_age.employee: {2026-01-01: 0.115}}\n",
            encoding="utf-8",
        )
    result = run("marginal-rates", *map(str, files), "--population", folder)
    assert result.exit_code == 0, result.output
    assert all(result.output.count(f"trial{number}") >= 3 for number in range(5))


def test_it_is_told_in_arabic(folder):
    result = run("--language", "ar", "marginal-rates", "--population", folder)
    assert result.exit_code == 0, result.output
    assert all(text in without_marks(result.output) for text in ("القانون النافذ", "فوق 100 %", "عشير"))


def test_bad_input_is_refused_in_one_clear_line(folder, tmp_path):
    is_one_clear_line(run("marginal-rates", "--population", folder, "--step", "0.5"), "at least 1 JOD")
    is_one_clear_line(run("--language", "ar", "marginal-rates", "--population", folder, "--step", "0"), "دينار")
    is_one_clear_line(run("marginal-rates", "uct_maximum_16"), "uct_maximum_160")
    is_one_clear_line(run("marginal-rates", "uct_maximum_160", "uct_maximum_160"), "given twice")
    is_one_clear_line(run("marginal-rates", "uct_maximum_160+"), "missing beside the +")
    is_one_clear_line(run("marginal-rates", "--period", "soon"), "YYYY-MM")
    is_one_clear_line(run("marginal-rates", "--population", str(tmp_path / "nowhere")), "nowhere")
    (tmp_path / "file").write_text("mine")
    out = str(tmp_path / "file" / "below")
    is_one_clear_line(run("marginal-rates", "--population", folder, "--out", out), "cannot be written")
    assert run("marginal-rates", "--step", "much").exit_code == 2


def test_help_is_given():
    assert run("marginal-rates", "--help").exit_code == 0
