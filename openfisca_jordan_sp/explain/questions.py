"""The questions that a family can be asked, and what is said of those that are not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from openfisca_jordan_sp.cases import cases
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.situation_checks import PLURALS
from openfisca_jordan_sp.system import law_in_force


class Question(NamedTuple):
    """A fact of a unit that can be asked for.

    Attributes:
        variable: its name.
        unit: the id of the person, family or household that it is of.
    """

    variable: str
    unit: str


@dataclass(frozen=True)
class Reason:
    """Why a question cannot change the results.

    Attributes:
        text: the condition, or figure, that settles them, and whose it is.
        holds: whether it holds; None of a figure that is nothing.
        policy: the id of the policy under which it does.
        variable: the condition by its name; where it has none, the rule in which it stands.
        unit: the id of the person, family or household of which that is.
        values: the values of the law that it reads by itself, each a path and the day for which it is read.
    """

    text: Text
    holds: bool | None
    policy: str
    variable: str
    unit: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Matters:
    """The questions of some results.

    Attributes:
        alone: those that can change one of the results alone, by unit and name.
        later: those that can only together with other facts that were not told, each with what stands before it.
        never: those that cannot whatever else is told, each with what settles the results.
        changes: of those alone and later, the results that they can change, by the id of the policy.
        instead: of results that are asked for instead of the facts behind them, those facts.
        unset: parameters without a value that the results need.
    """

    alone: tuple[Question, ...]
    later: Mapping[Question, Reason]
    never: Mapping[Question, Reason]
    changes: Mapping[Question, Mapping[str, tuple[str, ...]]]
    instead: Mapping[Question, tuple[Question, ...]]
    unset: tuple[str, ...]


class Kept:
    """What was found under all policies, where facts that were not told hold as they are assumed, or may be anything.

    Attributes:
        matter: the results that each question can change, by the id of the policy.
        dropped: the others, with the first reason found.
        instead: results that are asked for instead of facts.
    """

    def __init__(self) -> None:
        self.matter: dict[Question, dict[str, tuple[str, ...]]] = {}
        self.dropped: dict[Question, Reason] = {}
        self.instead: dict[Question, tuple[Question, ...]] = {}

    def add(
        self,
        policy: str,
        matter: Iterable[tuple[Question, tuple[str, ...]]],
        dropped: Iterable[tuple[Question, Reason]],
        instead: Iterable[tuple[Question, tuple[Question, ...]]],
    ) -> None:
        """Keep what was found under one policy."""
        for question, names in matter:
            self.matter.setdefault(question, {})[policy] = names
        for question, reason in dropped:
            self.dropped.setdefault(question, reason)
        for question, facts in instead:
            self.instead[question] = tuple(dict.fromkeys((*self.instead.get(question, ()), *facts)))


def matters_of(alone: Kept, anything: Kept, unset: tuple[str, ...]) -> Matters:
    """Both together.

    Args:
        alone: what was found where facts that were not told hold as they are assumed.
        anything: what was found where they may be anything.
        unset: parameters without a value.
    """
    instead = {**anything.instead, **alone.instead}
    behind = {fact for kept in (alone, anything) for facts in kept.instead.values() for fact in facts}
    left = {**alone.dropped, **anything.dropped}.keys() - alone.matter.keys() - behind
    dropped = [one for one in {**alone.dropped, **anything.dropped} if one in left]
    later = {one: alone.dropped.get(one) or anything.dropped[one] for one in dropped if one in anything.matter}
    never = {one: anything.dropped.get(one) or alone.dropped[one] for one in dropped if one not in anything.matter}
    changes = {**{one: anything.matter[one] for one in later}, **alone.matter}
    told_for = {one: facts for one, facts in instead.items() if one in changes}
    return Matters(tuple(alone.matter), later, never, changes, told_for, unset)


@cache
def asked_results() -> frozenset[str]:
    """What the law can work out and people know by heart: age, a score, a rank.

    Where none of the facts behind it is told it is asked for instead of them, and they stand in no list.
    """
    known = law_in_force().variables
    units = (values for case in cases().values() for plural in PLURALS for values in case.situation[plural].values())
    return frozenset(name for values in units for name in values if name in known and known[name].formulas)
