"""Where figures leap as an input rises: found on the grid, then narrowed down to neighbouring places.

A stretch is narrowed where a truth value or a choice differs between its ends, or where a figure does not rise evenly
across it. Each round cuts every such stretch into ten, all of them in one simulation, so that a step of a dinar needs
three rounds to the fils. What leaps and comes back within one piece, and flips no condition at the ends or in the
middle of it, is not seen: a smaller step sees it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.vary.axis import Axis, Places
from openfisca_jordan_sp.vary.probe import Amounts, Marks, Probe

#: Pieces of a stretch in each round.
_PIECES = 10

Truths = NDArray[numpy.bool_]


@dataclass(frozen=True)
class Jumps:
    """The grid, and the places from which a figure leaps to the next place.

    Attributes:
        grid: the places asked for.
        amounts: a row for each, a column a series.
        before: the last place before each leap, ascending.
    """

    grid: Places
    amounts: Amounts
    before: Places


def find_jumps(probe: Probe, axis: Axis) -> Jumps:
    """All leaps of the figures of a probe along an axis."""
    grid = axis.grid
    middles = (grid[:-1] + grid[1:]) // 2
    places = numpy.union1d(grid, middles)
    amounts, marks = probe.at(axis, places)
    smallest = numpy.array([series.smallest_jump for series in probe.series])
    flagged = _uneven_to_neighbours(places, amounts, smallest) | _differ(marks)
    low, high = places[:-1][flagged], places[1:][flagged]
    found = [low[high - low == 1]]
    low, high = _still(low, high)
    while len(low):
        low, high, reached = _narrowed(probe, axis, low, high, smallest)
        found.append(reached)
        low, high = _still(low, high)
    on_grid = numpy.isin(places, grid)
    return Jumps(grid, amounts[on_grid], numpy.unique(numpy.concatenate(found)))


def _still(low: Places, high: Places) -> tuple[Places, Places]:
    """The stretches that can be cut further."""
    wide = high - low > 1
    return low[wide], high[wide]


def _narrowed(
    probe: Probe, axis: Axis, low: Places, high: Places, smallest: NDArray[numpy.float64]
) -> tuple[Places, Places, Places]:
    """The pieces of some stretches that are uneven: their ends, and the beginnings of those that are one place wide."""
    shares = numpy.arange(_PIECES + 1) / _PIECES
    cuts = numpy.floor(low[:, None] + (high - low)[:, None] * shares + 0.5).astype(numpy.int64)
    places, back = numpy.unique(cuts, return_inverse=True)
    amounts, marks = probe.at(axis, places)
    back = back.reshape(cuts.shape)
    rises = numpy.diff(amounts[back], axis=1)
    widths = numpy.diff(cuts, axis=1)[:, :, None]
    # Short stretches have pieces without width: their pace says nothing.
    with numpy.errstate(divide="ignore", invalid="ignore"):
        pace = numpy.where(widths > 0, rises / widths, numpy.nan)
    even = numpy.nanmedian(pace, axis=1)[:, None, :] * widths
    uneven = (numpy.abs(rises - even) > smallest / 2).any(axis=2)
    uneven |= (numpy.diff(marks[back], axis=1) != 0).any(axis=2)
    uneven &= widths[:, :, 0] > 0
    starts, ends = cuts[:, :-1][uneven], cuts[:, 1:][uneven]
    return starts, ends, starts[ends - starts == 1]


def _uneven_to_neighbours(places: Places, amounts: Amounts, smallest: NDArray[numpy.float64]) -> Truths:
    """Which pieces of a line rise at another pace than a piece beside them."""
    widths = numpy.diff(places)[:, None]
    pace = numpy.diff(amounts, axis=0) / widths
    changes = (numpy.abs(numpy.diff(pace, axis=0)) * numpy.minimum(widths[1:], widths[:-1]) > smallest / 2).any(axis=1)
    uneven: Truths = numpy.zeros(len(pace), dtype=bool)
    uneven[1:] |= changes
    uneven[:-1] |= changes
    # One piece has no neighbour: it is narrowed down, whatever is in it.
    return uneven if len(pace) > 1 else ~uneven


def _differ(marks: Marks) -> Truths:
    """Between which neighbouring places a truth value or a choice differs."""
    different: Truths = (numpy.diff(marks, axis=0) != 0).any(axis=1)
    return different
