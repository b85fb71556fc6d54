"""What a search for a value found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.many_policies.asked import about, law_note, population_notes
from openfisca_jordan_sp.many_policies.batches import Stage
from openfisca_jordan_sp.many_policies.parameters import Lever
from openfisca_jordan_sp.many_policies.search import is_monotone
from openfisca_jordan_sp.many_policies.targets import Target
from openfisca_jordan_sp.measures.headlines import FIGURES, Headlines
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.results import Tabular
from openfisca_jordan_sp.saving import json_rows, save_whole, write_csv, write_json


@dataclass(frozen=True)
class Trial:
    """One value that was tried, and what comes of it."""

    value: float
    outcome: float
    round: int


@dataclass(frozen=True)
class Solution(Tabular):
    """The value of a parameter that meets a target, or the two neighbours that enclose it.

    Attributes:
        stage: the population, the period and the poverty line.
        policy: the law in force, or with reforms, that the value is set in.
        lever: the parameter.
        since: the day from which the value holds.
        target: what was asked for.
        goal: what the outcome is to be.
        in_force: the outcome of the law in force.
        trials: every value tried, in the order tried.
        below: the lower neighbour; the same as `above` where one value meets the target itself.
        above: the higher neighbour.
        tables: `trials`; `headlines` (every figure at the value found, and its difference from the law in force);
            `non_verified`.
    """

    stage: Stage
    policy: Policy
    lever: Lever
    since: str
    target: Target
    goal: float
    in_force: float
    trials: tuple[Trial, ...]
    below: Trial
    above: Trial
    tables: dict[str, pandas.DataFrame]

    @property
    def is_exact(self) -> bool:
        """Whether one value meets the target itself."""
        return self.below.value == self.above.value

    @property
    def best(self) -> Trial:
        """The one of the two neighbours whose outcome is nearer to the target; the lower where both are as near."""
        return min(self.below, self.above, key=lambda trial: (abs(trial.outcome - self.goal), trial.value))

    @property
    def value(self) -> float:
        """The value whose outcome is nearest to the target."""
        return self.best.value

    @property
    def solved(self) -> Policy:
        """The policy with the value found."""
        return with_value(self.policy, self.lever, self.since, self.value)

    @property
    def title(self) -> Text:
        """What the tables are about."""
        return Text(f"The value of {self.lever.path} that meets a target", f"قيمة {self.lever.path} التي تحقق الهدف")

    def notes(self) -> list[Text]:
        """What a reader must know before using the value, the most important first."""
        notes = [*population_notes(self.stage.population.manifest), law_note(len(self.tables["non_verified"]))]
        if not self.is_exact:
            notes.append(_between(self))
        if not is_monotone({index: trial.outcome for index, trial in enumerate(_by_value(self.trials))}):
            notes.append(
                Text(
                    "The outcome rises and falls between the ends: other values may meet the target too.",
                    "ترتفع النتيجة وتنخفض بين الطرفين: قد تحقق قيم أخرى الهدف أيضا.",
                )
            )
        notes.append(Text(f"The value holds from {self.since}.", f"تسري القيمة من {self.since}."))
        return notes

    def to_dict(self) -> dict[str, Any]:
        """The result as plain data, ready for JSON."""
        return {
            **about(self.stage, self.policy),
            "parameter": {"path": self.lever.path, "label": vars(self.lever.label), "unit": self.lever.unit},
            "from": self.since,
            "target": {**vars(self.target), "unit": self.target.unit, "goal": self.goal, "in_force": self.in_force},
            "value": self.value,
            "outcome": self.best.outcome,
            "is_exact": self.is_exact,
            "below": vars(self.below),
            "above": vars(self.above),
            "notes": [vars(note) for note in self.notes()],
            "tables": {name: json_rows(table) for name, table in self.tables.items()},
        }

    def save(self, directory: str | Path, language: str = "en") -> list[Path]:  # noqa: ARG002 - as other results
        """Write `solution.json` and one CSV file for each table.

        Raises:
            OutputError: the directory cannot be made or written.
        """
        return save_whole(directory, self._write)

    def _write(self, folder: Path) -> list[Path]:
        written = [write_json(self.to_dict(), folder / "solution.json")]
        return written + [write_csv(table, folder / f"{name}.csv") for name, table in self.tables.items()]


def _by_value(trials: Sequence[Trial]) -> list[Trial]:
    return sorted(trials, key=lambda trial: trial.value)


def _between(solution: Solution) -> Text:
    below, above = solution.below, solution.above
    return Text(
        f"No value tried meets the target itself: {below.value:,.10g} gives {below.outcome:,.6g}, "
        f"{above.value:,.10g} gives {above.outcome:,.6g}.",
        f"لا قيمة مما جُرب تحقق الهدف تماما: {below.value:,.10g} تعطي {below.outcome:,.6g} "
        f"و{above.value:,.10g} تعطي {above.outcome:,.6g}.",
    )


def with_value(policy: Policy, lever: Lever, day: str, value: float) -> Policy:
    """The policy with a value of the parameter from a day on."""
    return policy.with_values({lever.path: {day: lever.number(value)}})


def headlines_table(headlines: Headlines) -> pandas.DataFrame:
    """Every figure of a policy beside the law in force."""
    rows = []
    for name, figure in FIGURES.items():
        before, value = headlines.baseline.get(name, float("nan")), headlines.figures[name]
        labels = {"label_en": figure.label.en, "label_ar": figure.label.ar, "unit": figure.unit}
        rows.append({"figure": name, **labels, "baseline": before, "value": value, "difference": value - before})
    return pandas.DataFrame(rows)
