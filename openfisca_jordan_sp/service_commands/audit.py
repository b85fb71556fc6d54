"""`jordan-sp audit`: who asked what, when, and by which law it was answered."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable
from typing import Any

import click

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.service_commands.opening import database_option, opened
from openfisca_jordan_sp.service_commands.times import past, shown
from openfisca_jordan_sp.writing_options import writing_of, writing_options

_COLUMNS = (
    "time",
    "request_id",
    "key_id",
    "operation",
    "state",
    "status",
    "policies",
    "law_date",
    "law_digest",
    "package_version",
    "families",
    "persons",
    "failed",
    "milliseconds",
)


@click.group()
def audit() -> None:
    """Read and thin out what the service writes down of each request: never facts of persons."""


@audit.command("list")
@click.option("--since", metavar="DAY|SPAN", help="From this day on (2026-01-31), or as far back (24h).")
@click.option("--key", "key_id", default="", metavar="ID", help="Only those of this key.")
@click.option("--operation", default="", metavar="ID", help="Only those of this operation, as createPolicy.")
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@database_option
@writing_options
@click.pass_context
def list_rows(
    ctx: click.Context, /, since: str | None, key_id: str, operation: str, form: str, database: str | None
) -> None:
    """Print the rows, the oldest first."""
    del ctx
    start = past(since, "since") if since is not None else None
    with opened(database) as store:
        from openfisca_jordan_sp.api.store.audit import rows  # noqa: PLC0415 - loads the service

        found = map(_shown, rows(store, since=start, key_id=key_id, operation=operation))
        (_csv if form == "csv" else _json)(found)


@audit.command()
@click.option("--before", required=True, metavar="DAY|SPAN", help="Rows of before this day, or older than this span.")
@database_option
@writing_options
@click.pass_context
def purge(ctx: click.Context, /, before: str, database: str | None) -> None:
    """Delete the rows of before a time, and say how many they were."""
    end = past(before, "before")
    with opened(database) as store:
        from openfisca_jordan_sp.api.store.audit import purge_rows  # noqa: PLC0415

        count = purge_rows(store, end)
    writing = writing_of(ctx)
    said = Text(f"Rows deleted: {count} (before {shown(end)}).", f"الصفوف المحذوفة: {count} (قبل {shown(end)}).")
    click.echo(writing.line(writing.of(said)))


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in _COLUMNS} | {"time": shown(row["time"])}


def _csv(rows: Iterable[dict[str, Any]]) -> None:
    writer = csv.DictWriter(sys.stdout, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow(row | {"policies": " ".join(row["policies"])})


def _json(rows: Iterable[dict[str, Any]]) -> None:
    between = "["
    for row in rows:
        click.echo(f"{between}\n{json.dumps(row, ensure_ascii=False)}", nl=False)
        between = ","
    click.echo("\n]" if between == "," else "[]")
