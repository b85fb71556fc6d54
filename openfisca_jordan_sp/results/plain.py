"""A result made of plain tables: what a job that has no class of its own hands back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.results.base import PopulationResult
from openfisca_jordan_sp.results.labels import Labels


@dataclass(frozen=True)
class TableResult(PopulationResult):
    """Tables with a title, and with notes, facts, labels and charts as far as there are any.

    Attributes:
        name: what the result is about, in both languages.
        facts: what was asked, ready for JSON.
        remarks: notes beside the one that the population is synthetic.
        column_labels: names of columns that the package does not know yet.
        table_labels: names of tables likewise.
        charts: what draws each chart, from the result and a language (`en` or `ar`).
    """

    name: Text
    facts: Mapping[str, Any] = field(default_factory=dict)
    remarks: tuple[Text, ...] = ()
    column_labels: Mapping[str, Text] = field(default_factory=dict)
    table_labels: Mapping[str, Text] = field(default_factory=dict)
    charts: Mapping[str, Callable[[TableResult, str], Any]] = field(default_factory=dict)

    @property
    def title(self) -> Text:
        """What the result is about."""
        return self.name

    def notes(self) -> list[Text]:
        """That the population is synthetic, where it is, and the remarks."""
        return [*super().notes(), *self.remarks]

    def labels(self) -> Labels:
        """What tables and columns are called in both languages."""
        return Labels(self.column_labels, self.table_labels)

    def chart_names(self) -> tuple[str, ...]:
        """The names of the charts."""
        return tuple(self.charts)

    def _chart(self, name: str, language: str) -> Any:
        return self.charts[name](self, language)

    def _facts(self) -> dict[str, Any]:
        return {"title": vars(self.title), **self.facts}
