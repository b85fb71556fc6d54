"""Populations written part by part: the same bytes whoever makes them, whole or not at all."""

import json
import signal
import subprocess
import sys

import numpy
import pytest

from openfisca_jordan_sp.errors import OutputError, PopulationError
from openfisca_jordan_sp.populations.store import population_parts, read_population, validate_population
from openfisca_jordan_sp.populations.synthesise import blueprint, kingdom, synthesise, synthesise_to
from openfisca_jordan_sp.populations.targets import load_targets
from openfisca_jordan_sp.populations.working_copy import WORKING

HOUSEHOLDS = 4_000

#: A run that is killed, as by the machine, when it has made a few parts.
KILLED = """
import os, signal, sys
from openfisca_jordan_sp.populations.synthesise import blueprint, kingdom
blueprint.ALIGNMENT_HOUSEHOLDS = kingdom.ALIGNMENT_HOUSEHOLDS = 1_000
def progress(step):
    if step.startswith("part 5 "):
        os.kill(os.getpid(), signal.SIGKILL)
kingdom.synthesise_to(sys.argv[1], 4_000, 9, progress=progress)
"""


@pytest.fixture(scope="module")
def in_parts():
    """Alignment on fewer households than there are, so that small populations are made in parts too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blueprint, "ALIGNMENT_HOUSEHOLDS", 1_000)
        patch.setattr(kingdom, "ALIGNMENT_HOUSEHOLDS", 1_000)
        yield


@pytest.fixture(scope="module")
def made(in_parts, tmp_path_factory):
    folder = tmp_path_factory.mktemp("one") / "kingdom"
    synthesise_to(folder, HOUSEHOLDS, seed=9)
    return folder


def contents(folder):
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and WORKING not in path.parts]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_two_workers_write_the_same_bytes_as_one(made, in_parts, tmp_path):
    synthesise_to(tmp_path / "two", HOUSEHOLDS, seed=9, workers=2)
    assert contents(tmp_path / "two") == contents(made)


def test_in_memory_it_is_the_same(made, in_parts):
    read, here = read_population(made), synthesise(HOUSEHOLDS, seed=9)
    for table in ("households", "families", "persons"):
        for name, values in here.table(table).items():
            assert numpy.array_equal(values, read.table(table)[name], equal_nan=values.dtype == float), name


def test_parts_are_numbered_through(made):
    parts = list(population_parts(made))
    assert len(parts) == 12
    assert sum(part.population.household_count for part in parts) == HOUSEHOLDS


def test_the_folder_keeps_its_targets(made):
    manifest = json.loads((made / "manifest.json").read_text())
    assert load_targets(made / "targets.yaml").sha256 == manifest["targets_sha256"]
    assert manifest["synthesis"]["calibration"]["maan"]["most_copies"] >= 1


def test_a_killed_run_leaves_no_population_and_the_next_one_begins_anew(made, in_parts, tmp_path):
    target = tmp_path / "kingdom"
    run = subprocess.run([sys.executable, "-c", KILLED, str(target)], check=False, capture_output=True)
    assert run.returncode == -signal.SIGKILL
    left = list(tmp_path.iterdir())
    assert [path.name.startswith(".kingdom.") for path in left] == [True]
    assert list(left[0].rglob("*.parquet"))
    for place in (target, left[0]):
        with pytest.raises(PopulationError):
            read_population(place)
    synthesise_to(target, HOUSEHOLDS, seed=9)
    assert list(tmp_path.iterdir()) == [target]
    assert contents(target) == contents(made)


def test_a_run_that_fails_leaves_nothing(in_parts, tmp_path):
    def fail(step):
        if step.startswith("part 3 "):
            raise RuntimeError

    with pytest.raises(RuntimeError):
        synthesise_to(tmp_path / "kingdom", HOUSEHOLDS, seed=9, progress=fail)
    assert not list(tmp_path.iterdir())


def test_nothing_is_overwritten(made, in_parts):
    with pytest.raises(OutputError, match="already"):
        synthesise_to(made, HOUSEHOLDS, seed=9)


def test_at_least_one_worker(tmp_path):
    with pytest.raises(PopulationError) as caught:
        synthesise_to(tmp_path / "kingdom", HOUSEHOLDS, seed=9, workers=0)
    assert caught.value.path == "workers"


def test_parts_made_alone_pass_every_check_of_reading(in_parts):
    made = blueprint.draw_blueprint(HOUSEHOLDS, 9, load_targets())
    for part in (made.parts[0], made.parts[-1]):
        validate_population(made.maker.make(part))
