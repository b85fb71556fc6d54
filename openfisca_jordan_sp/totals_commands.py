"""The command `jordan-sp totals`: populations of any size, in partitions, on this machine or on a cluster."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from openfisca_jordan_sp.population_options import population_options
from openfisca_jordan_sp.progress import progress_bar
from openfisca_jordan_sp.screens import screen_for
from openfisca_jordan_sp.writing import Writing

# What evaluates a population is loaded only when one is asked for.
if TYPE_CHECKING:
    from openfisca_jordan_sp.totals import Totals


@click.command("totals")
@click.argument("reforms", nargs=-1, metavar="[REFORM]...")
@population_options()
@click.option("--month-only", is_flag=True, help="Leave out the calendar year of the month.")
@click.option("--workers", type=click.IntRange(min=1), help="Compute in so many processes (extra `cluster`).")
@click.option("--scheduler", metavar="ADDRESS", help="Compute on the workers of a Dask scheduler: tcp://host:8786.")
@click.option("--out", type=click.Path(path_type=Path), help="Write JSON, a CSV file a table and report.html here.")
@click.pass_context
def totals(
    ctx: click.Context,
    /,
    reforms: tuple[str, ...],
    month_only: bool,
    workers: int | None,
    scheduler: str | None,
    out: Path | None,
    **asked: str,
) -> None:
    """Cost, reach, poverty and inequality of a population of any size.

    Of the law in force, and beside it under each REFORM: a file, the id of a reform in the catalogue
    (see `jordan-sp reforms`), or several applied together as a+b. The population is read and computed in partitions,
    in memory that does not grow with it; by threads of this process unless --workers or --scheduler say otherwise.
    """
    if workers is not None and scheduler is not None:
        raise click.UsageError("--workers is for this machine, --scheduler for others: give one of them.", ctx)
    from openfisca_jordan_sp.totals_screen import WIDTH, say, show  # noqa: PLC0415

    language = ctx.find_root().params["language"]
    result = _computed(reforms, asked, workers, scheduler, with_year=not month_only)
    screen = screen_for(Writing(language), WIDTH)
    show(result, screen, language)
    if out is not None:
        files = ", ".join(path.name for path in result.save(out, language))
        screen.print(say("written", language, out=out, files=files), markup=False, highlight=False)


def _computed(
    reforms: tuple[str, ...], asked: dict[str, Any], workers: int | None, scheduler: str | None, *, with_year: bool
) -> Totals:
    from openfisca_jordan_sp.asked import parse_line, parse_month  # noqa: PLC0415
    from openfisca_jordan_sp.asked_policies import parse_policies  # noqa: PLC0415
    from openfisca_jordan_sp.engine.dask_workers import Dask  # noqa: PLC0415
    from openfisca_jordan_sp.engine.executors import Threads  # noqa: PLC0415
    from openfisca_jordan_sp.engine.parts_source import FolderParts  # noqa: PLC0415
    from openfisca_jordan_sp.totals import totals as compute  # noqa: PLC0415

    # Mistakes are told before workers are started.
    parse_line(asked["line"], parse_month(asked["period"]))
    policies, source = parse_policies(reforms), FolderParts(asked.pop("population"))
    by_dask = workers is not None or scheduler is not None
    with progress_bar() as progress, Dask(scheduler, workers) if by_dask else nullcontext(Threads()) as executor:
        task = progress.add_task("Partitions", total=None)
        return compute(
            *policies,
            population=source,
            with_year=with_year,
            executor=executor,
            progress=lambda done, of: progress.update(task, completed=done, total=of),
            **asked,
        )
