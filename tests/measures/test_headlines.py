"""Headline figures: the same as in the tables of a comparison, and hidden where those are."""

import math

import numpy
import pytest

from openfisca_jordan_sp.asked import parse_month
from openfisca_jordan_sp.measures.basis import Basis
from openfisca_jordan_sp.measures.headlines import FIGURES, OF_CHANGE, headlines
from openfisca_jordan_sp.measures.tables import Pair
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.population import Population
from tests.fixtures import small_population
from tests.many_policies.quick import evaluate_all

MAXIMUM = "national_aid_fund.uct.benefit_maximum"
QUOTA = "national_aid_fund.uct.quota_families"


def pair(values, population=None):
    people = population or small_population()
    changed = Policy().with_values({path: {"2026-01-01": value} for path, value in values.items()})
    law, reform = evaluate_all([Policy(), changed], people, parse_month("2026-01"))
    return Pair(Basis(people, law), reform)


def test_every_figure_has_a_unit_and_two_names_and_is_there():
    figures = headlines(pair({MAXIMUM: 150}), 100.0)
    assert set(figures.figures) == set(FIGURES)
    assert set(figures.baseline) == set(FIGURES) - set(OF_CHANGE)
    assert all(figure.unit and figure.label.en and figure.label.ar for figure in FIGURES.values())


def test_the_null_reform_differs_in_nothing():
    figures = headlines(pair({MAXIMUM: 136}), 100.0)
    assert set(figures.differences.values()) == {0.0}
    assert figures.changed() == []
    assert figures.figures["persons_gain"] == figures.figures["persons_lose"] == 0


def test_a_rise_is_counted_by_hand():
    figures = headlines(pair({MAXIMUM: 146}), 100.0)
    weight = small_population().family_weight[:197].sum()
    assert figures.differences["cost_month"] == pytest.approx(10 * weight)
    assert figures.amounts["uct"]["families"] == pytest.approx(weight)
    assert figures.changed() == ["uct"]
    assert figures.figures["persons_gain"] > 0


def test_few_people_of_a_survey_are_hidden_and_many_are_not():
    people = small_population()
    manifest = {**people.manifest, "minimum_cell": 10}
    survey = Population(people.households, people.families, people.persons, manifest)
    few = headlines(pair({QUOTA: 3000}, survey), 100.0)
    many = headlines(pair({QUOTA: 100_000}, survey), 100.0)
    assert math.isnan(few.amounts["uct"]["cost_year"])
    assert not math.isnan(many.amounts["uct"]["cost_year"])
    assert many.changed() == ["uct"]
    assert numpy.isfinite(many.figures["gini"])
