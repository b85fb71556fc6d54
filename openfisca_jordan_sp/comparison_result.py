"""What a comparison hands back: one policy beside the law in force, or several."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from openfisca_core.periods import Period

from openfisca_jordan_sp.comparison_notes import (
    NO_EFFECT,
    effect_of,
    not_verified_note,
    notes_of_all,
    quota_notes,
    silence,
    year_notes,
)
from openfisca_jordan_sp.engine.evaluate import Evaluation
from openfisca_jordan_sp.engine.quota import QuotaReach
from openfisca_jordan_sp.errors import ResultError, Text
from openfisca_jordan_sp.measures.small_cells import hidden_notes
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.results import PopulationResult
from openfisca_jordan_sp.results.base import SYNTHETIC

#: The charts of one policy, and of several.
CHARTS = (
    "programmes",
    "pillars",
    "winners",
    "mean_change",
    "poverty",
    "reach",
    "governorate_map",
    "governorate_cost",
    "governorate_families",
)
CHARTS_OF_ALL = ("cost", "families", "poverty", "winners", "deciles", "governorates", "programmes")


def described(policy: Policy) -> dict[str, Any]:
    """A policy for JSON: its id, its title and its reforms with their sources."""
    return {"id": policy.id, "title": vars(policy.title), "reforms": reforms_of(policy)}


def reforms_of(policy: Policy) -> list[dict[str, Any]]:
    """The reforms of a policy for JSON."""
    return [{"id": r.id, "status": r.status, "title": vars(r.title), "source": list(r.source)} for r in policy.reforms]


def title_of_all(count: int) -> Text:
    """That so many policies are compared."""
    return Text(f"{count} policies beside the law in force", f"سياسات مقارنة بالقانون النافذ، عددها {count}")


@dataclass(frozen=True)
class Comparison(PopulationResult):
    """The result of comparing a policy with the law in force.

    Attributes:
        tables: the tables by name; amounts in JOD, shares from 0 to 1.
        population: the manifest of the population.
        policy: the policy compared.
        period: the month of the monthly figures; yearly figures are of its calendar year.
        line: the poverty line used, JOD a person and month.
        evaluations: what each family gets, under `baseline` and `reform`.
        silent_inputs: of a reform without any effect, the facts that the changed rules ask for and the population
            does not tell, the nearest first.
    """

    policy: Policy
    period: Period
    line: float
    evaluations: dict[str, Evaluation]
    silent_inputs: tuple[Text, ...] = ()

    @property
    def title(self) -> Text:
        """The title of the policy."""
        return self.policy.title

    def notes(self) -> list[Text]:
        """What a reader must know before using the figures, the most important first."""
        notes = [*hidden_notes(self.population), *([SYNTHETIC] if self.is_synthetic else [])]
        notes.append(not_verified_note(len(self.tables["non_verified"])))
        notes += year_notes(self.population, self.period.start.year)
        effect = effect_of(self.tables) if self.policy.reforms else None
        if effect is not None:
            notes.append(effect)
            if effect == NO_EFFECT and self.silent_inputs:
                notes.append(silence(self.silent_inputs))
        return notes + quota_notes(self.evaluations["reform"].quotas)

    def chart_names(self) -> tuple[str, ...]:
        """The names of the charts: those of the report, and the bars that its map stands for."""
        return CHARTS

    def _chart(self, name: str, language: str) -> Any:
        from openfisca_jordan_sp.report.figures import chart_of  # noqa: PLC0415 - the charts are an extra

        return chart_of(self, name, language)

    def quotas_in_use(self) -> dict[str, dict[str, QuotaReach]]:
        """How far each quota reached under each policy; without those that concern nobody under any."""
        reached = {name: evaluation.quotas for name, evaluation in self.evaluations.items()}
        used = {flag for quotas in reached.values() for flag, quota in quotas.items() if not quota.is_idle}
        return {name: {flag: quotas[flag] for flag in quotas if flag in used} for name, quotas in reached.items()}

    def described(self) -> dict[str, Any]:
        """The policy for JSON, with its notes, the values that no source verifies and its quotas."""
        return {
            **described(self.policy),
            "notes": [vars(note) for note in self.notes()],
            "non_verified_values": len(self.tables["non_verified"]),
            "quotas": {
                name: {flag: vars(quota) for flag, quota in quotas.items()}
                for name, quotas in self.quotas_in_use().items()
            },
        }

    def _facts(self) -> dict[str, Any]:
        return {
            "policy": {"id": self.policy.id, "title": vars(self.policy.title)},
            "reforms": reforms_of(self.policy),
            "period": str(self.period),
            "poverty_line": self.line,
        }

    def _findings(self) -> dict[str, Any]:
        of_policy = self.described()
        return {**{key: of_policy[key] for key in ("non_verified_values", "quotas")}, "policies": [of_policy]}

    def _page(self, language: str) -> str:
        from openfisca_jordan_sp.report import render  # noqa: PLC0415 - the charts are an extra

        return render(self, language)


@dataclass(frozen=True)
class Comparisons(PopulationResult):
    """The result of comparing several policies with the law in force.

    Attributes:
        tables: those of a comparison, one policy under the other with a first column `policy`; `policies` has the main
            figures, one row a policy; `published` is about the law in force and stands once.
        population: the manifest of the population.
        comparisons: each policy by itself.
    """

    comparisons: tuple[Comparison, ...]

    @property
    def policies(self) -> tuple[Policy, ...]:
        """The policies in their order."""
        return tuple(one.policy for one in self.comparisons)

    @property
    def period(self) -> Period:
        """The month of the monthly figures."""
        return self.comparisons[0].period

    @property
    def line(self) -> float:
        """The poverty line used, JOD a person and month."""
        return self.comparisons[0].line

    @property
    def title(self) -> Text:
        """That so many policies are compared."""
        return title_of_all(len(self.comparisons))

    def of(self, policy: str) -> Comparison:
        """One policy by itself.

        Raises:
            ResultError: none has the id.
        """
        by_id: Mapping[str, Comparison] = {one.policy.id: one for one in self.comparisons}
        if policy not in by_id:
            ids = ", ".join(by_id)
            raise ResultError(
                Text(f"The policy {policy} is not compared here.", f"السياسة {policy} ليست في هذه المقارنة."),
                path=policy,
                hint=Text(f"Compared: {ids}.", f"السياسات: {ids}."),
            )
        return by_id[policy]

    def notes(self) -> list[Text]:
        """The notes that hold of every policy, then those of single ones."""
        return notes_of_all({one.policy.id: one.notes() for one in self.comparisons})

    def chart_names(self) -> tuple[str, ...]:
        """The names of the charts of the report."""
        return CHARTS_OF_ALL

    def _chart(self, name: str, language: str) -> Any:
        from openfisca_jordan_sp.report.policies_figures import chart_of  # noqa: PLC0415 - the charts are an extra

        return chart_of(self, name, language)

    def _facts(self) -> dict[str, Any]:
        return {
            "policies": [one.described() for one in self.comparisons],
            "period": str(self.period),
            "poverty_line": self.line,
        }

    def _page(self, language: str) -> str:
        from openfisca_jordan_sp.report import render_policies  # noqa: PLC0415 - the charts are an extra

        return render_policies(self, language)
