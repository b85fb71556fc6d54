"""A runner with the settings of a service, until it is stopped."""

from __future__ import annotations

import logging
from threading import Event

from ..errors import UnavailableError
from ..services import Services
from ..settings import Settings
from .runner import Runner
from .workers import OnDask

_log = logging.getLogger("jordan_sp.jobs")

#: Seconds between two tries to reach a database that is not there yet.
_TRY_SECONDS = 1.0


def run(settings: Settings, stop: Event) -> None:
    """Take up jobs until `stop` is set.

    Raises:
        SettingsError: settings that cannot be used.
    """
    services = Services.of(settings)
    while not stop.is_set():
        try:
            services.store.upgrade()
            break
        except UnavailableError as error:
            _log.warning("the database is away: %s", error.message.en)
            stop.wait(_TRY_SECONDS)
    runner = Runner(services, OnDask(settings.scheduler or None, settings.job_workers))
    _log.info("runner %s takes up jobs", runner.id)
    runner.run(stop)
    services.store.close()
    _log.info("runner %s has stopped", runner.id)
