"""The steps of one unit: from a part of a formula to those below it, each with the row that it is of."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy
from openfisca_core.periods import Period

from openfisca_jordan_sp.explain.recording import Entry, Key, ParameterKey, Recording, State, as_item
from openfisca_jordan_sp.explain.rows import members_of, source_rows
from openfisca_jordan_sp.explain.terms import UNKNOWN, Kind, Term


class Ref(NamedTuple):
    """A variable of one unit for a period."""

    name: str
    period: Period
    row: int

    @property
    def key(self) -> Key:
        """The variable and the period."""
        return self.name, self.period


class Step(NamedTuple):
    """A part of a formula for one unit."""

    term: Term
    row: int

    @property
    def value(self) -> Any:
        """What it comes to for the unit."""
        return self.term.at(self.row)

    @property
    def holds(self) -> bool | None:
        """Whether a condition holds; None where that is not known, and for a table of conditions."""
        value = self.value
        return None if value is UNKNOWN or numpy.ndim(value) else bool(value)

    @property
    def parts(self) -> list[Step]:
        """The steps that it rests on; those of each member where members are taken together."""
        term, row = self.term, self.row
        if term.kind is Kind.CHOICE:
            return [Step(part, row) for part in term.parts]
        data = [part for part in term.parts if part.kind is not Kind.OBJECT]
        if term.kind is Kind.AGGREGATE:
            return [Step(part, member) for member in members_of(term.via, row, term.role) for part in data]
        return [Step(part, row) for part in data]

    @property
    def read(self) -> Ref | None:
        """The variable that it reads, and of whom; None where it reads none, or of nobody."""
        if self.term.kind is not Kind.READ or self.term.period is None:
            return None
        row = int(source_rows(self.term.via)[self.row])
        return None if row < 0 else Ref(self.term.name, self.term.period, row)

    def walk(self) -> Iterator[Step]:
        """This step and all below it in the same formula, in the order of the formula."""
        seen: set[tuple[int, int]] = set()
        waiting: list[Step] = [self]
        while waiting:
            step = waiting.pop()
            if (id(step.term), step.row) not in seen:
                seen.add((id(step.term), step.row))
                yield step
                waiting += reversed(step.parts)


def step_of(recording: Recording, ref: Ref) -> Step | None:
    """The rule of a variable for one unit; None where it has none."""
    term = recording.entry(ref.key).term
    return None if term is None else Step(term, ref.row)


def reads_of(recording: Recording, ref: Ref) -> list[Ref]:
    """The variables that the rule of one unit reads, each once, in the order of reading."""
    step = step_of(recording, ref)
    if step is None:
        return reads_named(recording, ref)
    return list(dict.fromkeys(read for each in step.walk() if (read := each.read) is not None))


def reads_named(recording: Recording, ref: Ref) -> list[Ref]:
    """What a rule names that cannot be read part by part: variables of the unit, and of everybody of other kinds."""
    entities = {name: variable.entity.key for name, variable in recording.system.variables.items()}
    own = entities[ref.name]
    return [
        Ref(name, period, row)
        for name, period in recording.entry(ref.key).named
        for row in ([ref.row] if entities[name] == own else range(recording.count(entities[name])))
    ]


def parameters_of(recording: Recording, ref: Ref) -> list[ParameterKey]:
    """The parameters that the rule of one unit reads, each once; of a folder chosen from, what was chosen."""
    step = step_of(recording, ref)
    if step is None:
        return list(recording.entry(ref.key).paths)
    return list(dict.fromkeys((path, each.term.instant) for each in step.walk() for path in recording.paths(each.term)))


def value_of(recording: Recording, ref: Ref) -> Any:
    """The value of a variable for one unit: a Python value or an item; `UNKNOWN` if it is stopped."""
    array = recording.entry(ref.key).array
    return UNKNOWN if array is UNKNOWN else as_item(array, ref.row)


def is_leaf(entry: Entry) -> bool:
    """Whether a value comes from no rule."""
    return entry.state is not State.RULE


def reached(root: Ref, below: Callable[[Ref], list[Ref]], most: int | None = None) -> list[Ref]:
    """Every variable of every unit that a result rests on, the result first, each once.

    Args:
        root: the result.
        below: what a variable of a unit rests on by itself.
        most: where there are more, those nearest to the result; all if left out.
    """
    found, waiting = {root: None}, deque([root])
    while waiting and (most is None or len(found) < most):
        for read in below(waiting.popleft()):
            if read not in found:
                found[read] = None
                waiting.append(read)
    return list(found)
