"""Inequality under each policy: indices, shares of deciles, the curve of Lorenz, and inequality within groups."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy
import pandas

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.measures.arrays import FloatArray, ratio
from openfisca_jordan_sp.measures.statistics.breakdown import Breakdown
from openfisca_jordan_sp.measures.statistics.ground import Ground
from openfisca_jordan_sp.measures.statistics.groups import ALL, Group, decile_names
from openfisca_jordan_sp.measures.statistics.ledger import Ledger, OfWeights, Totals
from openfisca_jordan_sp.measures.statistics.ordered import DECILES, DISTRIBUTION, POINTS, Distribution, GroupedGini
from openfisca_jordan_sp.measures.statistics.poverty_tables import Finish
from openfisca_jordan_sp.measures.statistics.sheet import Behind, Sheet

_EPSILONS = (0.5, 1.0, 2.0)


def distributions(ground: Ground) -> list[Distribution]:
    """The welfare of each policy, sorted; the same one for policies of the same welfare."""
    known: dict[int, Distribution] = {}
    for values in ground.welfare:
        if id(values) not in known:
            known[id(values)] = Distribution(values, ground.units)
    return [known[id(values)] for values in ground.welfare]


def inequality(
    ground: Ground, ledger: Ledger, breakdown: Breakdown, sorted_welfare: Sequence[Distribution], sheet: Sheet
) -> Finish:
    """Gini (1914), Atkinson (1970) at 0.5, 1 and 2, Theil (1967) T and L, Palma (2011), percentile ratios, deciles.

    Formulas and sources as in `measures.inequality` and `measures.concentration`. What is not defined is not a number:
    Atkinson and Theil where somebody's welfare is below zero, Theil's L where it is zero; there Atkinson is 1 from an
    aversion of 1 on.
    """
    entered = {"population": breakdown.population, "welfare": breakdown.welfare}
    pending = {name: ledger.add(breakdown.groups[0].layout, amounts) for name, amounts in _powers(ground).items()}
    functions: list[OfWeights] = list(sorted_welfare)
    order = ledger.add_function(functions, len(DISTRIBUTION) + DECILES)

    def finish() -> pandas.DataFrame:
        totals = {name: each.totals["all"] for name, each in entered.items()}
        totals |= {name: each.read() for name, each in pending.items()}
        behind = Behind(totals["population"].cases, totals["welfare"].changed)
        ordered = order.read().sums
        for place, measure in enumerate(DISTRIBUTION):
            sheet.add(measure, ordered[:, :, place : place + 1], ("all", ALL), behind)
        for measure, values in _indices(ground, totals).items():
            sheet.add(measure, values, ("all", ALL), behind)
        each_decile = Behind(
            *(numpy.repeat(cases // DECILES, DECILES, axis=1) for cases in (behind.cases, behind.changed))
        )
        shares = ordered[:, :, len(DISTRIBUTION) :]
        sheet.add("welfare_share", shares, ("decile", decile_names(DECILES)), each_decile)
        return sheet.table()

    return finish


def _powers(ground: Ground) -> dict[str, list[FloatArray]]:
    """What the indices are functions of: sums over all units."""
    units = ground.units
    logs = [_logs(values) for values in ground.welfare]
    return {
        "logs": [units * each for each in logs],
        "entropy": [units * each for each in _entropy(ground, logs)],
        "roots": [units * _power(values, 0.5) for values in ground.welfare],
        "inverses": [units * _power(values, -1.0) for values in ground.welfare],
    }


def _logs(values: FloatArray) -> FloatArray:
    logs = numpy.full(len(values), numpy.nan)
    numpy.log(values, out=logs, where=values > 0)
    return logs


def _power(values: FloatArray, power: float) -> FloatArray:
    is_defined = values >= 0 if power > 0 else values > 0
    powers = numpy.full(len(values), numpy.nan)
    numpy.power(values, power, out=powers, where=is_defined)
    return powers


def _indices(ground: Ground, totals: dict[str, Totals]) -> dict[str, FloatArray]:
    count = totals["population"].sums
    mean = ratio(totals["welfare"].sums, count)
    mean = numpy.where(mean > 0, mean, numpy.nan)
    log_mean = ratio(totals["logs"].sums, count)
    deviation = numpy.log(mean) - log_mean
    atkinson = {
        0.5: 1 - ratio(totals["roots"].sums, count) ** 2 / mean,
        1.0: 1 - numpy.exp(-deviation),
        2.0: 1 - ratio(1.0, ratio(totals["inverses"].sums, count)) / mean,
    }
    for number, values in enumerate(ground.welfare):
        known = values[ground.weight * ground.units > 0]
        if (known == 0).any() and not (known < 0).any():
            atkinson[1.0][number], atkinson[2.0][number] = 1.0, 1.0
    return {
        "mean": mean,
        **{f"atkinson_{epsilon:g}": numpy.maximum(atkinson[epsilon], 0) for epsilon in _EPSILONS},
        "theil_t": numpy.maximum(ratio(totals["entropy"].sums, count) / mean - numpy.log(mean), 0),
        "mean_log_deviation": numpy.maximum(deviation, 0),
    }


def lorenz(ground: Ground, ledger: Ledger, sorted_welfare: Sequence[Distribution], sheet: Sheet) -> Finish:
    """The curve of Lorenz (1905) of welfare: the share of the whole that the poorest 0, 1, … 100 per cent have."""
    known = {id(one): one.lorenz for one in sorted_welfare}
    points = ledger.add_function([known[id(one)] for one in sorted_welfare], POINTS, is_sampled=False)

    def finish() -> pandas.DataFrame:
        names = {str(point): Text(f"{point} %", f"{point}%") for point in range(POINTS)}
        cases = int((ground.weight * ground.units > 0).sum()) // (POINTS - 1)
        changes = [int((values != ground.welfare[0]).sum()) // (POINTS - 1) for values in ground.welfare]
        behind = Behind(
            numpy.full((len(changes), POINTS), cases), numpy.repeat(numpy.array(changes)[:, None], POINTS, axis=1)
        )
        sheet.add("cumulative_welfare", points.read().sums, ("percentile", names), behind)
        return sheet.table()

    return finish


def decomposition(ground: Ground, ledger: Ledger, breakdown: Breakdown, sheet: Sheet) -> Finish:
    """Inequality within each group and its part in the whole (Bourguignon 1979, Shorrocks 1980), without errors.

    Of every group: shares of units and of welfare, mean, Gini, Theil's T and L. The contribution of a group is its part
    of inequality *within* groups, a share of all inequality; what is left of 1 when they are summed is the part
    *between* groups. At T a group weighs as its share of welfare, at L as its share of units.
    """
    logs = [_logs(values) for values in ground.welfare]
    entered = {
        "population": breakdown.population,
        "welfare": breakdown.welfare,
        "logs": breakdown.enter(logs, is_sampled=False),
        "entropy": breakdown.enter(_entropy(ground, logs), is_sampled=False),
    }
    groups = breakdown.groups[1:]
    ginis = {
        group.kind: ledger.add_function(_ginis(ground, group), group.layout.size, is_sampled=False) for group in groups
    }

    def finish() -> pandas.DataFrame:
        totals = {name: each.totals for name, each in entered.items()}
        for group in groups:
            of_group = {name: by_kind[group.kind] for name, by_kind in totals.items()}
            _write_within(sheet, group, of_group, ginis[group.kind].read().sums)
        return sheet.table()

    return finish


def _entropy(ground: Ground, logs: Sequence[FloatArray]) -> list[FloatArray]:
    """Welfare times its logarithm: nothing times the logarithm of nothing is nothing."""
    return [numpy.where(values == 0, 0.0, values * each) for values, each in zip(ground.welfare, logs, strict=True)]


def _ginis(ground: Ground, group: Group) -> list[OfWeights]:
    known: dict[int, OfWeights] = {}
    for values in ground.welfare:
        if id(values) not in known:
            known[id(values)] = partial(_gini_within, group, values)
    return [known[id(values)] for values in ground.welfare]


def _gini_within(group: Group, values: FloatArray, weight: FloatArray) -> FloatArray:
    """Sorted when asked for, as it is asked for once."""
    layout = group.layout
    return GroupedGini(layout.rows, layout.codes, group.units, values[layout.rows], layout.size)(weight)


def _of_sample(values: FloatArray) -> FloatArray:
    """The same without replicates."""
    result = numpy.full_like(values, numpy.nan)
    result[:, 0] = values[:, 0]
    return result


def _write_within(sheet: Sheet, group: Group, totals: dict[str, Totals], gini: FloatArray) -> None:
    # Without errors: only the sample's own weights.
    units, welfare = (_of_sample(totals[name].sums) for name in ("population", "welfare"))
    mean = ratio(welfare, units)
    mean = numpy.where(mean > 0, mean, numpy.nan)
    theil = numpy.maximum(ratio(totals["entropy"].sums, welfare) - numpy.log(mean), 0)
    deviation = numpy.maximum(numpy.log(mean) - ratio(totals["logs"].sums, units), 0)

    def of_all(values: FloatArray) -> FloatArray:
        return numpy.asarray(numpy.nansum(values, axis=2, keepdims=True), dtype=numpy.float64)

    share, owned = ratio(units, of_all(units)), ratio(welfare, of_all(welfare))
    relative = ratio(owned, share)
    logs = numpy.log(relative, out=numpy.zeros_like(relative), where=relative > 0)
    all_theil = of_all(owned * (theil + logs))
    all_deviation = of_all(share * (deviation - logs))
    figures = {
        "population_share": share,
        "welfare_share": owned,
        "mean": mean,
        "gini": gini,
        "theil_t": theil,
        "mean_log_deviation": deviation,
        "theil_t_contribution": ratio(owned * theil, all_theil),
        "mean_log_deviation_contribution": ratio(share * deviation, all_deviation),
    }
    behind = Behind(totals["population"].cases, totals["welfare"].changed)
    for measure, values in figures.items():
        sheet.add(measure, values, (group.kind, group.names), behind, cell="mean")
