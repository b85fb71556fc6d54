"""The command `jordan-sp`: a thin skin over the package."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from openfisca_jordan_sp import comparison, console
from openfisca_jordan_sp.asked import parse_years
from openfisca_jordan_sp.cost_path import FIRST_COMPUTED_YEAR, CostPath, compare_years
from openfisca_jordan_sp.cost_path_screen import show_path
from openfisca_jordan_sp.errors import JordanSPError
from openfisca_jordan_sp.law_commands import law
from openfisca_jordan_sp.marginal_rate_commands import marginal_rates
from openfisca_jordan_sp.population_commands import population
from openfisca_jordan_sp.populations.ageing import LAST_YEAR, AgeingSeries, load_series
from openfisca_jordan_sp.reform import catalogue, load_reform
from openfisca_jordan_sp.statistics_commands import statistics
from openfisca_jordan_sp.totals_commands import totals

#: The exit code of a user's mistake, the same as click's for wrong options.
USER_MISTAKE = 2


class _ClearErrors(click.Group):
    """Shows the package's errors as clear lines, in the language asked for, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except JordanSPError as error:
            for line in error.lines(ctx.params.get("language", "en")):
                click.echo(f"jordan-sp: {line}", err=True)
            sys.exit(USER_MISTAKE)


@click.group(cls=_ClearErrors, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--language", type=click.Choice(["en", "ar"]), default="en", help="Language of errors and reports.")
@click.version_option(version("openfisca-jordan-sp"), prog_name="jordan-sp")
def main(language: str) -> None:
    """Jordan's social-protection law: compute it, change it, compare."""


@main.command()
@click.argument("reforms", nargs=-1, metavar="REFORM...")
@click.option("--population", default="demo", show_default=True, help="`demo`, or the folder of a population.")
@click.option("--period", default=comparison.DEFAULT_PERIOD, show_default=True, help="Month: YYYY-MM.")
@click.option(
    "--line",
    default="national",
    show_default=True,
    help="Poverty line: national, unindexed, naf, or JOD a person and month.",
)
@click.option("--years", help="Years for the cost path, such as 2026:2033 or 2026,2028, with the month of --period.")
@click.option("--series", type=click.Path(path_type=Path), help="With --years: file of prices, earnings and people.")
@click.option("--set", "settings", multiple=True, metavar="PATH=VALUE", help="With --years: replace one value of them.")
@click.option("--out", type=click.Path(path_type=Path), help="Write JSON, CSV files and report.html here.")
@click.pass_context
def compare(
    ctx: click.Context,
    /,
    reforms: tuple[str, ...],
    years: str | None,
    series: Path | None,
    settings: tuple[str, ...],
    out: Path | None,
    **asked: str,
) -> None:
    """Compare the law in force with the law under REFORM... on a population.

    REFORM is a file, or the id of a reform in the catalogue (see `jordan-sp reforms`).
    Several are applied together, in their order. With --years the population is
    carried from year to year, and the cost of each is shown.
    """
    if not reforms:
        raise click.UsageError("name at least one reform; `jordan-sp reforms` lists those of the catalogue.", ctx)
    if years is None and (series is not None or settings):
        raise click.UsageError("--series and --set are for --years.", ctx)
    screen = Console(width=max(Console().width, console.WIDTH))
    result = _compared(reforms, asked) if years is None else _path(reforms, asked, years, load_series(series, settings))
    if isinstance(result, CostPath):
        show_path(result, screen)
    else:
        console.show(result, screen)
    if out is not None:
        _save(result, out, ctx.find_root().params["language"], screen)


def _compared(reforms: tuple[str, ...], asked: dict[str, str]) -> comparison.Comparison:
    with _progress() as progress:
        task = progress.add_task("Law in force and reform", total=comparison.PROGRESS_STEPS)
        return comparison.compare(*reforms, **asked, progress=lambda steps: progress.advance(task, steps))


def _path(reforms: tuple[str, ...], asked: dict[str, str], years: str, series: AgeingSeries) -> CostPath:
    with _progress() as progress:
        count = len(parse_years(years, FIRST_COMPUTED_YEAR, LAST_YEAR))
        task = progress.add_task(f"{count} year(s)", total=comparison.PROGRESS_STEPS * count)
        return compare_years(
            *reforms, **asked, years=years, series=series, progress=lambda steps: progress.advance(task, steps)
        )


def _save(result: comparison.Comparison | CostPath, out: Path, language: str, screen: Console) -> None:
    written = result.save(out, language)
    screen.print(f"\nWritten to {out}: {', '.join(path.name for path in written)}", highlight=False)
    if not any(path.name == "report.html" for path in written):
        hint = "No report.html: install the charts with pip install 'openfisca-jordan-sp[report]'."
        screen.print(hint, markup=False)


@main.command()
def reforms() -> None:
    """List the reforms of the catalogue."""
    for name, path in catalogue().items():
        reform = load_reform(path)
        click.echo(f"{name:32} {reform.status:9} {reform.title.en}")


main.add_command(law)
main.add_command(marginal_rates)
main.add_command(population)
main.add_command(statistics)
main.add_command(totals)


def _progress() -> Progress:
    """A bar on the error stream, so that output can be piped."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
