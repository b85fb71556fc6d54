"""The conditions that decide a result, each once and in plain words: what an official would write as the reasons.

The tree tells everything. Here the conditions that only join others are left out (`entitled` is the gates together,
`paid` is entitled, inside the quota and applied), down to those that say something by themselves; of a result that is
not given only those that are in its way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.explain.data import Condition, Explanation, Needed, Node, ProvisionModelled, ValueUsed
from openfisca_jordan_sp.explain.texts import say
from openfisca_jordan_sp.explain.tree import Tree, comparison_text

#: Steps into the amounts that a result is made of, and into the conditions of a condition.
_AMOUNTS, _CONDITIONS = 3, 3


@dataclass(frozen=True)
class Detail:
    """A comparison with its figures, or a fact; `holds` is None where that is not known."""

    text: Text
    holds: bool | None


@dataclass(frozen=True)
class Reason:
    """A condition that decides.

    Attributes:
        text: the condition, or the fact with what it is.
        holds: whether it is met; None where that is not known.
        details: what it rests on.
        article: as the rule names it.
        provisions: those of the register that the rule models.
        values: of the law that the rule reads.
        assumed: facts that it reads and nobody stated.
    """

    text: Text
    holds: bool | None
    details: tuple[Detail, ...] = ()
    article: str | None = None
    provisions: tuple[ProvisionModelled, ...] = ()
    values: tuple[ValueUsed, ...] = ()
    assumed: tuple[Node, ...] = ()


def decisive(explanation: Explanation) -> tuple[Reason, ...]:
    """The conditions that decide a result: of one that is given those met, else those in the way."""
    found = _Reasons(explanation)
    reasons = tuple(found.of_result(explanation.result, _AMOUNTS))
    if is_given(explanation):
        return tuple(one for one in reasons if one.holds)
    return tuple(one for one in reasons if one.holds is False) or tuple(found.of_needed())


def is_given(explanation: Explanation) -> bool:
    """Whether a result is met, or anything is paid."""
    value = explanation.result.value
    return isinstance(value, bool | int | float) and value > 0


def computing(explanation: Explanation) -> tuple[tuple[Text, ...], tuple[ValueUsed, ...]]:
    """How an amount is found: in words, from the result down, and the values of the law in it, each once."""
    lines: dict[Text, None] = {}
    values: dict[str, ValueUsed] = {}
    node = explanation.result
    for _ in range(_AMOUNTS):
        if node.figure is not None and node.figure != say("computed"):
            lines.setdefault(say("computed_of", label=node.label, value=node.shown, text=node.figure))
        values |= {one.path: one for one in _values_of(explanation, node)}
        below = [explanation.nodes[name] for name in node.decisive if name in explanation.nodes]
        amounts = [one for one in below if not one.is_condition and one.kind == "rule" and one.measure == node.measure]
        if len(amounts) != 1:
            break
        node = amounts[0]
    return tuple(lines), tuple(values.values())


def _values_of(explanation: Explanation, node: Node) -> list[ValueUsed]:
    return [explanation.values[key] for key in node.values if key in explanation.values]


class _Reasons:
    """The walk from a result to the conditions that say something by themselves."""

    def __init__(self, explanation: Explanation) -> None:
        self._explanation, self._nodes = explanation, explanation.nodes
        self._is_given = is_given(explanation)
        self._told: set[Text] = set()

    def of_result(self, node: Node, levels: int) -> Iterator[Reason]:
        """The reasons of a result; where no condition leads to it, those of the amounts that it is made of."""
        if node.kind == "not_in_force":
            yield self._reason(say("note_not_in_force"), False, [], [], node)
        elif node.is_condition and node.kind == "rule":
            yield from self._of_rule(node, node.label, node)
        else:
            yield from self._of_amount(node, levels)

    def _of_amount(self, node: Node, levels: int) -> Iterator[Reason]:
        for condition in node.conditions:
            yield from self._of(_as_met(condition) if self._is_given else condition, node)
        if not node.conditions and levels:
            yield from self._of_parts([one for one in self._known(node.decisive) if not one.is_condition], levels - 1)

    def _of_parts(self, parts: Sequence[Node], levels: int) -> Iterator[Reason]:
        """The reasons of the amounts that are paid; where none is, of the one that lacks least."""
        if self._is_given:
            for node in parts:
                if node.value and node.value > 0:
                    yield from self.of_result(node, levels)
            return
        found = [list(_Reasons(self._explanation).of_result(node, levels)) for node in parts]
        lacking = [[one for one in reasons if one.holds is False] for reasons in found]
        yield from min((reasons for reasons in lacking if reasons), key=len, default=[])

    def of_needed(self) -> Iterator[Reason]:
        """What was found to be in the way, where no condition on the way to the result is unmet."""
        for single in (one for needed in self._explanation.needed for one in _singles(needed)):
            node, condition = self._nodes.get(single.node or ""), single.condition
            if node is not None and single.text is not None:
                is_compared = condition is not None and condition.form == "comparison"
                lines = [self._line(condition)] if condition is not None and is_compared else []
                yield self._reason(single.text, False, lines, [node], node)

    def _of(self, condition: Condition, within: Node) -> Iterator[Reason]:
        """A condition, where `within` is the rule around it that has an article."""
        rule = self._rule(condition)
        if rule is not None:
            yield from self._of_rule(rule, condition.text, within)
        elif condition.form == "all":
            for part in condition.parts:
                yield from self._of(part, within)
        elif condition.form == "comparison" or condition.node is not None:
            yield from self._once(self._reason(self._line(condition).text, condition.holds, [], [within], within))
        else:
            lines, nodes = self._rests_on(condition.parts, _CONDITIONS)
            yield from self._once(self._reason(condition.text, condition.holds, lines, [within, *nodes], within))

    def _of_rule(self, node: Node, text: Text, within: Node) -> Iterator[Reason]:
        """A condition with a rule of its own: what it joins, or itself."""
        source = node if node.provisions or node.article else within
        if self._joins(node):
            for condition in node.conditions:
                yield from self._of(condition, source)
            return
        lines, nodes = self._rests_on(node.conditions, _CONDITIONS)
        yield from self._once(self._reason(text, bool(node.value), lines, [node, *nodes], source))

    def _joins(self, node: Node) -> bool:
        """Whether a condition is others of the same unit together, each with a rule of its own, and facts."""
        if any(one.form not in ("all", "variable") for one in node.conditions):
            return False
        parts = [part for one in node.conditions for part in (one.parts if one.form == "all" else (one,))]
        rules = [rule for part in parts if (rule := self._rule(part)) is not None]
        return any(one.unit == node.unit for one in rules)

    def _once(self, reason: Reason) -> Iterator[Reason]:
        if reason.text not in self._told:
            self._told.add(reason.text)
            yield reason

    def _reason(self, text: Text, holds: bool | None, lines: list[Detail], nodes: list[Node], source: Node) -> Reason:
        rules = [node for node in nodes if node.is_condition]
        if nodes and nodes[0].unit != self._explanation.result.unit and nodes[0].name.en not in text.en:
            text = say("of_unit", name=nodes[0].name, text=text)
        values = {one.path: one for node in rules for one in _values_of(self._explanation, node)}
        read = {one.id: one for node in rules for one in self._known(node.decisive) if one.kind == "default"}
        details = tuple({one.text: one for one in lines if one.text != text}.values())
        return Reason(
            text, holds, details, source.article, source.provisions, tuple(values.values()), tuple(read.values())
        )

    def _rests_on(self, conditions: Iterable[Condition], levels: int) -> tuple[list[Detail], list[Node]]:
        """What conditions rest on, down to comparisons and facts, with the rules in which these stand."""
        lines: list[Detail] = []
        nodes: list[Node] = []
        for condition in conditions:
            rule = self._rule(condition)
            below = rule.conditions if rule is not None and levels else self._telling(condition)
            if rule is not None:
                nodes.append(rule)
            if below:
                found, others = self._rests_on(below, levels - (rule is not None))
                lines += found
                nodes += others
            else:
                lines.append(self._line(condition))
        return lines, nodes

    def _telling(self, condition: Condition) -> tuple[Condition, ...]:
        """The parts of a condition by which it is met or not; none where it is told as a whole."""
        parts = condition.parts
        if condition.form == "not":
            is_told = bool(parts[0].parts) or parts[0].node is not None
            return parts if is_told else ()
        decides = {"any": True, "member": True, "all": False}.get(condition.form)
        of_those = tuple(part for part in parts if part.holds is decides)
        return of_those if decides is condition.holds and of_those else parts

    def _line(self, condition: Condition) -> Detail:
        if condition.form == "comparison":
            return Detail(comparison_text(condition), condition.holds)
        if condition.node is None:
            return Detail(condition.text, condition.holds)
        told = Tree(self._explanation, 0).of(condition.node, condition.text)
        # What is assumed or given is told with its value.
        return Detail(told.text, condition.holds if self._rule(condition) is not None else None)

    def _rule(self, condition: Condition) -> Node | None:
        """The rule that a condition is; None of a fact, and of what is no variable."""
        node = self._nodes.get(condition.node or "")
        return node if node is not None and node.kind == "rule" else None

    def _known(self, names: Iterable[str]) -> Iterator[Node]:
        return (self._nodes[name] for name in names if name in self._nodes)


def _as_met(condition: Condition) -> Condition:
    """A choice that was not taken, as the condition that it must not be; what only picks a figure stays as it is."""
    if condition.holds is not False or condition.form != "variable":
        return condition
    return Condition("not", holds=True, text=say("holds_not", text=condition.text), parts=(condition,))


def _singles(needed: Needed) -> Iterator[Needed]:
    if needed.text is not None:
        yield needed
    for part in needed.parts:
        yield from _singles(part)
