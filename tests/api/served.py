"""A real `jordan-sp serve` in processes of its own, and requests sent to it byte for byte."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

SERVE = (sys.executable, "-c", "from openfisca_jordan_sp.cli import main; main(prog_name='jordan-sp')", "serve")
#: Seconds that a service may take to start on a busy machine, and to stop.
START_SECONDS, STOP_SECONDS = 90, 40


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Served:
    """A running service.

    Attributes:
        port: at which it listens.
        process: the first of its processes.
        log: the file of its lines.
    """

    def __init__(self, port: int, process: subprocess.Popen, log: Path, errors: Path) -> None:
        self.port, self.process, self.log, self.errors = port, process, log, errors

    def send(self, data: bytes, *, pause: float = 0.0, end: bool = False, seconds: float = 30.0) -> tuple[int, bytes]:
        """The status and the rest of the reply to some bytes; with a pause, they are sent one by one."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as connection:
            try:
                if pause:
                    self._drip(connection, data, pause)
                else:
                    connection.sendall(data)
                if end:
                    connection.shutdown(socket.SHUT_WR)
            except OSError:
                pass  # refused before it was sent: the answer is there
            return _reply(connection)

    @staticmethod
    def _drip(connection: socket.socket, data: bytes, pause: float) -> None:
        """Send byte by byte until it is answered."""
        for place in range(len(data)):
            connection.sendall(data[place : place + 1])
            connection.settimeout(pause)
            try:
                if connection.recv(1, socket.MSG_PEEK):
                    break
            except TimeoutError:
                continue
        connection.settimeout(30)

    def get(self, path: str, headers: str = "") -> tuple[int, bytes]:
        """The reply to a request without a body."""
        return self.send(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}\r\n".encode())

    def workers(self) -> set[int]:
        """The processes that answer."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text(encoding="ascii")
        return {int(one) for one in children.split()}

    def lines(self) -> list[dict]:
        """What it has logged."""
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]

    def stop(self) -> int:
        """Stop it gently; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(STOP_SECONDS)


def _reply(connection: socket.socket) -> tuple[int, bytes]:
    data = b""
    while b"\r\n\r\n" not in data:
        part = connection.recv(65536)
        if not part:
            break
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    length = next((int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0)
    while len(body) < length:
        part = connection.recv(65536)
        if not part:
            break
        body += part
    return (int(head[9:12]) if head else 0), head + b"\r\n\r\n" + body


@contextmanager
def served(folder: Path, *options: str, database_url: str = "", port: int = 0, **settings: str):
    """A service that runs while the block does; settings as the environment names them, without `JORDAN_SP_`."""
    port, log, errors = port or free_port(), folder / "log.jsonl", folder / "errors.txt"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("JORDAN_SP_")}
    environment |= {f"JORDAN_SP_{name}": value for name, value in settings.items()}
    environment["DATABASE_URL"] = database_url or f"sqlite:///{folder / 'service.sqlite3'}"
    command = [*SERVE, "--bind", f"127.0.0.1:{port}", *options]
    with log.open("ab") as out, errors.open("ab") as err:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=err, cwd=folder)
    running = Served(port, process, log, errors)
    try:
        _wait(running)
        yield running
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(running: Served) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if running.process.poll() is not None:
            raise RuntimeError(running.errors.read_text(encoding="utf-8"))
        try:
            if running.get("/healthz")[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the service did not start")
