"""Effective marginal rates of the highest earners by decile, under each policy."""

from __future__ import annotations

import numpy
import pandas

from openfisca_jordan_sp.defaults import SMALLEST_STEP
from openfisca_jordan_sp.measures.arrays import FloatArray, IntArray, ratio
from openfisca_jordan_sp.measures.marginal_rates import gain_of_households, highest_earners
from openfisca_jordan_sp.measures.statistics.ground import Ground
from openfisca_jordan_sp.measures.statistics.groups import ALL, DECILES, decile_names, deciles
from openfisca_jordan_sp.measures.statistics.ledger import Layout, Ledger, Pending
from openfisca_jordan_sp.measures.statistics.poverty_tables import Finish
from openfisca_jordan_sp.measures.statistics.sheet import Behind, Groups, Sheet

#: Bands of rates, the lowest first; at over 100 per cent a raise costs more than it brings: a cliff.
BANDS = ("rate_below_0", "rate_0_20", "rate_20_40", "rate_40_60", "rate_60_80", "rate_80_100", "rate_over_100")
_EDGES = (0.0, 0.2, 0.4, 0.6, 0.8)
#: Rates are compared after rounding to a millionth, as in `marginal_rate_tables`.
_DECIMALS = 6


def rate_band(rates: FloatArray) -> IntArray:
    """The band of each rate; an edge belongs to the band above it, but 100 per cent to the band below."""
    rounded = numpy.round(rates, _DECIMALS)
    return numpy.searchsorted(_EDGES, rounded, side="right") + (rounded > 1)


def marginal_rates(ground: Ground, ledger: Ledger, sheet: Sheet) -> Finish:
    """Shares of earners by band of their rate, and the mean rate, of all and by decile.

    The rate is what the household loses of a raise of 1 JOD a month of its highest earner, by finite difference in the
    month (see `measures.marginal_rates`). Deciles are of welfare under the first policy. Counted are earners, whatever
    the unit of the options.
    """
    population, period = ground.population, ground.evaluations[0].period
    chosen = highest_earners(population)
    homes = population.persons["household_id"][chosen].astype(numpy.int64)
    rates = []
    for evaluation in ground.evaluations:
        gain, _ = gain_of_households(evaluation.policy, population, period, chosen, SMALLEST_STEP)
        rates.append(1 - numpy.asarray(gain, dtype=numpy.float64)[homes] / SMALLEST_STEP)
    ones, bands = numpy.ones(len(homes)), [rate_band(each) for each in rates]
    pending = []
    for kind, names, decile in (
        ("all", ALL, numpy.zeros(len(homes), dtype=numpy.int64)),
        ("decile", decile_names(DECILES), deciles(ground)[homes]),
    ):
        layout = Layout(homes, decile, len(names))
        places = [decile * len(BANDS) + band for band in bands]
        counts = ledger.add_moving(homes, places, ones, len(names) * len(BANDS))
        pending.append(((kind, names), counts, ledger.add(layout, rates), ledger.add(layout, [ones] * len(rates))))

    def finish() -> pandas.DataFrame:
        for groups, counts, sums, earners in pending:
            _write(sheet, groups, counts, sums, earners)
        return sheet.table()

    return finish


def _write(sheet: Sheet, groups: Groups, counts: Pending, sums: Pending, earners: Pending) -> None:
    by_band, rate, everybody = counts.read(), sums.read(), earners.read()
    for place, band in enumerate(BANDS):
        columns = slice(place, None, len(BANDS))
        behind = Behind(by_band.cases[:, columns], by_band.changed[:, columns])
        sheet.add(band, ratio(by_band.sums[:, :, columns], everybody.sums), groups, behind, cell=band)
    sheet.add("mean_rate", ratio(rate.sums, everybody.sums), groups, Behind(everybody.cases, rate.changed), cell="rate")
