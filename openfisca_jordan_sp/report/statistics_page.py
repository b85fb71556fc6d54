"""The page of statistics: what stands in each section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openfisca_jordan_sp.report import result_page, statistics_tables
from openfisca_jordan_sp.report.page import KeyFigure
from openfisca_jordan_sp.report.result_page import Page, names_of, render_page
from openfisca_jordan_sp.report.statistics_figures import figures
from openfisca_jordan_sp.report.statistics_rows import Row, between_text, chosen, level, records, value_told
from openfisca_jordan_sp.report.texts import Texts

if TYPE_CHECKING:
    from openfisca_jordan_sp.population_statistics import Statistics

#: The table of each key figure, and its measure.
_KEYS = (("poverty", "headcount"), ("poverty", "gap"), ("inequality", "gini"), ("budget", "cost_year"))
_SOURCES = ("source_poverty", "source_inequality", "source_targeting", "source_errors")


def render_statistics(result: Statistics, language: str) -> str:
    """The report of statistics as one HTML file.

    Args:
        result: what `statistics` returned.
        language: `en` or `ar`.

    Raises:
        OutputError: there is no report in the language.
    """
    texts = Texts(language)
    month = texts.isolated(str(result.period))
    asked = ", ".join(f"{name}: {value}" for name, value in vars(result.options).items())
    page = Page(
        title=texts("statistics_title"),
        month=month,
        kicker=texts("statistics_kicker"),
        about=[
            texts("period", month=month, year=result.period.start.year),
            *result_page.about_policies(result.policies, texts),
        ],
        headline=_headline(result, texts),
        key_figures=_key_figures(result, texts),
        main=statistics_tables.main(result, texts),
        main_note=texts("statistics_main_note"),
        caveats=result_page.caveats(result.notes(), result.population, texts),
        figures=figures(result, texts),
        tables=statistics_tables.all_tables(result, texts),
        sources=result_page.sources(result.population, texts, *_SOURCES),
        methods=(*result_page.METHODS, "method_statistics"),
        facts=result_page.facts(
            result.policies,
            str(result.period),
            result.population,
            texts,
            (texts("method_line"), str(result.line)),
            (texts("statistics_options"), asked),
        ),
        lists_not_verified=False,
    )
    return render_page(page, texts)


def _headline(result: Statistics, texts: Texts) -> str:
    """How many are poor, how unequal people are, and what all programmes cost, under the first policy."""
    found = {measure: value_told(level(result, table, measure), texts) for table, measure in _KEYS}
    return texts("statistics_headline", **found)


def _key_figures(result: Statistics, texts: Texts) -> list[KeyFigure]:
    """The main figures with their intervals; beside other policies what each changes of cost and poverty."""
    if len(result.policies) == 1:
        rows = [level(result, table, measure) for table, measure in _KEYS]
        return [KeyFigure(str(row[texts.label_column]), *_with_interval(row, texts)) for row in rows]
    made = []
    for policy, name in zip(result.policies[1:], names_of(result.policies, texts)[1:], strict=True):
        wanted = {"policy": policy.id, "figure": "difference", "group": "all", "programme": ["", "all"]}
        cost = records(chosen(result.tables["budget"], measure="cost_year", **wanted))[0]
        poor = records(chosen(result.tables["poverty"], measure="headcount", **wanted))[0]
        change = value_told(poor, texts, is_change=True)
        between = _between(cost, texts, is_change=True)
        between = f"{texts('comma')}{between}" if between else ""
        said = texts("statistics_key_pair", headcount=change, between=between)
        made.append(KeyFigure(name, value_told(cost, texts, is_change=True), said))
    return made


def _with_interval(row: Row, texts: Texts) -> tuple[str, str]:
    return value_told(row, texts), _between(row, texts)


def _between(row: Row, texts: Texts, *, is_change: bool = False) -> str:
    between = between_text(row, is_change=is_change)
    return texts("statistics_between", between=texts.isolated(between)) if between else ""
