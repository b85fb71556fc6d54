"""The command `jordan-sp compare`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console

from openfisca_jordan_sp import comparison, console
from openfisca_jordan_sp.asked import parse_years
from openfisca_jordan_sp.asked_policies import parse_policies
from openfisca_jordan_sp.comparison import Comparison, Comparisons
from openfisca_jordan_sp.console_words import say
from openfisca_jordan_sp.cost_path import FIRST_COMPUTED_YEAR, CostPath, CostPaths, compare_years_each
from openfisca_jordan_sp.cost_path_screen import show_path, show_paths
from openfisca_jordan_sp.engine.evaluate import Engine
from openfisca_jordan_sp.policies_screen import WIDTH as WIDTH_OF_POLICIES
from openfisca_jordan_sp.policies_screen import show_policies
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.population_options import population_options
from openfisca_jordan_sp.populations.ageing import LAST_YEAR, AgeingSeries, load_series
from openfisca_jordan_sp.progress import progress_bar
from openfisca_jordan_sp.results import Result
from openfisca_jordan_sp.results.formats import CSV, parse_formats
from openfisca_jordan_sp.saving import has_charts
from openfisca_jordan_sp.screens import screen_for
from openfisca_jordan_sp.writing import Writing


@click.command()
@click.argument("policies", nargs=-1, metavar="POLICY...")
@population_options()
@click.option(
    "--engine",
    type=click.Choice(["fast", "plain"]),
    default="fast",
    show_default=True,
    help="`plain` OpenFisca gives the same, some twenty times slower.",
)
@click.option("--years", help="Years for the cost path, such as 2026:2033 or 2026,2028, with the month of --period.")
@click.option("--series", type=click.Path(path_type=Path), help="With --years: file of prices, earnings and people.")
@click.option("--set", "settings", multiple=True, metavar="PATH=VALUE", help="With --years: replace one value of them.")
@click.option("--out", type=click.Path(path_type=Path), help="Write JSON, tables and report.html here.")
@click.option("--format", "formats", help="With --out: formats of the tables: csv (if left out), parquet, xlsx, stata.")
@click.pass_context
def compare(
    ctx: click.Context,
    /,
    policies: tuple[str, ...],
    years: str | None,
    series: Path | None,
    settings: tuple[str, ...],
    out: Path | None,
    formats: str | None,
    engine: Engine,
    **asked: str,
) -> None:
    """Compare the law in force with the law under each POLICY on a population.

    POLICY is a file, or the id of a reform in the catalogue (see `jordan-sp reform list`);
    reforms joined with a plus (a+b) are applied together, in their order. Several policies
    stand side by side. With --years the population is carried from year to year, and the
    cost of each is shown.
    """
    if not policies:
        raise click.UsageError("name at least one reform; `jordan-sp reform list` lists those of the catalogue.", ctx)
    if years is None and (series is not None or settings):
        raise click.UsageError("--series and --set are for --years.", ctx)
    if years is not None and engine != "fast":
        raise click.UsageError("--engine is not for --years.", ctx)
    if formats is not None and out is None:
        raise click.UsageError("--format is for --out.", ctx)
    wanted, language = parse_formats(CSV if formats is None else formats), ctx.find_root().params["language"]
    parsed = parse_policies(policies)
    if years is None:
        result: Result = _compared(parsed, asked, engine)
    else:
        result = _path(parsed, asked, years, load_series(series, settings))
    screen = screen_for(Writing(language), _width(result))
    _show(result, screen, language)
    if out is not None:
        written = result.save(out, language, wanted)
        files = ", ".join(path.name for path in written)
        screen.print("\n" + say("written", language, out=out, files=files), highlight=False, markup=False)
        if not has_charts():
            screen.print(say("no_report", language), markup=False)


def _compared(policies: Sequence[Policy], asked: dict[str, str], engine: Engine) -> Comparison | Comparisons:
    count = len(policies)
    with progress_bar() as progress:
        name = "Law in force and reform" if count == 1 else f"Law in force and {count} policies"
        task = progress.add_task(name, total=comparison.progress_steps(count))
        return comparison.compare_each(
            policies, **asked, engine=engine, progress=lambda steps: progress.advance(task, steps)
        )


def _path(policies: Sequence[Policy], asked: dict[str, str], years: str, series: AgeingSeries) -> CostPath | CostPaths:
    with progress_bar() as progress:
        count = len(parse_years(years, FIRST_COMPUTED_YEAR, LAST_YEAR))
        task = progress.add_task(f"{count} year(s)", total=comparison.progress_steps(len(policies)) * count)
        return compare_years_each(
            policies, years, **asked, series=series, progress=lambda steps: progress.advance(task, steps)
        )


def _width(result: Result) -> int:
    """Columns that a result needs; several policies stand in a narrower form."""
    return WIDTH_OF_POLICIES if isinstance(result, Comparisons) else console.WIDTH


def _show(result: Result, screen: Console, language: str) -> None:
    if isinstance(result, Comparisons):
        show_policies(result, screen, language)
    elif isinstance(result, Comparison):
        console.show(result, screen, language)
    elif isinstance(result, CostPath):
        show_path(result, screen)
    elif isinstance(result, CostPaths):
        show_paths(result, screen)
