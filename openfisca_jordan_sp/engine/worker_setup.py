"""What a Dask worker on this machine does when it starts."""

from __future__ import annotations

import signal


def dask_setup(worker: object) -> None:  # noqa: ARG001 - as Dask calls it
    """Leave an interruption to whoever started the worker: the terminal sends it to all processes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
