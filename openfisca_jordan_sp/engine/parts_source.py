"""Where the partitions of a population come from: named so that whoever computes one reads it himself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy

from openfisca_jordan_sp.errors import PopulationError, Text
from openfisca_jordan_sp.populations.filling import decided_layers, read_part
from openfisca_jordan_sp.populations.listing import Listing, is_demo, list_population, population_folder
from openfisca_jordan_sp.populations.manifest import read_manifest
from openfisca_jordan_sp.populations.population import Population, joined
from openfisca_jordan_sp.populations.reading import read_population
from openfisca_jordan_sp.populations.working_copy import make_copy, open_copy

#: Calling the rules of a month takes the time of some 10,000 households, and those of a year far more: partitions of
#: half the size take two thirds of the memory and, of a year, nearly twice the time.
PARTITION_HOUSEHOLDS = 50_000


class PartReference(Protocol):
    """One partition, small enough to be sent.

    Attributes:
        index: of the partition in the population, from 0.
    """

    @property
    def index(self) -> int:
        """The place of the partition among all."""

    @contextmanager
    def opened(self) -> Iterator[Population]:
        """The households of the partition; their memory is given back behind it."""


class PartsSource(Protocol):
    """A population in partitions."""

    @property
    def manifest(self) -> Mapping[str, Any]:
        """What the population is."""

    def parts(self) -> Sequence[PartReference]:
        """All partitions, in the order of the population."""


@dataclass(frozen=True, eq=False)
class MemoryPart:
    """Some households of a population in memory; another process is sent their arrays."""

    index: int
    population: Population

    @contextmanager
    def opened(self) -> Iterator[Population]:
        """The households."""
        yield self.population


@dataclass(frozen=True, eq=False)
class MemoryParts:
    """A population in memory, in partitions of so many households."""

    population: Population
    households: int = PARTITION_HOUSEHOLDS

    @property
    def manifest(self) -> Mapping[str, Any]:
        """What the population is."""
        return self.population.manifest

    def parts(self) -> list[MemoryPart]:
        """All partitions."""
        return [MemoryPart(index, part) for index, part in enumerate(self.population.chunks(self.households))]


@dataclass(frozen=True)
class FolderPart:
    """The households `start` to `stop` (excluded) of the population in a folder.

    Attributes:
        index: of the partition.
        folder: as every machine that computes finds it.
        identity: of the manifest, so that nobody computes another population of the same name.
        start: first household.
        stop: the one behind the last.
    """

    index: int
    folder: str
    identity: str
    start: int
    stop: int

    @contextmanager
    def opened(self) -> Iterator[Population]:
        """The households, from the working copy or from Parquet.

        Raises:
            PopulationError: as `read_population`, or the folder holds another population here.
        """
        folder = Path(self.folder)
        manifest = read_manifest(folder)
        if _identity(manifest) != self.identity:
            raise _another(self.folder)
        whole = _opened(self.folder, self.identity)
        try:
            yield whole.cut(self.start, self.stop)
        finally:
            whole.let_go()


@dataclass(frozen=True)
class FolderParts:
    """The population in a folder (or `demo`), in partitions of so many households."""

    directory: str | Path
    households: int = PARTITION_HOUSEHOLDS
    _manifest: dict[str, Any] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.households < 1:
            raise ValueError("A partition has at least one household.")
        object.__setattr__(self, "_manifest", read_manifest(population_folder(self.directory)))

    @property
    def manifest(self) -> Mapping[str, Any]:
        """What the population is."""
        return self._manifest

    def parts(self) -> list[FolderPart]:
        """All partitions; the working copy is made first where there is none and the folder can be written to.

        Raises:
            PopulationError: as `read_population`.
        """
        folder, identity = str(population_folder(self.directory).resolve()), _identity(self._manifest)
        count = _opened(folder, identity).household_count
        starts = range(0, count, self.households)
        return [
            FolderPart(index, folder, identity, start, min(start + self.households, count))
            for index, start in enumerate(starts)
        ]


def _identity(manifest: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()


def _another(folder: str) -> PopulationError:
    return PopulationError(
        Text(
            "The folder holds another population on the machine that computes.",
            "يحوي المجلد على جهاز الحساب سكانا آخرين.",
        ),
        path=folder,
        hint=Text("Give all machines the same files.", "ضع الملفات نفسها على جميع الأجهزة."),
    )


class _Mapped:
    """A population whose rows are read in place, or that is small."""

    def __init__(self, population: Population) -> None:
        self._population = population
        self.household_count = population.household_count

    def cut(self, start: int, stop: int) -> Population:
        return self._population.slice(start, stop)

    def let_go(self) -> None:
        # Not of the part alone: cutting it looked here and there in the whole.
        self._population.let_go()


class _Files:
    """A population that is read from Parquet: the files that hold some households are read for each cut."""

    def __init__(self, listing: Listing) -> None:
        self._listing = listing
        self._layers = decided_layers(listing)
        self._starts = numpy.array([part.first["households"] for part in listing.parts])
        self.household_count = listing.rows["households"]

    def cut(self, start: int, stop: int) -> Population:
        first = int(numpy.searchsorted(self._starts, start, side="right")) - 1
        last = int(numpy.searchsorted(self._starts, stop, side="left"))
        held = joined([self._read(number) for number in range(first, last)])
        before = int(self._starts[first])
        return held.slice(start - before, stop - before)

    def _read(self, number: int) -> Population:
        part = self._listing.parts[number]
        return self._layers.put_on(read_part(self._listing, part), self._layers.columns(part.first, part.rows))

    def let_go(self) -> None:
        """Nothing is held."""


@lru_cache(maxsize=1)
def _opened(folder: str, identity: str) -> _Mapped | _Files:  # noqa: ARG001 - part of what is remembered
    """The population of a folder, opened once by each process; `identity` tells a changed one."""
    place = Path(folder)
    if is_demo(place):
        return _Mapped(read_population(place))
    manifest = read_manifest(place)
    copy = open_copy(place, manifest)
    if copy is None:
        listing = list_population(place, manifest)
        copy = make_copy(listing)
        if copy is None:
            return _Files(listing)
    return _Mapped(copy.population)
