"""gunicorn's worker of threads, in which a slow or silent client costs no thread.

A connection waits in the worker's loop until the head of its request is there, and lingers there after the last reply
until the client has had time to read it. gunicorn's own waits for both in a thread or, worse, in the loop itself.
"""

from __future__ import annotations

import errno
import selectors
import socket
import time
from collections import deque
from concurrent.futures import Future
from functools import partial
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

from .refusals import refusal
from .sockets import Late, TimedSocket

#: After the last reply: seconds for the client to read it, and bytes of its body that are thrown away meanwhile.
LINGER_SECONDS = 5.0
LINGER_BYTES = 200_000_000
#: Seconds given to the rest of a body that nobody read, so that the connection may be used again.
_DRAIN_SECONDS = 0.25
#: Seconds between looks at connections that wait.
_LOOK_SECONDS = 0.25

_PASSING = (errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK)


class Connection(TConn):
    """One connection; `drained` counts the bytes thrown away after the last reply."""

    drained = 0


class Worker(ThreadWorker):
    """A process of the service. `head_seconds` is set by `server.py`."""

    head_seconds = 10.0

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.lingering: deque[Connection] = deque()

    def is_parent_alive(self) -> bool:
        """Whether the first process lives; where it was killed its address is left at once to the one that follows."""
        if super().is_parent_alive():
            return True
        self.set_accept_enabled(False)
        for listener in self.sockets:
            listener.close()
        return False

    def accept(self, listener: socket.socket) -> None:
        """Take a connection; it waits in the loop for the head of its request."""
        try:
            client, address = listener.accept()
        except OSError as error:
            if error.errno not in _PASSING:
                raise
            return
        self.nr_conns += 1
        self._await_head(Connection(self.cfg, TimedSocket.of(client), address, listener.getsockname()))

    def on_client_socket_readable(self, conn: Connection, client: TimedSocket) -> None:
        """The next request of a connection that is kept begins."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._await_head(conn)

    def _await_head(self, conn: Connection) -> None:
        conn.timeout = time.monotonic() + self.head_seconds
        if conn.sock.take_head():
            self._head_is_there(conn)
            return
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def on_pending_socket_readable(self, conn: Connection, client: TimedSocket) -> None:
        """More of a head arrived."""
        if conn.sock.take_head():
            self.poller.unregister(client)
            self.pending_conns.remove(conn)
            self._head_is_there(conn)

    def _head_is_there(self, conn: Connection) -> None:
        if not conn.sock.held:
            self._drop(conn)
            return
        conn.data_ready = True
        self.enqueue_req(conn)

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        """Wait for what happens next, no longer than a waiting connection allows."""
        waits = self.pending_conns or self.lingering
        super().wait_for_and_dispatch_events(min(timeout, _LOOK_SECONDS) if waits else timeout)

    def murder_pending(self) -> None:
        """Answer heads that did not arrive in time; close connections that say nothing, or have lingered enough."""
        now = time.monotonic()
        for conn in [one for one in self.pending_conns if one.timeout <= now or not (self.alive or one.sock.held)]:
            self.poller.unregister(conn.sock)
            self.pending_conns.remove(conn)
            self._head_is_there(conn)
        for conn in [one for one in self.lingering if one.timeout <= now]:
            self._end_lingering(conn)

    def handle(self, conn: Connection) -> Any:
        """Answer one request, in a thread."""
        conn.sock.deadline = conn.timeout
        return super().handle(conn)

    def handle_request(self, req: Any, conn: Connection) -> Any:
        """Answer a request whose head was read."""
        conn.sock.request, conn.sock.deadline = req, None
        return super().handle_request(req, conn)

    def _keepalive_after(self, conn: Connection, keepalive: bool) -> bool:
        conn.sock.deadline = time.monotonic() + _DRAIN_SECONDS
        try:
            return bool(super()._keepalive_after(conn, keepalive))
        except (Late, OSError):
            return False

    def handle_error(self, req: Any, client: TimedSocket, addr: Any, exc: BaseException) -> None:
        """Answer a request that cannot be read, as a problem like every other."""
        del req, addr
        try:
            client.sendall(refusal(exc))
        except OSError:
            self.log.debug("A client was gone before it could be refused.")

    def finish_request(self, conn: Connection, fs: Future[Any]) -> None:
        """After a request: keep the connection, or let the client read the last reply and close."""
        try:
            is_kept = not fs.cancelled() and bool(fs.result())
        except Exception:  # what a thread could not answer was logged there
            is_kept = False
        if not is_kept:
            self._linger(conn)
        elif conn.parser.unreader.buf.getvalue():
            conn.timeout = time.monotonic() + self.head_seconds
            self.enqueue_req(conn)
        elif conn.sock.held:
            self._await_head(conn)
        else:
            super().finish_request(conn, fs)

    def _linger(self, conn: Connection) -> None:
        """Say that nothing more comes, and throw away what still arrives: a reset would eat the reply."""
        try:
            conn.sock.setblocking(False)
            conn.sock.shutdown(socket.SHUT_WR)
            self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._throw_away, conn))
        except (OSError, ValueError):
            self._drop(conn)
            return
        conn.timeout = time.monotonic() + LINGER_SECONDS
        self.lingering.append(conn)

    def _throw_away(self, conn: Connection, client: TimedSocket) -> None:
        try:
            data = client.recv_now()
        except BlockingIOError:
            return
        except OSError:
            data = b""
        conn.drained += len(data)
        if not data or conn.drained > LINGER_BYTES:
            self._end_lingering(conn)

    def _end_lingering(self, conn: Connection) -> None:
        self.lingering.remove(conn)
        self.poller.unregister(conn.sock)
        self._drop(conn)

    def _drop(self, conn: Connection) -> None:
        self.nr_conns -= 1
        conn.close()
