"""Effective marginal rates: what is left of a raise in wage, by finite difference.

The rate is one less the change of the household's disposable income over the
change of the wage: 0.075 where only contributions are due, 1 where the raise is
lost, above 1 where it costs more than it brings (a cliff).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.periods import Period
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.asked import parse_month
from openfisca_jordan_sp.defaults import SMALLEST_STEP
from openfisca_jordan_sp.engine.quota import quotas_in_force
from openfisca_jordan_sp.engine.simulated import set_flags, simulate_month
from openfisca_jordan_sp.engine.simulation import PartSimulation, build_simulation, gather
from openfisca_jordan_sp.errors import MeasureError, Text
from openfisca_jordan_sp.formulas import year_months
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.situations import Situation, build_situation
from openfisca_jordan_sp.system import clear_law_errors

_OUTCOME = "household_disposable_income"

FloatArray = NDArray[numpy.float64]


def highest_earners(population: Population) -> NDArray[numpy.bool_]:
    """In each household the person with the highest wage above zero, the first of equals (one value a person)."""
    wage, household = population.persons["wage"], population.persons["household_id"]
    order = numpy.lexsort((numpy.arange(len(wage)), -wage, household))
    is_first = numpy.diff(household[order], prepend=-1) > 0
    chosen = numpy.zeros(len(wage), dtype=bool)
    chosen[order[is_first]] = True
    return chosen & (wage > 0)


def effective_marginal_rates(
    policy: Policy,
    population: Population,
    period: Period,
    *,
    step: float = SMALLEST_STEP,
    earners: NDArray[numpy.bool_] | None = None,
) -> FloatArray:
    """The effective marginal rate of one earner of each household.

    Args:
        policy: the law in force, or with reforms.
        population: households, families and persons.
        period: a month.
        step: by how much the wage rises, JOD a month, in every month of the year; 1 or more.
        earners: whose wage rises, at most one a household; the highest earners if left out.

    Returns:
        One value a person: the rate (a share of the raise), not a number for everybody else. Who is
        inside a quota stays so: one family's raise moves no cut-off.

    Raises:
        MeasureError: a step below 1 JOD, or two earners in a household.
        UnsetParameterError: the policy needs a value that no source gives.
    """
    chosen = highest_earners(population) if earners is None else earners
    gain, _ = gain_of_households(policy, population, period, chosen, step)
    households = population.persons["household_id"]
    return numpy.where(chosen, 1 - gain[households] / step, numpy.nan)


def gain_of_households(
    policy: Policy, population: Population, period: Period, earners: NDArray[numpy.bool_], step: float
) -> tuple[FloatArray, list[PartSimulation]]:
    """What a raise of one earner adds to each household's disposable income in a month, and the simulations before it.

    Raises:
        MeasureError: a step below 1 JOD, or two earners in a household.
        UnsetParameterError: the policy needs a value that no source gives.
    """
    _check_step(step)
    _check_one_earner_each(population, earners)
    raised = numpy.where(earners, population.persons["wage"] + step, population.persons["wage"])
    richer = replace(population, persons={**population.persons, "wage": raised})
    with clear_law_errors():
        before, _ = simulate_month(policy, population, period)
        after = [build_simulation(policy.system, part, [period]) for part in richer.chunks()]
        for quota in quotas_in_force(policy, period):
            set_flags(after, {quota.flag: gather(before, quota.flag, period)}, period)
        return gather(after, _OUTCOME, period) - gather(before, _OUTCOME, period), before


def effective_marginal_rate(
    system: TaxBenefitSystem, situation: Situation, person: str, period: str, *, step: float = SMALLEST_STEP
) -> float:
    """The effective marginal rate of one person of a situation in a month.

    Args:
        system: the system of the policy.
        situation: one household or more, in OpenFisca's format; families may be left out.
        person: whose wage rises.
        period: a month, `YYYY-MM`.
        step: by how much the wage rises, JOD a month, in every month of the year; 1 or more.

    Raises:
        MeasureError: a step below 1 JOD, or nobody of that name.
        SituationError: a situation that cannot be read.
        UnsetParameterError: a rule needs a value that no source gives.
    """
    _check_step(step)
    _check_person(situation, person)
    month = parse_month(period)
    with clear_law_errors():
        before, _ = build_situation(system, situation, period)
        after, _ = build_situation(system, situation, period)
        position = list(before.persons.ids).index(person)
        _raise_wage(after, month, position, step)
        gain = after.calculate(_OUTCOME, month) - before.calculate(_OUTCOME, month)
    household = before.populations["household"].members_entity_id[position]
    return float(1 - gain[household] / step)


def _raise_wage(simulation: Simulation, period: Period, position: int, step: float) -> None:
    """Set the wage of one person higher by `step` in every month of the year."""
    raised = numpy.zeros(simulation.persons.count)
    raised[position] = step
    holder = simulation.persons.get_holder("wage")
    for month in year_months(period.this_year):
        wage = numpy.asarray(simulation.calculate("wage", month))
        holder.delete_arrays(month)
        holder.set_input(month, wage + raised)


def _check_one_earner_each(population: Population, earners: NDArray[numpy.bool_]) -> None:
    households = population.persons["household_id"][earners]
    if (numpy.bincount(households, minlength=population.household_count) > 1).any():
        raise MeasureError(
            Text("Only one wage of a household can rise at a time.", "لا يُرفع إلا أجر واحد في كل أسرة معيشية."),
            path="earners",
        )


def _check_step(step: float) -> None:
    if not SMALLEST_STEP <= step < math.inf:
        raise MeasureError(
            Text(f"The raise must be at least 1 JOD, not {step}.", f"يجب ألا تقل الزيادة عن دينار واحد، لا {step}."),
            path="step",
            hint=Text(
                "Smaller raises would measure the rounding of amounts.", "الزيادة الأصغر تقيس تقريب المبالغ لا القانون."
            ),
        )


def _check_person(situation: Mapping[str, Any], person: str) -> None:
    persons = situation.get("persons") or {}
    if person not in persons:
        names = ", ".join(persons)
        raise MeasureError(
            Text(f"There is no person {person!r}.", f"لا يوجد شخص باسم {person!r}."),
            path="person",
            hint=Text(f"The persons are {names}.", f"الأشخاص: {names}."),
        )
