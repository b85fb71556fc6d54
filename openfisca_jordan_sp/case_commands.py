"""The command `jordan-sp cases`: case families under policies beside the law in force."""

from __future__ import annotations

import textwrap
from pathlib import Path

import click

from openfisca_jordan_sp.writing_options import writing_of, writing_options

#: Columns of a summary in the list.
_WIDTH = 110


@click.command("cases")
@click.argument("policies", nargs=-1, metavar="[POLICY]...")
@click.option("--case", "chosen", multiple=True, metavar="ID|FILE", help="A case family or a file; all by default.")
@click.option("--period", metavar="YYYY-MM", help="One month for all; else each case is shown in its own.")
@click.option("--list", "is_list", is_flag=True, help="List the case families and stop.")
@click.option("--json", "is_json", is_flag=True, help="Print everything as JSON.")
@click.option("--out", type=click.Path(path_type=Path), help="Write JSON, the tables and report.html here.")
@click.option(
    "--format", "formats", default="csv", show_default=True, help="Tables of --out: csv, parquet, xlsx, stata."
)
@writing_options
@click.pass_context
def cases(
    ctx: click.Context,
    /,
    policies: tuple[str, ...],
    chosen: tuple[str, ...],
    period: str | None,
    is_list: bool,
    is_json: bool,
    out: Path | None,
    formats: str,
) -> None:
    """Case families: what each gets, pays and is left with.

    Under the law in force, and beside it under each POLICY: a file, the id of a reform in the catalogue
    (see `jordan-sp reform list`), or several applied together as a+b. Amounts of the month and of its year, rights to
    services, and what each policy changes.
    """
    writing = writing_of(ctx)
    if is_list:
        _list(chosen, ctx)
        return
    # What computes is loaded only when something is computed.
    from openfisca_jordan_sp.case_outcomes import case_results  # noqa: PLC0415
    from openfisca_jordan_sp.case_screen import lines, say  # noqa: PLC0415
    from openfisca_jordan_sp.results.formats import parse_formats  # noqa: PLC0415
    from openfisca_jordan_sp.saving import json_text  # noqa: PLC0415

    wanted = parse_formats(formats)
    result = case_results(policies, cases=list(chosen) or None, period=period)
    # Files first: who reads the first screen alone has them all the same.
    files = result.save(out, writing.language, wanted) if out is not None else []
    for line in [json_text(result.to_dict())] if is_json else lines(result, writing):
        click.echo(line)
    if files:
        names = ", ".join(path.name for path in files)
        click.echo(writing.line(say("written", writing, out=out, files=names)), err=is_json)


def _list(chosen: tuple[str, ...], ctx: click.Context) -> None:
    from openfisca_jordan_sp.cases import cases as known_cases  # noqa: PLC0415
    from openfisca_jordan_sp.cases import load_case  # noqa: PLC0415

    writing = writing_of(ctx)
    for case in [load_case(name) for name in chosen] or known_cases().values():
        click.echo(writing.line(f"{case.id}: {writing.of(case.title)}"))
        for line in textwrap.wrap(writing.of(case.summary), _WIDTH):
            click.echo(writing.line(f"    {line}"))
