"""Reading a population folder that can be trusted: whole, or part by part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.errors import PopulationError, Problem, Text
from openfisca_jordan_sp.populations.checks import consistency_problems
from openfisca_jordan_sp.populations.layers import with_layers
from openfisca_jordan_sp.populations.manifest import MANIFEST_NAME, base_date, file_of, read_manifest, sha256
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
    folder = population_folder(directory)
    manifest = read_manifest(folder)
    files = _in_order(manifest)
    raise_problems([*_missing_tables(files, folder), *_damaged_files(files, folder)])
    tables, places = {}, {}
    for table, listed in files.items():
        tables[table], places[table] = _read_table(table, listed, folder)
    population = Population(**tables, manifest=manifest)
    raise_problems(consistency_problems(population, base_date(manifest), places))
    return with_layers(population)


def population_folder(directory: str | Path) -> Path:
    """The folder of a population: `demo` is the one in the package."""
    return Path(__file__).parent / DEMO if str(directory) == DEMO else Path(directory)


def population_parts(directory: str | Path = DEMO) -> Iterator[Population]:
    """Read a population part by part, each checked as the whole is: for sums over more people than fit in memory.

    A part is what one file of each table holds (or a whole governorate, where the tables are cut
    differently). Its identifiers count from 0; layers are not added, because they rank the whole.

    Args:
        directory: a population folder, or `demo` for the one in the package.

    Raises:
        PopulationError: as `read_population`, when the part that is wrong is reached.
    """
    folder = population_folder(directory)
    manifest = read_manifest(folder)
    files = _in_order(manifest)
    raise_problems([*_missing_tables(files, folder), *_missing_governorates(files, folder)])
    first = dict.fromkeys(TABLES, 0)
    optional: dict[str, set[str]] = {}
    for listed in _files_of_parts(files):
        part = _read_part(listed, folder, manifest, first)
        raise_problems(list(_other_columns(part, optional, listed)))
        yield part
        first = {table: first[table] + len(part.table(table)[name]) for table, name in IDENTIFIERS.items()}


def _read_part(listed: _Files, folder: Path, manifest: dict[str, Any], first: Mapping[str, int]) -> Population:
    """The rows of some files of each table, counted from the rows before them."""
    raise_problems(list(_damaged_files(listed, folder)))
    tables, places = {}, {}
    of_identifier = {name: first[table] for table, name in IDENTIFIERS.items()}
    for table, paths in listed.items():
        rows, places[table] = _read_table(table, paths, folder)
        tables[table] = {
            name: values - of_identifier[name] if name in of_identifier else values for name, values in rows.items()
        }
    part = Population(**tables, manifest=manifest)
    raise_problems(consistency_problems(part, base_date(manifest), places))
    return part


def _files_of_parts(files: _Files) -> Iterator[_Files]:
    """The files of one part after the other, in the order of the table."""
    for governorate in GOVERNORATES:
        here = {
            table: [each for each in listed if file_of(each[0])[1] == governorate] for table, listed in files.items()
        }
        counts = {len(listed) for listed in here.values()}
        if len(counts) == 1 and len({tuple(_names(listed)) for listed in here.values()}) == 1:
            for number in range(counts.pop()):
                yield {table: [listed[number]] for table, listed in here.items()}
        else:
            yield here


def _names(listed: list[tuple[str, str]]) -> list[str]:
    return [path.rpartition("/")[2] for path, _ in listed]


def _missing_governorates(files: _Files, folder: Path) -> Iterator[Problem]:
    """A governorate that one table has must be in all."""
    here = {table: {file_of(path)[1] for path, _ in listed} for table, listed in files.items()}
    for table, governorates in here.items():
        for name in sorted(set().union(*here.values()) - governorates):
            yield problem(
                str(folder / MANIFEST_NAME),
                f"No file of {table} is listed for {name}.",
                f"لا ملف مسرود للجدول {table} في محافظة {name}.",
            )


def _other_columns(part: Population, optional: dict[str, set[str]], listed: _Files) -> Iterator[Problem]:
    """A column that a table may lack must be in every part or in none; the first part says which."""
    for table in TABLES:
        here = {column.name for column in may_lack(table)} & part.table(table).keys()
        for name in sorted(optional.setdefault(table, here) ^ here):
            yield _not_everywhere(listed[table][0][0], name)


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
            yield _not_everywhere(without[0], column.name)


def _not_everywhere(path: str, column: str) -> Problem:
    return problem(
        f"{path}: {column}",
        "The column is in some files of the table only.",
        "العمود موجود في بعض ملفات الجدول فقط.",
        Text("Give it in every file or in none.", "أضفه إلى كل الملفات أو احذفه منها جميعا."),
    )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PopulationError(
            Text(f"The file cannot be read: {error.strerror}.", "تعذرت قراءة الملف."), path=str(path)
        ) from error
