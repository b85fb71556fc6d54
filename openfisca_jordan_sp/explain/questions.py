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


@dataclass(frozen=True)
class Walked:
    """What was found under one policy.

    Attributes:
        matter: the questions that can change results, each with those results.
        dropped: the others, each with what settled the first part that it was left out of.
        instead: results that are asked for instead of the facts behind them, with those facts.
    """

    matter: Mapping[Question, tuple[str, ...]]
    dropped: Mapping[Question, Reason]
    instead: Mapping[Question, tuple[Question, ...]]


class Gathered:
    """What was found under all policies."""

    def __init__(self) -> None:
        self._alone: dict[Question, dict[str, tuple[str, ...]]] = {}
        self._open: dict[Question, dict[str, tuple[str, ...]]] = {}
        self._instead: dict[Question, tuple[Question, ...]] = {}
        self._why_later: dict[Question, Reason] = {}
        self._why_never: dict[Question, Reason] = {}
        self._unset: dict[str, None] = {}

    def add(self, policy: str, alone: Walked, anything: Walked, unset: Iterable[str]) -> None:
        """Keep what was found under one policy.

        Args:
            policy: its id.
            alone: what was found where facts that were not told hold as they are assumed.
            anything: what was found where they may be anything.
            unset: parameters without a value that stop results.
        """
        for question, names in _alone(alone, anything).items():
            self._alone.setdefault(question, {})[policy] = names
        for question, names in anything.matter.items():
            self._open.setdefault(question, {})[policy] = names
        for walked, why in ((alone, self._why_later), (anything, self._why_never)):
            for question, reason in walked.dropped.items():
                why.setdefault(question, reason)
            for question, facts in walked.instead.items():
                self._instead[question] = tuple(dict.fromkeys((*self._instead.get(question, ()), *facts)))
        self._unset.update(dict.fromkeys(unset))

    def matters(self) -> Matters:
        """All of it together."""
        instead = {one: facts for one, facts in self._instead.items() if one in self._alone or one in self._open}
        behind = {fact for facts in instead.values() for fact in facts}
        every = {**self._why_later, **self._why_never}
        dropped = [one for one in every if one not in self._alone and one not in behind]
        later = {one: self._why_later.get(one) or every[one] for one in dropped if one in self._open}
        never = {one: every[one] for one in dropped if one not in self._open}
        changes = {one: self._open[one] for one in later} | self._alone
        return Matters(tuple(self._alone), later, never, changes, instead, tuple(self._unset))


def _alone(alone: Walked, anything: Walked) -> dict[Question, tuple[str, ...]]:
    """The questions that can change results by themselves: no more than those that can at all.

    What facts that were told settle is not asked for instead of them; then they count themselves.
    """
    can = anything.matter
    known = {one: tuple(name for name in names if name in can.get(one, ())) for one, names in alone.matter.items()}
    settled = {fact for one, facts in alone.instead.items() if one not in can for fact in facts}
    return {one: names for one, names in known.items() if names} | {one: can[one] for one in can if one in settled}


@cache
def asked_results() -> frozenset[str]:
    """What the law can work out and people know by heart: age, a score, a rank.

    Where none of the facts behind it is told it is asked for instead of them, and they stand in no list.
    """
    known = law_in_force().variables
    units = (values for case in cases().values() for plural in PLURALS for values in case.situation[plural].values())
    return frozenset(name for values in units for name in values if name in known and known[name].formulas)
