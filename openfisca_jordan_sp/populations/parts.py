"""A population part after part, for more people than fit in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from openfisca_jordan_sp.populations.filling import decided_layers, read_part
from openfisca_jordan_sp.populations.layers import Layers
from openfisca_jordan_sp.populations.listing import DEMO, Listing, list_population, population_folder
from openfisca_jordan_sp.populations.manifest import read_manifest
from openfisca_jordan_sp.populations.population import Population, joined
from openfisca_jordan_sp.populations.schema import IDENTIFIERS
from openfisca_jordan_sp.populations.working_copy import WorkingCopy, make_copy, open_copy


@dataclass(frozen=True, eq=False)
class PopulationPart:
    """Consecutive households of a population.

    Attributes:
        population: with identifiers that count from 0.
        index: of the part, from 0: results are merged in its order.
        first: the rows of `households`, `families` and `persons` that stand before the part in the whole.
    """

    population: Population
    index: int
    first: Mapping[str, int]


def population_parts(
    directory: str | Path = DEMO, households: int | None = None, *, with_layers: bool = True
) -> Iterator[PopulationPart]:
    """Read a population part after part, each checked as the whole is, in memory that does not grow with the parts.

    Parts come from the working copy, which is made first where the folder can be written to, or else straight
    from Parquet; they are the same either way. The memory of a part may be taken back when the next one is asked
    for: arrays of the working copy are read again where they are still in use.

    Args:
        directory: a population folder, or `demo` for the one in the package.
        households: of each part (the last has what is left); without it, a part is what one file of each table
            holds, or a whole governorate where the tables are cut differently.
        with_layers: whether to add the layers that the files lack; they are those of the whole.

    Raises:
        PopulationError: as `read_population`; from Parquet when the part that is wrong is reached.
        ValueError: fewer than one household.
    """
    if households is not None and households < 1:
        raise ValueError("A part has at least one household.")
    folder = population_folder(directory)
    manifest = read_manifest(folder)
    copy = open_copy(folder, manifest)
    if copy is None:
        listing = list_population(folder, manifest)
        copy = make_copy(listing)
    if copy is not None:
        parts = _of_copy(copy, households, with_layers)
    else:
        parts = _of_files(listing, decided_layers(listing) if with_layers else None)
        parts = parts if households is None else _recut(parts, households)
    first = dict.fromkeys(IDENTIFIERS, 0)
    for index, part in enumerate(parts):
        yield PopulationPart(part, index, dict(first))
        first = {table: row + len(part.table(table)[IDENTIFIERS[table]]) for table, row in first.items()}


def _of_copy(copy: WorkingCopy, households: int | None, with_layers: bool) -> Iterator[Population]:
    """Cuts of the mapped population; what one has touched is let go before the next."""
    whole = copy.population if with_layers else copy.without_layers
    count = whole.household_count
    starts = list(copy.parts if households is None else range(0, count, households))
    for start, stop in zip(starts, [*starts[1:], count], strict=True):
        yield whole.slice(start, stop)
        # Not of the part alone: cutting it looked here and there in the whole.
        whole.let_go()


def _of_files(listing: Listing, layers: Layers | None) -> Iterator[Population]:
    for part in listing.parts:
        population = read_part(listing, part)
        yield population if layers is None else layers.put_on(population, layers.columns(part.first, part.rows))


def _recut(parts: Iterator[Population], households: int) -> Iterator[Population]:
    """The same population in parts of so many households; never more than one such part and one of the old is held."""
    left: list[Population] = []
    for part in parts:
        left.append(part)
        if sum(each.household_count for each in left) >= households:
            held = joined(left)
            whole_parts = held.household_count // households * households
            for start in range(0, whole_parts, households):
                yield held.slice(start, start + households)
            left = [held.slice(whole_parts, held.household_count)] if whole_parts < held.household_count else []
    if left:
        yield joined(left)
