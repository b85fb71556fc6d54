"""Conditions and facts that would have to be otherwise, and how several are joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from openfisca_jordan_sp.explain.steps import Ref, Step
from openfisca_jordan_sp.explain.terms import Place


class Form(StrEnum):
    """How the parts of a clause are joined."""

    ALL = "all"
    ONE = "one"
    SINGLE = "single"
    NEVER = "never"


@dataclass(frozen=True)
class Single:
    """One condition or fact that would have to be otherwise.

    Attributes:
        ref: the variable and unit in whose rule it stands, or whose value is given.
        place: where in the rule; None for a given value.
        row: for which unit of the condition.
        target: what it would have to be; for a figure, whether above 0.
        step: the condition; None for a given value.
    """

    ref: Ref
    place: Place | None
    row: int
    target: bool
    step: Step | None

    @property
    def what(self) -> tuple[Any, ...]:
        """The condition or fact, whatever it would have to be."""
        return self.ref.key, self.place, self.row if self.place else self.ref.row

    @property
    def identity(self) -> tuple[Any, ...]:
        """What tells it from others."""
        return *self.what, self.target


@dataclass(frozen=True)
class Clause:
    """A condition, or several of which all or one are needed."""

    form: Form
    parts: tuple[Clause, ...] = ()
    single: Single | None = None

    def singles(self) -> Iterator[Single]:
        """Every condition in it."""
        if self.single is not None:
            yield self.single
        for part in self.parts:
            yield from part.singles()


def easiest(clauses: Iterable[Clause]) -> list[Single]:
    """Conditions that meet some clauses: all that are needed, and of alternatives those with the least effort.

    Alternatives that contradict what is needed anyway are passed over where others are left.
    """
    needed = list(clauses)
    fixed = [single for clause in needed if clause.form is not Form.ONE for single in easiest_of(clause, {})]
    told = {single.what: single.target for single in fixed}
    chosen = list(fixed)
    for clause in needed:
        if clause.form is Form.ONE:
            new = easiest_of(clause, told)
            told |= {single.what: single.target for single in new}
            chosen += new
    return list({single.identity: single for single in chosen}.values())


def easiest_of(clause: Clause, told: Mapping[Any, bool]) -> list[Single]:
    """Conditions that meet one clause, with as little as possible against what is told already."""
    if clause.single is not None:
        return [clause.single]
    if clause.form is Form.ONE:
        return min((easiest_of(part, told) for part in clause.parts), key=lambda singles: _effort(singles, told))
    return [single for part in clause.parts for single in easiest_of(part, told)]


def _effort(singles: list[Single], told: Mapping[Any, bool]) -> int:
    """How much has to be otherwise: what is the same for everybody, as the law and the calendar are, weighs more."""
    for_all = sum(single.step is not None and single.step.term.entity is None for single in singles)
    against = sum(told.get(single.what, single.target) != single.target for single in singles)
    return len(singles) + 10 * for_all + 1000 * against


MET = Clause(Form.ALL)
NEVER = Clause(Form.NEVER)


def all_of(parts: Iterable[Clause]) -> Clause:
    """All of some clauses; those of the same kind are joined, and each stands once."""
    flat = _flat(parts, Form.ALL)
    if any(part.form is Form.NEVER for part in flat):
        return NEVER
    return flat[0] if len(flat) == 1 else Clause(Form.ALL, tuple(flat))


def one_of(parts: Iterable[Clause]) -> Clause:
    """One of some clauses; what can never be is left out."""
    given = list(parts)
    if any(part == MET for part in given):
        return MET
    flat = [part for part in _flat(given, Form.ONE) if part.form is not Form.NEVER]
    if not flat:
        return NEVER
    return flat[0] if len(flat) == 1 else Clause(Form.ONE, tuple(flat))


def _flat(parts: Iterable[Clause], form: Form) -> list[Clause]:
    flat: list[Clause] = []
    for part in parts:
        flat += part.parts if part.form is form else [part]
    found = {tuple(single.identity for single in part.singles()) or part.form: part for part in flat}
    return list(found.values())
