"""Which variables leap between two neighbouring places, and from which of them the others follow."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray
from openfisca_core.periods import Period
from openfisca_core.simulations import Simulation

from openfisca_jordan_sp.copies import copies_of
from openfisca_jordan_sp.law.reads import formula_tree
from openfisca_jordan_sp.vary.axis import Axis, Places
from openfisca_jordan_sp.vary.jumps import Truths
from openfisca_jordan_sp.vary.probe import PERSONS_AT_ONCE, Amounts, Probe, arrays_of, is_condition, put

#: Places looked at for each leap: one before, the two between which it lies, one after.
AROUND = 4
_BEFORE, _AFTER = 1, 2
#: A figure leaps where it changes by so many times more than beside, and by more than a hair.
_TIMES, _HAIR = 10.0, 0.005
#: Functions that make steps of an even rise.
_ROUNDING = frozenset({"round_half_up", "floor", "ceil", "rint", "round_", "trunc", "around"})


@dataclass(frozen=True)
class Leap:
    """What leaps at one place.

    Attributes:
        before: the last place before it; the next one is the first after it.
        changes: by series, the change beyond its even rise; 0 where it does not leap.
        leaping: the variables that leap, inputs aside, each with whether it holds, or is more, after it.
        roots: those of them that rest on no other one, and on which a series that leaps rests.
    """

    before: int
    changes: tuple[float, ...]
    leaping: Mapping[str, bool]
    roots: tuple[str, ...]


def leaps_at(probe: Probe, axis: Axis, before: Places) -> list[Leap]:
    """What leaps at some places; none for those at which no series leaps.

    Args:
        probe: the case under a policy.
        axis: the input.
        before: the last places before the leaps.
    """
    found = []
    for simulation, part in _around(probe, axis, before):
        amounts = probe.amounts(simulation).reshape(len(part), AROUND, -1)
        smallest = numpy.array([one.smallest_jump for one in probe.series])
        at_end = (part + 1 >= axis.high).astype(int) - (part <= axis.low)
        changes = _beyond_even_rise(amounts, smallest, at_end)
        matters = numpy.flatnonzero((changes != 0).any(axis=1))
        leaping = leaping_in(probe, axis, simulation, len(part))
        for index in matters:
            here = {name: bool(up[index]) for name, (does, up) in leaping.items() if does[index]}
            moved = [one.variable for one, change in zip(probe.series, changes[index], strict=True) if change]
            roots = _roots(probe, here, moved)
            found.append(Leap(int(part[index]), tuple(changes[index].tolist()), here, roots))
    return [_without_bystanders(probe, axis, leap) for leap in found]


def _around(probe: Probe, axis: Axis, before: Places) -> Iterable[tuple[Simulation, Places]]:
    """Simulations of the four places around each leap; an end of the axis stands for what lies beyond it."""
    around = numpy.clip(before[:, None] + numpy.arange(-1, AROUND - 1), axis.low, axis.high)
    start = 0
    at_once = max(1, PERSONS_AT_ONCE // (AROUND * probe.one.persons.count))
    while start < len(before):
        part = around[start : start + at_once]
        (simulation,) = probe.simulations([axis.change(part.ravel())])
        yield simulation, before[start : start + at_once]
        start += at_once


def _beyond_even_rise(amounts: Amounts, smallest: NDArray[numpy.float64], at_end: NDArray[numpy.int64]) -> Amounts:
    """By leap and series, the change beyond the rise beside it; 0 where that is less than the smallest leap.

    Args:
        amounts: by leap, place and series.
        smallest: what counts, by series.
        at_end: by leap, -1 where the axis begins there and 1 where it ends: only the other side tells an even rise.
    """
    rises = numpy.diff(amounts, axis=1)
    first, middle, last = rises[:, 0], rises[:, 1], rises[:, 2]
    is_nearer = numpy.abs(middle - first) < numpy.abs(middle - last)
    even = numpy.where(((at_end == 0)[:, None] & is_nearer) | (at_end == 1)[:, None], first, last)
    change = middle - even
    return numpy.where(numpy.abs(change) >= smallest * (1 - 1e-6), change, 0.0)


def leaping_in(probe: Probe, axis: Axis, simulation: Simulation, count: int) -> dict[str, tuple[Truths, Truths]]:
    """By variable, at which leaps it leaps for any unit in any period, and whether it is more after it."""
    found: dict[str, tuple[Truths, Truths]] = {}
    for name, _, values in arrays_of(simulation, probe.varying - {axis.variable}):
        rows = numpy.asarray(values).reshape(count, AROUND, -1)
        if rows.dtype.kind == "M":
            continue
        rows = rows.astype(float)
        does = _flips(rows) if is_condition(probe.system, name) else _jumps(rows)
        more: Truths = numpy.greater(numpy.nan_to_num(rows[:, _AFTER] - rows[:, _BEFORE]).sum(axis=1), 0)
        earlier, rose = found.get(name, (numpy.zeros(count, dtype=bool), numpy.zeros(count, dtype=bool)))
        found[name] = (numpy.logical_or(earlier, does), numpy.logical_or(rose, does & more))
    return found


def _flips(rows: NDArray[numpy.float64]) -> Truths:
    flips: Truths = (rows[:, _BEFORE] != rows[:, _AFTER]).any(axis=1)
    return flips


def _jumps(rows: NDArray[numpy.float64]) -> Truths:
    with numpy.errstate(invalid="ignore"):
        rises = numpy.abs(numpy.diff(rows, axis=1))
    beside = numpy.fmax(rises[:, 0], rises[:, 2])
    jumps: Truths = numpy.asarray((rises[:, 1] > _TIMES * beside + _HAIR).any(axis=1))
    return jumps


def _roots(probe: Probe, leaping: Mapping[str, bool], moved: Iterable[str]) -> tuple[str, ...]:
    under = frozenset().union(*(probe.graph.upstream(name) | {name} for name in moved))
    among = [name for name in leaping if name in under]
    first = [name for name in among if not probe.graph.upstream(name) & leaping.keys()]
    return tuple(first or among)


def _without_bystanders(probe: Probe, axis: Axis, leap: Leap) -> Leap:
    """The leap with only those roots that move a series: of several, each is undone alone.

    A root that changes nothing when it is undone is no reason. Where each needs another one too, all of them stay.
    """
    if len(leap.roots) < 2:  # noqa: PLR2004 - one needs no choice
        return leap
    after = copies_of(probe.one, probe.period, [axis.change(numpy.array([leap.before, leap.before + 1]))], count=2)
    amounts = probe.amounts(after)
    moving = [root for root in leap.roots if _moves(probe, after, amounts, root)]
    return Leap(leap.before, leap.changes, leap.leaping, tuple(moving) or leap.roots)


def _moves(probe: Probe, pair: Simulation, amounts: Amounts, root: str) -> bool:
    """Whether any series after the leap is another where one root is as it was before."""
    again = with_arrays(probe, pair, root)
    smallest = numpy.array([one.smallest_jump for one in probe.series])
    return bool((numpy.abs(probe.amounts(again)[1] - amounts[1]) >= smallest / 2).any())


def with_arrays(probe: Probe, pair: Simulation, root: str) -> Simulation:
    """A simulation of two places in which one variable is at the second as at the first; what rests on it is open."""
    open_again = probe.graph.downstream(root) | {root}
    again = copies_of(probe.one, probe.period, [], count=2)
    hand_over(pair, again, probe, open_again)
    for name, period, values in arrays_of(pair, frozenset({root})):
        rows = numpy.array(values).reshape(2, -1)
        rows[1] = rows[0]
        put(again, name, period, rows.ravel())
    return again


def hand_over(
    source: Simulation,
    target: Simulation,
    probe: Probe,
    without: frozenset[str],
    among: frozenset[str] | None = None,
) -> None:
    """Give a simulation what another has computed, inputs too.

    Args:
        source: of the same case and count.
        target: to be given.
        probe: whose inputs are always handed over.
        without: the variables that the target shall work out itself.
        among: the variables that it needs at most; all if left out.
    """
    given = _inputs(probe.plain)
    for population in source.populations.values():
        for name, holder in population._holders.items():
            if among is not None and name not in among:
                continue
            for period in holder.get_known_periods():
                if name not in without or (name, period) in given:
                    put(target, name, period, holder.get_array(period))


def _inputs(one: Simulation) -> set[tuple[str, Period]]:
    return {
        (name, period)
        for population in one.populations.values()
        for name, holder in population._holders.items()
        for period in holder.get_known_periods()
    }


def is_rounding(probe: Probe, leap: Leap) -> bool:
    """Whether a leap is a step of rounding: no condition flips with it, and each reason is a figure that is rounded."""
    moved = [one.variable for one, change in zip(probe.series, leap.changes, strict=True) if change]
    under = frozenset().union(*(probe.graph.upstream(name) | {name} for name in moved))
    if not leap.roots or any(is_condition(probe.system, name) for name in leap.leaping.keys() & under):
        return False
    return all(_rounds(probe, root) for root in leap.roots)


def _rounds(probe: Probe, name: str) -> bool:
    variable = probe.system.variables[name]
    formulas = [variable.get_formula(period) for period in (probe.period, probe.period.this_year)]
    return any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _ROUNDING
        for formula in formulas
        if formula is not None
        for node in ast.walk(formula_tree(formula))
    )
