"""Statistics of a survey without the figures that few cases stand behind, nor those that would give them away."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy
import pandas

from openfisca_jordan_sp.measures.statistics.ground import ProgrammeSet
from openfisca_jordan_sp.measures.statistics.sheet import CASES, CELL, COLUMNS, DIFFERENCE, FIGURES, LEVEL
from openfisca_jordan_sp.populations.suppression import protected, small

Tables = dict[str, pandas.DataFrame]

#: Tables that tell of the same payments: a figure of one is hidden if it is in the other.
_OF_PROGRAMMES = ("targeting", "concentration", "budget")
_PAIRS = "programme"


@dataclass(frozen=True, order=True)
class _Cell:
    """Figures that are shown or hidden together: the measures of one group under one policy.

    `subject` is the table, or what several tables tell alike; `kind` of groups has the table's name before it, as
    deciles of different tables are of different people.
    """

    subject: str
    cell: str
    programme: str
    kind: str
    group: str
    figure: str
    policy: str


def without_small_cells(tables: Tables, minimum: int, sets: Sequence[ProgrammeSet], policies: Sequence[str]) -> Tables:
    """The tables as they may be shown, without the columns that disclosure needs.

    Args:
        tables: with the columns of cases and cells.
        minimum: the least count of cases that may be shown; 0 hides nothing.
        sets: programmes, pillars and all, which add up.
        policies: their ids, the first one first.
    """
    if not minimum:
        return {name: table.loc[:, list(COLUMNS)] for name, table in tables.items()}
    cells = {name: _cells(name, table) for name, table in tables.items()}
    counts = _counts(cells, tables)
    # Of cells with as few behind them the first is hidden: rather a further policy than the one compared with.
    ordered = sorted(counts, key=lambda cell: cell.policy == policies[0])
    places = {cell: place for place, cell in enumerate(ordered)}
    behind = numpy.array([counts[cell] for cell in ordered], dtype=numpy.int64)
    ties = [[places[cell] for cell in tie] for tie in _ties(ordered, sets, policies)]
    hidden = protected(small(behind, minimum), behind, ties)
    return {
        name: _hide(table, numpy.array([hidden[places[cell]] for cell in cells[name]], dtype=bool))
        for name, table in tables.items()
    }


def _hide(table: pandas.DataFrame, rows: numpy.ndarray) -> pandas.DataFrame:
    shown = table.loc[:, list(COLUMNS)].copy()
    shown.loc[rows, list(FIGURES)] = numpy.nan
    return shown


def _cells(name: str, table: pandas.DataFrame) -> list[_Cell]:
    columns = (table[column] for column in (CELL, "programme", "group_kind", "group", "figure", "policy"))
    return [
        _Cell(_subject(name, cell), cell, programme, kind if kind == "all" else f"{name}:{kind}", group, figure, policy)
        for cell, programme, kind, group, figure, policy in zip(*columns, strict=True)
    ]


def _subject(table: str, cell: str) -> str:
    if cell == "mean":
        return "welfare"
    return "programmes" if table in _OF_PROGRAMMES else table


def _counts(cells: Mapping[str, list[_Cell]], tables: Tables) -> dict[_Cell, int]:
    """The fewest cases behind any figure of each cell; 0 only where nobody is behind any."""
    found: dict[_Cell, int] = {}
    for name, listed in cells.items():
        for cell, count in zip(listed, tables[name][CASES].tolist(), strict=True):
            known = found.get(cell, 0)
            found[cell] = min(known, int(count)) if known and count else max(known, int(count))
    return found


def _ties(cells: Sequence[_Cell], sets: Sequence[ProgrammeSet], policies: Sequence[str]) -> Iterator[list[_Cell]]:
    """Sets of cells that give one another away: all but one tell the one."""
    known = set(cells)
    yield from _by(cells, lambda cell: (cell.subject, cell.programme, cell.kind, cell.group, cell.figure, cell.policy))
    by_kind = _by(
        [cell for cell in cells if not cell.kind.endswith(f":{_PAIRS}")],
        lambda cell: (cell.subject, cell.cell, cell.programme, cell.kind, cell.figure, cell.policy),
    )
    for tie in by_kind:
        one = tie[0]
        whole = _Cell(one.subject, one.cell, one.programme, "all", "all", one.figure, one.policy)
        yield [*tie, whole] if whole in known and whole not in tie else tie
    for cell in cells:
        if cell.figure == DIFFERENCE:
            trio = [
                _Cell(cell.subject, cell.cell, cell.programme, cell.kind, cell.group, LEVEL, policy)
                for policy in (policies[0], cell.policy)
            ]
            yield [cell, *(other for other in trio if other in known)]
        if cell.kind.endswith(f":{_PAIRS}"):
            turned = _Cell(cell.subject, cell.cell, cell.group, cell.kind, cell.programme, cell.figure, cell.policy)
            yield [cell, turned] if turned != cell else [cell]
    yield from _programme_ties(cells, known, sets)


def _by(cells: Sequence[_Cell], key: object) -> list[list[_Cell]]:
    found: dict[Hashable, list[_Cell]] = {}
    for cell in cells:
        found.setdefault(key(cell), []).append(cell)  # type: ignore[operator]
    return list(found.values())


def _programme_ties(cells: Sequence[_Cell], known: set[_Cell], sets: Sequence[ProgrammeSet]) -> Iterator[list[_Cell]]:
    """Programmes add up to their pillar, pillars to all."""
    wider = {
        one.id: [other.id for other in sets if other.kind == "programme" and other.pillar == one.id]
        for one in sets
        if one.kind == "pillar"
    }
    wider["all"] = list(wider)
    for cell in cells:
        if cell.subject == "programmes" and cell.programme in wider:
            parts = [
                _Cell(cell.subject, cell.cell, part, cell.kind, cell.group, cell.figure, cell.policy)
                for part in wider[cell.programme]
            ]
            yield [cell, *(part for part in parts if part in known)]
