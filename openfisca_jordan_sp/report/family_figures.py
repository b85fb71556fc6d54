"""The chart of one family: what each policy gives it in the month, by programme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openfisca_jordan_sp.report import numbers, series
from openfisca_jordan_sp.report.drawn import Drawn
from openfisca_jordan_sp.report.texts import Texts


@dataclass(frozen=True)
class Paid:
    """What a programme gives a family in the month under each policy.

    Attributes:
        programme: its name.
        amounts: JOD by the name of the policy, in the order of the policies; None where it cannot be computed.
    """

    programme: str
    amounts: Mapping[str, float | None]


def entitlements(paid: Sequence[Paid], texts: Texts) -> Drawn | None:
    """A bar for each policy, in it a part for each programme; None where there is nothing to compare.

    Args:
        paid: each programme under the same policies.
        texts: of the language.
    """
    shown = [one for one in paid if any(amount and amount > 0 for amount in one.amounts.values())]
    policies = list(shown[0].amounts) if shown else []
    if len(policies) < 2 and len(shown) < 2:  # noqa: PLR2004 - one bar of one part says nothing
        return None
    totals = {name: sum(one.amounts[name] or 0.0 for one in shown) for name in policies}
    parts = [
        series.Bar(name, one.programme, amount, _money(amount))
        for one in shown
        for name in policies
        if (amount := one.amounts[name] or 0.0) > 0
    ]
    cells = [
        series.Bar(one.programme, name, amount or 0.0, texts("unset") if amount is None else _money(amount))
        for one in shown
        for name, amount in one.amounts.items()
    ]
    written = {name: _money(total) for name, total in totals.items()}
    chart = series.draw_sums(parts, texts("family_axis"), ",.0f", written)
    table = series.table(texts("numbers_of_chart"), texts("programme"), cells)
    return Drawn(chart, _finding(shown, totals, texts), table)


def _finding(shown: Sequence[Paid], totals: Mapping[str, float], texts: Texts) -> str:
    """Which policy gives most; where all give the same, which programme does."""
    most, least = max(totals.values()), min(totals.values())
    if not numbers.rounds_to_zero(most - least, 3):
        best = next(name for name, total in totals.items() if total == most)
        worst = next(name for name, total in totals.items() if total == least)
        values = {"most_value": _money(most), "least_value": _money(least)}
        return texts("family_finding_policies", most=best, least=worst, **values)
    first = next(iter(totals))
    if len(shown) == 1:
        return texts("family_finding_same", programme=shown[0].programme, value=_money(most))
    largest = max(shown, key=lambda one: one.amounts[first] or 0.0)
    value = _money(largest.amounts[first] or 0.0)
    key = "family_finding_programmes" if len(totals) == 1 else "family_finding_programmes_same"
    return texts(key, programme=largest.programme, value=value, count=len(shown), total=_money(most))


def _money(amount: float) -> str:
    return numbers.number(amount, 3)
