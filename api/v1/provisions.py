"""The values that a policy changes, told alike wherever a reply has them (`Provision` of the contract)."""

from __future__ import annotations

from typing import Any

from openfisca_core.parameters import Parameter

from openfisca_jordan_sp.drafting.articles import Articles
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.policy import Policy, Provision
from openfisca_jordan_sp.system import law_in_force

from .law_told import article_told, both, sources_data, value_data


def provisions_data(policy: Policy) -> list[dict[str, Any]]:
    """Each value that a policy changes: what it was and becomes, with the sources of both, and its articles."""
    found = policy.provisions()
    articles = Articles.of(policy.system, [one.path for one in found])
    return [_provision(one, policy, articles) for one in found]


def _provision(one: Provision, policy: Policy, articles: Articles) -> dict[str, Any]:
    old, new = (tree.find(root, one.path) for root in (law_in_force().parameters, policy.system.parameters))
    before, after = _record(old, one.date), _record(new, one.date)
    known = old if isinstance(old, Parameter) else new
    cited = articles.of_value(known, one.date) if isinstance(known, Parameter) else ()
    return {
        "path": one.path,
        "label": both(one.label),
        "instrument": one.instrument,
        "unit": one.unit,
        "date": one.date,
        "before": value_data(one.before),
        "before_since": None if before is None else before.date,
        "before_confidence": one.before_confidence or None,
        "before_sources": [] if before is None else sources_data(before.references),
        "after": value_data(one.after),
        "after_sources": [] if after is None else sources_data(after.references),
        "articles": [{"article": article, "name": article_told(article)} for article in cited],
    }


def _record(parameter: Any, day: str) -> tree.ValueRecord | None:
    return tree.record_at(parameter, day) if isinstance(parameter, Parameter) else None
