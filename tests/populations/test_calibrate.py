"""Calibration: local and national margins in one problem."""

import numpy
import pytest

from openfisca_jordan_sp.errors import PopulationError
from openfisca_jordan_sp.populations.groups import group_bounds
from openfisca_jordan_sp.populations.synthesise.calibrate import calibrate, prior, solve
from openfisca_jordan_sp.populations.synthesise.held_out import BLOCKS, held_out
from openfisca_jordan_sp.populations.synthesise.margins import (
    Margin,
    age_shares,
    composition_class,
    households_by_governorate,
    local_margins,
    national,
    national_margins,
)
from openfisca_jordan_sp.populations.synthesise.plan import make_plan
from openfisca_jordan_sp.populations.synthesise.pool import draw_pool
from openfisca_jordan_sp.populations.targets import load_targets

KINGDOM = 2_475_767


@pytest.fixture(scope="module")
def targets():
    return load_targets()


@pytest.fixture(scope="module")
def pool(targets):
    return draw_pool(12_000, 5, targets)


@pytest.fixture(scope="module")
def calibration(pool, targets):
    return calibrate(pool, targets)


def misses(pool, targets, weight):
    """Relative miss of each margin under weights, one row a governorate."""
    found = {}
    for margin in [*local_margins(pool, targets), *national_margins(pool, targets)]:
        achieved = weight @ margin.values
        achieved = achieved if len(margin.totals) > 1 else achieved.sum(keepdims=True)
        found[margin.name] = float((numpy.abs(achieved - margin.totals) / margin.scales).max())
    return found


def test_every_margin_is_met(pool, targets, calibration):
    found = misses(pool, targets, calibration.weight)
    assert len(found) > 50
    assert max(found.values()) < 1e-4


def test_weights_stay_near_the_prior(pool, targets, calibration):
    weight = calibration.weight
    assert (weight >= 0).all()
    effective = weight.sum(axis=1) ** 2 / (weight**2).sum(axis=1)
    assert (pool.count / effective < 4).all()


def test_integers_of_the_whole_kingdom_miss_nothing_by_half_a_percent(pool, targets, calibration):
    plan = make_plan(pool, calibration, KINGDOM, 5, targets)
    counts = numpy.stack([numpy.bincount(rows, minlength=pool.count) for rows in plan.template])
    assert counts.sum() == KINGDOM
    assert {float(weight.min()) for weight in plan.weight} == {1.0}
    assert max(misses(pool, targets, counts.astype(float)).values()) < 0.005


def test_a_sample_of_twenty_thousand_misses_nothing_by_two_percent(pool, targets, calibration):
    plan = make_plan(pool, calibration, 20_000, 5, targets)
    pairs = zip(plan.template, plan.weight, strict=True)
    weight = numpy.stack([numpy.bincount(rows, weight, minlength=pool.count) for rows, weight in pairs])
    assert max(misses(pool, targets, weight).values()) < 0.02


def test_towns_have_their_share(pool, targets, calibration):
    plan = make_plan(pool, calibration, KINGDOM, 5, targets)
    for name, rows, urban in zip(targets["population.urban_share"], plan.template, plan.is_urban, strict=True):
        persons = pool.size[rows]
        wanted = targets["population.urban_share"][name]
        assert persons[urban].sum() / persons.sum() == pytest.approx(wanted, abs=1e-3)


def test_the_prior_has_the_households_of_every_governorate(pool, targets):
    households = prior(pool, targets).sum(axis=1)
    assert households == pytest.approx(households_by_governorate(targets))
    assert households.sum() == pytest.approx(KINGDOM)


def two_places(**totals):
    values = numpy.array([1.0, 1.0, 2.0, 3.0])
    local = numpy.array(totals["local"], dtype=float)
    national = numpy.array([totals["national"]], dtype=float)
    return [
        Margin("count", numpy.ones(4), local, local),
        Margin("sum", values, national, national),
    ]


def test_solve_meets_local_and_national_margins_together():
    first = numpy.ones((2, 4))
    weight = solve(first, two_places(local=[10, 20], national=60)).weight
    assert weight.sum(axis=1) == pytest.approx([10, 20], rel=1e-4)
    assert (weight @ [1, 1, 2, 3]).sum() == pytest.approx(60, rel=1e-4)
    # The national margin tilts both places alike.
    assert weight[0] * 2 == pytest.approx(weight[1], rel=1e-3)


def test_solve_names_the_margin_that_cannot_be_met():
    with pytest.raises(PopulationError, match="No weights meet all targets") as caught:
        solve(numpy.ones((2, 4)), two_places(local=[10, 20], national=200))
    assert caught.value.path.startswith("targets: ")


def test_with_slack_what_cannot_be_met_is_missed_and_nothing_fails():
    weight = solve(numpy.ones((2, 4)), two_places(local=[10, 20], national=95), slack=0.05).weight
    assert weight.sum() == pytest.approx(30, rel=0.1)
    assert 80 < (weight @ [1, 1, 2, 3]).sum() < 95


@pytest.mark.parametrize("block", BLOCKS)
def test_a_target_left_out_is_not_met_exactly_but_is_told(targets, block):
    rows = held_out(targets, 1, block)
    assert rows
    assert all(name.startswith(block) for name, _, _ in rows)
    errors = [abs(achieved / wanted - 1) for _, wanted, achieved in rows]
    assert max(errors) > 1e-3
    assert max(errors) < 5


def test_composition_classes():
    adults = numpy.array([1, 2, 2, 2, 3, 3, 3, 3, 4])
    children = numpy.array([0, 1, 2, 3, 0, 1, 2, 3, 4])
    assert composition_class(adults, children).tolist() == [0, 1, 1, 2, 3, 3, 4, 4, 5]


def test_one_sample_meets_margins_and_stays_near():
    random = numpy.random.default_rng(1)
    values = random.integers(1, 9, 1_000).astype(float)
    ones = numpy.ones(1_000)
    margins = [national("count", ones, 500), national("sum", values, 2_600), national("same", values, 2_600)]
    weight = solve(ones[None], margins).weight[0]
    assert weight.sum() == pytest.approx(500, rel=1e-4)
    assert weight @ values == pytest.approx(2_600, rel=1e-4)
    assert (weight > 0).all()
    assert len(set(weight)) == 8


def test_one_sample_says_what_cannot_be():
    ones = numpy.ones(100)
    with pytest.raises(PopulationError, match="is missed by"):
        solve(ones[None], [national("ten", ones, 10), national("twenty", ones, 20)])


def test_age_groups():
    assert group_bounds("0-14") == (0, 15)
    assert group_bounds("65+") == (65, 200)
    assert group_bounds("7") == (7, 8)


def test_age_shares_are_of_everybody(targets):
    ages = age_shares(targets)
    assert sum(sum(sexes.values()) for sexes in ages.values()) == pytest.approx(1)
    assert sum(sum(ages[group].values()) for group in ("0-4", "5-9", "10-14")) == pytest.approx(0.33)
    men, persons = (sum(targets[name].values()) for name in ("population.men", "population.governorate"))
    assert sum(sexes["male"] for sexes in ages.values()) == pytest.approx(men / persons)
