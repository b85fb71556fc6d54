"""The charts as Vega-Lite specifications, the same for reports, pages and notebooks.

Each function takes a table of a comparison and the texts of a language. A chart
has no title of its own: the sentence that states its finding stands above it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from functools import cache
from typing import Any

import altair
import pandas

from openfisca_jordan_sp.report import numbers
from openfisca_jordan_sp.report.texts import Texts
from openfisca_jordan_sp.writing import is_arabic

# Told apart by those who see no red or no green, and in grey: dark, light, middle.
REFORM, BASELINE, LOSS, INK, LINES = "#14507a", "#b9bfc4", "#d9822b", "#1d2429", "#d5dade"
FONT = 'Arial, "Liberation Sans", "Noto Sans Arabic", "Noto Naskh Arabic", sans-serif'
SCENARIOS = ("baseline", "reform")
MEASURES = ("headcount", "gap", "severity")
OUTCOMES = {"gain": REFORM, "unchanged": "#dfe3e6", "lose": LOSS}
#: Letters in a line of a label; beyond the longest bar, room for its number.
LABEL_WIDTH, ROOM, ROOM_FOR_DOT = 21, 1.32, 1.15
#: The least share of a bar in which its number has room.
LABELLED_SHARE = 0.13
#: Letters of a name in a line of a legend, of a wide chart and of a narrow one.
LEGEND_WIDTH, NARROW_LEGEND = 60, 28
#: Where a line is broken in a narrow chart only, and the lines of a name by the width of the chart.
_IF_NARROW = "\N{THIN SPACE}"
_LEGEND_LINES = "split(replace(datum.label, regexp('\\u2009', 'g'), width < 400 ? '\\n' : ' '), '\\n')"
BAR_HEIGHT, PAIR_HEIGHT, LINE_HEIGHT = 25, 44, 16
#: By how much a label is raised: Vega puts its first line beside the row, and others, of 14 pixels each, below.
_HALF_OF_LINES = "7 - 7 * length(split(datum.label, '\\n'))"
#: What draws pictures shapes all lines of a text as one: without these its letters join across lines, and numbers at
#: the ends of lines change sides.
_FROM_THE_RIGHT = "\u200f"
_APART = f"\u200c{_FROM_THE_RIGHT}"


def legend_of_names(**symbols: Any) -> altair.Legend:
    """A legend above the chart with a name a line, however long; `symbols` say how its signs look."""
    return altair.Legend(
        title=None,
        orient="top",
        direction="vertical",
        columns=1,
        labelLimit=0,
        labelExpr=_LEGEND_LINES,
        **symbols,
    )


def legend_name(name: str) -> str:
    """A name in the lines of a legend; where a chart is narrow they are broken once more."""
    return "\n".join(
        _IF_NARROW.join(wrapped(line, NARROW_LEGEND).split("\n")) for line in textwrap.wrap(name, LEGEND_WIDTH)
    )


def cost_by_programme(table: pandas.DataFrame, texts: Texts) -> altair.LayerChart:
    """Cost a year of the programmes that cost anything, under both policies."""
    rows = table[(table["programme"] != "total") & costs_anything(table)]
    return _pairs(rows[texts.label_column].tolist(), rows, "cost_year", texts)


def cost_by_pillar(table: pandas.DataFrame, texts: Texts) -> altair.LayerChart:
    """Cost a year of each pillar of the strategy, under both policies."""
    return _pairs(table[texts.label_column].tolist(), table, "cost_year", texts)


def winners_and_losers(table: pandas.DataFrame, texts: Texts) -> altair.LayerChart:
    """Shares of persons who gain, see no change and lose: all, then by decile."""
    ordered = pandas.concat([table[table["decile"] == "all"], table[table["decile"] != "all"]])
    found = ordered.to_dict(orient="records")
    return outcomes([decile_name(row["decile"], texts) for row in found], found, texts)


def outcomes(of: Sequence[str], found: Sequence[dict[Any, Any]], texts: Texts) -> altair.LayerChart:
    """Shares of persons who gain, see no change and lose, one bar for each name."""
    rows, names = [], {kind: texts(f"outcome_{kind}") for kind in OUTCOMES}
    for group, row in zip(map(wrapped, of), found, strict=True):
        end = 0.0
        for kind, name in names.items():
            share, start = row[f"share_{kind}"], end
            end = start + share
            label = numbers.percent(share, int(0.99 < share < 1)) if share >= LABELLED_SHARE else ""  # noqa: PLR2004
            position = {"start": start, "end": end, "middle": (start + end) / 2}
            rows.append({"name": group, "outcome": name, "label": label, **position})
    base = _chart(pandas.DataFrame(rows), height_of(rows, BAR_HEIGHT)).encode(y=names_axis(ordered_names(rows)))
    x = altair.X("start:Q", scale=altair.Scale(domain=[0, 1]), axis=value_axis(texts("axis_share_of_persons"), ".0%"))
    colour = colour_scale("outcome", list(names.values()), list(OUTCOMES.values()))
    bars = base.mark_bar(aria=False, stroke="white", strokeWidth=1).encode(x=x, x2="end:Q", color=colour)
    ink = altair.condition(altair.datum.outcome == names["gain"], altair.value("white"), altair.value(INK))
    return finish(bars, base.mark_text(aria=False).encode(x="middle:Q", text="label:N", color=ink))


def mean_change_by_decile(table: pandas.DataFrame, texts: Texts) -> altair.LayerChart:
    """Mean change of consumption in each decile, JOD a person and month."""
    rows = table[table["decile"] != "all"]
    names = [decile_name(decile, texts) for decile in rows["decile"]]
    values = rows["mean_change"].tolist()
    labels = [numbers.number(value, 2 if abs(value) >= 1 else 3, signed=True) for value in values]
    return differences(names, values, labels, texts("axis_mean_change"))


def poverty_measures(table: pandas.DataFrame, texts: Texts) -> altair.LayerChart:
    """Headcount, gap and severity of each group: a dot for each policy and the difference beside it."""
    rows = []
    for measure in MEASURES:
        for row in table.to_dict(orient="records"):
            pair = {name: row[f"{measure}_{name}"] for name in SCENARIOS}
            change = numbers.number(row[f"{measure}_difference"] * 100, 2, signed=True)
            name = f"{texts(measure)} · {row[texts.label_column]}"
            rows.append({"name": wrapped(name), **pair, "label": change, "end": max(pair.values())})
    data = pandas.DataFrame(rows)
    base = _chart(data, height_of(rows, BAR_HEIGHT)).encode(y=names_axis(ordered_names(rows)))
    limit = altair.Scale(domain=[0, _beyond(data["end"].tolist()) * ROOM_FOR_DOT], nice=False)
    x = altair.X("baseline:Q", scale=limit, axis=value_axis(texts("axis_percent"), ".0%"))
    colours = colour_scale("scenario", scenario_names(texts), [BASELINE, REFORM])
    dots = [
        base.mark_point(aria=False, size=size, filled=True, opacity=1, shape=shape, stroke=INK, strokeWidth=0.6)
        .transform_calculate(scenario=f"'{texts(name)}'")
        .encode(x=altair.X(f"{name}:Q"), color=colours)
        for name, size, shape in (("baseline", 190, "circle"), ("reform", 55, "diamond"))
    ]
    line = base.mark_rule(aria=False, color=INK).encode(x=x, x2="reform:Q")
    words = base.mark_text(aria=False, align="left", dx=12, color=INK).encode(x="end:Q", text="label:N")
    return finish(line, *dots, words)


def cost_by_governorate(table: pandas.DataFrame, texts: Texts) -> altair.LayerChart:
    """Difference of the cost a year in each governorate, the largest first."""
    rows = table.sort_values("cost_year_difference", ascending=False, kind="stable")
    values = (rows["cost_year_difference"] / 1e6).tolist()
    decimals = numbers.million_decimals(rows["cost_year_difference"].abs().max())
    labels = [numbers.millions(value, decimals, signed=True) for value in rows["cost_year_difference"]]
    return differences(rows[texts.label_column].tolist(), values, labels, texts("axis_millions_year"))


def families_by_governorate(table: pandas.DataFrame, texts: Texts) -> altair.LayerChart:
    """Families reached in each governorate under both policies, the most first."""
    rows = table.sort_values("families_reform", ascending=False, kind="stable")
    return _pairs(rows[texts.label_column].tolist(), rows, "families", texts)


def families_by_decile(table: pandas.DataFrame, texts: Texts) -> altair.LayerChart:
    """Families reached in each decile under both policies."""
    names = [decile_name(str(decile), texts) for decile in table["decile"]]
    return _pairs(names, table, "families", texts)


def costs_anything(table: pandas.DataFrame) -> pandas.Series[bool]:
    """Whether each row costs anything under either policy."""
    return (table["cost_year_baseline"] != 0) | (table["cost_year_reform"] != 0)


def decile_name(decile: str, texts: Texts) -> str:
    """`All`, `1 (poorest)`, `2` … `10 (richest)`."""
    ends = {"all": "decile_all", "1": "decile_first", "10": "decile_last"}
    return texts(ends[decile]) if decile in ends else decile


def ordered_names(rows: Sequence[dict[str, Any]]) -> list[str]:
    """The names of the rows, each once, in their order."""
    return list(dict.fromkeys(row["name"] for row in rows))


def _pairs(names: Sequence[str], table: pandas.DataFrame, figure: str, texts: Texts) -> altair.LayerChart:
    """For each name two bars: baseline and reform."""
    is_money = figure.startswith("cost")
    rows = []
    for name, row in zip(names, table.to_dict(orient="records"), strict=True):
        for scenario in SCENARIOS:
            amount = row[f"{figure}_{scenario}"]
            label = numbers.millions(amount) if is_money else numbers.number(amount)
            value = amount / 1e6 if is_money else amount
            rows.append({"name": wrapped(name), "scenario": texts(scenario), "value": value, "label": label})
    columns = ["name", "scenario", "value", "label"]
    data = pandas.DataFrame(rows, columns=columns)
    base = _chart(data, height_of(rows, PAIR_HEIGHT)).encode(
        y=names_axis(ordered_names(rows)), yOffset=altair.YOffset("scenario:N", sort=scenario_names(texts))
    )
    scale = altair.Scale(domain=[0, _beyond(data["value"].tolist())], nice=False)
    axis = value_axis(texts("axis_millions_year" if is_money else "axis_families"), ",.6~f")
    x = altair.X("value:Q", scale=scale, axis=axis)
    bars = base.mark_bar(aria=False).encode(
        x=x, color=colour_scale("scenario", scenario_names(texts), [BASELINE, REFORM])
    )
    return finish(bars, base.mark_text(aria=False, align="left", dx=4, color=INK).encode(x=x, text="label:N"))


def differences(names: Sequence[str], values: list[float], labels: list[str], title: str) -> altair.LayerChart:
    """One bar for each difference, from a line at zero: more is dark, less is light."""
    lines = [wrapped(name) for name in names]
    data = pandas.DataFrame({"name": lines, "value": values, "label": labels})
    height = height_of([{"name": name} for name in lines], BAR_HEIGHT)
    base = _chart(data, height).encode(y=names_axis(lines))
    scale = altair.Scale(domain=_around_zero(values), nice=False)
    x = altair.X("value:Q", scale=scale, axis=value_axis(title, ",.6~f"))
    colour = altair.condition(altair.datum.value < 0, altair.value(LOSS), altair.value(REFORM))
    layers: list[altair.Chart] = [base.mark_bar(aria=False).encode(x=x, color=colour)]
    more = base.transform_filter("datum.value >= 0").mark_text(aria=False, align="left", dx=4, color=INK)
    less = base.transform_filter("datum.value < 0").mark_text(aria=False, align="right", dx=-4, color=INK)
    layers += [words.encode(x=x, text="label:N") for words in (more, less)]
    return finish(*layers)


def _chart(data: pandas.DataFrame, height: int) -> altair.Chart:
    return altair.Chart(data).properties(height=height, width=560)


def height_of(rows: Sequence[dict[str, Any]], least: int) -> int:
    """Room for each name of a chart and for its longest."""
    names = ordered_names(rows)
    lines = max((name.count("\n") + 1 for name in names), default=1)
    return max(len(names), 1) * max(least, lines * LINE_HEIGHT + 4)


def names_axis(order: list[str]) -> altair.Y:
    """The rows of a chart, in the order given; a long name takes several lines, the middle of them beside its row."""
    axis = altair.Axis(
        title=None,
        labelExpr="split(datum.label, '\\n')",
        labelLimit=190,
        labelOffset={"condition": {"test": "true", "expr": _HALF_OF_LINES}, "value": 0},
        domain=False,
        ticks=False,
        labelPadding=8,
    )
    return altair.Y("name:N", sort=order, axis=axis, scale=altair.Scale(paddingInner=0.25, paddingOuter=0.1))


def value_axis(title: str, number_format: str) -> altair.Axis:
    """An axis of values without a line of its own."""
    return altair.Axis(title=title, format=number_format, tickCount=4, domain=False, ticks=False, labelFlush=False)


def colour_scale(field: str, names: list[str], colours: list[str]) -> altair.Color:
    """Colours of the names of a field, with a legend above the chart."""
    legend = altair.Legend(title=None, orient="top", direction="horizontal", symbolType="square", symbolStrokeWidth=0)
    return altair.Color(f"{field}:N", scale=altair.Scale(domain=names, range=colours), legend=legend)


def finish(*layers: altair.Chart) -> altair.LayerChart:
    """One look for all charts. Given as a whole: each step of `configure_…` would copy the layers with their data."""
    size = altair.AutoSizeParams(type="fit-x", contains="padding")
    return altair.LayerChart(layer=list(layers), autosize=size, config=_look())


@cache
def _look() -> altair.Config:
    text: dict[str, Any] = {
        "labelColor": INK,
        "titleColor": INK,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    }
    return altair.Config(
        font=FONT,
        background="transparent",
        aria=False,
        padding=4,
        axis=altair.AxisConfig(**text, gridColor=LINES),
        axisY=altair.AxisConfig(grid=False),
        legend=altair.LegendConfig(labelColor=INK, labelFontSize=12, columnPadding=18),
        text=altair.MarkConfig(fontSize=12),
        view=altair.ViewConfig(stroke=None),
    )


def scenario_names(texts: Texts) -> list[str]:
    """The law in force and the reform, in the language."""
    return [texts(name) for name in SCENARIOS]


def wrapped(name: str, width: int = LABEL_WIDTH) -> str:
    """A long name in lines. Those of an Arabic name are kept apart and run from the right in pictures too."""
    lines = textwrap.wrap(name, width)
    return "\n".join(f"{_APART}{line}{_FROM_THE_RIGHT}" if is_arabic(name) else line for line in lines)


def _beyond(values: list[float]) -> float:
    """The end of a scale from zero that leaves room for a number after the longest bar."""
    longest = max(values, default=0)
    return longest * ROOM if longest > 0 else 1


def _around_zero(values: list[float]) -> list[float]:
    """The ends of a scale for differences, with room for numbers on each side that has bars."""
    less, more = min(values, default=0), max(values, default=0)
    room = (ROOM - 1) * (max(more, 0) - min(less, 0))
    ends = [less - room if less < 0 else 0, more + room if more > 0 else 0]
    return ends if ends != [0, 0] else [0, 1]
