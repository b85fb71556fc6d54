"""The generator: its seeds, its inputs, its command line and its parts."""

import subprocess
import sys

import numpy
import pytest

from openfisca_jordan_sp.errors import PopulationError
from openfisca_jordan_sp.populations.schema import TABLES
from openfisca_jordan_sp.populations.store import read_population
from openfisca_jordan_sp.populations.synthesise import synthesise
from openfisca_jordan_sp.populations.synthesise.__main__ import main
from openfisca_jordan_sp.populations.synthesise.align import align_rate, bisect, cut_by_rank, select_rate
from openfisca_jordan_sp.populations.synthesise.margins import age_bounds, broad_ages
from openfisca_jordan_sp.populations.synthesise.raking import Margin, rake
from openfisca_jordan_sp.populations.synthesise.streams import STAGES, stream
from openfisca_jordan_sp.populations.targets import load_targets


def same(one, other):
    return all(
        numpy.array_equal(values, other.table(table)[name], equal_nan=values.dtype == float)
        for table in TABLES
        for name, values in one.table(table).items()
    )


def test_same_seed_same_population(small):
    assert same(small, synthesise(1_000, seed=3))


def test_other_seed_other_population(small):
    other = synthesise(1_000, seed=4)
    assert other.person_count != small.person_count or not same(small, other)


def test_weights_total(population):
    weight = population.households["household_weight"]
    assert weight.sum() == pytest.approx(2_475_767)
    assert len(set(weight)) == 1


def test_steps_are_told():
    steps = []
    synthesise(1_000, seed=0, progress=steps.append)
    assert steps[:3] == ["pool", "weights", "sample"]
    assert steps[-1] == "schooling"


@pytest.mark.parametrize(
    ("households", "seed", "path"), [(0, 1, "households"), (999, 1, "households"), (1_000, -1, "seed")]
)
def test_bad_input(households, seed, path):
    with pytest.raises(PopulationError) as caught:
        synthesise(households, seed)
    assert caught.value.path == path
    assert caught.value.message.ar


def test_targets_that_contradict_each_other():
    targets = load_targets().with_value("households.female_headed", 0.99)
    with pytest.raises(PopulationError, match="No weights meet all targets"):
        synthesise(1_000, 1, targets)


def test_command_line(tmp_path, small, capsys):
    assert main(["--households", "1000", "--seed", "3", "--out", str(tmp_path / "out")]) == 0
    assert same(small, read_population(tmp_path / "out"))
    assert "pool" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--households", "many", "--seed", "1"],
        ["--households", "10", "--seed", "1"],
        ["--households", "1000", "--seed", "-1"],
        ["--seed", "1"],
        ["--households", "1000", "--seed", "1", "--targets", "/nowhere.yaml"],
    ],
)
def test_command_line_says_what_is_wrong_in_one_line(tmp_path, capsys, arguments):
    try:
        code = main([*arguments, "--out", str(tmp_path / "out")])
    except SystemExit as stop:
        code = stop.code
    assert code == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_command_line_does_not_overwrite(tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("keep")
    assert main(["--households", "1000", "--seed", "1", "--out", str(tmp_path)]) == 2
    assert "already" in capsys.readouterr().err.splitlines()[-1]


def test_module_runs():
    run = subprocess.run(
        [sys.executable, "-m", "openfisca_jordan_sp.populations.synthesise", "--help"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0
    assert "--households" in run.stdout


def test_demo_is_of_the_present_targets():
    assert read_population("demo").manifest["targets_sha256"] == load_targets().sha256


def test_demo_is_what_the_generator_makes():
    # Amounts may differ in the last digit on another processor; who lives where may not.
    demo, made = read_population(), synthesise(20_000, seed=1)
    for column in ("household_id", "family_id", "birth_date", "sex", "nationality"):
        assert numpy.array_equal(demo.persons[column], made.persons[column])
    consumption = "consumption_before_benefits"
    assert numpy.allclose(demo.households[consumption], made.households[consumption], atol=0.02)


def test_streams_are_independent():
    draws = {(stage, place): stream(1, stage, place).random() for stage in STAGES for place in range(13)}
    assert len(set(draws.values())) == len(draws)
    assert stream(1, "pool", 0).random() == draws["pool", 0]


def test_bisect():
    assert bisect(lambda x: x**3 - 8, 0, 10) == pytest.approx(2)


def test_align_rate_meets_a_weighted_share():
    random = numpy.random.default_rng(0)
    score, weight = random.normal(size=5_000), random.uniform(1, 3, 5_000)
    chosen = score + align_rate(score, weight, 0.3) > 0
    assert weight[chosen].sum() / weight.sum() == pytest.approx(0.3, abs=3 / 5_000)


@pytest.mark.parametrize(("target", "expected"), [(0.0, 0), (1.0, 10)])
def test_align_rate_of_none_and_all(target, expected):
    score = numpy.arange(10.0)
    assert select_rate(score, numpy.ones(10), target).sum() == expected


def test_select_rate_among_nobody():
    assert not select_rate(numpy.ones(3), numpy.ones(3), 0.5, numpy.zeros(3, dtype=bool)).any()


def test_cut_by_rank():
    classes = cut_by_rank(numpy.array([3.0, 1.0, 2.0, 4.0]), numpy.ones(4), [0.5, 0.25, 0.25])
    assert classes.tolist() == [1, 0, 0, 2]


def test_raking_meets_margins_and_stays_near():
    random = numpy.random.default_rng(1)
    values = random.integers(1, 9, 1_000).astype(float)
    ones = numpy.ones(1_000)
    margins = [
        Margin("count", ones, 500, 500),
        Margin("sum", values, 2_600, 2_600),
        Margin("same", values, 2_600, 2_600),
    ]
    weight = rake(ones, margins)
    assert weight.sum() == pytest.approx(500, rel=1e-4)
    assert weight @ values == pytest.approx(2_600, rel=1e-4)
    assert (weight > 0).all()
    assert len(set(weight)) == 8


def test_raking_says_what_cannot_be():
    ones = numpy.ones(100)
    with pytest.raises(PopulationError, match="is missed by"):
        rake(ones, [Margin("ten", ones, 10, 10), Margin("twenty", ones, 20, 20)])


def test_age_groups():
    assert age_bounds("0-14") == (0, 15)
    assert age_bounds("65+") == (65, 200)
    assert age_bounds("7") == (7, 8)


def test_broad_ages_are_shares_of_everybody():
    ages = broad_ages(load_targets())
    assert sum(sum(sexes.values()) for sexes in ages.values()) == pytest.approx(1)
    assert sum(ages["0-14"].values()) == pytest.approx(0.33)
    assert sum(sexes["male"] for sexes in ages.values()) == pytest.approx(0.5294)
