"""gunicorn with our application: checked before it listens, forked after the law is loaded, stopped without haste."""

from __future__ import annotations

import errno
import gc
import logging
import os
import socket
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.errors import ConfigError
from gunicorn.util import parse_address
from prometheus_client import multiprocess

from openfisca_jordan_sp.errors import Problem, SettingsError, Text

from .. import create_app, law_state
from ..settings import Settings, variable_of
from ..store import Store
from .gunicorn_logs import GunicornLogs
from .jobs_process import JobsProcess
from .logs import write_logs
from .worker import Worker

_log = logging.getLogger("jordan_sp.service")

#: A worker makes way for a fresh one after so many requests, and up to so many more, so that not all do at once.
_MOST_REQUESTS = 100_000
_JITTER = 10_000
#: Seconds: of a worker that says nothing, of requests that may end after a stop, of an idle connection.
_TIMEOUT = 120
_GRACE = 30
_KEEPALIVE = 15
#: Seconds for which an address is waited for that the workers of a service still hold that was killed.
_TAKEN_SECONDS, _TRY_SECONDS = 4.0, 0.2
#: New objects after which Python looks for those that hold one another in circles. One family makes two thousand, of
#: which none remain: by Python's own 700 each is looked through several times in vain.
_YOUNG_OBJECTS = 20_000


@dataclass(frozen=True)
class Plan:
    """What the command line says.

    Attributes:
        bind: `host:port`, or `unix:path`.
        workers: processes.
        threads: of each process.
        is_open: whether no keys are asked for.
        with_jobs: whether the process that computes jobs is started too.
    """

    bind: str
    workers: int
    threads: int
    is_open: bool = False
    with_jobs: bool = True


def run(plan: Plan, environment: Mapping[str, str] | None = None) -> None:
    """Serve until stopped.

    Raises:
        SettingsError: settings or an address that cannot be used.
        UnavailableError: the database does not answer.
    """
    settings = settings_of(plan, Settings.from_environment(environment))
    check_address(plan.bind)
    _bring_up_to_date(settings)
    app = create_app(settings=settings)
    # Loaded once, and shared by every process that is forked from this one.
    law_state.parameters_digest()
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG_OBJECTS)
    write_logs()
    _Service(app, plan, settings).run()


def settings_of(plan: Plan, settings: Settings) -> Settings:
    """The settings, open where the command line says so.

    Raises:
        SettingsError: a service without keys that other machines could reach, unless the environment wants it.
    """
    if settings.auth == "none" or not plan.is_open:
        return settings
    if not is_loopback(plan.bind):
        variable = variable_of("auth")
        message = Text(
            f"a service without keys is for this machine alone, and {plan.bind} can be reached from others. "
            f"Leave --open out, or set {variable}=none if you mean it.",
            f"الخدمة بلا مفاتيح لهذا الجهاز وحده، والعنوان {plan.bind} تصل إليه أجهزة أخرى. "
            f"احذف --open، أو اضبط {variable}=none إن كنت تقصد ذلك.",
        )
        raise SettingsError([Problem("settings_error", "--open", message)])
    return replace(settings, auth="none")


def is_loopback(bind: str) -> bool:
    """Whether only this machine can reach an address."""
    if bind.startswith("unix:"):
        return True
    host = bind.rpartition(":")[0].strip("[]")
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def check_address(bind: str) -> None:
    """Refuse an address that nobody can listen at, before anything is started.

    Raises:
        SettingsError: no address, one that is taken, or one that is not of this machine.
    """
    if bind.startswith("unix:"):
        return
    try:
        host, port = parse_address(bind if ":" in bind else f"{bind}:none")
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        _try_to_bind(family, (host, port), time.monotonic() + _TAKEN_SECONDS)
    except (RuntimeError, ValueError, OverflowError):
        raise _no_address(f"{bind} is not host:port.", f"{bind} ليس على صورة host:port.") from None
    except OSError as error:
        reason = (error.strerror or "unusable").lower()
        raise _no_address(f"cannot listen at {bind}: {reason}.", f"لا يمكن الاستماع على {bind}: {reason}.") from None


def _try_to_bind(family: socket.AddressFamily, address: tuple[str, int], until: float) -> None:
    """Take an address and leave it again; one that is taken is waited for.

    Raises:
        OSError: it cannot be taken.
    """
    while True:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(address)
            except OSError as error:
                if error.errno != errno.EADDRINUSE or time.monotonic() > until:
                    raise
            else:
                return
        time.sleep(_TRY_SECONDS)


def _no_address(en: str, ar: str) -> SettingsError:
    return SettingsError([Problem("settings_error", "--bind", Text(en, ar))])


def _bring_up_to_date(settings: Settings) -> None:
    """Bring the database up to this version, in this process alone; no connection outlives it into the others."""
    store = Store(settings.database_url)
    try:
        store.upgrade()
    finally:
        store.close()


class _Service(BaseApplication):
    """Our application as gunicorn runs it; nothing is read from gunicorn's files or variables."""

    def __init__(self, app: Flask, plan: Plan, settings: Settings) -> None:
        self._app, self._plan, self._settings = app, plan, settings
        super().__init__()

    def load_config(self) -> None:
        """Tell gunicorn how we want it."""
        for name, value in configuration(self._plan, self._settings).items():
            self.cfg.set(name, value)
        hooks = {"when_ready": self._ready, "post_fork": _forked, "child_exit": _worker_ended}
        for name, hook in hooks.items():
            self.cfg.set(name, hook)

    def load(self) -> Flask:
        """The application, which was made before."""
        return self._app

    def run(self) -> None:
        """Serve until stopped; the process of jobs lives beside the workers."""
        jobs = JobsProcess(self._settings) if self._plan.with_jobs else None
        try:
            _Arbiter(self, jobs).run()
        except (RuntimeError, ConfigError) as error:
            _log.error("the service cannot start", exc_info=error)
            sys.exit(1)
        finally:
            if jobs is not None:
                jobs.stop()

    def _ready(self, _: Any) -> None:
        keys = "no keys asked" if self._settings.auth == "none" else "keys asked"
        _log.info("listening at %s: %d processes, %s", self._plan.bind, self._plan.workers, keys)


def configuration(plan: Plan, settings: Settings) -> dict[str, Any]:
    """How gunicorn is set up, by the names of its settings."""
    Worker.head_seconds = settings.body_seconds
    memory = Path("/dev/shm")  # noqa: S108 - only the heartbeat of workers, in memory where there is such a place
    return {
        "bind": [plan.bind],
        "workers": plan.workers,
        "threads": plan.threads,
        "worker_class": "openfisca_jordan_sp.api.serving.worker.Worker",
        "preload_app": True,
        "timeout": _TIMEOUT,
        "graceful_timeout": _GRACE,
        "keepalive": _KEEPALIVE,
        "max_requests": _MOST_REQUESTS,
        "max_requests_jitter": _JITTER,
        # A page says its whole state in its address.
        "limit_request_line": 8190,
        "limit_request_fields": 64,
        "accesslog": None,
        "logger_class": GunicornLogs,
        "loglevel": "warning",
        "forwarded_allow_ips": ",".join(settings.proxies),
        "control_socket_disable": True,
        "proc_name": "jordan-sp",
        "worker_tmp_dir": str(memory) if os.access(memory, os.W_OK) else None,
    }


class _Arbiter(Arbiter):
    """gunicorn's first process, which looks after the process of jobs as it does after its workers."""

    def __init__(self, app: _Service, jobs: JobsProcess | None) -> None:
        self._jobs = jobs
        super().__init__(app)

    def murder_workers(self) -> None:
        """Look at every child, once a second."""
        super().murder_workers()
        if self._jobs is not None:
            self._jobs.look()


def _forked(_: Any, worker: Any) -> None:
    """A worker makes connections of its own: none is inherited."""
    store = worker.app.wsgi().extensions["jordan_sp"].store
    if "engine" in store.__dict__:
        store.engine.dispose(close=False)


def _worker_ended(_: Any, worker: Any) -> None:
    """A gone worker has no requests in flight."""
    multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
