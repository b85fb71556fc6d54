"""The engine gives what plain OpenFisca gives: every variable, on the demo and on random families."""

import os

import numpy
import pytest
from openfisca_core.periods import period

from openfisca_jordan_sp import Policy, read_population
from openfisca_jordan_sp.engine.evaluate import evaluate_all
from openfisca_jordan_sp.populations.population import Population
from tests.engine.every_variable import TOLERANCE, disagreements
from tests.fixtures import small_population

#: Random populations in all, in batches that run side by side.
#: Thirty where all tests run, a second each; `make properties` takes 200.
POPULATIONS, BATCHES = int(os.environ.get("POPULATIONS", "30")), 10
#: Columns that say how rows hang together: not shuffled among people.
_STRUCTURE = {"person_id", "family_id", "household_id", "family_role", "household_role", "household_weight"}


def mixed(population, generator, households):
    """Some households of a population, their data dealt anew among persons, families and households."""
    rows = numpy.sort(generator.choice(population.household_count, households, replace=False))
    taken = population.take(rows)
    tables = {
        table: {
            name: values if name in _STRUCTURE else generator.choice(population.table(table)[name], len(values))
            for name, values in taken.table(table).items()
        }
        for table in ("households", "families", "persons")
    }
    return Population(**tables, manifest=population.manifest)


@pytest.mark.parametrize("date", ["2020-05", "2022-10", "2026-03"])
def test_every_variable_agrees_on_the_demo_population(date):
    found, computed = disagreements(read_population("demo"), period(date))
    assert found == []
    assert computed > 700


@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_variable_agrees_on_random_families(batch):
    dates = ("2018-02", "2019-06", "2020-04", "2021-03", "2022-09", "2024-12", "2025-07", "2026-01", "2026-11")
    for number in range(POPULATIONS // BATCHES):
        generator = numpy.random.default_rng([batch, number])
        population = mixed(small_population(), generator, int(generator.integers(1, 40)))
        found, _ = disagreements(population, period(str(generator.choice(dates))))
        assert found == [], f"batch {batch}, population {number}"


@pytest.mark.parametrize("reform", ["ssc_bill_2026_feb24", "electricity_cliff_smoothed", "covid_2020"])
def test_every_variable_agrees_under_a_reform(reform):
    month = period("2020-05" if reform == "covid_2020" else "2026-06")
    found, _ = disagreements(small_population(), month, Policy.of(reform))
    assert found == []


def test_people_of_one_and_a_population_of_one_household_agree():
    population = small_population()
    sizes = numpy.diff(population.household_person_offsets)
    alone = numpy.flatnonzero(sizes == 1)
    assert len(alone) > 10
    for rows in (alone[:10], alone[:1], numpy.array([int(sizes.argmax())])):
        found, _ = disagreements(population.take(rows), period("2026-02"))
        assert found == []


@pytest.mark.parametrize("month", ["2026-01", "2026-05"])
def test_whole_evaluations_agree_for_several_policies_and_all_months(month):
    policies = [Policy(), Policy.of("uct_maximum_160"), Policy.of("universal_child_grant", "uct_quota_250000")]
    population, when = small_population(), period(month)
    fast = evaluate_all(policies, population, when)
    plain = evaluate_all(policies, population, when, engine="plain")
    for one, other in zip(fast, plain, strict=True):
        assert one.quotas.keys() == other.quotas.keys()
        for name in ("month", "year", "levies_month", "levies_year"):
            ours, theirs = getattr(one, name), getattr(other, name)
            assert ours.keys() == theirs.keys()
            for key in ours:
                numpy.testing.assert_allclose(ours[key], theirs[key], rtol=0, atol=TOLERANCE, err_msg=f"{name} {key}")
        for key, service in one.services.items():
            assert service.cases == other.services[key].cases
            assert service.entitled == pytest.approx(other.services[key].entitled)
            assert service.value == pytest.approx(other.services[key].value)
        for flag, quota in one.quotas.items():
            assert vars(quota) == pytest.approx(vars(other.quotas[flag]))
