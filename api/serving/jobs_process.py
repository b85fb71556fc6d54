"""The process that computes jobs, beside the workers: started with them, started again where it dies."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time

from ..settings import Settings, variable_of

_log = logging.getLogger("jordan_sp.service")

_COMMAND = (sys.executable, "-c", "from openfisca_jordan_sp.cli import main; main(prog_name='jordan-sp')", "jobs")
#: Seconds before a process that died is started again: the first, and the most.
_FIRST_WAIT = 1.0
_LONGEST_WAIT = 30.0
#: Seconds after which a process counts as having worked, and that it is given to end.
_STEADY = 60.0
_GRACE = 20.0


class JobsProcess:
    """`jordan-sp jobs` as a child of the service.

    Args:
        settings: that the child gets by its environment, beside those that it inherits.
        command: what is started.
    """

    def __init__(self, settings: Settings, command: tuple[str, ...] = ()) -> None:
        # Where this process is killed nobody stops the child: it looks by itself whether this one is still there.
        self._command = command or (*_COMMAND, "--child-of", str(os.getpid()))
        self._environment = os.environ | {variable_of("database_url"): settings.database_url}
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._wait = 0.0

    @property
    def pid(self) -> int | None:
        """Of the process; None where none runs."""
        return self._process.pid if self._process is not None and self._process.poll() is None else None

    def look(self) -> None:
        """Start it where it does not run; soon after it died once, later where it dies again and again."""
        if self.pid is not None:
            return
        age = time.monotonic() - self._started
        if self._process is not None and age < self._wait:
            return
        if self._process is not None:
            _log.error("the process of jobs ended and is started again")
            self._wait = _FIRST_WAIT if age > _STEADY else min(_LONGEST_WAIT, self._wait * 2)
        else:
            self._wait = _FIRST_WAIT
        self._started = time.monotonic()
        # In a session of its own: a Ctrl-C in the terminal is told to it once, by us.
        self._process = subprocess.Popen(self._command, env=self._environment, start_new_session=True)  # noqa: S603

    def stop(self) -> None:
        """Let it end what it may, then end it."""
        process = self._process
        if process is None or process.poll() is not None:
            return
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
