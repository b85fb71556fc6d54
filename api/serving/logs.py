"""Logs: one line of JSON for each request and each event. No body, no query, no identifier, no fact of a person.

A request is told by the id of its operation, never by its address. A fault is told by its kind and its places in the
code, never by its message, which may hold values.
"""

from __future__ import annotations

import datetime
import json
import logging
import sys
import traceback
from typing import Any, TextIO

from openfisca_jordan_sp.errors import JordanSPError

#: One line for each request.
requests = logging.getLogger("jordan_sp.requests")

#: Whose messages are words of ours or of gunicorn, without values of requests; of others only the place is told.
_TRUSTED = ("jordan_sp", "gunicorn", "alembic.runtime")
_ROOTS = ("/site-packages/", "/lib/python3", "/openfisca_jordan_sp/", "/api/")
#: Places of one fault that are told, the innermost ones.
_MOST_PLACES = 30


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, Any] = {
            "time": datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "process": record.process,
        }
        line |= getattr(record, "request", None) or self._event(record)
        return json.dumps(line, ensure_ascii=False)

    @staticmethod
    def _event(record: logging.LogRecord) -> dict[str, Any]:
        event: dict[str, Any] = {}
        if record.name.startswith(_TRUSTED):
            event["message"] = record.getMessage()
        else:
            event["at"] = f"{_short(record.pathname)}:{record.lineno}"
        if record.exc_info and record.exc_info[1] is not None:
            event["faults"] = faults(record.exc_info[1])
        return event


def faults(error: BaseException) -> list[dict[str, Any]]:
    """A fault and what caused it: kind, code where it has one, and places; never the message."""
    told: list[dict[str, Any]] = []
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        frames = traceback.extract_tb(one.__traceback__)[-_MOST_PLACES:]
        code = {"code": one.code} if isinstance(one, JordanSPError) else {}
        told.append(
            {
                "kind": f"{type(one).__module__}.{type(one).__qualname__}",
                **code,
                "at": [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames],
            }
        )
        one = one.__cause__ or one.__context__
    return told


def _short(path: str) -> str:
    """A file without the folders in which it happens to be installed."""
    place = max((path.rfind(root) for root in _ROOTS), default=-1)
    return path[place + 1 :] if place >= 0 else path.rpartition("/")[2]


def write_logs(stream: TextIO | None = None) -> None:
    """Have every log of this process written as lines of JSON, to standard output unless a stream is given."""
    handler = logging.StreamHandler(stream or sys.stdout)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("jordan_sp").setLevel(logging.INFO)
    logging.captureWarnings(capture=True)


def log_unread(request_id: str, status: int) -> None:
    """Tell of a request that was refused before it could be read."""
    requests.info("", extra={"request": {"request_id": request_id, "operation": "", "status": status}})
