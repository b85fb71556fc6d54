"""Population folders: reading one that can be trusted (`writing.py` writes them).

A folder holds `households/governorate=amman/part-0.parquet`, likewise `families`
and `persons`, and `manifest.json` with the checksum of every file. Columns that
`layers.py` added on reading are not written: reading adds them again.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.errors import PopulationError, Problem, Text
from openfisca_jordan_sp.populations.checks import consistency_problems
from openfisca_jordan_sp.populations.layers import with_layers
from openfisca_jordan_sp.populations.manifest import (
    MANIFEST_NAME,
    base_date,
    file_of,
    read_manifest,
    sha256,
)
from openfisca_jordan_sp.populations.parquet import from_parquet
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.problems import problem, raise_problems
from openfisca_jordan_sp.populations.schema import (
    GOVERNORATES,
    IDENTIFIERS,
    PARTITION_COLUMN,
    TABLES,
    columns_among,
    may_lack,
)
from openfisca_jordan_sp.populations.writing import validate_population, write_population

__all__ = ["DEMO", "Population", "read_population", "validate_population", "write_population"]

#: The name of the population that is part of the package.
DEMO = "demo"

_Files = dict[str, list[tuple[str, str]]]


def read_population(directory: str | Path = DEMO) -> Population:
    """Read a population and check everything that computing relies on.

    Args:
        directory: a population folder, or `demo` for the one in the package.

    Returns:
        The population, its arrays read-only, its `manifest` as written and with `layers`: the columns that its
        files lack and that were added.

    Raises:
        PopulationError: where (file and column) and what is wrong, in English and Arabic.
    """
    folder = Path(__file__).parent / DEMO if str(directory) == DEMO else Path(directory)
    manifest = read_manifest(folder)
    files = _in_order(manifest)
    raise_problems([*_missing_tables(files, folder), *_damaged_files(files, folder)])
    tables, places = {}, {}
    for table, listed in files.items():
        tables[table], places[table] = _read_table(table, listed, folder)
    population = Population(**tables, manifest=manifest)
    raise_problems(consistency_problems(population, base_date(manifest), places))
    return with_layers(population)


def _in_order(manifest: dict[str, Any]) -> _Files:
    """Path and checksum of the files of each table, governorate by governorate, part by part."""
    listed: list[tuple[str, str, str, str]] = [
        (*file_of(each["path"]), each["path"], each["sha256"]) for each in manifest["files"]
    ]
    return {
        table: [
            (path, checksum)
            for governorate in GOVERNORATES
            for _, _, path, checksum in sorted(
                (each for each in listed if each[:2] == (table, governorate)), key=_part_number
            )
        ]
        for table in TABLES
    }


def _part_number(listed: tuple[str, str, str, str]) -> int:
    return int(listed[2].rpartition("part-")[2].removesuffix(".parquet"))


def _missing_tables(files: _Files, folder: Path) -> list[Problem]:
    return [
        problem(str(folder / MANIFEST_NAME), f"No file of {table} is listed.", f"لا ملف مسرود للجدول {table}.")
        for table, listed in files.items()
        if not listed
    ]


def _damaged_files(files: _Files, folder: Path) -> Iterator[Problem]:
    for listed in files.values():
        for path, checksum in listed:
            try:
                data = (folder / path).read_bytes()
            except FileNotFoundError:
                yield problem(path, "The file is listed but not there.", "الملف مسرود وغير موجود.")
            except OSError as error:
                yield problem(path, f"The file cannot be read: {error.strerror}.", "تعذرت قراءة الملف.")
            else:
                if sha256(data) != checksum:
                    yield problem(
                        path,
                        "The file is not the one that was written: its checksum differs.",
                        "الملف ليس كما كُتب: بصمته مختلفة.",
                        Text("Copy or make the population again.", "انسخ المجتمع أو أنشئه من جديد."),
                    )


def _read_table(
    table: str, listed: list[tuple[str, str]], folder: Path
) -> tuple[dict[str, NDArray[Any]], list[tuple[int, str]]]:
    """The rows of all files of a table, and the first row of each file."""
    parts, places, row = [], [], 0
    for path, _ in listed:
        rows = from_parquet(table, _bytes(folder / path), path)
        count = len(rows[IDENTIFIERS[table]])
        if table == "households":
            rows[PARTITION_COLUMN] = numpy.full(count, GOVERNORATES.index(file_of(path)[1]), dtype=numpy.uint8)
        parts.append(rows)
        places.append((row, path))
        row += count
    raise_problems(list(_columns_in_some_files(table, parts, [path for path, _ in listed])))
    names = [column.name for column in columns_among(table, parts[0].keys())]
    return {name: numpy.concatenate([part[name] for part in parts]) for name in names}, places


def _columns_in_some_files(table: str, parts: list[dict[str, NDArray[Any]]], paths: list[str]) -> Iterator[Problem]:
    """A column that may be missing must be missing from every file of its table."""
    for column in may_lack(table):
        without = [path for rows, path in zip(parts, paths, strict=True) if column.name not in rows]
        if without and len(without) < len(parts):
            yield problem(
                f"{without[0]}: {column.name}",
                "The column is missing, though other files of the table have it.",
                "العمود غير موجود مع أنه موجود في ملفات أخرى من الجدول.",
                Text("Give it in every file or in none.", "أضفه إلى كل الملفات أو احذفه منها جميعا."),
            )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PopulationError(
            Text(f"The file cannot be read: {error.strerror}.", "تعذرت قراءة الملف."), path=str(path)
        ) from error
