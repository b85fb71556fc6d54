"""The page of totals: what stands in each section."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas

from openfisca_jordan_sp.measures.totals_tables import unique_ids
from openfisca_jordan_sp.report import result_page
from openfisca_jordan_sp.report.page import KeyFigure
from openfisca_jordan_sp.report.result_page import Page, render_page
from openfisca_jordan_sp.report.statistics_rows import group_name
from openfisca_jordan_sp.report.tables import Cell, Table
from openfisca_jordan_sp.report.texts import Texts
from openfisca_jordan_sp.report.totals_figures import figures
from openfisca_jordan_sp.report.totals_rows import UNITS, Row, cost, headline, named
from openfisca_jordan_sp.report.units import bare, told, unit_name

if TYPE_CHECKING:
    from openfisca_jordan_sp.totals import Totals

#: Tables by kind of what is paid, and the columns shown of each.
_COSTS = ("programme", "pillar", "levy")
_REACH = ("cost_month", "cost_year", "families", "persons")
_POVERTY = ("headcount", "gap", "severity", "poor")


def render_totals(result: Totals, language: str) -> str:
    """The report of totals as one HTML file.

    Args:
        result: what `totals` returned.
        language: `en` or `ar`.

    Raises:
        OutputError: there is no report in the language.
    """
    texts = Texts(language)
    month = str(result.question.month)
    line = texts("method_line_value", line=texts.number(result.summaries[0].line, 2))
    page = Page(
        title=texts("totals_title"),
        month=texts.isolated(month),
        kicker=texts("totals_kicker"),
        about=[
            texts("period", month=texts.isolated(month), year=result.question.month.start.year),
            *result_page.about_policies(result.policies, texts),
        ],
        headline=_headline(result, texts),
        key_figures=_key_figures(result, texts),
        main=_main(result, texts),
        main_note=texts("totals_main_note"),
        caveats=result_page.caveats(result.notes(), result.manifest, texts),
        figures=figures(result, texts),
        tables=_tables(result, texts),
        sources=result_page.sources(result.manifest, texts, "source_poverty"),
        methods=(*result_page.METHODS, "method_totals"),
        facts=result_page.facts(result.policies, month, result.manifest, texts, (texts("method_line"), line)),
        not_verified=result_page.not_verified(result.tables["non_verified"], texts),
    )
    return render_page(page, texts)


def _headline(result: Totals, texts: Texts) -> str:
    rows, first = headline(result), unique_ids(result.policies)[0]
    found = {name: _told(rows[first, name], texts) for name in (cost(result), "families", "headcount", "gini")}
    spent = found.pop(cost(result))
    return texts("totals_headline_year" if result.question.with_year else "totals_headline_month", cost=spent, **found)


def _told(row: Row, texts: Texts, *, is_change: bool = False) -> str:
    return told(row["difference" if is_change else "value"], row["unit"], texts, is_change=is_change)


def _key_figures(result: Totals, texts: Texts) -> list[KeyFigure]:
    """The main figures of the law in force; beside other policies what each changes of cost and poverty."""
    rows, names = headline(result), named(result, texts)
    first, *others = names
    if not others:
        chosen = [rows[first, name] for name in (cost(result), "families", "headcount", "gini")]
        return [KeyFigure(str(row[texts.label_column]), _told(row, texts), "") for row in chosen]
    made = []
    for policy in others:
        said = texts(
            "totals_key_pair",
            families=_told(rows[policy, "families"], texts, is_change=True),
            headcount=_told(rows[policy, "headcount"], texts, is_change=True),
        )
        made.append(KeyFigure(names[policy], _told(rows[policy, cost(result)], texts, is_change=True), said))
    return made


def _main(result: Totals, texts: Texts) -> Table:
    """A row for each headline figure: under the law in force, and by how much each policy changes it."""
    rows, names = headline(result), named(result, texts)
    first, *others = names
    made = []
    for measure in result.tables["headline"]["measure"].drop_duplicates():
        law = rows[first, measure]
        changes = [bare(rows[policy, measure]["difference"], law["unit"], is_change=True) for policy in others]
        unit = unit_name(law["unit"], texts)
        name = f"{law[texts.label_column]}{texts('comma')}{unit}" if unit else str(law[texts.label_column])
        cells = [Cell(text, "number") for text in [bare(law["value"], law["unit"]), *changes]]
        made.append([Cell(name), *cells])
    return Table(texts("policies_table_main"), [texts("measure"), *names.values()], made)


def _tables(result: Totals, texts: Texts) -> list[Table]:
    """Under each policy: what is paid by programme, pillar and levy; then poverty by group, and services."""
    made = []
    for policy, name in named(result, texts).items():
        costs = _of(result, "costs", policy)
        for kind in _COSTS:
            rows = costs[(costs["kind"] == kind) & (costs["group_kind"] == "all")]
            made.append(_table(rows, _REACH, f"{texts(f'totals_table_{kind}')} · {name}", texts(kind), texts))
        poverty = _of(result, "poverty", policy)
        made.append(_table(poverty, _POVERTY, f"{texts('statistics_table_poverty')} · {name}", texts("group"), texts))
        services = _of(result, "services", policy)
        columns = ("entitled", "value_month")
        made.append(_table(services, columns, f"{texts('table_services')} · {name}", texts("service"), texts))
    return [table for table in made if table.rows]


def _of(result: Totals, table: str, policy: str) -> pandas.DataFrame:
    rows = result.tables[table]
    return rows[rows["policy"] == policy]


def _table(rows: pandas.DataFrame, columns: Sequence[str], caption: str, corner: str, texts: Texts) -> Table:
    shown = [column for column in columns if column in rows]
    headings = []
    for column in shown:
        unit = unit_name(UNITS[column], texts)
        headings.append(f"{texts(f'totals_{column}')}{texts('comma')}{unit}" if unit else texts(f"totals_{column}"))
    made = []
    for row in rows.to_dict(orient="records"):
        name = str(row[texts.label_column]) if texts.label_column in row else group_name(row, texts)
        cells = [Cell("" if pandas.isna(row[each]) else bare(row[each], UNITS[each]), "number") for each in shown]
        made.append([Cell(name), *cells])
    return Table(caption, [corner, *headings], made)
