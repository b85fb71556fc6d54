"""The figures of each part of the page, from the replies of the jobs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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

from ..blueprint import is_fragment
from ..figures import FORMS, Figure
from ..tables import table_of
from .state import State
from .tables import tables_of

Result = Mapping[str, Any]
LAW = "law_in_force"
#: Columns that arrange rows and are no figure of the API's.
_OWN = ("is_paid",)


@dataclass(frozen=True)
class Plan:
    """A figure that is made where it is asked for; `make` gives None where there is nothing to show."""

    name: str
    make: Callable[[], Figure | None]


@dataclass(frozen=True)
class Section:
    """Figures under one heading."""

    id: str
    heading: str
    note: str
    plans: Sequence[Plan]

    @property
    def figures(self) -> list[Figure]:
        """All that have something to show."""
        return [made for plan in self.plans if (made := plan.make()) is not None]


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

    def chart(measure: str) -> Plan:
        rows = indicators[(indicators["measure"] == measure) & indicators["is_paid"]]
        return _plan(
            *(state, "pillars", measure, f"indicators_note_{measure}", texts),
            lambda: indicators_figures.by_pillar(indicators, measure, names, texts),
            lambda: _told(rows),
        )

    plans = [chart(measure) for measure in indicators_figures.CHARTS]
    whole = Plan("pillars-all", lambda: _whole(state, indicators, names, texts))
    heading = gettext("Indicators by pillar")
    note = gettext("Standard measures of the literature. The strategy names its aims but publishes no formula of them.")
    return [
        Section("by-pillar", heading, note, [*plans, whole]),
        Section("overlap", gettext("Overlap of programmes"), "", _of_overlap(state, tables, names, texts)),
    ]


def _whole(state: State, indicators: pandas.DataFrame, names: Mapping[str, str], texts: Texts) -> Figure:
    """The table of all indicators."""
    services = "#services-part" if is_fragment() else state.at("pages.monitoring_part", part="services")
    table = indicators_figures.all_indicators(indicators, names, texts, services)
    note = gettext("Figures in brackets are the interval of the sampling error.")
    rows = _told(indicators[indicators["is_paid"]])
    return Figure(
        "pillars-all", table.caption, note, None, table, rows, _addresses(state, "pillars", "all", is_drawn=False)
    )


def _of_overlap(
    state: State, tables: Mapping[str, pandas.DataFrame], names: Mapping[str, str], texts: Texts
) -> list[Plan]:
    numbers, pairs = tables["programmes_per_family"], pairs_within_pillars(tables["overlap"], pillars_of(state))
    return [
        _plan(
            *(state, "pillars", "numbers", "indicators_note_numbers", texts),
            lambda: indicators_figures.numbers_of_programmes(numbers, more_than_one(numbers), names, texts),
            lambda: _told(numbers),
        ),
        _plan(
            *(state, "pillars", "pairs", "indicators_note_pairs", texts),
            lambda: indicators_figures.pairs(pairs, names, texts),
            lambda: _told(pairs),
        ),
    ]


def pillars_of(state: State) -> dict[str, str]:
    """The pillar of each programme, those of the chosen policy's reforms too."""
    return {one.id: one.pillar for one in state.made().programmes}


def of_services(state: State, result: Result, texts: Texts) -> list[Section]:
    """Families reached by pillar, and who has a right to each service."""
    tables, names = result["policies"][0]["tables"], names_of(state, texts)
    plans = [
        _plan(
            *(state, "services", "reach", "indicators_note_reach", texts),
            lambda: indicators_figures.reach(table_of(tables["pillars"]), names, texts),
            lambda: tables["pillars"],
        ),
        _plan(
            *(state, "services", "rights", "indicators_note_services", texts),
            lambda: indicators_figures.services(table_of(tables["services"]), names, texts),
            lambda: tables["services"],
        ),
    ]
    return [Section("rights", gettext("Families reached and rights to services"), "", plans)]


def of_years(state: State, result: Result, texts: Texts) -> list[Section]:
    """The cost of the policy year after year."""
    rows, tables = result["tables"], tables_of(result["tables"])
    year = texts.isolated(str(tables["years"]["year"].iloc[0]))

    def chart(name: str, drawn: Drawn) -> Plan:
        shown = rows["years_pillars" if name == "pillars" else "years"]
        about = (state, "years", name, f"years_note_{name}", texts)
        return _plan(*about, lambda: drawn, lambda: shown, year=year)

    plans = [chart(*one) for one in years_figures.drawn(tables, texts, is_law=not state.policy).items()]
    plans.append(Plan("years-assumptions", lambda: _assumed(state, result, tables, texts)))
    note = gettext(
        "People, prices and wages are carried forward by assumption, the law as it stands; the last table has what is"
        " assumed."
    )
    return [Section("path", gettext("Cost path 2026 to 2033"), note, plans)]


def _assumed(state: State, result: Result, tables: Mapping[str, pandas.DataFrame], texts: Texts) -> Figure:
    table, rows = (
        years_tables.assumptions(tables["years_assumptions"], texts),
        result["tables"]["years_assumptions"],
    )
    addresses = _addresses(state, "years", "assumptions", is_drawn=False)
    return Figure("years-assumptions", table.caption, texts("years_section_assumptions"), None, table, rows, addresses)


def of_shocks(state: State, result: Result, texts: Texts) -> list[Section]:
    """What each scenario of a shock changes, beside the law in force or the chosen policy."""
    shocks = [Shock(one["id"], Text(**one["title"]), one["headline"]) for one in result["shocks"]]
    base = names_of(state, texts)[result["base"]]

    def chart(name: str, drawn: Drawn) -> Plan:
        about = (state, "shocks", name, f"shocks_note_{name}", texts)
        return _plan(*about, lambda: drawn, lambda: shock_rows(result))

    plans = [chart(*one) for one in shocks_figures.drawn(shocks, base, texts).items()] if shocks else []
    note = gettext(
        "Compared with: %(base)s. Each scenario begins on the day that it says, most in January 2026.", base=base
    )
    return [Section("scenarios", gettext("Scenarios of shocks"), note, plans)]


def shock_rows(result: Result) -> list[dict[str, Any]]:
    """The figures of each scenario, as the API gives them."""
    titles = [{f"title_{language}": one["title"][language] for language in ("en", "ar")} for one in result["shocks"]]
    return [
        {"scenario": one["id"], **title, "compared_with": result["base"], **one["headline"]}
        for one, title in zip(result["shocks"], titles, strict=True)
    ]


def _plan(
    state: State,
    part: str,
    name: str,
    note: str,
    texts: Texts,
    draw: Callable[[], Drawn | None],
    rows: Callable[[], Any],
    **values: str,
) -> Plan:
    """How a figure of a part is made; `note` is the text that says how it is measured."""
    full = f"{part}-{name}".replace("_", "-")

    def make() -> Figure | None:
        drawn = draw()
        if drawn is None:
            return None
        said = texts(note, **values)
        return Figure(full, drawn.finding, said, drawn.chart, drawn.table, rows(), _addresses(state, part, name))

    return Plan(full, make)


def _addresses(state: State, part: str, name: str, *, is_drawn: bool = True) -> dict[str, str]:
    file = f"{part}-{name}".replace("_", "-")
    forms = {form: is_drawn or form == "csv" for form in FORMS}
    return {
        form: state.at("pages.monitoring_file", part=part, name=file, form=form) if is_there else ""
        for form, is_there in forms.items()
    }


def _told(rows: pandas.DataFrame) -> list[dict[str, Any]]:
    """Rows as the API gives them."""
    return json_rows(rows.drop(columns=[name for name in _OWN if name in rows]))
