"""Curves, concentration, quantiles and the Palma ratio against results worked out by hand and sums over all pairs."""

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openfisca_jordan_sp.errors import MeasureError
from openfisca_jordan_sp.measures.inequality import (
    concentration_curve,
    concentration_index,
    gini_coefficient,
    kakwani,
    lorenz_curve,
    palma,
    percentile_ratio,
    quantile,
)

VALUES = numpy.array([10.0, 20.0, 30.0, 40.0])
ONES = numpy.ones(4)

PEOPLE = st.lists(
    st.tuples(st.integers(1, 300).map(float), st.integers(1, 5).map(float), st.integers(0, 3)), min_size=1, max_size=12
)
FEW = settings(max_examples=40)


def columns(people):
    return tuple(numpy.array(column) for column in zip(*people, strict=True))


def test_the_palma_ratio_splits_who_lies_on_a_border():
    # Ten persons: the richest has 30, the poorest four 1 + 2 + 3 + 4.
    assert palma([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 30.0], numpy.ones(10)) == pytest.approx(30 / 10)
    # Two halves with 10 and 30: a tenth of persons has 0.1 · 30, four tenths 0.4 · 10.
    assert palma([10.0, 30.0], [1.0, 1.0]) == pytest.approx(3 / 4)
    assert palma([7.0], [2.0]) == pytest.approx(0.25)
    for wrong in ([0.0, 10.0], [-5.0, 10.0]):
        with pytest.raises(MeasureError, match="leaves the poorest 40 % nothing"):
            palma(wrong, [1.0, 1.0])


def test_quantiles_are_values_that_somebody_has():
    assert [quantile(VALUES, ONES, at) for at in (0, 0.25, 0.2501, 0.5, 0.51, 1)] == [10, 10, 20, 20, 30, 40]
    assert quantile([40.0, 10.0, 20.0], [1.0, 6.0, 3.0], 0.6) == 10
    assert quantile([-5.0, 5.0], [1.0, 1.0], 0.5) == -5
    # A fifth of five weights of 0.7 is a hair more than 0.7 in a computer: still the first.
    assert [quantile(range(1, 6), [0.7] * 5, at / 5) for at in range(1, 6)] == [1, 2, 3, 4, 5]
    for at in (-0.1, 1.1, numpy.nan):
        with pytest.raises(MeasureError, match="`at` must be a finite number, at least 0 and at most 1"):
            quantile(VALUES, ONES, at)


@FEW
@given(PEOPLE, st.integers(0, 20))
def test_quantiles_are_those_of_the_copies(people, twentieths):
    values, weight, _ = columns(people)
    everybody = numpy.repeat(values, weight.astype(int))
    expected = numpy.quantile(everybody, twentieths / 20, method="inverted_cdf")
    assert quantile(values, weight, twentieths / 20) in {
        expected,
        # The library takes the next value where 0.05 · n is a hair above a whole number.
        numpy.sort(everybody)[max(-(-twentieths * len(everybody) // 20) - 1, 0)],
    }
    below = weight[values <= quantile(values, weight, twentieths / 20)].sum()
    assert below * 20 >= twentieths * weight.sum()


def test_percentile_ratios():
    assert percentile_ratio(VALUES, ONES, 0.9, 0.1) == 4
    assert percentile_ratio(VALUES, ONES, 0.5, 0.1) == 2
    with pytest.raises(MeasureError, match="`low` gives a quantile of 0"):
        percentile_ratio([0.0, 5.0], [1.0, 1.0], 0.9, 0.1)
    with pytest.raises(MeasureError, match="`high` must be a finite number, at least"):
        percentile_ratio(VALUES, ONES, 0.1, 0.5)


def test_the_lorenz_curve_of_four_persons():
    curve = lorenz_curve([40.0, 10.0, 10.0, 20.0], ONES)
    assert curve.population == pytest.approx([0, 0.5, 0.75, 1])
    assert curve.share == pytest.approx([0, 0.25, 0.5, 1])
    assert curve.at(0.625) == pytest.approx(0.375)
    alone = lorenz_curve([7.0], [2.0])
    assert (alone.population.tolist(), alone.share.tolist()) == ([0, 1], [0, 1])


def test_the_concentration_curve_does_not_depend_on_the_order_within_a_rank():
    rank, benefit = [1.0, 2.0, 2.0, 3.0], numpy.array([50.0, 0.0, 30.0, 20.0])
    curve = concentration_curve(benefit, rank, ONES)
    assert curve.population == pytest.approx([0, 0.25, 0.75, 1])
    assert curve.share == pytest.approx([0, 0.5, 0.8, 1])
    # Twice the area above the curve less 1/2: trapezia of 0.0625, 0.325 and 0.225.
    assert concentration_index(benefit, rank, ONES) == pytest.approx(1 - 2 * (0.0625 + 0.325 + 0.225))
    assert concentration_index(benefit[[0, 2, 1, 3]], rank, ONES) == concentration_index(benefit, rank, ONES)
    assert concentration_index([5.0], [1.0], [1.0]) == 0


def test_the_kakwani_index_tells_progressive_from_regressive():
    before = VALUES
    assert kakwani(before * 0.1, before, ONES) == pytest.approx(0)
    # A tax of 10 a head is shared as persons are: its index is 0, the Gini 0.25.
    assert kakwani([10.0] * 4, before, ONES) == pytest.approx(-0.25)
    # All paid by the richest: 1 - 1/4 of the whole area, less the Gini.
    assert kakwani([0.0, 0.0, 0.0, 10.0], before, ONES) == pytest.approx(0.75 - 0.25)
    assert kakwani([1.0], [5.0], [1.0]) == 0
    for name, taxes, had in (("values", [0.0, 0.0], [1.0, 2.0]), ("before", [1.0, 2.0], [0.0, 0.0])):
        with pytest.raises(MeasureError, match=f"`{name}` must add up to more than zero"):
            kakwani(taxes, had, [1.0, 1.0])


@FEW
@given(PEOPLE)
def test_gini_concentration_and_covariance_agree_with_sums_over_pairs(people):
    values, weight, rank = columns(people)
    total, mean = weight.sum(), numpy.average(values, weights=weight)
    pairs = weight[:, None] * weight[None, :]
    differences = (pairs * numpy.abs(values[:, None] - values[None, :])).sum() / (2 * total**2 * mean)
    assert gini_coefficient(values, weight) == pytest.approx(differences, abs=1e-12)
    assert concentration_index(values, values, weight) == pytest.approx(differences, abs=1e-12)
    below = (weight[None, :] * ((rank[None, :] < rank[:, None]) + 0.5 * (rank[None, :] == rank[:, None]))).sum(axis=1)
    covariance = (weight * (values - mean) * (below / total - 0.5)).sum() / total
    assert concentration_index(values, rank, weight) == pytest.approx(2 * covariance / mean, abs=1e-12)
    assert kakwani(values, values, weight) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("measure", [concentration_curve, concentration_index, kakwani])
def test_a_missing_rank_is_refused(measure):
    with pytest.raises(MeasureError, match=r"`(rank|before)` has 1 missing"):
        measure(VALUES, [1.0, 2.0, numpy.nan, 4.0], ONES)
