"""How wide the trap behind a cliff is: how far the input must rise until the main figure is what it was."""

from __future__ import annotations

from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.vary.axis import Axis, Places
from openfisca_jordan_sp.vary.jumps import Jumps
from openfisca_jordan_sp.vary.probe import Amounts, Probe
from openfisca_jordan_sp.vary.stretches import HALF_FILS

_PIECES = 10


@dataclass(frozen=True)
class Line:
    """The figures at places of which each has an even rise to the next one: a row a place, a column a series."""

    places: Places
    amounts: Amounts

    @property
    def values(self) -> NDArray[numpy.float64]:
        """The main figure."""
        return self.amounts[:, 0]

    def at(self, places: Places) -> Amounts:
        """The figures at some of its places."""
        return self.amounts[numpy.searchsorted(self.places, places)]


def line_of(probe: Probe, axis: Axis, jumps: Jumps, places: Places) -> Line:
    """The figures on the grid and at further places."""
    beside = numpy.setdiff1d(places, jumps.grid)
    amounts = probe.at(axis, beside)[0] if len(beside) else jumps.amounts[:0]
    all_places = numpy.concatenate([jumps.grid, beside])
    order = numpy.argsort(all_places)
    return Line(all_places[order], numpy.concatenate([jumps.amounts, amounts])[order])


def backs(probe: Probe, axis: Axis, line: Line, before: Places) -> list[int | None]:
    """For each place, the first one behind it at which the main figure is again what it was; None where it never is."""
    wanted = (line.at(before)[:, 0] - HALF_FILS).tolist()
    crossings = [_crossing(line, int(place), value) for place, value in zip(before, wanted, strict=True)]
    known = [index for index, one in enumerate(crossings) if one is not None]
    low = numpy.array([crossings[index][0] for index in known], dtype=numpy.int64)  # type: ignore[index]
    high = numpy.array([crossings[index][1] for index in known], dtype=numpy.int64)  # type: ignore[index]
    levels = numpy.array([wanted[index] for index in known])
    while len(low) and (high - low > 1).any():
        low, high = _first_piece(probe, axis, low, high, levels)
    found: list[int | None] = [None] * len(before)
    for index, place in zip(known, high.tolist(), strict=True):
        found[index] = place
    return found


def _crossing(line: Line, before: int, level: float) -> tuple[int, int] | None:
    """The stretch of a line, behind a place, in which a level is first reached."""
    start = int(numpy.searchsorted(line.places, before)) + 1
    reached = numpy.flatnonzero(line.values[start:] >= level)
    if not len(reached):
        return None
    end = start + int(reached[0])
    return int(line.places[end - 1]), int(line.places[end])


def _first_piece(
    probe: Probe, axis: Axis, low: Places, high: Places, levels: NDArray[numpy.float64]
) -> tuple[Places, Places]:
    """Of each stretch, cut into ten, the first piece at whose end a level is reached."""
    shares = numpy.arange(_PIECES + 1) / _PIECES
    cuts = numpy.floor(low[:, None] + (high - low)[:, None] * shares + 0.5).astype(numpy.int64)
    places, back = numpy.unique(cuts, return_inverse=True)
    values = probe.at(axis, places)[0][:, 0][back.reshape(cuts.shape)]
    reached = values >= levels[:, None]
    reached[:, 0] = False
    first = reached.argmax(axis=1)
    rows = numpy.arange(len(cuts))
    # Pieces without width end where they begin: the last place below the level is the beginning.
    below = numpy.where(cuts < cuts[rows, first][:, None], cuts, cuts[:, :1]).max(axis=1)
    return below, cuts[rows, first]
