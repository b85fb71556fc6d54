"""The figures of the report: each a chart, the sentence that it shows, its numbers and its method."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import altair
import pandas

from openfisca_jordan_sp.errors import ResultError, Text
from openfisca_jordan_sp.report import charts, findings, tables, tile_map
from openfisca_jordan_sp.report.svg import Drawing, draw
from openfisca_jordan_sp.report.tables import Table
from openfisca_jordan_sp.report.texts import Texts

if TYPE_CHECKING:
    from openfisca_jordan_sp.comparison import Comparison


#: Letters in a line of a chart's title.
_TITLE_WIDTH = 80


@dataclass(frozen=True)
class Figure:
    """A chart with the sentence that it shows, its numbers and its method."""

    name: str
    finding: str
    drawing: Drawing
    table: Table
    note: str
    opens_table: bool = False


@dataclass(frozen=True)
class Charted:
    """A chart that is not drawn yet, with the sentence that it shows, its numbers and its method.

    Attributes:
        name: of the chart.
        finding: what it shows, in a sentence.
        chart: of Altair.
        table: its numbers, as a page shows them.
        note: how it is measured.
        source: the table of a comparison that it is made of; nothing of another result.
        opens_table: whether its numbers are shown at once: a map's can hardly be told from its colours.
    """

    name: str
    finding: str
    chart: altair.LayerChart
    table: Table
    note: str
    source: str = ""
    opens_table: bool = False


@dataclass(frozen=True)
class _Plan:
    """How a figure comes from a table of the comparison; its note is the text `note_<name>`."""

    name: str
    source: str
    chart: Callable[[pandas.DataFrame, Texts], altair.LayerChart]
    finding: Callable[[pandas.DataFrame, Texts], str]
    numbers: Callable[[pandas.DataFrame, float, Texts], Table]
    opens_table: bool = False


def _three(corner: str, figure: str) -> Callable[[pandas.DataFrame, float, Texts], Table]:
    """The numbers of a chart of one figure: baseline, reform and difference."""

    def numbers(table: pandas.DataFrame, _: float, texts: Texts) -> Table:
        rows = table[charts.costs_anything(table)] if corner == "programme" else table
        named = tables.named_rows(rows, texts)
        return tables.side_by_side(texts("numbers_of_chart"), texts(corner), named, {figure: 0}, texts)

    return numbers


def _cost_of(corner: str) -> Callable[[pandas.DataFrame, float, Texts], Table]:
    return _three(corner, "cost_year")


def _families_of(corner: str) -> Callable[[pandas.DataFrame, float, Texts], Table]:
    return _three(corner, "families")


def _winners(table: pandas.DataFrame, _: float, texts: Texts) -> Table:
    return tables.winners(table, texts)


_PLANS = (
    _Plan(
        "programmes", "programmes", charts.cost_by_programme, findings.of_programmes, _three("programme", "cost_year")
    ),
    _Plan("pillars", "pillars", charts.cost_by_pillar, findings.of_pillars, _cost_of("pillar")),
    _Plan("winners", "winners_losers", charts.winners_and_losers, findings.of_winners, _winners),
    _Plan("mean_change", "winners_losers", charts.mean_change_by_decile, findings.of_mean_change, _winners),
    _Plan("poverty", "poverty", charts.poverty_measures, findings.of_poverty, tables.poverty),
    _Plan("reach", "deciles", charts.families_by_decile, findings.of_reach, _families_of("decile")),
    _Plan(
        "governorate_map",
        "governorates",
        tile_map.cost_map,
        findings.of_governorate_costs,
        _cost_of("governorate"),
        opens_table=True,
    ),
    _Plan(
        "governorate_cost",
        "governorates",
        charts.cost_by_governorate,
        findings.of_governorate_costs,
        _cost_of("governorate"),
    ),
    _Plan(
        "governorate_families",
        "governorates",
        charts.families_by_governorate,
        findings.of_governorate_families,
        _families_of("governorate"),
    ),
)


#: The charts of the report: the bars of governorates say what the map does.
_REPORTED = tuple(plan.name for plan in _PLANS if plan.name != "governorate_cost")


def sources() -> dict[str, str]:
    """The table that each chart is made of."""
    return {plan.name: plan.source for plan in _PLANS}


def chart_of(comparison: Comparison, name: str, language: str) -> altair.LayerChart:
    """One chart of a comparison by itself, with the sentence that it shows as its title.

    Raises:
        ResultError: every row of it is hidden, because few people of a survey stand behind it.
        OutputError: there is no chart in the language.
    """
    texts = Texts(language)
    plan = next(plan for plan in _PLANS if plan.name == name)
    table = comparison.tables[plan.source]
    whole = shown_whole(table)
    if whole.empty:
        raise nothing_to_show(name)
    finding = texts("finding_hidden") if findings.has_hidden(table) else plan.finding(table, texts)
    return titled(plan.chart(whole, texts), finding, texts)


def nothing_to_show(name: str) -> ResultError:
    """The error for a chart without a row."""
    return ResultError(Text("There is nothing that it could show.", "لا يوجد ما يعرضه هذا الرسم."), path=name)


def titled(chart: altair.LayerChart, finding: str, texts: Texts) -> altair.LayerChart:
    """A chart to stand alone: with its finding above it."""
    lines = textwrap.wrap(finding, _TITLE_WIDTH)
    return chart.properties(
        title=altair.TitleParams(lines, anchor="end" if texts.direction == "rtl" else "start", fontSize=14, offset=12)
    )


def shown_whole(table: pandas.DataFrame) -> pandas.DataFrame:
    """The rows of which no figure is hidden: a chart shows those; the table below it marks the others."""
    return table.dropna(subset=table.select_dtypes("number").columns.tolist())


def charted(data: Mapping[str, pandas.DataFrame], line: float, texts: Texts, *names: str) -> list[Charted]:
    """The charts of the tables of a comparison, in the order of the report; not those with nothing to show.

    Args:
        data: the tables by name, as a comparison has them.
        line: the poverty line, JOD a person and month.
        texts: of the language.
        names: of the charts; all where none is named.
    """
    made = []
    for plan in (one for one in _PLANS if not names or one.name in names):
        table = data[plan.source]
        whole = shown_whole(table)
        if whole.empty:
            continue
        made.append(
            Charted(
                name=plan.name,
                finding=texts("finding_hidden") if findings.has_hidden(table) else plan.finding(table, texts),
                chart=plan.chart(whole, texts),
                table=plan.numbers(table, line, texts),
                note=texts(f"note_{plan.name}", line=texts.number(line, 2)),
                source=plan.source,
                opens_table=plan.opens_table,
            )
        )
    return made


def drawn(found: Iterable[Charted], prefix: str = "") -> list[Figure]:
    """Charts as a report shows them: drawn into its page, under names that `prefix` sets apart there."""
    return [
        Figure(
            name=one.name,
            finding=one.finding,
            drawing=draw(one.chart, f"{prefix}{one.name}", one.finding),
            table=one.table,
            note=one.note,
            opens_table=one.opens_table,
        )
        for one in found
    ]


def figures(comparison: Comparison, texts: Texts) -> list[Figure]:
    """The figures of a comparison, in the order of the report."""
    return drawn(charted(comparison.tables, comparison.line, texts, *_REPORTED))
