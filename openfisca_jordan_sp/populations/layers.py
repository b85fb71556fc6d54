"""Seeded layers: facts about households that a population lacks, added when it is read.

- `hazard_rank`: where each household stands in the order in which a disaster
  would strike, drawn from its id.
- `is_on_unhcr_cash_list` and `wfp_tier`: which registered refugees outside camps
  agencies list, the poorest by consumption per head first, up to the last
  published caseload (`statistics.humanitarian_caseloads`). The weights of the
  population must stand for the Kingdom.

A layer is a modelling device and no record of anybody. The same id and seed give
the same value, whatever the order or the cut of the population; columns that a
population has of its own are left as they are. `manifest["layers"]` names the
columns that were added.

Lists rank the refugees of the whole population, so layers are made in two steps that need no more in memory
than the families of refugees: `listable` looks at each part, and `Layers` gives the columns of any part.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.parameters import Parameter

from openfisca_jordan_sp.law.parameters import find
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.schema import IDENTIFIERS, LAYERS, code, column_named
from openfisca_jordan_sp.system import law_directory, law_in_force

#: Raised when a layer is made in another way, so that working copies with the old one are made again.
LAYERS_VERSION = 1

_CASELOADS = "statistics.humanitarian_caseloads"
_SMALLEST_STEP = 2.0**-53

Columns = dict[str, dict[str, NDArray[Any]]]


def with_layers(population: Population) -> Population:
    """The population with the layers that it lacks: reading adds them, a population made in memory has none before.

    Args:
        population: checked, whole (not a cut), its `manifest` with the `base_date`.
    """
    first = dict.fromkeys(IDENTIFIERS, 0)
    rows = {table: len(population.table(table)[name]) for table, name in IDENTIFIERS.items()}
    lacking = lacking_layers({table: population.table(table) for table in IDENTIFIERS})
    layers = Layers.decided([listable(population, first, population.manifest)], population.manifest, lacking)
    return layers.put_on(population, layers.columns(first, rows))


def lacking_layers(names: Mapping[str, Any]) -> tuple[str, ...]:
    """The layers that tables with these columns lack, in the order in which they are added."""
    return tuple(
        column.name for table, columns in LAYERS.items() for column in columns if column.name not in names[table]
    )


def layers_version() -> str:
    """What changes when layers would come out otherwise: how they are made, or the caseloads of the law.

    The caseloads are taken from their files: loading the whole law takes longer than reading a population.
    """
    folder = law_directory("parameters").joinpath(*_CASELOADS.split("."))
    found = hashlib.sha256()
    for path in sorted(folder.glob("*.yaml")):
        found.update(path.name.encode() + path.read_bytes())
    return f"{LAYERS_VERSION}-{found.hexdigest()}"


@dataclass(frozen=True)
class Listable:
    """What agencies' lists look at in a part: registered refugees outside camps and their families.

    Attributes:
        families: rows of their families in the whole population.
        family_weight: families that each stands for.
        people_weight: registered refugees outside camps in each, weighted.
        per_head: consumption per head of the household of each, in JOD a month.
        ties: the order of families alike, a hash of each.
        persons: rows of the refugees themselves.
        of_persons: the family row of each of those.
        camp_weight: persons in camps that each registered refugee there stands for.
    """

    families: NDArray[numpy.int64]
    family_weight: NDArray[numpy.float64]
    people_weight: NDArray[numpy.float64]
    per_head: NDArray[numpy.float64]
    ties: NDArray[numpy.float64]
    persons: NDArray[numpy.int64]
    of_persons: NDArray[numpy.int64]
    camp_weight: NDArray[numpy.float64]

    @classmethod
    def joined(cls, parts: Sequence[Listable]) -> Listable:
        """Parts in the order of the population as one."""
        return cls(
            **{each.name: numpy.concatenate([getattr(part, each.name) for part in parts]) for each in fields(cls)}
        )


def listable(part: Population, first: Mapping[str, int], manifest: Mapping[str, Any]) -> Listable:
    """What agencies' lists look at in a part of a population.

    Args:
        part: identifiers counted from 0.
        first: the rows of each table that stand before it.
        manifest: of the population, for its seed.
    """
    persons = part.persons
    is_registered, in_camp = persons["is_registered_refugee"], persons["lives_in_refugee_camp"]
    rows = numpy.flatnonzero(is_registered & ~in_camp)
    of_persons = persons["family_id"][rows]
    people = numpy.bincount(of_persons, part.person_weight[rows], part.family_count).astype(numpy.float64, copy=False)
    families = numpy.flatnonzero(numpy.bincount(of_persons, minlength=part.family_count))
    size = numpy.bincount(persons["household_id"], minlength=part.household_count)
    per_head = part.households["consumption_before_benefits"] / size
    return Listable(
        families=families + first["families"],
        family_weight=part.family_weight[families],
        people_weight=people[families],
        per_head=per_head[part.families["household_id"][families]],
        ties=hashed_share(families + first["families"], _seed(manifest), "humanitarian_lists"),
        persons=rows + first["persons"],
        of_persons=of_persons + first["families"],
        camp_weight=part.person_weight[is_registered & in_camp],
    )


@dataclass(frozen=True)
class Layers:
    """The layers of a population, decided, from which any part can be given its columns.

    Attributes:
        names: the columns that are added, in order.
        seed: of the population.
        cash_families: rows of the families on the list of UNHCR.
        food_persons: rows of the persons on the list of WFP.
    """

    names: tuple[str, ...]
    seed: object
    cash_families: NDArray[numpy.int64]
    food_persons: NDArray[numpy.int64]

    @classmethod
    def decided(cls, parts: Sequence[Listable], manifest: Mapping[str, Any], names: tuple[str, ...]) -> Layers:
        """The layers of a population of which all parts were looked at.

        Args:
            parts: of the whole population, in its order.
            manifest: with the seed and the `base_date`, at which caseloads are taken.
            names: the layers that are wanted.
        """
        found = Listable.joined(parts)
        order = numpy.lexsort((found.ties, found.per_head))
        cash = _poorest_first(order, found.family_weight, _caseload(manifest, "unhcr_cash_families"))
        left = _caseload(manifest, "wfp_people") - found.camp_weight.sum()
        # Since July 2024 only the most vulnerable are listed outside camps; in camps everybody is assisted.
        food = _poorest_first(order, found.people_weight, left)
        of_persons = numpy.searchsorted(found.families, found.of_persons)
        return cls(names, _seed(manifest), found.families[cash], found.persons[food[of_persons]])

    def columns(self, first: Mapping[str, int], rows: Mapping[str, int]) -> Columns:
        """The added columns of so many rows of each table after the first ones."""
        start, count = first["households"], rows["households"]
        tiers = [code("wfp_tier", name) for name in ("most_vulnerable", "not_listed")]
        made: dict[str, dict[str, NDArray[Any]]] = {
            "households": {
                "hazard_rank": hashed_share(numpy.arange(start, start + count), self.seed, "hazard_rank"),
            },
            "families": {
                "is_on_unhcr_cash_list": _marked(self.cash_families, first["families"], rows["families"]),
            },
            "persons": {"wfp_tier": numpy.where(_marked(self.food_persons, first["persons"], rows["persons"]), *tiers)},
        }
        return {
            table: {
                name: values.astype(column_named(name).dtype, copy=False)
                for name, values in columns.items()
                if name in self.names
            }
            for table, columns in made.items()
        }

    def put_on(self, population: Population, columns: Columns) -> Population:
        """The population with the columns added, and its manifest that says so."""
        tables = {table: {**population.table(table), **columns[table]} for table in IDENTIFIERS}
        added = [*population.manifest.get("layers", ()), *self.names]
        return replace(population, **tables, manifest={**population.manifest, "layers": added})


def hashed_share(ids: NDArray[numpy.int64], seed: object, layer: str) -> NDArray[numpy.float64]:
    """A number from 0 up to 1 (excluded) for each id: always the same for the same id, seed and layer."""
    key = numpy.array([zlib.crc32(f"{seed}/{layer}".encode())], dtype=numpy.uint64)
    mixed = _mixed(ids.astype(numpy.uint64) + _mixed(key))
    return (mixed >> numpy.uint64(11)).astype(numpy.float64) * _SMALLEST_STEP


def _mixed(numbers: NDArray[numpy.uint64]) -> NDArray[numpy.uint64]:
    """The generator splitmix64 (Steele, Lea and Flood 2014) at each number; overflow is meant."""
    state = (numbers + numpy.uint64(1)) * numpy.uint64(0x9E3779B97F4A7C15)
    state = (state ^ (state >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
    return state ^ (state >> numpy.uint64(31))


def _poorest_first(order: NDArray[numpy.int64], weight: NDArray[numpy.float64], limit: float) -> NDArray[numpy.bool_]:
    """The families with the lowest consumption per head, while their weights together do not exceed the limit."""
    inside = numpy.zeros(len(order), dtype=bool)
    inside[order[numpy.cumsum(weight[order]) <= limit]] = True
    return inside


def _marked(rows: NDArray[numpy.int64], first: int, count: int) -> NDArray[numpy.bool_]:
    """Whether each of `count` rows after the `first` ones is among some rows of the whole (rising)."""
    low, high = numpy.searchsorted(rows, (first, first + count))
    marked = numpy.zeros(count, dtype=bool)
    marked[rows[low:high] - first] = True
    return marked


def _caseload(manifest: Mapping[str, Any], name: str) -> float:
    """The caseload last published at the population's day; nobody where none was yet."""
    parameter = find(law_in_force().parameters, f"{_CASELOADS}.{name}")
    assert isinstance(parameter, Parameter), name
    return float(parameter(str(manifest["base_date"])) or 0)


def _seed(manifest: Mapping[str, Any]) -> object:
    return manifest.get("seed", 0)
