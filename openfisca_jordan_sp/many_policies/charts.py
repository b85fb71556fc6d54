"""The charts of a sweep and of the law's uncertainty, as Altair charts and Vega-Lite files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.many_policies.problems import refusal
from openfisca_jordan_sp.measures.headlines import FIGURES
from openfisca_jordan_sp.saving import has_charts

if TYPE_CHECKING:
    import altair

    from openfisca_jordan_sp.many_policies.intervals import LawUncertainty
    from openfisca_jordan_sp.many_policies.sweep import Sweep

#: The figures whose charts are written; `Sweep.chart` draws any.
WRITTEN = ("cost_year", "families", "poverty_headcount", "gini")
_MILLION = 1e6
#: The parameters that a chart has sides for.
PARAMETERS_OF_A_MAP = 2
_WIDTH, _HEIGHT = 560, 320
_LAW = Text("law in force", "القانون النافذ")


def sweep_chart(result: Sweep, figure: str, language: str = "en") -> altair.LayerChart:
    """A figure against what is varied: a line, a map of two parameters, or the points of draws.

    Args:
        result: the sweep.
        figure: one of `FIGURES`.
        language: `en` or `ar`.

    Raises:
        ManyPoliciesError: an unknown figure, more parameters than a chart has sides, or no charts are installed.
    """
    _require_charts()
    _check_figure(figure, FIGURES)
    if len(result.levers) > PARAMETERS_OF_A_MAP:
        raise refusal("chart", "A chart shows one parameter or two.", "يعرض الرسم معلمة واحدة أو اثنتين.")
    data = _data(result, figure)
    is_map = len(result.levers) == PARAMETERS_OF_A_MAP
    if result.is_drawn:
        return _drawn(result, data, figure, language)
    return _map(result, data, figure, language) if is_map else _line(result, data, figure, language)


def write_sweep_charts(result: Sweep, folder: Path, language: str) -> list[Path]:
    """Vega-Lite files of the usual figures; none where charts are not installed or there are too many parameters."""
    if not has_charts() or len(result.levers) > PARAMETERS_OF_A_MAP:
        return []
    written = []
    for figure in WRITTEN:
        path = folder / f"chart_{figure}.vl.json"
        specification = sweep_chart(result, figure, language).to_dict()
        path.write_text(json.dumps(specification, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        written.append(path)
    return written


def contributions_chart(result: LawUncertainty, figure: str, of: str, language: str = "en") -> altair.LayerChart:
    """A bar for the rank correlation of each value with a figure, the longest first.

    Raises:
        ManyPoliciesError: an unknown figure, or no charts are installed.
    """
    _require_charts()
    import altair  # noqa: PLC0415

    from openfisca_jordan_sp.report.charts import BAR_HEIGHT, LOSS, REFORM, finish  # noqa: PLC0415

    table = result.tables["contributions"]
    rows = table[(table["figure"] == figure) & (table["of"] == of)]
    _check_figure(figure if len(rows) or table.empty else f"{figure} ({of})", FIGURES)
    rows = rows.assign(size=rows["rank_correlation"].abs()).sort_values(["size", "path"], ascending=[False, True])
    rows = rows.head(_MOST_BARS)
    data = pandas.DataFrame(
        {"name": rows[f"label_{language}"] + " · " + rows["date"], "value": rows["rank_correlation"]}
    )
    axis = altair.Axis(title=None, labelLimit=260, domain=False, ticks=False)
    y = altair.Y("name:N", sort=data["name"].tolist(), axis=axis)
    x = altair.X("value:Q", axis=_axis(getattr(_RANKS, language)), scale=altair.Scale(domain=[-1, 1]))
    colour = altair.condition(altair.datum.value < 0, altair.value(LOSS), altair.value(REFORM))
    base = _base(data, BAR_HEIGHT * max(len(data), 1)).encode(x=x, y=y, color=colour)
    return finish(base.mark_bar(aria=False))


_MOST_BARS = 15
_RANKS = Text("rank correlation over the draws", "ارتباط الرتب عبر السحوبات")


def _check_figure(figure: str, known: Iterable[str]) -> None:
    names = list(known)
    if figure not in names:
        listed = ", ".join(names)
        hint = Text(f"Known: {listed}.", f"المعروف: {listed}.")
        raise refusal(figure, "is not a headline figure.", "ليس رقما رئيسيا.", hint)


def _require_charts() -> None:
    if not has_charts():
        hint = Text("pip install 'openfisca-jordan-sp[report]'", "pip install 'openfisca-jordan-sp[report]'")
        raise refusal("chart", "The charts are not installed.", "الرسوم غير مثبتة.", hint)


def _data(result: Sweep, figure: str) -> pandas.DataFrame:
    """The points under plain names: a dot in a name is a path to Vega-Lite."""
    points = result.tables["points"]
    columns = {lever.path: name for lever, name in zip(result.levers, ("x", "y"), strict=False)}
    scale = _MILLION if _is_millions(figure) else 1.0
    data = points[[*columns, figure]].rename(columns={**columns, figure: "value"})
    return data.assign(value=data["value"] / scale)


def _is_millions(figure: str) -> bool:
    return FIGURES[figure].unit.startswith("JOD")


def _title(figure: str, language: str) -> str:
    units = {"JOD/month": Text("million JOD", "مليون دينار"), "JOD/year": Text("million JOD", "مليون دينار")}
    of = FIGURES[figure]
    unit = units.get(of.unit)
    name = str(getattr(of.label, language))
    return f"{name}, {getattr(unit, language)}" if unit else name


def _axis(title: str) -> Any:
    from openfisca_jordan_sp.report.charts import value_axis  # noqa: PLC0415 - the charts are an extra

    return value_axis(title, ",.6~f")


def _format(figure: str) -> str:
    unit = FIGURES[figure].unit
    return {"share": ".2%", "families": ",.0f", "persons": ",.0f"}.get(unit, ",.6~g")


def _base(data: pandas.DataFrame, height: int = _HEIGHT) -> altair.Chart:
    import altair  # noqa: PLC0415

    return altair.Chart(data).properties(width=_WIDTH, height=height)


def _lever_title(result: Sweep, position: int, language: str) -> str:
    from openfisca_jordan_sp.law.words import Words  # noqa: PLC0415

    lever = result.levers[position]
    unit = Words(language).unit(lever.unit)
    return f"{getattr(lever.label, language)}, {unit}" if unit else str(getattr(lever.label, language))


def _line(result: Sweep, data: pandas.DataFrame, figure: str, language: str) -> altair.LayerChart:
    """The figure at each value, and the law in force as a dashed line."""
    import altair  # noqa: PLC0415

    from openfisca_jordan_sp.report.charts import INK, REFORM, finish, value_axis  # noqa: PLC0415

    is_number = result.levers[0].kind == "number"
    kind = "Q" if is_number else "N"
    axis = (
        _axis(_lever_title(result, 0, language)) if is_number else altair.Axis(title=_lever_title(result, 0, language))
    )
    scale = altair.Scale(zero=False) if is_number else altair.Undefined
    x = altair.X(f"x:{kind}", axis=axis, scale=scale)
    y = altair.Y("value:Q", axis=value_axis(_title(figure, language), _format(figure)), scale=altair.Scale(zero=False))
    base = _base(data).encode(x=x, y=y)
    dots = base.mark_point(aria=False, color=REFORM, filled=True, size=45, opacity=1)
    layers = [base.mark_line(aria=False, color=REFORM), dots] if is_number else [dots]
    law = result.tables["law_in_force"].set_index("figure")["value"]
    if figure in law:
        of_law = pandas.DataFrame({"value": [law[figure] / (_MILLION if _is_millions(figure) else 1)]})
        of_law["name"] = getattr(_LAW, language)
        rule = _base(of_law).mark_rule(aria=False, color=INK, strokeDash=[4, 3]).encode(y=y)
        words = _base(of_law).mark_text(aria=False, align="left", baseline="bottom", dx=4, dy=-2, color=INK)
        layers += [rule, words.encode(x=altair.value(0), y=y, text="name:N")]
    return finish(*layers)


def _map(result: Sweep, data: pandas.DataFrame, figure: str, language: str) -> altair.LayerChart:
    """A rectangle for each pair of values, darker for more, with its number."""
    import altair  # noqa: PLC0415

    from openfisca_jordan_sp.report.charts import INK, finish  # noqa: PLC0415

    x = altair.X("x:O", axis=altair.Axis(title=_lever_title(result, 0, language), labelAngle=0))
    y = altair.Y("y:O", axis=altair.Axis(title=_lever_title(result, 1, language)), sort="descending")
    legend = altair.Legend(title=_title(figure, language), orient="top", format=_format(figure))
    base = _base(data, 30 * max(data["y"].nunique(), 4)).encode(x=x, y=y)
    colour = altair.Color("value:Q", scale=altair.Scale(scheme="blues", zero=False), legend=legend)
    middle = (data["value"].min() + data["value"].max()) / 2
    ink = altair.condition(altair.datum.value > float(middle), altair.value("white"), altair.value(INK))
    number = altair.Text("value:Q", format=_format(figure).replace("6~g", "4~g"))
    return finish(
        base.mark_rect(aria=False).encode(color=colour), base.mark_text(aria=False).encode(text=number, color=ink)
    )


def _drawn(result: Sweep, data: pandas.DataFrame, figure: str, language: str) -> altair.LayerChart:
    """A point for each draw: the figure against the first parameter, the second as colour."""
    import altair  # noqa: PLC0415

    from openfisca_jordan_sp.report.charts import REFORM, finish, value_axis  # noqa: PLC0415

    x = altair.X("x:Q", axis=_axis(_lever_title(result, 0, language)), scale=altair.Scale(zero=False))
    y = altair.Y("value:Q", axis=value_axis(_title(figure, language), _format(figure)), scale=altair.Scale(zero=False))
    base = _base(data).encode(x=x, y=y)
    if "y" not in data:
        return finish(base.mark_point(aria=False, color=REFORM, filled=True, size=35, opacity=0.6))
    legend = altair.Legend(title=_lever_title(result, 1, language), orient="top")
    colour = altair.Color("y:Q", scale=altair.Scale(scheme="blues", zero=False), legend=legend)
    return finish(base.mark_point(aria=False, filled=True, size=35, opacity=0.9).encode(color=colour))
