"""The questions that a family can be asked, and what is said of those that are not."""

from __future__ import annotations

from collections.abc import Mapping
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
    """

    text: Text
    holds: bool | None


@dataclass(frozen=True)
class Matters:
    """The questions of some results.

    Attributes:
        alone: those that can change one of the results alone, by unit and name.
        later: those that can only together with other facts that were not told, each with what stands before it.
        never: those that cannot whatever else is told, each with what settles the results.
    """

    alone: tuple[Question, ...]
    later: Mapping[Question, Reason]
    never: Mapping[Question, Reason]


@cache
def asked_results() -> frozenset[str]:
    """What the law can work out and people know by heart: age, a score, a rank.

    Where none of the facts behind it is told it is asked for instead of them, and they stand in no list.
    """
    known = law_in_force().variables
    units = (values for case in cases().values() for plural in PLURALS for values in case.situation[plural].values())
    return frozenset(name for values in units for name in values if name in known and known[name].formulas)
