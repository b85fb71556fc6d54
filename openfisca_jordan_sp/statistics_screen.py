"""Statistics printed on a terminal: the headline ones, with their errors."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas
from rich import box
from rich.console import Console
from rich.table import Table

from openfisca_jordan_sp.console import amount_text
from openfisca_jordan_sp.errors import Text

WIDTH = 120
_WORDS = {
    "title": Text("Statistics, {period}", "إحصاءات، {period}"),
    "measure": Text("measure", "المقياس"),
    "value": Text("value", "القيمة"),
    "level": Text("Headline figures", "أهم الأرقام"),
    "difference": Text("Difference from the first policy", "الفرق عن السياسة الأولى"),
    "standard_error": Text("standard error", "الخطأ المعياري"),
    "interval": Text("interval", "الفترة"),
    "written": Text("Written to {out}: {files}", "كُتب في {out}: {files}"),
    "governorate": Text("Poverty by governorate", "الفقر حسب المحافظة"),
    "programmes": Text("Programmes: targeting", "البرامج: الاستهداف"),
    "winners": Text("Winners and losers", "الرابحون والخاسرون"),
}
_OF_PROGRAMMES = ("coverage", "adequacy", "leakage", "exclusion_error", "benefit_cost_ratio")
_MILLION = 1e6


def say(key: str, language: str, **values: object) -> str:
    """A word of the screen."""
    return str(getattr(_WORDS[key], language)).format(**values)


def show(tables: Mapping[str, pandas.DataFrame], screen: Console, language: str, period: str) -> None:
    """Print the headline tables with what they rest on; the other tables are for files."""
    screen.print(f"\n[bold]{say('title', language, period=period)}[/bold]", highlight=False)
    for note in tables["notes"][f"note_{language}"]:
        screen.print(f"- {note}", style="yellow", markup=False, highlight=False)
    policies = tables["policies"].to_dict(orient="records")
    for policy in policies:
        name, title = policy["policy"], policy[f"title_{language}"]
        screen.print(f"\n[bold]{name}[/bold]: {title}", highlight=False)
        screen.print(_headline(tables["headline"], name, "level", language))
        if not policy["is_compared_with"]:
            screen.print(_headline(tables["headline"], name, "difference", language))
        screen.print(_poverty(tables["poverty"], name, language))
        screen.print(_programmes(tables["targeting"], name, language))
        if not policy["is_compared_with"]:
            screen.print(_winners(tables["winners_losers"], name, language))


def _new(title: str, *headings: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for index, heading in enumerate(headings):
        table.add_column(heading, justify="left" if index == 0 else "right", no_wrap=True)
    return table


def _headline(rows: pandas.DataFrame, policy: str, figure: str, language: str) -> Table:
    """Value, standard error and interval of each headline measure, or of its difference from the first policy."""
    shown = rows[(rows["policy"] == policy) & (rows["figure"] == figure)]
    words = [say(word, language) for word in ("measure", "value", "standard_error", "interval")]
    table = _new(say(figure, language), *words)
    for row in shown.to_dict(orient="records"):
        table.add_row(str(row[f"label_{language}"]), *_cells(row, is_change=figure == "difference"))
    return table


def _cells(row: Mapping[Any, Any], *, is_change: bool) -> list[str]:
    unit = str(row["unit"])
    value, low, high = (figure_text(row[name], unit, is_change=is_change) for name in ("value", "low", "high"))
    if pandas.isna(row["standard_error"]):
        return [value, "", ""]
    error = figure_text(row["standard_error"], unit, is_change=is_change).removeprefix("+")
    return [value, error, f"{low} … {high}"]


def figure_text(value: float, unit: str, *, is_change: bool = False) -> str:
    """A figure as people read it: shares in per cent, yearly costs in millions, persons without decimals.

    A change has its sign and one decimal more, and is in percentage points where the figure is a share.
    """
    if math.isnan(value):
        return amount_text(value, 0)
    if unit == "share":
        return f"{amount_text(value * 100, 2 + is_change, signed=is_change)} {'pp' if is_change else '%'}"
    if unit == "JOD/year":
        return f"{amount_text(value / _MILLION, 2 + is_change, signed=is_change)} m"
    decimals = {"JOD/month": 2 + is_change, "index": 5, "ratio": 3 + is_change}.get(unit, 0)
    return amount_text(value, decimals, signed=is_change)


def _poverty(rows: pandas.DataFrame, policy: str, language: str) -> Table:
    """The share of poor and the gap by governorate."""
    shown = rows[(rows["policy"] == policy) & (rows["figure"] == "level") & (rows["group_kind"] == "governorate")]
    return _pivot(shown, ("headcount", "gap", "poor"), f"group_{language}", say("governorate", language), language)


def _programmes(rows: pandas.DataFrame, policy: str, language: str) -> Table:
    shown = rows[(rows["policy"] == policy) & (rows["figure"] == "level") & (rows["group_kind"] == "all")]
    return _pivot(shown, _OF_PROGRAMMES, f"programme_{language}", say("programmes", language), language)


def _winners(rows: pandas.DataFrame, policy: str, language: str) -> Table:
    shown = rows[(rows["policy"] == policy) & rows["group_kind"].isin(["all", "decile"])]
    measures = tuple(shown["measure"].drop_duplicates())
    return _pivot(shown, measures, f"group_{language}", say("winners", language), language)


def _pivot(rows: pandas.DataFrame, measures: tuple[str, ...], name: str, title: str, language: str) -> Table:
    """One line for each group, one column for each measure."""
    labels = rows.drop_duplicates("measure").set_index("measure")[f"label_{language}"].to_dict()
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("")
    for measure in measures:
        table.add_column(str(labels.get(measure, measure)), justify="right")
    for group, of_group in rows.groupby(["programme", "group_kind", "group"], sort=False):
        by_measure = of_group.set_index("measure").to_dict(orient="index")
        cells = [figure_text(by_measure[one]["value"], by_measure[one]["unit"]) for one in measures]
        table.add_row(str(of_group[name].iloc[0] if group else ""), *cells)
    return table
