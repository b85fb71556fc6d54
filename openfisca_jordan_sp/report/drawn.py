"""Figures of a result that is drawn from its tables: a chart, the sentence that it shows, and its numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import altair

from openfisca_jordan_sp.report.figures import Figure, nothing_to_show, titled
from openfisca_jordan_sp.report.svg import draw
from openfisca_jordan_sp.report.tables import Table
from openfisca_jordan_sp.report.texts import Texts


@dataclass(frozen=True)
class Drawn:
    """A chart, what it shows, and its numbers."""

    chart: altair.LayerChart
    finding: str
    table: Table


class Charted(Protocol):
    """A result that has charts."""

    def chart_names(self) -> Sequence[str]:
        """Their names, in the order of the page."""


R = TypeVar("R", bound=Charted)
#: How each chart of a kind of result is drawn, by its name; None where it has nothing to show.
Drawers = Mapping[str, Callable[[R, Texts], Drawn | None]]


def chart_from(drawers: Drawers[R], result: R, name: str, language: str) -> altair.LayerChart:
    """One chart by itself, with the sentence that it shows as its title.

    Raises:
        ResultError: there is nothing that it could show, or all of it is hidden.
        OutputError: there is no chart in the language.
    """
    texts = Texts(language)
    drawn = drawers[name](result, texts)
    if drawn is None:
        raise nothing_to_show(name)
    return titled(drawn.chart, drawn.finding, texts)


def figures_from(drawers: Drawers[R], kind: str, result: R, texts: Texts) -> list[Figure]:
    """The figures in the order of the page, without those that have nothing to show; `kind` is of the result."""
    made = []
    for name in result.chart_names():
        drawn = drawers[name](result, texts)
        if drawn is not None:
            drawing = draw(drawn.chart, f"{kind}-{name}", drawn.finding)
            made.append(Figure(name, drawn.finding, drawing, drawn.table, texts(f"{kind}_note_{name}")))
    return made
