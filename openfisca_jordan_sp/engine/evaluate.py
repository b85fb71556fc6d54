"""One policy over one population: what each family gets, in a month and in its year.

Months are taken one after the other, and within a month cuts of the population: first
everything that a quota ranks, then, with the quota's answer, all the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit, Period
from openfisca_core.simulations import Simulation

from openfisca_jordan_sp.engine.quota import QuotaReach, inside_quota, reach
from openfisca_jordan_sp.engine.services import ServiceReach, services_reached
from openfisca_jordan_sp.engine.simulation import build_simulation, gather
from openfisca_jordan_sp.formulas import year_months
from openfisca_jordan_sp.law.catalogue import Levy, Programme, Quota, levies, quotas
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.system import clear_law_errors

FloatArray = NDArray[numpy.float64]
Progress = Callable[[int], None]


@dataclass(frozen=True)
class Evaluation:
    """What each family of a population gets under one policy.

    Attributes:
        policy: the policy evaluated.
        period: the month asked for.
        month: JOD in that month, for each programme one value a family. A
            programme granted by the year counts with a twelfth.
        year: JOD in the calendar year of the month.
        quotas: how far each quota reached in the month asked for, by its flag.
        services: who is entitled to each service in the month asked for.
        levies_month: JOD of each contribution and tax in that month, one value a family; those due by the year
            count with a twelfth.
        levies_year: the same in the calendar year of the month.
    """

    policy: Policy
    period: Period
    month: Mapping[str, FloatArray]
    year: Mapping[str, FloatArray]
    quotas: Mapping[str, QuotaReach] = field(default_factory=dict)
    services: Mapping[str, ServiceReach] = field(default_factory=dict)
    levies_month: Mapping[str, FloatArray] = field(default_factory=dict)
    levies_year: Mapping[str, FloatArray] = field(default_factory=dict)

    @property
    def cutoffs(self) -> dict[str, float | None]:
        """The highest score inside each quota: what one family alone would be compared with."""
        return {flag: quota.cutoff for flag, quota in self.quotas.items()}


def evaluate(policy: Policy, population: Population, period: Period, progress: Progress | None = None) -> Evaluation:
    """Compute every programme, contribution and tax of a policy for every family.

    Args:
        policy: the law in force, or with reforms.
        population: households, families and persons.
        period: a month.
        progress: called with 1 after each of the thirteen steps.

    Raises:
        UnsetParameterError: the policy needs a value that no source gives.
    """
    advance = progress or (lambda _: None)
    year_total = {item.id: numpy.zeros(population.family_count) for item in _counted(policy)}
    month_total = dict(year_total)
    quotas_reached: Mapping[str, QuotaReach] = {}
    services: Mapping[str, ServiceReach] = {}
    with clear_law_errors():
        for month in year_months(period.this_year):
            result = _evaluate_month(policy, population, month)
            year_total = {key: year_total[key] + result.amounts.get(key, 0) for key in year_total}
            if month == period:
                month_total |= result.amounts
                quotas_reached = result.quotas
                services = services_reached(result.simulations, population, period)
            # A month's simulations go before the next are built: together they would not fit for the whole Kingdom.
            del result
            advance(1)
        for key, amount in _evaluate_year(policy, population, period.this_year).items():
            year_total[key] = amount
            month_total[key] = amount / 12
        advance(1)
    benefits, paid = [item.id for item in policy.programmes], [item.id for item in levies()]
    return Evaluation(
        policy=policy,
        period=period,
        month={key: month_total[key] for key in benefits},
        year={key: year_total[key] for key in benefits},
        quotas=quotas_reached,
        services=services,
        levies_month={key: month_total[key] for key in paid},
        levies_year={key: year_total[key] for key in paid},
    )


def evaluate_all(
    policies: Sequence[Policy], population: Population, period: Period, progress: Progress | None = None
) -> list[Evaluation]:
    """Evaluate several policies over one population, in their order.

    Args:
        policies: the first is the one that the others are compared with, mostly the law in force.
        population: households, families and persons.
        period: a month.
        progress: called with 1 after each of thirteen steps of each policy.

    Raises:
        UnsetParameterError: a policy needs a value that no source gives.
    """
    return [evaluate(policy, population, period, progress) for policy in policies]


def _counted(policy: Policy) -> tuple[Programme | Levy, ...]:
    """Everything whose amounts are counted: programmes, then contributions and taxes."""
    return (*policy.programmes, *levies())


@dataclass(frozen=True)
class _Month:
    """One month: the amounts of programmes and levies, how far the quotas reached, and the simulations of the parts."""

    amounts: dict[str, FloatArray]
    quotas: dict[str, QuotaReach]
    simulations: list[Simulation]


def quotas_in_force(policy: Policy, month: Period) -> list[Quota]:
    """The quotas that have a rule in a month."""
    return [quota for quota in quotas() if policy.system.get_variable(quota.flag).get_formula(month) is not None]


def simulate_month(
    policy: Policy, population: Population, month: Period
) -> tuple[list[Simulation], dict[str, QuotaReach]]:
    """Simulations of the parts of a population in which every quota is settled, and how far each reached."""
    simulations = [build_simulation(policy.system, part, [month]) for part in population.chunks()]
    reached = {
        quota.flag: _apply_quota(quota, policy, population, simulations, month)
        for quota in quotas_in_force(policy, month)
    }
    return simulations, reached


def _evaluate_month(policy: Policy, population: Population, month: Period) -> _Month:
    """What is granted and due by the month, after the quotas."""
    simulations, reached = simulate_month(policy, population, month)
    monthly = [item for item in _counted(policy) if _definition_period(policy, item) == DateUnit.MONTH]
    return _Month({item.id: _amounts(simulations, item, month) for item in monthly}, reached, simulations)


def _evaluate_year(policy: Policy, population: Population, year: Period) -> dict[str, FloatArray]:
    """Programmes and levies of the year; some look at the income of the year before."""
    yearly = [
        item
        for item in _counted(policy)
        if _definition_period(policy, item) == DateUnit.YEAR
        and policy.system.get_variable(item.variable).get_formula(year) is not None
    ]
    if not yearly:
        return {}
    months = [*year_months(year.last_year), *year_months(year)]
    simulations = [build_simulation(policy.system, part, months) for part in population.chunks()]
    for quota in quotas_in_force(policy, year.first_month):
        _apply_quota(quota, policy, population, simulations, year.first_month)
    return {item.id: _amounts(simulations, item, year) for item in yearly}


def _definition_period(policy: Policy, item: Programme | Levy) -> Any:
    return policy.system.get_variable(item.variable).definition_period


def _apply_quota(
    quota: Quota, policy: Policy, population: Population, simulations: list[Simulation], month: Period
) -> QuotaReach:
    """Rank the whole population once and tell every part who is inside."""
    families = _parameter(policy, quota.families, month)
    candidates = _candidates(quota, simulations, month)
    # Nobody to rank: a quota of a programme that is not on costs no score.
    score = gather(simulations, quota.score, month) if candidates.any() else numpy.zeros(len(candidates))
    inside = inside_quota(candidates, score, population.family_weight, families)
    set_flags(simulations, quota.flag, month, inside)
    return reach(candidates, inside, score, population.family_weight, families)


def set_flags(simulations: list[Simulation], flag: str, month: Period, inside: NDArray[numpy.bool_]) -> None:
    """Tell each part of a population which of its families are inside a quota."""
    start = 0
    for simulation in simulations:
        count = simulation.populations["family"].count
        simulation.set_input(flag, month, inside[start : start + count])
        start += count


def _candidates(quota: Quota, simulations: list[Simulation], month: Period) -> NDArray[numpy.bool_]:
    """The families that meet every condition; once nobody is left, the conditions after are not computed."""
    candidates: NDArray[numpy.bool_] = gather(simulations, quota.all_of[0], month)
    for name in quota.all_of[1:]:
        if not candidates.any():
            break
        candidates = candidates & gather(simulations, name, month)
    return candidates


def _parameter(policy: Policy, path: str, month: Period) -> Any:
    node: Any = policy.system.get_parameters_at_instant(month)
    for part in path.split("."):
        node = node[part]
    return node


def _amounts(simulations: list[Simulation], item: Programme | Levy, period: Period) -> FloatArray:
    """JOD of a programme or levy for each family; what concerns persons is summed over the family."""
    return numpy.concatenate([_family_amount(part, item.variable, period) for part in simulations])


def _family_amount(simulation: Simulation, variable: str, period: Period) -> FloatArray:
    amount = simulation.calculate(variable, period)
    entity = simulation.tax_benefit_system.get_variable(variable).entity.key
    if entity == "person":
        amount = simulation.populations["family"].sum(amount)
    return numpy.asarray(amount, dtype=numpy.float64)
