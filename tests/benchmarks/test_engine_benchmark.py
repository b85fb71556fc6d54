"""The engine against the same rules written by hand, and against itself: ratios of one run.

Where benchmarks are off, everything runs once on a small population, so that it is known to run.
"""

from functools import cache

import pytest
from openfisca_core.periods import period

from openfisca_jordan_sp import Policy
from tests.benchmarks.engine import engine_month, plain_month
from tests.benchmarks.populations import benchmark_population, demo_repeated
from tests.benchmarks.ratios import LEAST_ROUNDS, interleaved, record, row_of
from tests.benchmarks.restated import fused, shortcut, whole_array
from tests.benchmarks.restated.inputs import inputs_of
from tests.benchmarks.restated.parameters import parameters_of
from tests.fixtures import small_population

MONTH = period("2026-01")
POLICIES = (Policy(), Policy.of("uct_maximum_160"))
SKIPPED = f"{len(shortcut.NEVER_DUE)} programmes, and whom these data give nothing"
ALL = "all cash programmes, law in force and one reform"


@cache
def full_population():
    return benchmark_population()


@pytest.fixture
def population(benchmark):
    return small_population() if benchmark.disabled else full_population()


@pytest.fixture
def take(benchmark):
    """Times callables in turn as one benchmark, and keeps the rows of their ratios."""
    rounds = 1 if benchmark.disabled else LEAST_ROUNDS

    def taken(population, callables, rows):
        on = f"{population.household_count:,} households, {population.person_count:,} persons, data in memory"
        times = benchmark.pedantic(interleaved, (callables, rounds), rounds=1)
        for id_, what, name, to, at_most in rows:
            row = row_of(times, id_, what, name, to, at_most, on)
            assert row.found > 0
            if not benchmark.disabled:
                record(benchmark, row)

    return taken


def by_hand(way, inputs):
    """The restated rules for all policies."""
    return [way.evaluate_month(inputs, parameters_of(policy, MONTH)) for policy in POLICIES]


def test_the_engine_against_the_rules_written_by_hand(population, take):
    """The arrays that the rules by hand read are put in order before: what is told is what the rules cost."""
    inputs = inputs_of(population)
    take(
        population,
        {
            "engine": lambda: engine_month(POLICIES, population, MONTH),
            "numpy": lambda: by_hand(whole_array, inputs),
            "numba": lambda: by_hand(fused, inputs),
            "shortcut": lambda: by_hand(shortcut, inputs),
        },
        [
            ("1_numpy", f"{ALL}, against whole-array numpy of the same rules for everybody", "engine", "numpy", 0.8),
            ("1_shortcut", f"{ALL}, against numpy that skips by hand {SKIPPED}", "engine", "shortcut", None),
            ("3_numba", f"{ALL}, against a fused numba kernel of the same rules, 2 threads", "engine", "numba", 3),
        ],
    )


def test_the_engine_against_the_plain_engine(benchmark, take):
    """On the demo repeated, also where a Kingdom is given: by what this takes, that would take some 15 GB."""
    population = small_population() if benchmark.disabled else demo_repeated()
    take(
        population,
        {
            "engine": lambda: engine_month(POLICIES, population, MONTH),
            "plain engine": lambda: plain_month(POLICIES, population, MONTH),
        },
        [("2_plain", f"{ALL}, against the plain engine", "engine", "plain engine", 1 / 15)],
    )
