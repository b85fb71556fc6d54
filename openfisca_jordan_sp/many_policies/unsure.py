"""The values behind some figures that no source verifies, with where each may lie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas
from openfisca_core.parameters import Parameter, ParameterNode

from openfisca_jordan_sp.formulas import year_months
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.many_policies.parameters import Lever, find_lever
from openfisca_jordan_sp.many_policies.ranges import Range, Ranges, bounds_of
from openfisca_jordan_sp.measures import law_tables
from openfisca_jordan_sp.measures.tables import Pair
from openfisca_jordan_sp.system import law_in_force


@dataclass(frozen=True, eq=False)
class UnsureValue:
    """One value of the law in force that no source verifies.

    Attributes:
        lever: its parameter.
        record: the value, from when, its grade and its sources.
        range: where it may lie.
    """

    lever: Lever
    record: tree.ValueRecord
    range: Range

    def drawn(self, share: float) -> float | int:
        """The value below which a share of the draws lie; whole where it counts something."""
        assert self.range.distribution is not None
        value = self.range.distribution.quantile(share)
        return round(value) if self.lever.is_whole else value


def unsure_values(pairs: Iterable[Pair], ranges: Ranges) -> list[UnsureValue]:
    """The values of the law in force behind the figures of some policies in any month of the year, not verified.

    What a reform sets is the user's and not unsure; what it adds is his too.

    Args:
        pairs: each policy beside the one that it is compared with.
        ranges: where values may lie.
    """
    root = law_in_force().parameters
    keys = {(path, day) for pair in pairs for path, day in _not_verified(pair)}
    found = []
    for path, day in sorted(keys):
        parameter = tree.find(root, path)
        record = tree.record_at(parameter, day) if isinstance(parameter, Parameter) else None
        if record is None or record.date != day or record.confidence == tree.VERIFIED:
            continue
        lever = find_lever(root, path)
        found.append(UnsureValue(lever, record, ranges.of(lever, record, bounds_of(root, path))))
    return found


def _not_verified(pair: Pair) -> set[tuple[str, str]]:
    """Path and first day of every value that the figures of a policy rest on in a month of the year."""
    found: set[tuple[str, str]] = set()
    for month in year_months(pair.reform.period.this_year):
        of_month = Pair(pair.basis, replace(pair.reform, period=month))
        table = law_tables.non_verified_table(of_month)
        table = table[table["confidence"] != "reform"]
        found |= set(zip(table["path"], table["date"], strict=True))
    return found


def dated_values(root: ParameterNode, values: Mapping[UnsureValue, Any]) -> dict[str, dict[str, Any]]:
    """Values put in the place of those of the law, by path and date; what the law says from a later day on stays.

    Args:
        root: the parameters of the law.
        values: the new value of each.
    """
    by_path: dict[str, dict[str, Any]] = {}
    for unsure, value in values.items():
        by_path.setdefault(unsure.lever.path, {})[unsure.record.date] = value
    for path, dated in by_path.items():
        parameter = tree.find(root, path)
        assert isinstance(parameter, Parameter), path
        first = min(dated)
        later = {record.date: record.value for record in tree.records(parameter) if record.date >= first}
        by_path[path] = dict(sorted({**later, **dated}.items()))
    return by_path


def values_table(values: Iterable[UnsureValue]) -> pandas.DataFrame:
    """What is drawn and from where, and what is not drawn and why."""
    rows = []
    for unsure in values:
        distribution = unsure.range.distribution
        low, high = distribution.bounds if distribution else (float("nan"), float("nan"))
        rows.append(
            {
                "path": unsure.lever.path,
                "label_en": unsure.lever.label.en,
                "label_ar": unsure.lever.label.ar,
                "unit": unsure.lever.unit,
                "date": unsure.record.date,
                "value": unsure.record.value,
                "confidence": unsure.record.confidence,
                "drawn_from": str(distribution) if distribution else "",
                "low": low,
                "high": high,
                "basis": unsure.range.basis if distribution else "",
                "why_en": unsure.range.why.en,
                "why_ar": unsure.range.why.ar,
            }
        )
    return pandas.DataFrame(rows, columns=_COLUMNS)


_COLUMNS = ["path", "label_en", "label_ar", "unit", "date", "value", "confidence"]
_COLUMNS += ["drawn_from", "low", "high", "basis", "why_en", "why_ar"]
