"""The items of several cases under several policies: of a month and of its year, and what cannot be computed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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
        run = _Run(cases, _under(policy.system, cases, of_law.groups, changed), of_law.needing)
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

    def __init__(self, cases: CasesOfYear, groups: Sequence[Joined], needing: Collection[str] = ()) -> None:
        self._cases = cases
        self.groups = groups
        #: The cases that needed an unset value so far: what rests on it needs it again.
        self.needing = set(needing)

    def amounts(self, item: Item) -> dict[str, Amount]:
        """An item of every case."""
        return {name: amount for group in self.groups for name, amount in self._amounts(group, item).items()}

    def _amounts(self, group: Joined, item: Item) -> dict[str, Amount]:
        try:
            return self._together(group, item)
        except UnsetParameterError:
            if len(group.names) == 1:
                return {group.names[0]: self._by_itself(group, item)}
            # One case without a value must not take it from the others.
            variables = rests_on(group.simulation.tax_benefit_system, item.variable)
            needing = self._find_needing(group, item, variables)
            if not needing:
                raise
        rest = [name for name in group.names if name not in needing]
        parts = [group.only(names, variables) for names in (rest, *([name] for name in needing)) if names]
        return {name: amount for part in parts for name, amount in self._amounts(part, item).items()}

    def _find_needing(self, group: Joined, item: Item, variables: Collection[str]) -> list[str]:
        found = [name for name in group.names if name in self.needing]
        if not found:
            found = self._search(group, item, variables, group.names)
            self.needing.update(found)
        return found

    def _search(self, group: Joined, item: Item, variables: Collection[str], names: Sequence[str]) -> list[str]:
        """The cases that need an unset value, found by halves."""
        if len(names) < len(group.names) and not self._needs_unset(group.only(names, variables), item):
            return []
        if len(names) == 1:
            return list(names)
        middle = len(names) // 2
        return [one for half in (names[:middle], names[middle:]) for one in self._search(group, item, variables, half)]

    def _needs_unset(self, group: Joined, item: Item) -> bool:
        try:
            self._together(group, item)
        except UnsetParameterError:
            return True
        return False

    def _together(self, group: Joined, item: Item) -> dict[str, Amount]:
        months = [self._cases.months[name] for name in group.names]
        by_month, of_year = _of_months(group, item, set(months)), _of_year(group, item)
        return {
            name: Amount(float(by_month[month][place]), float(of_year[place]))
            for place, (name, month) in enumerate(zip(group.names, months, strict=True))
        }

    def _by_itself(self, group: Joined, item: Item) -> Amount:
        """An item of one case that needs an unset value; its month may be known where its year is not."""
        month, unset = self._cases.months[group.names[0]], []

        def tried(compute: Callable[[], Any]) -> float:
            try:
                return float(compute())
            except UnsetParameterError as error:
                unset.append(error.parameter)
                return numpy.nan

        of_month = tried(lambda: _of_months(group, item, {month})[month][0])
        of_year = tried(lambda: _of_year(group, item)[0])
        return Amount(of_month, of_year, unset[0])


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
