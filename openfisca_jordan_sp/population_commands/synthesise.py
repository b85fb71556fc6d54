"""`jordan-sp population synthesise`: the synthetic Kingdom, of any size."""

from __future__ import annotations

from pathlib import Path

import click

from openfisca_jordan_sp.populations.overrides import with_overrides
from openfisca_jordan_sp.populations.synthesise import synthesise_to
from openfisca_jordan_sp.populations.targets import load_targets


@click.command()
@click.option("--households", type=int, required=True, help="Number of households, at least 1,000 (all: 2475767).")
@click.option("--seed", type=int, required=True, help="0 or more: the same seed gives the same files.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="A folder that is not there yet.")
@click.option("--targets", type=click.Path(path_type=Path), help="A file of targets; those of the package if left out.")
@click.option(
    "--set",
    "overrides",
    multiple=True,
    metavar="PATH=VALUE",
    help="Change one target, such as households.female_headed=0.15; may be repeated.",
)
@click.option("--workers", type=int, default=1, show_default=True, help="Processes that make parts at the same time.")
def synthesise(
    households: int, seed: int, out: Path, targets: Path | None, overrides: tuple[str, ...], workers: int
) -> None:
    """Make a synthetic population that meets the targets, and write it as a folder.

    The same seed and targets give the same bytes, whatever the number of workers.
    """
    chosen = with_overrides(load_targets(targets), overrides)
    manifest = synthesise_to(out, households, seed, chosen, workers=workers, progress=_say)
    sizes = ", ".join(f"{manifest[table]:,} {table}" for table in ("households", "families", "persons"))
    click.echo(f"{out}: {sizes}. Synthetic: {manifest['targets_assumed']} of {manifest['targets_total']} targets are")
    click.echo("assumed or recalled. `jordan-sp population check` says how near it comes to each.")


def _say(step: str) -> None:
    """Name each step; of parts only every tenth and the last."""
    part, _, count = step.removeprefix("part ").partition(" of ")
    if not count or part == count or part.endswith("0"):
        click.echo(f"{step.replace('_', ' ')} ...", err=True)
