"""A variation told on a terminal: one line after the other, in the order of its language."""

from __future__ import annotations

from collections.abc import Iterator

import numpy

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.report.numbers import number
from openfisca_jordan_sp.vary import told
from openfisca_jordan_sp.vary.search import Found
from openfisca_jordan_sp.vary.tables import LAW_IN_FORCE, compared, others_of
from openfisca_jordan_sp.vary.variation import Variation
from openfisca_jordan_sp.vary.watched import FIGURES
from openfisca_jordan_sp.vary.words import joined, say

#: Values told along the way, and at most so many rows and columns of a map.
_STOPS, _MAP_STOPS = 11, 7

#: How far a line is set in, and what it says.
Told = tuple[int, Text]


def lines(result: Variation) -> Iterator[Told]:
    """Everything that is told of a variation."""
    yield 0, result.title
    if result.case.summary.en:
        yield 0, result.case.summary
    for note in result.notes():
        yield 1, note
    if result.is_map:
        yield from _map(result)
        return
    for policy, found in result.found.items():
        yield 0, Text("", "")
        yield 0, told.headline(result, policy)
        yield from _figures(found)
        yield from _cliffs(found)
        yield from _stretches(found)
    yield from _changes(result)


def _figures(found: Found) -> Iterator[Told]:
    """Where the case stands, then the figures at a few values along the way."""
    axis, grid = found.axis, found.jumps.grid
    stops = numpy.unique(numpy.linspace(0, len(grid) - 1, _STOPS).round().astype(int)).tolist()
    if axis.here_in_range is not None:
        nearest = int(numpy.abs(grid - axis.here_in_range * axis.scale).argmin())
        value = told.value_of(axis, axis.here_in_range)
        yield 1, joined([say("here", input=axis.label, value=value), _figures_at(found, nearest)], "colon")
    yield 1, say("figures")
    for stop in stops:
        place = say("at_value", value=told.place_of(axis, int(grid[stop])))
        yield 2, joined([place, _figures_at(found, stop)], "colon")


def _figures_at(found: Found, index: int) -> Text:
    parts = []
    for series, amount in zip(found.probe.series, found.jumps.amounts[index].tolist(), strict=True):
        is_shown = series.kind in FIGURES or (series.kind == "programme" and amount)
        if is_shown:
            parts.append(Text(*(f"{name} {number(amount, 3)}" for name in (series.label.en, series.label.ar))))
    if found.rates is not None and not numpy.isnan(found.rates[index]):
        parts.append(say("rate_is", rate=told.percent(float(found.rates[index]))))
    return joined(parts)


def _cliffs(found: Found) -> Iterator[Told]:
    if not found.cliffs:
        yield 1, say("no_cliffs")
        return
    yield 1, say("cliffs_heading", count=len(found.cliffs))
    for cliff in found.cliffs:
        yield 2, told.headline_of(cliff, found.axis)
        for line in told.details_of(cliff, found.axis):
            yield 3, line


def _stretches(found: Found) -> Iterator[Told]:
    if found.stretches:
        yield 1, say("stretches_heading", count=len(found.stretches))
    for stretch in found.stretches:
        first, *others = told.stretch_lines(stretch, found.axis)
        yield 2, first
        for line in others:
            yield 3, line


def _changes(result: Variation) -> Iterator[Told]:
    for policy, found in others_of(result.found).items():
        yield 0, Text("", "")
        yield 0, joined([say("changes_heading"), result.policy_named(policy)], "colon")
        changes = list(compared(result.found[LAW_IN_FORCE].cliffs, found.cliffs))
        if not changes:
            yield 1, say("no_changes")
        for kind, before, after in changes:
            yield 1, told.change_text(kind, before, after, found.axis)


def _map(result: Variation) -> Iterator[Told]:
    """The main figure at a few pairs of values."""
    across, down = result.axes
    table = result.tables["map"]
    columns, rows = (axis.grid[_few(len(axis.grid))] for axis in (across, down))
    for policy in result.shown:
        amounts = table[table["policy"] == policy.id].set_index(["x", "y"])["amount"]
        low, high = number(float(amounts.min()), 3), number(float(amounts.max()), 3)
        yield 0, Text("", "")
        yield 0, joined([policy.title, say("map_heading", label=result.main.label, low=low, high=high)], "colon")
        yield 1, say("map_corner", x=across.label, y=down.label)
        for row in rows.tolist():
            cells = [
                f"{told.place_of(across, column)}: {number(float(amounts[column / across.scale, row / down.scale]), 3)}"
                for column in columns.tolist()
            ]
            place = say("at_value", value=told.place_of(down, row))
            yield 2, joined([place, Text("; ".join(cells), "؛ ".join(cells))], "colon")


def _few(count: int) -> list[int]:
    stops: list[int] = numpy.unique(numpy.linspace(0, count - 1, _MAP_STOPS).round().astype(int)).tolist()
    return stops
