"""Figures of a result that is drawn from its tables: a chart, the sentence that it shows, and its numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import altair

from openfisca_jordan_sp.report.figures import Charted, Figure, drawn, nothing_to_show, titled
from openfisca_jordan_sp.report.tables import Table
from openfisca_jordan_sp.report.texts import Texts


@dataclass(frozen=True)
class Drawn:
    """A chart, what it shows, and its numbers."""

    chart: altair.LayerChart
    finding: str
    table: Table


class HasCharts(Protocol):
    """A result that has charts."""

    def chart_names(self) -> Sequence[str]:
        """Their names, in the order of the page."""


R = TypeVar("R", bound=HasCharts)
#: How each chart of a kind of result is drawn, by its name; None where it has nothing to show.
Drawers = Mapping[str, Callable[[R, Texts], Drawn | None]]


def chart_from(drawers: Drawers[R], result: R, name: str, language: str) -> altair.LayerChart:
    """One chart by itself, with the sentence that it shows as its title.

    Raises:
        ResultError: there is nothing that it could show, or all of it is hidden.
        OutputError: there is no chart in the language.
    """
    texts = Texts(language)
    found = drawers[name](result, texts)
    if found is None:
        raise nothing_to_show(name)
    return titled(found.chart, found.finding, texts)


def charted_from(drawers: Drawers[R], kind: str, result: R, names: Iterable[str], texts: Texts) -> list[Charted]:
    """The charts named, without those that have nothing to show; `kind` is of the result."""
    made = []
    for name in names:
        found = drawers[name](result, texts)
        if found is not None:
            note = texts(f"{kind}_note_{name}")
            made.append(Charted(name, found.finding, found.chart, found.table, note))
    return made


def figures_from(drawers: Drawers[R], kind: str, result: R, texts: Texts) -> list[Figure]:
    """The figures in the order of the page, without those that have nothing to show; `kind` is of the result."""
    return drawn(charted_from(drawers, kind, result, result.chart_names(), texts), f"{kind}-")
