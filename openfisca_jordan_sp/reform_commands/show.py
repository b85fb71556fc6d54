"""`jordan-sp reform show`: all that one reform says, or several together."""

from __future__ import annotations

import click

from openfisca_jordan_sp.writing_options import writing_options


@click.command()
@click.argument("reform", required=False, metavar="REFORM")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@writing_options
@click.pass_context
def show(ctx: click.Context, /, reform: str | None, as_json: bool) -> None:
    """Show REFORM: what it is, and each value, rule, programme and article that it changes.

    REFORM is an id of the catalogue, a file, or several joined with a plus (a+b).
    """
    from openfisca_jordan_sp.drafting.differences import differences  # noqa: PLC0415 - loads the law
    from openfisca_jordan_sp.drafting.files import difference_to_dict  # noqa: PLC0415
    from openfisca_jordan_sp.drafting.listing import Entry  # noqa: PLC0415
    from openfisca_jordan_sp.policy import Policy  # noqa: PLC0415
    from openfisca_jordan_sp.reform_commands.asked import (  # noqa: PLC0415
        named_policies,
        none_named,
        print_json,
        writings_of,
    )
    from openfisca_jordan_sp.reform_commands.lines import difference_lines, reform_lines  # noqa: PLC0415

    if reform is None:
        raise none_named()
    law = Policy()
    policy = named_policies([reform])[0]
    if not policy.reforms:
        raise none_named()
    difference = differences(law, policy)
    if as_json:
        print_json(difference_to_dict(difference))
        return
    writings = writings_of(ctx)
    told = ["\n".join(reform_lines(Entry.of(one, law.system), writings[0])) for one in policy.reforms]
    click.echo("\n\n".join(told))
    click.echo("\n".join(difference_lines(difference, writings)))
