"""Callers of a service: `python -m tests.benchmarks.api_client PORT PATH CALLERS SECONDS`, the body on standard input.

Each caller asks again as soon as it is answered, over one connection while the service keeps it. What is written: the
milliseconds of each answer, and how many were none.
"""

import json
import socket
import sys
import threading
import time


class Caller(threading.Thread):
    """One caller."""

    def __init__(self, port, message, until):
        super().__init__(daemon=True)
        self.port, self.message, self.until = port, message, until
        self.milliseconds, self.errors, self.connection = [], 0, None

    def run(self):
        while time.perf_counter() < self.until:
            begun = time.perf_counter()
            try:
                is_right = self._ask()
            except OSError:
                is_right, self.connection = False, None
            if is_right:
                self.milliseconds.append((time.perf_counter() - begun) * 1000)
            else:
                self.errors += 1

    def _ask(self):
        if self.connection is None:
            self.connection = socket.create_connection(("127.0.0.1", self.port), timeout=60)
            self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.connection.sendall(self.message)
        data = b""
        while b"\r\n\r\n" not in data:
            data += self._some()
        head, _, body = data.partition(b"\r\n\r\n")
        head = head.lower()
        length = int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0])
        while len(body) < length:
            body += self._some()
        if b"connection: close" in head:
            self.connection.close()
            self.connection = None
        return head[9:12] == b"200"

    def _some(self):
        data = self.connection.recv(262144)
        if not data:
            raise ConnectionResetError
        return data


def main(port, path, callers, seconds):
    body = sys.stdin.buffer.read()
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    until = time.perf_counter() + float(seconds)
    all_of_them = [Caller(int(port), head.encode() + body, until) for _ in range(int(callers))]
    for one in all_of_them:
        one.start()
    for one in all_of_them:
        one.join()
    found = {
        "milliseconds": [value for one in all_of_them for value in one.milliseconds],
        "errors": sum(one.errors for one in all_of_them),
    }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
