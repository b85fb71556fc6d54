"""The totals of a population of any size under one policy or several: cost, reach, poverty, inequality.

What `compare` tells of a population that fits in memory, but for deciles and for winners and losers, from
partitions that are computed one by one or by the workers of a cluster.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from threading import Event
from typing import Any

import pandas

from openfisca_jordan_sp.asked import parse_line, parse_month
from openfisca_jordan_sp.comparison import DEFAULT_PERIOD, SYNTHETIC
from openfisca_jordan_sp.engine.executors import Executor
from openfisca_jordan_sp.engine.part import Question
from openfisca_jordan_sp.engine.partitions import Progress, summarise
from openfisca_jordan_sp.engine.parts_source import FolderParts, MemoryParts, PartsSource
from openfisca_jordan_sp.engine.summary import Summary
from openfisca_jordan_sp.errors import PopulationError, Text
from openfisca_jordan_sp.measures import totals_tables
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.suppression import minimum_cell
from openfisca_jordan_sp.results import Result
from openfisca_jordan_sp.saving import json_rows

_ALONE = Text(
    "Only the month was computed: what is granted or due by the year is left out; consumption is that of the month.",
    "حُسب الشهر وحده: يُستثنى ما يُمنح أو يُستحق سنويا، والاستهلاك استهلاك ذلك الشهر.",
)
_AGES = Text(
    "By age of persons, the members of a family share equally what it gets or pays.",
    "حسب أعمار الأفراد، يتقاسم أفراد الأسرة بالتساوي ما تناله أو تدفعه.",
)

#: The charts of the report.
CHARTS = ("costs", "governorate_costs", "governorates", "consumption")


@dataclass(frozen=True)
class Totals(Result):
    """The totals of a population; the first policy is what the others are compared with.

    Attributes:
        policies: in order.
        summaries: one for each policy.
        manifest: of the population.
        question: the month, and whether its year was computed.
    """

    policies: tuple[Policy, ...]
    summaries: tuple[Summary, ...]
    manifest: Mapping[str, Any]
    question: Question

    file_name = "totals.json"
    file_prefix = "totals_"

    def _manifest(self) -> Mapping[str, Any]:
        return self.manifest

    @cached_property
    def tables(self) -> dict[str, pandas.DataFrame]:  # type: ignore[override]
        """The tables by name; amounts in JOD, shares from 0 to 1, `_difference` from the first policy."""
        return totals_tables.tables(self.policies, self.summaries, with_year=self.question.with_year)

    @property
    def title(self) -> Text:
        """What the tables are about."""
        return Text("Totals of a population", "مجاميع السكان")

    def notes(self) -> list[Text]:
        """What a reader must know before using the figures, the most important first."""
        count = len(self.tables["non_verified"]["path"].drop_duplicates())
        notes = [
            Text(
                f"Values of the law used here that no source verifies: {count} (table non_verified).",
                f"عدد قيم القانون المستخدمة هنا وغير المتحقق منها في مصدر: {count} (جدول non_verified).",
            ),
            _AGES,
        ]
        if not self.question.with_year:
            notes.insert(0, _ALONE)
        return [SYNTHETIC, *notes] if self.is_synthetic else notes

    def to_dict(self) -> dict[str, Any]:
        """Everything as JSON-ready values."""
        households, families, persons = self.summaries[0].counts
        return {
            "package": {"name": "openfisca-jordan-sp", "version": version("openfisca-jordan-sp")},
            "policies": [{"id": policy.id, "title": vars(policy.title)} for policy in self.policies],
            "period": str(self.question.month),
            "with_year": self.question.with_year,
            "poverty_line": self.summaries[0].line,
            "population": dict(self.manifest),
            "is_synthetic": self.is_synthetic,
            "rows": {"households": households, "families": families, "persons": persons},
            "notes": [vars(note) for note in self.notes()],
            "tables": {name: json_rows(table) for name, table in self.tables.items()},
        }

    def chart_names(self) -> tuple[str, ...]:
        """The names of the charts of the report."""
        return CHARTS

    def _chart(self, name: str, language: str) -> Any:
        from openfisca_jordan_sp.report.totals_figures import chart_of  # noqa: PLC0415 - the charts are an extra

        return chart_of(self, name, language)

    def _page(self, language: str) -> str:
        from openfisca_jordan_sp.report import render_totals  # noqa: PLC0415 - the charts are an extra

        return render_totals(self, language)


def totals(
    *policies: Policy,
    population: Population | PartsSource | str | Path = "demo",
    period: str = DEFAULT_PERIOD,
    line: str | float = "national",
    with_year: bool = True,
    executor: Executor | None = None,
    progress: Progress | None = None,
    cancel: Event | None = None,
) -> Totals:
    """The totals of a population under the law in force and under other policies.

    Args:
        policies: beside the law in force, each by itself.
        population: `demo`, a population folder, a loaded population, or partitions.
        period: the month of the monthly figures.
        line: a poverty line as for `compare`.
        with_year: whether to compute the calendar year of the month too.
        executor: who computes; threads of this process if None.
        progress: told how many partitions are done, and of how many.
        cancel: set by another thread to stop.

    Raises:
        PopulationError: as reading; or a survey whose small cells must not be shown.
        Cancelled, ClusterError: see `summarise`.
        JordanSPError: any other mistake in the policies, the period or the line.
    """
    month = parse_month(period)
    poverty_line = parse_line(line, month)
    source = _source(population)
    if minimum_cell(source.manifest):
        raise _confidential()
    question, everything = Question(month, with_year=with_year), (Policy(), *policies)
    summaries = summarise(everything, source, question, poverty_line, executor, progress, cancel)
    return Totals(everything, tuple(summaries), source.manifest, question)


def _source(population: Population | PartsSource | str | Path) -> PartsSource:
    if isinstance(population, Population):
        return MemoryParts(population)
    return FolderParts(population) if isinstance(population, str | Path) else population


def _confidential() -> PopulationError:
    return PopulationError(
        Text(
            "Cells of this survey with few people behind them must not be shown, and totals do not hide them.",
            "يجب ألا تظهر خلايا هذا المسح التي يقف خلفها عدد قليل من الناس، والمجاميع لا تحجبها.",
        ),
        path="population",
        hint=Text(
            "Use `jordan-sp compare` or `jordan-sp statistics`, which hide them.",
            "استخدم `jordan-sp compare` أو `jordan-sp statistics` فهما يحجبانها.",
        ),
    )
