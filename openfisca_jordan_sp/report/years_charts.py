"""The charts of a cost path: a year is a place on the horizontal axis."""

from __future__ import annotations

import altair
import pandas

from openfisca_jordan_sp.report import charts, numbers
from openfisca_jordan_sp.report.policies_charts import COLOURS
from openfisca_jordan_sp.report.texts import Texts

_HEIGHT = 240
_MILLION = 1e6


def costs(rows: pandas.DataFrame, texts: Texts, *, is_law: bool = False) -> altair.LayerChart:
    """Cost of all programmes in each year, one line a policy; `is_law` says that there is none beside the law."""
    values = {name: rows[f"cost_year_{name}"] / _MILLION for name in _scenarios(is_law)}
    return _lines(rows["year"], values, texts("axis_millions_year"), ",.0f", texts)


def poverty(rows: pandas.DataFrame, texts: Texts, *, is_law: bool = False) -> altair.LayerChart:
    """Poverty headcount in each year, one line a policy."""
    values = {name: rows[f"headcount_{name}"] for name in _scenarios(is_law)}
    return _lines(rows["year"], values, texts("axis_percent"), ".1%", texts)


def pillars(rows: pandas.DataFrame, texts: Texts) -> altair.LayerChart:
    """Cost of each pillar of the strategy in each year with the policy, one upon the other."""
    data = pandas.DataFrame(
        {
            "year": rows["year"].astype(str),
            "pillar": rows[texts.label_column].map(lambda name: str(name).partition(":")[0]),
            "value": rows["cost_year_reform"] / _MILLION,
        }
    )
    names = list(dict.fromkeys(data["pillar"]))
    data["place"] = data["pillar"].map({name: place for place, name in enumerate(names)})
    base = altair.Chart(data).properties(height=_HEIGHT, width=560)
    bars = base.mark_bar(aria=False, stroke="white", strokeWidth=1).encode(
        x=altair.X("year:N", axis=_years_axis(), scale=_every_year(rows["year"])),
        y=altair.Y("value:Q", axis=charts.value_axis(texts("axis_millions_year"), ",.0f"), stack="zero"),
        color=charts.colour_scale("pillar", names, list(COLOURS[: len(names)])),
        order=altair.Order("place:Q"),
    )
    return charts.finish(bars)


def changes(rows: pandas.DataFrame, first: int, texts: Texts) -> altair.LayerChart:
    """Change of the cost in each year: at the prices of the year, and at those of the first."""
    kinds = {
        "cost_year_difference": texts("years_nominal"),
        "cost_year_constant_difference": texts("years_constant", year=first),
    }
    decimals = numbers.million_decimals(float(rows["cost_year_difference"].abs().max()))
    data = pandas.DataFrame(
        [
            {
                "year": str(row["year"]),
                "kind": kind,
                "value": row[column] / _MILLION,
                "label": numbers.millions(row[column], decimals, signed=True),
                "side": "top" if row[column] < 0 else "bottom",
            }
            for row in rows.to_dict(orient="records")
            for column, kind in kinds.items()
        ]
    )
    names = list(kinds.values())
    base = altair.Chart(data).properties(height=_HEIGHT, width=560)
    base = base.encode(
        x=altair.X("year:N", axis=_years_axis(), scale=_every_year(rows["year"])),
        xOffset=altair.XOffset("kind:N", sort=names),
        y=altair.Y("value:Q", axis=charts.value_axis(texts("axis_millions_year"), ",.3~f")),
    )
    bars = base.mark_bar(aria=False).encode(color=charts.colour_scale("kind", names, [charts.REFORM, charts.BASELINE]))
    above = base.transform_filter("datum.value >= 0").mark_text(aria=False, dy=-7, color=charts.INK)
    below = base.transform_filter("datum.value < 0").mark_text(aria=False, dy=9, color=charts.INK)
    if len(rows) * len(kinds) > _MOST_LABELS:
        return charts.finish(bars)
    return charts.finish(bars, *[words.encode(text="label:N") for words in (above, below)])


#: Bars that a number fits over; the table below the chart has them all.
_MOST_LABELS = 8
#: Widths of the line and sizes of the points of each policy.
_STROKES = {"baseline": (6, 130), "reform": (2, 40)}


def _scenarios(is_law: bool) -> tuple[str, ...]:
    return charts.SCENARIOS[:1] if is_law else charts.SCENARIOS


def _lines(
    years: pandas.Series, values: dict[str, pandas.Series], title: str, number_format: str, texts: Texts
) -> altair.LayerChart:
    """The law in force broad and pale, the reform narrow and dark upon it: equal lines are both seen."""
    names = {name: texts(name) for name in values}
    data = pandas.DataFrame(
        [
            {"year": str(year), "scenario": names[name], "value": value}
            for name, column in values.items()
            for year, value in zip(years, column, strict=True)
        ]
    )
    tones = {"baseline": charts.BASELINE, "reform": charts.REFORM}
    colours = charts.colour_scale("scenario", list(names.values()), [tones[name] for name in names])
    base = altair.Chart(data).properties(height=_HEIGHT, width=560)
    base = base.encode(
        x=altair.X("year:N", axis=_years_axis(), scale=_every_year(years)),
        y=altair.Y("value:Q", axis=charts.value_axis(title, number_format), scale=altair.Scale(zero=False)),
        color=colours,
    )
    layers = []
    for name, (width, size) in _STROKES.items():
        if name not in values:
            continue
        one = base.transform_filter(altair.datum.scenario == names[name])
        layers += [
            one.mark_line(aria=False, strokeWidth=width),
            one.mark_point(aria=False, size=size, filled=True, opacity=1),
        ]
    return charts.finish(*layers)


def _years_axis() -> altair.Axis:
    return altair.Axis(title=None, labelAngle=0, domain=False, ticks=False, labelPadding=8)


def _every_year(years: pandas.Series) -> altair.Scale:
    """Years that were not asked for, or not computed, keep their place."""
    return altair.Scale(domain=[str(year) for year in range(int(years.min()), int(years.max()) + 1)])
