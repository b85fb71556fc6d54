"""Poverty by group, and inequality, under each policy."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy
import pandas

from openfisca_jordan_sp.measures.arrays import FloatArray, ratio
from openfisca_jordan_sp.measures.statistics.breakdown import Breakdown
from openfisca_jordan_sp.measures.statistics.ground import Ground
from openfisca_jordan_sp.measures.statistics.groups import Group
from openfisca_jordan_sp.measures.statistics.ledger import Ledger, OfWeights, Totals
from openfisca_jordan_sp.measures.statistics.ordered import GroupedGini
from openfisca_jordan_sp.measures.statistics.sheet import Behind, Sheet, behind_share

Finish = Callable[[], pandas.DataFrame]


def poverty(ground: Ground, ledger: Ledger, breakdown: Breakdown, sheet: Sheet) -> Finish:
    """FGT 0, 1 and 2 (Foster, Greer, Thorbecke 1984), Sen (1976) and Watts (1968), poor and mean welfare by group.

    Formulas as in `measures.poverty`: with g = 1 - welfare/line of the poor, FGT a = sum(w·g^a)/sum(w);
    Watts = sum(w·ln(line/welfare))/sum(w) over the poor, not a number in a group where somebody has nothing;
    Sen = FGT 1·(1 + Gini of the shortfalls of the poor). `poor` counts the units; `mean` is in JOD a month.
    """
    shortfalls = [_shortfall(values, ground.line) for values in ground.welfare]
    entered = {
        "population": breakdown.population,
        "welfare": breakdown.welfare,
        "poor": breakdown.enter([(each > 0).astype(float) for each in shortfalls]),
        "gap": breakdown.enter(shortfalls),
        "severity": breakdown.enter([each**2 for each in shortfalls]),
        "watts": breakdown.enter([_logarithm(values, ground.line) for values in ground.welfare]),
    }
    gini = ledger.add_function(_ginis(ground, breakdown.groups, shortfalls), _groups_before(breakdown.groups)[-1])

    def finish() -> pandas.DataFrame:
        totals = {name: each.totals for name, each in entered.items()}
        of_poor = gini.read().sums
        for group, start in zip(breakdown.groups, _groups_before(breakdown.groups), strict=False):
            of_group = {name: by_kind[group.kind] for name, by_kind in totals.items()}
            _write(sheet, group, of_group, of_poor[:, :, start : start + group.layout.size])
        return sheet.table()

    return finish


def _shortfall(values: FloatArray, line: float) -> FloatArray:
    """1 - value/line of the poor, 0 of others (a value next below the line has at least the smallest shortfall)."""
    relative = values / line
    return numpy.where(relative < 1, 1 - relative, 0.0)


def _logarithm(values: FloatArray, line: float) -> FloatArray:
    """ln(line/value) of the poor, 0 of others, not a number of who has nothing."""
    relative = numpy.minimum(values / line, 1.0)
    logs = numpy.full(len(values), numpy.nan)
    numpy.log(relative, out=logs, where=relative > 0)
    return -logs


def _groups_before(groups: Sequence[Group]) -> list[int]:
    """How many groups are before each kind; last, how many there are."""
    return [0, *numpy.cumsum([group.layout.size for group in groups]).tolist()]


def _ginis(ground: Ground, groups: Sequence[Group], shortfalls: Sequence[FloatArray]) -> list[OfWeights]:
    """The Gini of the shortfalls of the poor in every group; one function for policies of the same welfare."""
    known: dict[int, OfWeights] = {}
    for values, shortfall in zip(ground.welfare, shortfalls, strict=True):
        if id(values) not in known:
            known[id(values)] = _gini_of_poor(groups, shortfall)
    return [known[id(values)] for values in ground.welfare]


def _gini_of_poor(groups: Sequence[Group], shortfall: FloatArray) -> OfWeights:
    before = _groups_before(groups)
    poor = [shortfall[group.layout.rows] > 0 for group in groups]
    rows = numpy.concatenate([group.layout.rows[some] for group, some in zip(groups, poor, strict=True)])
    codes = [group.layout.codes[some] + start for group, some, start in zip(groups, poor, before, strict=False)]
    units = [group.units[some] for group, some in zip(groups, poor, strict=True)]
    return GroupedGini(rows, numpy.concatenate(codes), numpy.concatenate(units), shortfall[rows], before[-1])


def _write(sheet: Sheet, group: Group, totals: dict[str, Totals], gini: FloatArray) -> None:
    everybody, poor = totals["population"], totals["poor"]
    whole = Behind(everybody.cases, everybody.changed)
    # Whoever changes the mean of a group changes its figures; among the poor, whoever changes a shortfall.
    behind = behind_share(Behind(poor.cases, totals["gap"].changed), whole)
    count = everybody.sums
    gap = ratio(totals["gap"].sums, count)
    gini = numpy.where(poor.sums == 0, 0.0, gini)
    figures = {
        "headcount": ratio(poor.sums, count),
        "gap": gap,
        "severity": ratio(totals["severity"].sums, count),
        "sen": gap * (1 + gini),
        "watts": ratio(totals["watts"].sums, count),
        "poor": poor.sums,
    }
    for measure, values in figures.items():
        sheet.add(measure, values, (group.kind, group.names), behind)
    of_mean = Behind(everybody.cases, totals["welfare"].changed)
    sheet.add("mean", ratio(totals["welfare"].sums, count), (group.kind, group.names), of_mean, cell="mean")
