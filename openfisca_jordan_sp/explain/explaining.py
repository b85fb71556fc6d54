"""The explanation of one result: what it rests on, what stands in its way, and what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from openfisca_core.periods import period as parse_period

from openfisca_jordan_sp.cases import Case, cases, load_case
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.explain.asked import asked_period, asked_row, household_period, known_variable
from openfisca_jordan_sp.explain.blocking import Blocked, blocking
from openfisca_jordan_sp.explain.changes import FactSearch, Found
from openfisca_jordan_sp.explain.clauses import Clause, Form, Single
from openfisca_jordan_sp.explain.conditions import Conditions
from openfisca_jordan_sp.explain.data import Explanation, FactChange, MissingFact, Needed, Node, ValueChange
from openfisca_jordan_sp.explain.figures import figure, plain
from openfisca_jordan_sp.explain.graph import MOST, Graph
from openfisca_jordan_sp.explain.naming import Naming
from openfisca_jordan_sp.explain.outcomes import Outcome, outcome_of
from openfisca_jordan_sp.explain.recording import Recording, State
from openfisca_jordan_sp.explain.steps import Ref, value_of
from openfisca_jordan_sp.explain.support import Rests, Support, that_could_change
from openfisca_jordan_sp.explain.terms import UNKNOWN
from openfisca_jordan_sp.explain.texts import joined, say
from openfisca_jordan_sp.explain.value_changes import FoundValue, ValueSearch
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.situations import build_situation

_PLURALS = {"person": "persons", "family": "families", "household": "households"}


@dataclass(frozen=True)
class Result:
    """One result of one household under one policy, recorded: what explanations and differences are made from."""

    case: Case
    policy: Policy
    recording: Recording
    naming: Naming
    root: Ref
    notes: tuple[Text, ...]

    def is_told(self, name: str, unit: str, entity: str) -> bool:
        """Whether the description of the household gives a fact of a unit."""
        units: Mapping[str, Any] = self.case.situation.get(_PLURALS[entity]) or {}
        values = units.get(unit)
        return isinstance(values, Mapping) and name in values


def recorded(
    case: Case | str, variable: str, period: str | None = None, *, of: str | None = None, policy: Policy | None = None
) -> Result:
    """One result with everything that it rests on.

    Args:
        case: a case family, its id, or the path of a file.
        variable: of the law or of the policy.
        period: a month or a year; the case's own where left out.
        of: the unit; where there is only one of its kind, that one.
        policy: the law in force where left out.

    Raises:
        SituationError: a household that cannot be computed, or a unit that the variable is not of.
        UnknownNameError: an unknown variable.
        PeriodError: a period that does not fit.
    """
    family = case if isinstance(case, Case) else load_case(case)
    law = policy or Policy()
    known_variable(law.system, variable)
    text = period or family.period
    when = asked_period(law.system, variable, text)
    month = household_period(text)
    pristine, notes = build_situation(law.system, family.situation, month)
    ids = [str(one) for one in pristine.populations[law.system.variables[variable].entity.key].ids]
    recording = Recording(pristine, parse_period(month))
    root = Ref(variable, when, asked_row(ids, variable, of))
    if cases().get(family.id) == family:
        notes = [say("synthetic"), *notes]
    if when.unit == "year" and parse_period(text).unit == "month":
        notes = [*notes, say("note_year", year=str(when))]
    return Result(family, law, recording, Naming(recording, family), root, tuple(notes))


def explain(
    case: Case | str,
    variable: str,
    period: str | None = None,
    *,
    of: str | None = None,
    policy: Policy | None = None,
    wanted: str | None = None,
    is_whole: bool = False,
    is_searched: bool = True,
) -> Explanation:
    """Why one variable of one unit comes out as it does.

    Args:
        case: a case family, its id, or the path of a file.
        variable: of the law or of the policy.
        period: a month or a year; the case's own where left out.
        of: the unit; where there is only one of its kind, that one.
        policy: the law in force where left out.
        wanted: the outcome to look for: `more` or `less`; the opposite of the present one where left out.
        is_whole: with everything that was read; else with what decided.
        is_searched: with the search for changes.

    Raises:
        SituationError: a household that cannot be computed, or a unit that the variable is not of.
        UnknownNameError: an unknown variable.
        PeriodError: a period that does not fit.
    """
    return explanation_of(
        recorded(case, variable, period, of=of, policy=policy),
        wanted=wanted,
        is_whole=is_whole,
        is_searched=is_searched,
    )


def explanation_of(
    result: Result, *, wanted: str | None = None, is_whole: bool = False, is_searched: bool = True
) -> Explanation:
    """The explanation of a recorded result; see `explain`."""
    recording, root = result.recording, result.root
    graph = Graph(recording, result.naming, root, is_whole=is_whole, is_told=result.is_told)
    now, entry = value_of(recording, root), recording.entry(root.key)
    notes = [*result.notes, *_root_notes(graph.nodes[result.naming.node_id(root)])]
    is_open = entry.state is State.RULE and now is not UNKNOWN
    outcome = outcome_of(now, wanted) if is_open else None
    is_small = wanted is not None or not graph.is_cut
    searched = _Searched(result, graph, outcome) if outcome is not None and is_searched and is_small else None
    if graph.is_cut:
        notes += [say("note_cut", count=MOST), *([] if is_small else [say("note_not_searched")])]
    blocked = Blocked((), is_proven=False)
    if outcome is not None and outcome.target is not None:
        blocked = searched.blocked if searched else blocking(recording, root, outcome.target)
    return Explanation(
        case=result.case.id,
        title=result.case.title,
        policy=result.policy.id,
        policy_title=result.policy.title,
        period=str(recording.period),
        root=result.naming.node_id(root),
        nodes=graph.nodes,
        values=graph.values,
        outcome=None if outcome is None else outcome.name,
        needed=tuple(needed(recording, result.naming, root, clause) for clause in blocked.clauses),
        is_proven=blocked.is_proven,
        is_searched=searched is not None,
        fact_changes=searched.fact_changes if searched else (),
        value_changes=searched.value_changes if searched else (),
        missing=_missing(graph, searched),
        notes=(*notes, *(searched.notes if searched else ())),
        names={unit: result.naming.unit_named(unit) for unit in {node.unit for node in graph.nodes.values()}},
    )


class _Searched:
    """What would change a result."""

    def __init__(self, result: Result, graph: Graph, outcome: Outcome) -> None:
        self._result, self._graph = result, graph
        recording, root = result.recording, result.root
        is_flip = outcome.target is not None
        self.blocked = blocking(recording, root, bool(outcome.target)) if is_flip else Blocked((), is_proven=False)
        bears: Rests = that_could_change(recording, Support(recording), root, outcome.target)
        search = FactSearch(recording, root, outcome)
        self.found = search.found(bears.facts)
        self.fact_changes = tuple(self._fact(one) for one in self.found)
        values = ValueSearch(recording, root, outcome).found(bears.paths, self.blocked.clauses)
        self.value_changes = tuple(self._value(one) for one in values)
        labels = [result.naming.parameter(path) for path in search.unset]
        self.notes = (say("note_unset", items=joined(say("comma"), labels)),) if labels else ()

    def _fact(self, found: Found) -> FactChange:
        naming, root = self._result.naming, self._result.root
        ref = Ref(found.fact.name, self._result.recording.period, found.fact.row)
        unit, measure = naming.measure(ref.name), naming.measure(root.name)
        return FactChange(
            node=f"{ref.name}@{naming.unit_id(ref)}",
            label=naming.variable(ref.name),
            name=naming.unit(ref),
            now=plain(found.now),
            now_shown=figure(found.now, unit),
            value=plain(found.value),
            shown=figure(found.value, unit),
            result=plain(found.result),
            result_shown=figure(found.result, measure),
            size=round(found.size, 9),
            is_in_ones_hands=found.is_in_ones_hands,
            is_given=self._result.is_told(ref.name, naming.unit_id(ref), naming.entity(ref)),
        )

    def _value(self, found: FoundValue) -> ValueChange:
        naming = self._result.naming
        unit, measure = naming.parameter_unit(found.path), naming.measure(self._result.root.name)
        return ValueChange(
            path=found.path,
            day=found.day,
            label=naming.parameter(found.path),
            now=plain(found.now),
            now_shown=figure(found.now, unit),
            value=plain(found.value),
            shown=figure(found.value, unit),
            result=plain(found.result),
            result_shown=figure(found.result, measure),
            size=round(found.size, 9),
        )


def needed(recording: Recording, naming: Naming, root: Ref, clause: Clause) -> Needed:
    """A clause in the way of an outcome, in words; conditions of other units than the result's bear their names."""
    if clause.form is Form.SINGLE and clause.single is not None:
        return _needed_single(recording, naming, root, clause.single)
    return Needed(clause.form.value, tuple(needed(recording, naming, root, part) for part in clause.parts))


def _needed_single(recording: Recording, naming: Naming, root: Ref, single: Single) -> Needed:
    node, ref = naming.node_id(single.ref), single.ref
    if single.step is None:
        label = say("part_of", text=naming.variable(ref.name), name=naming.unit(ref))
        value = value_of(recording, ref)
        key = "must_be_known" if value is UNKNOWN or plain(value) is None else _must(isinstance(value, bool), single)
        return Needed("single", text=say(key, text=label), node=node)
    condition = Conditions(recording, naming, ref).of(single.step)
    is_own = (naming.entity(ref), ref.row) == (naming.entity(root), root.row)
    is_for_all = single.step.term.entity is None
    text = condition.text if is_own or is_for_all else say("of_unit", name=naming.unit(ref), text=condition.text)
    key = _must(single.step.term.is_condition, single)
    return Needed("single", text=say(key, text=text), condition=condition, node=node)


def _must(is_condition: bool, single: Single) -> str:
    if is_condition:
        return "must_hold" if single.target else "must_not_hold"
    return "must_be_above" if single.target else "must_be_nothing"


def _root_notes(node: Node) -> Iterable[Text]:
    """What holds of a result that no rule gives, or that a parameter stops."""
    if node.kind in ("given", "default"):
        yield say("note_given" if node.kind == "given" else "note_default")
    if node.kind == "not_in_force":
        yield say("note_not_in_force")
    if node.stopped_by:
        yield say("note_stopped", path=node.stopped_by)


def _missing(graph: Graph, searched: _Searched | None) -> tuple[MissingFact, ...]:
    """The facts that nobody gave, those that matter first."""
    naming = graph.naming
    found = {one.fact: one for one in searched.found} if searched else {}
    told = {f"{change.node}" for change in searched.fact_changes if change.is_given} if searched else set()
    facts: dict[str, MissingFact] = {}
    for fact, one in found.items():
        ref = Ref(fact.name, graph.recording.period, fact.row)
        ident = f"{ref.name}@{naming.unit_id(ref)}"
        if ident not in told:
            shown = figure(one.now, naming.measure(ref.name))
            facts[ident] = MissingFact(ident, naming.variable(ref.name), naming.unit(ref), shown, matters=True)
    matters = None if searched is None else False
    for node in graph.nodes.values():
        ident = f"{node.variable}@{node.unit}"
        if node.kind == "default" and ident not in facts:
            facts[ident] = MissingFact(ident, node.label, node.name, node.shown, matters=matters)
    return tuple(facts.values())
