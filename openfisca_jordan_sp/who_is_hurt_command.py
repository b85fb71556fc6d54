"""The command `jordan-sp who-is-hurt`: losing households in a handful of types, and the provisions responsible."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from openfisca_jordan_sp.defaults import DEFAULT_TYPES, MOST_TYPES
from openfisca_jordan_sp.population_options import month_option, population_option
from openfisca_jordan_sp.progress import progress_bar
from openfisca_jordan_sp.writing_options import writing_of, writing_options


@click.command("who-is-hurt")
@click.argument("policy")
@population_option
@month_option("Month: YYYY-MM; losses are of its calendar year.")
@click.option(
    "--types",
    default=DEFAULT_TYPES,
    show_default=True,
    type=int,
    help=f"Types of losing households at most: 1 to {MOST_TYPES}.",
)
@click.option("--seed", default=0, show_default=True, type=int, help="Of the orders drawn for many provisions.")
@click.option("--out", type=click.Path(path_type=Path), help="Write JSON, tables and report.html here.")
@click.option("--format", "formats", help="With --out: formats of the tables: csv (if left out), parquet, xlsx, stata.")
@writing_options
@click.pass_context
def who_is_hurt(ctx: click.Context, /, policy: str, out: Path | None, formats: str | None, **asked: Any) -> None:
    """Tell who loses by POLICY: a handful of types of households, and the provisions responsible.

    POLICY is a file, or the id of a reform in the catalogue (see `jordan-sp reform list`);
    reforms joined with a plus (a+b) are applied together, in their order. Each provision is
    switched on alone and left out of the whole; where few of them interact, each gets its
    Shapley share of the losses.
    """
    if formats is not None and out is None:
        raise click.UsageError("--format is for --out.", ctx)
    # What evaluates a population is loaded only when one is asked for.
    from openfisca_jordan_sp.hurt.result import who_is_hurt as compute  # noqa: PLC0415
    from openfisca_jordan_sp.results.formats import CSV, parse_formats  # noqa: PLC0415
    from openfisca_jordan_sp.who_is_hurt_screen import lines, written  # noqa: PLC0415

    wanted, writing = parse_formats(CSV if formats is None else formats), writing_of(ctx)
    with progress_bar() as progress:
        task = progress.add_task("Provisions" if writing.language == "en" else "الأحكام", total=None)
        result = compute(policy, **asked, progress=lambda steps: progress.advance(task, steps))
    for line in lines(result, writing.language):
        click.echo(writing.line(line))
    if out is not None:
        for line in written(out, result.save(out, writing.language, wanted), writing.language):
            click.echo(writing.line(line))
