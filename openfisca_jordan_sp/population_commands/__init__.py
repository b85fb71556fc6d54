"""`jordan-sp population`: make a population, check it, import a survey, carry it to another year."""

from __future__ import annotations

import click

from openfisca_jordan_sp.population_commands.importing import import_command

__all__ = ["population"]


@click.group()
def population() -> None:
    """Make, check, import and age populations."""


population.add_command(import_command)
