"""Health insurance: how many are insured, how, and of whom."""

import numpy
import pytest

from openfisca_jordan_sp.populations.population import ages_at
from openfisca_jordan_sp.populations.schema import code
from openfisca_jordan_sp.populations.synthesise import synthesise
from openfisca_jordan_sp.populations.targets import load_targets

TARGETS = load_targets()


@pytest.fixture(scope="module")
def jordanian(population):
    return population.persons["nationality"] == code("nationality", "jordanian")


def share(population, members, group):
    weight = population.person_weight
    return weight[members & group].sum() / weight[group].sum()


def test_all_insured_are_as_many_as_counted(population, jordanian):
    insured = population.persons["has_health_insurance"]
    assert share(population, insured, jordanian) == pytest.approx(TARGETS["health.insured_jordanian"], abs=0.002)
    assert share(population, insured, ~jordanian) == pytest.approx(TARGETS["health.insured_other"], abs=0.002)


def test_kinds_beside_the_civil_scheme_make_up_the_rest(population, jordanian):
    military = population.persons["has_military_health_insurance"]
    private = population.persons["has_private_health_insurance"]
    both = share(population, military, jordanian) + share(population, private, jordanian)
    assert both == pytest.approx(TARGETS["health.insured_jordanian"] - TARGETS["health.insured_civil"], abs=0.004)
    assert not (military & private).any()
    assert share(population, military, jordanian) > 2 * share(population, private, jordanian)


def test_who_has_a_kind_is_insured_and_jordanian(population, jordanian):
    for kind in ("has_military_health_insurance", "has_private_health_insurance"):
        rows = population.persons[kind]
        assert rows.any()
        assert population.persons["has_health_insurance"][rows].all()
        assert jordanian[rows].all()


def test_young_children_and_the_old_are_insured_free(population, jordanian):
    age = ages_at(population.persons["birth_date"], "2025-12-31")
    free = jordanian & ((age < 6) | (age >= 60))
    assert population.persons["has_health_insurance"][free].all()


def test_families_are_insured_as_a_whole_by_the_army(population):
    family, military = population.persons["family_id"], population.persons["has_military_health_insurance"]
    members = numpy.bincount(family)
    assert set((numpy.bincount(family, military) / members)[family[military]]) == {1.0}


def test_nobody_has_another_kind_where_the_civil_scheme_insures_all():
    population = synthesise(1_000, 3, TARGETS.with_value("health.insured_civil", 0.7))
    assert not population.persons["has_military_health_insurance"].any()
    assert not population.persons["has_private_health_insurance"].any()
    assert population.persons["has_health_insurance"].any()
