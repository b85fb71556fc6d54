"""What a population folder lists: its files part by part, with the rows and columns that they say they have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openfisca_jordan_sp.errors import PopulationError, Problem, Text
from openfisca_jordan_sp.populations.manifest import MANIFEST_NAME, file_of, sha256
from openfisca_jordan_sp.populations.parquet import footer_of
from openfisca_jordan_sp.populations.problems import problem, raise_problems
from openfisca_jordan_sp.populations.schema import GOVERNORATES, PARTITION_COLUMN, TABLES, columns_among, may_lack

#: The name of the population that is part of the package.
DEMO = "demo"

_DEMO_FOLDER = Path(__file__).parent / DEMO


@dataclass(frozen=True)
class ListedFile:
    """A Parquet file of a population.

    Attributes:
        path: below the folder of the population.
        checksum: what the manifest says.
        row: of the whole table, of the first row in the file.
        rows: how many there are in the file.
    """

    path: str
    checksum: str
    row: int
    rows: int


@dataclass(frozen=True)
class ListedPart:
    """Files of each table that hold the same households, and the rows of each table before and in them."""

    files: Mapping[str, tuple[ListedFile, ...]]

    @property
    def first(self) -> dict[str, int]:
        """Rows of each table that stand before the part."""
        return {table: files[0].row for table, files in self.files.items()}

    @property
    def rows(self) -> dict[str, int]:
        """Rows of each table in the part."""
        return {table: sum(file.rows for file in files) for table, files in self.files.items()}


@dataclass(frozen=True)
class Listing:
    """A population folder as its manifest and the ends of its files describe it.

    Attributes:
        folder: where it is.
        manifest: as read.
        parts: one file of each table, or a whole governorate where the tables are cut differently.
        names: the columns of each table, layers that are to be added left out.
    """

    folder: Path
    manifest: Mapping[str, Any]
    parts: tuple[ListedPart, ...]
    names: Mapping[str, tuple[str, ...]]

    @property
    def rows(self) -> dict[str, int]:
        """Rows of each table."""
        return {table: sum(part.rows[table] for part in self.parts) for table in TABLES}

    @property
    def places(self) -> dict[str, list[tuple[int, str]]]:
        """The first row of each file of each table, and its path."""
        return {table: [(file.row, file.path) for part in self.parts for file in part.files[table]] for table in TABLES}


_Paths = dict[str, list[tuple[str, str]]]


def population_folder(directory: str | Path) -> Path:
    """The folder of a population: `demo` is the one in the package."""
    return _DEMO_FOLDER if str(directory) == DEMO else Path(directory)


def is_demo(folder: Path) -> bool:
    """Whether a folder is the one in the package, by whatever name."""
    return folder.resolve() == _DEMO_FOLDER.resolve()


def list_population(folder: Path, manifest: Mapping[str, Any]) -> Listing:
    """List the files of a population from its manifest and their own ends; their rows are not read.

    Raises:
        PopulationError: a table, governorate or file is missing, a file is damaged, or a column is in some files only.
    """
    paths = _in_order(manifest)
    raise_problems(_missing_tables(paths, folder) or list(_missing_governorates(paths, folder)))
    try:
        footers = {path: footer_of(folder / path, path) for listed in paths.values() for path, _ in listed}
    except PopulationError:
        raise_problems(damaged_files(folder, [each for listed in paths.values() for each in listed]))
        raise
    raise_problems(list(_columns_in_some_files(paths, {path: names for path, (_, names) in footers.items()})))
    rows = {path: count for path, (count, _) in footers.items()}
    names = {table: _columns_of(table, footers[listed[0][0]][1]) for table, listed in paths.items()}
    return Listing(folder, manifest, tuple(_parts(paths, rows)), names)


def damaged_files(folder: Path, listed: list[tuple[str, str]]) -> list[Problem]:
    """Those files (path and checksum) that cannot be read or are not what was written."""
    return [found for path, checksum in listed for found in _damage(folder, path, checksum)]


def _damage(folder: Path, path: str, checksum: str) -> Iterator[Problem]:
    try:
        data = (folder / path).read_bytes()
    except FileNotFoundError:
        yield problem(path, "The file is listed but not there.", "الملف مسرود وغير موجود.")
    except OSError as error:
        yield problem(path, f"The file cannot be read: {error.strerror}.", "تعذرت قراءة الملف.")
    else:
        if sha256(data) != checksum:
            yield changed(path)


def changed(path: str) -> Problem:
    """What is said of a file whose bytes are not those that were written."""
    return problem(
        path,
        "The file is not the one that was written: its checksum differs.",
        "الملف ليس كما كُتب: بصمته مختلفة.",
        Text("Copy or make the population again.", "انسخ المجتمع أو أنشئه من جديد."),
    )


def _parts(paths: _Paths, rows: Mapping[str, int]) -> Iterator[ListedPart]:
    """One part after the other, with the rows that stand before each file."""
    first = dict.fromkeys(TABLES, 0)
    for of_tables in _paths_of_parts(paths):
        files: dict[str, tuple[ListedFile, ...]] = {}
        for table, listed in of_tables.items():
            found = []
            for path, checksum in listed:
                found.append(ListedFile(path, checksum, first[table], rows[path]))
                first[table] += rows[path]
            files[table] = tuple(found)
        yield ListedPart(files)


def _paths_of_parts(paths: _Paths) -> Iterator[_Paths]:
    """The files of one part after the other, in the order of the table."""
    for governorate in GOVERNORATES:
        here = {
            table: [each for each in listed if file_of(each[0])[1] == governorate] for table, listed in paths.items()
        }
        if len({tuple(_names(listed)) for listed in here.values()}) == 1:
            for number in range(len(here["households"])):
                yield {table: [listed[number]] for table, listed in here.items()}
        else:
            yield here


def _names(listed: list[tuple[str, str]]) -> list[str]:
    return [path.rpartition("/")[2] for path, _ in listed]


def _in_order(manifest: Mapping[str, Any]) -> _Paths:
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


def _missing_tables(paths: _Paths, folder: Path) -> list[Problem]:
    return [
        problem(str(folder / MANIFEST_NAME), f"No file of {table} is listed.", f"لا ملف مسرود للجدول {table}.")
        for table, listed in paths.items()
        if not listed
    ]


def _missing_governorates(paths: _Paths, folder: Path) -> Iterator[Problem]:
    """A governorate that one table has must be in all."""
    here = {table: {file_of(path)[1] for path, _ in listed} for table, listed in paths.items()}
    for table, governorates in here.items():
        for name in sorted(set().union(*here.values()) - governorates):
            yield problem(
                str(folder / MANIFEST_NAME),
                f"No file of {table} is listed for {name}.",
                f"لا ملف مسرود للجدول {table} في محافظة {name}.",
            )


def _columns_of(table: str, stored: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(column.name for column in columns_among(table, {*stored, PARTITION_COLUMN}))


def _columns_in_some_files(paths: _Paths, names: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    """A column that may be missing must be missing from every file of its table."""
    for table, listed in paths.items():
        for column in may_lack(table):
            without = [path for path, _ in listed if column.name not in names[path]]
            if without and len(without) < len(listed):
                yield _not_everywhere(without[0], column.name)


def _not_everywhere(path: str, column: str) -> Problem:
    return problem(
        f"{path}: {column}",
        "The column is in some files of the table only.",
        "العمود موجود في بعض ملفات الجدول فقط.",
        Text("Give it in every file or in none.", "أضفه إلى كل الملفات أو احذفه منها جميعا."),
    )
