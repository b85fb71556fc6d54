"""The working copy of a population: Arrow files beside its Parquet, read in place.

`working/<identity>/` in the folder of a population holds one file a table with the arrays
that reading gives, layers among them. Its name says what it was made from: the manifest (and so the
checksum of every Parquet file), the columns of the schema, how layers are made, and the format.
A change of any of them is another name, so an older copy is never read; the next one replaces it.

What is checked when:

- When a copy is made: all that reading checks (checksums, columns, rows, relations). It takes its
  name when all of it is on the disk, so a run that is killed leaves nothing that is read.
- Whenever it is opened: its identity; that every Parquet file has the size and the time that it had (where
  only the time differs, its checksum); that the Arrow files have the size and the time that they had when written,
  and the columns and rows that they should have. Rows are not read.
- Anything else than that, and the population is read from Parquet and the copy made again.

Bytes that a failing disk changes in place are not found, nor are files cut short while they are mapped.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.arrow import ArrowWriter, MappedColumns, open_arrow
from openfisca_jordan_sp.populations.filling import fill
from openfisca_jordan_sp.populations.layers import lacking_layers, layers_version
from openfisca_jordan_sp.populations.listing import Listing, is_demo
from openfisca_jordan_sp.populations.manifest import sha256
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.schema import IDENTIFIERS, LAYERS, OPTIONAL, SCHEMA_VERSION, TABLES, columns_among
from openfisca_jordan_sp.populations.unfinished import unfinished_beside

#: The folder of working copies in the folder of a population.
WORKING = "working"

#: Set to 0, no working copy is made or read.
SWITCH = "JORDAN_SP_WORKING_COPY"

_FORMAT = 1
_RECORD = "record.json"
_NOT_A_COPY = (OSError, ValueError, KeyError, TypeError, pyarrow.ArrowException)
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class WorkingCopy:
    """A copy that was opened.

    Attributes:
        manifest: of the population, as read.
        tables: of mapped arrays.
        layers: the columns that its files lack and that were added.
        parts: the first household of each part in which the files hold the population.
    """

    manifest: Mapping[str, Any]
    tables: Mapping[str, MappedColumns]
    layers: tuple[str, ...]
    parts: tuple[int, ...]

    @cached_property
    def population(self) -> Population:
        """The whole population; no array is read before it is touched."""
        return Population(**self.tables, manifest={**self.manifest, "layers": list(self.layers)})

    @cached_property
    def without_layers(self) -> Population:
        """The population as its files have it."""
        tables = {table: columns.without(self.layers) for table, columns in self.tables.items()}
        return Population(**tables, manifest=self.manifest)


def may_have_copy(folder: Path) -> bool:
    """Whether working copies are switched on, for this folder and on this system."""
    return os.environ.get(SWITCH, "1") != "0" and hasattr(os, "pwrite") and not is_demo(folder)


def open_copy(folder: Path, manifest: Mapping[str, Any]) -> WorkingCopy | None:
    """The working copy of a population, or None where there is none that can be trusted."""
    if not may_have_copy(folder):
        return None
    identity = _identity(manifest)
    try:
        return _opened(folder, manifest, identity)
    except _NOT_A_COPY:
        return None


def make_copy(listing: Listing) -> WorkingCopy | None:
    """Make the working copy of a population, or return None where it cannot be written.

    Raises:
        PopulationError: as reading.
    """
    if not (may_have_copy(listing.folder) and os.access(listing.folder, os.W_OK)):
        return None
    identity = _identity(listing.manifest)
    place = _place(listing.folder, identity)
    try:
        # Whatever goes wrong with files, opening sees whether there is a copy: another process may have been first.
        with suppress(OSError), unfinished_beside(place.with_name("copy")) as folder:
            _LOG.info("Making a working copy of the population in %s, so that reading it again takes seconds.", place)
            _write(listing, folder, identity)
            if open_copy(listing.folder, listing.manifest) is None:
                _put_in_place(folder, place)
    finally:
        with suppress(OSError):  # It is not empty where there is a copy.
            place.parent.rmdir()
    return open_copy(listing.folder, listing.manifest)


def _place(folder: Path, identity: str) -> Path:
    return folder / WORKING / identity[:16]


def _identity(manifest: Mapping[str, Any]) -> str:
    """What a copy is made from: two copies with the same one hold the same."""
    columns = [repr(kinds) for kinds in (TABLES, OPTIONAL, LAYERS)]
    made_from = [_FORMAT, SCHEMA_VERSION, columns, layers_version(), manifest]
    return hashlib.sha256(json.dumps(made_from, sort_keys=True).encode()).hexdigest()


def _opened(folder: Path, manifest: Mapping[str, Any], identity: str) -> WorkingCopy:
    """The copy, if all that can be seen without reading its rows is right.

    Raises:
        OSError, ValueError, KeyError, TypeError, pyarrow.ArrowException: it cannot be trusted.
    """
    place = _place(folder, identity)
    record = json.loads((place / _RECORD).read_bytes())
    if record["identity"] != identity or not all(_is_unchanged(folder, record, each) for each in manifest["files"]):
        raise ValueError(f"{place} was made from something else.")
    tables = {}
    for table in TABLES:
        path = _file(place, table)
        if _stamp(path) != record["tables"][table]:
            raise ValueError(f"{path} was changed.")
        tables[table] = open_arrow(path)
        rows = len(tables[table][IDENTIFIERS[table]])
        if rows != record["rows"][table] or list(tables[table]) != record["names"][table]:
            raise ValueError(f"{path} holds something else.")
    return WorkingCopy(manifest, tables, tuple(record["layers"]), tuple(record["parts"]))


def _is_unchanged(folder: Path, record: Mapping[str, Any], entry: Mapping[str, Any]) -> bool:
    """Whether a Parquet file is the one that the copy was made from; where only its time differs, it is read."""
    path = folder / entry["path"]
    was, now = record["sources"][entry["path"]], _stamp(path)
    return bool(now == was or (now[0] == was[0] and sha256(path.read_bytes()) == entry["sha256"]))


def _stamp(path: Path) -> list[int]:
    """Size and time of a file."""
    found = path.stat()
    return [found.st_size, found.st_mtime_ns]


def _file(place: Path, table: str) -> Path:
    return place / f"{table}.arrow"


def _write(listing: Listing, place: Path, identity: str) -> None:
    # Taken first: what changes while it is read is not what the copy was made from.
    sources = {each["path"]: _stamp(listing.folder / each["path"]) for each in listing.manifest["files"]}
    lacking = lacking_layers(listing.names)
    names = {
        table: [column.name for column in columns_among(table, {*listing.names[table], *lacking})] for table in TABLES
    }
    writers: dict[str, ArrowWriter] = {}

    def put(table: str, name: str, row: int, values: NDArray[Any]) -> None:
        writers[table].put(name, row, values)

    def whole() -> Population:
        tables = {table: open_arrow(_file(place, table)).without(lacking) for table in TABLES}
        return Population(**tables, manifest=listing.manifest)

    with ExitStack() as stack:
        for table in TABLES:
            writers[table] = ArrowWriter(_file(place, table), names[table], listing.rows[table])
            stack.callback(writers[table].close)
        fill(listing, put, whole)
    record = {
        "identity": identity,
        "layers": lacking,
        "sources": sources,
        "tables": {table: _stamp(_file(place, table)) for table in TABLES},
        "rows": listing.rows,
        "names": names,
        "parts": [part.first["households"] for part in listing.parts],
    }
    (place / _RECORD).write_text(json.dumps(record, indent=1) + "\n")


def _put_in_place(folder: Path, place: Path) -> None:
    """Give a finished copy its name in place of a broken one, and remove older ones.

    Raises:
        OSError: another process has just put its own there.
    """
    shutil.rmtree(place, ignore_errors=True)
    folder.rename(place)
    for other in place.parent.iterdir():
        if other != place and not other.name.startswith(".") and (other / _RECORD).is_file():
            shutil.rmtree(other, ignore_errors=True)
