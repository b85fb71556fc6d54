"""Why a result differs between two policies or two months: from the result down to what differs by itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.cases import Case
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.explain.explaining import Result, recorded
from openfisca_jordan_sp.explain.figures import figure, plain
from openfisca_jordan_sp.explain.graph import decisive_parameters, decisive_reads
from openfisca_jordan_sp.explain.places import day_at, moved, offset, placed
from openfisca_jordan_sp.explain.recording import State
from openfisca_jordan_sp.explain.steps import Ref, value_of
from openfisca_jordan_sp.explain.terms import UNKNOWN
from openfisca_jordan_sp.explain.texts import say
from openfisca_jordan_sp.explain.values import value_at
from openfisca_jordan_sp.law.reads import formula_tree
from openfisca_jordan_sp.policy import Policy

#: The name and version of the format in JSON.
FORMAT = "jordan-sp/explanation-difference/1"


@dataclass(frozen=True)
class Cause:
    """Something that differs by itself.

    Attributes:
        kind: `value` (of the law), `rule`, `switched_off`, `fact`, `calendar` or `stopped`.
        what: the path, variable or node.
        text: what it is, in words.
        before, after: as they are told.
        day_before, day_after: of a value, the days for which it is read.
    """

    kind: str
    what: str
    text: Text
    before: Text
    after: Text
    value_before: Any = None
    value_after: Any = None
    day_before: str = ""
    day_after: str = ""


@dataclass(frozen=True)
class Step:
    """A variable of one unit whose value differs.

    Attributes:
        id: of its node after the change.
        causes: what differs by itself in its rule.
        reads: the steps below it.
    """

    id: str
    label: Text
    name: Text
    period_before: str
    period_after: str
    before: Any
    after: Any
    before_shown: Text
    after_shown: Text
    causes: tuple[Cause, ...]
    reads: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """Why one result differs.

    Attributes:
        steps: by id, the result first; none where it does not differ.
    """

    case: str
    title: Text
    before_title: Text
    after_title: Text
    root: str
    label: Text
    name: Text
    before_shown: Text
    after_shown: Text
    steps: Mapping[str, Step]
    notes: tuple[Text, ...] = ()

    @property
    def causes(self) -> tuple[Cause, ...]:
        """What differs by itself, each once, in the order in which it is reached."""
        found = {
            (cause.kind, cause.what, cause.day_after): cause for step in self.steps.values() for cause in step.causes
        }
        return tuple(found.values())


def difference(
    case: Case | str,
    variable: str,
    period: str | None = None,
    *,
    of: str | None = None,
    policy: Policy | None = None,
    against: Policy | None = None,
    against_period: str | None = None,
) -> Difference:
    """Why a result differs from what it is under another policy, or in another month.

    Args:
        case: a case family, its id, or the path of a file.
        variable: of the law or of the policies.
        period: a month or a year; the case's own where left out.
        of: the unit; where there is only one of its kind, that one.
        policy: the law in force where left out.
        against: the other policy; the same one where left out.
        against_period: the other month or year; the same one where left out.

    Raises:
        SituationError: a household that cannot be computed, or a unit that the variable is not of.
        UnknownNameError: a variable that one of the policies does not have.
        PeriodError: a period that does not fit.
    """
    before = recorded(case, variable, period, of=of, policy=policy)
    after = recorded(
        before.case, variable, against_period or period, of=of, policy=policy if against is None else against
    )
    return difference_of(before, after)


def difference_of(before: Result, after: Result) -> Difference:
    """Why a result differs from another one of the same variable and unit.

    Args:
        before: a recorded result.
        after: of a household with the same units in the same order: other facts, another policy or another month.
    """
    return _Walk(before, after).difference()


class _Walk:
    """Both recordings side by side."""

    def __init__(self, before: Result, after: Result) -> None:
        self._before, self._after = before, after
        self._steps: dict[str, Step] = {}

    def difference(self) -> Difference:
        before, after = self._before, self._after
        pair = before.root, after.root
        if self._differs(*pair):
            self._walk(*pair)
        naming = after.naming
        measure = naming.measure(after.root.name)
        return Difference(
            case=before.case.id,
            title=before.case.title,
            before_title=self._side(before),
            after_title=self._side(after),
            root=naming.node_id(after.root),
            label=naming.variable(after.root.name),
            name=naming.unit(after.root),
            before_shown=figure(value_of(before.recording, before.root), measure),
            after_shown=figure(value_of(after.recording, after.root), measure),
            steps=self._steps,
            notes=before.notes,
        )

    def _side(self, result: Result) -> Text:
        period = str(result.root.period) if result.root.period.unit != DateUnit.ETERNITY else ""
        return say("part_of", text=result.policy.title, name=period) if period else result.policy.title

    def _walk(self, before: Ref, after: Ref) -> None:
        waiting = [(before, after)]
        while waiting:
            left, right = waiting.pop(0)
            ident = self._after.naming.node_id(right)
            if ident in self._steps:
                continue
            pairs = [pair for pair in self._below(left, right) if self._differs(*pair)]
            self._steps[ident] = self._step(left, right, pairs)
            waiting += pairs

    def _differs(self, before: Ref, after: Ref) -> bool:
        left, right = value_of(self._before.recording, before), value_of(self._after.recording, after)
        if left is UNKNOWN or right is UNKNOWN:
            return left is not right
        return bool(_name(left) != _name(right))

    def _below(self, before: Ref, after: Ref) -> Iterator[tuple[Ref, Ref]]:
        """What the result rests on here or there, each with what stands in its place on the other side."""
        left = {moved(before, ref): ref for ref in decisive_reads(self._before.recording, before)}
        right = {moved(after, ref): ref for ref in decisive_reads(self._after.recording, after)}
        for place in dict.fromkeys([*left, *right]):
            one = left.get(place) or placed(before, place)
            other = right.get(place) or placed(after, place)
            if (
                one.name in self._before.recording.system.variables
                and other.name in self._after.recording.system.variables
            ):
                yield one, other

    def _step(self, before: Ref, after: Ref, pairs: list[tuple[Ref, Ref]]) -> Step:
        naming, measure = self._after.naming, self._after.naming.measure(after.name)
        left, right = value_of(self._before.recording, before), value_of(self._after.recording, after)
        causes = tuple(self._causes(before, after))
        reads = tuple(naming.node_id(other) for _, other in pairs)
        if not causes and not reads:
            causes = (self._cause("calendar", before, after),)
        return Step(
            id=naming.node_id(after),
            label=naming.variable(after.name),
            name=naming.unit(after),
            period_before=str(before.period),
            period_after=str(after.period),
            before=plain(left),
            after=plain(right),
            before_shown=figure(left, measure),
            after_shown=figure(right, measure),
            causes=causes,
            reads=reads,
        )

    def _causes(self, before: Ref, after: Ref) -> Iterator[Cause]:
        left, right = self._before.recording.entry(before.key), self._after.recording.entry(after.key)
        if State.RULE not in (left.state, right.state):
            yield self._cause("fact", before, after)
            return
        if self._after.recording.system.variables[after.name].is_neutralized:
            yield self._cause("switched_off", before, after)
            return
        if _rule_text(self._before, before) != _rule_text(self._after, after):
            yield self._cause("rule", before, after)
        yield from self._values(before, after)

    def _values(self, before: Ref, after: Ref) -> Iterator[Cause]:
        """The values of the law that differ, of those that the result rests on here or there."""
        left = {(path, offset(before, day)): day for path, day in decisive_parameters(self._before.recording, before)}
        right = {(path, offset(after, day)): day for path, day in decisive_parameters(self._after.recording, after)}
        for path, away in dict.fromkeys([*left, *right]):
            day_before = left.get((path, away)) or day_at(before, away)
            day_after = right.get((path, away)) or day_at(after, away)
            one = value_at(self._before.recording.system, path, day_before)
            other = value_at(self._after.recording.system, path, day_after)
            if one != other:
                naming = self._after.naming
                unit = naming.parameter_unit(path)
                yield Cause(
                    "value",
                    path,
                    naming.parameter(path),
                    _told(one, unit),
                    _told(other, unit),
                    plain(one),
                    plain(other),
                    day_before,
                    day_after,
                )

    def _cause(self, kind: str, before: Ref, after: Ref) -> Cause:
        naming, measure = self._after.naming, self._after.naming.measure(after.name)
        left, right = value_of(self._before.recording, before), value_of(self._after.recording, after)
        text = say("part_of", text=naming.variable(after.name), name=naming.unit(after))
        what = naming.node_id(after) if kind in ("fact", "calendar") else after.name
        return Cause(kind, what, text, figure(left, measure), figure(right, measure), plain(left), plain(right))


def _name(value: Any) -> Any:
    """A value to be compared: enumerations of two laws are two classes with the same names."""
    return plain(value)


def _told(value: Any, unit: str | None) -> Text:
    return say("unset") if value is None else figure(value, unit)


def _rule_text(result: Result, ref: Ref) -> str:
    """The rule of a variable as it is written; nothing where there is none."""
    formula = result.recording.system.variables[ref.name].get_formula(ref.period)
    if formula is None or result.recording.entry(ref.key).state is not State.RULE:
        return ""
    return "\n".join(ast.unparse(statement) for statement in formula_tree(formula).body)
