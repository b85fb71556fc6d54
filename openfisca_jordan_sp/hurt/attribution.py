"""Which provision of a policy is responsible for what losing households lose.

Each provision is switched on alone, and left out of the whole; where there are few, each gets its Shapley share.
Provisions that do not interact are games of their own, so that many of them cost little.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy

from openfisca_jordan_sp.engine.evaluate import evaluate_all
from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.hurt.coalitions import Coalition, Shares, drawn_shares, exact_shares, standard_errors
from openfisca_jordan_sp.hurt.game import Game
from openfisca_jordan_sp.hurt.losses import Losses
from openfisca_jordan_sp.hurt.provisions import Provision, joined, provisions_of
from openfisca_jordan_sp.many_policies.batches import Stage
from openfisca_jordan_sp.measures.basis import FloatArray
from openfisca_jordan_sp.policy import Policy

#: How shares were found: no two provisions interact, over all orders, over drawn orders, or not at all.
Method = Literal["apart", "exact", "drawn", "one_at_a_time"]
#: Provisions that interact up to which shares are exact, and drawn; beyond, provisions are switched one at a time.
MOST_EXACT, MOST_DRAWN = 6, 12
#: Orders drawn. Each asks for as many policies as there are provisions, of which many are the same.
DRAWS = 24
#: Households on which it is tried whether a policy can be computed at all.
_TRIED = 200


@dataclass(frozen=True)
class Attribution:
    """What losing households lose by each provision, JOD in the average month of the year; negative where they gain.

    Attributes:
        provisions: of the policy.
        method: how `shares` were found.
        alone: one row a losing household, one column a provision: the loss with it alone on top of the law in force.
        left_out: the same: how much less is lost without it.
        shares: Shapley's share of each; those of a household add up to what it loses. None for `one_at_a_time`.
        errors: the standard error of the weighted sum of each column of `shares`; 0 where they are exact.
    """

    provisions: tuple[Provision, ...]
    method: Method
    alone: FloatArray
    left_out: FloatArray
    shares: FloatArray | None
    errors: FloatArray

    @property
    def told(self) -> FloatArray:
        """By what a provision is held responsible: its share, or what leaving it out would spare."""
        return self.left_out if self.shares is None else self.shares


def attribute(stage: Stage, policy: Policy, losses: Losses, seed: int = 0) -> Attribution:
    """Attribute what losing households lose to the provisions of a policy.

    Args:
        stage: the population, the month, and whom to tell of progress.
        policy: that they lose by.
        losses: what they lose; somebody does.
        seed: of the drawn orders, where there are too many provisions for all of them.

    Raises:
        UnsetParameterError: the policy as a whole needs a value that no source gives.
    """
    provisions: Sequence[Provision] = provisions_of(policy)
    while True:
        game = Game(stage, policy, losses, provisions)
        try:
            return _attributed(game, seed)
        except UnsetParameterError as error:
            provisions = _regrouped(game, error)


def _attributed(game: Game, seed: int) -> Attribution:
    components = game.components()
    method = _method(max(len(each) for each in components))
    shares, errors = None, numpy.full(len(game.provisions), numpy.nan)
    if method != "one_at_a_time":
        plans = {tuple(each): _plan(game, each, seed) for each in components}
        game.learn(_named(each, coalition) for each, plan in plans.items() for coalition in plan.factors)
        shares, errors = _shares(game, plans)
    return Attribution(tuple(game.provisions), method, game.alone, game.left_out, shares, errors)


def _method(count: int) -> Method:
    """By the number of provisions that interact."""
    if count == 1:
        return "apart"
    if count <= MOST_EXACT:
        return "exact"
    return "drawn" if count <= MOST_DRAWN else "one_at_a_time"


def _plan(game: Game, component: Sequence[int], seed: int) -> Shares:
    unions = game.unions(component)
    return exact_shares(unions) if len(component) <= MOST_EXACT else drawn_shares(unions, DRAWS, seed)


def _named(component: Sequence[int], coalition: Coalition) -> Coalition:
    """A coalition within a component by the places of its provisions in the policy."""
    return frozenset(component[place] for place in coalition)


def _shares(game: Game, plans: Mapping[tuple[int, ...], Shares]) -> tuple[FloatArray, FloatArray]:
    """The shares of all provisions, and the standard errors of their sums."""
    weight = game.losses.weight
    shares, errors = numpy.zeros((len(weight), len(game.provisions))), numpy.zeros(len(game.provisions))
    for component, plan in plans.items():
        taken = {coalition: game.known[_named(component, coalition)] for coalition in plan.factors}
        for coalition, factors in plan.factors.items():
            shares[:, component] += numpy.multiply.outer(taken[coalition], factors)
        totals = {coalition: float((weight * values).sum()) for coalition, values in taken.items()}
        errors[list(component)] = standard_errors(plan, totals)
    return shares, errors


def _regrouped(game: Game, error: UnsetParameterError) -> list[Provision]:
    """The provision that sets a value made one with those that need it; with all, where none does by itself.

    Raises:
        UnsetParameterError: as it was, where no provision sets it.
    """
    places = sorted(game.everything)
    setters = [
        place for place in places if any(element.name == error.parameter for element in game.provisions[place].elements)
    ]
    if not setters or len(places) == 1:
        raise error
    needing = [place for place in places if place not in setters and _needs(game, place, error.parameter)]
    return joined(game.provisions, [*setters, *(needing or places)])


def _needs(game: Game, place: int, parameter: str) -> bool:
    """Whether a provision alone fails for want of a value."""
    few = game.stage.population.slice(0, _TRIED)
    try:
        evaluate_all([game.of(frozenset({place}))], few, game.stage.period)
    except UnsetParameterError as error:
        return error.parameter == parameter
    return False
