"""`jordan-sp reform diff`: what differs between two policies, provision by provision and word by word."""

from __future__ import annotations

from pathlib import Path

import click

from openfisca_jordan_sp.writing_options import writing_options


@click.command()
@click.argument("policies", nargs=-1, metavar="[A] B")
@click.option("--out", type=click.Path(path_type=Path), help="Write diff.json, diff.html and provisions.csv here.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@writing_options
@click.pass_context
def diff(ctx: click.Context, /, policies: tuple[str, ...], out: Path | None, as_json: bool) -> None:
    """Tell what differs between the policies A and B, or between the law in force and B.

    Each is an id of the catalogue, a file, several joined with a plus (a+b), or `law`. The wording of articles is
    told in both languages, or in that of --lang alone.
    """
    from openfisca_jordan_sp.drafting.differences import differences  # noqa: PLC0415 - loads the law
    from openfisca_jordan_sp.drafting.files import difference_to_dict, save_difference  # noqa: PLC0415
    from openfisca_jordan_sp.drafting.said import Said  # noqa: PLC0415
    from openfisca_jordan_sp.errors import PolicyError, Text  # noqa: PLC0415
    from openfisca_jordan_sp.reform_commands.asked import (  # noqa: PLC0415
        LAW,
        named_policies,
        none_named,
        print_json,
        writings_of,
    )
    from openfisca_jordan_sp.reform_commands.lines import difference_lines, heading_lines  # noqa: PLC0415

    if not policies:
        raise none_named()
    if len(policies) > 2:  # noqa: PLR2004 - A and B
        raise PolicyError(
            Text("A difference is between two policies.", "الفرق يكون بين سياستين."),
            path=" ".join(policies),
            hint=Text("Join reforms of one policy as in a+b.", "اجمع مشاريع السياسة الواحدة هكذا: a+b."),
        )
    before, after = named_policies(policies if len(policies) > 1 else (LAW[0], *policies))
    difference, writings = differences(before, after), writings_of(ctx)
    if as_json:
        print_json(difference_to_dict(difference))
    else:
        click.echo("\n".join([*heading_lines(before, after, writings[0]), *difference_lines(difference, writings)]))
    if out is not None:
        written = save_difference(difference, out, [one.language for one in writings], writings[0].digits)
        names = writings[0].words("comma").join(path.name for path in written)
        click.echo(writings[0].line(Said(writings[0])("written", path=f"{out}: {names}")), err=as_json)
