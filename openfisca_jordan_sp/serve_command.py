"""The command `jordan-sp serve`: the calculation service, on this machine or for others."""

from __future__ import annotations

import os
import tempfile
from importlib import import_module

import click

from openfisca_jordan_sp.service_commands.missing import told

#: By which prometheus-client is told, before it is imported, where the processes of one service meet.
_METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"


@click.command()
@click.option("--bind", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT", help="Where to listen.")
@click.option("--workers", type=click.IntRange(1, 256), help="Processes that answer; as many as cores if left out.")
@click.option("--threads", type=click.IntRange(1, 256), default=8, show_default=True, help="Threads of each process.")
@click.option("--open", "is_open", is_flag=True, help="Ask for no keys; for this machine alone.")
@click.option("--no-jobs", is_flag=True, help="Start no process that computes jobs.")
def serve(bind: str, workers: int | None, threads: int, is_open: bool, no_jobs: bool) -> None:
    """Run the calculation service until it is stopped.

    Settings come from the environment (JORDAN_SP_…, DATABASE_URL); docs/running.md lists them. The database is brought
    up to date first. Logs are lines of JSON on standard output. SIGTERM lets running requests end.
    """
    # What serves is loaded only when it is asked for, and after this variable is set.
    with tempfile.TemporaryDirectory(prefix="jordan-sp-metrics-") as folder:
        os.environ.setdefault(_METRICS_FOLDER, folder)
        try:
            server = import_module("openfisca_jordan_sp.api.serving.server")
        except ModuleNotFoundError as error:
            raise told(error) from None
        server.run(server.Plan(bind, workers or os.cpu_count() or 1, threads, is_open, not no_jobs))
