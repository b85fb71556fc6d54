"""`jordan-sp population synthesise` and `extract`, as a user meets them."""

import pytest
from click.testing import CliRunner

from openfisca_jordan_sp.cli import main
from openfisca_jordan_sp.populations.store import read_population


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_synthesise_then_extract(tmp_path):
    made = run("population", "synthesise", "--households", 2000, "--seed", 3, "--out", tmp_path / "large")
    assert made.exit_code == 0
    assert "weights ..." in made.stderr
    assert "2,000 households" in made.stdout
    assert "Synthetic" in made.stdout
    drawn = run("population", "extract", tmp_path / "large", "--households", 1000, "--out", tmp_path / "small")
    assert drawn.exit_code == 0
    assert "Largest error" in drawn.stdout
    assert read_population(tmp_path / "small").household_count == 1_000


def test_set_changes_a_target(tmp_path):
    change = ("--set", "households.female_headed=0.15")
    done = run("population", "synthesise", "--households", 1000, "--seed", 3, "--out", tmp_path / "out", *change)
    assert done.exit_code == 0
    population = read_population(tmp_path / "out")
    reference = population.persons["household_role"] == 0
    female = population.persons["sex"][reference] == 1
    weight = population.households["household_weight"]
    assert weight[female].sum() / weight.sum() == pytest.approx(0.15, abs=0.003)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--households", "many", "--seed", "1"],
        ["--households", "10", "--seed", "1"],
        ["--households", "1000", "--seed", "-1"],
        ["--seed", "1"],
        [],
        ["--households", "1000", "--seed", "1", "--targets", "/nowhere.yaml"],
        ["--households", "1000", "--seed", "1", "--set", "nothing=1"],
        ["--households", "1000", "--seed", "1", "--workers", "0"],
    ],
)
def test_mistakes_are_told_without_a_traceback_and_leave_nothing(tmp_path, arguments):
    done = run("population", "synthesise", *arguments, "--out", tmp_path / "out")
    assert done.exit_code == 2
    assert "Traceback" not in done.output
    assert not (tmp_path / "out").exists()


def test_nothing_is_overwritten(tmp_path):
    (tmp_path / "mine.txt").write_text("keep")
    done = run("population", "synthesise", "--households", 1000, "--seed", 1, "--out", tmp_path)
    assert done.exit_code == 2
    assert "already" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_extract_of_nothing(tmp_path):
    done = run("population", "extract", tmp_path, "--out", tmp_path / "out")
    assert done.exit_code == 2
    assert "no manifest" in done.stderr
