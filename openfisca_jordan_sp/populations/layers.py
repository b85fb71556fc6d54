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
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.parameters import Parameter

from openfisca_jordan_sp.law.parameters import find
from openfisca_jordan_sp.populations.population import Population, Table
from openfisca_jordan_sp.populations.schema import code, column_named
from openfisca_jordan_sp.system import law_in_force

_CASELOADS = "statistics.humanitarian_caseloads"
_SMALLEST_STEP = 2.0**-53


def with_layers(population: Population) -> Population:
    """The population with the layers that it lacks.

    Args:
        population: checked, whole (not a cut), its `manifest` with the `base_date`.
    """
    tables: dict[str, Table] = {}
    added = list(population.manifest.get("layers", ()))
    for table, makers in _MAKERS.items():
        columns = dict(population.table(table))
        for name, make in makers.items():
            if name not in columns:
                columns[name] = make(population).astype(column_named(name).dtype, copy=False)
                added.append(name)
        tables[table] = columns
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


def _hazard_rank(population: Population) -> NDArray[Any]:
    ids = population.households["household_id"]
    return hashed_share(ids, _seed(population), "hazard_rank")


def _is_on_unhcr_cash_list(population: Population) -> NDArray[Any]:
    """Families of registered refugees outside camps, up to the families published."""
    families = population.persons["family_id"][_is_community_refugee(population)]
    refugees = numpy.bincount(families, minlength=population.family_count) > 0
    weight = numpy.where(refugees, population.family_weight, 0)
    return refugees & _poorest_first(population, weight, _caseload(population, "unhcr_cash_families"))


def _wfp_tier(population: Population) -> NDArray[Any]:
    """Whole families up to the people published, after the camps, where everybody is assisted.

    Since July 2024 only the most vulnerable are listed outside camps.
    """
    persons = population.persons
    is_listable = _is_community_refugee(population)
    in_camps = persons["is_registered_refugee"] & persons["lives_in_refugee_camp"]
    left = _caseload(population, "wfp_people") - population.person_weight[in_camps].sum()
    weight = numpy.bincount(
        persons["family_id"], weights=population.person_weight * is_listable, minlength=population.family_count
    )
    is_listed = is_listable & _poorest_first(population, weight, left)[persons["family_id"]]
    return numpy.where(is_listed, code("wfp_tier", "most_vulnerable"), code("wfp_tier", "not_listed"))


def _is_community_refugee(population: Population) -> NDArray[numpy.bool_]:
    persons = population.persons
    is_community: NDArray[numpy.bool_] = persons["is_registered_refugee"] & ~persons["lives_in_refugee_camp"]
    return is_community


def _poorest_first(population: Population, weight: NDArray[Any], limit: float) -> NDArray[numpy.bool_]:
    """The families with the lowest consumption per head, while their weights together do not exceed the limit."""
    size = numpy.bincount(population.persons["household_id"], minlength=population.household_count)
    per_head = (population.households["consumption_before_benefits"] / size)[population.families["household_id"]]
    ties = hashed_share(population.families["family_id"], _seed(population), "humanitarian_lists")
    positions = numpy.flatnonzero(weight)
    order = positions[numpy.lexsort((ties[positions], per_head[positions]))]
    inside = numpy.zeros(population.family_count, dtype=bool)
    inside[order[numpy.cumsum(weight[order]) <= limit]] = True
    return inside


def _caseload(population: Population, name: str) -> float:
    """The caseload last published at the population's day; nobody where none was yet."""
    parameter = find(law_in_force().parameters, f"{_CASELOADS}.{name}")
    assert isinstance(parameter, Parameter), name
    return float(parameter(str(population.manifest["base_date"])) or 0)


def _seed(population: Population) -> object:
    return population.manifest.get("seed", 0)


#: How each layer is made, by table and column.
_MAKERS: Mapping[str, Mapping[str, Callable[[Population], NDArray[Any]]]] = {
    "households": {"hazard_rank": _hazard_rank},
    "families": {"is_on_unhcr_cash_list": _is_on_unhcr_cash_list},
    "persons": {"wfp_tier": _wfp_tier},
}
