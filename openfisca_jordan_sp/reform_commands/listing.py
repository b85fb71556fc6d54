"""`jordan-sp reform list`: the catalogue of bills, proposals and scenarios."""

from __future__ import annotations

import click

from openfisca_jordan_sp.reform_format import STATUSES
from openfisca_jordan_sp.writing_options import writing_of, writing_options


@click.command("list")
@click.argument("words", nargs=-1, metavar="[WORD]...")
@click.option("--status", type=click.Choice(STATUSES), help="Only those of this status.")
@click.option("--instrument", help="Only those that touch this instrument, as `national_aid_fund`.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@writing_options
@click.pass_context
def list_command(
    ctx: click.Context, /, words: tuple[str, ...], status: str | None, instrument: str | None, as_json: bool
) -> None:
    """List the reforms of the catalogue in which every WORD stands, in English or Arabic.

    Hamzas, vowel marks and capitals make no difference.
    """
    from openfisca_jordan_sp.drafting.files import list_to_dict  # noqa: PLC0415 - loads the law
    from openfisca_jordan_sp.drafting.listing import entries  # noqa: PLC0415
    from openfisca_jordan_sp.drafting.said import Said  # noqa: PLC0415
    from openfisca_jordan_sp.reform_commands.asked import print_json  # noqa: PLC0415
    from openfisca_jordan_sp.reform_commands.lines import entry_lines  # noqa: PLC0415

    found = entries(status=status, folder=instrument, words=" ".join(words))
    if as_json:
        print_json(list_to_dict(found))
        return
    writing = writing_of(ctx)
    for entry in found:
        click.echo("\n".join(entry_lines(entry, writing)))
    said = Said(writing)
    click.echo(writing.line(said("listed", count=len(found)) if found else said("listed_none")))
