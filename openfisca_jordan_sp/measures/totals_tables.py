"""Tables of the summaries of several policies; the first is what the others are compared with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas

from openfisca_jordan_sp.engine.histogram import Bounds
from openfisca_jordan_sp.engine.part_groups import GROUPS
from openfisca_jordan_sp.engine.summary import ALL_LEVIES, ALL_PROGRAMMES, Figures, Summary, of_pillar
from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.acts import Source
from openfisca_jordan_sp.law.catalogue import Levy, Programme, levies, pillars, services
from openfisca_jordan_sp.law.provenance import not_verified, values_used
from openfisca_jordan_sp.measures.statistics.groups import names_by_kind
from openfisca_jordan_sp.policy import Policy

_PERCENTILES = (1, 5, 10, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90, 95, 99)
_NOTHING = Figures(0.0, 0.0, 0.0, 0.0)

_MEASURES = {
    "cost_month": (Text("Cost of all programmes in the month", "كلفة جميع البرامج في الشهر"), "JOD"),
    "cost_year": (Text("Cost of all programmes in the year", "كلفة جميع البرامج في السنة"), "JOD"),
    "families": (Text("Families paid in the month", "الأسر المنتفعة في الشهر"), "families"),
    "persons": (Text("Persons in them", "أفرادها"), "persons"),
    "levies_month": (Text("Contributions and taxes in the month", "الاشتراكات والضرائب في الشهر"), "JOD"),
    "levies_year": (Text("Contributions and taxes in the year", "الاشتراكات والضرائب في السنة"), "JOD"),
    "headcount": (Text("Poverty headcount", "نسبة الفقر"), "share"),
    "poor": (Text("Poor persons", "عدد الفقراء"), "persons"),
    "gap": (Text("Poverty gap", "فجوة الفقر"), "share"),
    "severity": (Text("Poverty severity", "شدة الفقر"), "share"),
    "gini": (Text("Gini coefficient of consumption per head", "معامل جيني لاستهلاك الفرد"), "index"),
    "mean": (Text("Mean consumption a head and month", "متوسط استهلاك الفرد في الشهر"), "JOD a month"),
    "median": (Text("Median consumption a head and month", "وسيط استهلاك الفرد في الشهر"), "JOD a month"),
}

Row = dict[str, Any]
Tables = dict[str, pandas.DataFrame]


def tables(policies: Sequence[Policy], summaries: Sequence[Summary], *, with_year: bool = True) -> Tables:
    """All tables by name: `headline`, `costs`, `poverty`, `services`, `quotas`, `quantiles`, `non_verified`.

    Args:
        policies: in order.
        summaries: one for each.
        with_year: whether the year was computed; its figures are left out otherwise.
    """
    names = unique_ids(policies)
    found = {
        "headline": [
            row for name, one in zip(names, summaries, strict=True) for row in _headline(name, one, summaries[0])
        ],
        "costs": list(_costs(policies, names, summaries)),
        "poverty": [
            row for name, one in zip(names, summaries, strict=True) for row in _poverty(name, one, summaries[0])
        ],
        "services": [
            row for name, one in zip(names, summaries, strict=True) for row in _services(name, one, summaries[0])
        ],
        "quotas": [row for name, one in zip(names, summaries, strict=True) for row in _quotas(name, one)],
        "quantiles": [row for name, one in zip(names, summaries, strict=True) for row in _quantiles(name, one)],
    }
    made = {name: pandas.DataFrame(rows) for name, rows in found.items()}
    made["non_verified"] = _non_verified(policies, names, summaries)
    return made if with_year else {name: _without_year(table) for name, table in made.items()}


def unique_ids(policies: Sequence[Policy]) -> list[str]:
    """The ids of policies; a second one of the same id has its number behind it."""
    names: list[str] = []
    for policy in policies:
        name, number = policy.id, 2
        while name in names:
            name, number = f"{policy.id}#{number}", number + 1
        names.append(name)
    return names


def _without_year(table: pandas.DataFrame) -> pandas.DataFrame:
    kept = table[[column for column in table.columns if "_year" not in str(column)]]
    return kept[~kept["measure"].str.endswith("_year")] if "measure" in kept.columns else kept


def headline_values(summary: Summary) -> dict[str, Bounds]:
    """The headline figures; only those of the histogram have bounds that differ."""
    paid, levied, poverty = summary.figures(ALL_PROGRAMMES), summary.figures(ALL_LEVIES), summary.poverty_of()
    exact = {
        "cost_month": paid.cost_month,
        "cost_year": paid.cost_year,
        "families": paid.families,
        "persons": paid.persons,
        "levies_month": levied.cost_month,
        "levies_year": levied.cost_year,
        "headcount": poverty.headcount,
        "poor": poverty.poor,
        "gap": poverty.gap,
        "severity": poverty.severity,
        "mean": summary.consumption.mean,
    }
    values = {name: Bounds(value, value) for name, value in exact.items()}
    return values | {"gini": summary.gini(), "median": summary.consumption.quantile(0.5)}


def _headline(policy: str, summary: Summary, first: Summary) -> Iterator[Row]:
    values, before = headline_values(summary), headline_values(first)
    for measure, (label, unit) in _MEASURES.items():
        value = values[measure]
        yield {
            "policy": policy,
            "measure": measure,
            "label_en": label.en,
            "label_ar": label.ar,
            "unit": unit,
            "value": value.middle,
            "low": value.low,
            "high": value.high,
            "difference": value.middle - before[measure].middle,
        }


def _items(policy: Policy) -> Iterator[tuple[str, str, Text]]:
    """What the table of costs lists: id, kind and name."""
    for programme in policy.programmes:
        yield programme.id, "programme", programme.label
    for pillar, label in pillars().items():
        yield of_pillar(pillar), "pillar", label
    yield ALL_PROGRAMMES, "all", Text("All programmes", "جميع البرامج")
    for levy in levies():
        yield levy.id, "levy", levy.label
    yield ALL_LEVIES, "all", Text("All contributions and taxes", "جميع الاشتراكات والضرائب")


def _costs(policies: Sequence[Policy], names: Sequence[str], summaries: Sequence[Summary]) -> Iterator[Row]:
    """Cost and reach by group of everything that is paid under any policy."""
    used = {key for one in summaries for key in one.items if one.figures(key) != _NOTHING}
    first = summaries[0]
    for name, policy, summary in zip(names, policies, summaries, strict=True):
        for key, kind, label in _items(policy):
            if key not in used:
                continue
            for group in GROUPS:
                now = vars(summary.figures(key, group))
                before = vars(first.figures(key, group) if key in first.items else _NOTHING)
                item = {"policy": name, "item": key, "kind": kind, "label_en": label.en, "label_ar": label.ar}
                yield {**item, **_group(group), **_with_differences(now, before)}


def _group(group: tuple[str, str]) -> Row:
    kind, name = group
    text = names_by_kind()[kind][name]
    return {"group_kind": kind, "group": name, "group_en": text.en, "group_ar": text.ar}


def _with_differences(now: Mapping[str, float], before: Mapping[str, float]) -> Row:
    return {**now, **{f"{name}_difference": value - before[name] for name, value in now.items()}}


def _poverty(policy: str, summary: Summary, first: Summary) -> Iterator[Row]:
    for group in GROUPS:
        now, before = vars(summary.poverty_of(group)), vars(first.poverty_of(group))
        figures = _with_differences(now, before)
        figures.pop("persons_difference")
        yield {"policy": policy, **_group(group), "line": summary.line, **figures}


def _services(policy: str, summary: Summary, first: Summary) -> Iterator[Row]:
    for service in services():
        now, before = summary.service(service.id), first.service(service.id)
        label = {"service": service.id, "label_en": service.label.en, "label_ar": service.label.ar}
        row = {"policy": policy, **label, "entity": now.entity, "entitled": now.entitled}
        row["entitled_difference"] = now.entitled - before.entitled
        if now.value is not None and before.value is not None:
            row |= {"value_month": now.value, "value_month_difference": now.value - before.value}
        yield row


def _quotas(policy: str, summary: Summary) -> Iterator[Row]:
    for flag, quota in summary.quotas.items():
        yield {"policy": policy, "quota": flag, **vars(quota), "is_binding": quota.is_binding}


def _quantiles(policy: str, summary: Summary) -> Iterator[Row]:
    """The value that so many of a hundred persons do not exceed, between two bounds."""
    for percent in _PERCENTILES:
        bounds = summary.consumption.quantile(percent / 100)
        yield {"policy": policy, "percentile": percent, "low": bounds.low, "high": bounds.high}


def _non_verified(policies: Sequence[Policy], names: Sequence[str], summaries: Sequence[Summary]) -> pandas.DataFrame:
    """The values behind the figures of each policy that no source verifies."""
    rows = []
    for name, policy, summary in zip(names, policies, summaries, strict=True):
        counted: tuple[Programme | Levy, ...] = (*policy.programmes, *levies())
        variables = [item.variable for item in counted if summary.figures(item.id) != _NOTHING]
        flags = {flag for flag, quota in summary.quotas.items() if not quota.is_idle}
        for record in not_verified(values_used(policy, summary.month, variables, flags)):
            source = "; ".join(Source.from_data(reference).title for reference in record.references)
            what = {"path": record.path, "date": record.date, "value": record.value}
            rows.append({"policy": name, **what, "confidence": record.confidence, "source": source})
    return pandas.DataFrame(rows, columns=["policy", "path", "date", "value", "confidence", "source"])
