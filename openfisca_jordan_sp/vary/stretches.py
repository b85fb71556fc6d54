"""Effective marginal rates along an income, and the stretches on which raises are taken away bit by bit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

import numpy
from numpy.typing import NDArray
from openfisca_core.simulations import Simulation

from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.law.catalogue import Cliff as KnownCliff
from openfisca_jordan_sp.law.catalogue import cliffs as known_cliffs
from openfisca_jordan_sp.law.catalogue import levies
from openfisca_jordan_sp.system import clear_law_errors
from openfisca_jordan_sp.vary.axis import Axis
from openfisca_jordan_sp.vary.cliff import Moved, Stretch
from openfisca_jordan_sp.vary.jumps import Jumps
from openfisca_jordan_sp.vary.leaps import Leap
from openfisca_jordan_sp.vary.probe import Probe, arrays_of
from openfisca_jordan_sp.vary.watched import INCOME

#: Less than half a fils is the noise of arithmetic.
HALF_FILS = 0.0005
#: A stretch holds at least so many steps: one alone is a step of rounding.
_LEAST_STEPS = 2
_MONEY, _MONTHS = "JOD/month", 12

Rates = NDArray[numpy.float64]


def earns(probe: Probe, axis: Axis) -> bool:
    """Whether the input is an income of the month, so that an effective marginal rate has a meaning."""
    is_known = "gross_income" in probe.graph.reads and probe.series[0].variable == INCOME
    return is_known and axis.unit == _MONEY and axis.variable in probe.graph.upstream("gross_income")


def marginal_rates(axis: Axis, jumps: Jumps, leaps: Sequence[Leap]) -> Rates:
    """At each place of the grid, the share of the next step that is lost; not a number at a leap and at the end."""
    incomes = jumps.amounts[:, 0]
    rates = numpy.full(len(jumps.grid), numpy.nan)
    rates[:-1] = 1 - numpy.diff(incomes) / (numpy.diff(jumps.grid) / axis.scale)
    places = [leap.before for leap in leaps if leap.changes[0]]
    rates[numpy.searchsorted(jumps.grid, places, side="right") - 1] = numpy.nan
    return rates


def stretches(probe: Probe, axis: Axis, jumps: Jumps, leaps: Sequence[Leap]) -> tuple[Stretch, ...]:
    """Where an income rises and nothing, or less than nothing, is left of it; leaps are cliffs of their own.

    Args:
        probe: the case under a policy.
        axis: the input; there are none where it is no income of the month.
        jumps: the grid.
        leaps: those that are no steps of rounding.
    """
    if not earns(probe, axis):
        return ()
    rates = marginal_rates(axis, jumps, leaps)
    found: list[tuple[int, int]] = []
    start = 0
    while start < len(rates) - 1:
        end = _end_of_standstill(jumps.amounts[:, 0], rates, start)
        if end - start >= _LEAST_STEPS:
            found.append((start, end))
        start = max(end, start + 1)
    if not found:
        return ()
    rises, holds = _between(probe, axis, jumps, found)
    return tuple(
        _stretch(probe, axis, jumps, ends, {name: values[index] for name, values in rises.items()}, holds[index])
        for index, ends in enumerate(found)
    )


def _end_of_standstill(incomes: Rates, rates: Rates, start: int) -> int:
    """The last point behind `start`, without a leap between, up to which the income is nowhere more than there."""
    end = start
    while end < len(rates) - 1 and not numpy.isnan(rates[end]) and incomes[end + 1] <= incomes[start] + HALF_FILS:
        end += 1
    return end


def _between(
    probe: Probe, axis: Axis, jumps: Jumps, found: Sequence[tuple[int, int]]
) -> tuple[dict[str, list[float]], list[set[str]]]:
    """By amount, its rise over each stretch (of the year a twelfth); by stretch, what holds in the middle of it."""
    inside = [(low, (low + high) // 2, high) for low, high in found]
    rises: dict[str, list[float]] = {}
    holds: list[set[str]] = [set() for _ in found]
    (simulation,) = probe.simulations([axis.change(jumps.grid[numpy.array(inside).ravel()])])
    probe.amounts(simulation)
    _compute_conditions(probe, simulation)
    for name, period, values in arrays_of(simulation, frozenset(probe.graph.reads)):
        kind = probe.system.variables[name].value_type
        rows = numpy.asarray(values).reshape(len(found), 3, -1)
        if kind is float and period in (probe.period, probe.period.this_year):
            share = 1 if period == probe.period else 1 / _MONTHS
            rises[name] = ((rows[:, 2] - rows[:, 0]).sum(axis=1) * share).tolist()
        elif kind is bool:
            for index in numpy.flatnonzero(rows[:, 1].any(axis=1)):
                holds[index].add(name)
    return rises, holds


def _compute_conditions(probe: Probe, simulation: Simulation) -> None:
    """Compute the conditions of the law's tapers, which the input need not reach, as far as they can be."""
    for known in known_cliffs():
        if known.is_taper and known.condition in probe.graph.reads:
            with suppress(UnsetParameterError), clear_law_errors():
                simulation.calculate(known.condition, probe.period)


def _stretch(
    probe: Probe, axis: Axis, jumps: Jumps, ends: tuple[int, int], rises: Mapping[str, float], holds: set[str]
) -> Stretch:
    low, high = ends
    values = axis.values(jumps.grid[[low, high]])
    gained = float(jumps.amounts[high, 0] - jumps.amounts[low, 0])
    known = tuple(one.id for one in known_cliffs() if one.is_taper and _is_known(one, rises, holds))
    return Stretch(
        low=float(values[0]),
        high=float(values[1]),
        rate=1 - gained / float(values[1] - values[0]),
        moved=tuple(_takers(probe, rises)),
        known=known,
    )


def _is_known(known: KnownCliff, rises: Mapping[str, float], holds: set[str]) -> bool:
    """Whether a taper of the law is what happens on a stretch: its condition holds and its amount moves."""
    rise = rises.get(known.amount, 0.0)
    is_levy = known.amount in {"direct_levies_paid", "direct_taxes_paid", *(one.variable for one in levies())}
    return known.condition in holds and (rise if is_levy else -rise) > HALF_FILS


def _takers(probe: Probe, rises: Mapping[str, float]) -> list[Moved]:
    """What is lost on a stretch: programmes that fall and levies that rise, the most first."""
    lost = [
        Moved(one.variable, one.kind, one.label, rises[one.variable], _MONEY)
        for one in probe.series
        if one.kind == "programme" and not one.is_yearly and rises.get(one.variable, 0) < -HALF_FILS
    ]
    lost += [
        Moved(one.variable, "levy", one.label, rises[one.variable], _MONEY)
        for one in levies()
        if one.is_paid_by_person and rises.get(one.variable, 0) > HALF_FILS
    ]
    return sorted(lost, key=lambda one: -abs(one.change))
