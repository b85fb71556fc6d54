"""The command `jordan-sp statistics`: poverty, inequality, targeting, winners and budget, with their errors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from openfisca_jordan_sp.measures.statistics_options import DEFAULT_OPTIONS, SCALES, UNITS, WELFARES, Options
from openfisca_jordan_sp.population_options import population_options
from openfisca_jordan_sp.screens import screen_for
from openfisca_jordan_sp.writing import Writing


@click.command("statistics")
@click.argument("reforms", nargs=-1, metavar="[REFORM]...")
@population_options(month="Month: YYYY-MM; figures are of its year.", line="JOD a head (or adult equivalent) and month")
@click.option("--welfare", type=click.Choice(WELFARES), default=DEFAULT_OPTIONS.welfare, show_default=True)
@click.option(
    "--per", type=click.Choice(SCALES), default=DEFAULT_OPTIONS.per, show_default=True, help="Equivalence scale."
)
@click.option(
    "--unit", type=click.Choice(UNITS), default=DEFAULT_OPTIONS.unit, show_default=True, help="Whom to count."
)
@click.option(
    "--replicates",
    type=int,
    default=DEFAULT_OPTIONS.replicates,
    show_default=True,
    help="For standard errors; 0: none.",
)
@click.option("--seed", type=int, default=DEFAULT_OPTIONS.seed, show_default=True, help="Of the replicates.")
@click.option("--marginal-rates", is_flag=True, help="Effective marginal rates too (two more evaluations a policy).")
@click.option("--out", type=click.Path(path_type=Path), help="Write JSON, a CSV file a table and report.html here.")
@click.pass_context
def statistics(
    ctx: click.Context,
    /,
    reforms: tuple[str, ...],
    population: str,
    period: str,
    line: str,
    out: Path | None,
    **asked: Any,
) -> None:
    """Poverty, inequality, targeting, winners, overlap and budget, with standard errors.

    Of the law in force, and of the law under each REFORM beside it: a file, the id of a reform in the catalogue
    (see `jordan-sp reforms`), or several applied together as a+b.
    """
    # What evaluates a population is loaded only when one is asked for.
    from openfisca_jordan_sp.population_statistics import statistics as compute  # noqa: PLC0415
    from openfisca_jordan_sp.statistics_screen import WIDTH, say, show  # noqa: PLC0415

    language, options = ctx.find_root().params["language"], Options(**asked)
    result = compute(*reforms, population=population, period=period, line=line, options=options)
    screen = screen_for(Writing(language), WIDTH)
    show(result.tables, screen, language, str(result.period))
    if out is not None:
        files = ", ".join(path.name for path in result.save(out, language))
        screen.print(say("written", language, out=out, files=files), markup=False, highlight=False)
