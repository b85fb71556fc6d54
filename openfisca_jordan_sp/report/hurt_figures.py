"""The figures of the page of who is hurt: the loss of each type, and what each provision answers for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import altair

from openfisca_jordan_sp.report import numbers, series
from openfisca_jordan_sp.report.drawn import Drawn, chart_from, charted_from, figures_from
from openfisca_jordan_sp.report.figures import Charted, Figure
from openfisca_jordan_sp.report.hurt_tables import Row, rows_of_provisions, rows_of_types
from openfisca_jordan_sp.report.texts import Texts

if TYPE_CHECKING:
    from openfisca_jordan_sp.hurt.result import WhoIsHurt


def chart_of(result: WhoIsHurt, name: str, language: str) -> altair.LayerChart:
    """One chart by itself (see `chart_from`)."""
    return chart_from(_CHARTS, result, name, language)


def charted(result: WhoIsHurt, texts: Texts) -> list[Charted]:
    """The charts, not drawn yet."""
    return charted_from(_CHARTS, "hurt", result, list(_CHARTS), texts)


def figures(result: WhoIsHurt, texts: Texts) -> list[Figure]:
    """The figures of the page."""
    return figures_from(_CHARTS, "hurt", result, texts)


def _drawn(rows: list[tuple[str, Row]], column: str, corner: str, finding: str, texts: Texts) -> Drawn:
    """Bars of a column, in their order, with what they show and their numbers."""
    name = texts("hurt_axis_loss")
    bars = [series.Bar(of, name, row[column], numbers.number(row[column])) for of, row in rows]
    chart = series.draw_bars(series.shown(bars), name, ",.6~f")
    return Drawn(chart, finding, series.table(texts("numbers_of_chart"), corner, bars))


def _types(result: WhoIsHurt, texts: Texts) -> Drawn | None:
    """The types by their numbers: who they are stands in the main table above."""
    rows = rows_of_types(result)
    if not rows:
        return None
    named = [(texts("hurt_key_type", type=texts.isolated(str(row["type"]))), row) for row in rows]
    first = rows[0]
    found = {"type": texts.isolated(str(first["type"])), "who": first[f"description_{texts.language}"]}
    finding = texts("hurt_finding_types", share=texts.percent(first["share_of_loss"]), **found)
    return _drawn(named, "loss_month", texts("hurt_type"), finding, texts)


def _provisions(result: WhoIsHurt, texts: Texts) -> Drawn | None:
    rows, column = rows_of_provisions(result)
    shown = [row for row in rows if not numbers.is_unset(row[column])]
    if not shown:
        return None
    named = [(str(row[texts.label_column]), row) for row in shown]
    share = shown[0][column] / float(result.tables["losers"]["loss_month"].iloc[0])
    finding = texts("hurt_finding_provisions", share=texts.percent(share), name=named[0][0])
    return _drawn(named, column, texts("hurt_provision"), finding, texts)


_CHARTS: dict[str, Callable[[WhoIsHurt, Texts], Drawn | None]] = {"types": _types, "provisions": _provisions}
