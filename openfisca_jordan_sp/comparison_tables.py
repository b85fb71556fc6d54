"""The tables of a comparison, and those of several policies joined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.measures import law_tables
from openfisca_jordan_sp.measures import tables as measure

Tables = dict[str, pandas.DataFrame]

#: Tables about the law in force alone, which all policies share.
OF_BASELINE = ("published",)
_TRIO = ("baseline", "reform", "difference")
#: What the table of policies takes from the last row of which table, and what it is called there.
_TOTALS = {
    "programmes": {name: name for name in ("cost_month", "cost_year", "families", "persons", "mean_amount")},
    "levies": {"cost_year": "levies_year"},
}


def comparison_tables(pair: measure.Pair, line: float) -> Tables:
    """Every table of one policy beside the law in force; `line` is JOD a person and month."""
    return {
        "programmes": measure.programmes_table(pair),
        "pillars": measure.pillars_table(pair),
        "levies": measure.levies_table(pair),
        "services": measure.services_table(pair),
        "governorates": measure.governorates_table(pair, law_tables.governorate_names()),
        "deciles": measure.deciles_table(pair),
        "poverty": measure.poverty_table(pair, line),
        "inequality": measure.inequality_table(pair),
        "winners_losers": measure.winners_losers_table(pair),
        "provisions": law_tables.provisions_table(pair.reform.policy),
        "published": law_tables.published_table(pair),
        "non_verified": law_tables.non_verified_table(pair),
    }


def joined_tables(titles: Mapping[str, Text], tables: Sequence[Tables]) -> Tables:
    """The tables of several policies one under the other, each row with its `policy`; first the policies themselves.

    Args:
        titles: of the policies, by id.
        tables: of each policy, in the same order.
    """
    joined = {name: under_one_another(list(titles), [of[name] for of in tables]) for name in tables[0]}
    for name in OF_BASELINE:
        joined[name] = tables[0][name]
    rows = [policy_row(policy, title, of) for (policy, title), of in zip(titles.items(), tables, strict=True)]
    return {"policies": pandas.DataFrame(rows), **joined}


def under_one_another(policies: Sequence[str], tables: Sequence[pandas.DataFrame]) -> pandas.DataFrame:
    """The rows of all policies with a first column `policy`; the columns stay in their order."""
    named = [table.assign(policy=policy) for policy, table in zip(policies, tables, strict=True) if len(table)]
    columns = ["policy", *tables[0].columns]
    return pandas.concat(named, ignore_index=True)[columns] if named else pandas.DataFrame(columns=columns)


def policy_row(policy: str, title: Text, tables: Tables) -> dict[str, Any]:
    """The main figures of a policy: cost and reach of all programmes, what is paid, poverty, inequality, who gains."""
    row: dict[str, Any] = {"policy": policy, "title_en": title.en, "title_ar": title.ar}
    for table, figures in _TOTALS.items():
        total = tables[table].iloc[-1]
        row |= {f"{new}_{of}": total[f"{name}_{of}"] for name, new in figures.items() for of in _TRIO}
    poor, unequal, winners = tables["poverty"].iloc[0], tables["inequality"].iloc[0], tables["winners_losers"].iloc[-1]
    row |= {f"{name}_{of}": poor[f"{name}_{of}"] for name in ("headcount", "gap", "severity") for of in _TRIO}
    row |= {f"gini_{of}": unequal[f"gini_{of}"] for of in _TRIO}
    return row | {name: winners[name] for name in ("share_gain", "share_lose", "mean_change")}
