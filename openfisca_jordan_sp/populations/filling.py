"""Parquet read part by part: each file once, checked, and handed on before the next ones are read."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.errors import PopulationError, Text
from openfisca_jordan_sp.populations.checks import consistency_problems
from openfisca_jordan_sp.populations.layers import (
    Layers,
    Listable,
    lacking_layers,
    listable,
)
from openfisca_jordan_sp.populations.listing import ListedFile, ListedPart, Listing, changed, damaged_files
from openfisca_jordan_sp.populations.manifest import base_date, file_of, sha256
from openfisca_jordan_sp.populations.parquet import from_parquet
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.problems import raise_problems
from openfisca_jordan_sp.populations.schema import GOVERNORATES, IDENTIFIERS, PARTITION_COLUMN, TABLES

Tables = dict[str, dict[str, NDArray[Any]]]

#: Takes table, column, first row and values of some rows.
Put = Callable[[str, str, int, NDArray[Any]], None]

#: Decoding gains little from more, and each holds a part in memory.
_MOST_THREADS = 4

#: What layers look at.
_LOOKED_AT = {
    "households": ("household_id", "household_weight", PARTITION_COLUMN, "consumption_before_benefits"),
    "families": ("family_id", "household_id"),
    "persons": ("person_id", "family_id", "household_id", "is_registered_refugee", "lives_in_refugee_camp"),
}


def fill(listing: Listing, put: Put, whole: Callable[[], Population]) -> tuple[str, ...]:
    """Read all files once, put their rows, then the layers that they lack.

    Args:
        listing: of the folder.
        put: takes the rows; it is called by several threads, never twice for the same rows.
        whole: the population as it has been put; asked for only if parts contradict themselves.

    Returns:
        The layers that were added.

    Raises:
        PopulationError: files that are damaged, columns that are wrong, rows that contradict each other.
    """
    names = lacking_layers(listing.names)
    filled = list(_in_threads(listing, partial(_fill_part, listing, put)))
    found = [each for each in filled if each is not None]
    if len(found) < len(filled):
        # Tables may be cut at different households. Where they are not, the rows of the whole are named.
        population = whole()
        raise_problems(consistency_problems(population, base_date(listing.manifest), listing.places))
        found = [listable(population, dict.fromkeys(TABLES, 0), listing.manifest)]
    layers = Layers.decided(found, listing.manifest, names)
    for part in listing.parts:
        first = part.first
        for table, columns in layers.columns(first, part.rows).items():
            for name, values in columns.items():
                put(table, name, first[table], values)
    return names


def decided_layers(listing: Listing) -> Layers:
    """The layers of a population, from the few columns that they look at; the checksums of files are not looked at."""
    found = _in_threads(listing, partial(_listable_of, listing))
    return Layers.decided(list(found), listing.manifest, lacking_layers(listing.names))


def read_part(listing: Listing, part: ListedPart) -> Population:
    """One part, checked as a population is, with identifiers that count from 0 and without layers.

    Raises:
        PopulationError: as `fill`; rows are those of the part.
    """
    population = _population(_tables(listing, part), part, listing.manifest)
    places = {
        table: [(file.row - part.first[table], file.path) for file in files] for table, files in part.files.items()
    }
    raise_problems(consistency_problems(population, base_date(listing.manifest), places))
    return population


def _in_threads(listing: Listing, work: Callable[[ListedPart], Any]) -> Iterator[Any]:
    """The results of the parts in their order; of several errors the first one, but damage before all else."""
    with ThreadPoolExecutor(min(os.cpu_count() or 1, _MOST_THREADS)) as threads:
        waiting = [threads.submit(work, part) for part in listing.parts]
        try:
            for each in waiting:
                yield each.result()
        except PopulationError:
            threads.shutdown(cancel_futures=True)
            every = [(f.path, f.checksum) for part in listing.parts for files in part.files.values() for f in files]
            raise_problems(damaged_files(listing.folder, every))
            raise
        finally:
            threads.shutdown(cancel_futures=True)


def _fill_part(listing: Listing, put: Put, part: ListedPart) -> Listable | None:
    """Put the rows of a part; what agencies' lists look at in it, or None if it contradicts itself."""
    tables, first = _tables(listing, part), part.first
    for table, columns in tables.items():
        for name, values in columns.items():
            put(table, name, first[table], values)
    population = _population(tables, part, listing.manifest)
    if consistency_problems(population, base_date(listing.manifest), {}):
        return None
    return listable(population, first, listing.manifest)


def _listable_of(listing: Listing, part: ListedPart) -> Listable:
    population = _population(_tables(listing, part, _LOOKED_AT), part, listing.manifest)
    return listable(population, part.first, listing.manifest)


def _population(tables: Tables, part: ListedPart, manifest: Mapping[str, Any]) -> Population:
    first = {IDENTIFIERS[table]: row for table, row in part.first.items()}
    counted = {
        table: {name: values - first[name] if name in first else values for name, values in columns.items()}
        for table, columns in tables.items()
    }
    return Population(**counted, manifest=manifest)


def _tables(listing: Listing, part: ListedPart, only: Mapping[str, Collection[str]] | None = None) -> Tables:
    """The rows of a part as its files have them, its columns in the order of the schema."""
    tables: Tables = {}
    for table, files in part.files.items():
        wanted = listing.names[table] if only is None else only[table]
        pieces = [_rows(table, listing.folder, file, None if only is None else wanted) for file in files]
        tables[table] = {name: _joined([piece[name] for piece in pieces]) for name in wanted}
    return tables


def _joined(pieces: Sequence[NDArray[Any]]) -> NDArray[Any]:
    return pieces[0] if len(pieces) == 1 else numpy.concatenate(pieces)


def _rows(table: str, folder: Path, file: ListedFile, only: Collection[str] | None) -> dict[str, NDArray[Any]]:
    """The rows of a file, which is read once: what is decoded is what the checksum was taken of."""
    data = _bytes(folder / file.path)
    if only is None and sha256(data) != file.checksum:
        raise_problems([changed(file.path)])
    rows = from_parquet(table, data, file.path, only)
    if any(len(values) != file.rows for values in rows.values()):
        raise_problems([changed(file.path)])
    if table == "households":
        place = GOVERNORATES.index(file_of(file.path)[1])
        rows[PARTITION_COLUMN] = numpy.full(file.rows, place, dtype=numpy.uint8)
    return rows


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PopulationError(
            Text(f"The file cannot be read: {error.strerror}.", "تعذرت قراءة الملف."), path=str(path)
        ) from error
