"""What is counted of each family: the amounts of programmes, contributions and taxes, and the services."""

from __future__ import annotations

from collections.abc import Iterable

import numpy
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit, Period

from openfisca_jordan_sp.engine.simulation import PartSimulation
from openfisca_jordan_sp.engine.traces import Array
from openfisca_jordan_sp.law.catalogue import Levy, Programme, levies
from openfisca_jordan_sp.policy import Policy

FloatArray = NDArray[numpy.float64]
#: What is counted: a programme, or a contribution or tax.
Item = Programme | Levy


def counted(policy: Policy) -> tuple[Item, ...]:
    """Everything whose amounts are counted: programmes, then contributions and taxes."""
    return (*policy.programmes, *levies())


def monthly_items(policy: Policy, *, with_levies: bool = True) -> list[Item]:
    """What is granted or due by the month."""
    items = counted(policy) if with_levies else policy.programmes
    return [item for item in items if _unit(policy, item) == DateUnit.MONTH]


def yearly_items(policy: Policy, year: Period, *, with_levies: bool = True) -> list[Item]:
    """What is granted or due by the year and has a rule in it."""
    return [
        item
        for item in (counted(policy) if with_levies else policy.programmes)
        if _unit(policy, item) == DateUnit.YEAR
        and policy.system.get_variable(item.variable).get_formula(year) is not None
    ]


def _unit(policy: Policy, item: Item) -> DateUnit:
    unit: DateUnit = policy.system.get_variable(item.variable).definition_period
    return unit


def family_amounts(simulation: PartSimulation, items: Iterable[Item], period: Period) -> dict[str, FloatArray]:
    """JOD of each item for each family; what concerns persons is summed over the family."""
    return {item.id: family_amount(simulation, item.variable, period) for item in items}


def family_amount(simulation: PartSimulation, variable: str, period: Period) -> FloatArray:
    """JOD of one variable for each family: always the same array for the same amounts."""
    amount = simulation.computed(variable, period)
    if simulation.system.get_variable(variable).entity.key == "person":
        amount = _sum_of_family(simulation, variable, amount)
    return numpy.asarray(amount, dtype=numpy.float64)


def _sum_of_family(simulation: PartSimulation, variable: str, amount: Array) -> FloatArray:
    family = simulation.populations["family"]
    if is_nothing(amount):
        return nothing(family.count)
    return simulation.results.derived(variable, amount, family.sum)


def nothing(count: int) -> FloatArray:
    """No amount for anybody, in the memory of one number."""
    return numpy.broadcast_to(numpy.zeros(()), count)


def is_nothing(amount: Array) -> bool:
    """Whether an array is known to hold zeros only, without looking at each."""
    return amount.strides == (0,) and len(amount) > 0 and not amount[0]
