"""What a process does before it computes: seconds of its processor, each taken in a fresh process.

All of it runs on one core and reads small files, so that these are the seconds a person waits on a machine
that does nothing else.

Where benchmarks are off, one process of each runs, so that it is known to run.
"""

import subprocess
import sys
from statistics import median

import pytest

from tests.benchmarks.ratios import LEAST_ROUNDS, Row, machine, record

REFORM = "uct_maximum_160"
TIMED = """
import time
{before}
start = time.process_time()
{timed}
print(time.process_time() - start)
"""
ON = "a fresh process each time, seconds of its processor"


def seconds_of(timed, before=""):
    """The processor's seconds that code takes in a fresh process, after other code that is not counted."""
    code = TIMED.format(timed=timed, before=before)
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return float(done.stdout)


@pytest.fixture
def take(benchmark):
    """Takes the same seconds again and again, and keeps the row of their median."""
    rounds = 1 if benchmark.disabled else LEAST_ROUNDS

    def taken(id, what, at_most, timed, before=""):  # noqa: A002 - the row's own word
        seconds = benchmark.pedantic(lambda: [seconds_of(timed, before) for _ in range(rounds)], rounds=1)
        assert min(seconds) > 0
        row = Row(id, what, at_most, median(seconds), ON, rounds, {what: median(seconds)}, machine(), "s")
        if not benchmark.disabled:
            record(benchmark, row)

    return taken


def test_importing_the_package(take):
    """A name is imported when it is first used: the law alone does not wait for what shows a comparison."""
    take("9a_import", "importing the package and the law's own names", 1, "from openfisca_jordan_sp import Policy")


def test_importing_every_public_name(take):
    take("9d_names", "importing all its names, with the libraries of tables", None, "from openfisca_jordan_sp import *")


def test_loading_the_law_in_force(take):
    take(
        "9b_loading",
        "loading the system",
        1,
        "JordanSocialProtectionSystem()",
        "from openfisca_jordan_sp import JordanSocialProtectionSystem",
    )


def test_building_the_first_reform_of_a_process(take):
    take(
        "9c_reform",
        "building a YAML reform",
        0.02,
        f"Policy.of({REFORM!r}).system",
        "from openfisca_jordan_sp import Policy; Policy().system",
    )


def test_the_command_compare_from_cold(benchmark):
    command = [sys.executable, "-c", "from openfisca_jordan_sp.cli import main; main()", "compare", REFORM]
    rounds = 1 if benchmark.disabled else LEAST_ROUNDS
    done = benchmark.pedantic(subprocess.run, (command,), {"check": True, "capture_output": True}, rounds=rounds)
    assert b"uct" in done.stdout.lower() or b"karama" in done.stdout.lower()
