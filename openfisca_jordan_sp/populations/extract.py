"""A small, weighted extract of a large population, with the large one's totals.

Households are drawn in each governorate by systematic sampling in order of
nationality and consumption per head; small governorates get more than their
share. Weights are then calibrated to totals of the whole, and what they still
miss is printed and kept in the manifest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.errors import PopulationError, Text
from openfisca_jordan_sp.populations.extract_totals import LOCAL, features
from openfisca_jordan_sp.populations.listing import population_folder
from openfisca_jordan_sp.populations.manifest import file_of, read_manifest
from openfisca_jordan_sp.populations.parquet import rows_of
from openfisca_jordan_sp.populations.parts import population_parts
from openfisca_jordan_sp.populations.population import Population, joined
from openfisca_jordan_sp.populations.schema import GOVERNORATES, IDENTIFIERS, PARTITION_COLUMN, code
from openfisca_jordan_sp.populations.synthesise.calibrate import solve_nearly
from openfisca_jordan_sp.populations.synthesise.margins import Margin
from openfisca_jordan_sp.populations.synthesise.plan import whole_numbers
from openfisca_jordan_sp.populations.synthesise.streams import stream
from openfisca_jordan_sp.populations.targets import TARGETS_NAME, Targets, load_targets
from openfisca_jordan_sp.populations.writing import check_free, write_population

FloatArray = NDArray[numpy.float64]
IntArray = NDArray[numpy.int64]

#: Fewest households of a governorate, as a share of an equal share of the extract.
_FEWEST_SHARE = 0.5
_FEWEST_HOUSEHOLDS = 1_000
#: The number of the stream that extracts are drawn from.
_OF_EXTRACTS = 1


@dataclass(frozen=True)
class Total:
    """One total of the whole and of the extract.

    Attributes:
        name: what is counted, and where.
        whole: the weighted total of the whole population.
        extract: that of the extract.
    """

    name: str
    whole: float
    extract: float

    @property
    def relative_error(self) -> float:
        """Miss of the extract, relative to the whole (0 where the whole has nothing)."""
        return (self.extract - self.whole) / self.whole if self.whole else 0.0


def extract(directory: str | Path, households: int, seed: int) -> tuple[Population, list[Total]]:
    """Draw a weighted extract of a population folder.

    Args:
        directory: the large population.
        households: how many to draw, at least 1,000 and fewer than it has.
        seed: 0 or more.

    Returns:
        The extract, and every total that its weights were calibrated to.

    Raises:
        PopulationError: the folder is no population, or has not so many households.
    """
    folder = population_folder(directory)
    manifest = read_manifest(folder)
    _check(households, seed, int(manifest["households"]))
    available = _available(folder, manifest)
    drawing = _Drawing(available, _counts(available, households), seed)
    totals: dict[str, FloatArray] = {}
    chosen = []
    for each in population_parts(directory, with_layers=False):
        part = each.population
        _add(totals, part)
        # Gathered now: kept columns of a part would keep the part.
        chosen.append(joined([part.take(drawing.rows(part))]))
    population = joined([part for part in chosen if part.household_count])
    return _weighted(population, drawing, totals, manifest)


def extract_to(directory: str | Path, households: int, seed: int, out: str | Path) -> list[Total]:
    """Draw an extract and write it as a new folder.

    Raises:
        PopulationError: as `extract`.
        OutputError: as `write_population`.
    """
    check_free(out)
    population, totals = extract(directory, households, seed)
    write_population(population, out, _targets_of(population_folder(directory)))
    return totals


def _targets_of(folder: Path) -> Targets | None:
    path = folder / TARGETS_NAME
    return load_targets(path) if path.exists() else None


def _check(households: int, seed: int, available: int) -> None:
    if not _FEWEST_HOUSEHOLDS <= households < available:
        raise PopulationError(
            Text(
                f"An extract has from {_FEWEST_HOUSEHOLDS} households to fewer than the {available} of the whole,"
                f" not {households}.",
                f"يضم المستخرج من {_FEWEST_HOUSEHOLDS} أسرة إلى أقل من {available}، وليس {households}.",
            ),
            path="households",
        )
    if seed < 0:
        raise PopulationError(Text("The seed must be 0 or more.", "يجب أن تكون البذرة صفرا أو أكثر."), path="seed")


def _available(folder: Path, manifest: Mapping[str, Any]) -> IntArray:
    """Households of each governorate, from the heads of their files."""
    counts = numpy.zeros(len(GOVERNORATES), dtype=numpy.int64)
    for file in manifest["files"]:
        table, governorate = file_of(file["path"])
        if table == "households":
            counts[GOVERNORATES.index(governorate)] += rows_of(folder / file["path"])
    return counts


def _counts(available: IntArray, households: int) -> IntArray:
    """Households to draw in each governorate: in proportion, but no governorate is left with a handful."""
    fewest = numpy.minimum(available, int(_FEWEST_SHARE * households / len(available)))
    rest = households - int(fewest.sum())
    exact = fewest + rest * (available - fewest) / (available - fewest).sum()
    return whole_numbers(exact, households)


@dataclass
class _Drawing:
    """Systematic sampling in every governorate, counted on from part to part."""

    available: IntArray
    counts: IntArray
    seed: int

    def __post_init__(self) -> None:
        self.seen = numpy.zeros(len(self.available), dtype=numpy.int64)

    def rows(self, part: Population) -> IntArray:
        """Households of a part that are drawn, in order of nationality and consumption per head."""
        size = numpy.bincount(part.persons["household_id"])
        reference = part.persons["household_role"] == code("household_role", "reference_person")
        per_head = part.households["consumption_before_benefits"] / size
        order = numpy.lexsort((per_head, part.persons["nationality"][reference], part.households[PARTITION_COLUMN]))
        chosen = [self._of(number, order[rows]) for number, rows in self._places(part)]
        return numpy.sort(numpy.concatenate(chosen))

    def _places(self, part: Population) -> Iterator[tuple[int, slice]]:
        for name, rows in part.governorate_slices.items():
            yield GOVERNORATES.index(name), rows

    def _of(self, place: int, order: IntArray) -> IntArray:
        offset = stream(self.seed, "sampling", place, _OF_EXTRACTS).random()
        position = self.seen[place] + numpy.arange(len(order) + 1)
        reached = numpy.floor(position * (self.counts[place] / self.available[place]) + offset)
        self.seen[place] += len(order)
        return numpy.asarray(order[numpy.diff(reached) > 0])

    @property
    def factor(self) -> FloatArray:
        """Households of the whole that one of the extract stands for, in each governorate."""
        return self.available / numpy.maximum(self.counts, 1)


def _add(totals: dict[str, FloatArray], part: Population) -> None:
    """Add the weighted totals of a part, by governorate."""
    weight, place = part.households["household_weight"], part.households[PARTITION_COLUMN]
    for name, values in features(part).items():
        sums = numpy.bincount(place, values * weight, minlength=len(GOVERNORATES))
        totals[name] = totals[name] + sums if name in totals else sums.astype(numpy.float64)


def _weighted(
    population: Population, drawing: _Drawing, totals: Mapping[str, FloatArray], manifest: Mapping[str, Any]
) -> tuple[Population, list[Total]]:
    """The extract with weights that meet the totals, and what it says of itself."""
    place = population.households[PARTITION_COLUMN]
    first = numpy.zeros((len(GOVERNORATES), population.household_count))
    first[place, numpy.arange(len(place))] = population.households["household_weight"] * drawing.factor[place]
    values = features(population)
    weight = solve_nearly(first, _margins(values, totals, first)).sum(axis=0)
    weight *= totals["households"].sum() / weight.sum()
    found = [Total(name, float(totals[name].sum()), float((values[name] * weight).sum())) for name in values]
    households = {**population.households, "household_weight": weight}
    return replace(population, households=households, manifest=_described(manifest, drawing, found)), found


def _margins(values: Mapping[str, FloatArray], totals: Mapping[str, FloatArray], first: FloatArray) -> list[Margin]:
    """Local margins first; national ones of what the extract has."""
    local, national = [], []
    for name, each in values.items():
        if name in LOCAL:
            local.append(Margin(name, each, totals[name], numpy.maximum(totals[name], 1.0)))
        elif (first @ each).any():
            total = numpy.array([totals[name].sum()])
            national.append(Margin(name, each, total, numpy.maximum(total, 1.0)))
    return [*local, *national]


def _described(manifest: Mapping[str, Any], drawing: _Drawing, totals: list[Total]) -> dict[str, Any]:
    """The manifest of the whole, with where the extract comes from and the largest errors of its totals."""
    kept = {key: value for key, value in manifest.items() if key not in {*IDENTIFIERS, "files", "versions"}}
    return {
        **kept,
        "extract": {
            "seed": drawing.seed,
            "of": {table: manifest[table] for table in IDENTIFIERS},
            "totals": len(totals),
            "largest_error": float(f"{max(abs(total.relative_error) for total in totals):.3e}"),
            "errors": {total.name: round(total.relative_error, 6) for total in totals},
        },
    }
