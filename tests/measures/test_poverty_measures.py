"""Measures of poverty against results worked out by hand, published identities and sums over all persons."""

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openfisca_jordan_sp.errors import MeasureError
from openfisca_jordan_sp.measures import welfare
from openfisca_jordan_sp.measures.poverty import (
    fgt,
    gap,
    headcount,
    income_gap_ratio,
    sen,
    sen_shorrocks_thon,
    severity,
    watts,
)

ALL = [headcount, gap, severity, income_gap_ratio, sen, sen_shorrocks_thon, watts]
#: Four poor at a line of 100, with shortfalls 0.8, 0.5, 0.5, 0.2, and two who are not.
VALUES = numpy.array([20.0, 50.0, 50.0, 80.0, 100.0, 300.0])
ONES = numpy.ones(6)
LINE = 100.0

AMOUNT = st.integers(1, 300).map(float)
PEOPLE = st.lists(st.tuples(AMOUNT, st.integers(1, 5).map(float)), min_size=1, max_size=12)
FEW = settings(max_examples=40)


def columns(people):
    return tuple(numpy.array(column) for column in zip(*people, strict=True))


def copies(people):
    values, weight = columns(people)
    return numpy.repeat(values, weight.astype(int))


def test_the_measures_of_six_persons():
    assert headcount(VALUES, ONES, LINE) == pytest.approx(4 / 6)
    assert gap(VALUES, ONES, LINE) == pytest.approx((0.8 + 0.5 + 0.5 + 0.2) / 6)
    assert severity(VALUES, ONES, LINE) == pytest.approx((0.64 + 0.25 + 0.25 + 0.04) / 6)
    assert fgt(VALUES, ONES, LINE, 3) == pytest.approx((0.512 + 0.125 + 0.125 + 0.008) / 6)
    assert fgt(VALUES, ONES, LINE, 0.5) == pytest.approx((0.8**0.5 + 2 * 0.5**0.5 + 0.2**0.5) / 6)
    assert income_gap_ratio(VALUES, ONES, LINE) == pytest.approx(2.0 / 4)
    assert watts(VALUES, ONES, LINE) == pytest.approx((numpy.log(5) + 2 * numpy.log(2) + numpy.log(1.25)) / 6)


def test_the_indices_of_sen_and_of_shorrocks_of_six_persons():
    # The poor have 20, 50, 50, 80, mean 50; of their 16 pairs 8 differ by 30 and 2 by 60: G = 360/(2 · 16 · 50).
    gini_of_poor = 360 / (2 * 16 * 50)
    assert sen(VALUES, ONES, LINE) == pytest.approx(4 / 6 * (0.5 + 0.5 * gini_of_poor))
    # Shorrocks 1995: sum of (2n - 2i + 1)·g_i over n², the largest shortfall first.
    expected = (11 * 0.8 + 9 * 0.5 + 7 * 0.5 + 5 * 0.2) / 36
    assert sen_shorrocks_thon(VALUES, ONES, LINE) == pytest.approx(expected)


def test_who_has_exactly_the_line_is_not_poor():
    assert headcount([100.0], [1.0], 100.0) == fgt([100.0], [1.0], 100.0, 0) == 0
    assert headcount([numpy.nextafter(100.0, 0)], [1.0], 100.0) == 1
    assert headcount([numpy.nextafter(0.1, 0), 0.1], [1.0, 1.0], 0.1) == 0.5


def test_a_line_for_each_row():
    lines = [100.0, 50.0, 200.0]
    # Relative to the lines: 0.5, 1 (not poor), 0.25.
    values, weight = [50.0, 50.0, 50.0], [1.0, 1.0, 2.0]
    assert headcount(values, weight, lines) == pytest.approx(3 / 4)
    assert gap(values, weight, lines) == pytest.approx((0.5 + 2 * 0.75) / 4)
    assert fgt(values, weight, lines, 2) == pytest.approx((0.25 + 2 * 0.5625) / 4)
    for measure in ALL:
        assert measure(values, weight, lines) == pytest.approx(measure([0.5, 1.0, 0.25], weight, 1.0))


def test_nobody_poor_is_no_poverty_and_one_observation_is_enough():
    for measure in ALL:
        assert measure([100.0, 200.0], [1.0, 1.0], 100.0) == 0
    assert [measure([25.0], [3.0], 100.0) for measure in ALL[:4]] == [1, 0.75, 0.5625, 0.75]
    assert sen([25.0], [3.0], 100.0) == pytest.approx(0.75)
    assert sen_shorrocks_thon([25.0], [3.0], 100.0) == pytest.approx(0.75)
    assert watts([25.0], [3.0], 100.0) == pytest.approx(numpy.log(4))


def test_zero_and_negative_values_count_as_they_are_but_not_in_the_watts_index():
    values, weight = [-50.0, 0.0, 100.0, 100.0], numpy.ones(4)
    assert headcount(values, weight, 100.0) == 0.5
    assert gap(values, weight, 100.0) == pytest.approx((1.5 + 1) / 4)
    assert severity(values, weight, 100.0) == pytest.approx((2.25 + 1) / 4)
    assert income_gap_ratio(values, weight, 100.0) == pytest.approx(1.25)
    # Sen's limit: sum of g_i·(2(q - i) + 1) over n·q.
    assert sen(values, weight, 100.0) == pytest.approx((3 * 1.5 + 1 * 1) / (4 * 2))
    assert sen_shorrocks_thon(values, weight, 100.0) == pytest.approx((7 * 1.5 + 5 * 1) / 16)
    for wrong in ([0.0, 50.0], [-1.0, 50.0]):
        with pytest.raises(MeasureError, match="`values` has zero or negative"):
            watts(wrong, [1.0, 1.0], 100.0)


def test_a_mask_leaves_rows_out_with_whatever_they_hold():
    values = numpy.array([20.0, 50.0, numpy.nan, 300.0])
    mask = numpy.array([True, True, False, True])
    for measure in ALL:
        assert measure(values, numpy.ones(4), LINE, mask=mask) == measure([20.0, 50.0, 300.0], numpy.ones(3), LINE)
    assert fgt(values, numpy.ones(4), LINE, 2, mask=mask) == severity([20.0, 50.0, 300.0], numpy.ones(3), LINE)


@FEW
@given(PEOPLE)
def test_the_class_of_foster_greer_and_thorbecke_has_the_measures_of_welfare_as_members(people):
    values, weight = columns(people)
    known = welfare.poverty(values, weight, LINE)
    for alpha, measure, expected in (
        (0, headcount, known.headcount),
        (1, gap, known.gap),
        (2, severity, known.severity),
    ):
        assert fgt(values, weight, LINE, alpha) == pytest.approx(expected)
        assert measure(values, weight, LINE) == pytest.approx(expected)
    assert headcount(values, weight, LINE) * income_gap_ratio(values, weight, LINE) == pytest.approx(known.gap)


@FEW
@given(PEOPLE)
def test_sen_is_headcount_times_gap_ratio_and_gini_of_the_poor(people):
    values, weight = columns(people)
    poor = values < LINE
    ratio = income_gap_ratio(values, weight, LINE)
    inside = welfare.gini(values[poor], weight[poor]) if poor.any() else 0.0
    expected = headcount(values, weight, LINE) * (ratio + (1 - ratio) * inside)
    assert sen(values, weight, LINE) == pytest.approx(expected)


@FEW
@given(PEOPLE)
def test_weights_are_copies_and_sums_over_all_persons_agree(people):
    everybody = numpy.sort(copies(people))
    shortfalls = [max(1 - float(value) / LINE, 0.0) for value in everybody]
    persons, poor = len(everybody), int((everybody < LINE).sum())
    expected = {
        headcount: poor / persons,
        gap: sum(shortfalls) / persons,
        severity: sum(g**2 for g in shortfalls) / persons,
        income_gap_ratio: sum(shortfalls) / poor if poor else 0,
        # Sen's and Shorrocks' rank weights, the poorest first.
        sen: sum(g * (2 * (poor - i) - 1) for i, g in enumerate(shortfalls[:poor])) / (persons * max(poor, 1)),
        sen_shorrocks_thon: sum(g * (2 * (persons - i) - 1) for i, g in enumerate(shortfalls)) / persons**2,
        watts: sum(-numpy.log(1 - g) for g in shortfalls) / persons,
    }
    for measure, result in expected.items():
        assert measure(*columns(people), LINE) == pytest.approx(result)
        assert measure(everybody, numpy.ones(persons), LINE) == pytest.approx(result)


def test_the_formula_of_sen_for_few_poor_nears_the_limit_with_copies():
    def of_1976(values):
        poor = numpy.sort(values[values < LINE])
        ranks = numpy.arange(len(poor), 0, -1)
        return 2 * ((LINE - poor) * ranks).sum() / ((len(poor) + 1) * len(values) * LINE)

    limit = sen(VALUES, ONES, LINE)
    assert abs(of_1976(VALUES) - limit) > 0.01
    assert of_1976(numpy.repeat(VALUES, 5000)) == pytest.approx(limit, abs=1e-4)


@FEW
@given(PEOPLE, st.floats(0.1, 50))
def test_units_weights_order_and_rows_of_no_weight_do_not_matter(people, factor):
    values, weight = columns(people)
    for measure in ALL:
        expected = pytest.approx(measure(values, weight, LINE), abs=1e-12)
        # A power of two moves nobody over the line.
        assert measure(values * 4, weight, LINE * 4) == expected
        assert measure(values, weight * factor, LINE) == expected
        assert measure(values[::-1], weight[::-1], LINE) == expected
        assert measure(numpy.append(values, 1.0), numpy.append(weight, 0.0), LINE) == expected


@FEW
@given(PEOPLE)
def test_who_gets_less_below_the_line_makes_no_measure_of_depth_fall(people):
    values, weight = columns(people)
    lowest = values.argmin()
    less = values.copy()
    less[lowest] *= 0.5
    for measure in (headcount, gap, severity, sen_shorrocks_thon, watts):
        assert measure(less, weight, LINE) >= measure(values, weight, LINE) - 1e-12


@pytest.mark.parametrize(
    ("values", "weight", "line", "argument"),
    [
        ([1.0, numpy.nan], [1.0, 1.0], 10.0, "values"),
        ([1.0, numpy.inf], [1.0, 1.0], 10.0, "values"),
        ([1.0, 2.0, 3.0], [1.0, 1.0], 10.0, "values"),
        ([[1.0, 2.0]], [1.0, 1.0], 10.0, "values"),
        (["poor", "rich"], [1.0, 1.0], 10.0, "values"),
        (numpy.ma.array([1.0, 2.0], mask=[False, True]), [1.0, 1.0], 10.0, "values"),
        ([1.0, 2.0], [1.0, numpy.nan], 10.0, "weight"),
        ([1.0, 2.0], [1.0, -1.0], 10.0, "weight"),
        ([1.0, 2.0], [0.0, 0.0], 10.0, "weight"),
        ([], [], 10.0, "weight"),
        ([1.0, 2.0], [1.0, 1.0], 0.0, "line"),
        ([1.0, 2.0], [1.0, 1.0], [10.0, -1.0], "line"),
        ([1.0, 2.0], [1.0, 1.0], numpy.nan, "line"),
        ([1.0, 2.0], [1.0, 1.0], [10.0, 10.0, 10.0], "line"),
    ],
)
def test_what_has_no_meaning_is_refused_by_name(values, weight, line, argument):
    for measure in ALL:
        with pytest.raises(MeasureError) as refused:
            measure(values, weight, line)
        assert refused.value.path == argument
        assert f"`{argument}`" in refused.value.message.en
        assert f"`{argument}`" in refused.value.message.ar


@pytest.mark.parametrize("alpha", [-0.5, numpy.nan, numpy.inf])
def test_an_alpha_below_zero_is_refused(alpha):
    with pytest.raises(MeasureError, match="`alpha` must be a finite number, at least 0"):
        fgt(VALUES, ONES, LINE, alpha)


@pytest.mark.parametrize("mask", [[1, 0, 1, 1, 1, 1], [True, False], [False] * 6])
def test_a_mask_that_chooses_nothing_sensible_is_refused(mask):
    with pytest.raises(MeasureError):
        headcount(VALUES, ONES, LINE, mask=mask)
