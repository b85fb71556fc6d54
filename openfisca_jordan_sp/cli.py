"""The command `jordan-sp`: a thin skin over the package."""

from __future__ import annotations

import sys
from typing import Any

import click

from openfisca_jordan_sp.errors import JordanSPError
from openfisca_jordan_sp.lazy_commands import LazyGroup

#: The exit code of a user's mistake, the same as click's for wrong options.
USER_MISTAKE = 2

#: The module and the name of each command.
COMMANDS = {
    name: (f"openfisca_jordan_sp.{module}", command)
    for name, module, command in (
        ("audit", "service_commands.audit", "audit"),
        ("cases", "case_commands", "cases"),
        ("compare", "compare_commands", "compare"),
        ("database", "service_commands.database", "database"),
        ("explain", "explain_command", "explain"),
        ("jobs", "jobs_command", "jobs"),
        ("keys", "service_commands.keys", "keys"),
        ("law", "law_commands", "law"),
        ("marginal-rates", "marginal_rate_commands", "marginal_rates"),
        ("population", "population_commands", "population"),
        ("reform", "reform_commands", "reform"),
        ("solve", "many_policies_commands", "solve"),
        ("statistics", "statistics_commands", "statistics"),
        ("sweep", "many_policies_commands", "sweep"),
        ("totals", "totals_commands", "totals"),
        ("uncertainty", "many_policies_commands", "uncertainty"),
        ("vary", "vary_command", "vary"),
        ("who-is-hurt", "who_is_hurt_command", "who_is_hurt"),
    )
}


class _Commands(LazyGroup):
    """The commands; errors of the package show as clear lines, in the language asked for, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except JordanSPError as error:
            # Only who is told of a mistake waits for the words of the law.
            from openfisca_jordan_sp.writing import Writing  # noqa: PLC0415

            writing = Writing(ctx.params.get("language", "en"))
            for line in error.lines(writing.language):
                click.echo(writing.line(f"jordan-sp: {line}"), err=True)
            sys.exit(USER_MISTAKE)


@click.group(cls=_Commands, commands_at=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--language", type=click.Choice(["en", "ar"]), default="en", help="Language of errors and reports.")
@click.version_option(package_name="openfisca-jordan-sp", prog_name="jordan-sp")
def main(language: str) -> None:
    """Jordan's social-protection law: compute it, change it, compare."""
