"""The figures of each part of the page, from the replies of the jobs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas
from flask_babel import gettext

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.measures.indicators import more_than_one, of_pillars, pairs_within_pillars
from openfisca_jordan_sp.report import indicators_figures, shocks_figures, years_figures, years_tables
from openfisca_jordan_sp.report.drawn import Drawn
from openfisca_jordan_sp.report.shocks_figures import Shock
from openfisca_jordan_sp.report.texts import Texts
from openfisca_jordan_sp.saving import json_rows

from ..figures import Figure
from .state import State
from .tables import table_of, tables_of

Result = Mapping[str, Any]
LAW = "law_in_force"
#: Columns that arrange rows and are no figure of the API's.
_OWN = ("is_paid",)


@dataclass(frozen=True)
class Section:
    """Figures under one heading."""

    id: str
    heading: str
    note: str
    figures: Sequence[Figure]


def names_of(state: State, texts: Texts) -> dict[str, str]:
    """The law in force, and the chosen policy beside it, by their ids."""
    names = {LAW: texts("baseline")}
    if state.policy:
        policy = state.made()
        names[policy.id] = texts.of(policy.title)
    return names


def of_statistics(state: State, result: Result, texts: Texts) -> list[Section]:
    """Indicators by pillar, and overlap of programmes."""
    tables, names = tables_of(result["tables"], is_tidy=True), names_of(state, texts)
    indicators = of_pillars(tables)
    figures = []
    for measure in indicators_figures.CHARTS:
        drawn = indicators_figures.by_pillar(indicators, measure, names, texts)
        rows = indicators[(indicators["measure"] == measure) & indicators["is_paid"]]
        figures += _figure(state, "pillars", measure, drawn, f"indicators_note_{measure}", _told(rows), texts)
    table = indicators_figures.all_indicators(indicators, names, texts)
    whole = Figure(
        "pillars-all",
        table.caption,
        gettext(
            "Figures in brackets are the interval of the sampling error. A pillar of which nobody is paid says so."
        ),
        None,
        table,
        _told(indicators[indicators["is_paid"]]),
        _addresses(state, "pillars", "all", is_drawn=False),
    )
    heading = gettext("Indicators by pillar")
    note = gettext("Standard measures of the literature. The strategy names its aims but publishes no formula of them.")
    return [
        Section("by-pillar", heading, note, [*figures, whole]),
        Section("overlap", gettext("Overlap of programmes"), "", _of_overlap(state, tables, names, texts)),
    ]


def _of_overlap(
    state: State, tables: Mapping[str, pandas.DataFrame], names: Mapping[str, str], texts: Texts
) -> list[Figure]:
    numbers, pairs = tables["programmes_per_family"], pairs_within_pillars(tables["overlap"], pillars_of(state))
    by_number = indicators_figures.numbers_of_programmes(numbers, more_than_one(numbers), names, texts)
    by_pair = indicators_figures.pairs(pairs, names, texts)
    return [
        *_figure(state, "pillars", "numbers", by_number, "indicators_note_numbers", _told(numbers), texts),
        *_figure(state, "pillars", "pairs", by_pair, "indicators_note_pairs", _told(pairs), texts),
    ]


def pillars_of(state: State) -> dict[str, str]:
    """The pillar of each programme, those of the chosen policy's reforms too."""
    return {one.id: one.pillar for one in state.made().programmes}


def of_services(state: State, result: Result, texts: Texts) -> list[Section]:
    """Families reached by pillar, and who has a right to each service."""
    tables, names = result["policies"][0]["tables"], names_of(state, texts)
    pillars, services = table_of(tables["pillars"]), table_of(tables["services"])
    reach = indicators_figures.reach(pillars, names, texts)
    rights = indicators_figures.services(services, names, texts)
    figures = [
        *_figure(state, "services", "reach", reach, "indicators_note_reach", tables["pillars"], texts),
        *_figure(state, "services", "rights", rights, "indicators_note_services", tables["services"], texts),
    ]
    return [Section("rights", gettext("Families reached and rights to services"), "", figures)]


def of_years(state: State, result: Result, texts: Texts) -> list[Section]:
    """The cost of the policy year after year."""
    tables = tables_of(result["tables"])
    drawn = years_figures.drawn(tables, texts, is_law=not state.policy)
    year = texts.isolated(str(tables["years"]["year"].iloc[0]))
    figures = []
    for name, one in drawn.items():
        rows = result["tables"]["years_pillars" if name == "pillars" else "years"]
        figures += _figure(state, "years", name, one, f"years_note_{name}", rows, texts, year=year)
    note = gettext(
        "People, prices and wages are carried forward by assumption, the law as it stands; the last table has what is"
        " assumed."
    )
    return [
        Section("path", gettext("Cost path 2026 to 2033"), note, [*figures, _assumed(state, result, tables, texts)])
    ]


def _assumed(state: State, result: Result, tables: Mapping[str, pandas.DataFrame], texts: Texts) -> Figure:
    table, rows = years_tables.assumptions(tables["years_assumptions"], texts), result["tables"]["years_assumptions"]
    addresses = _addresses(state, "years", "assumptions", is_drawn=False)
    return Figure("years-assumptions", table.caption, texts("years_section_assumptions"), None, table, rows, addresses)


def of_shocks(state: State, result: Result, texts: Texts) -> list[Section]:
    """What each scenario of a shock changes, beside the law in force or the chosen policy."""
    shocks = [Shock(one["id"], Text(**one["title"]), one["headline"]) for one in result["shocks"]]
    base = names_of(state, texts)[result["base"]]
    figures = []
    for name, one in shocks_figures.drawn(shocks, base, texts).items() if shocks else ():
        figures += _figure(state, "shocks", name, one, f"shocks_note_{name}", shock_rows(result), texts)
    note = gettext(
        "Compared with: %(base)s. Each scenario begins on the day that it says, most in January 2026.", base=base
    )
    return [Section("scenarios", gettext("Scenarios of shocks"), note, figures)]


def shock_rows(result: Result) -> list[dict[str, Any]]:
    """The figures of each scenario, as the API gives them."""
    titles = [{f"title_{language}": one["title"][language] for language in ("en", "ar")} for one in result["shocks"]]
    return [
        {"scenario": one["id"], **title, "compared_with": result["base"], **one["headline"]}
        for one, title in zip(result["shocks"], titles, strict=True)
    ]


def _figure(
    state: State, part: str, name: str, drawn: Drawn | None, note: str, rows: Any, texts: Texts, **values: str
) -> list[Figure]:
    """A figure of a part; nothing where there is nothing to show."""
    if drawn is None:
        return []
    made = Figure(
        name=f"{part}-{name}".replace("_", "-"),
        finding=drawn.finding,
        note=texts(note, **values),
        chart=drawn.chart,
        table=drawn.table,
        rows=rows,
        addresses=_addresses(state, part, name),
    )
    return [made]


def _addresses(state: State, part: str, name: str, *, is_drawn: bool = True) -> dict[str, str]:
    file = f"{part}-{name}".replace("_", "-")
    forms = {form: is_drawn or form == "csv" for form in ("csv", "png", "svg")}
    return {
        form: state.at("pages.monitoring_file", part=part, name=file, form=form) if is_there else ""
        for form, is_there in forms.items()
    }


def _told(rows: pandas.DataFrame) -> list[dict[str, Any]]:
    """Rows as the API gives them."""
    return json_rows(rows.drop(columns=[name for name in _OWN if name in rows]))
