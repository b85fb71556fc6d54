"""`jordan-sp population`: make a population, check it, import a survey, carry it to another year."""

from __future__ import annotations

import click

from openfisca_jordan_sp.lazy_commands import LazyGroup

__all__ = ["population"]

#: Where each command is, in the order of the help.
_COMMANDS = {
    "synthesise": (f"{__name__}.synthesise", "synthesise"),
    "check": (f"{__name__}.check", "check"),
    "extract": (f"{__name__}.extracting", "extract"),
    "import": (f"{__name__}.importing", "import_command"),
    "age": (f"{__name__}.age", "age"),
}


@click.group(cls=LazyGroup, commands_at=_COMMANDS)
def population() -> None:
    """Make, check, import and age populations."""
