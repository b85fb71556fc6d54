"""The tables of a comparison without the cells that few people of a survey stand behind.

A cell is what one row says of one scenario: its cost, reach and mean are shown
together or not at all. Families are counted where amounts are, households where
consumption is. Behind a difference stand those for whom anything differs. A cell
is also hidden where others that are shown would give it away: baseline, reform
and difference; the rows of a table and their total; the programmes of a pillar.
Hidden figures are NaN (null in JSON, empty in CSV).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy

from openfisca_jordan_sp.engine.evaluate import Evaluation
from openfisca_jordan_sp.engine.quota import QuotaReach
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.measures.small_cell_counts import OUTCOMES, TRIO, Key, Tables, View, count_cells
from openfisca_jordan_sp.measures.tables import Pair
from openfisca_jordan_sp.populations.suppression import minimum_cell

_NAMES = {"programmes": "programme", "levies": "levy", "pillars": "pillar", "governorates": "governorate"}


def hide_small_cells(tables: Tables, pair: Pair, line: float) -> Tables:
    """The tables with small cells hidden; as they are for a population without `minimum_cell` in its manifest.

    Args:
        tables: those of `compare`, or some of them.
        pair: the two evaluations that they come from.
        line: the poverty line, JOD a person and month.
    """
    return hide_small_cells_of_all([tables], [pair], line)[0]


def hide_small_cells_of_all(tables: Sequence[Tables], pairs: Sequence[Pair], line: float) -> list[Tables]:
    """The same for several policies that stand side by side: none gives away what another hides.

    Args:
        tables: of each policy.
        pairs: the evaluations that they come from, which share their baseline.
        line: the poverty line, JOD a person and month.
    """
    minimum = minimum_cell(pairs[0].basis.population.manifest)
    if not minimum:
        return list(tables)
    cells = count_cells(tables, pairs, line)
    hidden = cells.hidden(minimum)
    return [_without(of_policy, cells.of(policy), hidden) for policy, of_policy in enumerate(tables)]


def hidden_notes(manifest: Mapping[str, Any]) -> list[Text]:
    """Why some figures of a survey are not shown; nothing for people who are synthetic."""
    minimum = minimum_cell(manifest)
    note = Text(
        f"Figures that fewer than {minimum} families or persons of the survey stand behind are not shown (…), "
        "nor those that would give them away.",
        f"تُحجب الأرقام التي يقف وراءها أقل من {minimum} أسر أو أفراد في المسح (…)، وكذلك ما يكشفها.",
    )
    return [note] if minimum else []


def quotas_shown(pair: Pair) -> dict[str, Evaluation]:
    """The evaluations without what quotas tell of few families, if their population has a `minimum_cell`.

    A cutoff is the score of one family. How many rows stand behind a weighted number is at least the number
    divided by the largest weight.
    """
    minimum = minimum_cell(pair.basis.population.manifest)
    if not minimum:
        return pair.evaluations
    enough = minimum * float(pair.basis.household_weight.max())
    shown = {}
    for name, evaluation in pair.evaluations.items():
        quotas = {
            flag: replace(quota, cutoff=None) if quota.reached >= enough else QuotaReach(quota.families, 0.0, 0.0, None)
            for flag, quota in evaluation.quotas.items()
        }
        shown[name] = replace(evaluation, quotas=quotas)
    return shown


def _without(tables: Tables, view: View, hidden: set[Hashable]) -> Tables:
    """The tables with NaN in the columns of hidden cells."""
    result = {name: table.copy() for name, table in tables.items()}
    for table, row, columns in _places(result, view, hidden):
        for column in columns:
            frame = result[table]
            place = frame.columns.get_loc(column)
            frame[column] = frame[column].astype(float)
            frame.iloc[row, place] = numpy.nan  # type: ignore[index]
    return result


def _places(tables: Tables, view: View, hidden: set[Hashable]) -> Iterator[tuple[str, int, list[str]]]:
    """Table, row and columns of every hidden cell."""
    for name, frame in tables.items():
        for row, record in enumerate(frame.to_dict(orient="records")):
            key = str(record.get(_KEYS.get(name, ""), ""))
            cells = {column: _cell(name, key, str(column)) for column in frame.columns}
            columns = [column for column, cell in cells.items() if cell is not None and view.key(cell) in hidden]
            if columns:
                yield name, row, columns


_KEYS: Mapping[str, str] = {
    **_NAMES,
    "deciles": "decile",
    "services": "service",
    "poverty": "group",
    "winners_losers": "decile",
}
_OF_PUBLISHED = ("model", "difference", "relative_difference")


def _cell(table: str, key: str, column: str) -> Key | None:
    """The cell that a column of a row belongs to; nothing for columns that are always shown."""
    if table == "published":
        return ("published",) if column in _OF_PUBLISHED else None
    figure, _, scenario = column.rpartition("_")
    if table == "winners_losers":
        outcome = scenario if scenario in OUTCOMES else column
        return (table, key, outcome)
    if not figure or scenario not in TRIO or table in {"provisions", "non_verified"}:
        return None
    return (table, scenario) if table == "inequality" else (table, key, scenario)
