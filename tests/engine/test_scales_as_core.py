"""Fast scales give core's numbers, in one pass and without a matrix of persons by brackets."""

import tracemalloc

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openfisca_core.taxscales import (
    LinearAverageRateTaxScale,
    MarginalAmountTaxScale,
    MarginalRateTaxScale,
    SingleAmountTaxScale,
)

from openfisca_jordan_sp.fast.scales import fast_scale, tax_by_brackets
from tests.engine.two_ways import outcome

KINDS = [MarginalRateTaxScale, MarginalAmountTaxScale, LinearAverageRateTaxScale, SingleAmountTaxScale]
BASES = [
    numpy.array([-5.0, 0.0, 99.999, 100.0, 100.001, 350.0, 1e6, numpy.nan]),
    numpy.array([-5.0, 0.0, 99.999, 100.0, 350.0, 1e6], dtype=numpy.float32),
    numpy.array([-5, 0, 100, 101, 350, 10**6]),
]
amounts = st.integers(0, 100_000).map(lambda fils: fils / 1000)


def scale_of(kind, brackets):
    scale = kind()
    for threshold, amount in brackets:
        scale.add_bracket(threshold, amount)
    return scale


def assert_computes_alike(scale, base, *options, **named):
    ours, theirs = fast_scale(scale).calc(base, *options, **named), scale.calc(base, *options, **named)
    assert ours.dtype == theirs.dtype
    numpy.testing.assert_allclose(ours, theirs, rtol=1e-13, atol=1e-10)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize(
    "brackets",
    [
        [(0, 1)],
        [(0, 1), (100, 2)],
        [(100, 0.05), (200, 0.1), (300, 0)],
        [(0, 0.1), (100, 0.3), (float("inf"), 0.2)],
        [(-10, 0.25), (0, -0.1), (300, 0.2)],
    ],
)
def test_a_scale_gives_core_s_numbers(kind, base, brackets):
    with numpy.errstate(invalid="ignore"):
        assert_computes_alike(scale_of(kind, brackets), base)


@settings(deadline=None)
@given(
    brackets=st.lists(st.tuples(amounts, amounts), min_size=1, max_size=9, unique_by=lambda bracket: bracket[0]),
    base=st.lists(amounts, min_size=1, max_size=30),
)
@pytest.mark.parametrize("kind", KINDS)
def test_random_scales_give_core_s_numbers(kind, brackets, base):
    assert_computes_alike(scale_of(kind, brackets), numpy.array(base))


def test_factors_and_rounding_are_left_to_core():
    scale = scale_of(MarginalRateTaxScale, [(0, 0.1), (100, 0.2)])
    assert_computes_alike(scale, BASES[0], 2)
    assert_computes_alike(scale, BASES[0], factor=numpy.arange(8.0))
    assert_computes_alike(scale, BASES[0], round_base_decimals=1)


@pytest.mark.parametrize("kind", KINDS[:3])
def test_what_core_refuses_is_refused_in_the_same_words(kind):
    scale = scale_of(kind, [(0, 0.1), (100, 0.2)])
    for wrong in (5, None):
        theirs = outcome(lambda: scale.calc(wrong))  # noqa: B023
        assert isinstance(theirs, tuple)
        assert outcome(lambda: fast_scale(scale).calc(wrong)) == theirs  # noqa: B023


def test_a_fast_scale_is_the_scale_in_all_else():
    scale = scale_of(MarginalRateTaxScale, [(0, 0), (100, 0.1)])
    fast = fast_scale(scale)
    assert isinstance(fast, MarginalRateTaxScale)
    assert (fast.thresholds, fast.rates, fast.to_dict()) == (scale.thresholds, scale.rates, scale.to_dict())
    assert fast.marginal_rates(numpy.array([50, 150])).tolist() == [0, 0.1]
    assert fast.inverse().calc(numpy.array([190.0])) == pytest.approx(scale.inverse().calc(numpy.array([190.0])))
    assert fast_scale(fast) is fast
    assert fast_scale(12.5) == 12.5


def test_a_bracket_added_later_counts():
    scale = scale_of(MarginalRateTaxScale, [(0, 0.1)])
    fast = fast_scale(scale)
    assert fast.calc(numpy.array([200.0])).tolist() == [20]
    scale.add_bracket(100, 0.2)
    assert fast.calc(numpy.array([200.0])) == pytest.approx([30])


def test_brackets_take_bases_of_any_shape():
    assert tax_by_brackets(150.0, [0, 100], [0.1, 0.2]) == pytest.approx(20)
    assert tax_by_brackets([[50, 150]], [0, 100], [0.1, 0.2]).tolist() == [[5, 20]]


def test_memory_grows_with_the_people_and_not_with_the_brackets():
    base = numpy.linspace(0, 2_000, 50_000)

    def peak(bracket_count):
        fast = fast_scale(scale_of(MarginalRateTaxScale, [(100 * place, 0.01) for place in range(bracket_count)]))
        tracemalloc.start()
        fast.calc(base)
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    assert peak(20) < 1.1 * peak(2)
