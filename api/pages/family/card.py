"""What each policy gives a family in the month, by programme: the chart under its entitlements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.report.texts import Texts

from ..figures import Figure
from .results import LAW, Results

NAME = "entitlements"


def card_of(results: Results, texts: Texts, addresses: Mapping[str, str]) -> Figure | None:
    """The chart; None where there is nothing to compare.

    Args:
        results: of a family.
        texts: of the language.
        addresses: of its files.
    """
    from openfisca_jordan_sp.report.family_figures import Paid, entitlements  # noqa: PLC0415 - loads what draws

    names = _names(results.titles, texts)
    paid = [Paid(texts.of(row.label), {names[one.policy]: one.month for one in row.amounts}) for row in results.rows]
    drawn = entitlements(paid, texts)
    if drawn is None:
        return None
    return Figure(NAME, drawn.finding, texts("family_note"), drawn.chart, drawn.table, _rows(results), addresses)


def _names(titles: Mapping[str, Text], texts: Texts) -> dict[str, str]:
    """What each policy is called: by its title, with its id where another bears the same."""
    told = {policy: texts.of(title) for policy, title in titles.items()}
    alike = {name for name in told.values() if list(told.values()).count(name) > 1}
    return {policy: f"{name} ({policy})" if policy and name in alike else name for policy, name in told.items()}


def _rows(results: Results) -> Sequence[Mapping[str, Any]]:
    """The amounts as the reply gives them."""
    return [
        {
            "policy": one.policy if one.policy != LAW else "law_in_force",
            "programme": row.id,
            "month": one.month,
            "change": one.change,
            "year": one.year,
        }
        for row in results.rows
        for one in row.amounts
    ]
