"""The command `jordan-sp marginal-rates`: what earners keep of a raise."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import click
import pandas
from rich import box
from rich.console import Console
from rich.table import Table

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.marginal_rates import MarginalRates
from openfisca_jordan_sp.marginal_rates import marginal_rates as compute
from openfisca_jordan_sp.measures.marginal_rates import SMALLEST_STEP
from openfisca_jordan_sp.policies_screen import WIDTH, broken
from openfisca_jordan_sp.population_options import month_option, population_option

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


@click.command("marginal-rates")
@click.argument("policies", nargs=-1, metavar="[POLICY]...")
@population_option
@month_option("Month: YYYY-MM.")
@click.option("--step", default=SMALLEST_STEP, show_default=True, type=float, help="The raise, JOD a month: 1 or more.")
@click.option("--out", type=click.Path(path_type=Path), help="Write JSON and the two tables here as CSV.")
@click.pass_context
def marginal_rates(ctx: click.Context, /, policies: tuple[str, ...], out: Path | None, **asked: Any) -> None:
    """Tell how much of a raise in wage earners lose again, under the law in force and under each POLICY.

    POLICY is a file, or the id of a reform in the catalogue (see `jordan-sp reforms`);
    reforms joined with a plus (a+b) are applied together, in their order. Several policies
    stand side by side. The highest earner of each household gets the raise. Where it costs
    more than it brings, see `jordan-sp law cliffs`.
    """
    language = ctx.find_root().params["language"]
    result = compute(*policies, **asked)
    screen = Console(width=max(Console().width, WIDTH))
    _show(result, screen, language)
    if out is not None:
        files = ", ".join(path.name for path in result.save(out, language))
        screen.print(_say("written", language, out=out, files=files), markup=False, highlight=False)


def _show(result: MarginalRates, screen: Console, language: str) -> None:
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


def _say(key: str, language: str, **values: object) -> str:
    return str(getattr(_WORDS[key], language)).format(**values)


def _table(kind: str, ids: list[str], tables: list[pandas.DataFrame], figures: tuple[str, ...], language: str) -> Table:
    """The law in force and the policies side by side, a column for each figure of each."""
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    made.add_column(_say(kind, language), no_wrap=True)
    for name in (_say("baseline", language), *(broken(policy, _COLUMN) for policy in ids)):
        for figure in figures:
            made.add_column(f"{_say(figure, language)}\n{name}", justify="right")
    columns = [tables[0][f"{figure}_baseline"] for figure in figures]
    columns += [of[f"{figure}_reform"] for of, _ in zip(tables, ids, strict=False) for figure in figures]
    names = tables[0][f"band_{language}" if kind == "band" else "decile"]
    gap = "…" if kind == "band" else "–"
    for row, name in enumerate(names):
        cells = [_cell(column.iloc[row], str(column.name), gap) for column in columns]
        made.add_row(_say("all", language) if name == "all" else str(name), *cells)
    return made


def _cell(value: float, column: str, gap: str) -> str:
    if math.isnan(value):
        return gap
    return f"{value:,.0f}" if column.startswith("earners") else f"{value * 100:.1f} %"
