"""The values of the law that differ between two policies, from which day to which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from openfisca_core.parameters import Parameter, ParameterNode

from openfisca_jordan_sp.drafting.articles import Articles
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.policy import Policy

CHANGED, ADDED, REMOVED = "changed", "added", "removed"


@dataclass(frozen=True)
class ValueDifference:
    """One value that differs between two policies over some time.

    Attributes:
        path: of the parameter.
        label: its name.
        instrument: the folder of its instrument.
        articles: that it comes from, as far as they are known.
        unit: of the values, as in `law/units.yaml`; empty where there is none.
        since: the first day (`YYYY-MM-DD`).
        until: the last day; None where it stays so.
        before: the value under the first policy; None where it has none.
        after: under the second.
        before_confidence: how the value is known; None where there is no value on file.
        after_confidence: likewise.
        kind: `changed`, or a parameter `added` or `removed` as a whole.
    """

    path: str
    label: Text
    instrument: str
    articles: tuple[str, ...]
    unit: str
    since: str
    until: str | None
    before: Any
    after: Any
    before_confidence: str | None
    after_confidence: str | None
    kind: str = CHANGED

    @property
    def difference(self) -> float | None:
        """By how much the value rises, in its unit; None where it is not two numbers."""
        return self.after - self.before if _is_number(self.before) and _is_number(self.after) else None

    @property
    def relative_difference(self) -> float | None:
        """The rise as a share of the value before; None where that is nothing or no number."""
        difference = self.difference
        return difference / abs(self.before) if difference is not None and self.before else None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def value_differences(before: Policy, after: Policy) -> tuple[ValueDifference, ...]:
    """The values that differ between two policies, by path and date.

    The two histories of a parameter are held against each other on every day on which either changes.
    """
    trees = before.system.parameters, after.system.parameters
    pairs = list(_differing(*trees))
    old = Articles.of(before.system, [str(first.name) for first, _ in pairs if first is not None])
    new = Articles.of(
        after.system, [str(second.name) for first, second in pairs if first is None and second is not None]
    )
    return tuple(row for first, second in pairs for row in _rows(first, second, old if first is not None else new))


def _differing(before: Any, after: Any) -> Iterator[tuple[Parameter | None, Parameter | None]]:
    """The parameters of two trees that are not one and the same, by path; branches that are shared are not entered."""
    if before is after:
        return
    nodes = [node for node in (before, after) if isinstance(node, ParameterNode)]
    names = sorted({name for node in nodes for name in node.children})
    for name in names:
        yield from _differing(*(_child(node, name) for node in (before, after)))
    pair = [node if isinstance(node, Parameter) else None for node in (before, after)]
    if any(node is not None for node in pair):
        yield pair[0], pair[1]


def _child(node: Any, name: str) -> Any:
    return node.children.get(name) if isinstance(node, ParameterNode) else None


def _rows(before: Parameter | None, after: Parameter | None, articles: Articles) -> Iterator[ValueDifference]:
    """The stretches of time on which two histories differ; stretches that say the same are one."""
    known = [parameter for parameter in (before, after) if parameter is not None]
    parameter = known[0]
    kind = CHANGED if len(known) == len((before, after)) else ADDED if before is None else REMOVED
    for since, until, old, new in _stretches(before, after):
        yield ValueDifference(
            path=str(parameter.name),
            label=tree.label_of(parameter),
            instrument=str(parameter.name).partition(".")[0],
            articles=articles.of_value(parameter, since),
            unit=str(parameter.metadata.get("unit") or ""),
            since=since,
            until=until,
            before=old.value if old else None,
            after=new.value if new else None,
            before_confidence=old.confidence if old else None,
            after_confidence=new.confidence if new else None,
            kind=kind,
        )


_Stretch = tuple[str, str | None, tree.ValueRecord | None, tree.ValueRecord | None]


def _stretches(before: Parameter | None, after: Parameter | None) -> list[_Stretch]:
    histories = [parameter for parameter in (before, after) if parameter is not None]
    days = sorted({value.instant_str for parameter in histories for value in parameter.values_list})
    made: list[_Stretch] = []
    for since, following in pairwise([*days, ""]):
        old, new = (tree.record_at(p, since) if p is not None else None for p in (before, after))
        if _same(old.value if old else None, new.value if new else None):
            continue
        until = _day_before(following) if following else None
        last = made[-1] if made else None
        if last and last[1] == _day_before(since) and _says_the_same(last[2], old) and _says_the_same(last[3], new):
            made[-1] = (last[0], until, last[2], last[3])
        else:
            made.append((since, until, old, new))
    return made


def _says_the_same(one: tree.ValueRecord | None, other: tree.ValueRecord | None) -> bool:
    if one is None or other is None:
        return one is other
    return _same(one.value, other.value) and one.confidence == other.confidence


def _same(one: Any, other: Any) -> bool:
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def _day_before(day: str) -> str:
    return str(date.fromisoformat(day) - timedelta(days=1))
