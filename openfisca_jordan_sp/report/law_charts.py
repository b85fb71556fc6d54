"""The charts of the law: the history of a value, the steps of a scale, and how far each instrument is modelled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import altair
import pandas

from openfisca_jordan_sp.law.parameters import VERIFIED
from openfisca_jordan_sp.law.register import STATUSES
from openfisca_jordan_sp.report import charts, numbers
from openfisca_jordan_sp.report.law_steps import Step, Steps, steps_of
from openfisca_jordan_sp.report.texts import Texts

_HEIGHT, _ROW = 230, 40
_GAP, _NOTHING_TO_COMPUTE = "#e9ecee", "#dfe3e6"
#: Pixels of a narrow chart, and of a letter: a label is written where it has room even there.
_NARROW, _LETTER = 250, 7
#: A scale of values begins at zero, unless all of them lie in the upper part of it.
_UPPER_PART = 0.6
#: Room above the highest step, for its label, and below the lowest where the scale does not begin at zero.
_ABOVE, _BELOW = 0.22, 0.15
#: How many times the middle bracket the last one is where they have no common scale.
_FAR = 20
#: The least number of provisions whose number has room in a bar.
_LABELLED = 4
_STATUS_COLOURS = dict(zip(STATUSES, (charts.REFORM, _NOTHING_TO_COMPUTE, charts.LOSS, charts.INK), strict=True))
#: The first and the last bracket of a scale: brackets have an order, and so have their colours.
_FIRST, _LAST = (0x9C, 0xC3, 0xDD), (0x0B, 0x2E, 0x4A)


def history(table: pandas.DataFrame, unit: str, today: str, day: str, texts: Texts) -> altair.LayerChart:
    """The values of a parameter as steps, from its first day to today, and on where more is known.

    Args:
        table: `since`, `value`, `confidence`, `written` (the value as readers see it); the oldest first.
        unit: its name.
        today: after it, steps are dashed.
        day: at which the law is told; an upright line marks it.
        texts: of the language.
    """
    steps = steps_of(table, today, day)
    is_number = all(_is_number(one.value) for one in steps.known)
    y = _amounts(steps, unit) if is_number else _names(steps)
    place = "value:Q" if is_number else "written:N"
    base = altair.Chart(pandas.DataFrame([_row(one, steps, texts) for one in steps.known])).encode(x=_x(steps))
    base = base.properties(height=_HEIGHT if is_number else _ROW * max(2, len({one.written for one in steps.known})))
    layers = [*_gaps(steps, texts), *_rises(steps, y, place), *_lines(base, y), _dots(base, y, texts)]
    words = base.mark_text(aria=False, align="left", dx=1, dy=-12, color=charts.INK)
    labels = [words.encode(y=y, text="label:N")] if is_number else []
    return charts.finish(*layers, *labels, *_upright(steps, day))


def scale_history(table: pandas.DataFrame, unit: str, today: str, day: str, texts: Texts) -> altair.LayerChart:
    """The same value of each bracket of a scale as steps, the first bracket pale, the last one dark.

    Args:
        table: `name` (of the bracket), `since`, `value`, `confidence`, `written`; of each bracket the oldest first.
        unit: its name.
        today: after it, steps are dashed.
        day: at which the law is told.
        texts: of the language.
    """
    names = list(dict.fromkeys(table["name"]))
    first, last = str(table["since"].min()), str(table["since"].max())
    every = [steps_of(table[table["name"] == name], today, day, first, last) for name in names]
    rows = [
        {**_row(one, steps, texts), "name": name}
        for name, steps in zip(names, every, strict=True)
        for one in steps.known
    ]
    base = altair.Chart(pandas.DataFrame(rows)).properties(height=_HEIGHT).encode(x=_x(every[0]))
    y = _amounts_of_brackets(every, unit)
    legend = altair.Legend(
        title=None, orient="top", direction="horizontal", columns=2, labelLimit=130, symbolType="stroke"
    )
    scale = altair.Scale(domain=names, range=_shades(len(names)))
    colour = altair.Color("name:N", scale=scale, legend=legend)
    return charts.finish(*[one.encode(color=colour) for one in _lines(base, y)], *_upright(every[0], day))


def has_far_bracket(values: Iterable[Any]) -> bool:
    """Whether the last bracket of a scale lies so far above the others that its chart is compressed towards the top."""
    above = sorted(value for value in values if not numbers.is_unset(value) and value > 0)
    return bool(above) and above[-1] > _FAR * above[len(above) // 2]


def coverage(table: pandas.DataFrame, texts: Texts) -> altair.LayerChart:
    """Provisions of each instrument by how far they are modelled.

    Args:
        table: `label_en`, `label_ar` and a count for each of `STATUSES`.
        texts: of the language.
    """
    names, rows = {status: texts(f"law_status_{status}") for status in STATUSES}, []
    for row in table.to_dict(orient="records"):
        start = 0
        for status, name in names.items():
            count, end = int(row[status]), start + int(row[status])
            label = numbers.number(count) if count >= _LABELLED else ""
            place = {"start": start, "end": end, "middle": (start + end) / 2}
            rows.append({"name": charts.wrapped(row[texts.label_column]), "status": name, "label": label, **place})
            start = end
    data = pandas.DataFrame(rows)
    height = charts.height_of(rows, charts.BAR_HEIGHT)
    base = altair.Chart(data).properties(height=height).encode(y=charts.names_axis(charts.ordered_names(rows)))
    x = altair.X("start:Q", axis=charts.value_axis(texts("law_axis_provisions"), ",d"), scale=altair.Scale(nice=False))
    scale = altair.Scale(domain=list(names.values()), range=[_STATUS_COLOURS[status] for status in names])
    legend = charts.legend_of_names(symbolType="square", symbolStrokeWidth=0)
    colour = altair.Color("status:N", scale=scale, legend=legend)
    bars = base.mark_bar(aria=False, stroke="white", strokeWidth=1).encode(x=x, x2="end:Q", color=colour)
    is_dark = altair.FieldOneOfPredicate(field="status", oneOf=[names["modelled"], names["not_yet_modelled"]])
    ink = altair.condition(is_dark, altair.value("white"), altair.value(charts.INK))
    return charts.finish(bars, base.mark_text(aria=False).encode(x="middle:Q", text="label:N", color=ink))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _row(step: Step, steps: Steps, texts: Texts) -> dict[str, Any]:
    """A step as the chart has it; its label is left out where even a narrow chart has no room for it."""
    has_room = steps.share(step.since, step.end) * _NARROW >= len(step.written) * _LETTER
    known = "law_known_verified" if step.confidence == VERIFIED else "law_known_otherwise"
    label = step.written if has_room and step.is_first else ""
    value = step.value if _is_number(step.value) else None
    place = {"since": step.since, "end": step.end, "ahead": step.is_ahead, "first": step.is_first}
    return {**place, "value": value, "written": step.written, "label": label, "known": texts(known)}


def _x(steps: Steps) -> altair.X:
    axis = altair.Axis(title=None, format=steps.date_format, tickCount=5, domain=False, ticks=False, grid=False)
    return altair.X("since:T", scale=altair.Scale(type="utc", domain=list(steps.domain), nice=False), axis=axis)


def _amounts(steps: Steps, unit: str) -> altair.Y:
    """The axis of amounts: from zero, or close around values that hardly differ."""
    values = [float(one.value) for one in steps.known] or [0.0]
    low, high = min(values), max(values)
    span = high - low if low > _UPPER_PART * high > 0 and high > low else max(high, 0.0) - min(low, 0.0)
    floor = low - _BELOW * span if low > _UPPER_PART * high > 0 and high > low else min(low, 0.0)
    scale = altair.Scale(domain=[floor, high + _ABOVE * span if span else 1], nice=False)
    return altair.Y("value:Q", scale=scale, axis=charts.value_axis(unit, ",.6~f"))


def _amounts_of_brackets(every: Sequence[Steps], unit: str) -> altair.Y:
    """The axis of brackets from zero; where the last ones lie far above the others, one on which all are seen."""
    values = [float(one.value) for steps in every for one in steps.known]
    high, low = max(values), min(0.0, *values)
    axis = charts.value_axis(unit, ",.6~f")
    scale = altair.Scale(domain=[low, high * (1 + _ABOVE)], nice=False)
    if has_far_bracket(values):
        axis.values = sorted({float(steps.known[-1].value) for steps in every if steps.known})
        scale = altair.Scale(
            type="symlog", constant=min(value for value in values if value > 0), domain=[low, high * 2], nice=False
        )
    return altair.Y("value:Q", scale=scale, axis=axis)


def _names(steps: Steps) -> altair.Y:
    """The axis of values that are no numbers: a row for each."""
    order = list(dict.fromkeys(one.written for one in steps.known))
    axis = altair.Axis(title=None, labelLimit=170, domain=False, ticks=False, labelPadding=8)
    return altair.Y("written:N", sort=order, axis=axis)


def _lines(base: altair.Chart, y: altair.Y) -> list[altair.Chart]:
    """Each step as a line; dashed from tomorrow on."""
    looks: Sequence[tuple[str, Mapping[str, Any]]] = (
        ("!datum.ahead", {}),
        ("datum.ahead", {"strokeDash": [5, 4]}),
    )
    return [
        base.transform_filter(which)
        .mark_rule(aria=False, strokeWidth=3, color=charts.REFORM, **look)
        .encode(y=y, x2="end:T")
        for which, look in looks
    ]


def _dots(base: altair.Chart, y: altair.Y, texts: Texts) -> altair.Chart:
    """A dot where a step begins: full where a source says the value as it stands."""
    names = [texts("law_known_verified"), texts("law_known_otherwise")]
    legend = charts.legend_of_names(symbolStrokeColor=charts.REFORM)
    fill = altair.Fill("known:N", scale=altair.Scale(domain=names, range=[charts.REFORM, "white"]), legend=legend)
    look: dict[str, Any] = {"size": 80, "opacity": 1, "stroke": charts.REFORM, "strokeWidth": 2}
    dots: altair.Chart = base.transform_filter("datum.first").mark_point(aria=False, **look).encode(y=y, fill=fill)
    return dots


def _rises(steps: Steps, y: altair.Y, place: str) -> list[altair.Chart]:
    """Thin upright lines between one step and the next."""
    pairs = [(one, other) for one, other in zip(steps.known, steps.known[1:], strict=False) if one.end == other.since]
    if not pairs or place != "value:Q":
        return []
    rows = [{"since": other.since, "value": one.value, "next": other.value} for one, other in pairs]
    base = altair.Chart(pandas.DataFrame(rows))
    return [base.mark_rule(aria=False, color=charts.REFORM).encode(x=_x(steps), y=y, y2="next:Q")]


def _gaps(steps: Steps, texts: Texts) -> list[altair.Chart]:
    """Grey where there is no value."""
    if not steps.gaps:
        return []
    rows = []
    for since, end in steps.gaps:
        has_room = steps.share(since, end) * _NARROW >= len(texts("unset")) * _LETTER
        rows.append({"since": since, "end": end, "label": texts("unset") if has_room else ""})
    base = altair.Chart(pandas.DataFrame(rows)).encode(x=_x(steps))
    area = base.mark_rect(aria=False, color=_GAP).encode(x2="end:T")
    words = base.mark_text(aria=False, align="left", baseline="bottom", dx=4, dy=-4, color=charts.INK)
    return [area, words.encode(y=altair.value("height"), text="label:N")]


def _upright(steps: Steps, day: str) -> list[altair.Chart]:
    """The day at which the law is told, where the chart reaches it."""
    if not steps.start <= day <= steps.end:
        return []
    base = altair.Chart(pandas.DataFrame([{"since": day, "label": day}])).encode(x=_x(steps))
    is_late = steps.share(steps.start, day) > 0.5  # noqa: PLR2004 - the half with more room before it
    words = base.mark_text(
        aria=False, align="right" if is_late else "left", baseline="top", dx=-4 if is_late else 4, color=charts.INK
    )
    rule = base.mark_rule(aria=False, color=charts.INK, strokeDash=[2, 3])
    return [rule, words.encode(y=altair.value(0), text="label:N")]


def _shades(count: int) -> list[str]:
    """Colours from pale to dark, one for each bracket."""
    steps = [place / max(count - 1, 1) for place in range(count)]
    mixed = [[round(a + (b - a) * step) for a, b in zip(_FIRST, _LAST, strict=True)] for step in steps]
    return [f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in mixed]
