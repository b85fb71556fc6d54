"""The page of case families: what stands in each section."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas

from openfisca_jordan_sp.case_items import COUNTS, DISPOSABLE
from openfisca_jordan_sp.cases import Case
from openfisca_jordan_sp.report import result_page
from openfisca_jordan_sp.report.cases_figures import figures
from openfisca_jordan_sp.report.result_page import Page, names_of, render_page
from openfisca_jordan_sp.report.tables import Cell, Table
from openfisca_jordan_sp.report.texts import Texts

if TYPE_CHECKING:
    from openfisca_jordan_sp.case_outcomes import CaseResults

_METHODS = ("method_dues", "method_cases")


def render_cases(result: CaseResults, language: str) -> str:
    """The report of case families as one HTML file.

    Args:
        result: what `case_results` returned.
        language: `en` or `ar`.

    Raises:
        OutputError: there is no report in the language.
    """
    texts = Texts(language)
    months = texts("comma").join(
        texts.isolated(month) for month in sorted({str(one) for one in result.months.values()})
    )
    facts = result_page.facts(result.policies, ", ".join(sorted(map(str, result.months.values()))[:1]), {}, texts)
    page = Page(
        title=texts.of(result.title),
        month=months,
        kicker=texts("cases_kicker"),
        about=result_page.about_policies(result.policies, texts),
        headline=_headline(result, months, texts),
        key_figures=[],
        main=_main(result, texts),
        main_note=texts("cases_main_note"),
        caveats=[texts.of(note) for note in result.notes()],
        figures=figures(result, texts),
        tables=[table for case in result.cases for table in _tables(result, case, texts)],
        sources=[texts("source_law")],
        methods=_METHODS,
        facts=[fact for fact in facts if fact[0] != texts("population_kind")],
        lists_not_verified=False,
    )
    return render_page(page, texts)


def _headline(result: CaseResults, months: str, texts: Texts) -> str:
    count = texts.number(len(result.cases))
    if len(result.policies) == 1:
        return texts("cases_headline", count=count, month=months)
    rows = result.tables["amounts"]
    rows = rows[rows["kind"] == DISPOSABLE]
    gain = texts.number(rows[rows["year_change"] > 0]["case"].nunique())
    lose = texts.number(rows[rows["year_change"] < 0]["case"].nunique())
    return texts("cases_headline_changes", count=count, gain=gain, lose=lose)


def _main(result: CaseResults, texts: Texts) -> Table:
    """Disposable income: a row for each case, a column for each policy."""
    rows = result.tables["amounts"]
    rows = rows[rows["kind"] == DISPOSABLE]
    made = [
        [Cell(texts.of(case.title)), *_cells(rows[rows["case"] == case.id], "month", 3, texts)] for case in result.cases
    ]
    return Table(texts("cases_main"), [texts("cases_case"), *names_of(result.policies, texts)], made)


def _tables(result: CaseResults, case: Case, texts: Texts) -> list[Table]:
    """What a family gets and pays in its month, with its rights, and in the year."""
    rows, month = result.tables["amounts"], result.months[case.id]
    rows = rows[rows["case"] == case.id]
    title = texts.of(case.title)
    captions = {
        "month": texts("cases_in_month", case=title, month=texts.isolated(str(month))),
        "year": texts("cases_in_year", case=title, year=texts.isolated(str(month.start.year))),
    }
    return [_table(result, rows, figure, caption, texts) for figure, caption in captions.items()]


def _table(result: CaseResults, rows: pandas.DataFrame, figure: str, caption: str, texts: Texts) -> Table:
    made = []
    for (kind, _), item in rows.groupby(["kind", "item"], sort=False):
        if figure == "year" and kind in COUNTS:
            continue
        if kind == DISPOSABLE or item[figure].isna().any() or (item[figure] != 0).any():
            cells = _cells(item, figure, 0 if kind in COUNTS else 3, texts)
            made.append([Cell(str(item[texts.label_column].iloc[0])), *cells])
    return Table(caption, [texts("cases_item"), *names_of(result.policies, texts)], made)


def _cells(item: pandas.DataFrame, figure: str, decimals: int, texts: Texts) -> Sequence[Cell]:
    """An item under each policy, with its change from the law in force."""
    cells = []
    for row in item.to_dict(orient="records"):
        value, change = row[figure], row[f"{figure}_change"]
        told = texts("unset") if math.isnan(value) else f"{value:,.{decimals}f}"
        changed = bool(change) and not math.isnan(change)
        cells.append(Cell(f"{told} ({change:+,.{decimals}f})" if changed else told, "number"))
    return cells
