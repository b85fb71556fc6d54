"""The body of a request, read in one place: within its size, within its time, and whole."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Any

from gunicorn.http.errors import ParseException
from werkzeug.exceptions import ClientDisconnected
from werkzeug.wsgi import get_content_length, get_input_stream

from openfisca_jordan_sp.errors import Text

from ..errors import LateBodyError, MalformedError, TooLargeError
from .sockets import Late, TimedSocket

_STEP = 1_048_576


def read_body(environ: Mapping[str, Any], most: int, seconds: float) -> bytes:
    """The bytes of a body.

    Args:
        environ: of WSGI.
        most: bytes that it may have.
        seconds: within which all of it must have arrived; kept under our own worker, whose sockets know deadlines.

    Raises:
        TooLargeError: it announces, or has, more than `most` bytes.
        LateBodyError: it did not arrive in time.
        MalformedError: it broke off, or is badly framed.
    """
    announced = get_content_length(dict(environ))
    if announced is not None and announced > most:
        _close_after(environ)
        raise _too_large(most)
    with _within(environ, seconds):
        data = _read(get_input_stream(dict(environ)), most)
    if len(data) > most:
        _close_after(environ)
        raise _too_large(most)
    if announced is not None and len(data) < announced:
        raise _broken()
    return data


def _read(stream: IO[bytes], most: int) -> bytes:
    """At most one byte more than allowed, so that the caller sees that there are too many."""
    parts, left = [], most + 1
    while left > 0:
        part = stream.read(min(left, _STEP))
        if not part:
            break
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


@contextmanager
def _within(environ: Mapping[str, Any], seconds: float) -> Iterator[None]:
    connection = _timed(environ)
    try:
        if connection is not None:
            connection.deadline = time.monotonic() + seconds
        yield
    except Late:
        _close_after(environ)
        message = Text(
            f"The body did not arrive within {seconds:g} seconds.", f"لم يصل المحتوى خلال {seconds:g} ثانية."
        )
        raise LateBodyError(message, path="body") from None
    except (ParseException, ClientDisconnected, OSError):
        _close_after(environ)
        raise _broken() from None
    finally:
        if connection is not None:
            connection.deadline = None


def _close_after(environ: Mapping[str, Any]) -> None:
    """Have the reply say that the connection ends: where the next request would begin is not known."""
    connection = _timed(environ)
    if connection is not None and connection.request is not None:
        connection.request.force_close()


def _timed(environ: Mapping[str, Any]) -> TimedSocket | None:
    """The connection, where our own worker holds it."""
    connection = environ.get("gunicorn.socket")
    return connection if isinstance(connection, TimedSocket) else None


def _broken() -> MalformedError:
    return MalformedError(
        Text("The body broke off or is badly framed.", "انقطع المحتوى أو تأطيره غير صحيح."), path="body"
    )


def _too_large(most: int) -> TooLargeError:
    return TooLargeError(
        Text(f"The body is larger than {most} bytes.", f"المحتوى أكبر من {most} بايت."),
        path="body",
        hint=Text("Send it in parts.", "أرسله على أجزاء."),
    )
