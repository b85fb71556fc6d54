"""Consumption mapped to published decile means, when a source gives them."""

import numpy
import pytest

from openfisca_jordan_sp.populations.overrides import with_overrides
from openfisca_jordan_sp.populations.synthesise import synthesise
from openfisca_jordan_sp.populations.synthesise.deciles import amount_at_rank
from openfisca_jordan_sp.populations.targets import Target, load_targets

MEANS = numpy.array([150.0, 230, 290, 350, 410, 480, 570, 690, 900, 1900])


def test_each_tenth_has_its_mean_and_ranks_stay():
    rank = (numpy.arange(1_000_000) + 0.5) / 1_000_000
    amounts = amount_at_rank(rank, MEANS)
    tenths = amounts.reshape(10, -1).mean(axis=1)
    assert tenths[:9] == pytest.approx(MEANS[:9], rel=1e-3)
    assert tenths[9] == pytest.approx(MEANS[9], rel=0.02)  # the highest incomes are cut
    assert (numpy.diff(amounts) >= 0).all()


@pytest.fixture(scope="module")
def targets():
    yearly = {str(number): float(mean * 12) for number, mean in enumerate(MEANS, 1)}
    given = Target("consumption.decile_means", yearly, "2018", "JOD/year", "A", "assumed", "align")
    package = load_targets()
    return with_overrides(type(package)({**package.by_name, given.name: given}, package.sources, package.base_date), [])


def test_a_population_has_the_decile_means_that_are_given(targets):
    population = synthesise(4_000, 1, targets)
    amounts, weight = population.households["consumption_before_benefits"], population.households["household_weight"]
    order = numpy.argsort(amounts)
    tenth = numpy.minimum((numpy.cumsum(weight[order]) / weight.sum() * 10).astype(int), 9)
    means = numpy.bincount(tenth, (amounts * weight)[order]) / numpy.bincount(tenth, weight[order])
    wanted = MEANS * targets["prices.uprating_2018_to_2025"]
    assert means[:9] == pytest.approx(wanted[:9], rel=0.02)
    assert means[9] == pytest.approx(wanted[9], rel=0.1)


def test_households_keep_their_order(targets):
    plain, mapped = synthesise(1_000, 1), synthesise(1_000, 1, targets)
    column = "consumption_before_benefits"
    order = numpy.argsort(plain.households[column])
    rises = numpy.diff(plain.households[column][order]) > 0
    assert (numpy.diff(mapped.households[column][order])[rises] > -0.011).all()
