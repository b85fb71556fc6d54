"""Reading a population folder that can be trusted: from its working copy, or else from Parquet."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.filling import fill
from openfisca_jordan_sp.populations.layers import lacking_layers
from openfisca_jordan_sp.populations.listing import DEMO, Listing, list_population, population_folder
from openfisca_jordan_sp.populations.manifest import read_manifest
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.schema import TABLES, column_named, columns_among
from openfisca_jordan_sp.populations.working_copy import make_copy, open_copy


def read_population(directory: str | Path = DEMO) -> Population:
    """Read a population and check everything that computing relies on.

    The first reading of a folder that can be written to keeps a working copy beside the Parquet
    (`working_copy.py` says what is checked when); later ones take milliseconds and no memory but for what is
    touched. `JORDAN_SP_WORKING_COPY=0` switches that off.

    Args:
        directory: a population folder, or `demo` for the one in the package.

    Returns:
        The population, its arrays read-only, its `manifest` as written and with `layers`: the columns that its
        files lack and that were added.

    Raises:
        PopulationError: where (file and column) and what is wrong, in English and Arabic.
    """
    return _demo() if directory == DEMO else _read(directory)


@cache
def _demo() -> Population:
    """The population in the package, read once for each process."""
    return _read(DEMO)


def _read(directory: str | Path) -> Population:
    folder = population_folder(directory)
    manifest = read_manifest(folder)
    copy = open_copy(folder, manifest)
    if copy is None:
        listing = list_population(folder, manifest)
        copy = make_copy(listing)
        if copy is None:
            return _in_memory(listing)
    return copy.population


def _in_memory(listing: Listing) -> Population:
    """All rows in arrays of their full size from the start, so that no part is held twice."""
    rows, lacking = listing.rows, lacking_layers(listing.names)
    tables: dict[str, dict[str, NDArray[Any]]] = {
        table: {
            column.name: numpy.empty(rows[table], dtype=column_named(column.name).dtype)
            for column in columns_among(table, {*listing.names[table], *lacking})
        }
        for table in TABLES
    }

    def put(table: str, name: str, row: int, values: NDArray[Any]) -> None:
        tables[table][name][row : row + len(values)] = values

    def whole() -> Population:
        stored = {table: {name: tables[table][name] for name in listing.names[table]} for table in TABLES}
        return Population(**stored, manifest=listing.manifest)

    layers = fill(listing, put, whole)
    return Population(**tables, manifest={**listing.manifest, "layers": list(layers)})
