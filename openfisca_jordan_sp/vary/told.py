"""What was found, told in both languages: the screen and the page say the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from openfisca_jordan_sp.cases import Case
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.articles import article_in_arabic
from openfisca_jordan_sp.law.catalogue import cliffs as known_cliffs
from openfisca_jordan_sp.law.catalogue import instrument
from openfisca_jordan_sp.law.coverage_page import article_name
from openfisca_jordan_sp.law.words import Words
from openfisca_jordan_sp.report.numbers import number
from openfisca_jordan_sp.results.labels import Labels
from openfisca_jordan_sp.vary.axis import Axis
from openfisca_jordan_sp.vary.cliff import Cliff, Moved, Reason, Stretch
from openfisca_jordan_sp.vary.limits import Limit
from openfisca_jordan_sp.vary.words import joined, say

if TYPE_CHECKING:
    from openfisca_jordan_sp.vary.variation import Variation

_BOTH = (Words("en"), Words("ar"))


def value_of(axis: Axis, value: float) -> str:
    """A value of the input."""
    return number(value, 0 if axis.is_whole else 3)


def place_of(axis: Axis, place: int) -> str:
    """A place of the input."""
    return value_of(axis, place / axis.scale)


def ends(axis: Axis) -> dict[str, float]:
    """The range and the step of an input, for JSON."""
    return {name: getattr(axis, name) / axis.scale for name in ("low", "high", "step")}


def range_of(axis: Axis, case: Case) -> Text:
    """`Wage (father) from 0 to 1,500`."""
    low, high = (f"{end / axis.scale:,g}" for end in (axis.low, axis.high))
    return say("input_range", label=axis.label, name=case.name_of(axis.of), low=low, high=high)


def unit(name: str) -> Text:
    """A unit in both languages."""
    return Text(*(words.unit(name) for words in _BOTH))


def percent(rate: float) -> str:
    """A rate, to a tenth of a per cent."""
    return f"{number(rate * 100, 1)}%"


def moved(one: Moved) -> Text:
    """What a figure does at a leap."""
    if one.kind == "right":
        return say("right_gained" if one.change > 0 else "right_lost", label=one.label, count=f"{abs(one.change):g}")
    amount = number(abs(one.change), 3)
    return say("rises" if one.change > 0 else "falls", label=one.label, amount=amount, unit=unit(one.unit))


def headline_of(cliff: Cliff, axis: Axis) -> Text:
    """Where something leaps, and by how much."""
    place = say("from_value", after=value_of(axis, cliff.after), before=value_of(axis, cliff.before))
    return joined([joined([say(f"kind_{cliff.kind}"), place], "comma"), moved(cliff.main)], "colon")


def details_of(cliff: Cliff, axis: Axis) -> Iterator[Text]:
    """All else that is known of a leap, a line each."""
    others = [moved(one) for one in cliff.moved if one is not cliff.main]
    yield from others
    if cliff.main.kind == "bill":
        beyond = value_of(axis, cliff.before + max(axis.step / axis.scale, 1))
        step = number(cliff.over_step, 3, signed=True)
        yield say("over_step", before=value_of(axis, cliff.before), beyond=beyond, amount=step)
    for reason in cliff.reasons:
        yield joined([say("rule"), rule(reason)], "colon")
        for limit in reason.limits:
            yield joined([say("limit" if reason.limits_decide else "limit_named"), limit_text(limit)], "colon")
        if not reason.limits:
            yield say("no_limit")
    if cliff.is_trap:
        yield trap(cliff, axis)
    if cliff.known:
        yield joined([say("known"), joined(_known(cliff.known))], "colon")


def trap(cliff: Cliff, axis: Axis) -> Text:
    """How wide the trap behind a cliff is."""
    if cliff.back is None or cliff.trap is None:
        return say("no_way_back")
    return say("trap", width=value_of(axis, cliff.trap), back=value_of(axis, cliff.back))


def rule(reason: Reason) -> Text:
    """A rule from which a leap comes: its name, what it does, and where it stands."""
    does = {
        "condition": "holds_now" if reason.rises else "holds_no_more",
        "choice": "changes",
        "figure": "leaps_up" if reason.rises else "leaps_down",
    }[reason.kind]
    name = Text(f"{reason.label.en} ({reason.variable})", f"{reason.label.ar} ({reason.variable})")
    stands = [instrument(reason.instrument).title] if reason.instrument else []
    return joined([joined([name, say(does)], "colon"), *stands, *_article(reason.article)])


def limit_text(limit: Limit) -> Text:
    """A value of the law, with how it is known and where it stands."""
    value = Text(*(words.value_with_unit(limit.value, limit.unit) for words in _BOTH))
    known = Text(*(words(f"confidence_{limit.confidence}") for words in _BOTH))
    text = say("limit_is", label=limit.label, value=value, path=limit.path, confidence=known, since=limit.since)
    return joined([text, instrument(limit.path.partition(".")[0]).title, *_article(limit.article)])


def _article(article: str | None) -> list[Text]:
    """An article; one that has no name in Arabic is left out."""
    if not article or article_in_arabic(article) is None:
        return []
    return [Text(*(article_name(article, words) for words in _BOTH))]


def _known(ids: tuple[str, ...]) -> Iterator[Text]:
    return (one.label for one in known_cliffs() if one.id in ids)


def stretch_lines(stretch: Stretch, axis: Axis) -> Iterator[Text]:
    """A stretch on which raises are lost."""
    low, high = value_of(axis, stretch.low), value_of(axis, stretch.high)
    yield say("stretch", low=low, high=high, rate=percent(stretch.rate))
    if stretch.moved:
        yield joined([say("takers"), joined(moved(one) for one in stretch.moved)], "colon")
    if stretch.known:
        yield joined([say("known"), joined(_known(stretch.known))], "colon")


def change_text(kind: str, before: Cliff | None, after: Cliff | None, axis: Axis) -> Text:
    """What a policy does to a leap of the law in force."""
    told_of = after or before
    assert told_of is not None, kind
    values = {}
    if kind == "moved" and before is not None:
        values = {"before": value_of(axis, before.after)}
    elif kind == "resized" and before is not None:
        values = {"before": number(before.main.change, 3, signed=True)}
    return joined([say(kind, **values), headline_of(told_of, axis)], "colon")


def headline(result: Variation, policy: str) -> Text:
    """How many cliffs, lost rights and gains a policy has, and the largest loss of money."""
    found = result.found[policy]
    names = {"cliffs": "cliff", "rights": "right", "gains": "jump_up"}
    counts = {name: sum(one.kind == kind for one in found.cliffs) for name, kind in names.items()}
    said = say("headline", policy=result.policy_named(policy), **counts)
    lost = [one for one in found.cliffs if one.main.change < 0 and one.kind == "cliff" and one.main.kind != "bill"]
    if not lost:
        return said
    largest = max(lost, key=lambda one: one.size)
    size = {"amount": number(largest.size, 3), "unit": unit(largest.main.unit)}
    return say("headline_largest", headline=said, **size, after=value_of(found.axis, largest.after))


def labels(result: Variation) -> Labels:
    """What the tables and columns of a result are called."""
    figures = {one.variable: one.label for probe in result.probes.values() for one in probe.series}
    axes = dict(zip(("x", "y"), (axis.label for axis in result.axes), strict=False))
    own: dict[str, Any] = {
        "value": result.axes[0].label,
        "disposable_income": result.main.label,
        "effective_marginal_rate": say("column_rate"),
        "amount": result.main.label if result.is_map else say("column_size"),
        "change": say("column_change"),
        "first_after": say("column_from"),
        "rule": say("column_rule"),
        "limit": say("column_limit"),
        "trap_width": say("column_trap"),
        "kind": say("column_kind"),
    }
    tables = {
        "values": say("table_figures"),
        "entitlements": say("table_programmes"),
        "cliffs": say("table_cliffs"),
        "cliff_amounts": say("column_what"),
        "stretches": say("table_stretches"),
        "cliff_changes": say("table_changes"),
        "map": say("table_map"),
    }
    return Labels({**figures, **own, **axes}, tables)
