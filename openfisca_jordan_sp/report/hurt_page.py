"""The page of who is hurt: what stands in each section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openfisca_jordan_sp.report import hurt_tables, numbers, result_page
from openfisca_jordan_sp.report.hurt_figures import figures
from openfisca_jordan_sp.report.page import KeyFigure, reform_facts
from openfisca_jordan_sp.report.result_page import Page, render_page
from openfisca_jordan_sp.report.texts import Texts

if TYPE_CHECKING:
    from openfisca_jordan_sp.hurt.result import WhoIsHurt

#: Types that stand out as figures of their own.
_KEYS = 4


def render_hurt(result: WhoIsHurt, language: str) -> str:
    """The report of who is hurt as one HTML file.

    Args:
        result: what `who_is_hurt` returned.
        language: `en` or `ar`.

    Raises:
        OutputError: there is no report in the language.
    """
    texts = Texts(language)
    month = texts.isolated(str(result.period))
    page = Page(
        title=texts.of(result.title),
        month=month,
        kicker=texts("hurt_kicker"),
        about=[
            texts("period", month=month, year=result.period.start.year),
            *reform_facts(result.policy, texts),
        ],
        headline=texts.of(result.finding),
        key_figures=_key_figures(result, texts),
        main=hurt_tables.main(result, texts),
        main_note=texts("hurt_main_note"),
        caveats=result_page.caveats(result.notes(), result.population, texts),
        figures=figures(result, texts),
        tables=hurt_tables.all_tables(result, texts),
        sources=result_page.sources(result.population, texts),
        methods=(*result_page.METHODS, "method_hurt"),
        facts=result_page.facts([result.policy], str(result.period), result.population, texts),
        not_verified=result_page.not_verified(result.tables["non_verified"], texts),
    )
    return render_page(page, texts)


def _key_figures(result: WhoIsHurt, texts: Texts) -> list[KeyFigure]:
    """The mean loss of the types that bear most of the loss."""
    made = []
    for row in hurt_tables.rows_of_types(result)[:_KEYS]:
        name = texts("hurt_key_type", type=texts.isolated(str(row["type"])))
        mean = texts("money", value=texts.isolated(numbers.number(row["mean_loss_month"], 2)))
        who, share = row[f"description_{texts.language}"], texts.percent(row["share_of_loss"])
        made.append(KeyFigure(name, mean, texts("hurt_key_pair", who=who, share=share)))
    return made
