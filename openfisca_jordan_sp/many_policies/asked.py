"""What every command of this folder is given besides its own: policy, people, period, line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from openfisca_jordan_sp.asked import parse_line, parse_month
from openfisca_jordan_sp.comparison import SYNTHETIC
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.many_policies.batches import Stage
from openfisca_jordan_sp.many_policies.parameters import first_day
from openfisca_jordan_sp.many_policies.problems import refusal
from openfisca_jordan_sp.measures.small_cells import hidden_notes
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.store import read_population
from openfisca_jordan_sp.reform import Reform

AskedReform = Reform | str | Path
AskedPopulation = Population | str | Path


def asked_policy(reforms: Sequence[AskedReform]) -> Policy:
    """The policy that is varied; `FIRST+SECOND` is the same as both one after the other."""
    names: list[AskedReform] = []
    for reform in reforms:
        is_one = not isinstance(reform, str) or Path(reform).exists()
        names += [reform] if is_one else [part for part in str(reform).split("+") if part]
    return Policy.of(*names)


def asked_stage(
    population: AskedPopulation, period: str, line: str | float, progress: Callable[[int], None] | None
) -> Stage:
    """Where policies are evaluated; the people are read last, when everything else is known to be right."""
    month = parse_month(period)
    poverty_line = parse_line(line, month)
    people = population if isinstance(population, Population) else read_population(population)
    return Stage(people, month, poverty_line, progress)


def asked_day(since: str | None, period: str, path: str) -> str:
    """The day from which a value holds: as asked (`YYYY-MM-DD`, or a month for its first day), or `first_day`.

    Raises:
        ManyPoliciesError: neither a day nor a month.
        PeriodError: the period is no month.
    """
    month = parse_month(period)
    if since is None:
        return first_day(month, path)
    written = f"{since}-01" if since.count("-") == 1 else since
    try:
        return str(date.fromisoformat(written))
    except ValueError:
        hint = Text("Write YYYY-MM-DD.", "اكتب YYYY-MM-DD.")
        raise refusal("from", f"{since!r} is not a date.", f"{since!r} ليس تاريخا.", hint) from None


def population_notes(manifest: Mapping[str, Any]) -> list[Text]:
    """What is said first of every result: figures that are hidden, people that nobody surveyed."""
    notes = hidden_notes(manifest)
    return [*notes, SYNTHETIC] if manifest.get("kind") == "synthetic" else notes


def law_note(count: int) -> Text:
    """How many values behind the figures no source verifies."""
    return Text(
        f"Values of the law used here that no source verifies: {count} (table non_verified).",
        f"عدد قيم القانون المستخدمة هنا وغير المتحقق منها في مصدر: {count} (جدول non_verified).",
    )


def about(stage: Stage, policy: Policy) -> dict[str, Any]:
    """The beginning of every result as plain data."""
    return {
        "package": {"name": "openfisca-jordan-sp", "version": version("openfisca-jordan-sp")},
        "policy": {"id": policy.id, "title": vars(policy.title)},
        "period": str(stage.period),
        "poverty_line": stage.line,
        "population": dict(stage.population.manifest),
        "is_synthetic": stage.population.manifest.get("kind") == "synthetic",
    }
