"""Effective marginal rates printed on a terminal: the policies side by side."""

from __future__ import annotations

import math

import pandas
from rich import box
from rich.console import Console
from rich.table import Table

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.marginal_rates import MarginalRates
from openfisca_jordan_sp.policies_screen import WIDTH, broken

_WORDS = {
    "band": Text("rate", "المعدل"),
    "decile": Text("decile of consumption", "عشير الاستهلاك"),
    "all": Text("all", "الجميع"),
    "earners": Text("earners", "ذوو الأجور"),
    "share": Text("share", "الحصة"),
    "mean": Text("mean", "المتوسط"),
    "median": Text("median", "الوسيط"),
    "baseline": Text("law in force", "القانون النافذ"),
    "written": Text("Written to {out}: {files}", "كُتب في {out}: {files}"),
}
#: Policies that stand beside one another on a screen, and the columns of text that each may take.
_ABREAST, _COLUMN = 4, 14
#: What is shown of one policy, and of several, for which files have the rest.
_FIGURES = {"bands": (("earners", "share"), ("share",)), "deciles": (("mean", "median"), ("mean",))}


def show(result: MarginalRates, screen: Console, language: str) -> None:
    """Print the notes and the tables of marginal rates."""
    screen.print(f"\n[bold]{getattr(result.title, language)}[/bold]", highlight=False)
    for policy in result.policies:
        screen.print(f"  {policy.id}: {getattr(policy.title, language)}", markup=False, highlight=False)
    for note in result.notes():
        screen.print(f"- {getattr(note, language)}", style="yellow", markup=False, highlight=False)
    for first in range(0, max(len(result.policies), 1), _ABREAST):
        abreast = slice(first, first + _ABREAST)
        ids = [policy.id for policy in result.policies[abreast]]
        for name, figures in _FIGURES.items():
            tables = [of[name] for of in result.by_policy[abreast]]
            screen.print(_table(name.removesuffix("s"), ids, tables, figures[len(result.policies) > 1], language))


def say(key: str, language: str, **values: object) -> str:
    """A sentence of the command in a language."""
    return str(getattr(_WORDS[key], language)).format(**values)


def _table(kind: str, ids: list[str], tables: list[pandas.DataFrame], figures: tuple[str, ...], language: str) -> Table:
    """The law in force and the policies side by side, a column for each figure of each."""
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    made.add_column(say(kind, language), no_wrap=True)
    for name in (say("baseline", language), *(broken(policy, _COLUMN) for policy in ids)):
        for figure in figures:
            made.add_column(f"{say(figure, language)}\n{name}", justify="right")
    columns = [tables[0][f"{figure}_baseline"] for figure in figures]
    columns += [of[f"{figure}_reform"] for of, _ in zip(tables, ids, strict=False) for figure in figures]
    names = tables[0][f"band_{language}" if kind == "band" else "decile"]
    gap = "…" if kind == "band" else "–"
    for row, name in enumerate(names):
        cells = [_cell(column.iloc[row], str(column.name), gap) for column in columns]
        made.add_row(say("all", language) if name == "all" else str(name), *cells)
    return made


def _cell(value: float, column: str, gap: str) -> str:
    if math.isnan(value):
        return gap
    return f"{value:,.0f}" if column.startswith("earners") else f"{value * 100:.1f} %"


__all__ = ["WIDTH", "say", "show"]
