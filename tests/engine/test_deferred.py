"""Arrays that wait until somebody needs them: the same figures as numpy, and nothing computed in vain."""

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openfisca_core.indexed_enums import Enum, EnumArray

from openfisca_jordan_sp.engine.deferred import Deferred, DeferredEnum, now
from openfisca_jordan_sp.fast.arrays import condensed, is_uniform, uniform


class Colour(Enum):
    red = "red"
    green = "green"


def waiting(values, computed=None, name=None):
    """A deferred array that notes that it was computed."""

    def make():
        if computed is not None:
            computed.append(name)
        return numpy.asarray(values)

    return Deferred(make)


def never():
    def fail():
        raise AssertionError("computed, though nobody needs it")

    return Deferred(fail)


NOBODY, EVERYBODY = numpy.zeros(3, dtype=bool), numpy.ones(3, dtype=bool)
SOME = numpy.array([True, False, True])


def test_what_nobody_meets_needs_no_further_condition():
    assert now(waiting(NOBODY) & never()).tolist() == [False] * 3
    assert now(waiting(EVERYBODY) | never()).tolist() == [True] * 3


def test_what_is_known_is_looked_at_before_anything_is_computed():
    assert now(never() & Deferred.known(uniform(False, 3))).tolist() == [False] * 3
    assert now(never() & uniform(False, 3)).tolist() == [False] * 3


def test_a_condition_that_some_meet_needs_the_other():
    computed = []
    both = waiting(SOME, computed, "a") & waiting(EVERYBODY, computed, "b")
    assert computed == []
    assert now(both).tolist() == SOME.tolist()
    assert computed == ["a", "b"]
    now(both)
    assert computed == ["a", "b"]


def test_nobodys_amount_is_not_computed():
    assert now(numpy.where(waiting(NOBODY), never(), 0)).tolist() == [0, 0, 0]
    assert now(numpy.where(waiting(EVERYBODY), 7.5, never())).tolist() == [7.5] * 3
    assert now(numpy.where(waiting(SOME), waiting([1.0, 2.0, 3.0]), 0)).tolist() == [1, 0, 3]


def test_a_choice_that_nobody_gets_is_not_computed():
    first, second = waiting(NOBODY), waiting(SOME)
    assert now(numpy.select([first, second], [never(), 2], 9)).tolist() == [2, 9, 2]
    # Behind a condition that everybody meets nothing is looked at.
    assert now(numpy.select([second, waiting(EVERYBODY), never()], [1, 2, never()], never())).tolist() == [1, 2, 1]
    assert now(numpy.select([first], [never()], 4)).tolist() == [4, 4, 4]


def test_one_value_for_everybody_stays_one():
    result = now(Deferred.known(uniform(2.0, 1000)) * 3 + 1)
    assert is_uniform(result)
    assert (len(result), result[0]) == (1000, 7.0)


def test_an_enum_is_compared_with_its_items_as_ever():
    codes = EnumArray(numpy.array([0, 1, 0], dtype=numpy.int16), Colour)
    array = DeferredEnum(lambda: codes, Colour)
    assert now(array == array.possible_values.green).tolist() == [False, True, False]
    assert now(array != Colour.green).tolist() == [True, False, True]
    one = DeferredEnum(lambda: EnumArray(uniform(numpy.int16(1), 5), Colour), Colour)
    assert is_uniform(now(one == Colour.green))
    assert now(one == Colour.green).all()


def test_numpys_other_functions_and_methods_see_an_array():
    array = waiting([3.0, 1.0, 2.0])
    assert numpy.sort(array).tolist() == [1, 2, 3]
    assert array.astype(int).tolist() == [3, 1, 2]
    assert array[numpy.array([True, False, True])].tolist() == [3, 2]
    assert len(array) == 3
    assert numpy.stack([array, array]).shape == (2, 3)
    assert numpy.maximum.reduce([array, 2 * now(array)]).tolist() == [6, 2, 4]
    assert now(numpy.clip(array, 1.5, 2.5)).tolist() == [2.5, 1.5, 2.0]
    with pytest.raises(ValueError, match="ambiguous"):
        bool(array)


def test_an_unknown_attribute_is_missed_as_on_an_array():
    with pytest.raises(AttributeError, match="nonsense"):
        _ = waiting([1.0]).nonsense


@pytest.mark.parametrize(
    ("values", "is_one"),
    [
        (numpy.zeros(4), True),
        (numpy.ones(4), False),  # an amount that everybody gets is an array like any other
        (numpy.ones(4, dtype=bool), True),
        (numpy.array([False, True, False]), False),
        (numpy.array([0.0, numpy.nan, 0.0]), False),
        (numpy.empty(0), False),
    ],
)
def test_only_nothing_for_everybody_and_a_flag_for_everybody_are_condensed(values, is_one):
    result = condensed(values)
    assert is_uniform(result) is is_one
    assert numpy.array_equal(result, values, equal_nan=True)


flags = st.lists(st.booleans(), min_size=4, max_size=4).map(numpy.array)
amounts = st.lists(st.floats(-100, 100), min_size=4, max_size=4).map(numpy.array)


@given(flags, flags, flags, amounts, amounts)
def test_a_rule_gives_the_same_with_and_without_waiting(a, b, c, x, y):
    def rule(a, b, c, x, y):
        entitled = (a & ~b) | (c & (x > y))
        amount = numpy.minimum(numpy.maximum(x - y / 2, 0), 50)
        tiers = numpy.select([a & b, c], [x, numpy.where(b, y, 1.0)], 0)
        return numpy.where(entitled, amount, tiers) * numpy.where(c, 2, 1)

    expected = rule(a, b, c, x, y)
    given = now(rule(*(waiting(each) for each in (a, b, c, x, y))))
    assert numpy.array_equal(given, expected)
    mixed = now(rule(waiting(a), b, waiting(c), x, waiting(y)))
    assert numpy.array_equal(mixed, expected)


FEW = numpy.arange(100) % 50 == 7
DIVISOR = numpy.where(FEW, 4.0, 0.0)


def dividing():
    """An expression that fails for all but the few."""
    with numpy.errstate(divide="raise"):
        return 100 / waiting(DIVISOR)


def test_of_an_expression_that_few_need_their_rows_alone_are_computed():
    with numpy.errstate(divide="raise"):
        for chosen in (
            numpy.where(waiting(FEW), dividing(), 0),
            numpy.select([waiting(FEW)], [dividing()], 0),
            numpy.clip(numpy.where(waiting(FEW), dividing(), 0), 0, 50),
        ):
            result = now(chosen)
            assert result[FEW].tolist() == [25.0, 25.0]
            assert not result[~FEW].any()
        assert now(waiting(FEW) & (dividing() > 30)).tolist() == [False] * 100
        with pytest.raises(FloatingPointError):
            now(numpy.where(waiting(~FEW), dividing(), 0))


def test_rows_chosen_for_few_are_those_of_numpy_whatever_else_they_are():
    values, first = numpy.arange(100), numpy.arange(100) % 40 == 3
    plain = numpy.select([first, FEW, values > 90], [values * 2, values + 0.5, -1], values)
    ours = numpy.select(
        [waiting(first), waiting(FEW), waiting(values > 90)],
        [waiting(values) * 2, waiting(values) + 0.5, -1],
        waiting(values),
    )
    assert now(ours).tolist() == plain.tolist()
    assert now(ours).dtype == plain.dtype
    colours = DeferredEnum(lambda: EnumArray(numpy.where(FEW, 1, 0), Colour), Colour)
    red_ones = numpy.where(waiting(FEW), colours == Colour.green, False)
    assert now(red_ones).tolist() == FEW.tolist()
    assert (
        now(numpy.where(waiting(FEW), waiting(values) > 50, True)).tolist()
        == numpy.where(FEW, values > 50, True).tolist()
    )
    assert now(numpy.where(waiting(FEW), uniform(3, 100) * 2, 0)).tolist() == numpy.where(FEW, 6, 0).tolist()


def test_a_condition_joined_with_a_plain_flag_is_it_or_the_flag():
    condition = numpy.array(SOME)
    assert now(waiting(condition) & True) is condition
    assert is_uniform(now(waiting(condition) & numpy.False_))
    assert now(waiting(condition) | True).tolist() == [True] * 3
    assert now(waiting(condition) | False) is condition
    assert now(waiting([5, 6, 7]) & True).tolist() == [1, 0, 1]
