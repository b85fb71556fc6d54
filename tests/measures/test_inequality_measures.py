"""Measures of inequality against results worked out by hand, published identities and sums over all pairs."""

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openfisca_jordan_sp.errors import MeasureError
from openfisca_jordan_sp.measures.inequality import (
    atkinson,
    decomposition,
    generalised_entropy,
    gini_coefficient,
    mean_log_deviation,
    palma,
    percentile_ratio,
    theil_t,
)

#: By one name each, with the options that they need.
RELATIVE = {
    "gini": gini_coefficient,
    "atkinson_half": lambda values, weight, **mask: atkinson(values, weight, 0.5, **mask),
    "atkinson_1": lambda values, weight, **mask: atkinson(values, weight, 1, **mask),
    "atkinson_2": lambda values, weight, **mask: atkinson(values, weight, 2, **mask),
    "entropy_minus_1": lambda values, weight, **mask: generalised_entropy(values, weight, -1, **mask),
    "entropy_2": lambda values, weight, **mask: generalised_entropy(values, weight, 2, **mask),
    "theil_t": theil_t,
    "theil_l": mean_log_deviation,
    "palma": palma,
    "p90_p10": lambda values, weight, **mask: percentile_ratio(values, weight, 0.9, 0.1, **mask),
}
VALUES = numpy.array([10.0, 20.0, 30.0, 40.0])
ONES = numpy.ones(4)
LN = numpy.log

PEOPLE = st.lists(
    st.tuples(st.integers(1, 300).map(float), st.integers(1, 5).map(float), st.integers(0, 3)), min_size=1, max_size=12
)
FEW = settings(max_examples=40)


def columns(people):
    return tuple(numpy.array(column) for column in zip(*people, strict=True))


def test_the_gini_of_four_persons_and_of_negative_values():
    # Pairs both ways: 6 differ by 10, 4 by 20, 2 by 30: 200 over 2 · 16 · 25.
    assert gini_coefficient(VALUES, ONES) == pytest.approx(200 / (2 * 16 * 25))
    # -10 and 30, mean 10: the mean difference of pairs is 80/4 = 20, half of it by the mean 1.
    assert gini_coefficient([-10.0, 30.0], [1.0, 1.0]) == pytest.approx(1)
    assert gini_coefficient([-20.0, 30.0], [1.0, 1.0]) == pytest.approx(2.5)
    for nothing in ([-10.0, 10.0], [-10.0, 5.0], [0.0, 0.0], [0.1, 0.2, -0.3]):
        with pytest.raises(MeasureError, match="`values` must add up to more than zero"):
            gini_coefficient(nothing, numpy.ones(len(nothing)))


def test_the_index_of_atkinson_of_four_persons():
    assert atkinson(VALUES, ONES, 0) == 0
    # Mean of roots, squared.
    roots = (10**0.5 + 20**0.5 + 30**0.5 + 40**0.5) / 4
    assert atkinson(VALUES, ONES, 0.5) == pytest.approx(1 - roots**2 / 25)
    assert atkinson(VALUES, ONES, 1) == pytest.approx(1 - (10 * 20 * 30 * 40) ** 0.25 / 25)
    harmonic = 4 / (1 / 10 + 1 / 20 + 1 / 30 + 1 / 40)
    assert atkinson(VALUES, ONES, 2) == pytest.approx(1 - harmonic / 25)


def test_the_index_of_atkinson_near_its_limits():
    assert atkinson(VALUES, ONES, 1e-9) == pytest.approx(0, abs=1e-8)
    assert atkinson(VALUES, ONES, 1e-6) / 1e-6 == pytest.approx(theil_t(VALUES, ONES), rel=1e-4)
    for near in (1 - 1e-12, 1 + 1e-12):
        assert atkinson(VALUES, ONES, near) == pytest.approx(atkinson(VALUES, ONES, 1), rel=1e-9)
    # With aversion without end only the poorest counts.
    assert atkinson(VALUES, ONES, 5000) == pytest.approx(1 - 10 / 25, abs=1e-3)
    # One in 1e20 with a millionth: the mean of the powers is 1e-20 · 1e24 + 1.
    assert atkinson([1.0, 1e6], [1e-20, 1.0], 5) == pytest.approx(1 - 10_001 ** (-1 / 4))


def test_zeros_in_the_index_of_atkinson():
    values = [0.0, 50.0]
    assert atkinson(values, [1.0, 1.0], 0.5) == pytest.approx(1 - (50**0.5 / 2) ** 2 / 25)
    assert [atkinson(values, [1.0, 1.0], epsilon) for epsilon in (1, 2)] == [1, 1]
    assert atkinson(values, [1.0, 1.0], 0.9999) == pytest.approx(1)


def test_the_entropies_of_four_persons():
    relative = [0.4, 0.8, 1.2, 1.6]
    assert theil_t(VALUES, ONES) == pytest.approx(sum(r * LN(r) for r in relative) / 4)
    assert mean_log_deviation(VALUES, ONES) == pytest.approx(-sum(LN(r) for r in relative) / 4)
    # Half the squared coefficient of variation: the variance is (225 + 25 + 25 + 225)/4 = 125.
    assert generalised_entropy(VALUES, ONES, 2) == pytest.approx(0.5 * 125 / 25**2)
    assert generalised_entropy(VALUES, ONES, -1) == pytest.approx((sum(1 / r for r in relative) / 4 - 1) / 2)
    assert generalised_entropy(VALUES, ONES, 0.3) == pytest.approx((sum(r**0.3 for r in relative) / 4 - 1) / -0.21)
    assert generalised_entropy(VALUES, ONES, 0.7) == pytest.approx((sum(r**0.7 for r in relative) / 4 - 1) / -0.21)


def test_the_entropies_near_their_limits():
    for limit, measure in ((0, mean_log_deviation), (1, theil_t)):
        for near in (limit - 1e-10, limit + 1e-10):
            assert generalised_entropy(VALUES, ONES, near) == pytest.approx(measure(VALUES, ONES), rel=1e-8)


def test_zeros_in_the_entropies():
    # One of two has all: T = ln 2, its most.
    assert theil_t([0.0, 50.0], [1.0, 1.0]) == pytest.approx(LN(2))
    assert generalised_entropy([0.0, 50.0], [1.0, 1.0], 2) == pytest.approx(0.5)
    assert generalised_entropy([0.0, 50.0], [1.0, 1.0], 0.5) == pytest.approx((2**0.5 / 2 - 1) / -0.25)
    assert generalised_entropy([0.0, 50.0], [1.0, 1.0], 0.25) == pytest.approx((2**0.25 / 2 - 1) / -0.1875)
    for alpha in (0, -1):
        with pytest.raises(MeasureError, match="`values` has zero or negative"):
            generalised_entropy([0.0, 50.0], [1.0, 1.0], alpha)
    with pytest.raises(MeasureError, match="`alpha` is too far from 0"):
        generalised_entropy([1.0, 1e9], [1e9, 1.0], 1000)


def test_negative_values_and_wrong_options_are_refused():
    for refused in (
        lambda: atkinson([-1.0, 5.0], [1.0, 1.0], 0.5),
        lambda: theil_t([-1.0, 5.0], [1.0, 1.0]),
        lambda: mean_log_deviation([-1.0, 5.0], [1.0, 1.0]),
        lambda: decomposition([-1.0, 5.0], [1.0, 1.0], ["a", "b"]),
    ):
        with pytest.raises(MeasureError, match="`values` has negative numbers"):
            refused()
    for epsilon in (-0.1, numpy.nan, numpy.inf):
        with pytest.raises(MeasureError, match="`epsilon` must be a finite number, at least 0"):
            atkinson(VALUES, ONES, epsilon)
    with pytest.raises(MeasureError, match="`alpha` must be a finite number; it is nan"):
        generalised_entropy(VALUES, ONES, numpy.nan)


def test_the_decomposition_of_two_groups_by_hand():
    # Group a has 10 and 30 (mean 20), b has 40 twice; the mean is 30.
    result = decomposition([10.0, 30.0, 40.0, 40.0], ONES, ["a", "a", "b", "b"])
    inside = (0.5 * LN(0.5) + 1.5 * LN(1.5)) / 2
    assert result.groups.tolist() == ["a", "b"]
    assert result.population_share.tolist() == [0.5, 0.5]
    assert result.value_share == pytest.approx([1 / 3, 2 / 3])
    assert result.inequality == pytest.approx([inside, 0])
    assert result.contribution == pytest.approx([inside / 3, 0])
    assert result.within == pytest.approx(inside / 3)
    assert result.between == pytest.approx(1 / 3 * LN(2 / 3) + 2 / 3 * LN(4 / 3))
    assert result.total == pytest.approx(result.within + result.between)


@FEW
@given(PEOPLE, st.sampled_from([-1, 0, 0.3, 0.7, 1, 2, 3]))
def test_the_decomposition_adds_up_and_its_groups_are_measured_alone(people, alpha):
    values, weight, groups = columns(people)
    result = decomposition(values, weight, groups, alpha)
    assert result.total == pytest.approx(generalised_entropy(values, weight, alpha), abs=1e-12)
    assert result.within + result.between == pytest.approx(result.total, abs=1e-12)
    assert result.groups.tolist() == sorted(set(groups.tolist()))
    means = numpy.zeros(len(values))
    for group, inequality in zip(result.groups, result.inequality, strict=True):
        members = groups == group
        alone = generalised_entropy(values, weight, alpha, mask=members)
        assert inequality == pytest.approx(alone, abs=1e-12)
        means[members] = numpy.average(values[members], weights=weight[members])
    assert result.between == pytest.approx(generalised_entropy(means, weight, alpha), abs=1e-12)


def test_groups_with_nothing_outside_the_mask_or_missing():
    idle = decomposition([0.0, 0.0, 10.0, 30.0], ONES, [1, 1, 2, 2])
    assert idle.inequality[0] == 0
    assert idle.within + idle.between == pytest.approx(idle.total)
    names = ["x", None, "y", "z"]
    chosen = decomposition([1.0, numpy.nan, 3.0, 5.0], [1.0, 1.0, 1.0, 0.0], names, mask=[True, False, True, True])
    assert chosen.groups.tolist() == ["x", "y"]
    for wrong in (["x", None, "y", "z"], [1.0, numpy.nan, 2.0, 3.0], ["x"], [["x"] * 4], ["x", 1, "y", 2.0, 3]):
        with pytest.raises(MeasureError) as refused:
            decomposition(VALUES, ONES, wrong)
        assert refused.value.path == "groups"
    with pytest.raises(MeasureError, match="`groups` mixes kinds"):
        decomposition(VALUES, ONES, numpy.array(["x", 1, "y", 2], dtype=object))


@FEW
@given(PEOPLE)
def test_atkinson_and_generalised_entropy_are_one_family(people):
    values, weight, _ = columns(people)
    assert atkinson(values, weight, 1) == pytest.approx(1 - numpy.exp(-mean_log_deviation(values, weight)), abs=1e-12)
    for epsilon in (0.5, 2, 3.5):
        alpha = 1 - epsilon
        entropy = generalised_entropy(values, weight, alpha)
        expected = 1 - (1 + alpha * (alpha - 1) * entropy) ** (1 / alpha)
        assert atkinson(values, weight, epsilon) == pytest.approx(expected, abs=1e-10)


@FEW
@given(PEOPLE, st.integers(-3, 6), st.integers(-3, 6))
def test_units_weights_copies_order_and_rows_of_no_weight_do_not_matter(people, unit, copies):
    values, weight, _ = columns(people)
    unit, copies = 2.0**unit, 2.0**copies
    everybody = numpy.repeat(values, weight.astype(int))
    for measure in RELATIVE.values():
        expected = pytest.approx(measure(values, weight), abs=1e-10)
        assert measure(values * unit, weight) == expected
        assert measure(values, weight * copies) == expected
        assert measure(everybody, numpy.ones(len(everybody))) == expected
        assert measure(values[::-1], weight[::-1]) == expected
        assert measure(numpy.append(values, 1.0), numpy.append(weight, 0.0)) == expected


@pytest.mark.parametrize("name", RELATIVE)
def test_equality_and_one_observation_are_no_inequality(name):
    expected = {"palma": 0.25, "p90_p10": 1}.get(name, 0)
    assert RELATIVE[name]([7.0], [3.0]) == pytest.approx(expected)
    assert RELATIVE[name]([0.3, 0.3, 0.3], [1.0, 2.0, 0.7]) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("name", RELATIVE)
def test_a_transfer_from_rich_to_poor_lessens_inequality(name):
    values, ones = numpy.arange(1.0, 21.0), numpy.ones(20)
    fairer = values.copy()
    fairer[1] += 1.5
    fairer[17] -= 1.5
    assert RELATIVE[name](fairer, ones) < RELATIVE[name](values, ones)


@pytest.mark.parametrize("name", RELATIVE)
def test_a_mask_is_the_rows_alone_and_what_has_no_meaning_is_refused_by_name(name):
    measure = RELATIVE[name]
    mask = numpy.array([True, False, True, True])
    holed = numpy.array([10.0, numpy.nan, 30.0, 40.0])
    assert measure(holed, ONES, mask=mask) == measure([10.0, 30.0, 40.0], numpy.ones(3))
    for values, weight, argument in (
        (holed, ONES, "values"),
        (VALUES[:3], ONES, "values"),
        ([1.0, numpy.inf], [1.0, 1.0], "values"),
        (VALUES, [1.0, 1.0, 1.0, numpy.nan], "weight"),
        (VALUES, [1.0, 1.0, 1.0, -1.0], "weight"),
        (VALUES, ONES * 0, "weight"),
        ([], [], "weight"),
    ):
        with pytest.raises(MeasureError) as refused:
            measure(values, weight)
        assert refused.value.path == argument
        assert f"`{argument}`" in refused.value.message.ar
