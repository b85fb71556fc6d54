"""Small cells: what a table of a survey may not show, so that nobody is recognised.

A cell that fewer than a set count of families or persons stand behind is not
shown, nor is a second one where a total would give the first away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy
from numpy.typing import NDArray

IntArray = NDArray[numpy.int64]
Mask = NDArray[numpy.bool_]

#: The least families or persons of a cell that is shown, where nobody says otherwise.
DEFAULT_MINIMUM = 10


def minimum_cell(manifest: Mapping[str, Any]) -> int:
    """The least count that a population's cells may be shown with; 0 where all may (synthetic people)."""
    value = manifest.get("minimum_cell", 0)
    return int(value) if isinstance(value, int | float) else 0


def small(counts: IntArray, minimum: int) -> Mask:
    """Which cells have so few behind them that they could be recognised; nobody is none."""
    return (counts > 0) & (counts < minimum)


def protected(hidden: Mask, counts: IntArray, groups: Iterable[Sequence[int]]) -> Mask:
    """The hidden cells and those that must be hidden with them.

    Args:
        hidden: cells that are hidden anyway.
        counts: families or persons behind each cell.
        groups: positions of cells that add up to something that is shown, or give one another away otherwise.

    Returns:
        The same with, in each group where exactly one cell is hidden, the next smallest one hidden too: of those
        with somebody behind them, else of all.
    """
    result = hidden.copy()
    listed = [list(group) for group in groups]
    changed = True
    while changed:
        changed = False
        for group in listed:
            if int(result[group].sum()) == 1 and len(group) > 1:
                result[_next(group, result, counts)] = True
                changed = True
    return result


def _next(group: list[int], hidden: Mask, counts: IntArray) -> int:
    """The cell with the fewest behind it that is not hidden yet; cells of nobody last."""
    shown = [place for place in group if not hidden[place]]
    return min(shown, key=lambda place: (counts[place] == 0, int(counts[place]), place))


def suppress(
    rows: Sequence[Mapping[str, Any]],
    counts: Sequence[Mapping[str, int]],
    minimum: int,
    *,
    adds_up: Mapping[str, Sequence[Sequence[int]]] | None = None,
) -> list[dict[str, Any]]:
    """The rows of a table with small cells replaced by None.

    Args:
        rows: cells by column.
        counts: for each row the families or persons behind its cells, by column; other columns are never hidden.
        minimum: the least count that may be shown; 0 hides nothing.
        adds_up: for a column the rows (several sets of them) whose sum the reader knows.
    """
    result = [dict(row) for row in rows]
    for column in {name: None for row in counts for name in row}:
        behind = numpy.array([row.get(column, 0) for row in counts], dtype=numpy.int64)
        hidden = protected(small(behind, minimum), behind, (adds_up or {}).get(column, ()))
        for place in numpy.flatnonzero(hidden):
            result[place][column] = None
    return result
