"""A family along an input: its curves, and each cliff with its rule and its article, as the reports show them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import g

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.report.tables import Table
from openfisca_jordan_sp.report.texts import Texts
from openfisca_jordan_sp.vary import Variation
from openfisca_jordan_sp.vary.figures import drawing, finding
from openfisca_jordan_sp.vary.page import Sheets
from openfisca_jordan_sp.vary.words import say
from openfisca_jordan_sp.writing import Writing

from ..asking import Answer, ask
from ..figures import Figure
from .described import Family
from .fields import NUMBER, field_of, value_of
from .looked import Looked
from .state import State

#: Points along the input, and what they may multiply to with persons and policies.
_MOST_POINTS, _MOST_PERSONS = 1500, 140_000
#: Where a range ends that nobody gave, by unit; of others.
_USUAL = {"years": 100.0, "months": 480.0, "share": 1.0, "cars": 5.0, "heads": 200.0}
_LEAST_MONEY, _LEAST = 1000.0, 100.0


@dataclass(frozen=True)
class Along:
    """An input along which a family is looked at.

    Attributes:
        name: of its field in the address.
        low, high: texts of the range.
    """

    name: str
    low: str
    high: str


@dataclass(frozen=True)
class Varied:
    """What was found along an input.

    Attributes:
        headline: how many cliffs there are.
        cliffs: each with its rule; None where there is none.
        figures: the charts, each with its numbers.
        notes: what a reader must know.
    """

    headline: str
    cliffs: Table | None
    figures: Sequence[Figure]
    notes: Sequence[str]


def inputs(looked: Looked) -> dict[str, Text]:
    """The inputs along which a family can be looked at, by the names of their fields."""
    family = looked.family
    names = [family.varies[0]] if family.varies else []
    names += [f"p.{one.id}.wage" for one in family.members if one.role in ("head", "spouse")]
    names += [
        one.name
        for group in looked.form.groups
        for one in group.fields
        if one.kind == NUMBER and one.variable != "naf_targeting_score_illustrative"
    ]
    return {name: _named(name, family) for name in dict.fromkeys(names) if _is_number(name, family)}


def _is_number(name: str, family: Family) -> bool:
    found = family.fact(name)
    return found is not None and found[2].value_type in (int, float)


def _named(name: str, family: Family) -> Text:
    found = family.fact(name)
    assert found is not None
    label, unit = field_of(name, found[2], "", "").label, family.names[found[1]]
    return Text(f"{unit.en}: {label.en}", f"{unit.ar}: {label.ar}")


def along(state: State, looked: Looked) -> Along:
    """The input of a state with its range; where it says none, that of the case, or the wage of the head."""
    family = looked.family
    known = inputs(looked)
    name = state.varied if state.varied in known or _is_number(state.varied, family) else next(iter(known))
    low, high = _ends(name, family)
    return Along(name, state.low or f"{low:g}", state.high or f"{high:g}")


def _ends(name: str, family: Family) -> tuple[float, float]:
    if family.varies is not None and family.varies[0] == name:
        return family.varies[1], family.varies[2]
    found = family.fact(name)
    assert found is not None
    plural, unit, variable = found
    now = family.facts[plural][unit].get(variable.name, 0)
    is_money = str(variable.unit or "").startswith("JOD")
    usual = _USUAL.get(str(variable.unit), _LEAST_MONEY if is_money else _LEAST)
    is_large = isinstance(now, int | float) and 2 * now > usual
    return 0.0, float(math.ceil(2 * now / 100) * 100) if is_large else usual


def varied(looked: Looked, asked: Along) -> Answer:
    """The answer of the operation that looks along an input.

    Raises:
        JordanSPError: what the operation refuses.
    """
    family = looked.family
    found = family.fact(asked.name)
    assert found is not None
    _, unit, variable = found
    called = family.called(g.language)
    low, high = value_of(variable, asked.low), value_of(variable, asked.high)
    over = {"variable": variable.name, "of": called[unit], "from": low, "to": high}
    policies = [one.id for one in looked.policies[1:]]
    step = _step(low, high, len(family.members) * (1 + len(policies)), is_whole=variable.value_type is int)
    body = {"situation": family.situation(called), "period": family.period, "over": {**over, "step": step}}
    return ask("vary", body={**body, **({"policies": list(looked.state.policies)} if policies else {})})


def _step(low: Any, high: Any, persons: int, *, is_whole: bool) -> float:
    """The distance of the points: a dinar or a whole unit where the range allows it."""
    if not isinstance(low, int | float) or not isinstance(high, int | float) or high <= low:
        return 1
    points = min(_MOST_POINTS, _MOST_PERSONS // persons)
    finest = (high - low) / points
    if is_whole or high - low >= _LEAST:
        return max(1, math.ceil(finest))
    return max(0.001, math.ceil((high - low) / _LEAST * 1000) / 1000)


def shown(answer: Answer, addresses: Mapping[str, Mapping[str, str]]) -> Varied:
    """What was found, in the language of the page.

    Args:
        answer: of `varied`.
        addresses: of the files of each chart, by its name.
    """
    result: Variation = answer.result[0]
    sheets = Sheets(result, Writing(g.language))
    made = [figure_of(answer, name, addresses.get(name, {})) for name in result.chart_names()]
    headlines = [sheets.headline()] if not result.is_map else []
    notes = [sheets.html(note) for note in result.notes()]
    return Varied(headlines[0], sheets.cliffs(), [one for one in made if one is not None], notes)


def figure_of(answer: Answer, name: str, addresses: Mapping[str, str]) -> Figure | None:
    """One chart with its numbers; None where it has nothing to show."""
    result: Variation = answer.result[0]
    if name not in result.chart_names():
        return None
    chart = drawing(result, name, g.language)
    if chart is None:
        return None
    sheets, texts = Sheets(result, Writing(g.language)), Texts(g.language)
    law = next(iter(result.found))
    note = texts.of(say(f"chart_note_{name}"))
    return Figure(name, texts.of(finding(result, name)), note, chart, sheets.along(law), _rows(answer, name), addresses)


def _rows(answer: Answer, name: str) -> list[dict[str, Any]]:
    """The numbers of a chart as the reply gives them: a row for each value of the input, policy and figure."""
    found = answer.body["results"][0]
    variable = answer.body["over"]["variable"]
    rows: list[dict[str, Any]] = []
    for curve in found["curves"]:
        if name == "rate":
            rates = curve["effective_marginal_rates"] or []
            series = [("effective_marginal_rate", "", rates)]
        else:
            kinds = ("income", "outcome") if name == "income" else ("programme",)
            series = [(one["variable"], one["unit"], one["amounts"]) for one in curve["series"] if one["kind"] in kinds]
        rows += [
            {"policy": curve["policy"], variable: value, "figure": figure, "amount": amount, "unit": unit}
            for figure, unit, amounts in series
            for value, amount in zip(curve["values"], amounts, strict=False)
        ]
    return rows


def cliff_rows(answer: Answer) -> list[dict[str, Any]]:
    """The cliffs as the reply gives them, a row each."""
    return [
        {
            "policy": one["policy"],
            "kind": one["cliff"]["kind"],
            "last_before": one["cliff"]["last_before"],
            "first_after": one["cliff"]["first_after"],
            "variable": one["cliff"]["main"]["variable"],
            "change": one["cliff"]["main"]["change"],
            "unit": one["cliff"]["main"]["unit"],
            "rules": " ".join(rule["variable"] for rule in one["cliff"]["rules"]),
            "limits": " ".join(limit["path"] for rule in one["cliff"]["rules"] for limit in rule["limits"]),
            "back_at": one["cliff"]["back_at"],
        }
        for one in answer.body["results"][0]["cliffs"]
    ]
