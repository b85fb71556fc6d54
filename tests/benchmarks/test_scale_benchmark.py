"""Further policies, a year, every variable, ten times the Kingdom, and the demo after a change: ratios of one run.

`KINGDOM` names the folder of a whole population; without it the demo repeated stands in, and the rows say so.
"""

import json
import os
import subprocess
import sys
import time
from itertools import count

import pytest
from openfisca_core.periods import period

from openfisca_jordan_sp import Policy, compare, read_population
from openfisca_jordan_sp.engine.evaluate import answer_all
from openfisca_jordan_sp.engine.part import Question
from openfisca_jordan_sp.engine.parts_source import PARTITION_HOUSEHOLDS
from openfisca_jordan_sp.populations.population import Population, ages_at
from tests.benchmarks.populations import benchmark_population
from tests.benchmarks.ratios import LEAST_ROUNDS, Row, Times, interleaved, machine, record, row_of
from tests.fixtures import small_population

MONTH = period("2026-01")
LAW = Policy()
#: The law of January all through the year: the quota of the Unified Cash Transfer does not change in May.
STILL_LAW = Policy().with_values({"national_aid_fund.uct.quota_families": {"2026-01-01": 197_300}})
REFORMS = [Policy.of("uct_maximum_160"), Policy().with_values({"national_aid_fund.uct.gap_share": {"2026-01-01": 0.6}})]


@pytest.fixture(scope="module")
def large():
    return benchmark_population()


@pytest.fixture
def population(benchmark, request):
    return small_population() if benchmark.disabled else request.getfixturevalue("large")


def on(population):
    return f"{population.household_count:,} households, {population.person_count:,} persons, data in memory"


def without_birthdays(population):
    """The same people, of the ages that they have in January all through the year."""
    persons = {name: values for name, values in population.persons.items() if name != "birth_date"}
    persons["age"] = ages_at(population.persons["birth_date"], "2026-01-01")
    return Population(
        households=dict(population.households),
        families=dict(population.families),
        persons=persons,
        manifest=population.manifest,
    )


def test_a_further_policy_costs_little(benchmark, population):
    def each_further():
        """The time of two more policies, halved and added to nothing, beside that of the law alone."""
        question = Question(MONTH)
        times = interleaved(
            {
                "law alone": lambda: answer_all([LAW], population, question),
                "law and two reforms": lambda: answer_all([LAW, *REFORMS], population, question),
            },
            1 if benchmark.disabled else LEAST_ROUNDS,
        )
        pairs = zip(times.seconds["law alone"], times.seconds["law and two reforms"], strict=True)
        further = tuple(max(more - alone, 0) / len(REFORMS) for alone, more in pairs)
        return Times({"further policy": further, "law in force": times.seconds["law alone"]})

    times = benchmark.pedantic(each_further, rounds=1)
    what = "each further reform that touches one programme, month and year with all levies and services"
    row = row_of(times, "5_further", what, "further policy", "law in force", 0.15, on(population))
    assert row.found >= 0
    if not benchmark.disabled:
        record(benchmark, row)


def test_a_year_in_which_nothing_changes_costs_little_more_than_a_month(benchmark, population):
    still = without_birthdays(population)
    month = Question(MONTH, with_year=False, with_services=False, with_levies=False)
    year = Question(MONTH, with_year=True, with_services=False, with_levies=False)
    callables = {
        "month": lambda: answer_all([STILL_LAW], still, month),
        "year": lambda: answer_all([STILL_LAW], still, year),
        "year with birthdays": lambda: answer_all([LAW], population, year),
    }
    times = benchmark.pedantic(interleaved, (callables, 1 if benchmark.disabled else LEAST_ROUNDS), rounds=1)
    rows = [
        row_of(
            times,
            "6_year",
            "a year of programmes in which nothing changes but that December pays winter aid",
            "year",
            "month",
            1.5,
            on(population),
        ),
        row_of(
            times,
            "6b_birthdays",
            "the law of 2026 as it is, its quota changing in May, and people having their birthdays",
            "year with birthdays",
            "month",
            None,
            on(population),
        ),
    ]
    assert all(row.found > 0 for row in rows)
    for row in rows if not benchmark.disabled else ():
        record(benchmark, row)


EVERY_VARIABLE = """
import json, resource, sys, time
start = time.perf_counter()
from openfisca_core.periods import period
from openfisca_jordan_sp import Policy, read_population
from openfisca_jordan_sp.engine.variable_totals import variable_totals
totals = variable_totals(Policy(), read_population(sys.argv[1]), period("2026-01"))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
print(json.dumps({"seconds": time.perf_counter() - start, "peak": peak, "variables": len(totals)}))
"""


def child(script, *arguments, **environment):
    command = [sys.executable, "-c", script, *map(str, arguments)]
    variables = {**os.environ, **environment}
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True, env=variables).stdout)


def test_every_variable_of_a_month_from_a_folder(benchmark):
    folder = "demo" if benchmark.disabled else os.environ.get("KINGDOM", "demo")
    rounds = 1 if benchmark.disabled else LEAST_ROUNDS
    found = benchmark.pedantic(lambda: [child(EVERY_VARIABLE, folder) for _ in range(rounds)], rounds=1)
    assert found[0]["variables"] > 600
    if benchmark.disabled:
        return
    people = read_population(folder)
    described = f"{people.household_count:,} households, {people.person_count:,} persons, from their working copy"
    seconds = sorted(each["seconds"] for each in found)[rounds // 2]
    peak = sorted(each["peak"] for each in found)[rounds // 2]
    for id_, what, limit, value, unit in (
        ("4a_variables", f"every of {found[0]['variables']} computed variables of one month", 60, seconds, "s"),
        ("4b_variables", "the same: peak memory of the process", 3, peak, "GB"),
    ):
        record(benchmark, Row(id_, what, limit, value, described, rounds, {}, machine(), unit))


TEN_TIMES = """
import json, resource, sys, time
from openfisca_core.periods import period
from openfisca_jordan_sp import Policy
from openfisca_jordan_sp.engine.executors import Threads
from openfisca_jordan_sp.engine.part import Question
from openfisca_jordan_sp.engine.partitions import summarise
from openfisca_jordan_sp.engine.parts_source import FolderParts
from tests.benchmarks.repeated import Repeated
folder, households, times = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
# A country so many times as large, with so many times the places.
places = "national_aid_fund.uct.quota_families"
policy = Policy().with_values({places: {"2026-01-01": times * int(sys.argv[4])}})
question = Question(period("2026-01"), with_year=False, with_services=False, with_levies=False)
start = time.perf_counter()
(found,) = summarise([policy], Repeated(FolderParts(folder, households), times), question, 100.0, Threads(2))
seconds = time.perf_counter() - start
print(json.dumps({
    "seconds": seconds,
    "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6,
    "rows": found.counts,
    "costs": {item: found.figures(item).cost_month for item in found.items},
    "reached": found.quotas["is_uct_inside_quota"].reached,
}))
"""
#: Families of the Kingdom that the Unified Cash Transfer has places for, fewer than ask for it.
PLACES = 150_000
#: What they move: ten times the places end within a household's weight of ten times where they ended.
WITH_PLACES = ("uct", "pillar:karama", "all_programmes")


def test_ten_times_the_people_take_ten_times_the_time_in_the_same_memory(benchmark):
    """One round: of the Kingdom, ten times takes both cores for minutes."""
    folder = "demo" if benchmark.disabled else os.environ.get("KINGDOM", "demo")
    households = 5_000 if folder == "demo" else PARTITION_HOUSEHOLDS

    def both():
        return [child(TEN_TIMES, folder, households, times, PLACES) for times in (1, 10)]

    once, ten = benchmark.pedantic(both, rounds=1)
    assert ten["rows"] == [10 * rows for rows in once["rows"]]
    for item, cost in once["costs"].items():
        assert ten["costs"][item] == (pytest.approx(10 * cost, rel=1e-3) if item in WITH_PLACES else 10 * cost)
    assert once["reached"] == pytest.approx(PLACES, rel=1e-3)
    assert ten["reached"] == pytest.approx(10 * PLACES, rel=1e-3)
    assert ten["peak"] < 1.2 * once["peak"]
    if benchmark.disabled:
        return
    described = f"{folder if folder == 'demo' else 'the Kingdom'} once and its partitions ten times over; one round"
    for id_, what, key, limit in (
        ("7a_ten_times", "10 x the people against once, all programmes of a month", "seconds", 11),
        ("7b_ten_times", "the same: peak memory", "peak", 1.1),
    ):
        sides = {"ten times": ten[key], "once": once[key]}
        record(benchmark, Row(id_, what, limit, ten[key] / once[key], described, 1, sides, machine()))


def test_one_value_changed_on_the_demo(benchmark):
    numbers = count(101)

    def change():
        path = "national_aid_fund.uct.benefit_maximum"
        policy = Policy().with_values({path: {"2026-01-01": next(numbers)}})
        start = time.perf_counter()
        result = compare(policy)
        return time.perf_counter() - start, result

    change()
    rounds = 1 if benchmark.disabled else 9
    seconds = benchmark.pedantic(lambda: sorted(change()[0] for _ in range(rounds)), rounds=1)
    if not benchmark.disabled:
        what = "the demo with one value changed: full comparison, the law in force known to the process"
        row = Row("8_demo", what, 0.5, seconds[rounds // 2], "20,000 households", rounds, {}, machine(), "s")
        record(benchmark, row)
    assert change()[1].tables["programmes"].iloc[-1]["cost_month_difference"] < 0
