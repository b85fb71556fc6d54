"""Sums that do not depend on the order."""

import math

import numpy
import pytest

from openfisca_jordan_sp.engine.exact import as_float, exact_total

DIGITS = 24


def total(values, weight=None):
    values = numpy.asarray(values)
    return exact_total(values, numpy.ones(len(values)) if weight is None else numpy.asarray(weight), DIGITS)


@pytest.mark.parametrize("largest", [1e3, 1e9, 1e14], ids=["as floats", "as machine integers", "as any integers"])
@pytest.mark.parametrize("lowest", [0.0, -1.0], ids=["positive", "of both signs"])
def test_a_total_is_the_same_in_any_order_and_for_any_cut(largest, lowest):
    draws = numpy.random.default_rng(1)
    values, weight = draws.uniform(lowest * largest, largest, 5000), draws.uniform(0, 200, 5000)
    whole = total(values, weight)
    assert isinstance(whole, int)
    assert whole == total(values[::-1], weight[::-1])
    assert whole == total(values[:1234], weight[:1234]) + total(values[1234:], weight[1234:])
    exact = math.fsum(values * weight)
    assert as_float(whole, DIGITS) == pytest.approx(exact, rel=1e-9, abs=5000 * 2.0 ** -(DIGITS + 1))


def test_flags_and_whole_numbers_are_summed_without_rounding():
    assert total([True, False, True], [2.0, 5.0, 0.5]) == 2.5 * 2**DIGITS
    assert total(numpy.array([2**31 - 1, 1], dtype=numpy.int32)) == 2**31 * 2**DIGITS


def test_nobody_has_nothing():
    assert total([]) == 0


def test_what_is_infinite_or_missing_stays_so():
    assert total([1.0, numpy.inf]) == numpy.inf
    assert total([-numpy.inf, 1.0]) == -numpy.inf
    assert math.isnan(total([1.0, numpy.nan]))
    assert math.isnan(as_float(total([numpy.inf, -numpy.inf]), DIGITS))
