"""An explanation as headings and nested lines in one language: what a terminal and a page both show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.explain.data import Condition, Explanation, Needed, Node, Side, ValueUsed
from openfisca_jordan_sp.explain.figures import figure
from openfisca_jordan_sp.explain.texts import say
from openfisca_jordan_sp.law.catalogue import words
from openfisca_jordan_sp.law.coverage_page import article_name, source_line
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


@dataclass(frozen=True)
class Section:
    """A heading with its lines."""

    title: Text
    lines: tuple[Told, ...]


def headline(explanation: Explanation) -> Text:
    """The result in a line."""
    node = explanation.result
    key = "result" if node.period else "result_of_all_times"
    return say(key, label=node.label, name=node.name, period=node.period, value=_value(node))


def introduction(explanation: Explanation) -> Iterator[Text]:
    """Whose result it is, and how well the values behind it are known."""
    yield say("household", title=explanation.title, policy=explanation.policy_title, period=explanation.period)
    yield from explanation.notes
    total, unsure = len(explanation.values), len(explanation.not_verified)
    if total:
        yield say("not_verified", count=unsure, total=total) if unsure else say("all_verified")


def sections(explanation: Explanation, depth: int | None = DEPTH) -> list[Section]:
    """Why it is so, what is in the way, what would change it, what is missing, and the values of the law.

    Args:
        explanation: of a result.
        depth: so many levels of the tree; None for all.
    """
    tree = Section(say("why"), (_Tree(explanation, depth).of(explanation.root),))
    found = [
        tree,
        *_in_the_way(explanation),
        *_changes(explanation),
        *_missing(explanation, depth),
        *_values(explanation, depth),
    ]
    return [section for section in found if section.lines]


class _Tree:
    """The tree from the result; each variable of a unit is unfolded where it is first met."""

    def __init__(self, explanation: Explanation, depth: int | None) -> None:
        self._nodes, self._values = explanation.nodes, explanation.values
        self._depth = depth
        self._told: set[str] = set()

    def of(self, ident: str, text: Text | None = None, level: int = 0) -> Told:
        node = self._nodes.get(ident)
        if node is None:
            return Told(text or Text(ident, ident))
        label = text or say("part_of", text=node.label, name=node.name)
        mark = FIGURE if not node.is_condition else PASSED if node.value else FAILED
        line = label if node.is_condition else say("is_value", label=label, value=_value(node))
        if node.kind != "rule":
            return Told(_as_fact(node, line), mark)
        if ident in self._told:
            return Told(say("told_above", text=line), mark)
        if node.article:
            line = say("article_of", text=line, article=_article(node.article))
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
        if node.figure is not None:
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
            told = tuple(self._condition(part, level) for part in below)
            return Told(condition.text, mark, told if len(inner.parts) or told[0].parts else ())
        parts = tuple(self._condition(part, level) for part in self._shown_parts(condition))
        reads = tuple(self.of(read, level=level) for read in condition.reads)
        return Told(condition.text, mark, (*parts, *reads))

    def _sides(self, condition: Condition, level: int) -> Iterator[Told]:
        """What the sides of a comparison are computed from."""
        for side in (condition.left, condition.right):
            if side is not None and side.node is not None and self._is_rule(side.node):
                yield from self.of(side.node, side.text, level).parts
            elif side is not None and side.is_computed:
                yield from self._figures(side.reads, level)

    def _is_rule(self, ident: str) -> bool:
        node = self._nodes.get(ident)
        return node is not None and node.kind == "rule"


def comparison_text(condition: Condition) -> Text:
    """`income (312.500) at most the limit (300.000): 12.500 over`."""
    left, right = condition.left, condition.right
    assert left is not None and right is not None
    key = {"<": "Lt", "<=": "LtE", ">": "Gt", ">=": "GtE", "==": "Eq", "!=": "NotEq"}[condition.operator]
    if key in ("Eq", "NotEq"):
        text = say(key, left=left.text, right=_with_value(right))
        return text if (key == "Eq") == condition.holds else say("it_is", text=text, value=left.shown)
    text = say(key, left=_with_value(left), right=_with_value(right))
    return text if condition.margin is None else say("colon", text=text, more=_margin(condition))


def _margin(condition: Condition) -> Text:
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


def _value(node: Node) -> Text:
    return say("unset") if node.stopped_by else node.shown


def _as_fact(node: Node, text: Text) -> Text:
    told = say("is_value", label=text, value=node.shown) if node.is_condition else text
    return say({"given": "given_fact", "default": "assumed_fact"}.get(node.kind, "no_rule_now"), text=told)


def _article(article: str) -> Text:
    return Text(*(article_name(article, Words(language)) for language in LANGUAGES))


def _in_the_way(explanation: Explanation) -> Iterator[Section]:
    if not explanation.needed:
        return
    is_positive = explanation.outcome in ("met", "paid")
    title = "in_the_way" if is_positive else "holds_it_up"
    lines = tuple(_needed(each) for each in explanation.needed)
    yield Section(say(title if explanation.is_proven else "in_the_way_unproven"), lines)


def _needed(needed: Needed) -> Told:
    if needed.text is not None:
        text, condition = needed.text, needed.condition
        if condition is not None and condition.form == "comparison":
            text = say("colon", text=text, more=_now(condition))
        return Told(text)
    parts = sorted(needed.parts, key=_weight)
    lines = [_needed(part) for part in parts[:LISTED]]
    if len(parts) > LISTED:
        lines.append(Told(say("more_ways", count=len(parts) - LISTED)))
    return Told(say("one_of_these" if needed.form == "one" else "all_of_these"), parts=tuple(lines))


def _now(condition: Condition) -> Text:
    if condition.margin is not None and condition.operator not in ("==", "!="):
        return _margin(condition)
    assert condition.left is not None
    return condition.left.shown


def _weight(needed: Needed) -> int:
    return 1 if needed.text is not None else sum(_weight(part) for part in needed.parts)


def _changes(explanation: Explanation) -> Iterator[Section]:
    if explanation.outcome is None or not explanation.is_searched:
        return
    lines = [*_fact_lines(explanation), *_value_lines(explanation)]
    yield Section(say(f"changes_{explanation.outcome}"), tuple(lines or [Told(say("no_single_change"))]))


def _fact_lines(explanation: Explanation) -> Iterator[Told]:
    nearest = list({change.node: change for change in reversed(explanation.fact_changes)}.values())[::-1]
    for change in nearest[:LISTED]:
        text = say(
            "fact_change",
            label=change.label,
            name=change.name,
            value=change.shown,
            now=change.now_shown,
            result=change.result_shown,
        )
        yield Told(text if change.is_in_ones_hands else say("cannot_be_changed", text=text))
    if len(nearest) > LISTED:
        yield Told(say("more_changes", count=len(nearest) - LISTED))


def _value_lines(explanation: Explanation) -> Iterator[Told]:
    for change in explanation.value_changes[:LISTED]:
        yield Told(
            say(
                "value_change",
                label=change.label,
                path=change.path,
                value=change.shown,
                now=change.now_shown,
                result=change.result_shown,
            )
        )


def _missing(explanation: Explanation, depth: int | None) -> Iterator[Section]:
    matter = [fact for fact in explanation.missing if fact.matters]
    others = [fact for fact in explanation.missing if not fact.matters]
    shown = [*matter, *others] if depth is None else [*matter[:LISTED], *others[: max(LISTED - len(matter), 0)]]
    lines = [
        Told(
            say(
                "missing_matters" if fact.matters else "missing_other",
                label=fact.label,
                name=fact.name,
                value=fact.shown,
            )
        )
        for fact in shown
    ]
    rest = len(explanation.missing) - len(shown)
    if rest:
        is_told = explanation.is_searched and len(matter) <= LISTED
        lines.append(Told(say("missing_count" if is_told else "missing_count_unsearched", count=rest)))
    yield Section(say("missing"), tuple(lines))


def _values(explanation: Explanation, depth: int | None) -> Iterator[Section]:
    """Each value once, whatever the days for which it is read."""
    once = list({(value.path, str(value.value), value.since): value for value in explanation.values.values()}.values())
    shown = once if depth is None else once[: 2 * LISTED]
    lines = [_value_used(value) for value in shown]
    if len(once) > len(shown):
        lines.append(Told(say("more_values", count=len(once) - len(shown))))
    yield Section(say("values"), tuple(lines))


def _value_used(value: ValueUsed) -> Told:
    known = words()[f"confidence_{value.confidence}"]
    since = say("value_since", known=known, day=value.since) if value.since else known
    shown = say("unset") if value.value is None else value.shown
    text = say("value_line", label=value.label, path=value.path, value=shown, known=since)
    if value.articles:
        text = say("article_of", text=text, article=_article(value.articles[0]))
    lines = (Text(*(source_line(source, Words(language)) for language in LANGUAGES)) for source in value.sources)
    return Told(text, parts=tuple(Told(line) for line in lines))
