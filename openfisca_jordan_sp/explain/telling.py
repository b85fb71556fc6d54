"""An explanation as headings and nested lines in one language: what a terminal and a page both show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.explain.data import Condition, Explanation, Needed, ValueUsed
from openfisca_jordan_sp.explain.texts import say
from openfisca_jordan_sp.explain.tree import DEPTH, LISTED, Told, Tree, article_text, margin_text, value_text
from openfisca_jordan_sp.law.catalogue import words
from openfisca_jordan_sp.law.coverage_page import source_line
from openfisca_jordan_sp.law.words import Words
from openfisca_jordan_sp.writing import LANGUAGES


@dataclass(frozen=True)
class Section:
    """A heading with its lines."""

    title: Text
    lines: tuple[Told, ...]


def headline(explanation: Explanation) -> Text:
    """The result in a line."""
    node = explanation.result
    key = "result" if node.period else "result_of_all_times"
    return say(key, label=node.label, name=node.name, period=node.period, value=value_text(node))


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
    tree = Section(say("why"), (Tree(explanation, depth).of(explanation.root),))
    found = [
        tree,
        *_in_the_way(explanation),
        *_changes(explanation),
        *_missing(explanation, depth),
        *_values(explanation, depth),
    ]
    return [section for section in found if section.lines]


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
            text = _with_now(text, condition)
        return Told(text)
    parts = sorted(needed.parts, key=_weight)
    lines = [_needed(part) for part in parts[:LISTED]]
    if len(parts) > LISTED:
        lines.append(Told(say("more_ways", count=len(parts) - LISTED)))
    return Told(say("one_of_these" if needed.form == "one" else "all_of_these"), parts=tuple(lines))


def _with_now(text: Text, condition: Condition) -> Text:
    """What would have to be, with what is."""
    assert condition.left is not None
    if condition.operator in ("==", "!="):
        return text if condition.holds else say("it_is", text=text, value=condition.left.shown)
    now = condition.left.shown if condition.margin is None else margin_text(condition)
    return say("colon", text=text, more=now)


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
        text = say("article_of", text=text, article=article_text(value.articles[0]))
    lines = (Text(*(source_line(source, Words(language)) for language in LANGUAGES)) for source in value.sources)
    return Told(text, parts=tuple(Told(line) for line in lines))
