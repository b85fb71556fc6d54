"""Every variable of a month that the law computes, over a population: its amount, and how many it concerns."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit, Period
from openfisca_core.variables import Variable

from openfisca_jordan_sp.engine.executors import cores
from openfisca_jordan_sp.engine.quota import BoolArray, Candidates, QuotaBook, among, quota_families
from openfisca_jordan_sp.engine.rule_values import RuleValues
from openfisca_jordan_sp.engine.sharing import Results
from openfisca_jordan_sp.engine.simulation import PartSimulation, build_simulation
from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.law.catalogue import quotas
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.system import clear_law_errors

#: Households at a time: every variable of a part is in memory at once.
PART_HOUSEHOLDS = 25_000
_NUMBERS = (bool, int, float)


@dataclass(frozen=True)
class VariableTotal:
    """One variable in a period.

    Attributes:
        period: the month.
        total: weighted sum over the persons, families or households of the Kingdom; NaN where the variable is no
            number or a value of the law that it needs is unset.
        concerned: for how many of them it is not zero or false.
        unset: the parameter that is unset, or nothing.
    """

    period: Period
    total: float
    concerned: float
    unset: str = ""


def variable_totals(
    policy: Policy, population: Population, month: Period, *, threads: int | None = None
) -> dict[str, VariableTotal]:
    """Compute every variable of the month that has a rule, part by part, and add up.

    Args:
        policy: the law in force, or with reforms.
        population: households, families and persons, best from a working copy.
        month: a month.
        threads: how many parts at a time; as many as there are cores if None.
    """
    rules = RuleValues()
    parts = population.chunks(PART_HOUSEHOLDS)

    def run(number: int, flags: Mapping[str, BoolArray] | None = None) -> _PartTotals:
        totals = _part_totals(policy, parts[number], month, rules, flags or {})
        parts[number].let_go()
        return totals

    with ThreadPoolExecutor(threads or cores()) as pool:
        found = list(pool.map(run, range(len(parts))))
        for number, flags in _wrong_parts(policy, population, parts, found, month).items():
            found[number] = run(number, flags)
    return {name: _added(part.totals[name] for part in found) for name in found[0].totals}


@dataclass(frozen=True)
class _PartTotals:
    totals: dict[str, VariableTotal]
    candidates: dict[str, Candidates]


def _part_totals(
    policy: Policy, part: Population, month: Period, rules: RuleValues, flags: Mapping[str, BoolArray]
) -> _PartTotals:
    simulation = build_simulation(policy.system, part, [month], Results(rules))
    book = QuotaBook(simulation, policy, month, flags)
    weights = {
        "person": part.person_weight,
        "family": part.family_weight,
        "household": part.households["household_weight"],
    }
    totals = {
        name: _total(simulation, variable, month, weights[variable.entity.key])
        for name, variable in sorted(policy.system.variables.items())
        if variable.formulas and variable.definition_period == DateUnit.MONTH
    }
    candidates = {flag: Candidates.of(ranked) for flag, ranked in book.settle().items()}
    simulation.close()
    return _PartTotals(totals, candidates)


def _total(
    simulation: PartSimulation, variable: Variable, period: Period, weight: NDArray[numpy.float64]
) -> VariableTotal:
    try:
        with clear_law_errors():
            values = numpy.asarray(simulation.computed(variable.name, period))
    except UnsetParameterError as error:
        return VariableTotal(period, math.nan, math.nan, error.path)
    if variable.value_type not in _NUMBERS:
        return VariableTotal(period, math.nan, math.nan)
    return VariableTotal(period, float(weight @ values), float(weight[values != 0].sum()))


def _wrong_parts(
    policy: Policy, population: Population, parts: list[Population], found: list[_PartTotals], month: Period
) -> dict[int, dict[str, BoolArray]]:
    """The parts in which somebody was taken to be inside a quota that reaches fewer, and who is inside in them."""
    starts = numpy.cumsum([0, *(part.family_count for part in parts)])
    wrong: dict[int, dict[str, BoolArray]] = {}
    for quota in (each for each in quotas() if each.flag in found[0].candidates):
        moved = [part.candidates[quota.flag].moved(int(start)) for part, start in zip(found, starts, strict=False)]
        whole = Candidates.joined(moved)
        inside = whole.settled(population.family_weight, quota_families(policy, quota, month))
        flags = Candidates.flags(inside, population.family_count)
        outside = whole.inside[~among(whole.inside, inside)]
        for number in numpy.unique(numpy.searchsorted(starts, outside, side="right") - 1):
            wrong.setdefault(int(number), {})[quota.flag] = flags[starts[number] : starts[number + 1]]
    return wrong


def _added(totals: Iterable[VariableTotal]) -> VariableTotal:
    """The parts' totals as one, exactly rounded, so that their number does not matter."""
    each = list(totals)
    unset = next((total.unset for total in each if total.unset), "")
    return VariableTotal(
        each[0].period, math.fsum(one.total for one in each), math.fsum(one.concerned for one in each), unset
    )
