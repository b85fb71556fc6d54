"""`jordan-sp reform new`: begin a bill."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from openfisca_jordan_sp.reform_format import STATUSES
from openfisca_jordan_sp.writing_options import writing_of, writing_options

if TYPE_CHECKING:
    from openfisca_jordan_sp.drafting.said import Said


@click.command()
@click.argument("name", required=False, metavar="FILE_OR_ID")
@click.option("--from", "settings", multiple=True, metavar="PATH=VALUE", help="A value that the bill changes.")
@click.option("--from-date", "day", metavar="YYYY-MM-DD", help="The day from which the values hold.")
@click.option("--title-en", default="", help="Title in English.")
@click.option("--title-ar", default="", help="Title in Arabic.")
@click.option("--status", type=click.Choice(STATUSES), default="scenario", show_default=True, help="What it is.")
@click.option("--source", "sources", multiple=True, metavar="TITLE", help="Where its text was read.")
@writing_options
@click.pass_context
def new(
    ctx: click.Context,
    /,
    name: str | None,
    settings: tuple[str, ...],
    day: str | None,
    title_en: str,
    title_ar: str,
    status: str,
    sources: tuple[str, ...],
) -> None:
    """Begin a bill: write FILE_OR_ID.yaml with the values given, or a skeleton to be filled in.

    A file that is there is never overwritten. Without anything, on a terminal, the command asks. The remarks in the
    file are in the language of --lang. Without --from-date values hold from January of the year of the figures.
    """
    from openfisca_jordan_sp.drafting.begin import Begun, begin, place_of, read_values  # noqa: PLC0415 - loads the law
    from openfisca_jordan_sp.drafting.differences import differences  # noqa: PLC0415
    from openfisca_jordan_sp.drafting.said import Said  # noqa: PLC0415
    from openfisca_jordan_sp.law_commands import parse_day  # noqa: PLC0415
    from openfisca_jordan_sp.policy import Policy  # noqa: PLC0415
    from openfisca_jordan_sp.reform_commands.lines import difference_lines  # noqa: PLC0415

    writing = writing_of(ctx)
    said = Said(writing)
    is_bare = not (name or settings or day or title_en or title_ar or sources)
    if is_bare and is_terminal():
        name, settings, day, title_en, title_ar = _ask(said)
    if not name:
        raise _no_name()
    path = place_of(name)
    values = read_values(settings, None if day is None else parse_day(day))
    policy = begin(path, Begun(values, title_en, title_ar, status, sources), writing)
    click.echo(writing.line(said("written", path=path)))
    if policy is None:
        click.echo(writing.line(said("written_empty", path=path)))
        return
    click.echo("\n".join(difference_lines(differences(Policy(), policy), [writing])))
    click.echo(writing.line(said("written_next", path=path)))


def is_terminal() -> bool:
    """Whether somebody sits there who can be asked."""
    return sys.stdin.isatty()


def _ask(said: Said) -> tuple[str, tuple[str, ...], str | None, str, str]:
    """Ask for a name, values, a day and titles, one after the other."""

    def ask(key: str) -> str:
        answer: str = click.prompt(said.writing.line(said(key)), default="", show_default=False)
        return answer.strip()

    name, settings = ask("ask_name"), []
    while setting := ask("ask_value"):
        settings.append(setting)
    day = ask("ask_day") if settings else ""
    return name, tuple(settings), day or None, ask("ask_title_en"), ask("ask_title_ar")


def _no_name() -> Exception:
    from openfisca_jordan_sp.errors import PolicyError, Text  # noqa: PLC0415

    return PolicyError(
        Text("The bill has no name.", "لم يُذكر معرّف للمشروع."),
        hint=Text("Give a file or an id, as in `reform new my_bill`.", "اذكر ملفا أو معرّفا مثل `reform new my_bill`."),
    )
