"""Shapley's shares: efficient, symmetric, nothing for who adds nothing, by reforms, and as over all orders."""

from itertools import permutations

import numpy
import pytest

from openfisca_jordan_sp.hurt.coalitions import drawn_shares, exact_shares, standard_errors

ONE_BY_ONE = [[0, 1, 2, 3]]


def game(count, seed=1):
    """What each coalition takes: anything at all."""
    values = numpy.random.default_rng(seed).normal(size=2**count)
    return lambda coalition: float(values[sum(2**player for player in coalition)]) if coalition else 0.0


def shares(plan, value):
    return sum(factors * value(coalition) for coalition, factors in plan.factors.items())


def over_all_orders(count, value):
    """The definition itself."""
    found = numpy.zeros(count)
    orders = list(permutations(range(count)))
    for order in orders:
        for place, player in enumerate(order):
            found[player] += value(frozenset(order[: place + 1])) - value(frozenset(order[:place]))
    return found / len(orders)


def test_exact_shares_are_the_mean_over_all_orders():
    value = game(4)
    assert shares(exact_shares(ONE_BY_ONE), value) == pytest.approx(over_all_orders(4, value))


@pytest.mark.parametrize("unions", [ONE_BY_ONE, [[0, 2], [1, 3]], [[0], [1], [2], [3]], [[0, 1, 2], [3]]])
def test_shares_add_up_to_what_all_take(unions):
    value = game(4)
    everybody = value(frozenset(range(4)))
    assert shares(exact_shares(unions), value).sum() == pytest.approx(everybody)
    assert shares(drawn_shares(unions, 6, seed=3), value).sum() == pytest.approx(everybody)


def test_who_adds_nothing_gets_nothing_and_others_as_without_it():
    value = game(3)
    found = shares(exact_shares(ONE_BY_ONE), lambda coalition: value(coalition - {3}))
    assert found[3] == pytest.approx(0, abs=1e-12)
    assert found[:3] == pytest.approx(over_all_orders(3, value))


def test_provisions_that_do_the_same_get_the_same():
    found = shares(exact_shares(ONE_BY_ONE), lambda coalition: len(coalition) ** 2)
    assert found == pytest.approx([4, 4, 4, 4])


def test_a_reform_has_what_its_provisions_have_together():
    value, unions = game(5), [[0, 3], [1, 2, 4]]
    found = shares(exact_shares(unions), value)
    as_players = over_all_orders(2, lambda reforms: value(frozenset(p for reform in reforms for p in unions[reform])))
    assert [found[union].sum() for union in unions] == pytest.approx(as_players)


def test_drawn_shares_come_near_the_exact_ones_within_their_errors_and_are_the_same_again():
    value = game(7)
    plan = drawn_shares([range(7)], 200, seed=5)
    exact, drawn = shares(exact_shares([range(7)]), value), shares(plan, value)
    errors = standard_errors(plan, {coalition: value(coalition) for coalition in plan.factors})
    assert (errors > 0).all()
    assert (numpy.abs(drawn - exact) < 4 * errors).all()
    again = drawn_shares([range(7)], 200, seed=5)
    assert again.orders == plan.orders
    assert drawn_shares([range(7)], 200, seed=6).orders != plan.orders


def test_exact_shares_have_no_error():
    plan = exact_shares(ONE_BY_ONE)
    assert (standard_errors(plan, dict.fromkeys(plan.factors, 1.0)) == 0).all()


def test_drawn_orders_keep_a_reform_whole():
    for order in drawn_shares([[0, 3], [1, 2, 4]], 20, seed=1).orders:
        places = sorted(order.index(player) for player in (0, 3))
        assert places[1] - places[0] == 1
