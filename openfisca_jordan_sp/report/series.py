"""Charts of several policies beside one another, and the tables of their numbers: from the same rows."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair
import pandas

from openfisca_jordan_sp.report import charts
from openfisca_jordan_sp.report.policies_charts import COLOURS
from openfisca_jordan_sp.report.tables import Cell, Table

#: How far an axis goes beyond the longest bar, so that a sum to the fils can stand there on a telephone too.
_ROOM_FOR_SUMS = 1.45
_BAR, _ROW_PADDING, _LINES_HEIGHT = 17, 12, 300


@dataclass(frozen=True)
class Bar:
    """One number of a chart: of what, under which policy, as written, and between which bounds it may lie."""

    name: str
    series: str
    value: float
    label: str
    low: float = math.nan
    high: float = math.nan
    between: str = ""


def shown(bars: Sequence[Bar]) -> list[Bar]:
    """The bars that are numbers: hidden ones stand in the table alone."""
    return [bar for bar in bars if not math.isnan(bar.value)]


def table(caption: str, corner: str, bars: Sequence[Bar]) -> Table:
    """The numbers of bars: a row for each name, a column for each policy, with the bounds where there are any."""
    series = list(dict.fromkeys(bar.series for bar in bars))
    by_name: dict[str, dict[str, Bar]] = {}
    for bar in bars:
        by_name.setdefault(bar.name, {})[bar.series] = bar
    rows = [[Cell(name), *(_cell(of.get(each)) for each in series)] for name, of in by_name.items()]
    return Table(caption, [corner, *series], rows)


def _cell(bar: Bar | None) -> Cell:
    if bar is None:
        return Cell("", "number")
    return Cell(f"{bar.label} ({bar.between})" if bar.between else bar.label, "number")


def draw_bars(bars: Sequence[Bar], title: str, number_format: str) -> altair.LayerChart:
    """For each name a bar for each policy, with its number, and a line from bound to bound."""
    return _draw(bars, title, number_format, are_dots=False)


def draw_dots(bars: Sequence[Bar], title: str, number_format: str) -> altair.LayerChart:
    """For each name a dot for each policy, on a line from bound to bound, with its number."""
    return _draw(bars, title, number_format, are_dots=True)


def _draw(bars: Sequence[Bar], title: str, number_format: str, *, are_dots: bool) -> altair.LayerChart:
    series = list(dict.fromkeys(bar.series for bar in bars))
    data = pandas.DataFrame(
        [{**vars(bar), "name": charts.wrapped(bar.name), "series": charts.legend_name(bar.series)} for bar in bars]
    )
    data["end"] = data[["value", "high"]].max(axis=1)
    order = list(dict.fromkeys(data["name"]))
    lines = max(name.count("\n") + 1 for name in order)
    height = len(order) * max(_BAR * len(series) + _ROW_PADDING, lines * charts.LINE_HEIGHT + 4)
    names = [charts.legend_name(each) for each in series]
    base = altair.Chart(data).properties(height=height, width=560)
    base = base.encode(y=charts.names_axis(order), yOffset=altair.YOffset("series:N", sort=names))
    most = float(data["end"].max())
    scale = altair.Scale(
        domain=[min(0.0, float(data["value"].min())), most * charts.ROOM if most > 0 else 1], nice=False
    )
    x = altair.X("value:Q", scale=scale, axis=charts.value_axis(title, number_format))
    mark = base.mark_point(aria=False, filled=True, opacity=1, size=80) if are_dots else base.mark_bar(aria=False)
    layers = [mark.encode(x=x, color=_colours("series", names))]
    if data["low"].notna().any():
        bounds = base.mark_rule(aria=False, color=charts.INK).encode(x=altair.X("low:Q", scale=scale), x2="high:Q")
        layers.insert(0 if are_dots else 1, bounds)
    words = base.mark_text(aria=False, align="left", dx=5, color=charts.INK)
    return charts.finish(*layers, words.encode(x=altair.X("end:Q", scale=scale), text="label:N"))


def draw_lines(
    rows: pandas.DataFrame, x_title: str, y_title: str, formats: tuple[str, str], *, diagonal: bool = False
) -> altair.LayerChart:
    """A line for each policy: `x` and `y` by `series`; with the diagonal of equality if asked for.

    The first is broad and the later ones narrower, so that lines that are the same are all seen.
    """
    data = rows.assign(series=[charts.legend_name(str(each)) for each in rows["series"]])
    names = list(dict.fromkeys(data["series"]))
    axes = [charts.value_axis(title, form) for title, form in zip((x_title, y_title), formats, strict=True)]
    base = altair.Chart(data).properties(height=_LINES_HEIGHT, width=560)
    base = base.encode(
        x=altair.X("x:Q", axis=axes[0]), y=altair.Y("y:Q", axis=axes[1]), color=_colours("series", names, "stroke")
    )
    layers = []
    if diagonal:
        ends = altair.Chart(pandas.DataFrame({"x": [0.0, 1.0], "y": [0.0, 1.0]}))
        layers.append(ends.mark_line(aria=False, color=charts.INK, strokeDash=[4, 3]).encode(x="x:Q", y="y:Q"))
    for place, name in enumerate(names):
        width = 2 + 3 * (len(names) - 1 - place) / max(len(names) - 1, 1)
        one = base.transform_filter(altair.datum.series == name)
        layers.append(one.mark_line(aria=False, strokeWidth=width))
    return charts.finish(*layers)


def _colours(field: str, names: list[str], symbol: str = "square") -> altair.Color:
    """The colours of the policies with a legend; none where there is only one."""
    colours = [COLOURS[place % len(COLOURS)] for place in range(len(names))]
    legend = charts.legend_of_names(symbolType=symbol, symbolStrokeWidth=3 if symbol == "stroke" else 0)
    scale = altair.Scale(domain=names, range=colours)
    return altair.Color(f"{field}:N", scale=scale, legend=legend if len(names) > 1 else None)


def draw_stacks(
    names: Sequence[str], values: Sequence[Sequence[float]], kinds: Sequence[str], title: str
) -> altair.LayerChart:
    """One bar of shares that sum to 1 for each name; the numbers are those of the table below it."""
    rows = []
    for name, shares in zip(names, values, strict=True):
        end = 0.0
        for kind, share in zip(kinds, shares, strict=True):
            rows.append({"name": charts.wrapped(name), "kind": kind, "start": end, "end": end + share})
            end += share
    base = altair.Chart(pandas.DataFrame(rows)).properties(height=charts.height_of(rows, 2 * _BAR), width=560)
    axis = charts.value_axis(title, ".0%")
    x = altair.X("start:Q", scale=altair.Scale(domain=[0, 1]), axis=axis)
    legend = altair.Legend(title=None, orient="top", columns=2, labelLimit=0, symbolType="square", symbolStrokeWidth=0)
    colour = altair.Color("kind:N", scale=altair.Scale(domain=list(kinds), range=_STACKED), legend=legend)
    bars = base.mark_bar(aria=False, stroke="white", strokeWidth=1).encode(x=x, x2="end:Q", color=colour)
    return charts.finish(bars.encode(y=charts.names_axis(charts.ordered_names(rows))))


#: From much lost to much gained.
_STACKED = ["#9a4a00", charts.LOSS, "#dfe3e6", "#6da3c7", charts.REFORM]


def draw_sums(parts: Sequence[Bar], title: str, number_format: str, totals: Mapping[str, str]) -> altair.LayerChart:
    """For each name a bar of the parts that it is the sum of, and the sum as written at its end.

    Args:
        parts: each with the name of its bar, and of the part as its series; nothing below 0.
        title: of the axis.
        number_format: of the axis.
        totals: the sums as written, by name.
    """
    rows, ends = [], dict.fromkeys(totals, 0.0)
    for part in parts:
        start, ends[part.name] = ends[part.name], ends[part.name] + part.value
        kind = charts.legend_name(part.series)
        rows.append({"name": charts.wrapped(part.name), "kind": kind, "start": start, "end": ends[part.name]})
    kinds = list(dict.fromkeys(charts.legend_name(part.series) for part in parts))
    order = [charts.wrapped(name) for name in totals]
    height = len(order) * max(2 * _BAR, max(name.count("\n") + 1 for name in order) * charts.LINE_HEIGHT + 6)
    scale = altair.Scale(domain=[0, max(ends.values()) * _ROOM_FOR_SUMS or 1], nice=False)
    axis = charts.value_axis(title, number_format)
    base = altair.Chart(pandas.DataFrame(rows)).properties(height=height, width=560)
    x = altair.X("start:Q", scale=scale, axis=axis)
    bars = base.mark_bar(aria=False, stroke="white", strokeWidth=1).encode(
        x=x, x2="end:Q", y=charts.names_axis(order), color=_colours("kind", kinds)
    )
    told = [{"name": charts.wrapped(name), "end": ends[name], "label": label} for name, label in totals.items()]
    words = altair.Chart(pandas.DataFrame(told)).mark_text(aria=False, align="left", dx=5, color=charts.INK)
    words = words.encode(x=altair.X("end:Q", scale=scale), y=charts.names_axis(order), text="label:N")
    return charts.finish(bars, words)
