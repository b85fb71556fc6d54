"""`jordan-sp database`: the tables of the service."""

from __future__ import annotations

import click

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.service_commands.opening import database_option, store_of
from openfisca_jordan_sp.writing_options import writing_of, writing_options


@click.group()
def database() -> None:
    """Make the tables of the service, or bring them up to this version."""


@database.command()
@database_option
@writing_options
@click.pass_context
def upgrade(ctx: click.Context, /, database: str | None) -> None:
    """Bring the tables up to this version of the package; a database that has them already stays as it is."""
    store = store_of(database)
    try:
        store.upgrade()
        revision = store.revision()
    finally:
        store.close()
    writing = writing_of(ctx)
    said = Text(f"The database has the tables of revision {revision}.", f"في قاعدة البيانات جداول الإصدار {revision}.")
    click.echo(writing.line(writing.of(said)))
