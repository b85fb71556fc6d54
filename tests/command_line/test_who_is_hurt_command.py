"""`jordan-sp who-is-hurt`: printed, written, refused."""

import json
import re

import pandas

from tests.command_line.running import is_one_clear_line, run

CUT = "refugee_funding_cut"


def test_types_and_provisions_are_printed_and_written(folder, tmp_path):
    out = tmp_path / "out"
    result = run("who-is-hurt", CUT, "--population", folder, "--types", "3", "--out", str(out))
    assert result.exit_code == 0, result.output
    words = (
        "synthetic",
        "Types of losing households",
        "1. ",
        "Provision responsible",
        "JOD a month on average",
        "alone",
    )
    assert all(word in result.output for word in words)
    content = json.loads((out / "who_is_hurt.json").read_text(encoding="utf-8"))
    assert content["policy"]["id"] == CUT
    assert content["is_synthetic"] is True
    for name, rows in content["tables"].items():
        assert len(pandas.read_csv(out / f"who_is_hurt_{name}.csv", encoding="utf-8-sig")) == len(rows), name
    assert "report.html" in result.output


def test_it_is_told_in_arabic_alone(folder):
    result = run("who-is-hurt", CUT, "--population", folder, "--lang", "ar")
    assert result.exit_code == 0, result.output
    assert "الحكم المسؤول" in result.output
    assert re.findall(r"[A-Za-z]{2,}", re.sub(r"compare|non_verified", "", result.stdout)) == []


def test_where_nobody_is_hurt_it_says_so(folder):
    result = run("who-is-hurt", "uct_maximum_160", "--population", folder)
    assert result.exit_code == 0, result.output
    assert result.output.count("Nobody loses any income in 2026") == 1
    assert "Types of losing households" not in result.output


def test_mistakes_are_told_in_one_line(folder, tmp_path):
    out = tmp_path / "out"
    is_one_clear_line(run("who-is-hurt", "refugee_cut", "--population", folder, "--out", str(out)), CUT)
    is_one_clear_line(run("who-is-hurt", CUT, "--population", folder, "--types", "9"), "from 1 to 8")
    is_one_clear_line(run("who-is-hurt", CUT, "--population", folder, "--seed", "-1"), "seed")
    is_one_clear_line(run("who-is-hurt", CUT, "--population", folder, "--period", "2026"), "not a month")
    is_one_clear_line(run("who-is-hurt", CUT, "--population", str(tmp_path / "nowhere")), "nowhere")
    is_one_clear_line(run("who-is-hurt", CUT, "--format", "csv"), "--format is for --out")
    is_one_clear_line(run("who-is-hurt"), "Missing argument")
    is_one_clear_line(run("who-is-hurt", CUT, "--types", "9", "--lang", "ar"), "اختر")
    assert not out.exists()
