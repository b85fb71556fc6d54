"""The nearest single value of the law that, changed alone, brings another outcome: for who drafts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy
from openfisca_core.parameters import Parameter

from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.explain.changed_law import ChangedLaw, simulation_of, with_value
from openfisca_jordan_sp.explain.clauses import Clause
from openfisca_jordan_sp.explain.figures import is_money
from openfisca_jordan_sp.explain.outcomes import Outcome
from openfisca_jordan_sp.explain.recording import Entry, Key, Recording
from openfisca_jordan_sp.explain.steps import Ref
from openfisca_jordan_sp.explain.terms import UNKNOWN, Kind
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.system import clear_law_errors

#: So many values of the law are searched, those compared directly first; and so many tries made in all.
_SEARCHED, _TRIES = 12, 240
#: Fewer tries where each computes much: so many variables in all, but always so many tries.
_WORK, _FEWEST = 60_000, 30
#: How much of the present value is tried.
_SHARES = (0.0, 0.5, 0.75, 0.9, 1.1, 1.25, 1.5, 2.0, 3.0, 5.0, 10.0)


@dataclass(frozen=True)
class FoundValue:
    """A parameter with the nearest value that brings the outcome.

    Attributes:
        path: of the parameter.
        day: from which the value is told.
        now: the value in force.
        value: what it would have to be.
        result: what comes out.
        size: the change as a share of the larger value.
    """

    path: str
    day: str
    now: Any
    value: Any
    result: Any
    size: float


class ValueSearch:
    """The search over the values that a result rests on.

    Args:
        recording: of the household.
        root: the result.
        outcome: that is looked for.
    """

    def __init__(self, recording: Recording, root: Ref, outcome: Outcome) -> None:
        self._recording, self._root, self._outcome = recording, root, outcome
        self._readers: dict[str, set[Key]] = {}
        self._days: dict[str, str] = {}
        for entry in recording.closure(root.key):
            for path, day in recording.parameters_of(entry):
                self._readers.setdefault(path, set()).add(entry.key)
                self._days[path] = min(day, self._days.get(path, day))
        self._entries = recording.closure(root.key)
        self._taken_over: dict[str, list[Entry]] = {}
        folders = (term for entry in self._entries for term in entry.terms if term.kind is Kind.FOLDER)
        self._chosen = {path for term in folders for path in recording.paths(term)}
        self._left = max(_FEWEST, min(_TRIES, _WORK // len(self._entries)))

    def found(self, paths: Iterable[str], clauses: Iterable[Clause]) -> list[FoundValue]:
        """Each value that alone brings the outcome, the nearest first.

        Args:
            paths: of the parameters that bear on every clause.
            clauses: in the way of the outcome: what they compare is tried first.
        """
        compared = _compared_with(clauses)
        names = sorted(set(paths) & self._days.keys(), key=lambda path: (path not in compared, path))
        found = [self._nearest(path, compared.get(path, ())) for path in names[:_SEARCHED]]
        return sorted((one for one in found if one is not None), key=lambda one: (one.size, one.path))

    def _nearest(self, path: str, beside: Iterable[float]) -> FoundValue | None:
        parameter = tree.find(self._recording.system.parameters, path)
        record = tree.record_at(parameter, self._days[path]) if isinstance(parameter, Parameter) else None
        if record is None or not isinstance(record.value, bool | int | float):
            return None
        now = record.value
        if isinstance(now, bool):
            return self._if_reached(path, now, not now)
        assert isinstance(parameter, Parameter)
        fineness = 1 if isinstance(now, int) and not is_money(parameter.metadata.get("unit")) else 0.001
        tried = sorted(set(_grid(now, beside, parameter.metadata.get("range"), fineness)))
        sides = ([one for one in tried if one > now], [one for one in reversed(tried) if one < now])
        found = [one for side in sides if (one := self._on_side(path, now, side, fineness)) is not None]
        return min(found, key=lambda one: one.size, default=None)

    def _on_side(self, path: str, now: float, side: list[float], fineness: float) -> FoundValue | None:
        before = now
        for value in side:
            if self._if_reached(path, now, value) is not None:
                return self._narrowed(path, now, before, value, fineness)
            before = value
        return None

    def _narrowed(self, path: str, now: float, low: float, high: float, fineness: float) -> FoundValue | None:
        """The value nearest to `low` that brings the outcome, by halving."""
        low_step, high_step = round(low / fineness), round(high / fineness)
        while abs(high_step - low_step) > 1:
            middle = (low_step + high_step) // 2
            if self._if_reached(path, now, _value(middle, fineness)) is not None:
                high_step = middle
            else:
                low_step = middle
        return self._if_reached(path, now, _value(high_step, fineness)) or self._if_reached(path, now, high)

    def _if_reached(self, path: str, now: Any, value: Any) -> FoundValue | None:
        self._left -= 1
        if self._left < 0:
            return None
        result = self._result(path, value)
        if result is None or not self._outcome.reached(numpy.array([result]))[0]:
            return None
        size = 1.0 if isinstance(now, bool) else abs(value - now) / max(abs(value), abs(now))
        return FoundValue(path, self._days[path], now, value, result.item(), size)

    def _unaffected(self, path: str) -> list[Entry]:
        """The facts, and the results of rules that do not rest on a value."""
        if path not in self._taken_over:
            affected = _affected(self._recording, self._root.key, self._readers[path])
            known = [entry for entry in self._entries if entry.array is not UNKNOWN]
            self._taken_over[path] = [entry for entry in known if not affected[entry.key]]
        return self._taken_over[path]

    def _result(self, path: str, value: Any) -> Any:
        """The result under the law with one value changed; what does not read it is taken over."""
        recording, day = self._recording, self._days[path]
        # What is chosen from by an array is looked up in a table of the law's own: there the law is copied.
        make = with_value if path in self._chosen else ChangedLaw
        trial = simulation_of(recording, make(recording.system, path, day, value), self._unaffected(path))
        try:
            with clear_law_errors():
                return numpy.asarray(trial.calculate(*self._root.key))[self._root.row]
        except UnsetParameterError:
            return None


def _affected(recording: Recording, root: Key, readers: set[Key]) -> dict[Key, bool]:
    """By variable and period, whether it rests on any of some rules."""
    known: dict[Key, bool] = {}

    def look(key: Key) -> bool:
        if key not in known:
            known[key] = False
            below = [look(child) for child in recording.entry(key).reads]
            known[key] = key in readers or any(below)
        return known[key]

    look(root)
    return known


def _compared_with(clauses: Iterable[Clause]) -> Mapping[str, tuple[float, ...]]:
    """By path, the figures that conditions in the way compare a parameter with."""
    found: dict[str, set[float]] = {}
    for single in (single for clause in clauses for single in clause.singles()):
        if single.step is None or single.step.term.kind is not Kind.COMPARISON:
            continue
        left, right = single.step.parts
        for side, other in ((left, right), (right, left)):
            if side.term.kind is Kind.PARAMETER and other.term.is_known:
                found.setdefault(side.term.name, set()).update(_number(other.value))
    return {path: tuple(sorted(figures)) for path, figures in found.items()}


def _number(value: Any) -> Iterator[float]:
    array = numpy.asarray(value)
    if array.ndim == 0 and array.dtype.kind in "iuf" and numpy.isfinite(array):
        yield float(array)


def _grid(now: float, beside: Iterable[float], bounds: Mapping[str, Any] | None, fineness: float) -> Iterator[float]:
    """The values that are tried, inside the range of the parameter: around what it is compared with, and shares."""
    low, high = (bounds or {}).get("min"), (bounds or {}).get("max")
    steps = [round(figure / fineness) + offset for figure in beside for offset in (-1, 0, 1)]
    steps += [round(now * share / fineness) for share in _SHARES]
    steps += [round(bound / fineness) for bound in (low, high) if bound is not None]
    for step in steps:
        value = _value(step, fineness)
        if value != now and (low is None or value >= low) and (high is None or value <= high):
            yield value


def _value(step: int, fineness: float) -> Any:
    return step if fineness == 1 else round(step * fineness, 3)
