"""The page of several policies: what stands in each section."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

import pandas

from openfisca_jordan_sp.report import numbers, policies_tables, tables
from openfisca_jordan_sp.report.page import KeyFigure, caveats_of, population_facts, reform_facts, style, template
from openfisca_jordan_sp.report.policies_charts import names_of, rows_of
from openfisca_jordan_sp.report.policies_figures import figures
from openfisca_jordan_sp.report.tables import Cell, Table
from openfisca_jordan_sp.report.texts import Texts

if TYPE_CHECKING:
    from openfisca_jordan_sp.comparison_result import Comparison, Comparisons


def render_policies(result: Comparisons, language: str) -> str:
    """The report of several policies as one HTML file.

    Args:
        result: what `compare` returned for more than one policy.
        language: `en` or `ar`.

    Raises:
        OutputError: there is no report in the language.
    """
    texts = Texts(language)
    published = result.tables["published"]
    month = texts.isolated(str(result.period))
    return template("policies.html.jinja").render(
        texts=texts,
        style=style(),
        title=texts("policies_title", count=texts.number(len(result.comparisons))),
        month=month,
        period=texts("period", month=month, year=result.period.start.year),
        policies=_policies(result, texts),
        headline=_headline(result.comparisons[0], texts),
        key_figures=_key_figures(result, texts),
        main=policies_tables.main(result.comparisons, texts),
        caveats=_caveats(result, texts),
        published=tables.published(published, texts) if len(published) else None,
        provisions=_provisions(result, texts),
        figures=figures(result, texts),
        tables=policies_tables.all_tables(result.comparisons, texts),
        not_verified=_not_verified(result, texts),
        facts=_facts(result, texts),
    )


def _policies(result: Comparisons, texts: Texts) -> list[tuple[str, str, list[str]]]:
    """Number and title, id, and what the reforms of each policy are and come from."""
    return [
        (name, one.policy.id, reform_facts(one.policy, texts))
        for name, one in zip(names_of(result.comparisons, texts), result.comparisons, strict=True)
    ]


def _headline(first: Comparison, texts: Texts) -> str:
    """The law in force, which all policies stand beside."""
    total, poor = rows_of(first, "programmes")[-1], rows_of(first, "poverty")[0]
    return texts(
        "policies_headline",
        year=texts.money(total["cost_year_baseline"]),
        families=texts.number(total["families_baseline"]),
        headcount=texts.percent(poor["headcount_baseline"], 2),
    )


def _key_figures(result: Comparisons, texts: Texts) -> list[KeyFigure]:
    """For each policy what it costs, how many families it reaches, and what it does to poverty."""
    made = []
    for name, one in zip(names_of(result.comparisons, texts), result.comparisons, strict=True):
        total, poor = rows_of(one, "programmes")[-1], rows_of(one, "poverty")[0]
        points = texts.isolated(numbers.number(poor["headcount_difference"] * 100, 2, signed=True))
        families = texts.number(total["families_difference"], signed=True)
        change = texts.money(total["cost_year_difference"], signed=True)
        made.append(KeyFigure(name, change, texts("policies_key_pair", families=families, points=points)))
    return made


def _caveats(result: Comparisons, texts: Texts) -> list[str]:
    return [
        *[texts.of(note) for note in result.notes()],
        *([] if result.is_synthetic else [texts("not_synthetic")]),
        *caveats_of(result.population.get("caveats"), texts),
        texts("use_can"),
        texts("use_cannot"),
    ]


def _provisions(result: Comparisons, texts: Texts) -> Table | None:
    """The values that each policy changes, with the policy's number first."""
    rows, headings = [], []
    for place, one in enumerate(result.comparisons, 1):
        if len(one.tables["provisions"]):
            table = tables.provisions(one.tables["provisions"], texts)
            headings = table.headings
            rows += [[Cell(texts("policies_number", number=texts.number(place))), *row] for row in table.rows]
    return Table(texts("policies_table_provisions"), [texts("method_policy"), *headings], rows) if rows else None


def _not_verified(result: Comparisons, texts: Texts) -> Table | None:
    """The values used under any policy that no source says as they stand, each once."""
    used = pandas.concat([one.tables["non_verified"] for one in result.comparisons], ignore_index=True)
    once = used[~used.astype(str).duplicated()]
    if once.empty:
        return None
    table = tables.not_verified(once, texts)
    return Table(texts("policies_table_not_verified"), table.headings, table.rows)


def _facts(result: Comparisons, texts: Texts) -> list[tuple[str, str]]:
    return [
        (texts("method_package"), f"openfisca-jordan-sp {version('openfisca-jordan-sp')}"),
        *[
            (texts("policies_number", number=texts.number(place)), policy.id)
            for place, policy in enumerate(result.policies, 1)
        ],
        (texts("method_period"), str(result.period)),
        (texts("method_line"), texts("method_line_value", line=texts.number(result.line, 2))),
        *population_facts(result.population, texts),
    ]
