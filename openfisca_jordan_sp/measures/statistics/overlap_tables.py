"""Overlap between programmes: families that get two, and how many programmes a family gets."""

from __future__ import annotations

import numpy
import pandas

from openfisca_jordan_sp.errors import MeasureError, Text
from openfisca_jordan_sp.measures.arrays import BoolArray, FloatArray, IntArray, ratio
from openfisca_jordan_sp.measures.statistics.ground import Ground
from openfisca_jordan_sp.measures.statistics.ledger import Ledger, Totals
from openfisca_jordan_sp.measures.statistics.poverty_tables import Finish
from openfisca_jordan_sp.measures.statistics.sheet import Behind, Sheet, behind_share

#: As many as one 64-bit number has room for.
_MOST_PROGRAMMES = 62


def overlap(ground: Ground, ledger: Ledger, pairs: Sheet, numbers: Sheet) -> tuple[Finish, Finish]:
    """Two tables, both of families whatever the unit: pairs of programmes, and numbers of programmes.

    A row of the first: families paid by the programme and by that of the group in the year, and their share of the
    families of the programme; a programme with itself has its own families. A row of the second: families paid by
    exactly so many programmes, and their share of all families.

    Raises:
        MeasureError: more than 62 programmes pay anybody.
    """
    programmes = ground.programmes
    if len(programmes) > _MOST_PROGRAMMES:
        raise MeasureError(
            Text(
                f"Overlap is worked out for at most {_MOST_PROGRAMMES} programmes that pay, not {len(programmes)}.",
                f"يُحسب التداخل لما لا يزيد على {_MOST_PROGRAMMES} برنامجا، لا {len(programmes)}.",
            ),
            path="programmes",
        )
    patterns = [_patterns(ground, number) for number in range(len(ground.evaluations))]
    found = numpy.unique(numpy.concatenate([numpy.unique(each) for each in patterns]))
    codes = [numpy.searchsorted(found, each) for each in patterns]
    families = ledger.add_moving(ground.household_of_family, codes, numpy.ones(len(codes[0])), len(found))
    # Patterns × programmes: whether it is in the pattern.
    held = (found[:, None] >> numpy.arange(len(programmes))) & 1 == 1
    return (
        lambda: _pairs(ground, pairs, families.read(), held),
        lambda: _numbers(numbers, families.read(), held.sum(axis=1)),
    )


def _patterns(ground: Ground, number: int) -> IntArray:
    """For each family the programmes that pay it in the year, one bit each."""
    year = ground.evaluations[number].year
    pattern = numpy.zeros(ground.population.family_count, dtype=numpy.int64)
    for place, programme in enumerate(ground.programmes):
        if programme.id in year:
            pattern |= (year[programme.id] > 0).astype(numpy.int64) << place
    return pattern


def _pairs(ground: Ground, sheet: Sheet, families: Totals, held: BoolArray) -> pandas.DataFrame:
    names = {item.id: item.label for item in ground.programmes}
    for place, programme in enumerate(ground.programmes):
        own = [numpy.flatnonzero(held[:, place])]
        with_each = families.summed([numpy.flatnonzero(held[:, place] & held[:, other]) for other in range(len(names))])
        alone = families.summed(own)
        behind = behind_share(Behind(with_each.cases, with_each.changed), Behind(alone.cases, alone.changed))
        figures: dict[str, FloatArray] = {
            "families_in_both": with_each.sums,
            "share_of_first": ratio(with_each.sums, alone.sums),
        }
        for measure, values in figures.items():
            sheet.add(measure, values, ("programme", names), behind, programme=(programme.id, programme.label))
    return sheet.table()


def _numbers(sheet: Sheet, families: Totals, held: IntArray) -> pandas.DataFrame:
    names = {str(number): Text(str(number), str(number)) for number in range(int(held.max(initial=0)) + 1)}
    by_number = families.summed([numpy.flatnonzero(held == number) for number in range(len(names))])
    behind = Behind(by_number.cases, by_number.changed)
    everybody = by_number.sums.sum(axis=2, keepdims=True)
    for measure, values in (("families", by_number.sums), ("share_of_families", ratio(by_number.sums, everybody))):
        sheet.add(measure, values, ("number_of_programmes", names), behind)
    return sheet.table()
