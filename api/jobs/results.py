"""What jobs give, as JSON: the figures, what they rest on, and what a reader must know before using them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

import pandas

from openfisca_jordan_sp.comparison_notes import NO_EFFECT, not_verified_note, silence
from openfisca_jordan_sp.comparison_result import Comparison, reforms_of
from openfisca_jordan_sp.comparison_tables import OF_BASELINE, policy_row
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.results import Result
from openfisca_jordan_sp.results.base import SYNTHETIC
from openfisca_jordan_sp.saving import json_rows

from .. import law_state
from ..v1.provisions import provisions_data

#: What is told of a population; never where it stands, nor its files.
_TOLD = ("kind", "seed", "base_date", "households", "families", "persons", "weight_total", "layers", "caveats")
#: Tables of a comparison that are told otherwise: provisions with their sources, published figures once.
_TOLD_APART = ("provisions", *OF_BASELINE)
_IDS = ("policy", "title_en", "title_ar")


class Asked(Protocol):
    """What was asked, and of whom; `kinds.Work` is one."""

    @property
    def name(self) -> str:
        """Of the population."""

    @property
    def people(self) -> Population:
        """The population."""

    @property
    def policies(self) -> tuple[Policy, ...]:
        """Those asked for."""

    @property
    def period(self) -> str:
        """The month."""


def compared(comparisons: Sequence[Comparison], name: str, line: str | float) -> dict[str, Any]:
    """A comparison of one policy or several with the law in force.

    Args:
        comparisons: each policy by itself.
        name: of the population.
        line: as it was asked for.
    """
    first = comparisons[0]
    return {
        **_head("compare", str(first.period), first.population, name),
        "line": line,
        "poverty_line": first.line,
        "policies": [_compared(one) for one in comparisons],
        "published": json_rows(first.tables["published"]),
        "warnings": _warnings(_shared(comparisons), len(first.tables["non_verified"])),
    }


def _compared(one: Comparison) -> dict[str, Any]:
    row = policy_row(one.policy.id, one.policy.title, one.tables)
    headline = {key: value for key, value in row.items() if key not in _IDS}
    silent = [silence(one.silent_inputs)] if one.silent_inputs else []
    return {
        **_policy(one.policy),
        "headline": json_rows(pandas.DataFrame([headline]))[0],
        "quotas": {
            name: {flag: vars(quota) for flag, quota in quotas.items()} for name, quotas in one.quotas_in_use().items()
        },
        "provisions": provisions_data(one.policy),
        "tables": {name: json_rows(table) for name, table in one.tables.items() if name not in _TOLD_APART},
        "warnings": _warnings(one.notes(), len(one.tables["non_verified"]), silent),
    }


def tables_of(kind: str, result: Result, asked: Asked) -> dict[str, Any]:
    """Any other result: its tables, and what is said of them."""
    return {
        **_head(kind, asked.period, asked.people.manifest, asked.name),
        "title": vars(result.title),
        "policies": [{**_policy(one), "provisions": provisions_data(one)} for one in asked.policies],
        "tables": {table: json_rows(rows) for table, rows in result.tables.items()},
        "warnings": _warnings(result.notes(), len(result.tables.get("non_verified", ()))),
    }


def _head(kind: str, period: str, manifest: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "package": {"name": "openfisca-jordan-sp", "version": law_state.package_version()},
        "law_digest": law_state.parameters_digest(),
        "period": period,
        "is_synthetic": manifest.get("kind") == "synthetic",
        "population": {"name": name} | {key: manifest[key] for key in _TOLD if key in manifest},
    }


def _policy(policy: Policy) -> dict[str, Any]:
    return {"id": policy.id, "title": vars(policy.title), "reforms": reforms_of(policy)}


def _shared(comparisons: Sequence[Comparison]) -> list[Text]:
    """The notes that hold of every policy."""
    notes = [one.notes() for one in comparisons]
    return [note for note in notes[0] if all(note in others for others in notes)]


def _warnings(notes: Iterable[Text], not_verified: int, silent: Sequence[Text] = ()) -> list[dict[str, Any]]:
    """Notes with a code that programs can test."""
    codes = {SYNTHETIC: "synthetic_population", not_verified_note(not_verified): "not_verified_values"}
    codes |= {NO_EFFECT: "no_effect", **dict.fromkeys(silent, "silent_inputs")}
    return [{"code": codes.get(note, "note"), "message": vars(note)} for note in notes]
