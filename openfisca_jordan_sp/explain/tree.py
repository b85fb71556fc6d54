"""The tree from a result to its facts, as nested lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.explain.data import Condition, Explanation, Node, Side
from openfisca_jordan_sp.explain.figures import figure
from openfisca_jordan_sp.explain.texts import say
from openfisca_jordan_sp.law.coverage_page import article_name
from openfisca_jordan_sp.law.words import Words
from openfisca_jordan_sp.writing import LANGUAGES

#: How deep the tree is told where nothing else is asked for, and how many lines of a list are.
DEPTH, LISTED = 8, 6
#: So many levels are told of what is met.
SHORT = 2
PASSED, FAILED, FIGURE, PLAIN = "passed", "failed", "figure", ""


@dataclass(frozen=True)
class Told:
    """A line with those below it.

    Attributes:
        mark: `passed`, `failed`, `figure`, or nothing.
    """

    text: Text
    mark: str = PLAIN
    parts: tuple[Told, ...] = ()


class Tree:
    """The tree from the result; each variable of a unit is unfolded where it is first met."""

    def __init__(self, explanation: Explanation, depth: int | None) -> None:
        self._nodes, self._values = explanation.nodes, explanation.values
        self._depth = depth
        self._told: set[str] = set()

    def of(self, ident: str, text: Text | None = None, level: int = 0) -> Told:
        """A node with all that is told below it, under its own label or another text."""
        node = self._nodes.get(ident)
        if node is None:
            return Told(text or Text(ident, ident))
        label = text or say("part_of", text=node.label, name=node.name)
        mark = FIGURE if not node.is_condition else PASSED if node.value else FAILED
        line = label if node.is_condition else say("is_value", label=label, value=value_text(node))
        if node.kind != "rule":
            return Told(_as_fact(node, line), mark)
        if ident in self._told:
            return Told(say("told_above", text=line), mark)
        if node.article:
            line = say("article_of", text=line, article=article_text(node.article))
        if node.stopped_by and not any(self._is_stopped(read) for read in node.reads):
            line = say("stopped_here", text=line, path=node.stopped_by)
        if self._depth is not None and level >= self._depth:
            return Told(line, mark)
        self._told.add(ident)
        return Told(line, mark, tuple(self._below(node, level + 1)))

    def _is_stopped(self, ident: str) -> bool:
        node = self._nodes.get(ident)
        return node is not None and node.stopped_by is not None

    def _below(self, node: Node, level: int) -> Iterator[Told]:
        shown: set[str] = set()
        for condition in node.conditions:
            is_itself = node.is_condition and condition.form in ("all", "any")
            for part in self._shown_parts(condition) if is_itself else (condition,):
                yield self._condition(part, level)
            shown |= {one.node for one in condition.every() if one.node}
            shown |= {read for one in condition.every() for read in one.reads}
            shown |= {read for one in condition.every() for side in (one.left, one.right) for read in _reads(side)}
        if node.figure is not None and node.figure != say("computed"):
            yield Told(say("computed_as", text=node.figure))
        yield from self._figures([read for read in node.decisive if read not in shown], level)

    def _figures(self, idents: Iterable[str], level: int) -> Iterator[Told]:
        """What a figure is computed from; what adds nothing is only counted, where there is much of it."""
        known = [self._nodes[ident] for ident in idents if ident in self._nodes]
        zeros = [node for node in known if node.value in (0, False) and node.stopped_by is None]
        is_long = len(zeros) > LISTED // 2 and self._depth is not None
        for node in known:
            if not (is_long and node in zeros):
                yield self.of(node.id, level=level)
        if is_long:
            yield Told(say("zeros", count=len(zeros)))

    def _shown_parts(self, condition: Condition) -> tuple[Condition, ...]:
        """Of a condition that failed for some of its parts, those; else all."""
        if self._depth is None or condition.holds is None:
            return condition.parts
        if condition.form == "all" and not condition.holds:
            return tuple(part for part in condition.parts if not part.holds)
        if condition.form in ("any", "member") and condition.holds:
            return tuple(part for part in condition.parts if part.holds)
        return condition.parts

    def _condition(self, condition: Condition, level: int) -> Told:
        mark = PLAIN if condition.holds is None else PASSED if condition.holds else FAILED
        if condition.holds and self._depth is not None:
            # What is met is told in short.
            level = max(level, self._depth - SHORT)
        if condition.node is not None:
            told = self.of(condition.node, condition.text, level)
            return Told(told.text, mark, told.parts)
        if condition.form == "comparison":
            return Told(comparison_text(condition), mark, tuple(self._sides(condition, level)))
        if condition.form == "not":
            inner = condition.parts[0]
            below = self._shown_parts(inner) if inner.form in ("any", "all", "member") else (inner,)
            lines = tuple(self._condition(part, level) for part in below)
            return Told(condition.text, mark, lines if inner.parts or lines[0].parts else ())
        parts = tuple(self._condition(part, level) for part in self._shown_parts(condition))
        reads = tuple(self.of(read, level=level) for read in condition.reads)
        return Told(condition.text, mark, (*parts, *reads))

    def _sides(self, condition: Condition, level: int) -> Iterator[Told]:
        """What the sides of a comparison are computed from; where both are, each under its name."""
        sides = [side for side in (condition.left, condition.right) if side is not None]
        found = [(side, tuple(self._side(side, level))) for side in sides]
        told = [(side, parts) for side, parts in found if parts]
        for side, parts in told:
            if len(told) == 1:
                yield from parts
            else:
                yield Told(say("is_value", label=side.text, value=side.shown), FIGURE, parts)

    def _side(self, side: Side, level: int) -> Iterator[Told]:
        if side.node is not None and self._is_rule(side.node):
            yield from self.of(side.node, side.text, level).parts
        elif side.is_computed:
            yield from self._figures(side.reads, level)

    def _is_rule(self, ident: str) -> bool:
        node = self._nodes.get(ident)
        return node is not None and node.kind == "rule"


def comparison_text(condition: Condition) -> Text:
    """`income (312.500) at most the limit (300.000): 12.500 over`."""
    left, right = condition.left, condition.right
    assert left is not None
    assert right is not None
    key = {"<": "Lt", "<=": "LtE", ">": "Gt", ">=": "GtE", "==": "Eq", "!=": "NotEq"}[condition.operator]
    if key in ("Eq", "NotEq"):
        text = say(key, left=left.text, right=_with_value(right))
        return text if (key == "Eq") == condition.holds else say("it_is", text=text, value=left.shown)
    text = say(key, left=_with_value(left), right=_with_value(right))
    return (
        text if condition.margin is None or not _names(right) else say("colon", text=text, more=margin_text(condition))
    )


def margin_text(condition: Condition) -> Text:
    """`12.500 over`, `12.500 short`, `12.500 to spare`."""
    assert condition.margin is not None
    if condition.margin == 0:
        return say("at_the_limit")
    margin = figure(abs(condition.margin), condition.unit, with_unit=False)
    if condition.holds:
        return say("to_spare", margin=margin)
    return say("over" if condition.operator in ("<", "<=") else "short", margin=margin)


def _with_value(side: Side) -> Text:
    return (
        side.shown
        if side.text == side.shown or not _names(side)
        else say("with_value", text=side.text, value=side.shown)
    )


def _names(side: Side) -> bool:
    """Whether a side has a name beside its value: constants have none."""
    return bool(side.node or side.parameter or side.is_computed)


def _reads(side: Side | None) -> tuple[str, ...]:
    return () if side is None else (*side.reads, *([side.node] if side.node else []))


def value_text(node: Node) -> Text:
    """The value of a node; that it is unset where a parameter stops it."""
    return say("unset") if node.stopped_by else node.shown


def _as_fact(node: Node, text: Text) -> Text:
    told = say("is_value", label=text, value=node.shown) if node.is_condition else text
    return say({"given": "given_fact", "default": "assumed_fact"}.get(node.kind, "no_rule_now"), text=told)


def article_text(article: str) -> Text:
    """An article in both languages."""
    return Text(*(article_name(article, Words(language)) for language in LANGUAGES))
