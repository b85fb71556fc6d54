"""The tables of a comparison that are about the law: what changes, what is published, what is not verified."""

from __future__ import annotations

from typing import Any

import numpy
import pandas
from openfisca_core.parameters import Parameter

from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.acts import Source
from openfisca_jordan_sp.law.catalogue import Levy, Programme, levies
from openfisca_jordan_sp.law.items import item_label
from openfisca_jordan_sp.law.provenance import not_verified, values_used
from openfisca_jordan_sp.measures.tables import Pair, figures_row
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.system import law_in_force


def governorate_names() -> dict[str, tuple[str, str]]:
    """The governorates in the order of their codes, with their English and Arabic names."""
    values = law_in_force().variables["governorate"].possible_values
    labels = {item.name: item_label(item) for item in values}
    return {name: (label.en, label.ar) for name, label in labels.items()}


def provisions_table(policy: Policy) -> pandas.DataFrame:
    """The values that a policy changes, with what they were and how well that is known."""
    columns = ["instrument", "path", "label_en", "label_ar", "unit", "date", "before", "before_confidence", "after"]
    rows = [{**vars(p), "label_en": p.label.en, "label_ar": p.label.ar} for p in policy.provisions()]
    return pandas.DataFrame(rows, columns=columns)


def non_verified_table(pair: Pair) -> pandas.DataFrame:
    """The values behind the figures of the reform that no source verifies, with their sources.

    Behind them are the values that programmes, contributions and taxes of any amount read: of a programme
    that pays nobody under either policy, nothing stands in the figures.
    """
    evaluation = pair.reform
    flags = {flag for flag, quota in evaluation.quotas.items() if not quota.is_idle}
    records = values_used(evaluation.policy, evaluation.period, _variables_in_use(pair), flags)
    rows = [
        {
            "path": record.path,
            "date": record.date,
            "value": record.value,
            "confidence": record.confidence,
            "source": "; ".join(Source.from_data(reference).title for reference in record.references),
        }
        for record in not_verified(records)
    ]
    return pandas.DataFrame(rows, columns=["path", "date", "value", "confidence", "source"])


def _variables_in_use(pair: Pair) -> list[str]:
    """The variables of the programmes, contributions and taxes of any amount in the year under either policy."""
    amounts = [{**evaluation.year, **evaluation.levies_year} for evaluation in pair.evaluations.values()]
    counted: tuple[Programme | Levy, ...] = (*pair.programmes, *levies())
    return [
        item.variable
        for item in counted
        if any(numpy.any(of_policy[item.id]) for of_policy in amounts if item.id in of_policy)
    ]


def published_table(pair: Pair) -> pandas.DataFrame:
    """Baseline families and monthly cost of the Fund's cash beside the published figures."""
    naf = [p.id for p in pair.programmes if p.is_naf_cash]
    model = figures_row(pair, naf)
    statistics = "statistics.national_aid_fund"
    families, bill = (_published(f"{statistics}.{name}") for name in ("families", "monthly_bill"))
    rows = []
    for day in sorted(families.keys() & bill.keys()):
        rows.append(_against(day, "families", families[day], model["families_baseline"]))
        rows.append(_against(day, "cost_month", bill[day], model["cost_month_baseline"]))
    return pandas.DataFrame(rows)


def _published(path: str) -> dict[str, float]:
    parameter = tree.find(law_in_force().parameters, path)
    return {r.date: r.value for r in tree.records(parameter)} if isinstance(parameter, Parameter) else {}


def _against(day: str, figure: str, published: float, model: float) -> dict[str, Any]:
    return {
        "date": day,
        "figure": figure,
        "published": published,
        "model": model,
        "difference": model - published,
        "relative_difference": (model - published) / published,
    }
