"""`jordan-sp population check`: the quality report of a population folder."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from openfisca_jordan_sp.population_check import check_population
from openfisca_jordan_sp.population_screen import WIDTH, show_quality
from openfisca_jordan_sp.populations.quality.held_out import HeldOut
from openfisca_jordan_sp.populations.quality.texts import QualityTexts
from openfisca_jordan_sp.populations.synthesise.held_out import BLOCKS, held_out

#: The exit code of a check that fails; a user's mistake has another one.
CHECK_FAILED = 1


@click.command()
@click.argument("directory", metavar="DIR")
@click.option("--targets", type=click.Path(path_type=Path), help="Hold it against these targets instead of its own.")
@click.option("--model/--no-model", default=True, show_default=True, help="Compute what the law pays in a month.")
@click.option(
    "--held-out/--no-held-out",
    "with_held_out",
    default=False,
    show_default=True,
    help="Calibrate again without each target, to see how well the others predict it (slow).",
)
@click.option("--period", help="That month: YYYY-MM; the one after the base date by default.")
@click.option("--all", "everything", is_flag=True, help="Show every row, not only those that are off.")
@click.option("--out", type=click.Path(path_type=Path), help="Write JSON, CSV tables and quality.html here.")
@click.pass_context
def check(
    ctx: click.Context,
    directory: str,
    targets: Path | None,
    model: bool,
    with_held_out: bool,
    period: str | None,
    everything: bool,
    out: Path | None,
) -> None:
    """Hold the population DIR (a folder, or `demo`) against its targets and its own logic.

    The exit code is 0 if every fitted target is within its tolerance (0.5 % at full size, 2 % in a sample) and no
    relationship is impossible, 1 if not, 2 if the folder, its files or an option is wrong.
    """
    language = ctx.find_root().params["language"]
    with _spinner() as progress:
        task = progress.add_task("Parts checked", total=None)
        report = check_population(
            directory,
            targets=targets,
            with_model=model,
            period=period,
            held_out=HeldOut(BLOCKS, held_out) if with_held_out else None,
            progress=lambda: progress.advance(task),
        )
    screen = Console(width=max(Console().width, WIDTH))
    show_quality(report, screen, language, everything=everything)
    if out is not None:
        texts = QualityTexts(language)
        written = report.save(out, language)
        names = ", ".join(path.name for path in written)
        screen.print(texts("written", out=out, files=names), highlight=False, markup=False)
        if not any(path.suffix == ".html" for path in written):
            screen.print(texts("no_charts"), highlight=False, markup=False)
    if not report.has_passed:
        ctx.exit(CHECK_FAILED)


def _spinner() -> Progress:
    """On the error stream, so that output can be piped."""
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}: {task.completed}"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
