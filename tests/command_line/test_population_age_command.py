"""`jordan-sp population age`: good input, bad input and none."""

import json

import pytest
from click.testing import CliRunner

from openfisca_jordan_sp.cli import main
from openfisca_jordan_sp.populations.store import read_population


def run(*arguments):
    return CliRunner().invoke(main, ["population", "age", *arguments])


def test_a_population_is_carried_and_written(folder, tmp_path):
    out = tmp_path / "aged"
    result = run(folder, "--to", "2030", "--out", str(out))
    assert result.exit_code == 0, result.output
    for words in ("2025 to the end of 2030", "Consumer prices", "1.1146", "assumed", "synthetic", "Static ageing"):
        assert words in result.output
    assert read_population(out).manifest["aged_to"] == 2030


def test_one_value_can_be_set(folder, tmp_path):
    result = run(folder, "--to", "2026", "--out", str(tmp_path / "a"), "--set", "earnings.projection.growth=0.1")
    assert result.exit_code == 0, result.output
    manifest = json.loads((tmp_path / "a/manifest.json").read_text(encoding="utf-8"))
    assert manifest["ageing"]["columns"]["wage"]["factor"] == pytest.approx(1.1)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--to", "2017"], "2018 to 2033"),
        (["--to", "2034"], "2018 to 2033"),
        (["--to", "soon"], "soon"),
        (["--to", "2030", "--set", "wages=3"], "no path"),
        (["--to", "2030", "--series", "nowhere.yaml"], "nowhere.yaml"),
    ],
)
def test_a_mistake_is_one_clear_line_and_writes_nothing(folder, tmp_path, arguments, words):
    result = run(folder, "--out", str(tmp_path / "aged"), *arguments)
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert words in result.stderr
    assert not (tmp_path / "aged").exists()


def test_no_such_population_is_named(tmp_path):
    result = run(str(tmp_path / "none"), "--to", "2030", "--out", str(tmp_path / "aged"))
    assert result.exit_code == 2
    assert "no such population folder" in result.stderr


def test_a_folder_that_is_not_empty_is_left_alone(folder, tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    result = run(folder, "--to", "2030", "--out", str(tmp_path))
    assert result.exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_nothing_at_all_is_a_usage_error():
    result = run()
    assert result.exit_code == 2
    assert "DIR" in result.stderr
