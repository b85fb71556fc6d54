"""What a result, or a clause in its way, rests on at last: facts and values of the law."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from openfisca_jordan_sp.explain.blocking import Blocking
from openfisca_jordan_sp.explain.clauses import MET, Clause, Form, Single
from openfisca_jordan_sp.explain.recording import Recording, State
from openfisca_jordan_sp.explain.steps import Ref, Step, reads_named, step_of


class Fact(NamedTuple):
    """A fact of a unit, whatever the month."""

    name: str
    row: int


class Rests(NamedTuple):
    """Facts and paths of parameters."""

    facts: frozenset[Fact]
    paths: frozenset[str]


class Support:
    """What the variables of one recording rest on; each is looked up once."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._known: dict[Ref, Rests] = {}

    def of(self, ref: Ref) -> Rests:
        """What a variable of a unit rests on."""
        known = self._known.get(ref)
        if known is None:
            known = self._known[ref] = self._of(ref)
        return known

    def _of(self, ref: Ref) -> Rests:
        entry, step = self._recording.entry(ref.key), step_of(self._recording, ref)
        if entry.state is not State.RULE:
            return Rests(frozenset([Fact(ref.name, ref.row)]), frozenset())
        if step is None:
            paths = frozenset(path for path, _ in entry.paths)
            return _union([Rests(frozenset(), paths), *(self.of(read) for read in reads_named(self._recording, ref))])
        return self.of_step(step)

    def of_step(self, step: Step) -> Rests:
        """What a part of a rule rests on."""
        facts: set[Fact] = set()
        paths: set[str] = set()
        for each in step.walk():
            paths.update(self._recording.paths(each.term))
            if (read := each.read) is not None:
                below = self.of(read)
                facts |= below.facts
                paths |= below.paths
        return Rests(frozenset(facts), frozenset(paths))

    def of_single(self, single: Single) -> Rests:
        """What one condition or fact rests on."""
        return self.of(single.ref) if single.step is None else self.of_step(single.step)

    def of_clause(self, clause: Clause) -> Rests:
        """What any condition of a clause rests on."""
        return _union(self.of_single(single) for single in clause.singles())


def _union(several: Iterable[Rests]) -> Rests:
    found = list(several)
    none: frozenset[Fact] = frozenset()
    return Rests(none.union(*(one.facts for one in found)), frozenset[str]().union(*(one.paths for one in found)))


def that_could_change(recording: Recording, support: Support, root: Ref, target: bool | None) -> Rests:
    """The facts and values of which one alone might bring another outcome.

    Each clause in the way is necessary: a single change must bear on all of them.
    """
    everything = support.of(root)
    if target is None:
        return everything
    clause = Blocking(recording).result(root, target)
    if clause == MET or clause.form is Form.NEVER:
        return everything
    parts = clause.parts if clause.form is Form.ALL else (clause,)
    facts, paths = everything
    for part in parts:
        rests = support.of_clause(part)
        facts, paths = facts & rests.facts, paths & rests.paths
    return Rests(facts, paths)
