"""The charts of a quality report as Vega-Lite specifications."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair
import pandas

from openfisca_jordan_sp.report.charts import BASELINE, INK, LOSS, REFORM, finish

_BAR, _PAIR = 22, 34
_ROOM = 1.45
_LIMIT = 1.0


@dataclass(frozen=True)
class Item:
    """One mark of a chart: what it is named, to which series it belongs, its value and the text beside it."""

    name: str
    series: str
    value: float
    label: str = ""


def bars(items: Sequence[Item], title: str, number_format: str) -> altair.LayerChart:
    """One bar for each item."""
    base = _base(items, _BAR)
    x = _x(items, title, number_format)
    return finish(
        base.mark_bar(aria=False, color=REFORM).encode(x=x),
        base.mark_text(aria=False, align="left", dx=4, color=INK).encode(x=x, text="label:N"),
    )


def pairs(items: Sequence[Item], title: str, number_format: str) -> altair.LayerChart:
    """For each name a bar of each series, the first of them light."""
    series = _unique(item.series for item in items)
    base = _base(items, _PAIR).encode(yOffset=altair.YOffset("series:N", sort=series))
    x = _x(items, title, number_format)
    colour = _colour(series, [BASELINE, REFORM])
    return finish(
        base.mark_bar(aria=False).encode(x=x, color=colour),
        base.mark_text(aria=False, align="left", dx=4, color=INK, fontSize=11).encode(x=x, text="label:N"),
    )


def pyramid(items: Sequence[Item], title: str, sides: tuple[str, str]) -> altair.LayerChart:
    """Bars to the left and right of a line; the wanted values as ticks over them.

    Items of the first side come with negative values; the series of a tick is empty.
    """
    shown = _frame([item for item in items if item.series])
    wanted = _frame([item for item in items if not item.series])
    names = _unique(item.name for item in items)
    limit = max(abs(item.value) for item in items) * 1.1
    x = altair.X(
        "value:Q",
        scale=altair.Scale(domain=[-limit, limit], nice=False),
        axis=altair.Axis(
            title=title, labelExpr="format(abs(datum.value), '.0%')", domain=False, ticks=False, tickCount=5
        ),
    )
    y = _y(names[::-1])
    height = max(len(names), 1) * _BAR
    chart = altair.Chart(shown).properties(height=height).mark_bar(aria=False)
    ticks = altair.Chart(wanted).mark_tick(aria=False, color=INK, thickness=2, size=14)
    return finish(chart.encode(x=x, y=y, color=_colour(list(sides), [REFORM, LOSS])), ticks.encode(x=x, y=y))


def errors(items: Sequence[Item], title: str, limit_title: str) -> altair.LayerChart:
    """A dot for each number: how far it is from its target in units of the tolerance, with the limits as lines."""
    base = _base(items, _BAR)
    widest = max([abs(item.value) for item in items] + [_LIMIT]) * 1.1
    x = altair.X(
        "value:Q",
        scale=altair.Scale(domain=[-widest, widest], nice=False),
        axis=altair.Axis(title=title, domain=False, ticks=False, tickCount=5, format=".1f"),
    )
    limits = pandas.DataFrame({"value": [-_LIMIT, 0.0, _LIMIT], "kind": [limit_title, "", limit_title]})
    rules = altair.Chart(limits).mark_rule(aria=False, color=LOSS).encode(x=x)
    colour = altair.condition(
        (altair.datum.value > _LIMIT) | (altair.datum.value < -_LIMIT), altair.value(LOSS), altair.value(REFORM)
    )
    dots = base.mark_point(aria=False, filled=True, opacity=0.75, size=55).encode(x=x, color=colour)
    return finish(rules, dots)


def _unique(names: Any) -> list[str]:
    return list(dict.fromkeys(names))


def _frame(items: Sequence[Item]) -> pandas.DataFrame:
    return pandas.DataFrame([vars(item) for item in items], columns=["name", "series", "value", "label"])


def _base(items: Sequence[Item], height: int) -> altair.Chart:
    names = _unique(item.name for item in items)
    return altair.Chart(_frame(items)).properties(height=max(len(names), 1) * height).encode(y=_y(names))


def _y(names: list[str]) -> altair.Y:
    axis = altair.Axis(title=None, labelLimit=210, domain=False, ticks=False, labelPadding=8)
    return altair.Y("name:N", sort=names, axis=axis, scale=altair.Scale(paddingInner=0.25, paddingOuter=0.1))


def _x(items: Sequence[Item], title: str, number_format: str) -> altair.X:
    longest = max((item.value for item in items), default=0.0)
    scale = altair.Scale(domain=[0, longest * _ROOM if longest > 0 else 1], nice=False)
    axis = altair.Axis(title=title, format=number_format, tickCount=4, domain=False, ticks=False, labelFlush=False)
    return altair.X("value:Q", scale=scale, axis=axis)


def _colour(names: list[str], colours: list[str]) -> altair.Color:
    legend = altair.Legend(title=None, orient="top", direction="horizontal", symbolType="square", symbolStrokeWidth=0)
    return altair.Color("series:N", scale=altair.Scale(domain=names, range=colours), legend=legend)
