"""The charts of a variation: income with its cliffs, entitlements, effective marginal rates, the map of two inputs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair
import numpy
import pandas
from numpy.typing import NDArray

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.report import charts
from openfisca_jordan_sp.report.figures import nothing_to_show, titled
from openfisca_jordan_sp.report.texts import Texts
from openfisca_jordan_sp.vary import told
from openfisca_jordan_sp.vary.axis import Axis
from openfisca_jordan_sp.vary.search import Found
from openfisca_jordan_sp.vary.variation import Variation
from openfisca_jordan_sp.vary.words import joined, say

#: One a policy, or a programme: told apart without red and green, and in grey.
COLOURS = (charts.REFORM, charts.LOSS, "#7a9a3a", "#8e4585", "#3fa7a0", "#c9b458", "#5b6570", "#b9bfc4")
_HEIGHT, _MAP_HEIGHT = 260, 340
#: Points of a line, and fields on each side of a map, that a picture of this size can show.
_MOST_POINTS, _MOST_FIELDS = 500, 40
_FLAT = 1e-7
#: Of a line, and what each policy before it has more.
_WIDTH, _BROADER = 2, 3


def chart_of(result: Variation, name: str, language: str) -> altair.LayerChart:
    """One chart by itself, with the sentence that it shows as its title.

    Raises:
        ResultError: there is nothing that it could show.
        OutputError: there is no chart in the language.
    """
    texts = Texts(language)
    drawn = drawing(result, name, language)
    if drawn is None:
        raise nothing_to_show(name)
    return titled(drawn, texts.of(finding(result, name)), texts)


def drawing(result: Variation, name: str, language: str) -> altair.LayerChart | None:
    """One chart without a title; None where it has nothing to show."""
    drawers = {"income": _income, "entitlement": _entitlement, "rate": _rate, "map": _map}
    return drawers[name](result, language)


def finding(result: Variation, name: str) -> Text:
    """What a chart shows, in a sentence."""
    if result.is_map:
        across, down = result.axes
        return say("finding_map", label=result.main.label, x=across.label, y=down.label)
    axis = result.axes[0]
    here = axis.here_in_range
    key = "finding_income_alone" if name == "income" and here is None else f"finding_{name}"
    values = {} if here is None else {"here": told.value_of(axis, here)}
    return say(key, label=result.main.label, input=axis.label, **values)


def _income(result: Variation, language: str) -> altair.LayerChart:
    """The main figure, a line a policy, with each cliff of it and the place of the case."""
    rows = _rows(result, language, lambda found: (found.line.places, found.line.amounts[:, :1]))
    base = _base(rows, _HEIGHT).encode(
        x=_x(result.axes[0], language), y=_y(result.main.label, result.main.unit, language)
    )
    return charts.finish(*_lines(base, result, language), *_marks(result, language), *_here(result))


def _lines(base: altair.Chart, result: Variation, language: str, **look: Any) -> list[altair.Chart]:
    """A line a policy, the first one broadest: equal lines are all seen."""
    names = _policy_names(result, language)
    return [
        base.transform_filter(altair.datum.name == name)
        .mark_line(aria=False, strokeWidth=_WIDTH + _BROADER * (len(names) - 1 - place), **look)
        .encode(color=_colours(names), order="value:Q")
        for place, name in enumerate(names)
    ]


def _marks(result: Variation, language: str) -> list[altair.Chart]:
    """A dot at the last value before each leap of the main figure."""
    rows = []
    for found in result.found.values():
        for cliff in found.cliffs:
            if any(one.variable == found.probe.series[0].variable for one in cliff.moved):
                place = numpy.array([round(cliff.before * found.axis.scale)])
                rows.append({"value": cliff.before, "amount": float(found.line.at(place)[0, 0])})
    if not rows:
        return []
    base = altair.Chart(pandas.DataFrame(rows)).encode(
        x=_x(result.axes[0], language), y=_y(result.main.label, result.main.unit, language)
    )
    return [base.mark_point(aria=False, size=70, filled=True, opacity=1, color=charts.INK)]


def _here(result: Variation) -> list[altair.Chart]:
    here = result.axes[0].here_in_range
    if here is None:
        return []
    data = pandas.DataFrame([{"value": here}])
    return [altair.Chart(data).mark_rule(aria=False, color=charts.INK, strokeDash=[4, 3]).encode(x="value:Q")]


def _entitlement(result: Variation, language: str) -> altair.LayerChart | None:
    """What each programme gives by the month under the law in force, one upon the other."""
    found = next(iter(result.found.values()))
    shown = [
        (index, series)
        for index, series in enumerate(found.probe.series)
        if series.kind == "programme" and not series.is_yearly and found.line.amounts[:, index].any()
    ]
    if not shown:
        return None
    columns = [index for index, _ in shown]
    places, amounts = _corners(found.line.places, found.line.amounts[:, columns])
    names = [getattr(series.label, language) for _, series in shown]
    values = found.axis.values(places).tolist()
    rows = pandas.DataFrame(
        {"value": value, "amount": amount, "name": name}
        for value, row in zip(values, amounts.tolist(), strict=True)
        for name, amount in zip(names, row, strict=True)
    )
    axis = charts.value_axis(_named(say("column_size"), "JOD/month", language), ",.6~f")
    base = _base(rows, _HEIGHT).encode(x=_x(result.axes[0], language))
    areas = base.mark_area(aria=False, opacity=0.85).encode(
        y=altair.Y("amount:Q", stack="zero", axis=axis),
        color=_colours(names),
    )
    return charts.finish(areas, *_here(result))


def _rate(result: Variation, language: str) -> altair.LayerChart | None:
    """The effective marginal rate, a line a policy; broken at leaps."""

    def of(found: Found) -> tuple[NDArray[Any], NDArray[Any]]:
        assert found.rates is not None
        return found.jumps.grid[:-1], found.rates[:-1, None]

    rows = _rows(result, language, of)
    if rows["amount"].isna().all():
        return None
    axis = charts.value_axis(getattr(say("column_rate"), language), ".0%")
    base = _base(rows, _HEIGHT).encode(x=_x(result.axes[0], language), y=altair.Y("amount:Q", axis=axis))
    return charts.finish(*_lines(base, result, language, interpolate="step-after"), *_here(result))


def _map(result: Variation, language: str) -> altair.LayerChart:
    """The main figure under the law in force, darker where it is more."""
    across, down = result.axes
    table = result.tables["map"]
    rows = table[table["policy"] == result.shown[0].id]
    for column in ("x", "y"):
        values = rows[column].unique()
        step = -(-len(values) // _MOST_FIELDS)
        rows = rows[rows[column].isin(values[::step])]
    text: dict[str, Any] = {"labelOverlap": True, "labelAngle": 0, "domain": False, "ticks": False, "format": ",.6~f"}
    base = _base(rows[["x", "y", "amount"]], _MAP_HEIGHT).encode(
        x=altair.X("x:O", axis=altair.Axis(title=_named(across.label, across.unit, language), **text)),
        y=altair.Y("y:O", sort="descending", axis=altair.Axis(title=_named(down.label, down.unit, language), **text)),
    )
    title = _named(result.main.label, result.main.unit, language)
    colour = altair.Color(
        "amount:Q",
        scale=altair.Scale(range=["#f2f5f7", charts.REFORM], interpolate="rgb"),
        legend=altair.Legend(title=title, orient="top", titleLimit=0),
    )
    return charts.finish(base.mark_rect(aria=False).encode(color=colour))


def _rows(result: Variation, language: str, of: Any) -> pandas.DataFrame:
    """The corners of one line a policy."""
    parts = []
    for name, (_, found) in zip(_policy_names(result, language), result.found.items(), strict=True):
        places, amounts = _corners(*of(found))
        parts.append(pandas.DataFrame({"value": found.axis.values(places), "amount": amounts[:, 0], "name": name}))
    return pandas.concat(parts, ignore_index=True)


def _corners(places: NDArray[Any], amounts: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """The points of lines at which any of them turns; of too many, as many as a picture shows."""
    pace = numpy.diff(amounts, axis=0) / numpy.diff(places)[:, None]
    bends = ~numpy.isclose(numpy.diff(pace, axis=0), 0, atol=_FLAT).all(axis=1)
    keep = numpy.flatnonzero(numpy.concatenate([[True], bends, [True]]) if len(places) > 2 else places == places)  # noqa: PLR0124, PLR2004
    if len(keep) > _MOST_POINTS:
        keep = keep[numpy.unique(numpy.linspace(0, len(keep) - 1, _MOST_POINTS).round().astype(int))]
    return places[keep], amounts[keep]


def _policy_names(result: Variation, language: str) -> list[str]:
    """The names of the policies, cut where they are long."""
    return [charts.wrapped(getattr(policy.title, language), 60) for policy in result.shown]


def _base(rows: pandas.DataFrame, height: int) -> altair.Chart:
    return altair.Chart(rows).properties(height=height, width=560)


def _x(axis: Axis, language: str) -> altair.X:
    title = _named(axis.label, axis.unit, language)
    scale = altair.Scale(domain=[axis.low / axis.scale, axis.high / axis.scale], nice=False)
    return altair.X("value:Q", scale=scale, axis=charts.value_axis(title, ",.6~f"))


def _y(label: Text, unit: str, language: str) -> altair.Y:
    return altair.Y("amount:Q", axis=charts.value_axis(_named(label, unit, language), ",.6~f"))


def _named(label: Text, unit: str, language: str) -> str:
    return str(getattr(joined([label, told.unit(unit)]), language))


def _colours(names: Sequence[str]) -> altair.Color:
    domain = list(dict.fromkeys(names))
    colours = [COLOURS[index % len(COLOURS)] for index in range(len(domain))]
    scale = altair.Scale(domain=domain, range=colours)
    return altair.Color("name:N", scale=scale, legend=charts.legend_of_names(symbolType="square"))
