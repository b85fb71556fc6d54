"""What was found along an input, as tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy
import pandas

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.vary.cliff import Cliff
from openfisca_jordan_sp.vary.search import Found
from openfisca_jordan_sp.vary.watched import FIGURES, INCOME, Series

Row = dict[str, Any]
#: By policy id; the law in force first.
ByPolicy = Mapping[str, Found]

_ENTITLEMENTS = ("policy", "value", "kind", "variable", "label_en", "label_ar", "amount", "unit")
_CLIFFS = (
    *("policy", "kind", "last_before", "first_after", "variable", "label_en", "label_ar", "change", "unit"),
    *("change_over_step", "rule", "rule_en", "rule_ar", "conditions", "limit", "limit_value", "limit_unit"),
    *("limit_confidence", "instrument", "article", "known", "back_at", "trap_width"),
)
_MOVED = ("policy", "first_after", "kind", "variable", "label_en", "label_ar", "change", "unit")
_STRETCHES = ("policy", "low", "high", "effective_marginal_rate", "takers", "known")
_CHANGES = (
    *("policy", "change", "kind", "variable", "label_en", "label_ar", "unit"),
    *("law_first_after", "law_change", "first_after", "policy_change"),
)
#: What a column of a figure is called.
INCOME_COLUMN = "disposable_income"
LAW_IN_FORCE = "law_in_force"
ADDED, REMOVED, MOVED, RESIZED = "added", "removed", "moved", "resized"


def tables_of(found: ByPolicy) -> dict[str, pandas.DataFrame]:
    """All tables of what was found under some policies."""
    return {
        "values": _values(found),
        "entitlements": _table(_ENTITLEMENTS, (row for policy, one in found.items() for row in _items(policy, one))),
        "cliffs": _table(_CLIFFS, (_cliff(policy, cliff) for policy, one in found.items() for cliff in one.cliffs)),
        "cliff_amounts": _table(_MOVED, (row for policy, one in found.items() for row in _moved(policy, one))),
        "stretches": _table(_STRETCHES, (row for policy, one in found.items() for row in _stretches(policy, one))),
        "cliff_changes": _table(_CHANGES, _changes(found)),
    }


def _table(columns: tuple[str, ...], rows: Iterator[Row]) -> pandas.DataFrame:
    return pandas.DataFrame(list(rows), columns=list(columns))


def column_of(series: Series) -> str:
    """The column of a figure in the table of values."""
    return INCOME_COLUMN if series.variable == INCOME else series.variable


def _values(found: ByPolicy) -> pandas.DataFrame:
    """One row a policy and place of the grid: figures, and the effective marginal rate where it has a meaning."""
    parts = []
    for policy, one in found.items():
        columns: Row = {"policy": policy, "value": one.axis.values(one.jumps.grid)}
        for index, series in enumerate(one.probe.series):
            if series.kind in FIGURES:
                columns[column_of(series)] = one.jumps.amounts[:, index].round(6)
        if one.rates is not None:
            columns["effective_marginal_rate"] = one.rates.round(6)
        parts.append(pandas.DataFrame(columns))
    return pandas.concat(parts, ignore_index=True)


def _items(policy: str, one: Found) -> Iterator[Row]:
    """The programmes and rights that are anything anywhere, at each place of the grid."""
    values = one.axis.values(one.jumps.grid).tolist()
    for index, series in enumerate(one.probe.series):
        amounts = one.jumps.amounts[:, index]
        if series.kind in {"programme", "right"} and amounts.any():
            named = {"kind": series.kind, "variable": series.variable, **_labels(series.label)}
            for value, amount in zip(values, amounts.round(6).tolist(), strict=True):
                yield {"policy": policy, "value": value, **named, "amount": amount, "unit": series.unit}


def _labels(label: Text) -> Row:
    return {"label_en": label.en, "label_ar": label.ar}


def _cliff(policy: str, cliff: Cliff) -> Row:
    limits = cliff.limits
    first = limits[0] if limits else None
    return {
        "policy": policy,
        "kind": cliff.kind,
        "last_before": cliff.before,
        "first_after": cliff.after,
        "variable": cliff.main.variable,
        **_labels(cliff.main.label),
        "change": cliff.main.change,
        "unit": cliff.main.unit,
        "change_over_step": cliff.over_step,
        "rule": "; ".join(reason.variable for reason in cliff.reasons),
        "rule_en": "; ".join(reason.label.en for reason in cliff.reasons),
        "rule_ar": "؛ ".join(reason.label.ar for reason in cliff.reasons),
        "conditions": "; ".join(cliff.conditions),
        "limit": "; ".join(limit.path for limit in limits),
        "limit_value": None if first is None else str(first.value),
        "limit_unit": None if first is None else first.unit,
        "limit_confidence": None if first is None else first.confidence,
        "instrument": "; ".join(dict.fromkeys(cliff.instruments)),
        "article": "; ".join(cliff.articles),
        "known": "; ".join(cliff.known),
        "back_at": cliff.back,
        "trap_width": cliff.trap,
    }


def _moved(policy: str, one: Found) -> Iterator[Row]:
    for cliff in one.cliffs:
        for moved in cliff.moved:
            named = {"kind": moved.kind, "variable": moved.variable, **_labels(moved.label)}
            yield {"policy": policy, "first_after": cliff.after, **named, "change": moved.change, "unit": moved.unit}


def _stretches(policy: str, one: Found) -> Iterator[Row]:
    for stretch in one.stretches:
        yield {
            "policy": policy,
            "low": stretch.low,
            "high": stretch.high,
            "effective_marginal_rate": round(stretch.rate, 6),
            "takers": "; ".join(moved.variable for moved in stretch.moved),
            "known": "; ".join(stretch.known),
        }


def _changes(found: ByPolicy) -> Iterator[Row]:
    """What each policy does to the leaps of the law in force."""
    for policy, one in others_of(found).items():
        for kind, before, after in compared(found[LAW_IN_FORCE].cliffs, one.cliffs):
            told = after or before
            assert told is not None, kind
            yield {
                "policy": policy,
                "change": kind,
                "kind": told.kind,
                "variable": told.main.variable,
                **_labels(told.main.label),
                "unit": told.main.unit,
                "law_first_after": None if before is None else before.after,
                "law_change": None if before is None else before.main.change,
                "first_after": None if after is None else after.after,
                "policy_change": None if after is None else after.main.change,
            }


def others_of(found: ByPolicy) -> ByPolicy:
    """The policies that can be held against the law in force: none where that could not be computed."""
    is_known = LAW_IN_FORCE in found
    return {name: one for name, one in found.items() if is_known and name != LAW_IN_FORCE}


def compared(before: tuple[Cliff, ...], after: tuple[Cliff, ...]) -> Iterator[tuple[str, Cliff | None, Cliff | None]]:
    """The leaps that differ between two policies: `removed`, `moved`, `resized` or `added`, each with both.

    A leap is the same where the same figure leaps at the same value. What is left of both sides is moved where it
    comes from the same rules, in their order.
    """
    same = {(one.after, one.main.variable): one for one in after}
    left = [one for one in before if (one.after, one.main.variable) not in same]
    kept = {(one.after, one.main.variable): one for one in before if (one.after, one.main.variable) in same}
    new = [one for one in after if (one.after, one.main.variable) not in kept]
    for key, old in kept.items():
        if not numpy.isclose(old.main.change, same[key].main.change, atol=0.001):
            yield RESIZED, old, same[key]
    for old in left:
        match = next((one for one in new if _is_moved(old, one)), None)
        if match is not None:
            new.remove(match)
        yield (REMOVED if match is None else MOVED), old, match
    for one in new:
        yield ADDED, None, one


def _is_moved(one: Cliff, other: Cliff) -> bool:
    names = [{reason.variable for reason in cliff.reasons} for cliff in (one, other)]
    return bool(names[0] & names[1]) and (one.main.change < 0) == (other.main.change < 0)
