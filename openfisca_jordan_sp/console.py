"""A comparison printed on a terminal."""

from __future__ import annotations

from typing import Any

import numpy
import pandas
from rich import box
from rich.console import Console
from rich.table import Table

from openfisca_jordan_sp.comparison import Comparison
from openfisca_jordan_sp.console_words import say
from openfisca_jordan_sp.law.words import Words

#: Figures of the cost tables: prefix of the columns, what it is divided by, decimals.
_FIGURES = (
    ("cost_month", 1e6, 3),
    ("cost_year", 1e6, 2),
    ("families", 1, 0),
    ("persons", 1, 0),
    ("mean_amount", 1, 2),
)
#: Columns of text that the widest table needs; a narrower window wraps lines but never cuts a figure.
WIDTH = 150
_SCENARIOS = ("baseline", "reform", "difference")


def show(result: Comparison, screen: Console, language: str = "en") -> None:
    """Print every table of a comparison, with what its figures rest on."""
    tables, label = result.tables, f"label_{language}"
    against = say("against", language, period=result.period)
    screen.print(f"\n[bold]{getattr(result.policy.title, language)}[/bold]  {against}")
    for note in result.notes():
        screen.print(f"- {getattr(note, language)}", style="yellow", highlight=False, markup=False)
    screen.print(_provisions(tables["provisions"], language))
    screen.print(_costs(_in_use(tables["programmes"], "programme"), label, "programmes", language))
    screen.print(_costs(tables["pillars"], label, "pillars", language))
    screen.print(_costs(_in_use(tables["levies"], "levy"), label, "levies", language))
    screen.print(_services(tables["services"], language))
    screen.print(_costs(tables["governorates"], label, "governorates", language))
    screen.print(_costs(tables["deciles"], "decile", "deciles", language))
    screen.print(_poverty(result, language))
    screen.print(_winners(tables["winners_losers"], language))
    screen.print(published(tables["published"], language))


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


def _costs(rows: pandas.DataFrame, name: str, title: str, language: str) -> Table:
    """Cost and reach: for each figure what it was, and by how much it changes."""
    headings = [say(key, language) for figure, _, _ in _FIGURES for key in (figure, "change")]
    table = new_table(say(title, language), "", *headings)
    for row in rows.to_dict(orient="records"):
        cells = []
        for figure, divisor, decimals in _FIGURES:
            cells.append(amount_text(row[f"{figure}_baseline"] / divisor, decimals))
            cells.append(amount_text(row[f"{figure}_difference"] / divisor, decimals, signed=True))
        table.add_row(_decile(row[name], language), *cells)
    return table


def _decile(name: Any, language: str) -> str:
    """The name of a row; a decile's number, or `all`."""
    return say("all", language) if name == "all" else str(name)


def _services(rows: pandas.DataFrame, language: str) -> Table:
    """Rights to services: counted, and valued where a source gives a value."""
    keys = ("counted_in", "entitled", "change", "cost_month", "change")
    table = new_table(say("services", language), "", *(say(key, language) for key in keys))
    for row in rows.to_dict(orient="records"):
        reach = [amount_text(row["entitled_baseline"], 0), amount_text(row["entitled_difference"], 0, signed=True)]
        values = [row["value_month_baseline"], row["value_month_difference"]]
        is_known = any(pandas.notna(value) for value in values)
        worth = [amount_text(value / 1e6, 3) for value in values] if is_known else ["", ""]
        table.add_row(row[f"label_{language}"], say(row["entity"], language), *reach, *worth)
    return table


def _provisions(rows: pandas.DataFrame, language: str) -> Table:
    words = Words(language)
    keys = ("parameter", "from", "before", "after", "unit", "before_is")
    table = new_table(say("provisions", language), *(say(key, language) for key in keys))
    for row in rows.to_dict(orient="records"):
        before, after = law_value(row["before"], language), law_value(row["after"], language)
        known = row["before_confidence"]
        confidence = words(f"confidence_{known}") if known else say("new", language)
        unit = row["unit"] if language == "en" else words.unit(row["unit"])
        table.add_row(row["path"], row["date"], before, after, unit, confidence)
    return table


def law_value(value: Any, language: str = "en") -> str:
    """A value of the law as it stands: a number, yes or no, a date or another text, or none."""
    words = Words(language)
    if pandas.isna(value):
        return words("unset")
    if isinstance(value, bool | numpy.bool_):
        return words("yes" if value else "no")
    return words.value(value) if isinstance(value, str) else f"{value:g}"


def _poverty(result: Comparison, language: str) -> Table:
    table = new_table(say("poverty", language, line=result.line), "", *(say(one, language) for one in _SCENARIOS))
    for row in result.tables["poverty"].to_dict(orient="records"):
        for figure in ("headcount", "gap", "severity"):
            cells = [share_text(row[f"{figure}_{scenario}"], scenario, language) for scenario in _SCENARIOS]
            table.add_row(f"{row[f'label_{language}']}: {say(figure, language)}", *cells)
    inequality: dict[Any, Any] = result.tables["inequality"].to_dict(orient="records")[0]
    gini = [amount_text(inequality[f"gini_{s}"], 5, signed=s == "difference") for s in _SCENARIOS]
    table.add_row(say("gini", language), *gini)
    return table


def share_text(share: float, scenario: str, language: str = "en") -> str:
    """A share in per cent; a `difference` in percentage points."""
    if numpy.isnan(share):
        return "…"
    if scenario == "difference":
        return f"{amount_text(share * 100, 3, signed=True)} {say('points', language)}"
    return f"{amount_text(share * 100, 3)} %"


def _winners(rows: pandas.DataFrame, language: str) -> Table:
    keys = ("decile", "gain", "lose", "unchanged", "mean_change")
    table = new_table(say("winners", language), *(say(key, language) for key in keys))
    for row in rows.to_dict(orient="records"):
        values = [row[f"share_{kind}"] for kind in ("gain", "lose", "unchanged")]
        shares = ["…" if numpy.isnan(value) else f"{value * 100:.1f} %" for value in values]
        table.add_row(_decile(row["decile"], language), *shares, amount_text(row["mean_change"], 3, signed=True))
    return table


def published(rows: pandas.DataFrame, language: str = "en") -> Table:
    """The law in force beside what is published of the Fund's cash."""
    headings = (say(key, language) for key in ("published_column", "model", "difference"))
    table = new_table(say("published", language), "", *headings, "")
    for row in rows.to_dict(orient="records"):
        table.add_row(
            f"{row['date'][:7]} {say('published_' + row['figure'], language)}",
            amount_text(row["published"], 0),
            amount_text(row["model"], 0),
            amount_text(row["difference"], 0, signed=True),
            "…" if numpy.isnan(row["model"]) else f"{row['relative_difference'] * 100:+.1f} %",
        )
    return table
