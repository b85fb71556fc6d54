"""The command `jordan-sp`: a thin skin over the package."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

from openfisca_jordan_sp.errors import JordanSPError

#: The exit code of a user's mistake, the same as click's for wrong options.
USER_MISTAKE = 2

#: The module and the name of each command. A command is imported when it is called: none waits for another's needs.
COMMANDS = {
    "compare": ("compare_commands", "compare"),
    "law": ("law_commands", "law"),
    "marginal-rates": ("marginal_rate_commands", "marginal_rates"),
    "population": ("population_commands", "population"),
    "reforms": ("compare_commands", "reforms"),
    "solve": ("many_policies_commands", "solve"),
    "statistics": ("statistics_commands", "statistics"),
    "totals": ("totals_commands", "totals"),
    "sweep": ("many_policies_commands", "sweep"),
    "uncertainty": ("many_policies_commands", "uncertainty"),
}


class _Commands(click.Group):
    """The commands; errors of the package show as clear lines, in the language asked for, without a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*COMMANDS, *super().list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        module, name = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"openfisca_jordan_sp.{module}"), name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except JordanSPError as error:
            for line in error.lines(ctx.params.get("language", "en")):
                click.echo(f"jordan-sp: {line}", err=True)
            sys.exit(USER_MISTAKE)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--language", type=click.Choice(["en", "ar"]), default="en", help="Language of errors and reports.")
@click.version_option(package_name="openfisca-jordan-sp", prog_name="jordan-sp")
def main(language: str) -> None:
    """Jordan's social-protection law: compute it, change it, compare."""
