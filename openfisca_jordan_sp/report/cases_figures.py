"""The chart of case families: what each household has to spend, a bar for each policy."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import altair

from openfisca_jordan_sp.case_items import DISPOSABLE
from openfisca_jordan_sp.report import series
from openfisca_jordan_sp.report.drawn import Drawn, chart_from, figures_from
from openfisca_jordan_sp.report.figures import Figure
from openfisca_jordan_sp.report.result_page import names_of
from openfisca_jordan_sp.report.texts import Texts

if TYPE_CHECKING:
    from openfisca_jordan_sp.case_outcomes import CaseResults


def chart_of(result: CaseResults, name: str, language: str) -> altair.LayerChart:
    """One chart by itself (see `chart_from`)."""
    return chart_from(_CHARTS, result, name, language)


def figures(result: CaseResults, texts: Texts) -> list[Figure]:
    """The figures of the page."""
    return figures_from(_CHARTS, "cases", result, texts)


def _disposable_income(result: CaseResults, texts: Texts) -> Drawn | None:
    rows = result.tables["amounts"]
    rows = rows[rows["kind"] == DISPOSABLE]
    titles = {case.id: texts.of(case.title) for case in result.cases}
    names = dict(zip((policy.id for policy in result.policies), names_of(result.policies, texts), strict=True))
    bars = [
        series.Bar(titles[row["case"]], names[row["policy"]], row["year"], _label(row["year"], texts))
        for row in rows.to_dict(orient="records")
    ]
    known = series.shown(bars)
    if not known:
        return None
    of_first = [bar for bar in known if bar.series == known[0].series]
    most, least = max(of_first, key=lambda bar: bar.value), min(of_first, key=lambda bar: bar.value)
    finding = texts(
        "cases_finding_disposable_income",
        most=most.name,
        most_value=texts.number(most.value),
        least=least.name,
        least_value=texts.number(least.value),
    )
    return Drawn(
        series.draw_bars(known, texts("cases_axis"), ",.0f"),
        finding,
        series.table(texts("numbers_of_chart"), texts("cases_case"), bars),
    )


def _label(value: float, texts: Texts) -> str:
    return texts("unset") if math.isnan(value) else f"{value:,.0f}"


_CHARTS = {"disposable_income": _disposable_income}
