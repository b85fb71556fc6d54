"""A client of the service whose every reply is held against the contract."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from openfisca_jordan_sp.api import Settings, create_app
from openfisca_jordan_sp.api.contract import load_contract
from openfisca_jordan_sp.api.store import Store
from sqlalchemy import make_url

HEADERS = ("Request-Id", "Package-Version", "Law-Date", "Parameters-Digest")


class CheckedClient:
    """Calls operations by their id, and fails where a reply is not as the contract says."""

    def __init__(self, app: Any, headers: dict[str, str] | None = None) -> None:
        self.app = app
        self.flask = app.test_client()
        self.headers = headers or {}

    def call(self, operation_id: str, *, query: Any = None, headers: Any = None, **rest: Any) -> Any:
        """A reply. Parts of the path by name; `json` or `data` and `content_type` for the body."""
        one = load_contract().operations[operation_id]
        body = {name: rest.pop(name) for name in ("json", "data", "content_type") if name in rest}
        path = one.path.format(**rest)
        sent = {**self.headers, **(headers or {})}
        reply = self.flask.open(path, method=one.method, query_string=query, headers=sent, **body)
        hold(one, reply)
        return reply


def hold(operation: Any, reply: Any) -> None:
    """Fail where a reply's status, form, body or headers are not as the contract says."""
    status = str(reply.status_code)
    assert status in operation.definition["responses"], f"{operation.id} answered {status}: {reply.get_data()[:400]}"
    missing = [name for name in HEADERS if name not in reply.headers]
    assert not missing, f"{operation.id} answered without {missing}"
    validator = operation.response(reply.status_code, reply.mimetype)
    if validator is not None and reply.mimetype.endswith("json"):
        wrong = [
            f"{list(error.absolute_path)}: {error.message[:200]}" for error in validator.iter_errors(reply.get_json())
        ]
        assert not wrong, f"{operation.id}: {wrong[:5]}"


class CompiledTemplates(BytecodeCache):
    """Templates of pages as they were compiled for another service of this process.

    Compiling is most of what a page takes that is asked for once, and each test has a service of its own.
    """

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


_COMPILED = CompiledTemplates()


def _upgrade(database_url: str) -> None:
    store = Store(database_url)
    store.upgrade()
    store.close()


@cache
def _empty_database() -> bytes:
    """SQLite with all its tables, made once: each of a thousand tests would take all steps of its making."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "service.sqlite3"
        _upgrade(f"sqlite:///{path}")
        return path.read_bytes()


def new_service(database_url: str, **settings: Any) -> CheckedClient:
    """A service with its tables, open to everybody unless the settings say otherwise; `make_service` closes it."""
    path = make_url(database_url).database if database_url.startswith("sqlite:") else None
    if path and not Path(path).exists():
        Path(path).write_bytes(_empty_database())
    else:
        _upgrade(database_url)
    app = create_app(settings=Settings(**{"database_url": database_url, "auth": "none"} | settings))
    app.jinja_env.bytecode_cache = _COMPILED
    return CheckedClient(app)


@contextmanager
def service_in(folder: Path, **settings: Any) -> Iterator[CheckedClient]:
    """A service whose SQLite stands in a folder, for the tests of a module; closed after the block."""
    client = new_service(f"sqlite:///{folder / 'service.sqlite3'}", **settings)
    yield client
    client.app.extensions["jordan_sp"].store.close()
