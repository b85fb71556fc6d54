"""`jordan-sp population`: make a population, check it, import a survey, carry it to another year."""

from __future__ import annotations

import click

from openfisca_jordan_sp.population_commands.age import age
from openfisca_jordan_sp.population_commands.check import check
from openfisca_jordan_sp.population_commands.extracting import extract
from openfisca_jordan_sp.population_commands.importing import import_command
from openfisca_jordan_sp.population_commands.synthesise import synthesise

__all__ = ["population"]


@click.group()
def population() -> None:
    """Make, check, import and age populations."""


for command in (synthesise, check, extract, import_command, age):
    population.add_command(command)
