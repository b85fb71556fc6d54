"""A socket that keeps deadlines: nothing that a client does, or leaves undone, holds a thread for ever."""

from __future__ import annotations

import socket
import time
from typing import Any, Self

from gunicorn.http.errors import LimitRequestHeaders, ParseException

#: Bytes of a request line with its headers; and of a line that has no end yet.
MOST_HEAD_BYTES = 32_768
MOST_LINE_BYTES = 4_096
#: Seconds that a client may take to accept one part of a reply.
SEND_SECONDS = 30.0

_STEP = 65_536


class Late(ParseException):
    """What had to arrive by now did not."""

    def __str__(self) -> str:
        return "it did not arrive in time"


class TimedSocket(socket.socket):
    """A socket whose reading ends at a deadline, however little arrives at a time.

    Attributes:
        deadline: of `time.monotonic()`, by which what is read must have arrived; None for no deadline.
        held: bytes that were taken in while the head of a request was awaited.
        request: gunicorn's request that is being answered.
    """

    deadline: float | None = None
    request: Any = None

    @classmethod
    def of(cls, accepted: socket.socket) -> Self:
        """The same connection, with deadlines."""
        made = cls(accepted.family, accepted.type, accepted.proto, fileno=accepted.detach())
        made.held = bytearray()
        return made

    held: bytearray
    _is_refused = False

    def take_head(self) -> bool:
        """Take in what has arrived without waiting; whether a thread should look at it now.

        True for the end of a head, for one that is too large or cannot become right, and where the client has gone.
        """
        try:
            data = self.recv_now()
        except BlockingIOError:
            return False
        except OSError:
            data = b""
        self.held += data
        held = self.held
        is_whole = b"\r\n\r\n" in held
        self._is_refused = not is_whole and len(held) > MOST_HEAD_BYTES
        too_long = len(held) > MOST_LINE_BYTES and b"\n" not in held
        # A line that ends without a return is refused by the parser: no more need be awaited.
        bare = held.count(b"\n") != held.count(b"\r\n")
        return not data or is_whole or self._is_refused or too_long or bare

    def recv_now(self) -> bytes:
        """What has arrived, past the bytes that are held."""
        self.settimeout(0)
        return super().recv(_STEP)

    def recv(self, size: int, flags: int = 0) -> bytes:
        """Some bytes, those that are held first.

        Raises:
            Late: the deadline has passed.
            LimitRequestHeaders: a head that has no end within its limit.
        """
        if self.held:
            data = bytes(self.held[:size])
            del self.held[:size]
            return data
        if self._is_refused:
            raise LimitRequestHeaders("larger than the limit")
        if self.deadline is None:
            return super().recv(size, flags)
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise Late
        self.settimeout(left)
        try:
            return super().recv(size, flags)
        except TimeoutError:
            raise Late from None

    def sendall(self, data: Any, flags: int = 0) -> None:
        """Send bytes.

        Raises:
            ConnectionResetError: the client does not take them.
        """
        self.settimeout(SEND_SECONDS)
        try:
            super().sendall(data, flags)
        except TimeoutError:
            raise ConnectionResetError("the client takes no more") from None
