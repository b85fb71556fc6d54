"""The same question answered by plain OpenFisca: core's populations and parameters, no parts, nothing shared.

Some twenty times slower, and simple enough to be believed: the oracle that the engine is tested against
(`jordan-sp compare --engine plain`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.parameters import ParameterNodeAtInstant
from openfisca_core.periods import DateUnit, Instant, Period, instant
from openfisca_core.populations import GroupPopulation
from openfisca_core.populations import Population as CorePopulation
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.engine.amounts import monthly_items, yearly_items
from openfisca_jordan_sp.engine.merging import WholeAnswer
from openfisca_jordan_sp.engine.part import Question
from openfisca_jordan_sp.engine.quota import Candidates, Ranked, inside_quota, quota_families, quotas_in_force
from openfisca_jordan_sp.engine.services import PartServices, services_of_part
from openfisca_jordan_sp.formulas import year_months
from openfisca_jordan_sp.law.catalogue import Quota
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.schema import MEMBERSHIP_COLUMNS, TABLE_OF
from openfisca_jordan_sp.system import clear_law_errors


class _PlainSystem:
    """A system that gives core's own parameters."""

    def __init__(self, system: TaxBenefitSystem) -> None:
        self._system = system
        self._at: dict[Instant, ParameterNodeAtInstant] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._system, name)

    def get_parameters_at_instant(self, when: str | Instant | Period) -> ParameterNodeAtInstant:
        day = when.start if isinstance(when, Period) else instant(when)
        if day not in self._at:
            self._at[day] = self._system.parameters.get_at_instant(str(day))
        return self._at[day]


def plain_simulation(system: TaxBenefitSystem, population: Population, months: Iterable[Period]) -> Simulation:
    """A simulation of a whole population with core's classes; its data hold in the calendar years of `months`."""
    persons = CorePopulation(system.person_entity)
    groups = {entity.key: GroupPopulation(entity, persons) for entity in system.group_entities}
    simulation = Simulation(_PlainSystem(system), {system.person_entity.key: persons, **groups})
    for key, members in simulation.populations.items():
        members.count = len(population.table(TABLE_OF[key])[f"{key}_id"])
        members.ids = range(members.count)
    for key, group in groups.items():
        group.members_entity_id = numpy.array(population.persons[f"{key}_id"])
        roles = numpy.array(group.entity.flattened_roles, dtype=object)
        group.members_role = roles[population.persons[f"{key}_role"]]
    years = sorted({month.this_year for month in months})
    _set_inputs(simulation, population, [month for year in years for month in year_months(year)], years)
    return simulation


def _set_inputs(simulation: Simulation, population: Population, months: list[Period], years: list[Period]) -> None:
    periods = {DateUnit.MONTH: months, DateUnit.YEAR: years, DateUnit.ETERNITY: [Period.eternity()]}
    for key, plural in TABLE_OF.items():
        for column, values in population.table(plural).items():
            variable = simulation.tax_benefit_system.get_variable(column)
            if column in MEMBERSHIP_COLUMNS or variable is None or variable.is_neutralized:
                continue
            names = getattr(variable, "possible_values", None)
            holder = simulation.populations[key].get_holder(column)
            for period in periods[variable.definition_period]:
                holder.put_in_cache(values if names is None else EnumArray(values, names), period)


def answer_plainly(
    policies: Sequence[Policy], population: Population, question: Question, progress: Callable[[int], None] | None
) -> list[WholeAnswer]:
    """Answer a question for each policy, one after the other.

    Raises:
        UnsetParameterError: a policy needs a value that no source gives.
    """
    with clear_law_errors():
        return [_answer(policy, population, question, progress or (lambda _: None)) for policy in policies]


def _answer(policy: Policy, population: Population, question: Question, advance: Callable[[int], None]) -> WholeAnswer:
    year = question.month.this_year
    answer = WholeAnswer({}, {}, {}, {})
    for month in year_months(year) if question.with_year else [question.month]:
        amounts, ranked, services = _month(policy, population, month, question)
        answer.ranked |= {(month, flag): candidates for flag, candidates in ranked.items()}
        for key, amount in amounts.items():
            answer.year[key] = answer.year.get(key, 0) + amount
        if month == question.month:
            answer.month |= amounts
            answer.services |= services
        advance(1)
    if question.with_year:
        for key, amount in _year(policy, population, year, question).items():
            answer.year[key] = amount
            answer.month[key] = amount / 12
        advance(1)
    return answer


def _month(
    policy: Policy, population: Population, month: Period, question: Question
) -> tuple[dict[str, NDArray[Any]], dict[str, Candidates], PartServices]:
    simulation = plain_simulation(policy.system, population, [month])
    ranked = {
        quota.flag: settle(quota, policy, population, simulation, month) for quota in quotas_in_force(policy, month)
    }
    items = monthly_items(policy, with_levies=question.with_levies)
    amounts = {item.id: _family_amount(simulation, item.variable, month) for item in items}
    services = services_of_part(simulation, population, month) if question.with_services else {}
    return amounts, ranked, services


def _year(policy: Policy, population: Population, year: Period, question: Question) -> dict[str, NDArray[Any]]:
    items = yearly_items(policy, year, with_levies=question.with_levies)
    if not items:
        return {}
    simulation = plain_simulation(policy.system, population, [year.last_year, year])
    for quota in quotas_in_force(policy, year.first_month):
        settle(quota, policy, population, simulation, year.first_month)
    return {item.id: _family_amount(simulation, item.variable, year) for item in items}


def settle(quota: Quota, policy: Policy, population: Population, simulation: Simulation, month: Period) -> Candidates:
    """Rank the whole population and tell the simulation who is inside a quota."""
    candidates = numpy.ones(population.family_count, dtype=bool)
    for name in quota.all_of:
        if candidates.any():
            candidates &= simulation.calculate(name, month)
    score = numpy.zeros(len(candidates))
    if candidates.any():
        score = simulation.calculate(quota.score, month)
    families = quota_families(policy, quota, month)
    inside = inside_quota(candidates, score, population.family_weight, families)
    simulation.set_input(quota.flag, month, inside)
    return Candidates.of(Ranked(candidates, score, inside))


def _family_amount(simulation: Simulation, variable: str, period: Period) -> NDArray[numpy.float64]:
    amount = simulation.calculate(variable, period)
    if simulation.tax_benefit_system.get_variable(variable).entity.key == "person":
        amount = simulation.populations["family"].sum(amount)
    return numpy.asarray(amount, dtype=numpy.float64)
