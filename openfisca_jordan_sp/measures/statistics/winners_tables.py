"""Winners and losers of each policy by group."""

from __future__ import annotations

import numpy
import pandas

from openfisca_jordan_sp.measures.arrays import FloatArray, IntArray, ratio
from openfisca_jordan_sp.measures.statistics.breakdown import Breakdown
from openfisca_jordan_sp.measures.statistics.ground import Ground
from openfisca_jordan_sp.measures.statistics.groups import Group
from openfisca_jordan_sp.measures.statistics.ledger import Totals
from openfisca_jordan_sp.measures.statistics.poverty_tables import Finish
from openfisca_jordan_sp.measures.statistics.sheet import Behind, Sheet

#: From the greatest loss to the greatest gain.
BANDS = ("lose_over_5", "lose_0.1_to_5", "unchanged", "gain_0.1_to_5", "gain_over_5")
_UNCHANGED, _MUCH = 0.001, 0.05
_MIDDLE = BANDS.index("unchanged")


def band_of_change(before: FloatArray, after: FloatArray) -> IntArray:
    """The band of each relative change (after - before)/|before|: an edge belongs to the smaller change.

    From nothing, any gain is more than 5 per cent; below zero the change is measured by the distance from zero.
    """
    change = after - before
    relative = numpy.select([change > 0, change < 0], [numpy.inf, -numpy.inf], 0.0)
    numpy.divide(change, numpy.abs(before), out=relative, where=before != 0)
    size = numpy.abs(relative)
    steps = (size > _UNCHANGED).astype(numpy.int64) + (size > _MUCH)
    return numpy.asarray(_MIDDLE + numpy.where(relative < 0, -steps, steps), dtype=numpy.int64)


def winners(ground: Ground, breakdown: Breakdown, sheet: Sheet) -> Finish:
    """Shares of each group by band of the relative change of welfare from the first policy, and the mean change.

    The bands are those of PolicyEngine: ±0.1 and ±5 per cent. `mean_change` is in JOD a month; `relative_change` is the
    change of the sum of welfare by that sum. Deciles are of welfare under the first policy.
    """
    bands = [band_of_change(ground.welfare[0], values) for values in ground.welfare]
    entered = breakdown.enter_bands(bands, len(BANDS))

    def finish() -> pandas.DataFrame:
        counts, sums, everybody = entered.totals, breakdown.welfare.totals, breakdown.population.totals
        for group in breakdown.groups:
            _write(sheet, group, counts[group.kind], sums[group.kind], everybody[group.kind].sums)
        return sheet.table()

    return finish


def _write(sheet: Sheet, group: Group, counts: Totals, sums: Totals, everybody: FloatArray) -> None:
    groups = (group.kind, group.names)
    for place, band in enumerate(BANDS):
        columns = slice(place, None, len(BANDS))
        cases = counts.cases[:, columns]
        share = ratio(counts.sums[:, :, columns], everybody)
        sheet.add(band, share, groups, Behind(cases, cases), cell=band, is_change=True)
    change = sums.sums - sums.sums[:1]
    behind = Behind(sums.changed, sums.changed)
    sheet.add("mean_change", ratio(change, everybody), groups, behind, cell="mean", is_change=True)
    sheet.add("relative_change", ratio(change, numpy.abs(sums.sums[:1])), groups, behind, cell="mean", is_change=True)
