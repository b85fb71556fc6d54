"""The command `jordan-sp vary`: one household along an input, with every cliff."""

from __future__ import annotations

from pathlib import Path

import click

from openfisca_jordan_sp.writing_options import writing_of, writing_options


@click.command()
@click.argument("case")
@click.argument("policies", nargs=-1, metavar="[POLICY]...")
@click.option(
    "--over",
    "overs",
    nargs=2,
    multiple=True,
    metavar="VARIABLE LOW:HIGH:STEP",
    help="The input that changes, and its values; twice for a map of two. What the case varies if left out.",
)
@click.option("--of", multiple=True, help="Whose: a person, family or household of the case.")
@click.option("--period", help="Month: YYYY-MM. The case's if left out.")
@click.option("--outcome", help="A variable to look at instead of incomes, programmes, rights and bills.")
@click.option("--out", type=click.Path(path_type=Path), help="Write JSON, tables and report.html here.")
@click.option("--format", "formats", help="With --out: formats of the tables: csv (if left out), parquet, xlsx, stata.")
@writing_options
@click.pass_context
def vary(
    ctx: click.Context,
    case: str,
    policies: tuple[str, ...],
    overs: tuple[tuple[str, str], ...],
    of: tuple[str, ...],
    period: str | None,
    outcome: str | None,
    out: Path | None,
    formats: str | None,
) -> None:
    """Show what the household CASE has along an input, and find each cliff exactly.

    CASE is the id of a case family (see `jordan-sp cases`) or a file. POLICY is a file or
    the id of a reform; reforms joined with a plus (a+b) are applied together. Each POLICY
    stands beside the law in force, with the cliffs that it adds, moves and removes.
    A cliff is told with the rule that causes it, the value of the law that decides where
    it is, its size, and how wide the poverty trap behind it is.
    """
    # What computes is loaded only when it is asked for.
    from openfisca_jordan_sp.results.formats import CSV, parse_formats  # noqa: PLC0415
    from openfisca_jordan_sp.saving import has_charts  # noqa: PLC0415
    from openfisca_jordan_sp.vary import parse_over  # noqa: PLC0415
    from openfisca_jordan_sp.vary import vary as compute  # noqa: PLC0415
    from openfisca_jordan_sp.vary.screen import lines  # noqa: PLC0415
    from openfisca_jordan_sp.vary.words import say  # noqa: PLC0415

    if formats is not None and out is None:
        raise click.UsageError("--format is for --out.", ctx)
    wanted, writing = parse_formats(CSV if formats is None else formats), writing_of(ctx)
    asked = [(name, *parse_over(values)) for name, values in overs]
    result = compute(case, *policies, over=asked or None, of=list(of), period=period, outcome=outcome)
    for depth, text in lines(result):
        click.echo("  " * depth + writing.line(writing.of(text)))
    if out is not None:
        files = ", ".join(path.name for path in result.save(out, writing.language, wanted))
        click.echo(writing.line(writing.of(say("written", out=out, files=files))))
        if not has_charts():
            click.echo(writing.line(writing.of(say("no_report"))))
