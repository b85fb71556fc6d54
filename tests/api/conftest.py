"""Databases for the tests of the service: SQLite, and a real PostgreSQL server that is started when first asked for."""

from __future__ import annotations

import os
import uuid

import pytest

from tests.api.killable import PostgreSQL
from tests.api.service import CheckedClient, new_service
from tests.fixtures import small_population


@pytest.fixture(scope="session")
def postgresql_server():
    """The address of a server: the one of `TEST_DATABASE_URL`, or one started for these tests alone."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    server = PostgreSQL()
    yield server.url
    server.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path):
    """An empty database of each kind in turn."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'service.sqlite3'}"
        return
    from sqlalchemy import create_engine, make_url, text

    url = make_url(request.getfixturevalue("postgresql_server")).set(drivername="postgresql+psycopg")
    name = f"test_{uuid.uuid4().hex[:12]}"
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield url.set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture
def make_service():
    """What makes services, with the settings that a test gives, and closes their databases after it."""
    made = []

    def make(database_url: str, **settings) -> CheckedClient:
        made.append(new_service(database_url, **settings))
        return made[-1]

    yield make
    for client in made:
        client.app.extensions["jordan_sp"].store.close()


@pytest.fixture
def service(tmp_path, make_service) -> CheckedClient:
    """A service on SQLite that is open to everybody."""
    return make_service(f"sqlite:///{tmp_path / 'service.sqlite3'}")


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory):
    """The folder of a small population."""
    from openfisca_jordan_sp.populations.store import write_population

    folder = tmp_path_factory.mktemp("populations") / "small"
    write_population(small_population(), folder)
    return folder
