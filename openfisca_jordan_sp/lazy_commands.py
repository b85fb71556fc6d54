"""Groups of commands that are imported when they are called: none waits for another's needs."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class LazyGroup(click.Group):
    """A group of the command line.

    Args:
        commands_at: the module and the name in it of each command, in the order of the help.
    """

    def __init__(self, *arguments: Any, commands_at: Mapping[str, tuple[str, str]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._commands_at = commands_at

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order of the help."""
        del ctx
        return list(self._commands_at)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command, imported; None where there is none of that name."""
        del ctx
        if cmd_name not in self._commands_at:
            return None
        module, name = self._commands_at[cmd_name]
        command: click.Command = getattr(import_module(module), name)
        return command
