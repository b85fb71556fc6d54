"""The indicators of the strategy by pillar, taken from tables of statistics, comparisons and cost paths.

Nothing is computed anew: an indicator is a row of a table, with the pillar that it is of and the literature that
defines it. The strategy names aims (`law/strategy.yaml`), not formulas.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.law.catalogue import pillars
from openfisca_jordan_sp.law.strategy import Aim
from openfisca_jordan_sp.system import law_in_force

ALL = "all"
#: Two programmes.
Pair = tuple[str, str]
#: The measures of each pillar, in their order: the table that has them, and the kind and the name of the group.
OF_PILLARS: Mapping[str, tuple[str, str, str]] = {
    "cost_year": ("budget", "all", "all"),
    "coverage": ("targeting", "all", "all"),
    "beneficiaries": ("targeting", "all", "all"),
    "exclusion_error": ("targeting", "all", "all"),
    "leakage": ("targeting", "all", "all"),
    "adequacy": ("targeting", "all", "all"),
    "mean_benefit": ("targeting", "all", "all"),
    "benefit_incidence": ("targeting", "quintile", "1"),
    "benefit_cost_ratio": ("targeting", "all", "all"),
}
#: Where a measure is defined.
_ASPIRE = "World Bank, ASPIRE; Tesliuc, Pop, Grosh, Yemtsov (2014)"
_FGT = "Foster, Greer, Thorbecke (1984), Econometrica 52, 761-766"
LITERATURE: Mapping[str, str] = {
    "coverage": _ASPIRE,
    "beneficiaries": _ASPIRE,
    "benefit_incidence": _ASPIRE,
    "mean_benefit": _ASPIRE,
    "adequacy": _ASPIRE,
    "leakage": "Coady, Grosh, Hoddinott (2004)",
    "exclusion_error": "Cornia, Stewart (1993), Innocenti EPS 36",
    "benefit_cost_ratio": "World Bank, ADePT Social Protection",
    "headcount": _FGT,
    "gap": _FGT,
    "severity": _FGT,
}


def of_pillars(tables: Mapping[str, pandas.DataFrame]) -> pandas.DataFrame:
    """The measures of each pillar and of all programmes together, under each policy.

    A pillar of which no programme pays anybody stands in no table of statistics: it has a row of each measure whose
    value is not a number and whose `is_paid` is false, so that it is not taken for one that is hidden.

    Args:
        tables: `targeting`, `budget` and `policies` of statistics.

    Returns:
        The rows with the columns of statistics, `pillar` and `is_paid`, by pillar, measure and policy.
    """
    named = {**pillars(), ALL: Text("All pillars", "جميع المحاور")}
    parts = []
    for place, (measure, (table, kind, group)) in enumerate(OF_PILLARS.items()):
        rows = tables[table]
        rows = rows[(rows["measure"] == measure) & (rows["group_kind"] == kind) & (rows["group"] == group)]
        rows = rows[rows["programme"].isin(list(named))]
        parts += [rows.assign(is_paid=True, _measure=place), _unpaid(rows, named, place)]
    made = pandas.concat([part for part in parts if len(part)], ignore_index=True)
    order = {pillar: place for place, pillar in enumerate(named)}
    made = made.assign(
        pillar=made["programme"],
        _pillar=made["programme"].map(order),
        programme_en=made["programme"].map({name: text.en for name, text in named.items()}),
        programme_ar=made["programme"].map({name: text.ar for name, text in named.items()}),
    )
    made = made.sort_values(["_pillar", "_measure"], kind="stable", ignore_index=True)
    return made.drop(columns=["_pillar", "_measure"])


def _unpaid(rows: pandas.DataFrame, named: Mapping[str, Text], place: int) -> pandas.DataFrame:
    """Rows without a value for the pillars that a measure has none of; the whole is the pattern."""
    pattern = rows[rows["programme"] == ALL]
    figures = dict.fromkeys(("value", "standard_error", "low", "high"), float("nan"))
    lacking = [name for name in named if name not in set(rows["programme"])]
    parts = [pattern.assign(programme=name, is_paid=False, _measure=place, **figures) for name in lacking]
    return pandas.concat(parts) if parts else rows.iloc[:0]


def pairs_within_pillars(overlap: pandas.DataFrame, pillar_of: Mapping[str, str]) -> pandas.DataFrame:
    """Pairs of programmes of one pillar that the same families get in the year, the most families first.

    Args:
        overlap: of statistics.
        pillar_of: the pillar of each programme.

    Returns:
        The rows of `families_in_both` and `share_of_first` of each pair (the first the smaller one, so that the share
        is the larger), with `pillar`; without pairs that no family gets under any policy.
    """
    # Programmes of different pillars meet different needs by what the strategy says of its pillars.
    first, second = overlap["programme"].map(pillar_of), overlap["group"].map(pillar_of)
    rows = overlap[(first == second) & (overlap["programme"] != overlap["group"])].assign(pillar=first)
    families = _largest(rows[rows["measure"] == "families_in_both"])
    shares = _largest(rows[(rows["measure"] == "share_of_first") & (rows["figure"] == "level")])
    # What is hidden is not a number, and stays.
    kept = [pair for pair, most in families.items() if not most <= 0 and _is_smaller(pair, shares)]
    kept.sort(key=lambda pair: -(0.0 if math.isnan(families[pair]) else families[pair]))
    place = {pair: number for number, pair in enumerate(kept)}
    found = [place.get(pair, -1) for pair in zip(rows["programme"], rows["group"], strict=True)]
    rows = rows.assign(_place=found)
    return rows[rows["_place"] >= 0].sort_values("_place", kind="stable", ignore_index=True).drop(columns="_place")


def _largest(rows: pandas.DataFrame) -> dict[Pair, float]:
    """For each pair the largest value under any policy; not a number where all are hidden."""
    most: dict[Pair, float] = {}
    for first, second, value in zip(rows["programme"], rows["group"], rows["value"].astype(float), strict=True):
        pair = (str(first), str(second))
        known = most.get(pair, math.nan)
        most[pair] = value if math.isnan(known) else max(known, value)
    return most


def _is_smaller(pair: Pair, shares: Mapping[Pair, float]) -> bool:
    """Whether the first of a pair is that with fewer families; of equals the first by name."""
    here, there = shares[pair], shares[pair[1], pair[0]]
    return here > there or (not there > here and pair[0] < pair[1])


def more_than_one(numbers: pandas.DataFrame) -> dict[str, float]:
    """Of the families that any programme pays in the year, the share that gets two or more, under each policy.

    Args:
        numbers: `programmes_per_family` of statistics. Where one of its figures is hidden the share is not a number.
    """
    rows = numbers[(numbers["measure"] == "families") & (numbers["figure"] == "level") & (numbers["group"] != "0")]
    shares = {}
    for policy, of_policy in rows.groupby("policy", sort=False):
        paid = of_policy["value"].sum(skipna=False)
        several = of_policy.loc[of_policy["group"] != "1", "value"].sum(skipna=False)
        shares[str(policy)] = float(several / paid) if paid else float("nan")
    return shares


def target_of(aim: Aim, day: str) -> float | None:
    """The value that the strategy sets for an aim on a day (`YYYY-MM-DD`); None where no source gives one."""
    if aim.target is None:
        return None
    node: Any = law_in_force().parameters
    for part in aim.target.split("."):
        node = node.children[part]
    value = node.get_at_instant(day)
    return None if value is None else float(value)


def change_from(
    shown: Sequence[Mapping[str, Any]], chosen: Mapping[str, Any], figures: Sequence[str]
) -> list[dict[str, Any]]:
    """What each policy changes from a chosen one, where both were compared with the law in force.

    Args:
        shown: rows of the policies, with `<figure>_baseline`, `_reform` and `_difference`.
        chosen: the same row of the chosen policy.
        figures: their names.

    Returns:
        The rows with the chosen policy as `_baseline`, and the differences from it.
    """
    return [
        {
            **row,
            **{f"{name}_baseline": chosen[f"{name}_reform"] for name in figures},
            **{f"{name}_difference": _less(row[f"{name}_reform"], chosen[f"{name}_reform"]) for name in figures},
        }
        for row in shown
    ]


def _less(value: float | None, other: float | None) -> float | None:
    """Of figures that are not hidden, by how much one is above the other."""
    return None if value is None or other is None else value - other
