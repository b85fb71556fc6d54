"""Poverty, inequality and deciles against results worked out by hand."""

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openfisca_jordan_sp.measures.basis import deciles
from openfisca_jordan_sp.measures.welfare import gini, poverty

CONSUMPTION = numpy.array([50.0, 100.0, 150.0, 200.0])
PERSONS = numpy.array([2.0, 1.0, 1.0, 4.0])


def test_poverty_of_four_households():
    result = poverty(CONSUMPTION, PERSONS, 125)
    assert result.persons == 3
    assert result.headcount == pytest.approx(3 / 8)
    assert result.gap == pytest.approx((2 * 75 / 125 + 1 * 25 / 125) / 8)
    assert result.severity == pytest.approx((2 * (75 / 125) ** 2 + (25 / 125) ** 2) / 8)


def test_who_consumes_exactly_the_line_is_not_poor():
    assert poverty(CONSUMPTION, PERSONS, 50).headcount == 0
    assert poverty(CONSUMPTION, PERSONS, 50.001).persons == 2


def test_poverty_of_nobody_is_none():
    assert poverty(CONSUMPTION, PERSONS * 0, 125).headcount == 0


def test_gini_of_known_distributions():
    assert gini(numpy.full(10, 7.0), numpy.ones(10)) == pytest.approx(0)
    assert gini(numpy.array([0.0, 1.0]), numpy.array([1.0, 1.0])) == pytest.approx(0.5)
    # The formula over all pairs: sum of |x - y| over 2 n² mean.
    values = numpy.repeat(CONSUMPTION, PERSONS.astype(int))
    pairs = numpy.abs(values[:, None] - values[None, :]).sum() / (2 * len(values) ** 2 * values.mean())
    assert gini(CONSUMPTION, PERSONS) == pytest.approx(pairs)
    assert gini(numpy.zeros(3), numpy.ones(3)) == 0


def test_deciles_hold_a_tenth_of_the_persons_each():
    value = numpy.arange(1000.0)[::-1]
    result = deciles(value, numpy.full(1000, 3.0))
    assert numpy.bincount(result).tolist() == [100] * 10
    assert result[-1] == 0
    assert result[0] == 9


FILS = st.integers(0, 10_000_000).map(lambda fils: fils / 1000)


@given(st.lists(st.tuples(FILS, st.floats(0.5, 500)), min_size=2, max_size=50), st.floats(1, 5))
def test_measures_do_not_depend_on_the_scale_of_weights_or_the_order(people, factor):
    value, weight = (numpy.array(column) for column in zip(*people, strict=True))
    backwards = slice(None, None, -1)
    line = 1000.0
    assert poverty(value, weight * factor, line).headcount == pytest.approx(poverty(value, weight, line).headcount)
    assert poverty(value[backwards], weight[backwards], line).gap == pytest.approx(poverty(value, weight, line).gap)
    assert gini(value, weight * factor) == pytest.approx(gini(value, weight), abs=1e-9)
    assert gini(value[backwards], weight[backwards]) == pytest.approx(gini(value, weight), abs=1e-9)
    assert -1e-12 <= gini(value, weight) <= 1
