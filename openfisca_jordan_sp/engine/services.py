"""Who is entitled to services in a population: counted, and valued where a source gives a value."""

from __future__ import annotations

from dataclasses import dataclass

import numpy
from numpy.typing import NDArray
from openfisca_core.periods import Period
from openfisca_core.simulations import Simulation

from openfisca_jordan_sp.engine.simulation import gather
from openfisca_jordan_sp.law.catalogue import Service, services
from openfisca_jordan_sp.populations.population import Population


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


def services_reached(simulations: list[Simulation], population: Population, period: Period) -> dict[str, ServiceReach]:
    """The reach of each service of the catalogue, from simulations of the parts of a population."""
    return {service.id: _reach(service, simulations, population, period) for service in services()}


def _reach(service: Service, simulations: list[Simulation], population: Population, period: Period) -> ServiceReach:
    entity = simulations[0].tax_benefit_system.get_variable(service.variable).entity.key
    weight = _weights(population)[entity]
    entitled = gather(simulations, service.variable, period)
    value = None
    if service.amount is not None:
        value = float((weight * gather(simulations, service.amount, period)).sum())
    return ServiceReach(entity, float(weight[entitled].sum()), value, int(entitled.sum()))


def _weights(population: Population) -> dict[str, NDArray[numpy.float64]]:
    return {
        "person": population.person_weight,
        "family": population.family_weight,
        "household": population.households["household_weight"],
    }
