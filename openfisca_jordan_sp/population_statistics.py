"""The statistics of a population as one result: poverty, inequality, targeting, winners and budget, with errors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openfisca_core.periods import Period

from openfisca_jordan_sp.asked import parse_line, parse_month
from openfisca_jordan_sp.asked_policies import PolicyLike, parse_policies
from openfisca_jordan_sp.comparison_result import described
from openfisca_jordan_sp.defaults import DEFAULT_PERIOD
from openfisca_jordan_sp.engine.evaluate import evaluate_all
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.measures.statistics_options import DEFAULT_OPTIONS, Options
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.store import read_population
from openfisca_jordan_sp.results import PopulationResult

#: The charts of the report; that of winners only where a policy stands beside the first.
CHARTS = ("poverty", "poverty_groups", "governorates", "lorenz", "targeting", "leakage", "budget")
CHART_OF_CHANGE = "winners"


@dataclass(frozen=True)
class Statistics(PopulationResult):
    """The statistics of a population under the law in force and, beside it, under other policies.

    Attributes:
        tables: those of `measures.statistics.statistics_tables`, in tidy long form.
        population: the manifest of the population.
        policies: in order; the first, the law in force, is what the others are compared with.
        period: the month; figures are of its calendar year.
        line: as it was asked for.
        options: whom is counted, what welfare is, replicates and seed.
    """

    policies: tuple[Policy, ...]
    period: Period
    line: str | float
    options: Options

    file_name = "statistics.json"
    file_prefix = "statistics_"

    @property
    def title(self) -> Text:
        """What the tables are about."""
        return Text(f"Statistics, {self.period}", f"إحصاءات، {self.period}")

    def notes(self) -> list[Text]:
        """What a reader must know before using the figures, the most important first."""
        rows = self.tables["notes"].to_dict(orient="records")
        return [Text(str(row["note_en"]), str(row["note_ar"])) for row in rows]

    def chart_names(self) -> tuple[str, ...]:
        """The names of the charts of the report."""
        return (*CHARTS, CHART_OF_CHANGE) if len(self.policies) > 1 else CHARTS

    def _chart(self, name: str, language: str) -> Any:
        from openfisca_jordan_sp.report.statistics_figures import chart_of  # noqa: PLC0415 - the charts are an extra

        return chart_of(self, name, language)

    def _facts(self) -> dict[str, Any]:
        policies = [described(policy) for policy in self.policies]
        asked = {"period": str(self.period), "line": self.line, "options": vars(self.options)}
        return {"title": vars(self.title), "policies": policies, **asked}

    def _page(self, language: str) -> str:
        from openfisca_jordan_sp.report import render_statistics  # noqa: PLC0415 - the charts are an extra

        return render_statistics(self, language)


def statistics(
    *policies: PolicyLike,
    population: Population | str | Path = "demo",
    period: str = DEFAULT_PERIOD,
    line: str | float = "national",
    options: Options = DEFAULT_OPTIONS,
    progress: Callable[[int], None] | None = None,
) -> Statistics:
    """The statistics of a population under the law in force, and under each of some policies beside it.

    >>> from openfisca_jordan_sp import statistics
    >>> statistics("uct_maximum_160").table("headline")

    Args:
        policies: each as for `compare`; none shows the law in force alone.
        population: `demo`, a population folder, or a loaded population.
        period: a month; figures are of its calendar year.
        line: `national`, `unindexed`, `naf`, or JOD a month for each head (or adult equivalent).
        options: whom to count, what welfare is, replicates and seed of the standard errors.
        progress: called with the number of steps done, as for `compare`.

    Raises:
        JordanSPError: any mistake in the policies, the population, the period, the line or the options.
    """
    parsed, month = [Policy(), *parse_policies(policies)], parse_month(period)
    parse_line(line, month)
    people = population if isinstance(population, Population) else read_population(population)
    # Its many tables are loaded when they are asked for.
    from openfisca_jordan_sp.measures.statistics import statistics_tables  # noqa: PLC0415

    tables = statistics_tables(people, evaluate_all(parsed, people, month, progress), line, options, progress)
    return Statistics(tables, dict(people.manifest), tuple(parsed), month, line, options)
