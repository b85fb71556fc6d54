"""What an explanation is made of: plain data with both languages, for pages, terminals and programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.acts import Source

#: The name and version of the format in JSON.
FORMAT = "jordan-sp/explanation/1"


@dataclass(frozen=True)
class Side:
    """One side of a comparison.

    Attributes:
        text: what it is.
        value: what it comes to; None where it is not known.
        shown: the value in words.
        unit: of the value.
        node: the variable that it is, where it is one.
        parameter: the parameter that it is, where it is one.
        reads: the variables that it is computed from, where it is computed.
        values: the parameters that it is computed from.
    """

    text: Text
    value: Any
    shown: Text
    unit: str | None = None
    node: str | None = None
    parameter: str | None = None
    reads: tuple[str, ...] = ()
    values: tuple[str, ...] = ()

    @property
    def is_computed(self) -> bool:
        """Whether it is neither a variable, nor a parameter, nor a constant."""
        return bool(self.reads or self.values)


@dataclass(frozen=True)
class Condition:
    """A condition of a rule for one unit.

    Attributes:
        form: `all`, `any`, `not`, `member` (at least one member), `comparison`, `variable`, `value` (a parameter),
            `choice` (another condition decides which one counts) or `computed`.
        holds: whether it is met; None where that is not known.
        text: in words.
        parts: the conditions that it is made of.
        left, operator, right: of a comparison.
        margin: how far the sides of a comparison of figures lie from its limit: above 0 where it is met.
        unit: of the margin.
        node: the variable that it is.
        parameter: the parameter that it is.
        reads: the variables that a computed one rests on.
    """

    form: str
    holds: bool | None
    text: Text
    parts: tuple[Condition, ...] = ()
    left: Side | None = None
    operator: str = ""
    right: Side | None = None
    margin: float | None = None
    unit: str | None = None
    node: str | None = None
    parameter: str | None = None
    reads: tuple[str, ...] = ()

    def every(self) -> Iterator[Condition]:
        """This condition and all in it."""
        yield self
        for part in self.parts:
            yield from part.every()


@dataclass(frozen=True)
class ValueUsed:
    """A value of the law that is read, and where it comes from.

    Attributes:
        key: `path<day>`.
        day: for which it is read.
        since: the day from which it holds; None where it is unset.
        articles: from the value's sources, else from the rules that read it.
    """

    key: str
    path: str
    day: str
    label: Text
    value: Any
    shown: Text
    unit: str | None
    since: str | None
    confidence: str
    instrument: str
    articles: tuple[str, ...]
    sources: tuple[Source, ...]

    @property
    def is_verified(self) -> bool:
        """Whether it was read in a source as it stands."""
        return self.confidence == "verified"


@dataclass(frozen=True)
class ProvisionModelled:
    """A provision of the register that a variable models."""

    instrument: str
    article: str | None
    title: Text


@dataclass(frozen=True)
class Node:
    """A variable of one unit for a period.

    Attributes:
        id: `variable<period>@unit`.
        kind: `rule`, `given` (a fact of the household), `default` (nothing is known of it) or `not_in_force`.
        conditions: those that decide: of a condition, itself; of an amount, those of the choices on the way.
        figure: how an amount is computed, in words.
        reads: every variable that its rule reads.
        decisive: those of them that the result rests on, the branches not taken left out.
        values: every parameter that its rule reads.
        stopped_by: the parameter that stops it.
    """

    id: str
    variable: str
    label: Text
    entity: str
    unit: str
    name: Text
    period: str
    kind: str
    value: Any
    shown: Text
    measure: str | None
    article: str | None = None
    provisions: tuple[ProvisionModelled, ...] = ()
    conditions: tuple[Condition, ...] = ()
    figure: Text | None = None
    reads: tuple[str, ...] = ()
    decisive: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    stopped_by: str | None = None

    @property
    def is_condition(self) -> bool:
        """Whether it holds or does not."""
        return isinstance(self.value, bool)


@dataclass(frozen=True)
class Needed:
    """A clause that stands in the way of another outcome.

    Attributes:
        form: `all`, `one`, or `single`.
        parts: its clauses.
        text: what would have to be, of a single one.
        condition: as it is now, of a single one in a rule.
        node: in whose rule it stands, or whose value is given.
    """

    form: str
    parts: tuple[Needed, ...] = ()
    text: Text | None = None
    condition: Condition | None = None
    node: str | None = None


@dataclass(frozen=True)
class FactChange:
    """One fact that, changed alone, changes the outcome.

    Attributes:
        node: the fact.
        value, shown: what it would have to be.
        now, now_shown: what it is.
        result, result_shown: what comes out.
        size: how large the change is, on the scale of its kind (see docs/explanations.md).
        is_in_ones_hands: whether people can change it (not their age, sex or nationality).
    """

    node: str
    label: Text
    name: Text
    now: Any
    now_shown: Text
    value: Any
    shown: Text
    result: Any
    result_shown: Text
    size: float
    is_in_ones_hands: bool
    is_given: bool


@dataclass(frozen=True)
class ValueChange:
    """One value of the law that, changed alone, changes the outcome."""

    path: str
    day: str
    label: Text
    now: Any
    now_shown: Text
    value: Any
    shown: Text
    result: Any
    result_shown: Text
    size: float


@dataclass(frozen=True)
class MissingFact:
    """A fact that nobody gave: the default was taken.

    Attributes:
        matters: whether the outcome changes with it; None where no search was made.
    """

    node: str
    label: Text
    name: Text
    shown: Text
    matters: bool | None


@dataclass(frozen=True)
class Explanation:
    """Why one variable of one unit comes out as it does.

    Attributes:
        root: the id of the result's node.
        nodes: by id, the result first.
        values: the parameters read, by key.
        outcome: what was searched for: `met`, `not_met`, `paid`, `not_paid`, `more`, `less`, `other`; None without.
        needed: the clauses in the way of it; each is necessary.
        is_proven: whether the outcome changes once all are met, as was computed.
        is_searched: whether changes were searched for.
        fact_changes, value_changes: the nearest single changes that bring it, the nearest first.
        missing: facts that nobody gave.
        notes: what was derived for the household, and what holds for all.
    """

    case: str
    title: Text
    policy: str
    policy_title: Text
    period: str
    root: str
    nodes: Mapping[str, Node]
    values: Mapping[str, ValueUsed]
    outcome: str | None = None
    needed: tuple[Needed, ...] = ()
    is_proven: bool = False
    is_searched: bool = False
    fact_changes: tuple[FactChange, ...] = ()
    value_changes: tuple[ValueChange, ...] = ()
    missing: tuple[MissingFact, ...] = ()
    notes: tuple[Text, ...] = ()
    names: Mapping[str, Text] = field(default_factory=dict)

    @property
    def result(self) -> Node:
        """The node of the result."""
        return self.nodes[self.root]

    @property
    def leaves(self) -> tuple[Node, ...]:
        """The nodes that rest on no rule."""
        return tuple(node for node in self.nodes.values() if node.kind != "rule")

    @property
    def not_verified(self) -> tuple[ValueUsed, ...]:
        """The values that were not read in a source as they stand."""
        return tuple(value for value in self.values.values() if value.value is not None and not value.is_verified)
