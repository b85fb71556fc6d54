"""What the numbers say, in sentences: the main result and the title of each chart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas

from openfisca_jordan_sp.report.numbers import rounds_to_zero
from openfisca_jordan_sp.report.texts import Texts

#: The deciles that a reader takes for the poor.
POOREST_DECILES = 3
#: Decimals beyond which a change is none: of a share of persons, of a mean in JOD.
SHARE_DECIMALS, MEAN_DECIMALS = 7, 3

Row = dict[Any, Any]
Tables = Mapping[str, pandas.DataFrame]


def headline(tables: Tables, texts: Texts) -> str:
    """The main result in a sentence: cost, families reached, poverty; and what more is paid, if it changes."""
    if (
        has_hidden(tables["programmes"].tail(1))
        or has_hidden(tables["levies"].tail(1))
        or has_hidden(tables["poverty"])
    ):
        return texts("headline_hidden")
    levies = _levies_sentence(tables["levies"], texts)
    benefits = _benefits_sentence(tables, texts, is_alone=not levies)
    return " ".join(filter(None, (benefits, levies)))


def has_hidden(table: pandas.DataFrame) -> bool:
    """Whether figures of a table are hidden because few people of a survey stand behind them."""
    return bool(table.select_dtypes("number").isna().any(axis=None))


def _levies_sentence(levies: pandas.DataFrame, texts: Texts) -> str:
    """By how much contributions and taxes change in the year; nothing where they do not."""
    change = _records(levies[levies["levy"] == "total"])[0]["cost_year_difference"]
    if rounds_to_zero(change, 0):
        return ""
    return texts("headline_levies_more" if change > 0 else "headline_levies_less", value=texts.money(abs(change)))


def _benefits_sentence(tables: Tables, texts: Texts, *, is_alone: bool) -> str:
    total, poor = total_row(tables["programmes"]), all_residents(tables["poverty"])
    figures = {
        "month": texts.money(total["cost_month_reform"]),
        "year": texts.money(total["cost_year_reform"]),
        "families": texts.number(total["families_reform"]),
        "headcount": texts.percent(poor["headcount_reform"], 2),
    }
    unchanged = _same(total, "cost_month", "cost_year", "families") and _same_share(poor["headcount_difference"])
    if is_alone and unchanged:
        return texts("headline_nothing", **figures)
    clauses = [_cost_clause(total, texts), _families_clause(total, texts), _of_headcount("clause_poverty", poor, texts)]
    return texts("headline", cost=clauses[0], families=clauses[1], poverty=clauses[2])


def total_row(programmes: pandas.DataFrame) -> Row:
    """All programmes together."""
    return _records(programmes[programmes["programme"] == "total"])[0]


def all_residents(poverty: pandas.DataFrame) -> Row:
    """Poverty of everybody."""
    return _records(poverty[poverty["group"] == "all"])[0]


def of_programmes(table: pandas.DataFrame, texts: Texts) -> str:
    """Which programme's cost changes most."""
    return _of_costs(table[table["programme"] != "total"], "programme", texts)


def of_pillars(table: pandas.DataFrame, texts: Texts) -> str:
    """Which pillar's cost changes most."""
    return _of_costs(table, "pillar", texts)


def _of_costs(table: pandas.DataFrame, kind: str, texts: Texts) -> str:
    changed = table[table["cost_year_difference"].abs().round() > 0]
    costly = table[table["cost_year_reform"].round() > 0]
    if changed.empty and costly.empty:
        return texts(f"{kind}_no_cost")
    if changed.empty:
        row = _largest(costly, "cost_year_reform")
        return texts(f"{kind}_same", name=_short(row, texts), value=texts.money(row["cost_year_reform"]))
    row = _largest(changed, "cost_year_difference")
    key = f"{kind}_only" if len(changed) == 1 else f"{kind}_most"
    return texts(key, name=_short(row, texts), change=texts.money(row["cost_year_difference"], signed=True))


def of_winners(table: pandas.DataFrame, texts: Texts) -> str:
    """How many residents gain and how many lose."""
    row = _records(table[table["decile"] == "all"])[0]
    gain, lose = row["share_gain"], row["share_lose"]
    key = {
        (False, False): "winners_none",
        (True, False): "winners_gain",
        (False, True): "winners_lose",
        (True, True): "winners_both",
    }[gain > 0, lose > 0]
    return texts(key, gain=texts.percent(gain), lose=texts.percent(lose))


def of_mean_change(table: pandas.DataFrame, texts: Texts) -> str:
    """Which decile's mean changes most."""
    row = _largest(table[table["decile"] != "all"], "mean_change")
    if rounds_to_zero(row["mean_change"], MEAN_DECIMALS):
        return texts("mean_change_none")
    change = texts.number(row["mean_change"], MEAN_DECIMALS, signed=True)
    return texts("mean_change_most", decile=texts.number(int(row["decile"])), change=change)


def of_poverty(table: pandas.DataFrame, texts: Texts) -> str:
    """Whether fewer residents are poor, or as many less poor."""
    row = all_residents(table)
    if not _same_share(row["headcount_difference"]) or _same_share(row["gap_difference"]):
        return _of_headcount("poverty_title", row, texts)
    direction = "falls" if row["gap_difference"] < 0 else "rises"
    values = {"reform": texts.percent(row["headcount_reform"], 2), "points": texts.points(row["gap_difference"])}
    return texts(f"poverty_title_gap_{direction}", **values)


def of_governorate_costs(table: pandas.DataFrame, texts: Texts) -> str:
    """In which governorate the cost changes most."""
    row = _largest(table, "cost_year_difference")
    if rounds_to_zero(row["cost_year_difference"]):
        return texts("governorate_cost_same")
    change = texts.money(row["cost_year_difference"], signed=True)
    return texts("governorate_cost_most", name=row[texts.label_column], change=change)


def of_governorate_families(table: pandas.DataFrame, texts: Texts) -> str:
    """In which governorate the families reached change most, or are most."""
    row = _largest(table, "families_difference")
    if not rounds_to_zero(row["families_difference"]):
        change = texts.number(row["families_difference"], signed=True)
        return texts("governorate_families_most", name=row[texts.label_column], change=change)
    row = _largest(table, "families_reform")
    families = texts.number(row["families_reform"])
    return texts("governorate_families_same", name=row[texts.label_column], families=families)


def of_reach(table: pandas.DataFrame, texts: Texts) -> str:
    """How many of the families reached are poor."""
    poor = table["decile"].astype(int) <= POOREST_DECILES
    shares = {}
    for name in ("baseline", "reform"):
        families = table[f"families_{name}"]
        shares[name] = float(families[poor].sum() / families.sum()) if families.sum() else 0.0
    if rounds_to_zero(float(table["families_reform"].sum())):
        return texts("reach_nobody")
    values = {name: texts.percent(share) for name, share in shares.items()}
    key = "reach_same" if values["baseline"] == values["reform"] else "reach_changes"
    return texts(key, **values)


def _cost_clause(total: Row, texts: Texts) -> str:
    month, year = total["cost_month_difference"], total["cost_year_difference"]
    if _same(total, "cost_month", "cost_year"):
        return texts("clause_cost_same", year=texts.money(total["cost_year_reform"]))
    if month * year > 0 and not (rounds_to_zero(month) or rounds_to_zero(year)):
        key = "clause_cost_more" if year > 0 else "clause_cost_less"
        return texts(key, month=texts.money(abs(month)), year=texts.money(abs(year)))
    signed = {"month": texts.money(month, signed=True), "year": texts.money(year, signed=True)}
    return texts("clause_cost_mixed", **signed)


def _families_clause(total: Row, texts: Texts) -> str:
    families, change = texts.number(total["families_reform"]), total["families_difference"]
    if rounds_to_zero(change):
        return texts("clause_families_same", families=families)
    key = "clause_families_more" if change > 0 else "clause_families_fewer"
    return texts(key, families=families, change=texts.number(abs(change)))


def _of_headcount(text: str, poor: Row, texts: Texts) -> str:
    """The text for a headcount that stays, falls or rises; a little means that both read the same."""
    change = poor["headcount_difference"]
    headcount = {name: texts.percent(poor[f"headcount_{name}"], 2) for name in ("baseline", "reform")}
    if _same_share(change):
        return texts(f"{text}_same", **headcount)
    little = "_little" if headcount["baseline"] == headcount["reform"] else ""
    direction = "falls" if change < 0 else "rises"
    return texts(f"{text}_{direction}{little}", points=texts.points(change), **headcount)


def _same(row: Row, *figures: str) -> bool:
    return all(rounds_to_zero(row[f"{figure}_difference"]) for figure in figures)


def _same_share(change: float) -> bool:
    return rounds_to_zero(change, SHARE_DECIMALS)


def _largest(table: pandas.DataFrame, column: str) -> Row:
    """The row whose value is farthest from zero, the first of equals."""
    sizes = table[column].abs().tolist()
    return _records(table)[sizes.index(max(sizes))]


def _records(table: pandas.DataFrame) -> list[Row]:
    return table.to_dict(orient="records")


def _short(row: Row, texts: Texts) -> str:
    """`Karama` of `Karama: cash and in-kind support`."""
    return str(row[texts.label_column]).partition(":")[0]
