"""The database that a command works on."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from openfisca_jordan_sp.errors import Problem, SettingsError, Text
from openfisca_jordan_sp.service_commands.missing import told

if TYPE_CHECKING:
    from openfisca_jordan_sp.api.store import Store

Command = TypeVar("Command", bound=Callable[..., Any])

_UPGRADE = "jordan-sp database upgrade"
_NO_TABLES = Text(
    f"The database has no tables of the service. Make them: `{_UPGRADE}`.",
    f"ليس في قاعدة البيانات جداول الخدمة. أنشئها بالأمر `{_UPGRADE}`.",
)
_OLD_TABLES = Text(
    f"The tables are of another version. Bring them up to this one: `{_UPGRADE}`.",
    f"الجداول من نسخة أخرى. حدّثها إلى هذه النسخة بالأمر `{_UPGRADE}`.",
)


def database_option(command: Command) -> Command:
    """The option `--database`."""
    return click.option(
        "--database", metavar="URL", help="As SQLAlchemy writes it; else DATABASE_URL, else SQLite in this folder."
    )(command)


@contextmanager
def opened(database: str | None, *, may_be_new: bool = False) -> Iterator[Store]:
    """The store of a database, whose tables are those of this version; closed at the end.

    Args:
        database: the option; None where it was left out.
        may_be_new: whether an empty database gets its tables.

    Raises:
        SettingsError: the service is not installed, no address, or other tables.
        UnavailableError: the database does not answer.
    """
    store = store_of(database)
    try:
        revision = None if _is_no_file(store.url) else store.revision()
        if revision is None:
            if not may_be_new:
                raise _problem(_NO_TABLES)
            store.upgrade()
        elif not store.is_current():
            raise _problem(_OLD_TABLES)
        yield store
    finally:
        store.close()


def store_of(database: str | None) -> Store:
    """The store that the option, or the environment, names; nothing is opened.

    Raises:
        OutputError: the service is not installed.
    """
    try:
        # What serves is loaded only by commands that need it.
        from openfisca_jordan_sp.api.settings import Settings  # noqa: PLC0415
        from openfisca_jordan_sp.api.store import Store  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise told(error) from None
    return Store(database or os.environ.get("DATABASE_URL", "").strip() or Settings().database_url)


def _is_no_file(url: str) -> bool:
    """Whether SQLite would have to make the file: only what may make a database does."""
    path = url.partition("sqlite:///")[2].partition("?")[0]
    return bool(path) and path != ":memory:" and not Path(path).exists()


def _problem(message: Text) -> SettingsError:
    return SettingsError([Problem("settings_error", "DATABASE_URL", message)])
