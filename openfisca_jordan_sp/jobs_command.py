"""The command `jordan-sp jobs`: the process that takes up the service's jobs."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from threading import Event, Thread
from typing import Any

import click

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.service_commands.missing import not_installed
from openfisca_jordan_sp.writing_options import writing_of, writing_options


@click.command("jobs")
@click.option("--database", metavar="URL", help="Where the jobs stand; DATABASE_URL if left out.")
@click.option(
    "--workers", type=click.IntRange(min=1), help="Processes that compute; JORDAN_SP_JOB_WORKERS if left out."
)
@click.option("--scheduler", metavar="ADDRESS", help="Compute on the workers of a Dask scheduler: tcp://host:8786.")
@click.option("--child-of", "parent", type=int, hidden=True, help="The service that has started this process.")
@writing_options
@click.pass_context
def jobs(
    ctx: click.Context, /, database: str | None, workers: int | None, scheduler: str | None, parent: int | None
) -> None:
    """Take up the jobs that the service was asked for, until stopped.

    Any number of these processes may run, on any number of machines that see one database and the same populations.
    A job whose process is lost is taken up by another. Settings are those of the service (JORDAN_SP_…, DATABASE_URL).
    Logs are lines of JSON on standard output, as those of the service.
    """
    if workers is not None and scheduler is not None:
        raise click.UsageError("--workers is for this machine, --scheduler for others: give one of them.", ctx)
    settings = _settings(database, workers, scheduler)
    _of_the_service("serving.logs").write_logs()
    stop = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    if parent is not None:
        Thread(target=stop_without, args=(parent, stop), daemon=True).start()
    writing = writing_of(ctx)
    click.echo(writing.line(getattr(_begun(settings), writing.language)), err=True)
    _of_the_service("jobs.running").run(settings, stop)


def stop_without(parent: int, stop: Event, every: float = 1.0) -> None:
    """Set `stop` when the process that started this one is gone, so that none is left over where it was killed.

    Args:
        parent: its number.
        stop: what is set.
        every: seconds between two looks.
    """
    while os.getppid() == parent:
        if stop.wait(every):
            return
    stop.set()


def _settings(database: str | None, workers: int | None, scheduler: str | None) -> Any:
    """The settings of the environment, with what the command line says otherwise.

    Raises:
        OutputError: the service, or Dask, is not installed.
        SettingsError: settings that cannot be used.
    """
    from openfisca_jordan_sp.results.files import missing_extra  # noqa: PLC0415

    if any(find_spec(name) is None for name in ("flask", "sqlalchemy", "alembic", "jsonschema")):
        raise not_installed()
    if any(find_spec(name) is None for name in ("dask", "distributed")):
        raise missing_extra(Text("Jobs need Dask.", "تحتاج المهام إلى Dask."), "cluster")
    given = {"database_url": database, "job_workers": workers, "scheduler": scheduler}
    changed = {name: value for name, value in given.items() if value is not None}
    if workers is not None:
        changed["scheduler"] = ""
    return replace(_of_the_service("settings").Settings.from_environment(), **changed)


def _of_the_service(name: str) -> Any:
    """A module of the service, which is an extra."""
    return import_module(f"openfisca_jordan_sp.api.{name}")


def _begun(settings: Any) -> Text:
    if settings.scheduler:
        return Text(
            f"Taking up jobs on the workers of {settings.scheduler}; stop with Ctrl+C.",
            f"تُنفذ المهام على عمال {settings.scheduler}؛ للإيقاف: Ctrl+C.",
        )
    count = settings.job_workers
    return Text(
        f"Taking up jobs with {count} worker(s) of this machine; stop with Ctrl+C.",
        f"تُنفذ المهام على هذا الجهاز بعدد عمال {count}؛ للإيقاف: Ctrl+C.",
    )
