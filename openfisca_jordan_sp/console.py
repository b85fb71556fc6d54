"""A comparison printed on a terminal."""

from __future__ import annotations

from typing import Any

import numpy
import pandas
from rich import box
from rich.console import Console
from rich.table import Table

from openfisca_jordan_sp.comparison import Comparison

#: Figures of the cost tables: column prefix, heading, what it is divided by, decimals.
_FIGURES = (
    ("cost_month", "m JOD/month", 1e6, 3),
    ("cost_year", "m JOD/year", 1e6, 2),
    ("families", "families", 1, 0),
    ("persons", "persons", 1, 0),
    ("mean_amount", "mean JOD", 1, 2),
)
#: Columns of text that the widest table needs; a narrower window wraps lines but never cuts a figure.
WIDTH = 150
_SCENARIOS = ("baseline", "reform", "difference")


def show(result: Comparison, screen: Console) -> None:
    """Print every table of a comparison, with what its figures rest on."""
    tables = result.tables
    screen.print(f"\n[bold]{result.policy.title.en}[/bold]  against the law in force, {result.period}")
    for note in result.notes():
        screen.print(f"- {note.en}", style="yellow", highlight=False)
    screen.print(_provisions(tables["provisions"]))
    screen.print(_costs(_in_use(tables["programmes"], "programme"), "label_en", "Programmes"))
    screen.print(_costs(tables["pillars"], "label_en", "Pillars of the strategy"))
    screen.print(_costs(_in_use(tables["levies"], "levy"), "label_en", "Contributions and taxes paid"))
    screen.print(_services(tables["services"]))
    screen.print(_costs(tables["governorates"], "label_en", "Governorates"))
    screen.print(_costs(tables["deciles"], "decile", "Deciles of persons by consumption per head"))
    screen.print(_poverty(result))
    screen.print(_winners(tables["winners_losers"]))
    screen.print(published(tables["published"]))


def _in_use(rows: pandas.DataFrame, name: str) -> pandas.DataFrame:
    """The programmes or levies of any amount in either policy; the files keep all."""
    used = (rows["cost_year_baseline"] != 0) | (rows["cost_year_reform"] != 0)
    return rows[used | (rows[name] == "total")]


def new_table(title: str, *headings: str) -> Table:
    """A table whose first column names the rows and whose other columns are numbers."""
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for index, heading in enumerate(headings):
        table.add_column(heading, justify="left" if index == 0 else "right", no_wrap=index > 0)
    return table


def amount_text(value: float, decimals: int, *, signed: bool = False) -> str:
    """A number with thousands separated; with `signed`, also the plus of what is more than nothing."""
    if numpy.isnan(value):
        return "…"  # few people of a survey stand behind it
    # Adding zero turns a negative zero into a plain one.
    return f"{round(value, decimals) + 0.0:{'+' if signed and round(value, decimals) else ''},.{decimals}f}"


def _costs(rows: pandas.DataFrame, name: str, title: str) -> Table:
    """Cost and reach: for each figure what it was, and by how much it changes."""
    headings = [heading for _, unit, _, _ in _FIGURES for heading in (unit, "change")]
    table = new_table(title, "", *headings)
    for row in rows.to_dict(orient="records"):
        cells = []
        for figure, _, divisor, decimals in _FIGURES:
            cells.append(amount_text(row[f"{figure}_baseline"] / divisor, decimals))
            cells.append(amount_text(row[f"{figure}_difference"] / divisor, decimals, signed=True))
        table.add_row(str(row[name]), *cells)
    return table


def _services(rows: pandas.DataFrame) -> Table:
    """Rights to services: counted, and valued where a source gives a value."""
    table = new_table("Services: who is entitled", "", "counted in", "entitled", "change", "m JOD/month", "change")
    plurals = {"person": "persons", "family": "families", "household": "households"}
    for row in rows.to_dict(orient="records"):
        reach = [amount_text(row["entitled_baseline"], 0), amount_text(row["entitled_difference"], 0, signed=True)]
        values = [row["value_month_baseline"], row["value_month_difference"]]
        is_known = any(pandas.notna(value) for value in values)
        worth = [amount_text(value / 1e6, 3) for value in values] if is_known else ["", ""]
        table.add_row(row["label_en"], plurals[row["entity"]], *reach, *worth)
    return table


def _provisions(rows: pandas.DataFrame) -> Table:
    table = new_table("What the reform changes", "parameter", "from", "before", "after", "unit", "before is")
    for row in rows.to_dict(orient="records"):
        before, after = law_value(row["before"]), law_value(row["after"])
        table.add_row(row["path"], row["date"], before, after, row["unit"], row["before_confidence"] or "new")
    return table


def law_value(value: Any) -> str:
    """A value of the law as it stands: a number, yes or no, a date or another text, or none."""
    if pandas.isna(value):
        return "unset"
    if isinstance(value, bool | numpy.bool_):
        return "yes" if value else "no"
    return value if isinstance(value, str) else f"{value:g}"


def _poverty(result: Comparison) -> Table:
    title = f"Poverty at {result.line:.2f} JOD a person and month, and inequality (average month of the year)"
    table = new_table(title, "", *_SCENARIOS)
    for row in result.tables["poverty"].to_dict(orient="records"):
        for figure in ("headcount", "gap", "severity"):
            cells = [share_text(row[f"{figure}_{scenario}"], scenario) for scenario in _SCENARIOS]
            table.add_row(f"{row['label_en']}: {figure}", *cells)
    inequality: dict[Any, Any] = result.tables["inequality"].to_dict(orient="records")[0]
    gini = [amount_text(inequality[f"gini_{s}"], 5, signed=s == "difference") for s in _SCENARIOS]
    table.add_row("Gini of consumption per head", *gini)
    return table


def share_text(share: float, scenario: str) -> str:
    """A share in per cent; a `difference` in percentage points."""
    if numpy.isnan(share):
        return "…"
    if scenario == "difference":
        return f"{amount_text(share * 100, 3, signed=True)} pp"
    return f"{amount_text(share * 100, 3)} %"


def _winners(rows: pandas.DataFrame) -> Table:
    table = new_table("Winners and losers by decile", "decile", "gain", "lose", "unchanged", "mean JOD/person/month")
    for row in rows.to_dict(orient="records"):
        values = [row[f"share_{kind}"] for kind in ("gain", "lose", "unchanged")]
        shares = ["…" if numpy.isnan(value) else f"{value * 100:.1f} %" for value in values]
        table.add_row(row["decile"], *shares, amount_text(row["mean_change"], 3, signed=True))
    return table


def published(rows: pandas.DataFrame) -> Table:
    """The law in force beside what is published of the Fund's cash."""
    table = new_table("National Aid Fund cash: baseline beside published", "", "published", "model", "difference", "")
    names = {"families": "families", "cost_month": "JOD a month"}
    for row in rows.to_dict(orient="records"):
        table.add_row(
            f"{row['date'][:7]} {names[row['figure']]}",
            amount_text(row["published"], 0),
            amount_text(row["model"], 0),
            amount_text(row["difference"], 0, signed=True),
            "…" if numpy.isnan(row["model"]) else f"{row['relative_difference'] * 100:+.1f} %",
        )
    return table
