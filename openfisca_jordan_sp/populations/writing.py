"""Writing a population folder: whole, or not at all.

Files are written to a folder beside the target that takes its name when all is
there, with the manifest last. Whatever a killed run left beside it is removed
by the next one; reading accepts no folder without a manifest that lists every file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openfisca_jordan_sp.errors import OutputError, Text
from openfisca_jordan_sp.populations.checks import consistency_problems
from openfisca_jordan_sp.populations.manifest import MANIFEST_NAME, base_date, describe, sha256, to_bytes
from openfisca_jordan_sp.populations.parquet import to_parquet
from openfisca_jordan_sp.populations.population import CHUNK_HOUSEHOLDS, Population
from openfisca_jordan_sp.populations.problems import raise_problems
from openfisca_jordan_sp.populations.schema import IDENTIFIERS, PARTITION_COLUMN, TABLES
from openfisca_jordan_sp.populations.targets import TARGETS_NAME, Targets
from openfisca_jordan_sp.populations.unfinished import unfinished_beside


@dataclass(frozen=True)
class WrittenPart:
    """What the manifest keeps of a part.

    Attributes:
        rows: of each table.
        weight: of its households together.
        files: path, size and checksum of each file.
    """

    rows: Mapping[str, int]
    weight: float
    files: tuple[Mapping[str, Any], ...]


def validate_population(population: Population) -> None:
    """Check a population in memory as reading checks one from a folder.

    Raises:
        PopulationError: what is wrong, the first row of each kind of mistake.
    """
    raise_problems(consistency_problems(population, base_date(population.manifest), {}))


def write_population(population: Population, directory: str | Path, targets: Targets | None = None) -> dict[str, Any]:
    """Write a population as a new folder: whole, or not at all.

    The same population gives the same bytes with the same versions of numpy and pyarrow.

    Args:
        population: what to write; it is checked first.
        directory: a path where nothing is yet (an empty folder is fine).
        targets: what it was made to meet, to be kept with it.

    Returns:
        The manifest as written.

    Raises:
        PopulationError: the population contradicts itself.
        OutputError: the folder exists and is not empty, or cannot be written.
    """
    validate_population(population)
    layers = population.manifest.get("layers", ())
    with population_writer(directory) as writer:
        for governorate, rows in population.governorate_slices.items():
            for number, start in enumerate(range(rows.start, rows.stop, CHUNK_HOUSEHOLDS)):
                part = population.slice(start, min(start + CHUNK_HOUSEHOLDS, rows.stop))
                writer.add(write_part(writer.folder, part, governorate, number, writer.rows, layers))
        return writer.finish(population.manifest, targets)


@dataclass
class PopulationWriter:
    """A folder that is being filled.

    Attributes:
        folder: where the files go for now.
        parts: what has been written, in the order of the population.
    """

    folder: Path
    parts: list[WrittenPart] = field(default_factory=list)
    is_finished: bool = False

    @property
    def rows(self) -> dict[str, int]:
        """Rows of each table so far."""
        return {table: sum(part.rows[table] for part in self.parts) for table in TABLES}

    def add(self, part: WrittenPart) -> None:
        """Count the next part."""
        self.parts.append(part)

    def finish(self, manifest: Mapping[str, Any], targets: Targets | None = None) -> dict[str, Any]:
        """Write the manifest, which makes the folder a population."""
        files = [file for table in TABLES for part in self.parts for file in part.files if _is_of(file, table)]
        weight = sum(part.weight for part in self.parts)
        content = describe(manifest, self.rows, weight, files)
        if targets is not None:
            data = targets.to_yaml().encode()
            (self.folder / TARGETS_NAME).write_bytes(data)
            content["targets_file"] = {"path": TARGETS_NAME, "bytes": len(data), "sha256": sha256(data)}
        (self.folder / MANIFEST_NAME).write_bytes(to_bytes(content))
        self.is_finished = True
        return content


def _is_of(file: Mapping[str, Any], table: str) -> bool:
    return str(file["path"]).startswith(f"{table}/")


@contextmanager
def population_writer(directory: str | Path) -> Iterator[PopulationWriter]:
    """A writer whose folder becomes `directory` if it is finished, and is removed if not.

    Raises:
        OutputError: there is something at `directory` already, or it cannot be written.
    """
    target = Path(directory).absolute()
    try:
        check_free(directory)
        with unfinished_beside(target) as folder:
            writer = PopulationWriter(folder)
            yield writer
            if writer.is_finished:
                folder.replace(target)
    except OSError as error:
        raise OutputError(
            Text(f"The population cannot be written: {error.strerror}.", "تعذرت كتابة المجتمع."), path=str(directory)
        ) from error


def check_free(directory: str | Path) -> None:
    """See that a population can be written to a path, before the work of making one.

    Raises:
        OutputError: there is something already.
    """
    target = Path(directory)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise OutputError(
            Text("There is something at this place already.", "يوجد شيء في هذا المكان."),
            path=str(directory),
            hint=Text("Choose another folder or remove it first.", "اختر مجلدا آخر أو احذفه أولا."),
        )


def write_part(
    folder: Path,
    part: Population,
    governorate: str,
    number: int,
    first: Mapping[str, int],
    without: Collection[str] = (),
) -> WrittenPart:
    """Write the three files of one part of a governorate.

    Args:
        folder: the writer's.
        part: households of one governorate, identifiers from 0.
        governorate: its name.
        number: of the part in its governorate.
        first: rows of each table that stand before it in the population.
        without: columns that are not written.
    """
    files = []
    for table in TABLES:
        columns = {name: values for name, values in part.table(table).items() if name not in without}
        for of_table, identifier in IDENTIFIERS.items():
            if identifier in columns:
                columns[identifier] = columns[identifier] + first[of_table]
        path = f"{table}/{PARTITION_COLUMN}={governorate}/part-{number}.parquet"
        files.append(_write_file(folder, path, to_parquet(table, columns)))
    rows = {table: len(part.table(table)[identifier]) for table, identifier in IDENTIFIERS.items()}
    return WrittenPart(rows, float(part.households["household_weight"].sum()), tuple(files))


def _write_file(directory: Path, path: str, data: bytes) -> dict[str, Any]:
    file = directory / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return {"path": path, "bytes": len(data), "sha256": sha256(data)}
