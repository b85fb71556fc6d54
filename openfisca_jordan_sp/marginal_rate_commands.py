"""The command `jordan-sp marginal-rates`: what earners keep of a raise."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click
import pandas
from openfisca_core.periods import Period
from rich import box
from rich.console import Console
from rich.table import Table

from openfisca_jordan_sp.asked import parse_month
from openfisca_jordan_sp.comparison import DEFAULT_PERIOD
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.measures.marginal_rate_tables import marginal_rate_tables
from openfisca_jordan_sp.measures.marginal_rates import SMALLEST_STEP
from openfisca_jordan_sp.measures.small_cells import hidden_notes
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.store import read_population
from openfisca_jordan_sp.results import TableResult

_WORDS = {
    "title": Text(
        "Effective marginal rates of the highest earners, {period}", "معدلات الاقتطاع الحدية لأعلى الأجور، {period}"
    ),
    "note": Text(
        "The part of a raise of {step:g} JOD a month that the household loses in contributions, taxes and benefits.",
        "ما تفقده الأسرة من زيادة {step:g} دينار شهريا في الاشتراكات والضرائب والمنافع.",
    ),
    "synthetic": Text("The population is synthetic, not a survey.", "السكان مولدون اصطناعيا وليسوا مسحا."),
    "band": Text("rate", "المعدل"),
    "decile": Text("decile of consumption", "عشير الاستهلاك"),
    "all": Text("all", "الجميع"),
    "earners": Text("earners", "ذوو الأجور"),
    "share": Text("share", "الحصة"),
    "mean": Text("mean", "المتوسط"),
    "median": Text("median", "الوسيط"),
    "baseline": Text("law in force", "القانون النافذ"),
    "reform": Text("reform", "المشروع"),
    "written": Text("Written to {out}: {files}", "كُتب في {out}: {files}"),
}


@click.command("marginal-rates")
@click.argument("reforms", nargs=-1, metavar="[REFORM]...")
@click.option("--population", default="demo", show_default=True, help="`demo`, or the folder of a population.")
@click.option("--period", default=DEFAULT_PERIOD, show_default=True, help="Month: YYYY-MM.")
@click.option("--step", default=SMALLEST_STEP, show_default=True, type=float, help="The raise, JOD a month: 1 or more.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the two tables here as CSV.")
@click.pass_context
def marginal_rates(
    ctx: click.Context, reforms: tuple[str, ...], population: str, period: str, step: float, out: Path | None
) -> None:
    """Tell how much of a raise in wage earners lose again, under the law in force and under REFORM...

    The highest earner of each household gets the raise. Where it costs more than it brings, see `jordan-sp law cliffs`.
    """
    language = ctx.find_root().params["language"]
    policy, month = Policy.of(*reforms), parse_month(period)
    people = read_population(population)
    tables = marginal_rate_tables(policy, people, month, step)
    screen = Console(width=max(Console().width, 100))
    screen.print(f"\n[bold]{_say('title', language, period=month)}[/bold]", highlight=False)
    if policy.reforms:
        screen.print(getattr(policy.title, language), markup=False, highlight=False)
    screen.print(_say("note", language, step=step), highlight=False)
    if people.manifest.get("kind") == "synthetic":
        screen.print(_say("synthetic", language), style="yellow", highlight=False)
    screen.print(_bands(tables["bands"], language))
    screen.print(_deciles(tables["deciles"], language))
    if out is not None:
        written = as_result(tables, policy, people, month, step).to_csv(out)
        files = ", ".join(path.name for path in written)
        screen.print(_say("written", language, out=out, files=files), markup=False, highlight=False)


def as_result(
    tables: Mapping[str, pandas.DataFrame], policy: Policy, population: Population, period: Period, step: float
) -> TableResult:
    """The tables of marginal rates as a result, each named `marginal_rates_<name>`."""
    title = Text(*(str(getattr(_WORDS["title"], language)).format(period=period) for language in ("en", "ar")))
    note = Text(*(str(getattr(_WORDS["note"], language)).format(step=step) for language in ("en", "ar")))
    return TableResult(
        tables={f"marginal_rates_{name}": table for name, table in tables.items()},
        population=dict(population.manifest),
        name=title,
        facts={"policy": {"id": policy.id, "title": vars(policy.title)}, "period": str(period), "step": step},
        remarks=(note, *hidden_notes(population.manifest)),
    )


def _say(key: str, language: str, **values: object) -> str:
    return str(getattr(_WORDS[key], language)).format(**values)


def _table(language: str, first: str, figures: tuple[str, ...], policies: list[str]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(_say(first, language), no_wrap=True)
    for policy in policies:
        for figure in figures:
            table.add_column(f"{_say(figure, language)}\n{_say(policy, language)}", justify="right")
    return table


def _policies(rows: pandas.DataFrame, figure: str) -> list[str]:
    return [name for name in ("baseline", "reform") if f"{figure}_{name}" in rows]


def _bands(rows: pandas.DataFrame, language: str) -> Table:
    policies = _policies(rows, "share")
    table = _table(language, "band", ("earners", "share"), policies)
    for row in rows.to_dict(orient="records"):
        cells = [(f"{row[f'earners_{name}']:,.0f}", f"{row[f'share_{name}'] * 100:.1f} %") for name in policies]
        shown = (cell.replace("nan %", "…").replace("nan", "…") for pair in cells for cell in pair)
        table.add_row(row[f"band_{language}"], *shown)
    return table


def _deciles(rows: pandas.DataFrame, language: str) -> Table:
    policies = _policies(rows, "mean")
    table = _table(language, "decile", ("mean", "median"), policies)
    for row in rows.to_dict(orient="records"):
        figures = [row[f"{figure}_{name}"] for name in policies for figure in ("mean", "median")]
        group = _say("all", language) if row["decile"] == "all" else row["decile"]
        table.add_row(group, *("–" if value != value else f"{value * 100:.1f} %" for value in figures))  # noqa: PLR0124
    return table
