"""Shapley's shares as weighted sums over coalitions, exactly or over drawn orders.

The share of a provision is its mean contribution over the orders in which the provisions could be switched on one after
the other. Where a policy is made of several reforms, only orders count in which a reform comes as a whole (Owen's
value): so the shares of the provisions of a reform add up to what the reform itself has as one player.

L. S. Shapley, A value for n-person games (1953); G. Owen, Values of games with a priori unions (1977).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import factorial
from typing import TypeAlias

import numpy

from openfisca_jordan_sp.measures.basis import FloatArray

#: The places of the provisions that are switched on.
Coalition: TypeAlias = frozenset[int]
#: The places of the provisions of each union, which come one after the other.
Unions: TypeAlias = Sequence[Sequence[int]]


@dataclass(frozen=True)
class Shares:
    """How the shares follow from what each coalition changes: `share[i] = sum of factors[S][i] * change(S)`.

    Attributes:
        factors: by coalition one factor a player; the empty coalition changes nothing and is left out.
        orders: those drawn, for the standard errors; none where the shares are exact.
    """

    factors: dict[Coalition, FloatArray]
    orders: tuple[tuple[int, ...], ...] = ()


def exact_shares(unions: Unions) -> Shares:
    """The shares over all orders in which each union comes as a whole.

    Args:
        unions: the players 0, 1, … in their unions.
    """
    count = sum(len(union) for union in unions)
    factors: dict[Coalition, FloatArray] = {}
    for own, union in enumerate(unions):
        others = [place for place in range(len(unions)) if place != own]
        for before in _subsets(others):
            outside = frozenset(player for place in before for player in unions[place])
            weight = _weight(len(before), len(unions))
            for player in union:
                mates = [mate for mate in union if mate != player]
                for inside in _subsets(mates):
                    factor = weight * _weight(len(inside), len(union))
                    _add(factors, outside | frozenset(inside), player, factor, count)
    return Shares(factors)


def _subsets(players: Sequence[int]) -> Iterator[tuple[int, ...]]:
    return (subset for size in range(len(players) + 1) for subset in combinations(players, size))


def _weight(before: int, count: int) -> float:
    """The share of the orders of `count` players in which a given set of `before` comes just before one of them."""
    return factorial(before) * factorial(count - before - 1) / factorial(count)


def _add(factors: dict[Coalition, FloatArray], before: Coalition, player: int, factor: float, count: int) -> None:
    """Count what a player adds to those before it."""
    for coalition, sign in ((before | {player}, 1.0), (before, -1.0)):
        if coalition:
            factors.setdefault(coalition, numpy.zeros(count))[player] += sign * factor


def drawn_shares(unions: Unions, draws: int, seed: int) -> Shares:
    """The shares over drawn orders; every other one is the one before it turned round, which lowers the error.

    Args:
        unions: the players 0, 1, … in their unions.
        draws: how many orders, an even number.
        seed: of the draws.
    """
    generator = numpy.random.default_rng(seed)
    orders: list[tuple[int, ...]] = []
    for _ in range(draws // 2):
        turns = generator.permutation(len(unions))
        order = [int(player) for union in turns for player in generator.permutation(list(unions[union]))]
        orders += [tuple(order), tuple(reversed(order))]
    count = sum(len(union) for union in unions)
    factors: dict[Coalition, FloatArray] = {}
    for drawn in orders:
        for place, player in enumerate(drawn):
            _add(factors, frozenset(drawn[:place]), player, 1 / len(orders), count)
    return Shares(factors, tuple(orders))


def standard_errors(shares: Shares, changes: dict[Coalition, float]) -> FloatArray:
    """The standard error of each share over the drawn pairs of orders; 0 where the shares are exact.

    Args:
        shares: those drawn.
        changes: what each coalition changes in all.
    """
    count = max((max(coalition) for coalition in shares.factors), default=-1) + 1
    if not shares.orders:
        return numpy.zeros(count)
    known = {frozenset[int](): 0.0, **changes}
    added = numpy.zeros((len(shares.orders), count))
    for row, order in enumerate(shares.orders):
        for place, player in enumerate(order):
            before = frozenset(order[:place])
            added[row, player] = known[before | {player}] - known[before]
    pairs = (added[0::2] + added[1::2]) / 2
    errors: FloatArray = pairs.std(axis=0, ddof=1) / numpy.sqrt(len(pairs))
    return errors
