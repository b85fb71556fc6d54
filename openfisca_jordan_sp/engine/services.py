"""Who is entitled to services in a population: counted, and valued where a source gives a value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray
from openfisca_core.periods import Period
from openfisca_core.simulations import Simulation

from openfisca_jordan_sp.engine.traces import Array
from openfisca_jordan_sp.law.catalogue import services
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.schema import TABLE_OF
from openfisca_jordan_sp.system import law_in_force


@dataclass(frozen=True)
class ServiceReach:
    """Who is entitled to a service in one month.

    Attributes:
        entity: whom it is counted in: `person`, `family` or `household`.
        entitled: how many of the Kingdom.
        value: JOD in the month, or None where no source gives a value.
        cases: how many of the population's own rows stand behind `entitled`.
    """

    entity: str
    entitled: float
    value: float | None
    cases: int


@dataclass(frozen=True)
class PartService:
    """Who is entitled to a service in a part of a population, one value a household.

    Attributes:
        entitled: how many of its persons, families, or the household itself.
        value: JOD in the month; None where no source gives a value.
    """

    entitled: NDArray[numpy.int16]
    value: NDArray[numpy.float64] | None


PartServices = dict[str, PartService]


#: Gives what is made of an array (by name and array), made once for the policies that share it.
Once = Callable[[str, Array, Callable[[Array], Array]], Array]


def services_of_part(
    simulation: Simulation, part: Population, month: Period, once: Once = lambda _, array, make: make(array)
) -> PartServices:
    """Each service of the catalogue in a part of a population, counted by household."""

    def counted(variable: str, kind: type) -> Array:
        entity = simulation.tax_benefit_system.get_variable(variable).entity.key
        array = simulation.calculate(variable, month)
        return once(f"{variable} by household", array, lambda values: _by_household(part, entity, values).astype(kind))

    return {
        service.id: PartService(
            counted(service.variable, numpy.int16),
            None if service.amount is None else counted(service.amount, numpy.float64),
        )
        for service in services()
    }


def _by_household(part: Population, entity: str, values: Array) -> NDArray[numpy.float64]:
    """The sum over each household's persons or families; a household's own value as it is."""
    if entity == "household":
        return numpy.asarray(values, dtype=numpy.float64)
    household = part.table(TABLE_OF[entity])["household_id"]
    return numpy.bincount(household, values, minlength=part.household_count).astype(numpy.float64)


def reach(parts: Sequence[PartServices], household_weight: NDArray[numpy.float64]) -> dict[str, ServiceReach]:
    """The reach of each service in a population, from its parts in their order."""
    return {service.id: _reach(service.id, service.variable, parts, household_weight) for service in services()}


def _reach(
    key: str, variable: str, parts: Sequence[PartServices], household_weight: NDArray[numpy.float64]
) -> ServiceReach:
    entitled = numpy.concatenate([part[key].entitled for part in parts])
    values = [each.value for each in (part[key] for part in parts) if each.value is not None]
    value = None
    if values:
        value = float((household_weight * numpy.concatenate(values)).sum())
    return ServiceReach(
        law_in_force().get_variable(variable).entity.key,
        float((household_weight * entitled).sum()),
        value,
        int(entitled.sum(dtype=numpy.int64)),
    )
