"""Who is hurt by a policy: the losing households in a handful of types, and the provisions responsible."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openfisca_core.periods import Period

from openfisca_jordan_sp.asked import parse_month
from openfisca_jordan_sp.asked_policies import PolicyLike, parse_policy
from openfisca_jordan_sp.comparison import silent_inputs
from openfisca_jordan_sp.comparison_notes import (
    NO_EFFECT,
    effect_of,
    not_verified_note,
    quota_notes,
    silence,
    year_notes,
)
from openfisca_jordan_sp.comparison_result import described
from openfisca_jordan_sp.defaults import DEFAULT_PERIOD, DEFAULT_TYPES, MOST_TYPES
from openfisca_jordan_sp.engine.evaluate import evaluate_all
from openfisca_jordan_sp.errors import MeasureError, Text
from openfisca_jordan_sp.hurt import notes
from openfisca_jordan_sp.hurt.attribution import Attribution, attribute
from openfisca_jordan_sp.hurt.facts import facts_of
from openfisca_jordan_sp.hurt.labels import LABELS
from openfisca_jordan_sp.hurt.losses import Losses
from openfisca_jordan_sp.hurt.rights import rights_table
from openfisca_jordan_sp.hurt.tables import Found, empty_tables, found_tables
from openfisca_jordan_sp.hurt.types import types_of
from openfisca_jordan_sp.many_policies.batches import Stage
from openfisca_jordan_sp.many_policies.distributions import checked_seed
from openfisca_jordan_sp.measures.basis import Basis
from openfisca_jordan_sp.measures.law_tables import non_verified_table
from openfisca_jordan_sp.measures.small_cells import hidden_notes, quotas_shown
from openfisca_jordan_sp.measures.tables import (
    SMALLEST_CHANGE,
    Pair,
    levies_table,
    programmes_table,
    services_table,
)
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.store import read_population
from openfisca_jordan_sp.populations.suppression import minimum_cell
from openfisca_jordan_sp.results import PopulationResult
from openfisca_jordan_sp.results.base import SYNTHETIC
from openfisca_jordan_sp.results.labels import Labels

CHARTS = ("types", "provisions")


@dataclass(frozen=True)
class WhoIsHurt(PopulationResult):
    """The households that lose by a policy.

    Attributes:
        tables: `losers`, `types`, `types_provisions`, `types_programmes`, `types_facts`, `responsible`,
            `responsible_reforms`, `rights`, `non_verified`; amounts in JOD of the average month of the year.
        population: the manifest of the population.
        policy: that they lose by.
        period: the month of rights to services; losses are of its calendar year.
        finding: the result in a sentence.
        method: how losses were attributed to provisions; empty where nobody loses.
        remarks: on the attribution.
    """

    policy: Policy
    period: Period
    finding: Text
    method: str = ""
    remarks: tuple[Text, ...] = ()

    file_name = "who_is_hurt.json"
    file_prefix = "who_is_hurt_"

    @property
    def title(self) -> Text:
        """Whom the policy hurts."""
        return Text(f"Who is hurt: {self.policy.title.en}", f"من يتضرر: {self.policy.title.ar}")

    def labels(self) -> Labels:
        """What tables and columns are called in both languages."""
        return LABELS

    def notes(self) -> list[Text]:
        """What a reader must know before using the figures, the most important first."""
        found = [*hidden_notes(self.population), *([SYNTHETIC] if self.is_synthetic else []), self.finding]
        rights = self.tables["rights"].to_dict(orient="records")
        if rights:
            found.append(notes.rights_note([Text(row["label_en"], row["label_ar"]) for row in rights]))
        found += [notes.measure_note(self.period.start.year), *self.remarks]
        found += year_notes(self.population, self.period.start.year)
        return [*found, not_verified_note(len(self.tables["non_verified"]))]

    def chart_names(self) -> tuple[str, ...]:
        """The names of the charts of the report."""
        return CHARTS

    def _chart(self, name: str, language: str) -> Any:
        from openfisca_jordan_sp.report.hurt_figures import chart_of  # noqa: PLC0415 - the charts are an extra

        return chart_of(self, name, language)

    def _facts(self) -> dict[str, Any]:
        return {"title": vars(self.title), "policy": described(self.policy), "period": str(self.period)}

    def _findings(self) -> dict[str, Any]:
        return {"finding": vars(self.finding), "method": self.method}

    def _page(self, language: str) -> str:
        from openfisca_jordan_sp.report import render_hurt  # noqa: PLC0415 - the charts are an extra

        page: str = render_hurt(self, language)
        return page


def who_is_hurt(
    policy: PolicyLike = (),
    *,
    population: Population | str | Path = "demo",
    period: str = DEFAULT_PERIOD,
    types: int = DEFAULT_TYPES,
    seed: int = 0,
    progress: Callable[[int], None] | None = None,
) -> WhoIsHurt:
    """Tell who loses by a policy, in a handful of types, and which provision is responsible.

    >>> from openfisca_jordan_sp import who_is_hurt
    >>> who_is_hurt("refugee_funding_cut").table("types")

    Args:
        policy: a reform, or reforms applied together (`a+b`), as for `compare`.
        population: `demo`, a population folder, or a loaded population.
        period: a month; losses are of its calendar year.
        types: into how many types losing households are put at most.
        seed: of the orders of provisions that are drawn where there are too many for all of them.
        progress: called with the number of steps done.

    Raises:
        JordanSPError: any mistake in the policy, the population, the period, the number of types or the seed.
    """
    if not 1 <= types <= MOST_TYPES:
        raise MeasureError(
            Text(f"{types} types: choose from 1 to {MOST_TYPES}.", f"عدد الأنماط {types}: اختر من 1 إلى {MOST_TYPES}."),
            path="types",
        )
    checked_seed(seed)
    parsed, month = parse_policy(policy), parse_month(period)
    people = population if isinstance(population, Population) else read_population(population)
    law, reform = evaluate_all([Policy(), parsed], people, month, progress)
    pair = Pair(Basis(people, law), reform)
    losses, kept = Losses(pair), {"rights": rights_table(pair), "non_verified": non_verified_table(pair)}
    nothing_told = _nothing_told(losses, parsed)
    if nothing_told:
        finding, *remarks = nothing_told
        return WhoIsHurt(empty_tables() | kept, dict(people.manifest), parsed, month, finding, "", tuple(remarks))
    stage = Stage(people, month, line=0.0, progress=progress)  # nobody's poverty is asked for
    attribution = attribute(stage, parsed, losses, seed)
    return _told(losses, attribution, kept, types)


def _nothing_told(losses: Losses, policy: Policy) -> list[Text]:
    """Why there is nothing to tell of those who lose; nothing where there is."""
    basis, pair, period = losses.basis, losses.pair, losses.pair.reform.period
    minimum = minimum_cell(basis.population.manifest)
    count, others = len(losses.rows), int((~losses.is_losing).sum())
    if count:
        return [notes.too_few(minimum)] if count < minimum or 0 < others < minimum else []
    gains = pair.consumption["reform"] - pair.consumption["baseline"] > SMALLEST_CHANGE
    is_told = not 0 < int(gains.sum()) < minimum
    said = [notes.nobody(policy.title, period.start.year, float(basis.household_weight @ gains) if is_told else None)]
    tables = {"programmes": programmes_table(pair), "levies": levies_table(pair), "services": services_table(pair)}
    effect = effect_of(tables) if policy.reforms else None
    inputs = silent_inputs(policy, basis.population, period) if effect == NO_EFFECT else ()
    said += [effect] if effect else []
    said += [silence(inputs)] if inputs else []
    return said + quota_notes(quotas_shown(pair)["reform"].quotas)


def _told(losses: Losses, attribution: Attribution, kept: dict[str, Any], types: int) -> WhoIsHurt:
    reform, manifest = losses.pair.reform, losses.basis.population.manifest
    facts = facts_of(losses)
    clusters = types_of(losses, facts, attribution.told, types, minimum_cell(manifest))
    found = Found(losses, attribution, clusters, facts)
    tables = found_tables(found, reform.policy) | kept
    row = tables["losers"].iloc[0]
    finding = notes.headline(row["households"], row["persons"], row["loss_month"])
    remarks = (notes.TYPES_NOTE, *notes.attribution_notes(attribution))
    return WhoIsHurt(tables, dict(manifest), reform.policy, reform.period, finding, attribution.method, remarks)
