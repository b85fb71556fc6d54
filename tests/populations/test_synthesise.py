"""The generator: its seeds, its inputs, its steps."""

import numpy
import pytest

from openfisca_jordan_sp.errors import PopulationError
from openfisca_jordan_sp.populations.schema import TABLES
from openfisca_jordan_sp.populations.store import read_population
from openfisca_jordan_sp.populations.synthesise import synthesise
from openfisca_jordan_sp.populations.synthesise.streams import ALIGNMENT_SAMPLE, STAGES, stream
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


def test_weights_of_a_sample_are_calibrated_and_even(population):
    weight = population.households["household_weight"]
    assert weight.sum() == pytest.approx(2_475_767, rel=1e-3)
    assert weight.min() > 0
    assert len(weight) * (weight**2).sum() / weight.sum() ** 2 < 1.1


def test_steps_are_told():
    steps = []
    synthesise(1_000, seed=0, progress=steps.append)
    assert steps[:4] == ["weights", "plan", "refugees", "dwelling"]
    assert steps[-1] == "family_events"


@pytest.mark.parametrize(
    ("households", "seed", "path"), [(0, 1, "households"), (999, 1, "households"), (1_000, -1, "seed")]
)
def test_bad_input(households, seed, path):
    with pytest.raises(PopulationError) as caught:
        synthesise(households, seed)
    assert caught.value.path == path
    assert caught.value.message.ar


def test_targets_that_contradict_each_other_name_one_of_them():
    targets = load_targets().with_value("population.under_15_share", 0.9)
    with pytest.raises(PopulationError, match="No weights meet all targets") as caught:
        synthesise(1_000, 1, targets)
    assert caught.value.path.startswith("targets: ")
    assert caught.value.path.removeprefix("targets: ").partition(" ")[0] in targets.by_name
    assert caught.value.hint.en


def test_targets_that_nothing_can_be_made_from_are_refused_before_anything_is_drawn():
    men = {**load_targets()["population.men"], "maan": 500_000}
    with pytest.raises(PopulationError, match="not fewer than") as caught:
        synthesise(1_000, 1, load_targets().with_value("population.men", men))
    assert caught.value.path == "targets: population.men.maan"


def test_demo_is_of_the_present_targets():
    assert read_population("demo").manifest["targets_sha256"] == load_targets().sha256


def test_streams_are_independent():
    draws = {
        (stage, place, part): stream(1, stage, place, part).random()
        for stage in STAGES
        for place in range(12)
        for part in (0, 1, ALIGNMENT_SAMPLE)
    }
    assert len(set(draws.values())) == len(draws)
    assert stream(1, "pool", 0).random() == draws["pool", 0, 0]
