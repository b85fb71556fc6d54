"""The parts of the page: which jobs each asks for, and what it shows of their replies."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openfisca_jordan_sp.errors import JordanSPError, Text
from openfisca_jordan_sp.measures.indicators import change_from
from openfisca_jordan_sp.report.tables import SCENARIOS
from openfisca_jordan_sp.report.texts import Texts

from ...problems import problems_of
from ..asking import ask
from ..works import Work, work
from . import figures
from .figures import LAW, Section
from .state import State

#: The years of the strategy from the first that is computed on.
YEARS = "2026:2033"
#: The most policies of one job.
_MOST = 8
#: The figures of a scenario: those of which a change from another policy can be told.
_OF_SHOCKS = ("cost_month", "cost_year", "families", "persons", "levies_year", "headcount", "gap", "severity", "gini")


@dataclass(frozen=True)
class Part:
    """A part of the page.

    Attributes:
        work: asks for its jobs; the result is what `sections` takes.
        sections: its figures.
    """

    work: Callable[[State, int | None], Work]
    sections: Callable[[State, Mapping[str, Any], Texts], list[Section]]


def _statistics(state: State, seconds: int | None) -> Work:
    return work("statistics", state.wanted(state.policies), seconds=seconds)


def _compared(state: State, seconds: int | None) -> Work:
    return work("compare", state.wanted(state.policies), seconds=seconds)


def _years(state: State, seconds: int | None) -> Work:
    return work("cost_path", {**state.wanted(state.policies), "years": YEARS}, seconds=seconds)


def shocks_of_catalogue() -> list[str]:
    """The scenarios of the catalogue that touch the shock response."""
    found = ask("listReforms", query={"status": "scenario", "instrument": "shock_response"}).body["reforms"]
    return [one["id"] for one in found]


def apart(state: State) -> tuple[list[str], dict[str, Text]]:
    """The scenarios that the chosen policy can be combined with, and why others cannot."""
    possible, impossible = [], {}
    for name in shocks_of_catalogue():
        try:
            state.made(name)
        except JordanSPError as error:
            impossible[name] = problems_of(error)[0].message
        else:
            possible.append(name)
    return possible, impossible


def _shocks(state: State, seconds: int | None) -> Work:
    """Every scenario on top of the chosen policy, and that policy alone; one job after the other."""
    names, _ = apart(state)
    asked: list[Sequence[Any]] = [
        [[*state.policies, name] for name in names[start : start + _MOST]] for start in range(0, len(names), _MOST)
    ]
    asked += [state.policies] if state.policies else []
    results = []
    for place, policies in enumerate(asked):
        one = work("compare", state.wanted(policies), seconds=seconds)
        if one.result is None:
            return Work(one.id, (place + one.progress) / len(asked), None)
        results.append(one.result)
    return Work("", 1.0, _beside(names, results, state))


def _beside(names: Sequence[str], results: Sequence[Mapping[str, Any]], state: State) -> dict[str, Any]:
    """The scenarios beside what they are compared with.

    Of a survey each job hides small cells by itself, and a difference of two jobs could give them away: there the
    scenarios are compared with the law in force, as the job has it.
    """
    compared = [one for result in results for one in result["policies"]][: len(names)]
    headlines = [_of_figures(one["headline"]) for one in compared]
    base = LAW
    if state.policies and all(result["is_synthetic"] for result in results):
        chosen = results[-1]["policies"][0]
        base, headlines = chosen["id"], change_from(headlines, chosen["headline"], _OF_SHOCKS)
    catalogue = {one["id"]: one["title"] for one in ask("listReforms").body["reforms"]}
    shocks = [
        {"id": name, "title": catalogue[name], "headline": headline}
        for name, headline in zip(names, headlines, strict=True)
    ]
    known = ("law_digest", "is_synthetic", "warnings")
    return {"base": base, "shocks": shocks, **{key: results[0][key] for key in known if results}}


def _of_figures(headline: Mapping[str, Any]) -> dict[str, Any]:
    """Only the figures that can be told beside any policy."""
    return {f"{name}_{of}": headline[f"{name}_{of}"] for name in _OF_SHOCKS for of in SCENARIOS}


PARTS: Mapping[str, Part] = {
    "pillars": Part(_statistics, figures.of_statistics),
    "services": Part(_compared, figures.of_services),
    "years": Part(_years, figures.of_years),
    "shocks": Part(_shocks, figures.of_shocks),
}
