"""The page of a sweep: the figures at each value, and their charts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pandas

from openfisca_jordan_sp.many_policies.charts import WRITTEN, sweep_chart
from openfisca_jordan_sp.measures.headlines import AMOUNT_FIGURES, FIGURES
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.report import result_page
from openfisca_jordan_sp.report.figures import Figure
from openfisca_jordan_sp.report.page import KeyFigure
from openfisca_jordan_sp.report.result_page import Page, render_page
from openfisca_jordan_sp.report.svg import draw
from openfisca_jordan_sp.report.tables import Cell, Table, law_value
from openfisca_jordan_sp.report.texts import Texts
from openfisca_jordan_sp.report.units import bare, told, unit_name

if TYPE_CHECKING:
    from openfisca_jordan_sp.many_policies.sweep import Sweep

Row = dict[Any, Any]
#: Points that stand in a table at the top of the page; more stand further down.
_FEW = 20


def render_sweep(result: Sweep, language: str) -> str:
    """The report of a sweep as one HTML file.

    Args:
        result: what `sweep` returned.
        language: `en` or `ar`.

    Raises:
        OutputError: there is no report in the language.
    """
    texts = Texts(language)
    stage = result.stage
    month, line = str(stage.period), texts("method_line_value", line=texts.number(stage.line, 2))
    manifest, few = stage.population.manifest, len(result.tables["points"]) <= _FEW
    policies = (Policy(), *([result.policy] if result.policy.reforms else []))
    page = Page(
        title=texts("sweep_title", what=texts("comma").join(texts.of(lever.label) for lever in result.levers)),
        month=texts.isolated(month),
        kicker=texts("sweep_kicker"),
        about=[
            texts("period", month=texts.isolated(month), year=stage.period.start.year),
            *result_page.about_policies(policies, texts),
        ],
        headline=_headline(result, texts),
        key_figures=_key_figures(result, texts),
        main=_points(result, WRITTEN, texts("sweep_table_points"), texts) if few else None,
        main_note=texts("sweep_main_note"),
        caveats=result_page.caveats(result.notes(), manifest, texts),
        figures=_figures(result, texts),
        tables=list(_tables(result, texts)),
        sources=result_page.sources(manifest, texts, "source_poverty"),
        methods=(*result_page.METHODS, "method_sweep"),
        facts=result_page.facts(
            policies,
            month,
            manifest,
            texts,
            (texts("method_line"), line),
            *((lever.path, result.since[lever.path]) for lever in result.levers),
        ),
        not_verified=result_page.not_verified(result.tables["non_verified"], texts),
    )
    return render_page(page, texts)


def _records(table: pandas.DataFrame) -> list[Row]:
    rows: list[Row] = table.to_dict(orient="records")
    return rows


def _headline(result: Sweep, texts: Texts) -> str:
    """Between which costs and shares of poor the points lie."""
    ends = {
        f"{name}_{end}": text
        for name in ("cost_year", "poverty_headcount")
        for end, text in _ends(result, name, texts).items()
    }
    return texts("sweep_headline", count=texts.number(len(result.tables["points"])), **ends)


def _ends(result: Sweep, figure: str, texts: Texts) -> dict[str, str]:
    """Between what the points lie."""
    points = result.tables["points"][figure]
    values = {"low": float(points.min()), "high": float(points.max())}
    return {end: told(value, FIGURES[figure].unit, texts) for end, value in values.items()}


def _key_figures(result: Sweep, texts: Texts) -> list[KeyFigure]:
    """What the law in force has of the usual figures, and between which values the points lie."""
    law = result.tables["law_in_force"].set_index("figure")["value"]
    return [
        KeyFigure(
            texts.of(FIGURES[name].label),
            told(law[name], FIGURES[name].unit, texts),
            texts("sweep_key_pair", **_ends(result, name, texts)),
        )
        for name in WRITTEN
    ]


def _figures(result: Sweep, texts: Texts) -> list[Figure]:
    made = []
    for name in WRITTEN if result.chart_names() else ():
        points, label = result.tables["points"][name], texts.of(FIGURES[name].label)
        if points.isna().any():
            continue
        key = "sweep_finding" if points.min() < points.max() else "sweep_finding_same"
        said = texts(key, figure=label, **_ends(result, name, texts))
        drawing = draw(sweep_chart(result, name, texts.language), f"sweep-{name}", said)
        numbers = _points(result, (name,), texts("numbers_of_chart"), texts)
        made.append(Figure(name, said, drawing, numbers, _note(result, texts)))
    return made


def _note(result: Sweep, texts: Texts) -> str:
    if result.is_drawn:
        return texts("sweep_note_drawn")
    return texts("sweep_note_line" if len(result.levers) == 1 else "sweep_note_map")


def _points(result: Sweep, figures: tuple[str, ...], caption: str, texts: Texts) -> Table:
    """The law in force, then each point: its values, the figures, and what they differ from the law in force."""
    law = {row["figure"]: row["value"] for row in _records(result.tables["law_in_force"])}
    headings = [texts("sweep_point"), *(texts.of(lever.label) for lever in result.levers)]
    for name in figures:
        headings += [_name(name, texts), *([texts("difference")] if name in law else [])]
    blank = [Cell("", "number") for _ in result.levers]
    first = [Cell(texts("baseline")), *blank]
    for name in figures:
        first += [_cell(law.get(name), name), *([Cell("", "number")] if name in law else [])]
    rows = [first]
    for point in _records(result.tables["points"]):
        values = [Cell(law_value(point[lever.path], texts), "number") for lever in result.levers]
        row = [Cell(str(point["point"])), *values]
        for name in figures:
            row.append(_cell(point[name], name))
            if name in law:
                row.append(_cell(point[f"{name}_difference"], name, is_change=True))
        rows.append(row)
    return Table(caption, headings, rows, emphasised=frozenset([0]))


def _name(figure: str, texts: Texts) -> str:
    unit = unit_name(FIGURES[figure].unit, texts, of_all=True)
    label = texts.of(FIGURES[figure].label)
    return f"{label}{texts('comma')}{unit}" if unit else label


def _cell(value: float | None, figure: str, *, is_change: bool = False) -> Cell:
    if value is None:
        return Cell("", "number")
    return Cell(bare(value, FIGURES[figure].unit, is_change=is_change, of_all=True), "number")


def _tables(result: Sweep, texts: Texts) -> Iterator[Table]:
    """All figures of every point; programmes and levies that change anywhere; for draws mean and quantiles."""
    yield _points(result, tuple(FIGURES), texts("sweep_table_figures"), texts)
    if len(result.tables["programmes"]):
        yield _programmes(result, texts)
    if "spread" in result.tables:
        yield _spread(result, texts)


def _programmes(result: Sweep, texts: Texts) -> Table:
    rows = []
    for row in _records(result.tables["programmes"]):
        cells = [Cell(f"{row['point']} · {row[texts.label_column]}")]
        for name in AMOUNT_FIGURES:
            cells += [_cell(row[name], name), _cell(row[f"{name}_difference"], name, is_change=True)]
        rows.append(cells)
    headings = [texts("sweep_point_programme")]
    for name in AMOUNT_FIGURES:
        headings += [_name(name, texts), texts("difference")]
    return Table(texts("sweep_table_programmes"), headings, rows)


def _spread(result: Sweep, texts: Texts) -> Table:
    columns = ("mean", "sd", "low", "median", "high")
    rows = []
    for row in _records(result.tables["spread"]):
        is_change = row["of"] == "difference"
        name = _name(row["figure"], texts) + (f" · {texts('difference')}" if is_change else "")
        cells = [_cell(row[column], row["figure"], is_change=is_change and column != "sd") for column in columns]
        rows.append([Cell(name), *cells])
    headings = [texts("measure"), *(texts(f"sweep_{column}") for column in columns)]
    return Table(texts("sweep_table_spread"), headings, rows)
