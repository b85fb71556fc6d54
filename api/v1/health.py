"""Whether the service lives, whether it can work, and its numbers."""

from __future__ import annotations

import time

from flask import request

from openfisca_jordan_sp.errors import Text

from .. import law_state
from ..errors import ForbiddenError, UnauthenticatedError, UnavailableError
from ..guards.callers import EVERYTHING
from ..operations import OPEN, Asked, Reply, operation
from ..services import Services
from ..serving import metrics
from ..serving.proxies import is_this_machine

_SCOPE = "metrics"
#: Seconds that a process of jobs may take to start, its workers with it; jobs are taken meanwhile, and wait.
_START_SECONDS = 60.0


@operation("readHealth")
def read_health(asked: Asked) -> Reply:
    """That the process lives: nothing else is looked at."""
    del asked
    return Reply({"status": "alive"})


@operation("readReadiness")
def read_readiness(asked: Asked) -> Reply:
    """That the service can work, or the names of what it lacks."""
    checks = readiness(asked.services)
    lacking = [name for name, state in checks.items() if state in _LACKING]
    if lacking:
        names = ", ".join(f"{name} {checks[name]}" for name in lacking)
        raise UnavailableError(Text(f"Not ready: {names}.", f"غير جاهزة: {names}."))
    return Reply({"status": "ready", "checks": checks})


_LACKING = frozenset({"away", "outdated"})


def readiness(services: Services) -> dict[str, str]:
    """What the service needs, each with its state: `away` and `outdated` are what it cannot work with."""
    law_state.parameters_digest()
    checks = {"law": "loaded", "database": "current", "runner": "alive"}
    try:
        if not services.store.is_current():
            return checks | {"database": "outdated", "runner": "unknown"}
        alive = metrics.runners_seen(services.store, services.settings.job_lease_seconds)
    except UnavailableError:
        return checks | {"database": "away", "runner": "unknown"}
    if not alive:
        is_new = time.monotonic() - services.started < _START_SECONDS
        checks["runner"] = "none" if services.settings.runner == "none" else "starting" if is_new else "away"
    return checks


@operation("readMetrics")
def read_metrics(asked: Asked) -> Reply:
    """The numbers, for this machine itself or a key with the scope `metrics`."""
    caller = asked.caller
    if not (caller == OPEN or {_SCOPE, EVERYTHING} & caller.scopes or is_this_machine(request.environ)):
        if caller.scopes:
            raise ForbiddenError(Text("The key lacks the scope metrics.", "ليس للمفتاح صلاحية metrics."))
        raise UnauthenticatedError(Text("A key is needed.", "يلزم مفتاح."))
    settings = asked.services.settings
    return Reply(metrics.exposition(asked.services.store, settings.job_lease_seconds), media_type=metrics.MEDIA_TYPE)
