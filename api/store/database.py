"""The database: opened when first needed, every outage told as one error that says when to try again."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import IntEnum
from functools import cached_property
from importlib.resources import as_file, files
from threading import Lock
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, Executable, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, DisconnectionError, IntegrityError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from openfisca_jordan_sp.errors import Problem, SettingsError, Text

from ..errors import UnavailableError
from .tables import metadata

#: Seconds that a statement waits for another writer, and that a connection may take to open.
_BUSY_SECONDS = 5
_CONNECT_SECONDS = 3
#: Seconds between two tries where SQLite does not wait by itself.
_AGAIN_SECONDS = 0.01
#: Connections of one process, and for how long one may lie idle before it is asked whether it still stands.
_POOL = 5
_IDLE_SECONDS = 1.0

#: Options of a connection: one that only reads, and one whose writing need not outlive a power cut.
READS = "jordan_sp_reads"
QUICK = "jordan_sp_quick"

_AWAY = Text("The database does not answer; nothing was done.", "قاعدة البيانات لا تجيب؛ لم يُنفذ شيء.")


class Store:
    """One database. A process that forks makes its connections after the fork: nothing is opened before use.

    Args:
        url: as SQLAlchemy writes it; `postgresql://` is taken for the driver psycopg.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._writing = Lock()

    @cached_property
    def engine(self) -> Engine:
        """The pool of connections.

        Raises:
            SettingsError: an address that is none, or a database whose driver is not installed.
        """
        try:
            url = make_url(self.url)
            if url.drivername in ("postgres", "postgresql"):
                url = url.set(drivername="postgresql+psycopg")
            if url.get_backend_name() == "sqlite":
                return _sqlite(url)
            return _postgresql(url)
        except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
            raise SettingsError([_cannot(str(error).splitlines()[0])]) from None

    @contextmanager
    def begin(self, *, waits_for_disk: bool = True) -> Iterator[Connection]:
        """One transaction: kept where the block ends, undone where it raises.

        Args:
            waits_for_disk: where not, SQLite keeps it through the death of the process but perhaps not through a power
                cut, and takes a tenth of the time. PostgreSQL always waits: it would lose it by its own death alone.

        Raises:
            UnavailableError: the database does not answer, or has not all of its tables.
            IntegrityError: a row that is there already; SQLAlchemy's own.
        """
        with self._transaction(**{} if waits_for_disk else {QUICK: True}) as connection:
            yield connection

    def write(self, statement: Executable, values: Mapping[str, Any]) -> None:
        """One statement that is a transaction by itself, and does not wait for the disk (see `begin`).

        PostgreSQL is sent it alone, without a begin and an end around it: that is a third of the time.

        Raises:
            UnavailableError: see `begin`.
            IntegrityError: see `begin`.
        """
        alone = {QUICK: True} if self.engine.dialect.name == "sqlite" else {"isolation_level": "AUTOCOMMIT"}
        with self._transaction(**alone) as connection:
            connection.execute(statement, values)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One transaction that only reads: it waits for no writer.

        Raises:
            UnavailableError: see `begin`.
        """
        with self._transaction(**{READS: True}) as connection:
            yield connection

    @contextmanager
    def _transaction(self, **options: Any) -> Iterator[Connection]:
        try:
            with (
                self._turn_to_write(options),
                self.engine.connect().execution_options(**options) as connection,
                connection.begin(),
            ):
                yield connection
        except IntegrityError:
            raise
        except (DBAPIError, DisconnectionError, PoolTimeout) as error:
            raise UnavailableError(_AWAY) from error

    @contextmanager
    def _turn_to_write(self, options: Mapping[str, Any]) -> Iterator[None]:
        """Let one thread of this process write at a time where the database takes one writer.

        SQLite makes those who come in between look again ever later, up to a tenth of a second.
        """
        if options.get(READS, False) or self.engine.dialect.name != "sqlite":
            yield
            return
        if not self._writing.acquire(timeout=_BUSY_SECONDS):
            raise UnavailableError(_AWAY)
        try:
            yield
        finally:
            self._writing.release()

    def upgrade(self) -> None:
        """Bring the database up to the tables of this version; one process at a time does it.

        Raises:
            UnavailableError: see `begin`.
            SettingsError: the tables are of a newer version.
        """
        with as_file(files(__package__).joinpath("migrations")) as folder, self.begin() as connection:
            alone(connection, Alone.MIGRATING)
            config = _configuration(str(folder))
            _refuse_newer(connection, config)
            config.attributes.update(connection=connection, metadata=metadata)
            command.upgrade(config, "head")

    def revision(self) -> str | None:
        """The revision of the tables; None where there are none.

        Raises:
            UnavailableError: see `begin`.
        """
        with self.read() as connection:
            return MigrationContext.configure(connection).get_current_revision()

    def is_current(self) -> bool:
        """Whether the database has the tables of this version.

        Raises:
            UnavailableError: see `begin`.
        """
        with as_file(files(__package__).joinpath("migrations")) as folder:
            head = ScriptDirectory.from_config(_configuration(str(folder))).get_current_head()
        return self.revision() == head

    def close(self) -> None:
        """Close every connection; the next use opens others."""
        if "engine" in self.__dict__:
            self.engine.dispose()
            del self.__dict__["engine"]


def _sqlite(url: Any) -> Engine:
    engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: Any) -> None:
        # SQLAlchemy begins transactions itself: the driver's own begin would come too late for a write after a read.
        connection.isolation_level = None
        cursor = connection.cursor()
        _write_ahead(cursor)
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get(READS, False):
            connection.exec_driver_sql("BEGIN")
            return
        # The connection may have served another kind of transaction before.
        connection.exec_driver_sql(f"PRAGMA synchronous={'NORMAL' if options.get(QUICK, False) else 'FULL'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _write_ahead(cursor: Any) -> None:
    """Let others read while one writes. Where several open a new file at once, SQLite refuses this without waiting."""
    end = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() >= end:
                raise
            time.sleep(_AGAIN_SECONDS)
        else:
            return


def _postgresql(url: Any) -> Engine:
    engine = create_engine(
        url,
        pool_size=_POOL,
        max_overflow=_POOL,
        pool_timeout=_CONNECT_SECONDS,
        connect_args={"connect_timeout": _CONNECT_SECONDS},
    )

    @event.listens_for(engine, "checkin")
    def _kept(_: Any, record: Any) -> None:
        record.info["used"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def _held_out(connection: Any, record: Any, _: Any) -> None:
        # One that lay idle may have lost its server meanwhile; to ask of each would cost more than most statements do.
        if time.monotonic() - record.info.get("used", float("inf")) < _IDLE_SECONDS:
            return
        try:
            engine.dialect.do_ping(connection)
        except Exception as error:
            raise DisconnectionError from error

    return engine


class Alone(IntEnum):
    """What one transaction at a time does."""

    MIGRATING = 720452026
    QUEUEING = 720452027


def alone(connection: Connection, lock: Alone) -> None:
    """Wait until nobody else does it: SQLite's transaction is the only writer, PostgreSQL is asked for a lock."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": int(lock)})


def _refuse_newer(connection: Connection, config: Config) -> None:
    present = MigrationContext.configure(connection).get_current_revision()
    known = {revision.revision for revision in ScriptDirectory.from_config(config).walk_revisions()}
    if present is not None and present not in known:
        message = Text(
            f"Its tables are of revision {present}, which this version of the package does not know: it is older.",
            f"جداول قاعدة البيانات من الإصدار {present} الذي لا تعرفه هذه النسخة من الحزمة لأنها أقدم.",
        )
        raise SettingsError([Problem("settings_error", "DATABASE_URL", message)])


def _configuration(folder: str) -> Config:
    config = Config()
    config.set_main_option("script_location", folder.replace("%", "%%"))
    return config


def _cannot(reason: str) -> Problem:
    message = Text(f"cannot be opened: {reason}", "لا يمكن فتح قاعدة البيانات بهذا العنوان.")
    return Problem("settings_error", "DATABASE_URL", message)
