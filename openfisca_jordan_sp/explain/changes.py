"""The nearest single fact that, changed alone, brings another outcome: found by search, all tries computed at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.explain.candidates import Scale, size_of
from openfisca_jordan_sp.explain.outcomes import Outcome
from openfisca_jordan_sp.explain.recording import Entry, Recording, State, as_item
from openfisca_jordan_sp.explain.steps import Ref
from openfisca_jordan_sp.explain.support import Fact
from openfisca_jordan_sp.explain.terms import Kind
from openfisca_jordan_sp.explain.trials import Trial, Trials

#: Facts that a person cannot change: they are told after those that can change.
NOT_IN_ONES_HANDS = frozenset(
    {
        "age",
        "birth_date",
        "sex",
        "nationality",
        "is_father_alive",
        "is_mother_alive",
        "is_parentage_unknown",
        "is_born_abroad",
        "relationship_to_reference_person",
        "hazard_rank",
        "child_health_phase_in_rank",
        "survivor_kind",
        "insured_deaths",
    }
)
#: Places that a reform fills, and weights: nothing that is so or not so of a family.
NO_FACTS = frozenset({"reform_benefits_amount", "household_weight"})
#: How many values are tried between two neighbours of a search at once.
_BETWEEN = 24


@dataclass(frozen=True)
class Found:
    """A fact with the nearest value that brings the outcome.

    Attributes:
        fact: of whom.
        now: what it is: a Python value or an item.
        value: what it would have to be.
        stored: the same as the variable stores it.
        result: what comes out.
        size: how large the change is.
        is_in_ones_hands: whether people can change it.
    """

    fact: Fact
    now: Any
    value: Any
    stored: Any
    result: Any
    size: float
    is_in_ones_hands: bool


class FactSearch:
    """The search over the facts of one household.

    Args:
        recording: of the household.
        root: the result.
        outcome: that is looked for.
    """

    def __init__(self, recording: Recording, root: Ref, outcome: Outcome) -> None:
        self._recording, self._root, self._outcome = recording, root, outcome
        self._trials = Trials(recording, root)
        self._entries: dict[str, Entry] = {}
        for entry in recording.closure(root.key):
            if entry.state is not State.RULE and self._can_change(entry.key[0], entry.key[1]):
                self._entries.setdefault(entry.key[0], entry)
        self._compared = _compared(recording, root)

    def _can_change(self, name: str, period: Any) -> bool:
        """Whether a fact is of the year that is told; a rule that is not in force is no fact."""
        variable = self._recording.system.variables[name]
        is_known = self._recording.pristine.get_holder(name).get_array(period) is not None
        in_year = period.unit == "eternity" or period.start.year == self._recording.period.start.year
        return in_year and name not in NO_FACTS and not variable.is_neutralized and (is_known or not variable.formulas)

    @property
    def unset(self) -> list[str]:
        """The parameters that some tries needed and no source gives."""
        return self._trials.unset

    def found(self, facts: Iterable[Fact]) -> list[Found]:
        """Each fact that alone brings the outcome, with its nearest value; those in one's hands first, then by size."""
        asked = [fact for name in self._entries for fact in sorted(facts, key=_row) if fact.name == name]
        scales = {name: Scale(self._recording.system.variables[name]) for name in self._entries}
        found: list[Found] = []
        lists = [fact for fact in asked if scales[fact.name].is_listed]
        trials = [Trial(fact, scales[fact.name].others(self._now(fact))) for fact in lists]
        figures = [fact for fact in asked if not scales[fact.name].is_listed]
        for fact in figures:
            grid = scales[fact.name].grid(self._now(fact), self._compared.get(fact.name, ()), self._first_day())
            trials.append(Trial(fact, scales[fact.name].values(grid)))
        results = self._trials.results(trials)
        for trial, result in zip(trials[: len(lists)], results, strict=False):
            found += self._of_list(trial, result, scales[trial.fact.name])
        near = [
            each
            for trial, result in zip(trials[len(lists) :], results[len(lists) :], strict=True)
            for each in self._brackets(trial, result, scales[trial.fact.name])
        ]
        found += self._narrowed(near, scales)
        order = {fact: at for at, fact in enumerate(asked)}
        return sorted(found, key=lambda each: (not each.is_in_ones_hands, each.size, order[each.fact]))

    def _first_day(self) -> numpy.datetime64:
        return numpy.datetime64(str(self._recording.period.start), "D")

    def _now(self, fact: Fact) -> Any:
        return as_item(self._entries[fact.name].array, fact.row)

    def _of_list(self, trial: Trial, results: NDArray[Any], scale: Scale) -> list[Found]:
        reached = numpy.flatnonzero(self._outcome.reached(results))
        return [self._made(trial.fact, trial.values[at], results[at], scale) for at in reached]

    def _brackets(self, trial: Trial, results: NDArray[Any], scale: Scale) -> list[tuple[Fact, int, int]]:
        """On each side of where the search begins: the last step without the outcome, and the first one with it."""
        now = scale.origin(self._now(trial.fact), self._first_day())
        steps = [scale.steps(value) for value in trial.values]
        reached = dict(zip(steps, self._outcome.reached(results), strict=True))
        brackets = []
        for side in ([step for step in reversed(steps) if step <= now], [step for step in steps if step > now]):
            before = now
            for step in side:
                if reached[step]:
                    brackets.append((trial.fact, before, step))
                    break
                before = step
        return brackets

    def _narrowed(self, brackets: Sequence[tuple[Fact, int, int]], scales: dict[str, Scale]) -> list[Found]:
        """The first step with the outcome between two, to the fineness of the fact; all brackets together."""
        current = list(brackets)
        while any(abs(high - low) > 1 for _, low, high in current):
            inner = [_between(low, high) for _, low, high in current]
            wide = [at for at, steps in enumerate(inner) if steps]
            results = self._trials.results(
                [Trial(current[at][0], scales[current[at][0].name].values(inner[at])) for at in wide]
            )
            for at, result in zip(wide, results, strict=True):
                fact, low, high = current[at]
                reached = self._outcome.reached(result)
                first = int(numpy.argmax(reached)) if reached.any() else len(inner[at])
                ends = [low, *inner[at], high]
                current[at] = (fact, ends[first], ends[first + 1])
        trials = [Trial(fact, scales[fact.name].values([high])) for fact, _, high in current]
        results = self._trials.results(trials)
        made = [
            self._made(trial.fact, trial.values[0], result[0], scales[trial.fact.name])
            for trial, result in zip(trials, results, strict=True)
            if self._outcome.reached(result)[0]
        ]
        nearest: dict[Fact, Found] = {}
        for each in sorted(made, key=lambda one: one.size):
            nearest.setdefault(each.fact, each)
        return list(nearest.values())

    def _made(self, fact: Fact, stored: Any, result: Any, scale: Scale) -> Found:
        variable, root = scale.variable, self._recording.system.variables[self._root.name]
        now = self._now(fact)
        names = getattr(variable, "possible_values", None)
        value = stored if names is None else list(names)[int(stored)]
        items = getattr(root, "possible_values", None)
        return Found(
            fact=fact,
            now=now,
            value=value.item() if isinstance(value, numpy.generic) else value,
            stored=stored,
            result=result.item() if items is None else list(items)[int(result)],
            size=size_of(scale, now, value),
            is_in_ones_hands=fact.name not in NOT_IN_ONES_HANDS,
        )


def _row(fact: Fact) -> int:
    return fact.row


def _between(low: int, high: int) -> list[int]:
    """Some steps between two, evenly spread, in the direction from `low` to `high`."""
    if abs(high - low) <= 1:
        return []
    count = min(_BETWEEN, abs(high - low) - 1)
    spread = numpy.linspace(low, high, count + 2)[1:-1]
    return list(dict.fromkeys(round(step) for step in spread if round(step) not in (low, high)))


def _compared(recording: Recording, root: Ref) -> dict[str, tuple[float, ...]]:
    """By fact, the figures that rules compare it with, whoever's."""
    found: dict[str, set[float]] = {}
    for entry in recording.closure(root.key):
        for term in entry.terms:
            if term.kind is not Kind.COMPARISON or not term.is_known:
                continue
            for side, other in (term.parts, reversed(term.parts)):
                if side.kind is Kind.READ:
                    found.setdefault(side.name, set()).update(_figures(other.value))
    return {name: tuple(sorted(figures)) for name, figures in found.items()}


def _figures(values: Any) -> Iterable[float]:
    array = numpy.asarray(values)
    if array.dtype.kind not in "iuf":
        return []
    return [float(value) for value in numpy.unique(array) if numpy.isfinite(value)][:8]
