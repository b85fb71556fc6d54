"""The charts of several policies: each policy has its number, in its order.

Each function takes the comparisons and the texts of a language, as the charts of one policy take a table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import altair
import pandas

from openfisca_jordan_sp.report import charts, numbers
from openfisca_jordan_sp.report.texts import Texts

if TYPE_CHECKING:
    from openfisca_jordan_sp.comparison_result import Comparison

#: Told apart by those who see no red or no green (Okabe and Ito), and by their shapes in grey.
COLOURS = ("#14507a", "#d9822b", "#2d8a63", "#8c4a86", "#6d7780", "#56a5d8", "#a8321f", "#b49b00")
_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right", "triangle-left")
_MILLION = 1e6
_ROW_HEIGHT, _LINES_HEIGHT = 30, 260
#: The share of the strongest colour beyond which white is read on it.
_DARK = 0.55

Row = dict[Any, Any]
Comparisons = Sequence["Comparison"]


def names_of(comparisons: Comparisons, texts: Texts) -> list[str]:
    """`1 · title` of each policy, in its order."""
    return [f"{place} · {texts.of(one.policy.title)}" for place, one in enumerate(comparisons, 1)]


def rows_of(comparison: Comparison, table: str) -> list[Row]:
    """The rows of a table of one policy."""
    rows: list[Row] = comparison.tables[table].to_dict(orient="records")
    return rows


def cost(comparisons: Comparisons, texts: Texts) -> altair.LayerChart:
    """Change of the cost a year, one bar a policy."""
    changes = [rows_of(one, "programmes")[-1]["cost_year_difference"] for one in comparisons]
    decimals = numbers.million_decimals(max(map(abs, changes)))
    labels = [numbers.millions(change, decimals, signed=True) for change in changes]
    values = [change / _MILLION for change in changes]
    return charts.differences(names_of(comparisons, texts), values, labels, texts("axis_millions_year"))


def families(comparisons: Comparisons, texts: Texts) -> altair.LayerChart:
    """Change of the families reached in the month, one bar a policy."""
    changes = [rows_of(one, "programmes")[-1]["families_difference"] for one in comparisons]
    labels = [numbers.number(change, signed=True) for change in changes]
    return charts.differences(names_of(comparisons, texts), changes, labels, texts("axis_families"))


def poverty(comparisons: Comparisons, texts: Texts) -> altair.LayerChart:
    """Change of the poverty headcount of all residents in percentage points, one bar a policy."""
    changes = [rows_of(one, "poverty")[0]["headcount_difference"] * 100 for one in comparisons]
    labels = [numbers.number(change, 3, signed=True) for change in changes]
    return charts.differences(names_of(comparisons, texts), changes, labels, texts("policies_axis_points"))


def winners(comparisons: Comparisons, texts: Texts) -> altair.LayerChart:
    """Shares of persons who gain, see no change and lose, one bar a policy."""
    rows = [rows_of(one, "winners_losers")[-1] for one in comparisons]
    return charts.outcomes(names_of(comparisons, texts), rows, texts)


def deciles(comparisons: Comparisons, texts: Texts) -> altair.LayerChart:
    """Mean change of consumption in each decile, one line a policy."""
    names = [charts.legend_name(name) for name in names_of(comparisons, texts)]
    data = pandas.DataFrame(
        [
            {"policy": name, "decile": int(row["decile"]), "value": row["mean_change"]}
            for name, one in zip(names, comparisons, strict=True)
            for row in rows_of(one, "winners_losers")
            if row["decile"] != "all"
        ]
    )
    count = len(names)
    colours = [COLOURS[place % len(COLOURS)] for place in range(count)]
    shapes = [_SHAPES[place % len(_SHAPES)] for place in range(count)]
    legend = charts.legend_of_names(symbolStrokeWidth=2)
    # The decile is a name on its axis: ten places, the poorest first.
    axis = altair.Axis(title=texts("policies_axis_decile"), labelAngle=0, domain=False, ticks=False)
    base = altair.Chart(data).properties(height=_LINES_HEIGHT, width=560)
    base = base.encode(
        x=altair.X("decile:O", axis=axis),
        y=altair.Y("value:Q", axis=charts.value_axis(texts("axis_mean_change"), ",.3~f")),
        color=altair.Color("policy:N", scale=altair.Scale(domain=names, range=colours), legend=legend),
        shape=altair.Shape("policy:N", scale=altair.Scale(domain=names, range=shapes), legend=legend),
    )
    lines = base.mark_line(aria=False, strokeWidth=2).encode(shape=altair.Undefined)
    return charts.finish(lines, base.mark_point(aria=False, size=55, filled=True, opacity=1))


def governorates(comparisons: Comparisons, texts: Texts) -> altair.LayerChart:
    """Change of the cost a year in each governorate, one column a policy."""
    return _grid(comparisons, _changes(comparisons, "governorates", "governorate"), texts)


def programmes(comparisons: Comparisons, texts: Texts) -> altair.LayerChart:
    """Change of the cost a year of each programme that any policy changes, one column a policy."""
    rows = {key: found for key, found in _changes(comparisons, "programmes", "programme").items() if key != "total"}
    changed = {key: found for key, found in rows.items() if any(row["cost_year_difference"] for row in found.values())}
    return _grid(comparisons, changed or dict(list(rows.items())[:1]), texts)


def _changes(comparisons: Comparisons, table: str, key: str) -> dict[str, dict[int, Row]]:
    """The rows of a table by name, and for each the policies (by number) that have it."""
    found: dict[str, dict[int, Row]] = {}
    for place, one in enumerate(comparisons, 1):
        for row in rows_of(one, table):
            found.setdefault(str(row[key]), {})[place] = row
    return found


def _grid(comparisons: Comparisons, rows: Mapping[str, Mapping[int, Row]], texts: Texts) -> altair.LayerChart:
    """A field for each row and policy, darker the more it changes: more is blue, less is orange."""
    most = max((abs(row["cost_year_difference"]) for found in rows.values() for row in found.values()), default=0.0)
    decimals = numbers.million_decimals(most)
    fields = []
    for found in rows.values():
        name = charts.wrapped(str(next(iter(found.values()))[texts.label_column]))
        for place in range(1, len(comparisons) + 1):
            value = found[place]["cost_year_difference"] if place in found else 0.0
            label = numbers.millions(value, decimals, signed=True)
            fields.append({"name": name, "policy": str(place), "value": value / _MILLION, "label": label})
    data = pandas.DataFrame(fields)
    limit = most / _MILLION or 1.0
    scale = altair.Scale(domain=[-limit, 0, limit], range=[charts.LOSS, "#ffffff", charts.REFORM], interpolate="rgb")
    axis = altair.Axis(title=texts("policies_axis_policy"), orient="top", labelAngle=0, domain=False, ticks=False)
    base = altair.Chart(data).properties(height=charts.height_of(fields, _ROW_HEIGHT), width=560)
    base = base.encode(
        y=charts.names_axis(charts.ordered_names(fields)),
        x=altair.X("policy:N", sort=None, axis=axis, scale=altair.Scale(padding=0.04)),
    )
    squares = base.mark_rect(aria=False, stroke=charts.LINES).encode(
        color=altair.Color("value:Q", scale=scale, legend=None)
    )
    ink = altair.condition(altair.datum.value > _DARK * limit, altair.value("white"), altair.value(charts.INK))
    return charts.finish(squares, base.mark_text(aria=False).encode(text="label:N", color=ink))
