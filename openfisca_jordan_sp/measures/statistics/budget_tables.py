"""The budget: what each programme costs, by pillar and by who gets it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy
import pandas

from openfisca_jordan_sp.measures.basis import total
from openfisca_jordan_sp.measures.statistics.ground import Ground, ProgrammeSet
from openfisca_jordan_sp.measures.statistics.groups import FamilyGroup, family_groups
from openfisca_jordan_sp.measures.statistics.ledger import Layout, Ledger, Pending, Totals
from openfisca_jordan_sp.measures.statistics.poverty_tables import Finish
from openfisca_jordan_sp.measures.statistics.sheet import Behind, Sheet


def budget(ground: Ground, ledger: Ledger, sheet: Sheet) -> Finish:
    """Cost in the year, and persons of the families paid, of each programme, pillar and of all, by group.

    Groups are governorates, deciles (of welfare under the first policy), and the sex, nationality, disability and age
    of persons. Programmes are paid to families: by characteristics of persons, every member of a family has an equal
    share of what it gets, whoever it is meant for. So the parts add up to the total, and programmes to pillars and all.
    Costs are benefits only: running a programme costs more.
    """
    groups = family_groups(ground)
    pending = [(one, group, _entered(ground, ledger, one, group)) for one in ground.sets for group in groups]

    def finish() -> pandas.DataFrame:
        for programmes, group, columns in pending:
            _write(sheet, programmes, group, [each.read() for each in columns])
        return sheet.table()

    return finish


def _entered(ground: Ground, ledger: Ledger, programmes: ProgrammeSet, group: FamilyGroup) -> tuple[Pending, Pending]:
    count = ground.population.family_count
    years = ground.each(lambda one: total({key: one.year[key] for key in programmes.members if key in one.year}, count))
    anybody = numpy.logical_or.reduce([amounts != 0 for amounts in years])
    some = anybody[group.family]
    family, share, persons = group.family[some], group.share[some], group.persons[some]
    layout = Layout(ground.household_of_family[family], group.codes[some], len(group.names))
    return (
        ledger.add(layout, [amounts[family] * share for amounts in years]),
        ledger.add(layout, [(amounts[family] > 0) * persons for amounts in years]),
    )


def _write(sheet: Sheet, programmes: ProgrammeSet, group: FamilyGroup, totals: Sequence[Totals]) -> None:
    cost, persons = totals
    behind = Behind(cost.cases, cost.changed)
    for measure, values in (("cost_year", cost.sums), ("persons", persons.sums)):
        sheet.add(measure, values, (group.kind, group.names), behind, programme=(programmes.id, programmes.label))
