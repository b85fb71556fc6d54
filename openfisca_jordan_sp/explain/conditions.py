"""The conditions of a rule for one unit, each with both its sides and its margin."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import numpy

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.explain.choices import chosen_branch
from openfisca_jordan_sp.explain.data import Condition, Side
from openfisca_jordan_sp.explain.figures import figure, plain
from openfisca_jordan_sp.explain.naming import Naming
from openfisca_jordan_sp.explain.recording import Recording
from openfisca_jordan_sp.explain.steps import Ref, Step
from openfisca_jordan_sp.explain.terms import UNKNOWN, Kind
from openfisca_jordan_sp.explain.texts import say
from openfisca_jordan_sp.explain.values import value_at
from openfisca_jordan_sp.explain.wording import Wording

OPERATORS = {"Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=", "Eq": "==", "NotEq": "!="}
_NONE = {"any": "holds_none", "all": "holds_not_all", "member": "no_member"}
_JOINED = {Kind.AND: "all", Kind.OR: "any"}


class Conditions:
    """The conditions of one rule.

    Args:
        recording: of the household.
        naming: of variables, parameters and units.
        home: the variable and unit whose rule it is.
    """

    def __init__(self, recording: Recording, naming: Naming, home: Ref) -> None:
        self._recording, self._naming = recording, naming
        self._words = Wording(naming, home)

    def of(self, step: Step) -> Condition:  # noqa: PLR0911 - one for each kind
        """A condition."""
        term, holds = step.term, step.holds
        if term.kind in _JOINED:
            parts = [self.of(part) for part in _flat(step, term.kind)]
            form = _JOINED[term.kind]
            return Condition(form, holds, say(f"holds_{form}"), tuple(parts))
        if term.kind is Kind.NOT:
            if step.parts[0].term.name == "isnan":
                known = step.parts[0]
                told = say("is_known", first=self._words.of(known.parts[0]))
                return Condition("computed", holds, told, reads=self._reads(known))
            inner = self.of(step.parts[0])
            text = say(_NONE[inner.form]) if inner.form in _NONE else say("holds_not", text=inner.text)
            return Condition("not", holds, text, (inner,))
        if term.kind is Kind.COMPARISON:
            return self._comparison(step)
        if term.kind is Kind.READ and (read := step.read) is not None:
            return Condition("variable", holds, self._words.read(read), node=self._naming.node_id(read))
        if term.kind is Kind.PARAMETER:
            return Condition("value", holds, self._naming.parameter(term.name), parameter=term.name)
        if term.kind is Kind.AGGREGATE and term.name in ("any", "all"):
            text = say("some_member" if term.name == "any" else "every_member")
            return Condition("member", holds, text, tuple(self._of_member(part) for part in step.parts))
        return self._other(step, holds)

    def _of_member(self, step: Step) -> Condition:
        """A condition of one member; where it is none by its own name, with the member's."""
        found = self.of(step)
        if found.form in ("variable", "comparison"):
            return found
        return replace(found, text=say("of_unit", name=self._naming.person(step.row), text=found.text))

    def _other(self, step: Step, holds: bool | None) -> Condition:
        term = step.term
        if term.kind is Kind.CHOICE:
            asked, branch = chosen_branch(step)
            parts = [*asked, *([branch] if branch is not None and branch.term.kind is not Kind.CONSTANT else [])]
            return Condition("choice", holds, say("choice"), tuple(self.of(part) for part in parts))
        if term.name in ("astype", "filled_array", "array") and step.parts and step.parts[0].term.is_condition:
            return self.of(step.parts[0])
        return Condition("computed", holds, self._words.of(step), reads=self._reads(step))

    def _comparison(self, step: Step) -> Condition:
        left, right = step.parts
        name, unit = step.term.name, self._words.unit_of(left.term) or self._words.unit_of(right.term)
        sides = self.side(left, unit), self.side(right, unit)
        margin = _margin(name, left.value, right.value) if step.term.is_known else None
        text = say(name, left=sides[0].text, right=sides[1].text)
        return Condition(
            "comparison",
            step.holds,
            text,
            left=sides[0],
            operator=OPERATORS[name],
            right=sides[1],
            margin=margin,
            unit=None if margin is None else unit,
        )

    def side(self, step: Step, unit: str | None = None) -> Side:
        """One side of a comparison; a figure without a unit of its own takes the other side's."""
        term, own = step.term, self._words.unit_of(step.term) or unit
        value = step.value if term.is_known else UNKNOWN
        read = step.read
        is_unset = term.kind is Kind.PARAMETER and value_at(self._recording.system, term.name, term.instant) is None
        is_simple = read is not None or term.kind in (Kind.PARAMETER, Kind.CONSTANT)
        return Side(
            text=self._words.of(step),
            value=plain(value),
            shown=say("unset") if is_unset else figure(value, None if term.kind is Kind.CONSTANT else own),
            unit=own,
            node=None if read is None else self._naming.node_id(read),
            parameter=term.name if term.kind is Kind.PARAMETER else None,
            reads=() if is_simple else self._reads(step),
            values=() if is_simple else self._values(step),
        )

    def figure(self, step: Step) -> Text:
        """A figure in words."""
        return self._words.of(step)

    def _reads(self, step: Step) -> tuple[str, ...]:
        return tuple(self._naming.node_id(read) for read in reads_followed(step))

    def _values(self, step: Step) -> tuple[str, ...]:
        paths = (path for each in followed(step) for path in self._recording.paths(each.term))
        return tuple(dict.fromkeys(paths))


def _flat(step: Step, kind: Kind) -> Iterator[Step]:
    """The parts of `a & b & c`, which Python joins two by two."""
    for part in step.parts:
        if part.term.kind is kind and not part.term.local:
            yield from _flat(part, kind)
        else:
            yield part


def followed(step: Step) -> Iterator[Step]:
    """A step and what decided it: branches not taken are left out, and so is what could not have changed it.

    A false `and` rests on its false parts, a true `or` on its true ones.
    """
    seen: set[tuple[int, int]] = set()
    waiting = [step]
    while waiting:
        each = waiting.pop()
        if (id(each.term), each.row) in seen:
            continue
        seen.add((id(each.term), each.row))
        yield each
        waiting += reversed(_below(each))


def _below(step: Step) -> list[Step]:
    kind, parts = step.term.kind, step.parts
    if kind is Kind.CHOICE:
        asked, branch = chosen_branch(step)
        return parts if branch is None else [*asked, branch]
    if kind in (Kind.AND, Kind.OR) and step.holds is (kind is Kind.OR):
        return [part for part in parts if part.holds is step.holds] or parts
    if kind is Kind.AGGREGATE and step.term.name == "any" and step.holds:
        return [part for part in parts if part.holds] or parts
    return parts


def reads_followed(step: Step) -> list[Ref]:
    """The variables that a step rests on, each once."""
    return list(dict.fromkeys(read for each in followed(step) if (read := each.read) is not None))


def choices(step: Step) -> Iterable[Step]:
    """The conditions of the choices on the way to an amount, each once, in their order."""
    asked = [one for each in followed(step) if each.term.kind is Kind.CHOICE for one in chosen_branch(each)[0]]
    return list({(id(one.term), one.row): one for one in asked}.values())


def taken(step: Step) -> Step:
    """What is left of an amount once all choices at its top are made."""
    while step.term.kind is Kind.CHOICE:
        branch = chosen_branch(step)[1]
        if branch is None:
            return step
        step = branch
    return step


def _margin(name: str, left: Any, right: Any) -> float | None:
    """How far a comparison is from its limit; nothing for what has no distance."""
    if isinstance(left, numpy.datetime64) and isinstance(right, numpy.datetime64):
        distance = float((left - right) / numpy.timedelta64(1, "D"))
    elif _is_number(left) and _is_number(right):
        distance = float(left) - float(right)
    else:
        return None
    if not math.isfinite(distance):
        return None
    if name in ("Lt", "LtE"):
        distance = -distance
    elif name in ("Eq", "NotEq"):
        distance = abs(distance) if name == "NotEq" else -abs(distance)
    return round(distance, 9) + 0.0


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | numpy.number) and not isinstance(value, bool | numpy.timedelta64)
