"""What is seen of each request: one line in the log, and the numbers of the metrics."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, g, request

from ..operations import Counts
from ..settings import Settings
from . import logs, metrics
from .proxies import behind

#: Asked every few seconds by machines: told only where they fail.
QUIET = frozenset({"readHealth", "readReadiness", "readMetrics"})

_SEEN = "jordan_sp.seen"
_WSGI = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@dataclass
class Seen:
    """One request, filled in as it is answered."""

    started: float
    method: str
    bytes_in: int = 0
    bytes_out: int = 0
    status: int = 0
    request_id: str = ""
    operation: str = ""
    key_id: str = ""
    error: str = ""
    counts: Counts | Callable[[], Counts] | None = None
    is_whole: bool = False


def observe(app: Flask, settings: Settings) -> None:
    """Have every request of an application seen, in the log `jordan_sp.requests` and in the metrics."""
    app.after_request(_note)
    app.wsgi_app = behind(settings.proxies, _observed(app.wsgi_app))  # type: ignore[method-assign, assignment]


def _note(response: Response) -> Response:
    """What only Flask knows of a request."""
    seen = request.environ.get(_SEEN)
    if isinstance(seen, Seen):
        seen.request_id = g.get("request_id", "")
        seen.operation = request.endpoint or ""
        seen.key_id = getattr(g.get("caller"), "key_id", "")
        seen.error = g.get("error_code", "")
        seen.counts = g.get("counts")
    return response


def _observed(wsgi: _WSGI) -> _WSGI:
    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or ""
        # A method is told where it is one of HTTP's: anybody may make up others.
        method = environ["REQUEST_METHOD"] if environ["REQUEST_METHOD"] in _METHODS else ""
        seen = Seen(time.perf_counter(), method, int(length) if length.isdecimal() else 0)
        environ[_SEEN] = seen

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            seen.status = int(status[:3])
            return start_response(status, headers, *rest)

        metrics.requests_in_flight.inc()
        try:
            return _Parts(wsgi(environ, start), seen)
        except BaseException:
            _tell(seen)
            raise

    return answer


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"})


class _Parts:
    """The parts of a reply, counted; the request is told of when they have been sent, or when sending broke off."""

    def __init__(self, parts: Iterable[bytes], seen: Seen) -> None:
        self._parts, self._seen, self._is_told = parts, seen, False

    def __iter__(self) -> Iterator[bytes]:
        for part in self._parts:
            self._seen.bytes_out += len(part)
            yield part
        self._seen.is_whole = True

    def close(self) -> None:
        """End the reply."""
        try:
            if hasattr(self._parts, "close"):
                self._parts.close()
        finally:
            if not self._is_told:
                self._is_told = True
                _tell(self._seen)


def _tell(seen: Seen) -> None:
    seconds = time.perf_counter() - seen.started
    metrics.requests_in_flight.dec()
    metrics.requests_answered.labels(seen.operation, str(seen.status)).inc()
    metrics.request_seconds.labels(seen.operation).observe(seconds)
    # Of a stream they are known at its end.
    counts = (seen.counts() if callable(seen.counts) else seen.counts) or Counts()
    if counts.families:
        metrics.families_computed.labels(seen.operation).inc(counts.families)
    if counts.failed:
        metrics.families_failed.labels(seen.operation).inc(counts.failed)
    if seen.operation in QUIET and seen.status < HTTPStatus.BAD_REQUEST:
        return
    if logs.requests.isEnabledFor(logging.INFO):
        logs.requests.info("", extra={"request": _line(seen, seconds, counts)})


def _line(seen: Seen, seconds: float, counts: Counts) -> dict[str, Any]:
    line: dict[str, Any] = {
        "request_id": seen.request_id,
        "method": seen.method,
        "operation": seen.operation,
        "status": seen.status,
        "milliseconds": round(seconds * 1000, 2),
        "bytes_in": seen.bytes_in,
        "bytes_out": seen.bytes_out,
        "key": seen.key_id,
    }
    if counts.families:
        line |= {"families": counts.families, "failed": counts.failed}
    if seen.error:
        line["error"] = seen.error
    if not seen.is_whole:
        line["broken"] = True
    return line
