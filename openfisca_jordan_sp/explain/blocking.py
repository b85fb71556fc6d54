"""What stands in the way of another outcome: conditions each of which is necessary, down to comparisons and facts.

A false `and` needs all its false parts, a false `or` one of them; what is true under `not` has to become false. The
way leads through variables to what is compared or given. An amount of nothing is traced to the choice that gives
nothing. Where a condition, once met, would only lead to the next one, that is found as well: conditions are told to
hold, the result is computed again, and the search goes on until the outcome changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy

from openfisca_jordan_sp.explain.choices import branches
from openfisca_jordan_sp.explain.clauses import (
    MET,
    NEVER,
    Clause,
    Form,
    Single,
    all_of,
    easiest,
    easiest_of,
    one_of,
)
from openfisca_jordan_sp.explain.recording import Key, Recording
from openfisca_jordan_sp.explain.steps import Ref, Step, is_leaf, step_of, value_of
from openfisca_jordan_sp.explain.terms import UNKNOWN, Kind, Place

#: Conditions that only lead to further ones are followed so many times.
ROUNDS = 12


class Blocking:
    """The search for clauses in one recording."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._known: dict[tuple[Any, ...], Clause] = {}

    def result(self, ref: Ref, target: bool) -> Clause:
        """What a variable of a unit needs to become true or above 0 (`target`), or false or 0."""
        known = self._known.get((ref, target))
        if known is None:
            known = self._known[ref, target] = self._result(ref, target)
        return known

    def _result(self, ref: Ref, target: bool) -> Clause:
        value = value_of(self._recording, ref)
        if value is not UNKNOWN and _is_positive(value) == target:
            return MET
        entry, step = self._recording.entry(ref.key), step_of(self._recording, ref)
        if is_leaf(entry) or step is None:
            return Clause(Form.SINGLE, single=Single(ref, None, ref.row, target, None))
        return self.step(ref, step, target)

    def step(self, ref: Ref, step: Step, target: bool) -> Clause:
        """What a part of a rule needs."""
        key = (ref, id(step.term), step.row, target)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._step(ref, step, target)
        return known

    def _step(self, ref: Ref, step: Step, target: bool) -> Clause:  # noqa: C901, PLR0911 - one line for each kind
        term = step.term
        if term.is_known and _is_positive(step.value) == target:
            return MET
        if term.kind is Kind.CONSTANT:
            return NEVER
        if term.kind is Kind.READ:
            read = step.read
            return NEVER if read is None else self.result(read, target)
        if term.kind is Kind.NOT:
            return self.step(ref, step.parts[0], not target)
        if term.kind in (Kind.AND, Kind.OR):
            return self._joined(ref, step.parts, target, needs_all=(term.kind is Kind.AND) == target)
        if term.kind is Kind.CHOICE:
            return self._choice(ref, step, target)
        if term.kind is Kind.AGGREGATE and term.name in ("any", "sum", "max", "all", "min"):
            clause = self._joined(ref, step.parts, target, needs_all=(term.name in ("all", "min")) == target)
            # Of nobody: somebody would have to be there.
            return clause if clause.form is not Form.NEVER else _single(ref, step, target)
        found = None
        if term.kind is Kind.COMPARISON:
            found = self._beside_nothing(ref, step, target)
        elif term.name in ("isnan", "is_known_date"):
            found = _known(step, target)
        elif not term.is_condition and term.kind is Kind.COMPUTED:
            found = self._figure(ref, step, target)
        return found or _single(ref, step, target)

    def _joined(self, ref: Ref, parts: Iterable[Step], target: bool, *, needs_all: bool) -> Clause:
        clauses = [self.step(ref, part, target) for part in parts]
        return all_of(clauses) if needs_all else one_of(clauses)

    def _beside_nothing(self, ref: Ref, step: Step, target: bool) -> Clause | None:
        """A figure that is not below 0 compared with 0: whether there is any of it."""
        left, right = step.parts
        if right.term.kind is not Kind.CONSTANT or right.value != 0 or isinstance(right.value, bool):
            return None
        sense = {"Gt": True, "NotEq": True, "LtE": False, "Eq": False}.get(step.term.name)
        if sense is None or not left.term.is_known or not _is_at_least_nothing(left):
            return None
        clause = self.step(ref, left, sense == target)
        return None if clause == MET else clause

    def _figure(self, ref: Ref, step: Step, target: bool) -> Clause | None:
        """Figures that cannot be below 0 by what they are made of; None where that cannot be told."""
        term, parts = step.term, step.parts
        if term.name == "Mult":
            return self._joined(ref, parts, target, needs_all=target)
        if term.name in ("Add", "sum", "months", "list"):
            if all(_is_figure(part) and _is_at_least_nothing(part) for part in parts):
                return self._joined(ref, parts, target, needs_all=not target)
            return None
        if term.name in ("minimum", "Div", "astype", "filled_array", "ceil", "round_half_up") and parts:
            inner = parts if term.name == "minimum" else parts[:1]
            if all(not part.term.is_known or _is_at_least_nothing(part) for part in inner):
                clause = self._joined(ref, inner, target, needs_all=target)
                return None if clause == MET else clause
        return None

    def _choice(self, ref: Ref, step: Step, target: bool) -> Clause:
        """The branch taken would have to be otherwise, or another one taken that is."""
        ways: list[Clause] = []
        before: list[Step] = []
        for condition, branch in branches(step):
            there = self.step(ref, branch, target)
            taken = [self.step(ref, other, False) for other in before]
            if condition is not None:
                taken.append(self.step(ref, condition, True))
                before.append(condition)
            ways.append(all_of([*taken, there]))
        return one_of(ways)


def _single(ref: Ref, step: Step, target: bool) -> Clause:
    row = 0 if step.term.entity is None else step.row
    return Clause(Form.SINGLE, single=Single(ref, step.term.place, row, target, step))


def _known(step: Step, target: bool) -> Clause | None:
    """A figure or date that has to be known; None where it would have to be unknown."""
    read = step.parts[0].read if step.parts else None
    wants_known = target == (step.term.name == "is_known_date")
    if read is None or not wants_known:
        return None
    return Clause(Form.SINGLE, single=Single(read, None, read.row, True, None))


def _is_positive(value: Any) -> bool:
    """Whether a condition holds, or a figure is above 0 (as it is not where it is not a number)."""
    try:
        return bool(value > 0)
    except TypeError:
        return bool(value)


def _is_figure(step: Step) -> bool:
    value = step.value
    return isinstance(value, int | float | numpy.number | numpy.bool_)


def _is_at_least_nothing(step: Step) -> bool:
    return _is_figure(step) and bool(step.value >= 0)


@dataclass(frozen=True)
class Blocked:
    """What stands between a result and another outcome.

    Attributes:
        clauses: each is necessary.
        is_proven: whether the outcome changes once all are met, as was computed.
    """

    clauses: tuple[Clause, ...]
    is_proven: bool


def blocking(recording: Recording, root: Ref, target: bool) -> Blocked:
    """The clauses that a result needs to become true or above 0 (`target`), or false or 0."""
    found: list[Clause] = []
    now = recording
    for _ in range(ROUNDS):
        clause = Blocking(now).result(root, target)
        if clause == MET:
            return Blocked(_needed(recording, root, target, found), is_proven=True)
        parts = clause.parts if clause.form is Form.ALL else (clause,)
        known = {single.identity for single in easiest(found)}
        new = [part for part in parts if not {single.identity for single in easiest_of(part, {})} <= known]
        if clause.form is Form.NEVER or not new:
            break
        found += new
        now = meet(recording, easiest(found))
    return Blocked(tuple(found), is_proven=False)


def _needed(recording: Recording, root: Ref, target: bool, clauses: list[Clause]) -> tuple[Clause, ...]:
    """Those of some clauses without which the outcome stays as it is, the others being met."""
    needed = list(clauses)
    for clause in clauses:
        if len(needed) > 1 and changes_without(recording, root, target, needed, clause):
            needed.remove(clause)
    return tuple(needed)


def changes_without(recording: Recording, root: Ref, target: bool, clauses: Iterable[Clause], left_out: Clause) -> bool:
    """Whether the outcome changes though one clause is not met: what is only in that one stays as it is."""
    others = easiest(clause for clause in clauses if clause is not left_out)
    own = {single.identity for single in left_out.singles()}
    met = meet(recording, [single for single in others if single.identity not in own])
    value = value_of(met, root)
    return value is not UNKNOWN and _is_positive(value) == target


def meet(recording: Recording, singles: Iterable[Single]) -> Recording:
    """The household where some conditions and facts are told to be as they would have to be."""
    forced: dict[Key, dict[Place, dict[int, Any]]] = {}
    facts: dict[Key, dict[int, Any]] = {}
    for single in singles:
        if single.place is None:
            facts.setdefault(single.ref.key, {})[single.ref.row] = single.target
        else:
            forced.setdefault(single.ref.key, {}).setdefault(single.place, {})[single.row] = single.target
    return recording.again(forced, facts)
