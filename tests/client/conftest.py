"""A client of the real application, in this process; and one of a service that says what a test wants."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from openfisca_jordan_sp.api import Settings, create_app
from openfisca_jordan_sp.api.store import Store

from openfisca_jordan_sp.client import Client


@pytest.fixture
def client(tmp_path):
    """A client of the application on an empty database."""
    url = f"sqlite:///{tmp_path / 'service.sqlite3'}"
    store = Store(url)
    store.upgrade()
    store.close()
    app = create_app(settings=Settings(database_url=url, auth="none"))
    with Client("http://service", transport=httpx.WSGITransport(app=app)) as made:
        yield made
    app.extensions["jordan_sp"].store.close()


@dataclass
class Scripted:
    """A service that gives the replies of a list, one after the other, and keeps what it was asked."""

    replies: list[Any]
    asked: list[httpx.Request] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        reply = self.replies.pop(0)
        if isinstance(reply, Exception):
            raise reply
        return reply


@pytest.fixture
def scripted() -> Callable[..., tuple[Client, Scripted]]:
    """What makes a client of a service that gives some replies; nothing is waited for."""

    def make(*replies: Any, **options: Any) -> tuple[Client, Scripted]:
        service = Scripted(list(replies))
        transport = httpx.MockTransport(service)
        return Client("http://service", transport=transport, sleep=service.slept.append, **options), service

    return make


def problem(status: int, code: str = "invalid_request", **more: Any) -> httpx.Response:
    """A reply with problem details."""
    headers = {"Content-Type": "application/problem+json", "Request-Id": "a" * 32, **more.pop("headers", {})}
    told = {"status": status, "code": code, "detail": "No.", "path": "", "hint": "", "errors": [], **more}
    return httpx.Response(status, headers=headers, content=json.dumps({**told, "request_id": "a" * 32}))
