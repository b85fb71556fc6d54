"""The items of several cases under several policies: of a month and of its year, and what cannot be computed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit, Period
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.case_items import COUNTS, DISPOSABLE, GROSS, Item
from openfisca_jordan_sp.case_simulation import Joined, affected, join_all, rests_on
from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.formulas import year_months
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.situations import Situation
from openfisca_jordan_sp.system import clear_law_errors

FloatArray = NDArray[numpy.float64]


@dataclass(frozen=True)
class Amount:
    """One item of one case; not a number where it cannot be computed.

    Attributes:
        month: JOD in the month; of a service how many are entitled, of points their number.
        year: JOD in the calendar year; of what is no amount not a number.
        unset: the parameter without a value that is needed for what is not a number.
    """

    month: float
    year: float
    unset: str = ""


@dataclass(frozen=True)
class CasesOfYear:
    """Cases whose months are of one calendar year.

    Attributes:
        situations: by the id of the case, ready to be computed.
        months: the month in which each is shown.
    """

    situations: Mapping[str, Situation]
    months: Mapping[str, Period]

    @property
    def period(self) -> str:
        """A month of the year."""
        return str(next(iter(self.months.values())))


#: By the id of an item (kind and id), the amounts by the id of the case.
Amounts = dict[tuple[str, str], dict[str, Amount]]


def amounts_of(policies: Sequence[Policy], cases: CasesOfYear, items: Sequence[Item]) -> list[Amounts]:
    """The items of all cases under each policy.

    Args:
        policies: the first is the law in force; what a later one does not change is computed once.
        cases: of one calendar year.
        items: those that a policy does not have are left out for it.
    """
    # What needs an unset value is found with the programme that needs it, before the incomes that rest on all.
    ordered = sorted(items, key=lambda item: item.kind in {GROSS, DISPOSABLE})
    law = policies[0].system
    of_law = _Run(cases, join_all(law, cases.situations, cases.period))
    found = [{(item.kind, item.id): of_law.amounts(item) for item in ordered if item.variable in law.variables}]
    for policy in policies[1:]:
        changed = affected(law, policy.system)
        run = _Run(cases, _under(policy.system, cases, of_law.groups, changed))
        made: Amounts = {}
        for item in ordered:
            key = (item.kind, item.id)
            if key in found[0] and item.variable not in changed:
                made[key] = found[0][key]
            elif item.variable in policy.system.variables:
                made[key] = run.amounts(item)
        found.append(made)
    return found


def _under(
    system: TaxBenefitSystem, cases: CasesOfYear, groups: Sequence[Joined], changed: Collection[str]
) -> list[Joined]:
    try:
        return [group.under(system, changed) for group in groups]
    except UnsetParameterError:
        # Some household needs a value beforehand: those that give the same results stand together.
        return join_all(system, cases.situations, cases.period)


class _Run:
    """Cases under one system: all together, and apart from them those that need a value that no source gives."""

    def __init__(self, cases: CasesOfYear, groups: Sequence[Joined]) -> None:
        self._cases = cases
        self.groups = groups

    def amounts(self, item: Item) -> dict[str, Amount]:
        """An item of every case."""
        return {name: amount for group in self.groups for name, amount in self._amounts(group, item).items()}

    def _amounts(self, group: Joined, item: Item) -> dict[str, Amount]:
        """The month of a case may be known where its year is not."""
        months = {name: self._cases.months[name] for name in group.names}
        in_month = {
            month: _known(group, item, partial(_of_month, item=item, month=month))
            for month in dict.fromkeys(months.values())
        }
        in_year = _known(group, item, partial(_of_year, item=item))
        return {
            name: Amount(in_month[month][name][0], in_year[name][0], in_month[month][name][1] or in_year[name][1])
            for name, month in months.items()
        }


def _known(group: Joined, item: Item, compute: Callable[[Joined], FloatArray]) -> dict[str, tuple[float, str]]:
    """A figure of each case; not a number, with the parameter, for those that need one that no source gives."""
    try:
        figures = compute(group)
    except UnsetParameterError as error:
        needing = group.needing(error)
        if len(needing) == len(group.names):
            return dict.fromkeys(group.names, (numpy.nan, error.parameter))
    else:
        return {name: (float(figures[place]), "") for place, name in enumerate(group.names)}
    # One case without a value must not take it from the others.
    variables = rests_on(group.simulation.tax_benefit_system, item.variable)
    rest = [name for name in group.names if name not in needing]
    parts = [_known(group.only(names, variables), item, compute) for names in (rest, needing)]
    return {name: figure for part in parts for name, figure in part.items()}


def _of_month(group: Joined, item: Item, month: Period) -> FloatArray:
    """An item in one month, by case."""
    return _of_months(group, item, {month})[month]


def _of_months(group: Joined, item: Item, months: set[Period]) -> dict[Period, FloatArray]:
    """An item in some months, by case."""
    if _is_yearly(group.simulation, item):
        by_year = _of_year(group, item)
        share = by_year / len(year_months(next(iter(months)).this_year)) if item.is_spread else 0 * by_year
        return dict.fromkeys(months, share)
    return {month: _sum(group, item, month) for month in months}


def _of_year(group: Joined, item: Item) -> FloatArray:
    """An item in the calendar year, by case."""
    year = group.period.this_year
    if item.kind in COUNTS:
        return numpy.full(len(group.names), numpy.nan)
    if _is_yearly(group.simulation, item):
        return _sum(group, item, year)
    total = numpy.zeros(len(group.names))
    for month in year_months(year):
        total += _sum(group, item, month)
    return total


def _is_yearly(simulation: Simulation, item: Item) -> bool:
    variable = simulation.tax_benefit_system.variables[item.variable]
    return bool(variable.definition_period == DateUnit.YEAR)


def _sum(group: Joined, item: Item, period: Period) -> FloatArray:
    """A variable summed over the units of each case."""
    places = group.places[group.simulation.tax_benefit_system.variables[item.variable].entity.key]
    with clear_law_errors():
        values = group.simulation.calculate(item.variable, period)
    by_case: FloatArray = numpy.zeros(len(group.names))
    numpy.add.at(by_case, places, numpy.asarray(values, dtype=float))
    return by_case
