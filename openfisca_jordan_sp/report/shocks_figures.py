"""The figures of scenarios of shocks: what each changes of cost, reach and poverty, beside one policy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.report import charts, numbers
from openfisca_jordan_sp.report.drawn import Drawn
from openfisca_jordan_sp.report.tables import Cell, Table
from openfisca_jordan_sp.report.texts import Texts

_MILLION, _POINTS = 1e6, 100


@dataclass(frozen=True)
class Shock:
    """One scenario.

    Attributes:
        id: of the scenario.
        title: its name.
        headline: of its comparison: `<figure>_baseline`, `_reform`, `_difference`; hidden figures are None.
    """

    id: str
    title: Text
    headline: Mapping[str, Any]


#: The charts in their order: the figure, what turns it into the unit of its axis, the decimals of its numbers.
CHARTS: Mapping[str, tuple[str, str]] = {
    "cost": ("cost_year", "axis_millions_year"),
    "families": ("families", "axis_families"),
    "headcount": ("headcount", "policies_axis_points"),
}


def drawn(shocks: Sequence[Shock], base: str, texts: Texts) -> dict[str, Drawn]:
    """The figures by name; the note of each is the text `shocks_note_<name>`.

    Args:
        shocks: the scenarios, in their order.
        base: what they are compared with, in words.
        texts: of a language.
    """
    table = _table(shocks, base, texts)
    made = {}
    for name, (figure, axis) in CHARTS.items():
        shown = [(texts.of(one.title), _change(one, figure)) for one in shocks]
        shown = [(title, change) for title, change in shown if not pandas.isna(change)]
        if not shown:
            continue
        values = [change / (_MILLION if name == "cost" else 1) for _, change in shown]
        values = [value * _POINTS for value in values] if name == "headcount" else values
        labels = _labels([change for _, change in shown], name)
        chart = charts.differences([title for title, _ in shown], values, labels, texts(axis))
        made[name] = Drawn(chart, _finding(shown, labels, name, texts), table)
    return made


def _change(shock: Shock, figure: str) -> float:
    value = shock.headline[f"{figure}_difference"]
    return float("nan") if value is None else float(value)


def _labels(changes: Sequence[float], name: str) -> list[str]:
    if name == "cost":
        decimals = numbers.million_decimals(max(map(abs, changes)))
        return [numbers.millions(change, decimals, signed=True) for change in changes]
    if name == "headcount":
        return [numbers.number(change * _POINTS, 3, signed=True) for change in changes]
    return [numbers.number(change, signed=True) for change in changes]


def _finding(shown: Sequence[tuple[str, float]], labels: Sequence[str], name: str, texts: Texts) -> str:
    """Which scenario changes the figure most."""
    place = max(range(len(shown)), key=lambda number: abs(shown[number][1]))
    title, change = shown[place]
    if numbers.rounds_to_zero(change, 7 if name == "headcount" else 0):
        return texts(f"shocks_none_{name}")
    value = texts.money(change, signed=True) if name == "cost" else texts.isolated(labels[place])
    return texts(f"shocks_finding_{name}", value=value, name=title)


def _table(shocks: Sequence[Shock], base: str, texts: Texts) -> Table:
    columns = {"cost_year": "cost", "families": "families", "headcount": "headcount", "gap": "gap"}
    rows = [
        [Cell(texts.of(one.title)), *[Cell(_written(_change(one, figure), figure), "number") for figure in columns]]
        for one in shocks
    ]
    headings = [texts("shocks_scenario"), *[texts(f"shocks_{name}") for name in columns.values()]]
    return Table(texts("shocks_table", base=base), headings, rows)


def _written(change: float, figure: str) -> str:
    if figure in {"headcount", "gap"}:
        return numbers.number(change * _POINTS, 3, signed=True)
    return numbers.number(change, signed=True)
