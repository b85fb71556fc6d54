"""Which facts of a household can change some results as things stand; and why the others cannot.

Each rule is looked at part by part, as the explanation does. A part is settled where nothing that may change reads into
it. A settled false part of an `and` settles all of it, a settled choice leaves out the branches not taken, a settled
nothing settles a product: what only the other parts read can then change nothing. That is asked twice:

- alone: every fact holds, told or assumed, but one. What then cannot change the results is not asked for now.
- whatever is answered: the facts that were told hold, all others may be anything. What then cannot change the results
  cannot do so until another answer is changed.

What cannot be told apart in this way is taken to matter, so no question drops out that counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy
from openfisca_core.periods import DateUnit
from openfisca_core.periods import period as parse_period

from openfisca_jordan_sp.cases import Case
from openfisca_jordan_sp.explain.changes import NO_FACTS
from openfisca_jordan_sp.explain.choices import branches
from openfisca_jordan_sp.explain.conditions import Conditions, followed
from openfisca_jordan_sp.explain.naming import Naming
from openfisca_jordan_sp.explain.questions import Gathered, Matters, Question, Reason, Walked, asked_results
from openfisca_jordan_sp.explain.recording import Entry, Recording, State
from openfisca_jordan_sp.explain.steps import Ref, Step, reads_named, step_of, value_of
from openfisca_jordan_sp.explain.terms import UNKNOWN, Kind
from openfisca_jordan_sp.explain.texts import say
from openfisca_jordan_sp.explain.tree import comparison_text
from openfisca_jordan_sp.explain.values import value_at
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.situations import build_situation

#: A variable and a row: a fact of a unit, whatever the month.
_Fact = tuple[str, int]
_NO_FACTS: frozenset[_Fact] = frozenset()


class _Found(NamedTuple):
    """Whether a part is settled, and the facts that can change it."""

    is_settled: bool
    facts: frozenset[_Fact]


_FIXED = _Found(is_settled=True, facts=_NO_FACTS)
#: Kinds of parts that rest on no fact.
_WITHOUT_FACTS = frozenset({Kind.CONSTANT, Kind.OBJECT, Kind.PARAMETER, Kind.FOLDER, Kind.ROLE, Kind.COMPOSITION})


def what_matters(case: Case, results: Iterable[tuple[Policy, Sequence[str]]], period: str) -> Matters:
    """The questions that can change some results of a household, and those that cannot.

    Args:
        case: the household with the facts that were told.
        results: policies, each with the variables, of any entity, that are computed under it.
        period: a month.

    Raises:
        SituationError: a household that cannot be computed.
    """
    gathered = Gathered()
    for policy, names in results:
        recording = Recording(build_situation(policy.system, case.situation, period)[0], parse_period(period))
        naming = Naming(recording, case)
        told = _told(case, recording)
        alone, anything = (_Walk(recording, naming, told, names, is_alone=is_alone) for is_alone in (True, False))
        gathered.add(policy.id, alone.walked(policy.id), anything.walked(policy.id), anything.unset())
    return gathered.matters()


def _told(case: Case, recording: Recording) -> frozenset[_Fact]:
    """The facts that the description of a household gives, each of its own unit."""
    found = set()
    for population in recording.pristine.populations.values():
        units = case.situation.get(population.entity.plural) or {}
        rows = {str(unit): row for row, unit in enumerate(population.ids)}
        found |= {(str(name), rows[unit]) for unit, values in units.items() if unit in rows for name in values}
    return frozenset(found)


class _Walk:
    """The rules of one household under one policy: what each part rests on, looked at once.

    Args:
        recording: of the household.
        naming: of its variables and units.
        told: the facts that were told.
        names: of the results.
        is_alone: whether facts that nobody told hold as they are assumed.
    """

    def __init__(
        self, recording: Recording, naming: Naming, told: frozenset[_Fact], names: Iterable[str], *, is_alone: bool
    ) -> None:
        self._recording, self._naming, self._told, self._is_alone = recording, naming, told, is_alone
        self._refs: dict[Ref, _Found] = {}
        self._steps: dict[tuple[int, int], _Found] = {}
        self._why: dict[_Fact, tuple[Ref, Step]] = {}
        self._instead: dict[_Fact, frozenset[_Fact]] = {}
        self._deciding: dict[tuple[int, int], Step] = {}
        self._of_results = {
            name: _NO_FACTS.union(*(self._of(ref).facts for ref in self._results(name))) for name in names
        }
        self._matter = _NO_FACTS.union(*self._of_results.values())

    def _results(self, name: str) -> Iterator[Ref]:
        """A variable of all its units; none under a policy that does not know it."""
        variable = self._recording.system.variables.get(name)
        if variable is not None:
            month = self._recording.period
            period = month.this_year if variable.definition_period == DateUnit.YEAR else month
            yield from (Ref(name, period, row) for row in range(self._recording.count(variable.entity.key)))

    def unset(self) -> Iterator[str]:
        """The parameters without a value that stop results."""
        for name in self._of_results:
            for ref in self._results(name):
                stopped_by = self._recording.entry(ref.key).stopped_by
                if value_of(self._recording, ref) is UNKNOWN and stopped_by is not None:
                    yield stopped_by.parameter

    def walked(self, policy: str) -> Walked:
        """What was found, by unit and name.

        Args:
            policy: its id.
        """
        matter = {
            self._question(fact): tuple(name for name, facts in self._of_results.items() if fact in facts)
            for fact in _sorted(self._matter)
        }
        dropped = {
            self._question(fact): self._reason(policy, ref, step)
            for fact, (ref, step) in self._why.items()
            if fact not in self._matter
        }
        instead = {
            self._question(fact): tuple(map(self._question, _sorted(behind))) for fact, behind in self._instead.items()
        }
        return Walked(matter, dropped, instead)

    def _question(self, fact: _Fact) -> Question:
        name, row = fact
        key = self._recording.system.variables[name].entity.key
        return Question(name, str(self._recording.pristine.populations[key].ids[row]))

    def _reason(self, policy: str, ref: Ref, step: Step) -> Reason:
        ref, step = self._deepest(ref, step)
        conditions = Conditions(self._recording, self._naming, ref)
        rule = step.read or ref
        values = tuple(
            (path, each.term.instant) for each in followed(step) for path in self._recording.paths(each.term)
        )
        place = (policy, rule.name, self._naming.unit_id(rule), tuple(dict.fromkeys(values)))
        if not step.term.is_condition:
            return Reason(say("of_unit", name=self._naming.unit(ref), text=conditions.figure(step)), None, *place)
        condition = conditions.of(step)
        # A whole of several conditions has no name of its own: that of the rule tells more.
        is_nameless = condition.form in ("all", "any", "not", "member")
        text = comparison_text(condition) if condition.form == "comparison" else condition.text
        text = self._naming.variable(ref.name) if is_nameless else text
        return Reason(say("of_unit", name=self._naming.unit(ref), text=text), step.holds, *place)

    def _deepest(self, ref: Ref, step: Step) -> tuple[Ref, Step]:
        """Of a condition that another one decided, that one: it says more."""
        while True:
            read = step.read
            rule = step if read is None else step_of(self._recording, read)
            decided = None if rule is None else self._deciding.get((id(rule.term), rule.row))
            if decided is None:
                return ref, step
            ref, step = read or ref, decided

    def _of(self, ref: Ref) -> _Found:
        """What a variable of a unit rests on."""
        known = self._refs.get(ref)
        if known is None:
            known = self._refs[ref] = self._of_entry(ref, self._recording.entry(ref.key))
        return known

    def _of_entry(self, ref: Ref, entry: Entry) -> _Found:
        fact = frozenset([(ref.name, ref.row)])
        if entry.state is State.GIVEN and fact <= self._told:
            return _Found(is_settled=True, facts=fact)
        if entry.state is not State.RULE:
            # What another unit of its kind was told to be is assumed of this one.
            return _Found(self._is_alone, fact) if self._can_be_asked(ref) else _FIXED
        step = step_of(self._recording, ref)
        found = _union(map(self._of, reads_named(self._recording, ref))) if step is None else self._step(ref, step)
        is_told = bool(found.facts) and found.facts <= self._told
        if is_told or ref.name not in asked_results() or not self._is_of_year(ref):
            return found
        self._instead[ref.name, ref.row] = self._instead.get((ref.name, ref.row), _NO_FACTS) | found.facts
        return _Found(self._is_alone, fact)

    def _can_be_asked(self, ref: Ref) -> bool:
        """Whether a fact is of the year that is told; a rule that is not in force is no fact."""
        variable = self._recording.system.variables[ref.name]
        is_fact = not variable.formulas or ref.name in asked_results()
        return self._is_of_year(ref) and is_fact and ref.name not in NO_FACTS and not variable.is_neutralized

    def _is_of_year(self, ref: Ref) -> bool:
        return bool(ref.period.unit == "eternity" or ref.period.start.year == self._recording.period.start.year)

    def _step(self, ref: Ref, step: Step) -> _Found:
        """What a part of a rule rests on."""
        key = (id(step.term), step.row)
        known = self._steps.get(key)
        if known is None:
            known = self._steps[key] = self._of_step(ref, step)
        return known

    def _of_step(self, ref: Ref, step: Step) -> _Found:  # noqa: PLR0911 - one line for each kind
        kind, name = step.term.kind, step.term.name
        if kind in _WITHOUT_FACTS and not self._is_needed_by_some(step):
            return _FIXED
        if kind is Kind.READ:
            return _FIXED if step.read is None else self._of(step.read)
        if kind is Kind.CHOICE:
            return self._choice(ref, step)
        if kind in (Kind.AND, Kind.OR) and step.term.is_condition:
            return self._decided(ref, step, lambda part: part.holds is (kind is Kind.OR))
        if kind is Kind.AGGREGATE and name in ("any", "all"):
            return self._decided(ref, step, lambda part: part.holds is (name == "any"))
        if kind is Kind.COMPUTED and name == "Mult":
            return self._decided(ref, step, _is_nothing)
        return _union(self._step(ref, part) for part in step.parts)

    def _is_needed_by_some(self, step: Step) -> bool:
        """Whether it is a parameter without a value that stops the rule where some condition holds."""
        term = step.term
        is_of_some = term.kind is Kind.PARAMETER and bool(step.parts)
        return is_of_some and value_at(self._recording.system, term.name, term.instant) is None

    def _decided(self, ref: Ref, step: Step, decides: Callable[[Step], bool]) -> _Found:
        """Parts of which a settled one of a certain value decides, whatever the others are."""
        parts = [(part, self._step(ref, part)) for part in step.parts]
        deciding = [(part, found) for part, found in parts if found.is_settled and decides(part)]
        if not deciding:
            return _union(found for _, found in parts)
        facts = _NO_FACTS.union(*(found.facts for _, found in deciding))
        self._deciding[id(step.term), step.row] = deciding[0][0]
        self._leave_out(ref, deciding[0][0], _NO_FACTS.union(*(found.facts for _, found in parts)) - facts)
        return _Found(is_settled=True, facts=facts)

    def _choice(self, ref: Ref, step: Step) -> _Found:
        """A choice: branches that settled conditions pass over, and those behind one that holds, are left out."""
        found: list[_Found] = []
        taken: Step | None = None
        for condition, branch in branches(step):
            if taken is not None:
                parts = [self._step(ref, part).facts for part in (condition, branch) if part is not None]
                self._leave_out(ref, taken, _NO_FACTS.union(*parts))
                continue
            asked = _FIXED if condition is None else self._step(ref, condition)
            found.append(asked)
            holds = condition.holds if condition is not None and asked.is_settled else None
            if condition is not None and holds is False:
                self._leave_out(ref, condition, self._step(ref, branch).facts)
                continue
            found.append(self._step(ref, branch))
            taken = condition if holds else None
        return _union(found)

    def _leave_out(self, ref: Ref, by: Step, facts: frozenset[_Fact]) -> None:
        for fact in facts - self._why.keys():
            self._why[fact] = (ref, by)


def _sorted(facts: Iterable[_Fact]) -> list[_Fact]:
    """Facts by unit and name."""
    return sorted(facts, key=lambda fact: (fact[1], fact[0]))


def _union(found: Iterable[_Found]) -> _Found:
    parts = list(found)
    return _Found(all(part.is_settled for part in parts), _NO_FACTS.union(*(part.facts for part in parts)))


def _is_nothing(step: Step) -> bool:
    """Whether one figure is exactly nothing."""
    value = step.value
    return value is not UNKNOWN and numpy.ndim(value) == 0 and bool(value == 0)
