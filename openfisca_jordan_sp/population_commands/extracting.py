"""`jordan-sp population extract`: a small weighted extract with the totals of a large population."""

from __future__ import annotations

from pathlib import Path

import click

from openfisca_jordan_sp.populations.extract import Total, extract_to


@click.command()
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--households", type=int, default=20_000, show_default=True, help="Number of households to draw.")
@click.option("--seed", type=int, default=1, show_default=True, help="0 or more: the same seed draws the same.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="A folder that is not there yet.")
def extract(directory: Path, households: int, seed: int, out: Path) -> None:
    """Draw a stratified, weighted extract of the population in DIRECTORY.

    Its weighted totals are those of DIRECTORY, within the errors that are printed.
    """
    totals = extract_to(directory, households, seed, out)
    click.echo(f"{'total':38} {'whole':>16} {'extract':>16} {'error':>9}")
    for total in totals:
        click.echo(_line(total))
    worst = max(totals, key=lambda total: abs(total.relative_error))
    click.echo(f"Largest error: {worst.relative_error:+.3%} ({worst.name}).")


def _line(total: Total) -> str:
    return f"{total.name:38} {total.whole:16,.0f} {total.extract:16,.0f} {total.relative_error:+9.3%}"
