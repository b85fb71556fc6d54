"""`jordan-sp population`: make a population, check it, import a survey, carry it to another year."""

from __future__ import annotations

from importlib import import_module

import click

__all__ = ["population"]

#: Where each command is, in the order of the help.
_COMMANDS = {
    "synthesise": ("synthesise", "synthesise"),
    "check": ("check", "check"),
    "extract": ("extracting", "extract"),
    "import": ("importing", "import_command"),
    "age": ("age", "age"),
}


class _WhenAsked(click.Group):
    """Loads a command when it is asked for: the other commands of `jordan-sp` need not wait for all of these."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"{__name__}.{module}"), name)
        return command


@click.group(cls=_WhenAsked)
def population() -> None:
    """Make, check, import and age populations."""
