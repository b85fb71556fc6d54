"""`jordan-sp reform`: the catalogue of bills, and what a drafter does with a bill before anything is computed."""

from __future__ import annotations

import click

from openfisca_jordan_sp.lazy_commands import LazyGroup

__all__ = ["reform"]

#: Where each command is, in the order of the help.
_COMMANDS = {
    "list": (f"{__name__}.listing", "list_command"),
    "show": (f"{__name__}.show", "show"),
    "check": (f"{__name__}.check", "check"),
    "diff": (f"{__name__}.diff", "diff"),
    "new": (f"{__name__}.new", "new"),
}


@click.group(cls=LazyGroup, commands_at=_COMMANDS)
def reform() -> None:
    """List, show, check, compare in words, and begin bills."""
