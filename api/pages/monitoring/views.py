"""The page of monitoring, its parts, and their files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Response, g, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from openfisca_jordan_sp.errors import JordanSPError, Problem
from openfisca_jordan_sp.law.catalogue import pillars
from openfisca_jordan_sp.law.strategy import Aim, aims
from openfisca_jordan_sp.measures.indicators import target_of
from openfisca_jordan_sp.measures.statistics.words import MEASURES
from openfisca_jordan_sp.report.numbers import percent
from openfisca_jordan_sp.report.texts import Texts

from ...errors import InvalidRequestError, NotFoundError
from ...problems import nothing_there, problems_of
from ..asking import ask
from ..blueprint import is_fragment, pages
from ..figures import csv_of, file_of
from ..works import FILE_SECONDS, Work, finished
from .export import indicator_rows, sources_told
from .parts import PARTS, apart
from .state import ON_DEMAND, State, read_state

_PART = "<any(pillars,services,years,shocks):part>"
#: Measures that are not of the tables of statistics, by the texts of their names.
_OTHER_NAMES = {
    "entitled": "entitled",
    "shock_cost": "shocks_cost",
    "shock_families": "shocks_families",
    "shock_headcount": "shocks_headcount",
}


@pages.get("/monitoring")
def monitoring() -> AnyResponse:
    """The page: what is asked for, the parts that are computed, and what the strategy names."""
    state, wrong = read_state(request.args)
    if request.args.get("amount", "").strip() and not wrong:
        return redirect(state.at())
    texts = Texts(g.page_language)
    page = render_template(
        "monitoring/page.html",
        state=state,
        wrong={name: problems_of(error) for name, error in wrong.items()},
        choices=_choices(state),
        chosen=_population(state),
        amount=request.args.get("amount", ""),
        titles=titles(),
        on_demand=ON_DEMAND,
        aims=_aims_by_pillar(state, texts) if not wrong else [],
    )
    return Response(page, 422 if wrong else 200)


@pages.get(f"/monitoring/{_PART}")
def monitoring_part(part: str) -> str:
    """A part of the page where a script asks, else a page of it alone."""
    state = _right_state()
    try:
        done = PARTS[part].work(state, None)
    except NotFoundError:
        # It was cancelled while this request waited for it.
        return render_template("cancelled.html", name=part, state="cancelled", again="")
    name = "monitoring/part.html" if is_fragment() else "monitoring/part_page.html"
    texts = Texts(g.page_language)
    sections = PARTS[part].sections(state, done.result, texts) if done.result is not None else []
    return render_template(
        name,
        part=part,
        state=state,
        title=titles()[part],
        work=done,
        sections=sections,
        warnings=_warnings(part, done),
        impossible=apart(state)[1] if part == "shocks" else {},
    )


@pages.get(f"/monitoring/{_PART}/<name>.<any(csv,png,svg):form>")
def monitoring_file(part: str, name: str, form: str) -> Response:
    """The table or the chart of one figure."""
    state, texts = _right_state(), Texts(g.page_language)
    sections = PARTS[part].sections(state, _result(part, state), texts)
    plan = next((one for section in sections for one in section.plans if one.name == name), None)
    found = plan.make() if plan is not None else None
    if found is None:
        raise nothing_there()
    return file_of(found, form, texts, name=f"monitoring-{name}")


@pages.get("/monitoring/indicators.csv")
def monitoring_indicators() -> Response:
    """Every indicator of the page as one table; the parts on demand where the address shows them."""
    state = _right_state()
    results = {part: _result(part, state) for part in PARTS if part not in ON_DEMAND or part in state.show}
    return csv_of("indicators", indicator_rows(state, results))


def _right_state() -> State:
    """The state of an address that has no mistakes.

    Raises:
        InvalidRequestError: it has some.
    """
    state, wrong = read_state(request.args)
    if wrong:
        raise InvalidRequestError([problem for name, error in wrong.items() for problem in _at(name, error)])
    return state


def _at(name: str, error: JordanSPError) -> list[Problem]:
    return [replace(one, code=error.code, path=name) for one in problems_of(error)]


def _result(part: str, state: State) -> Mapping[str, Any]:
    """The result of a part.

    Raises:
        UnavailableError: it is still computed.
    """
    found: Mapping[str, Any] = finished(PARTS[part].work(state, FILE_SECONDS))
    return found


def titles() -> dict[str, str]:
    """The names of the parts."""
    return {
        "pillars": gettext("Indicators by pillar, and overlap"),
        "services": gettext("Families reached and rights to services"),
        "years": gettext("Cost path 2026 to 2033"),
        "shocks": gettext("Scenarios of shocks"),
    }


def _choices(state: State) -> dict[str, list[tuple[str, str]]]:
    """What can be chosen in each field: a value and its name. What the address names stands among them."""
    texts = Texts(g.page_language)
    populations = [(one["name"], texts.of(one["title"])) for one in ask("listPopulations").body["populations"]]
    reforms = [(one["id"], texts.of(one["title"])) for one in ask("listReforms").body["reforms"]]
    policies = [("", texts("baseline")), *reforms]
    lines = [
        ("national", gettext("National line, at the prices of the month")),
        ("unindexed", gettext("National line, at its own prices")),
        ("naf", gettext("Line of the National Aid Fund's targeting")),
    ]
    return {
        "population": _with(populations, state.population),
        "policy": _with(policies, state.policy),
        "line": _with(lines, state.line),
    }


def _with(choices: list[tuple[str, str]], value: str) -> list[tuple[str, str]]:
    return choices if value in dict(choices) else [*choices, (value, value)]


def _population(state: State) -> Mapping[str, Any] | None:
    found = ask("listPopulations").body["populations"]
    return next((one for one in found if one["name"] == state.population), None)


def _warnings(part: str, done: Work) -> list[Mapping[str, str]]:
    """What a reader must know: once, beside the first figures, and of the parts that assume more."""
    if done.result is None or part not in {"pillars", "years"}:
        return []
    return [one["message"] for one in done.result["warnings"]]


def _aims_by_pillar(state: State, texts: Texts) -> list[tuple[str, list[dict[str, Any]]]]:
    """What the strategy names, by pillar: how it is measured here, its target, what is missing, and its sources."""
    named: dict[str | None, str] = {None: gettext("The whole strategy")}
    named |= {name: texts.of(label) for name, label in pillars().items()}
    return [
        (heading, [_told(aim, state, texts) for aim in aims() if aim.pillar == pillar])
        for pillar, heading in named.items()
    ]


def _told(aim: Aim, state: State, texts: Texts) -> dict[str, Any]:
    target = target_of(aim, f"{state.period}-01")
    return {
        "id": aim.id,
        "aim": texts.of(aim.aim),
        "measures": [_measure(name, texts) for name in aim.measures],
        "target": None if target is None else percent(target, 0),
        "parameter": aim.target,
        "missing": texts.of(aim.missing) if aim.missing else "",
        "sources": sources_told(aim, texts.language),
    }


def _measure(name: str, texts: Texts) -> str:
    return texts(_OTHER_NAMES[name]) if name in _OTHER_NAMES else texts.of(MEASURES[name][1])
