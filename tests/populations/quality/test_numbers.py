"""Distributions, ranks, weights, samples and verdicts, on numbers that can be worked out by hand."""

from dataclasses import replace

import numpy
import pytest

from openfisca_jordan_sp.populations.population import joined
from openfisca_jordan_sp.populations.quality.correlations import rank_correlation, ranks
from openfisca_jordan_sp.populations.quality.distribution import gini, mean, quantile, share, spread
from openfisca_jordan_sp.populations.quality.held_out import HeldOut, held_out_rows
from openfisca_jordan_sp.populations.quality.rows import (
    Block,
    Row,
    Sizes,
    Verdict,
    aligned_tolerance,
    compared_tolerance,
    fits,
    fitted_tolerance,
    row_of_target,
)
from openfisca_jordan_sp.populations.quality.sample import Thinning
from openfisca_jordan_sp.populations.quality.tally import Tally
from openfisca_jordan_sp.populations.quality.view import View
from openfisca_jordan_sp.populations.quality.weights import Weights, weight_rows
from openfisca_jordan_sp.populations.schema import TABLES
from openfisca_jordan_sp.populations.store import validate_population
from openfisca_jordan_sp.populations.targets import Target, load_targets


def found(achieved=0.3, error=0.01, rows=400):
    # squares so chosen that the standard error of a share of 100 households is `error`
    squares = (error * 100) ** 2 * 99 / 100
    return Tally(achieved * 100, 100.0, squares, 0.0, 0.0, 100, rows, 1_000, False)


def test_gini_of_equals_and_of_one_who_has_all():
    assert gini(numpy.ones(4), numpy.ones(4)) == pytest.approx(0)
    assert gini(numpy.array([0.0, 0, 0, 1]), numpy.ones(4)) == pytest.approx(0.75)
    assert gini(numpy.zeros(3), numpy.ones(3)) == 0


def test_tenths_of_a_ladder():
    of = spread(numpy.arange(1.0, 101), numpy.ones(100))
    assert sum(of.shares) == pytest.approx(1)
    assert of.means[0] == pytest.approx(5.5)
    assert of.means[-1] == pytest.approx(95.5)
    assert of.ratio == pytest.approx(90 / 10)


def test_one_household_on_the_border_of_tenths_is_split():
    of = spread(numpy.array([1.0, 3.0]), numpy.array([0.45, 0.55]))
    assert of.means[3] == pytest.approx(1)
    assert of.means[4] == pytest.approx(2)
    assert of.means[5] == pytest.approx(3)


def test_means_shares_and_quantiles_are_weighted():
    values, weight = numpy.array([1.0, 2.0]), numpy.array([3.0, 1.0])
    assert mean(values, weight) == 1.25
    assert share(values > 1, weight) == 0.25
    assert quantile(values, weight, 0.7) == 1
    assert quantile(values, weight, 0.8) == 2
    assert mean(values, numpy.zeros(2)) == 0


def test_ranks_are_shared_by_equals():
    assert ranks(numpy.array([5, 1, 5, 9]), numpy.ones(4)).tolist() == [0.5, 0.125, 0.5, 0.875]


def test_rank_correlation_sees_order_and_not_size():
    values = numpy.array([1.0, 2.0, 3.0, 4.0])
    assert rank_correlation(values, numpy.exp(values), numpy.ones(4)) == pytest.approx(1)
    assert rank_correlation(values, -(values**3), numpy.ones(4)) == pytest.approx(-1)
    assert rank_correlation(values, numpy.ones(4), numpy.ones(4)) == 0


def test_what_is_fitted_is_held_tighter_at_full_size():
    assert fitted_tolerance(1_000, found(), Sizes(2_475_767)) == pytest.approx(5)
    assert fitted_tolerance(1_000, found(), Sizes(20_000)) == pytest.approx(20)
    assert fitted_tolerance(1_000, found(rows=100), Sizes(20_000)) == pytest.approx(20)
    assert fitted_tolerance(1_000, found(rows=100), Sizes(4_000)) == pytest.approx(100)
    assert fitted_tolerance(1_000, found(rows=0), Sizes(4_000)) == pytest.approx(20)


def test_an_aligned_rate_may_be_off_by_the_error_of_both_samples():
    assert found().standard_error == pytest.approx(0.01)
    alone = aligned_tolerance(0.3, found(), Sizes(20_000))
    assert alone == pytest.approx(0.03, rel=0.01)
    both = aligned_tolerance(0.3, found(), Sizes(20_000, alignment=20_000))
    assert both == pytest.approx(0.03 * numpy.sqrt(2), rel=0.01)
    assert aligned_tolerance(0.3, found(), Sizes(2_000_000, alignment=20_000)) > both


def test_what_is_compared_may_be_off_by_a_tenth():
    assert compared_tolerance(0.9, found(), Sizes(20_000)) == pytest.approx(0.09)
    assert compared_tolerance(0.01, found(), Sizes(20_000)) == pytest.approx(0.03, rel=0.01)


@pytest.mark.parametrize(
    ("role", "block", "off"),
    [
        ("calibrate", Block.FITTED, Verdict.MISS),
        ("align", Block.ALIGNED, Verdict.MISS),
        ("validate", Block.COMPARED, Verdict.WARN),
    ],
)
def test_verdicts_by_role(role, block, off):
    target = Target("a.b", 0.3, "2025", "share", "S", "verified", role)
    assert row_of_target(target, "", 0.3, found(), Sizes(20_000)).verdict is Verdict.OK
    row = row_of_target(target, "x", 0.2, found(), Sizes(20_000))
    assert (row.verdict, row.block, row.label) == (off, block, "a.b x")
    assert row.difference == pytest.approx(0.1)
    assert row.relative == pytest.approx(0.5)
    assert row.severity > 1


def test_fit_of_a_target_of_several_numbers():
    rows = [
        Row(Block.FITTED, "t", part, "", achieved, Verdict.OK, target=wanted)
        for part, achieved, wanted in (("a", 110, 100), ("b", 300, 300))
    ]
    (fit,) = fits(rows)
    assert fit.largest == pytest.approx(0.1)
    assert fit.srmse == pytest.approx(numpy.sqrt(50) / 200)


def test_a_selection_is_a_population(small):
    keep = numpy.arange(small.household_count) % 3 == 0
    part = small.take(numpy.flatnonzero(keep))
    validate_population(part)
    assert part.household_count == keep.sum()
    assert part.person_count == keep[small.persons["household_id"]].sum()


def test_parts_joined_are_the_whole(small):
    whole = joined([small.slice(0, 100), small.slice(100, 300), small.slice(300, small.household_count)])
    validate_population(whole)
    for table in TABLES:
        for name, values in small.table(table).items():
            assert numpy.array_equal(whole.table(table)[name], values, equal_nan=values.dtype == float)


def test_thinning_takes_every_nth_household_over_parts_and_keeps_the_total(small):
    thinning = Thinning(7)
    for start in range(0, small.household_count, 90):
        thinning.take(small.slice(start, start + 90))
    sample = thinning.result()
    validate_population(sample)
    weight = sample.households["household_weight"]
    assert weight.sum() == pytest.approx(small.households["household_weight"].sum())
    consumption = small.households["consumption_before_benefits"]
    assert numpy.array_equal(sample.households["consumption_before_benefits"], consumption[3::7])


@pytest.fixture
def even(small):
    """A population in which every household has the same weight."""
    weight = numpy.full(small.household_count, 3.0)
    return replace(small, households={**small.households, "household_weight": weight})


def test_equal_weights_have_no_design_effect_and_uneven_ones_have(even):
    weights = Weights.of(View(even))
    assert weights.design_effect() == pytest.approx(1)
    uneven = Weights(numpy.array([[2.0, 1.0], [4.0, 1.0], [10.0, 1.0]]), 3.0, 1.0)
    assert uneven.design_effect(0) == pytest.approx(2 * 10 / 16)
    assert (uneven + uneven).design_effect(0) == pytest.approx(4 * 20 / 64)


def test_what_the_generator_says_of_its_templates_is_told(even):
    told = {"amman": {"design_effect": 2.5, "largest_copies": 40}, "pool": 160_000, "name": "text"}
    rows = {row.label: row for row in weight_rows(Weights.of(View(even)), {"synthesis": {"calibration": told}})}
    assert rows["calibration.largest_copies amman"].achieved == 40
    assert rows["calibration.pool"].achieved == 160_000
    assert "calibration.name" not in rows
    irbid = even.governorate_slices["irbid"]
    assert rows["effective_households irbid"].achieved == pytest.approx(irbid.stop - irbid.start)


def test_held_out_rows_warn_and_never_fail():
    asked = []

    def predict(targets, seed, block):
        asked.append((seed, block))
        return [(f"{block} 1", 0.10, 0.105), (f"{block} 2-3", 0.20, 0.40)]

    rows = list(held_out_rows(load_targets(), 7, HeldOut(("households.size", "of another version"), predict)))
    assert asked == [(7, "households.size")]
    assert [(row.part, row.verdict) for row in rows] == [("1", Verdict.OK), ("2-3", Verdict.WARN)]
    assert {row.block for row in rows} == {Block.HELD_OUT}


def test_a_number_that_is_only_compared_is_no_miss():
    target = Target("a.b", 0.3, "2025", "share", "S", "verified", "align")
    row = row_of_target(target, "x", 0.2, found(), Sizes(20_000), is_fitted=False)
    assert (row.block, row.role, row.verdict) == (Block.COMPARED, "validate", Verdict.WARN)
