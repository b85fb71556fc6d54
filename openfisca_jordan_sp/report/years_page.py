"""The report of a cost path: one HTML file that needs nothing else."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import pandas

from openfisca_jordan_sp.measures.law_tables import provisions_table
from openfisca_jordan_sp.measures.rows import records
from openfisca_jordan_sp.report import tables, years_figures, years_tables
from openfisca_jordan_sp.report.figures import Figure
from openfisca_jordan_sp.report.numbers import rounds_to_zero
from openfisca_jordan_sp.report.page import KeyFigure, caveats_of, population_facts, reform_facts, style, template
from openfisca_jordan_sp.report.svg import draw
from openfisca_jordan_sp.report.tables import Table
from openfisca_jordan_sp.report.texts import Texts

if TYPE_CHECKING:
    from openfisca_jordan_sp.cost_path import CostPath


def render_years(path: CostPath, language: str) -> str:
    """The report of a cost path as one HTML file.

    Args:
        path: what `compare_years` returned.
        language: `en` or `ar`.

    Raises:
        OutputError: there is no report in the language.
    """
    texts = Texts(language)
    computed = path.tables["years"][path.tables["years"]["reason_en"].isna()]
    provisions = provisions_table(path.policy)
    return template("years.html.jinja").render(
        texts=texts,
        style=style(),
        title=texts.of(path.policy.title),
        span=_span(path, texts),
        about=reform_facts(path.policy, texts),
        headline=_headline(path, computed, texts),
        key_figures=_key_figures(path, computed, texts),
        caveats=_caveats(path, texts),
        provisions=tables.provisions(provisions, texts) if len(provisions) else None,
        figures=_figures(path, texts),
        assumptions=years_tables.assumptions(path.tables["years_assumptions"], texts),
        reasons=_reasons(path, texts),
        tables=_tables(path, texts),
        facts=_facts(path, texts),
    )


def _span(path: CostPath, texts: Texts) -> str:
    years = texts.isolated(", ".join(str(year) for year in path.years))
    return texts("years_span", years=years, month=texts.number(path.month))


def _headline(path: CostPath, computed: pandas.DataFrame, texts: Texts) -> str:
    """The change of the cost in the first and the last year computed, and over all."""
    change = computed["cost_year_difference"]
    if all(rounds_to_zero(value) for value in change):
        said = texts("years_headline_same", **years_figures.ends(computed, "cost_year_reform", texts))
    else:
        said = texts(
            "years_headline",
            **years_figures.ends(computed, "cost_year_difference", texts, signed=True),
            total=texts.money(change.sum(), signed=True),
            constant=texts.money(computed["cost_year_constant_difference"].sum(), signed=True),
            base=texts.isolated(str(path.years[0])),
        )
    levies = float(computed["levies_year_difference"].sum())
    if rounds_to_zero(levies):
        return said
    return f"{said} {texts('years_levies', total=texts.money(levies, signed=True))}"


def _key_figures(path: CostPath, computed: pandas.DataFrame, texts: Texts) -> list[KeyFigure]:
    first, last = computed.iloc[0], computed.iloc[-1]
    made = [
        KeyFigure(
            texts("years_key_year", year=texts.isolated(str(row["year"]))),
            texts.money(row["cost_year_difference"], signed=True),
            _at_first_prices(path, float(row["cost_year_constant_difference"]), texts),
        )
        for row in ([first, last] if len(computed) > 1 else [first])
    ]
    total = computed["cost_year_difference"].sum(), computed["cost_year_constant_difference"].sum()
    pair = {name: texts.percent(last[f"headcount_{name}"], 2) for name in ("baseline", "reform")}
    change = f"{texts.number(last['headcount_difference'] * 100, 2, signed=True)} {texts('points_short')}"
    return [
        *made,
        KeyFigure(
            texts("years_key_total"), texts.money(total[0], signed=True), _at_first_prices(path, float(total[1]), texts)
        ),
        KeyFigure(
            texts("years_key_poverty", year=texts.isolated(str(last["year"]))), change, texts("key_pair", **pair)
        ),
    ]


def _at_first_prices(path: CostPath, value: float, texts: Texts) -> str:
    year = texts.isolated(str(path.years[0]))
    return texts("years_key_constant", year=year, value=texts.money(value, signed=True))


def _caveats(path: CostPath, texts: Texts) -> list[str]:
    return [
        *[texts.of(note) for note in path.notes()],
        *([] if path.is_synthetic else [texts("not_synthetic")]),
        *caveats_of(path.population.get("caveats"), texts),
        texts("use_can"),
        texts("use_cannot"),
    ]


def _figures(path: CostPath, texts: Texts) -> list[Figure]:
    drawn = years_figures.drawn(path.tables, texts)
    year = texts.isolated(str(path.years[0]))
    return [
        Figure(
            f"years_{name}",
            one.finding,
            draw(one.chart, f"years_{name}", one.finding),
            one.table,
            texts(f"years_note_{name}", year=year),
        )
        for name, one in drawn.items()
    ]


def _tables(path: CostPath, texts: Texts) -> list[Table]:
    by_item = [years_tables.changes(path.tables[f"years_{key}s"], key, texts) for key in ("programme", "pillar")]
    return [
        years_tables.costs(path.tables["years"], path.years[0], texts),
        years_tables.reach(path.tables["years"], texts),
        *by_item,
        years_tables.changes(path.tables["years_levies"], "levy", texts),
    ]


def _reasons(path: CostPath, texts: Texts) -> list[str]:
    """Why each series goes on as it does."""
    rows = records(path.tables["years_assumptions"].drop_duplicates("series"))
    why = f"why_{texts.language}"
    return [f"{row[texts.label_column]}: {row[why]}" for row in rows if row[why]]


def _facts(path: CostPath, texts: Texts) -> list[tuple[str, Any]]:
    return [
        (texts("method_package"), f"openfisca-jordan-sp {version('openfisca-jordan-sp')}"),
        (texts("method_policy"), path.policy.id),
        (texts("years_aged_from"), str(path.base_year)),
        *population_facts(path.population, texts),
    ]
