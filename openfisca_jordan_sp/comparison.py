"""One policy compared with the law in force on a population: the main job of the package."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas
from openfisca_core.periods import Period

from openfisca_jordan_sp.asked import parse_line, parse_month
from openfisca_jordan_sp.engine.evaluate import Evaluation, evaluate
from openfisca_jordan_sp.engine.quota import QuotaReach
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.catalogue import quotas
from openfisca_jordan_sp.law.reads import nearest_inputs, readers_of
from openfisca_jordan_sp.measures import law_tables
from openfisca_jordan_sp.measures import tables as measure
from openfisca_jordan_sp.measures.basis import Basis
from openfisca_jordan_sp.measures.small_cells import hidden_notes, hide_small_cells, quotas_shown
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.schema import TABLES
from openfisca_jordan_sp.populations.store import read_population
from openfisca_jordan_sp.reform import Reform
from openfisca_jordan_sp.saving import json_rows, save_whole, write_all

DEFAULT_PERIOD = "2026-01"
#: Steps that `compare` reports to its progress function: thirteen for each policy.
PROGRESS_STEPS = 26

#: What is said first of every result on a population that nobody surveyed.
SYNTHETIC = Text(
    "The population is synthetic, not a survey: fit for orders of magnitude, not for costing a law.",
    "السكان مولدون اصطناعيا وليسوا مسحا: تصلح الأرقام لتقدير الحجم لا لحساب كلفة قانون.",
)
#: Facts missing in the data that a note names; further ones are of less concern.
_NAMED_INPUTS = 4
_NO_EFFECT = Text("The reform changes no cost in this year.", "لا يغير المشروع أي كلفة في هذه السنة.")
_ONLY_LEVIES = Text(
    "The reform changes no benefit in this year, but what is paid in contributions and taxes.",
    "لا يغير المشروع أي منفعة في هذه السنة، وإنما ما يُدفع من اشتراكات وضرائب.",
)
_ONLY_SERVICES = Text(
    "The reform changes no cash benefit in this year, but who is entitled to services, or their value.",
    "لا يغير المشروع أي منفعة نقدية في هذه السنة، وإنما مستحقي الخدمات أو قيمتها.",
)


@dataclass(frozen=True)
class Comparison:
    """The result of comparing a policy with the law in force.

    Attributes:
        policy: the policy compared.
        period: the month of the monthly figures; yearly figures are of its calendar year.
        line: the poverty line used, JOD a person and month.
        tables: the tables by name; amounts in JOD, shares from 0 to 1.
        population: the manifest of the population.
        evaluations: what each family gets, under `baseline` and `reform`.
        silent_inputs: facts that the changed rules ask for and the population does not tell, the nearest first.
    """

    policy: Policy
    period: Period
    line: float
    tables: dict[str, pandas.DataFrame]
    population: dict[str, Any]
    evaluations: dict[str, Evaluation]
    silent_inputs: tuple[Text, ...] = ()

    @property
    def is_synthetic(self) -> bool:
        """Whether the population was made and not surveyed."""
        return bool(self.population.get("kind") == "synthetic")

    def notes(self) -> list[Text]:
        """What a reader must know before using the figures, the most important first."""
        count = len(self.tables["non_verified"])
        notes = [
            Text(
                f"Values of the law used here that no source verifies: {count} (table non_verified).",
                f"عدد قيم القانون المستخدمة هنا وغير المتحقق منها في مصدر: {count} (جدول non_verified).",
            )
        ]
        if self.is_synthetic:
            notes.insert(0, SYNTHETIC)
        notes[:0] = hidden_notes(self.population)
        base_year = int(str(self.population.get("base_date", self.period.start.year))[:4])
        if not base_year <= self.period.start.year <= base_year + 1:
            year = self.period.start.year
            notes.append(
                Text(
                    f"The law of {year} is applied to the people of the end of {base_year}, at their consumption then.",
                    f"يُطبق قانون {year} على سكان نهاية {base_year} وباستهلاكهم حينها.",
                )
            )
        if self.policy.reforms and not self._changes_cost("programmes"):
            effect = self._effect_without_benefits()
            notes.append(effect)
            if effect == _NO_EFFECT and self.silent_inputs:
                notes.append(_silence(self.silent_inputs))
        return notes + [
            _quota_note(flag, quota)
            for flag, quota in self.evaluations["reform"].quotas.items()
            if not quota.is_binding and not quota.is_idle
        ]

    def _effect_without_benefits(self) -> Text:
        """What a reform that changes no benefit changes at all."""
        if self._changes_cost("levies"):
            return _ONLY_LEVIES
        return _ONLY_SERVICES if self._changes_services() else _NO_EFFECT

    def _changes_cost(self, table: str) -> bool:
        """Whether the total, the last row of a table of costs, changes in the year."""
        return bool(self.tables[table].iloc[-1]["cost_year_difference"] != 0)

    def _quotas_in_use(self) -> dict[str, dict[str, QuotaReach]]:
        """How far each quota reached under each policy; without those that concern nobody under any."""
        reached = {name: evaluation.quotas for name, evaluation in self.evaluations.items()}
        used = {flag for quotas in reached.values() for flag, quota in quotas.items() if not quota.is_idle}
        return {name: {flag: quotas[flag] for flag in quotas if flag in used} for name, quotas in reached.items()}

    def _changes_services(self) -> bool:
        changes = self.tables["services"][["entitled_difference", "value_month_difference"]]
        return bool((changes.fillna({"value_month_difference": 0}) != 0).any().any())

    def to_dict(self) -> dict[str, Any]:
        """Everything but the families, ready for JSON (no NaN, no infinity)."""
        return {
            "package": {"name": "openfisca-jordan-sp", "version": version("openfisca-jordan-sp")},
            "policy": {"id": self.policy.id, "title": vars(self.policy.title)},
            "reforms": [
                {"id": r.id, "status": r.status, "title": vars(r.title), "source": list(r.source)}
                for r in self.policy.reforms
            ],
            "period": str(self.period),
            "poverty_line": self.line,
            "population": self.population,
            "is_synthetic": self.is_synthetic,
            "notes": [vars(note) for note in self.notes()],
            "non_verified_values": len(self.tables["non_verified"]),
            "quotas": {
                name: {flag: vars(quota) for flag, quota in quotas.items()}
                for name, quotas in self._quotas_in_use().items()
            },
            "tables": {name: json_rows(table) for name, table in self.tables.items()},
        }

    def save(self, directory: str | Path, language: str = "en") -> list[Path]:
        """Write `result.json`, one CSV file for each table, and `report.html` where charts are installed.

        Raises:
            OutputError: the directory cannot be made or written.
        """
        return save_whole(directory, lambda folder: self._write(folder, language))

    def _write(self, directory: Path, language: str) -> list[Path]:
        return write_all(directory, "result.json", self.to_dict(), self.tables, lambda: self._page(language))

    def _page(self, language: str) -> str:
        from openfisca_jordan_sp.report import render  # noqa: PLC0415 - the charts are an extra

        return render(self, language)


def _silence(inputs: Sequence[Text]) -> Text:
    """Why a reform may change nothing here: nobody in the data is told to be concerned."""
    english = "; ".join(text.en for text in inputs[:_NAMED_INPUTS])
    arabic = "؛ ".join(text.ar for text in inputs[:_NAMED_INPUTS])
    return Text(
        f"The changed rules ask for facts that this population does not tell, so that it concerns nobody: {english}.",
        f"تسأل الأحكام المعدلة عن وقائع لا يذكرها هؤلاء السكان فلا تنطبق على أحد: {arabic}.",
    )


def _silent_inputs(policy: Policy, population: Population, period: Period) -> tuple[Text, ...]:
    """The labels of the inputs that a policy's changed rules rest on and that no table of the population has."""
    known = {column for table in TABLES for column in population.table(table)}
    defined = [variable.__name__ for reform in policy.reforms for variable in reform.code.variables]
    paths = {provision.path for provision in policy.provisions()}
    changed = [*sorted(readers_of(policy.system, paths)), *defined]
    variables = [policy.system.variables[name] for name in nearest_inputs(policy.system, changed, known, period)]
    return tuple(Text(variable.label, variable.label_ar) for variable in variables)


def _quota_note(flag: str, quota: QuotaReach) -> Text:
    """Why widening a quota does nothing: nobody is left outside."""
    of = next(each.of for each in quotas() if each.flag == flag)
    families, candidates = f"{quota.families:,.0f}", f"{quota.candidates:,.0f}"
    return Text(
        f"The quota of {of.en}, {families} families, leaves nobody out: {candidates} pass the gates and apply.",
        f"العدد المستهدف في {of.ar} ({families} أسرة) لا يستبعد أحدا: {candidates} أسرة تجتاز الشروط وتتقدم.",
    )


def compare(
    *reforms: Reform | str | Path,
    population: Population | str | Path = "demo",
    period: str = DEFAULT_PERIOD,
    line: str | float = "national",
    progress: Callable[[int], None] | None = None,
) -> Comparison:
    """Compare the law in force with the same law under some reforms.

    Args:
        reforms: files, ids of the catalogue, or loaded reforms, applied in order; none is the null reform.
        population: `demo`, a population folder, or a loaded population.
        period: the month of the monthly figures.
        line: `national` (the latest national line at the prices of the period), `unindexed` (the same at its own
            prices), `naf` (the line of the Fund's targeting), or JOD a person and month.
        progress: called with the number of steps done, `PROGRESS_STEPS` in all.

    Raises:
        JordanSPError: any mistake in the reforms, the population, the period or the line.
    """
    policy = Policy.of(*reforms)
    month = parse_month(period)
    poverty_line = parse_line(line, month)
    people = population if isinstance(population, Population) else read_population(population)
    baseline = evaluate(Policy(), people, month, progress)
    reform = evaluate(policy, people, month, progress)
    pair = measure.Pair(Basis(people, baseline), reform)
    return Comparison(
        policy=policy,
        period=month,
        line=poverty_line,
        tables=hide_small_cells(_tables(pair, poverty_line), pair, poverty_line),
        population=dict(people.manifest),
        evaluations=quotas_shown(pair),
        silent_inputs=_silent_inputs(policy, people, month),
    )


def _tables(pair: measure.Pair, line: float) -> dict[str, pandas.DataFrame]:
    programmes = measure.programmes_table(pair)
    return {
        "programmes": programmes,
        "pillars": measure.pillars_table(pair),
        "levies": measure.levies_table(pair),
        "services": measure.services_table(pair),
        "governorates": measure.governorates_table(pair, law_tables.governorate_names()),
        "deciles": measure.deciles_table(pair),
        "poverty": measure.poverty_table(pair, line),
        "inequality": measure.inequality_table(pair),
        "winners_losers": measure.winners_losers_table(pair),
        "provisions": law_tables.provisions_table(pair.reform.policy),
        "published": law_tables.published_table(pair),
        "non_verified": law_tables.non_verified_table(pair),
    }
