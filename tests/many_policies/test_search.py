"""The search for a value: straight lines, steps, and outcomes that turn back."""

import math

import pytest

from openfisca_jordan_sp.errors import ManyPoliciesError, Text
from openfisca_jordan_sp.many_policies.lines import line_of
from openfisca_jordan_sp.many_policies.parameters import Lever
from openfisca_jordan_sp.many_policies.search import Found, Unreached, is_monotone, search

MONEY = Lever("x", Text("x", "x"), "JOD/month")
FAMILIES = Lever("x", Text("x", "x"), "families", is_whole=True)


def found(function, last, goal, width=1):
    return search(lambda positions: [function(each) for each in positions], last, lambda: goal, width)


def test_a_straight_line_is_met_in_two_rounds():
    result = found(lambda each: 3.0 * each + 1, 1000, 1 + 3 * 517)
    assert isinstance(result, Found)
    assert result.is_exact
    assert result.below == 517
    assert max(result.rounds.values()) <= 2


@pytest.mark.parametrize("jump", [1, 2, 499, 500, 777, 1000])
@pytest.mark.parametrize("sign", [1, -1])
def test_a_single_step_is_enclosed_by_its_two_neighbours(jump, sign):
    result = found(lambda each: sign * float(each >= jump), 1000, sign * 0.5)
    assert isinstance(result, Found)
    assert not result.is_exact
    assert (result.below, result.above) == (jump - 1, jump)


def test_many_steps_are_closed_in_on_quickly():
    result = found(lambda each: float(each // 977), 10**6, 523.4)
    assert (result.below, result.above) == (524 * 977 - 1, 524 * 977)
    assert len(result.outcomes) < 80


def test_a_steep_curve_is_closed_in_on():
    result = found(lambda each: math.exp(each / 10_000), 10**6, math.exp(50.00005))
    assert (result.below, result.above) == (500_000, 500_001)


def test_neighbours_a_width_apart_are_near_enough():
    result = found(lambda each: float(each >= 333), 1000, 0.5, width=20)
    assert result.below < 333 <= result.above
    assert result.above - result.below <= 20


def test_a_goal_that_an_inside_value_alone_meets_is_found():
    result = found(lambda each: float(-((each - 500) ** 2)), 1000, -100.0)
    assert isinstance(result, Found)
    assert result.below == 490
    assert not is_monotone(result.outcomes)


def test_a_goal_beyond_the_ends_and_an_outcome_that_does_not_move_are_told():
    beyond = found(float, 100, 101.0)
    still = found(lambda each: 5.0, 100, 6.0)
    assert isinstance(beyond, Unreached)
    assert beyond.moves
    assert isinstance(still, Unreached)
    assert not still.moves


def test_the_ends_themselves_can_be_the_answer():
    assert found(float, 1, 1.0).below == 1
    assert found(float, 100, 0.0).below == 0


def test_values_are_round_whole_or_fine():
    assert [line_of(MONEY, 101, 119, None, 5).value(at) for at in (0, 1, 2)] == [105, 110, 115]
    assert line_of(MONEY, 0, 1, None, None).step == line_of(MONEY, 0, 1, 0.001, None).step
    whole = line_of(FAMILIES, 10, 20, None, None)
    assert (whole.last, whole.value(1)) == (10, 11)
    assert line_of(MONEY, 100, 200, 10, 1).width == 10
    short = line_of(MONEY, 0, 1, 0.3, None)
    assert short.value(short.last) == 1


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ((200, 100, None, None), "not below"),
        ((1, 1, None, None), "not below"),
        ((100, 101, None, 50), "multiples"),
        ((100, 200, 0, None), "above 0"),
        ((100, 200, None, -1), "above 0"),
        ((100, 200, 1e-12, None), "too fine"),
    ],
)
def test_ends_and_steps_without_meaning_are_refused(arguments, word):
    with pytest.raises(ManyPoliciesError, match=word):
        line_of(MONEY, *arguments)
