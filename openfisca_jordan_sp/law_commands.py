"""The commands `jordan-sp law …`: what the law says, and how far it is modelled."""

from __future__ import annotations

import datetime

import click

from openfisca_jordan_sp import law_screen
from openfisca_jordan_sp.errors import PeriodError, Text
from openfisca_jordan_sp.law.catalogue import cliffs as all_cliffs
from openfisca_jordan_sp.law.cliffs_page import cliff_lines, cliffs_markdown
from openfisca_jordan_sp.law.coverage_page import coverage_markdown
from openfisca_jordan_sp.law.finding import find_words
from openfisca_jordan_sp.law.register import coverage_of, register
from openfisca_jordan_sp.law.show import show as view_of
from openfisca_jordan_sp.law.words import Words
from openfisca_jordan_sp.system import law_in_force
from openfisca_jordan_sp.writing import Writing
from openfisca_jordan_sp.writing_options import writing_of, writing_options


@click.group()
def law() -> None:
    """Read the law: its parameters, rules and instruments, and what of it is modelled."""


@law.command()
@click.argument("instrument", required=False)
@click.option("--markdown", is_flag=True, help="Print the page docs/coverage.md.")
@click.pass_context
def coverage(ctx: click.Context, instrument: str | None, markdown: bool) -> None:
    """Tell how many provisions of each instrument are modelled; of INSTRUMENT, tell each."""
    words = _words(ctx)
    known = register() if instrument is None else (coverage_of(instrument),)
    if markdown:
        click.echo(coverage_markdown(known, words), nl=False)
    elif instrument is None:
        law_screen.print_counts(known, words)
    else:
        law_screen.print_lines(law_screen.coverage_lines(known[0], words), _writing(ctx))


@law.command()
@click.argument("name")
@click.option("--date", "day", metavar="YYYY-MM-DD", help="The day whose values are shown; today by default.")
@click.pass_context
def show(ctx: click.Context, name: str, day: str | None) -> None:
    """Show NAME: a parameter, a folder of parameters, a variable, an instrument, or instrument:article.

    For example `national_aid_fund.uct.benefit_maximum`, `uct_amount`, `child_rights_law:2`.
    """
    when = str(datetime.date.today()) if day is None else parse_day(day)
    view = view_of(law_in_force(), name.strip(), when)
    law_screen.print_lines(law_screen.view_lines(view, _words(ctx), when), _writing(ctx))


@law.command()
@click.argument("words", nargs=-1)
@click.option("--date", "day", metavar="YYYY-MM-DD", help="The day whose values are shown; today by default.")
@writing_options
@click.pass_context
def find(ctx: click.Context, words: tuple[str, ...], day: str | None) -> None:
    """Find the provisions, values and rules that bear all WORDS, of a bill for example, in either language.

    For example `jordan-sp law find income ceiling insurance`, `jordan-sp law find سقف دخل التأمين`.
    """
    when = str(datetime.date.today()) if day is None else parse_day(day)
    writing = writing_of(ctx)
    found = find_words(law_in_force(), " ".join(words), when)
    law_screen.print_lines(law_screen.found_lines(found, writing.words, when), writing)


@law.command()
@click.option("--markdown", is_flag=True, help="Print the page docs/cliffs.md, in both languages.")
@click.pass_context
def cliffs(ctx: click.Context, markdown: bool) -> None:
    """Tell at which wages a raise costs more than it brings, and what is lost there."""
    if markdown:
        click.echo(cliffs_markdown(all_cliffs()), nl=False)
    else:
        lines = [line for cliff in all_cliffs() for line in cliff_lines(cliff, _words(ctx))]
        law_screen.print_lines(lines, _writing(ctx))


def parse_day(day: str) -> str:
    """A day as `YYYY-MM-DD`.

    Raises:
        PeriodError: not a day of the calendar.
    """
    try:
        return str(datetime.datetime.strptime(day, "%Y-%m-%d").date())
    except ValueError:
        raise PeriodError(
            Text(f"{day!r} is not a day.", f"{day!r} ليس يوما."),
            path="date",
            hint=Text("Write it as 2024-04-24.", "اكتبه على نحو 2024-04-24."),
        ) from None


def _words(ctx: click.Context) -> Words:
    return _writing(ctx).words


def _writing(ctx: click.Context) -> Writing:
    return Writing(ctx.find_root().params["language"])
