"""From a recording to nodes: every variable of every unit that a result rests on, each once, in a fixed order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.explain.conditions import Conditions, choices, followed, reads_followed, taken
from openfisca_jordan_sp.explain.data import Condition, Node, ProvisionModelled, ValueUsed
from openfisca_jordan_sp.explain.figures import figure, plain
from openfisca_jordan_sp.explain.naming import Naming, period_text
from openfisca_jordan_sp.explain.recording import Entry, ParameterKey, Recording, State
from openfisca_jordan_sp.explain.steps import (
    Ref,
    Step,
    parameters_of,
    reached,
    reads_named,
    reads_of,
    step_of,
    value_of,
)
from openfisca_jordan_sp.explain.terms import UNKNOWN, Kind
from openfisca_jordan_sp.explain.values import value_key, value_used
from openfisca_jordan_sp.law.register import register

#: A tree of more steps is cut where not all of it is asked for.
MOST = 1500


class Graph:
    """The nodes and values of one result.

    Args:
        recording: of the household.
        naming: of variables, parameters and units.
        root: the result.
        is_whole: with everything that was read; else with what decided.
        is_told: whether the household gives a fact (its name, the id and the kind of its unit).

    Attributes:
        refs: the variables and units reached, by the id of their node; the result first.
        nodes: by id.
        values: by key.
        is_cut: whether steps were left out, for there are too many.
    """

    def __init__(
        self,
        recording: Recording,
        naming: Naming,
        root: Ref,
        *,
        is_whole: bool,
        is_told: Callable[[str, str, str], bool],
    ) -> None:
        self.recording, self.naming, self.root = recording, naming, root
        self._is_told = is_told
        below = reads_of if is_whole else decisive_reads
        most = None if is_whole else MOST
        self.refs = {naming.node_id(ref): ref for ref in reached(root, partial(below, recording), most)}
        self.is_cut = most is not None and len(self.refs) >= most
        self._provisions = _provisions(ref.name for ref in self.refs.values())
        read: dict[ParameterKey, str | None] = {}
        self.nodes: dict[str, Node] = {}
        for ident, ref in self.refs.items():
            keys = parameters_of(recording, ref) if is_whole else decisive_parameters(recording, ref)
            self.nodes[ident] = self._node(ident, ref, keys)
            for key in keys:
                read[key] = read.get(key) or self._article(ref)
        self.values: dict[str, ValueUsed] = {
            value_key(key): value_used(naming, key, article) for key, article in read.items()
        }

    def _node(self, ident: str, ref: Ref, keys: list[ParameterKey]) -> Node:
        naming, entry = self.naming, self.recording.entry(ref.key)
        value = value_of(self.recording, ref)
        step = step_of(self.recording, ref)
        conditions, told, decisive = self._rule(ref, step)
        unit = naming.measure(ref.name)
        return Node(
            id=ident,
            variable=ref.name,
            label=naming.variable(ref.name),
            entity=naming.entity(ref),
            unit=naming.unit_id(ref),
            name=naming.unit(ref),
            period=period_text(ref.period).en,
            kind=self._kind(entry, ref),
            value=plain(value),
            shown=figure(None if value is UNKNOWN else value, unit),
            measure=unit,
            article=self._article(ref),
            provisions=self._provisions.get(ref.name, ()),
            conditions=conditions,
            figure=told,
            reads=tuple(naming.node_id(read) for read in reads_of(self.recording, ref)),
            decisive=tuple(naming.node_id(read) for read in decisive),
            values=tuple(value_key(key) for key in keys),
            stopped_by=None if entry.stopped_by is None else entry.stopped_by.parameter,
        )

    def _kind(self, entry: Entry, ref: Ref) -> str:
        """Where a value comes from: a fact that others were given counts as not known of this one."""
        if entry.state is State.GIVEN:
            is_told = self._is_told(ref.name, self.naming.unit_id(ref), self.naming.entity(ref))
            return "given" if is_told else "default"
        if entry.state is State.DEFAULT and self.recording.system.variables[ref.name].formulas:
            return "not_in_force"
        return entry.state.value

    def _article(self, ref: Ref) -> str | None:
        article: str | None = getattr(self.recording.system.variables[ref.name], "article", None)
        if article is None:
            named = [one.article for one in self._provisions.get(ref.name, ()) if one.article]
            article = named[0] if named else None
        return article

    def _rule(self, ref: Ref, step: Step | None) -> tuple[tuple[Condition, ...], Text | None, list[Ref]]:
        """The conditions that decide, the figure in words, and the variables that the result rests on."""
        if step is None:
            return (), None, reads_named(self.recording, ref)
        words = Conditions(self.recording, self.naming, ref)
        decisive = reads_followed(step)
        if step.term.is_condition:
            return (words.of(step),), None, decisive
        asked = tuple(words.of(one) for one in choices(step))
        rest = taken(step)
        told = None if rest.term.kind is Kind.CONSTANT else words.figure(rest)
        return asked, told, decisive


def decisive_reads(recording: Recording, ref: Ref) -> list[Ref]:
    """The variables that a result of a rule rests on; what could not have changed it is left out."""
    step = step_of(recording, ref)
    return reads_named(recording, ref) if step is None else reads_followed(step)


def decisive_parameters(recording: Recording, ref: Ref) -> list[ParameterKey]:
    """The parameters that a result of a rule rests on."""
    step = step_of(recording, ref)
    if step is None:
        return list(recording.entry(ref.key).paths)
    found = ((path, each.term.instant) for each in followed(step) for path in recording.paths(each.term))
    return list(dict.fromkeys(found))


def _provisions(names: Iterable[str]) -> dict[str, tuple[ProvisionModelled, ...]]:
    """The provisions of the register that some variables model."""
    wanted = set(names)
    found: dict[str, list[ProvisionModelled]] = {}
    for coverage in register():
        for provision in coverage.provisions:
            for name in wanted.intersection(provision.variables):
                told = ProvisionModelled(coverage.instrument.folder, provision.article, provision.title)
                found.setdefault(name, []).append(told)
    return {name: tuple(each) for name, each in found.items()}
