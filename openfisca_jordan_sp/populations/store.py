"""Population folders: writing one whole or not at all, and reading one that can be trusted.

A folder holds `households/governorate=amman/part-0.parquet`, likewise `families`
and `persons`, and `manifest.json` with the checksum of every file. Columns that
`layers.py` added on reading are not written: reading adds them again.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy

from openfisca_jordan_sp.errors import OutputError, Text
from openfisca_jordan_sp.populations.checks import consistency_problems
from openfisca_jordan_sp.populations.manifest import MANIFEST_NAME, base_date, describe, sha256, to_bytes
from openfisca_jordan_sp.populations.parquet import to_parquet
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.problems import raise_problems
from openfisca_jordan_sp.populations.reading import DEMO, population_parts, read_population
from openfisca_jordan_sp.populations.schema import PARTITION_COLUMN, TABLES

__all__ = ["DEMO", "Population", "population_parts", "read_population", "validate_population", "write_population"]


def validate_population(population: Population) -> None:
    """Check a population in memory as reading checks one from a folder.

    Raises:
        PopulationError: what is wrong, the first row of each kind of mistake.
    """
    raise_problems(consistency_problems(population, base_date(population.manifest), {}))


def write_population(population: Population, directory: str | Path) -> None:
    """Write a population as a new folder: whole, or not at all.

    The same population gives the same bytes with the same versions of numpy and pyarrow.

    Args:
        population: what to write; it is checked first.
        directory: a path where nothing is yet (an empty folder is fine).

    Raises:
        PopulationError: the population contradicts itself.
        OutputError: the folder exists and is not empty, or cannot be written.
    """
    validate_population(population)
    target = Path(directory).absolute()
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise OutputError(
                Text("There is something at this place already.", "يوجد شيء في هذا المكان."),
                path=str(directory),
                hint=Text("Choose another folder or remove it first.", "اختر مجلدا آخر أو احذفه أولا."),
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        _write_and_rename(population, Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent)), target)
    except OSError as error:
        raise OutputError(
            Text(f"The population cannot be written: {error.strerror}.", "تعذرت كتابة المجتمع."), path=str(directory)
        ) from error


def _write_and_rename(population: Population, temporary: Path, target: Path) -> None:
    try:
        files = [_write_file(temporary, path, data) for path, data in _parquet_files(population)]
        (temporary / MANIFEST_NAME).write_bytes(to_bytes(describe(population, files)))
        temporary.chmod(0o755)
        temporary.replace(target)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise


def _parquet_files(population: Population) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every file, table by table and governorate by governorate."""
    layers = population.manifest.get("layers", ())
    for table in TABLES:
        columns = {name: values for name, values in population.table(table).items() if name not in layers}
        households = columns["household_id"]
        for governorate, part in population.governorate_slices.items():
            first, last = numpy.searchsorted(households, (part.start, part.stop))
            rows = {name: values[first:last] for name, values in columns.items()}
            yield f"{table}/{PARTITION_COLUMN}={governorate}/part-0.parquet", to_parquet(table, rows)


def _write_file(directory: Path, path: str, data: bytes) -> dict[str, Any]:
    file = directory / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return {"path": path, "bytes": len(data), "sha256": sha256(data)}
