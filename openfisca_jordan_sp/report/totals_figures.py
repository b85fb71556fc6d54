"""The figures of the page of totals: each a chart, the sentence that it shows, and its numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import altair
import pandas

from openfisca_jordan_sp.engine.summary import ALL_PROGRAMMES
from openfisca_jordan_sp.measures.totals_tables import unique_ids
from openfisca_jordan_sp.report import series
from openfisca_jordan_sp.report.drawn import Drawn, chart_from, figures_from
from openfisca_jordan_sp.report.figures import Figure
from openfisca_jordan_sp.report.tables import Cell, Table
from openfisca_jordan_sp.report.texts import Texts
from openfisca_jordan_sp.report.totals_rows import UNITS, bars, cost, named
from openfisca_jordan_sp.report.units import bare, told

if TYPE_CHECKING:
    from openfisca_jordan_sp.totals import Totals


def chart_of(result: Totals, name: str, language: str) -> altair.LayerChart:
    """One chart by itself (see `chart_from`)."""
    return chart_from(_CHARTS, result, name, language)


def figures(result: Totals, texts: Texts) -> list[Figure]:
    """The figures of the page."""
    return figures_from(_CHARTS, "totals", result, texts)


def _barred(result: Totals, rows: pandas.DataFrame, column: str, name: str, said: str, texts: Texts) -> Drawn | None:
    """Bars of a column, those that are largest under the first policy first."""
    if rows.empty:
        return None
    rows, first = _sorted(result, rows, column, name), unique_ids(result.policies)[0]
    of_law = rows[rows["policy"] == first].to_dict(orient="records")
    if not of_law:
        return None
    ends: dict[str, str] = {}
    for end, row in (("most", of_law[0]), ("least", of_law[-1])):
        ends |= {end: str(row[f"{name}_{texts.language}"]), f"{end}_value": told(row[column], UNITS[column], texts)}
    found = bars(result, rows, column, name, texts)
    axis = ("axis_percent", ".0%") if UNITS[column] == "share" else ("unit_millions", ",.6~f")
    corner = texts("programme" if name == "label" else "governorate")
    return Drawn(
        series.draw_bars(found, texts(axis[0]), axis[1]),
        texts(said, **ends),
        series.table(texts("numbers_of_chart"), corner, found),
    )


def _sorted(result: Totals, rows: pandas.DataFrame, column: str, name: str) -> pandas.DataFrame:
    key = "item" if name == "label" else "group"
    of_law = rows[rows["policy"] == unique_ids(result.policies)[0]].set_index(key)[column]
    order = of_law.reindex(rows[key].drop_duplicates()).fillna(0.0).sort_values(ascending=False, kind="stable")
    places = {each: place for place, each in enumerate(order.index)}
    return rows.assign(_place=rows[key].map(places)).sort_values("_place", kind="stable")


def _costs(result: Totals, texts: Texts) -> Drawn | None:
    rows = result.tables["costs"]
    rows = rows[(rows["kind"] == "programme") & (rows["group_kind"] == "all")]
    return _barred(result, rows, cost(result), "label", "totals_finding_costs", texts)


def _governorate_costs(result: Totals, texts: Texts) -> Drawn | None:
    rows = result.tables["costs"]
    rows = rows[(rows["item"] == ALL_PROGRAMMES) & (rows["group_kind"] == "governorate")]
    return _barred(result, rows, cost(result), "group", "totals_finding_governorate_costs", texts)


def _governorates(result: Totals, texts: Texts) -> Drawn | None:
    rows = result.tables["poverty"]
    rows = rows[(rows["group_kind"] == "governorate") & (rows["persons"] > 0)]
    return _barred(result, rows, "headcount", "group", "statistics_finding_governorates", texts)


def _consumption(result: Totals, texts: Texts) -> Drawn | None:
    """The percentiles of consumption a head: the middle of their bounds."""
    rows, names = result.tables["quantiles"], named(result, texts)
    middle = (rows["low"] + rows["high"]) / 2
    data = pandas.DataFrame({"x": rows["percentile"] / 100, "y": middle, "series": rows["policy"].map(names)})
    titles = (texts("totals_axis_percentile"), texts("axis_mean_change"))
    table = [
        [Cell(f"{percentile}%"), *(Cell(bare(value, "JOD a month"), "number") for value in of["y"])]
        for percentile, of in data.assign(percentile=rows["percentile"]).groupby("percentile", sort=False)
    ]
    of_law = data[data["series"] == next(iter(names.values()))].set_index("x")["y"]
    ends = {name: texts.number(float(of_law[share]), 2) for name, share in (("poor", 0.1), ("rich", 0.9))}
    return Drawn(
        series.draw_lines(data, *titles, (".0%", ",.6~f")),
        texts("totals_finding_consumption", **ends),
        Table(texts("numbers_of_chart"), [texts("totals_axis_percentile"), *names.values()], table),
    )


_CHARTS: dict[str, Callable[[Totals, Texts], Drawn | None]] = {
    "costs": _costs,
    "governorate_costs": _governorate_costs,
    "governorates": _governorates,
    "consumption": _consumption,
}
