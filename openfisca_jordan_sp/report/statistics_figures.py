"""The figures of the page of statistics: each a chart, the sentence that it shows, and its numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import altair
import numpy
import pandas

from openfisca_jordan_sp.report import series
from openfisca_jordan_sp.report.drawn import Drawn, chart_from, charted_from, figures_from
from openfisca_jordan_sp.report.figures import Charted, Figure
from openfisca_jordan_sp.report.numbers import rounds_to_zero
from openfisca_jordan_sp.report.result_page import names_of
from openfisca_jordan_sp.report.statistics_rows import bars, chosen, group_name, level, records, value_text, value_told
from openfisca_jordan_sp.report.tables import Cell, Table
from openfisca_jordan_sp.report.texts import Texts

if TYPE_CHECKING:
    from openfisca_jordan_sp.population_statistics import Statistics

_BANDS = ("lose_over_5", "lose_0.1_to_5", "unchanged", "gain_0.1_to_5", "gain_over_5")
_SHOWN_PERCENTILES = ("10", "20", "40", "50", "60", "80", "90", "99")
_SHARE_DECIMALS = 7
#: The kinds of groups whose poverty is shown; governorates have a chart of their own.
_SHOWN_KINDS = ("all", "sex_of_head", "age", "disability_in_household", "household_size", "nationality_of_head")


def chart_of(result: Statistics, name: str, language: str) -> altair.LayerChart:
    """One chart by itself (see `chart_from`)."""
    return chart_from(_CHARTS, result, name, language)


def charted(result: Statistics, names: Sequence[str], texts: Texts) -> list[Charted]:
    """Some charts, not drawn yet, by the names of those of the page."""
    return charted_from(_CHARTS, "statistics", result, names, texts)


def figures(result: Statistics, texts: Texts) -> list[Figure]:
    """The figures of the page."""
    return figures_from(_CHARTS, "statistics", result, texts)


def _barred(
    result: Statistics,
    rows: pandas.DataFrame,
    name: str,
    said: str,
    texts: Texts,
    axis: tuple[str, str],
    draw: Callable[[Sequence[series.Bar], str, str], altair.LayerChart] = series.draw_bars,
) -> Drawn | None:
    """A chart of bars or dots; `name` says what names them, `said` what they show, `axis` their unit."""
    found = bars(result, rows, texts, name)
    visible = series.shown(found)
    if not visible:
        return None
    finding = texts("finding_hidden") if len(visible) < len(found) else said
    corner = texts("measure" if name == "label" else name)
    return Drawn(
        draw(visible, texts(axis[0]), axis[1]),
        finding,
        series.table(texts("numbers_of_chart"), corner, found),
    )


def _poverty(result: Statistics, texts: Texts) -> Drawn | None:
    measures = ("headcount", "gap", "severity")
    rows = chosen(result.tables["poverty"], group_kind="all", measure=measures)
    said = texts("statistics_finding_poverty", value=value_told(level(result, "poverty", "headcount"), texts))
    return _barred(result, rows, "label", said, texts, ("axis_percent", ".0%"))


def _poverty_groups(result: Statistics, texts: Texts) -> Drawn | None:
    """Poverty of persons by who heads their household, their age, disability, size and nationality."""
    rows = chosen(result.tables["poverty"], group_kind=_SHOWN_KINDS, measure="headcount")
    law = chosen(rows, policy=result.policies[0].id, figure="level").dropna(subset="value")
    found = records(law[law["group_kind"] != "all"].sort_values("value", ascending=False, kind="stable"))
    if not found:
        return None
    said = _most_and_least("poverty_groups", found[0], found[-1], texts)
    return _barred(result, rows, "group", said, texts, ("axis_percent", ".0%"), series.draw_dots)


def _governorates(result: Statistics, texts: Texts) -> Drawn | None:
    rows = chosen(result.tables["poverty"], group_kind="governorate", measure="headcount")
    rows = _sorted(rows, result)
    found = records(chosen(rows, policy=result.policies[0].id, figure="level"))
    said = _most_and_least("governorates", found[0], found[-1], texts)
    return _barred(result, rows, "group", said, texts, ("axis_percent", ".0%"))


def _most_and_least(name: str, most: dict[Any, Any], least: dict[Any, Any], texts: Texts) -> str:
    """Where a measure is highest and where lowest."""
    return texts(
        f"statistics_finding_{name}",
        most=group_name(most, texts),
        most_value=value_told(most, texts),
        least=group_name(least, texts),
        least_value=value_told(least, texts),
    )


def _sorted(rows: pandas.DataFrame, result: Statistics, key: str = "group") -> pandas.DataFrame:
    """Rows with the largest of the first policy first, those of one group together."""
    first = chosen(rows, policy=result.policies[0].id, figure="level").set_index(key)["value"]
    most = rows.groupby(key, sort=False)["value"].max()
    order = first.reindex(most.index).fillna(0.0).sort_values(ascending=False, kind="stable")
    places = {name: place for place, name in enumerate(order.index)}
    return rows.assign(_place=rows[key].map(places)).sort_values("_place", kind="stable").drop(columns="_place")


def _lorenz(result: Statistics, texts: Texts) -> Drawn | None:
    rows = chosen(result.tables["lorenz"], figure="level")
    if rows["value"].isna().all():
        return None
    names = dict(zip([one.id for one in result.policies], names_of(result.policies, texts), strict=True))
    data = pandas.DataFrame(
        {
            "x": rows["group"].astype(float) / 100,
            "y": rows["value"],
            "series": rows["policy"].map(names),
        }
    )
    chart = series.draw_lines(
        data, texts("statistics_axis_poorest"), texts("statistics_axis_welfare"), (".0%", ".0%"), diagonal=True
    )
    of_law = {row["group"]: row for row in records(chosen(rows, policy=result.policies[0].id))}
    said = texts(
        "statistics_finding_lorenz",
        poorest=texts.percent(of_law["40"]["value"]),
        richest=texts.percent(1 - of_law["90"]["value"]),
    )
    listed = chosen(rows, group=_SHOWN_PERCENTILES)
    return Drawn(chart, said, _lorenz_table(listed, names, texts))


def _lorenz_table(rows: pandas.DataFrame, names: dict[str, str], texts: Texts) -> Table:
    made = []
    for _, of_group in rows.groupby("group", sort=False):
        found = {row["policy"]: row for row in records(of_group)}
        name = str(of_group[f"group_{texts.language}"].iloc[0])
        made.append([Cell(name), *(Cell(value_text(found[policy]), "number") for policy in names)])
    return Table(texts("numbers_of_chart"), [texts("statistics_axis_poorest"), *names.values()], made)


def _targeting(result: Statistics, texts: Texts) -> Drawn | None:
    rows = chosen(result.tables["targeting"], programme="all", group_kind="quintile", measure="coverage")
    found = records(chosen(rows, policy=result.policies[0].id, figure="level"))
    poorest, richest = (value_told(found[place], texts) for place in (0, -1))
    said = texts("statistics_finding_targeting", poorest=poorest, richest=richest)
    return _barred(result, rows, "group", said, texts, ("axis_percent", ".0%"))


def _leakage(result: Statistics, texts: Texts) -> Drawn | None:
    """What each programme spends on people who are not poor; of programmes that anybody gets under any policy."""
    rows = chosen(result.tables["targeting"], group_kind="all", measure="leakage", figure="level")
    rows = rows[rows.groupby("programme")["value"].transform("count") > 0]
    # A share of nothing is not hidden: nobody gets the programme under that policy.
    spent = chosen(result.tables["targeting"], group_kind="all", measure="spending", figure="level")
    spent = spent[spent["value"] == 0]
    idle = set(zip(spent["policy"], spent["programme"], strict=True))
    kept = [pair not in idle for pair in zip(rows["policy"], rows["programme"], strict=True)]
    rows = rows.loc[numpy.array(kept, dtype=bool)]
    every = records(chosen(rows, policy=result.policies[0].id, programme="all"))
    if not every:
        return None
    said = texts("statistics_finding_leakage", value=value_told(every[0], texts))
    return _barred(result, rows, "programme", said, texts, ("axis_percent", ".0%"))


def _budget(result: Statistics, texts: Texts) -> Drawn | None:
    ids = dict.fromkeys(one.id for policy in result.policies for one in policy.programmes)
    rows = chosen(result.tables["budget"], programme=list(ids), group_kind="all", measure="cost_year")
    rows = _sorted(rows, result, "programme")
    found = records(chosen(rows, policy=result.policies[0].id, figure="level"))
    if not found:
        return None
    most = found[0]
    name = str(most[f"programme_{texts.language}"])
    said = texts("statistics_finding_budget", name=name, value=value_told(most, texts))
    return _barred(result, rows, "programme", said, texts, ("axis_millions_year", ",.0f"))


def _winners(result: Statistics, texts: Texts) -> Drawn | None:
    rows = chosen(result.tables["winners_losers"], group_kind="all", measure=_BANDS)
    ids, names = [one.id for one in result.policies[1:]], names_of(result.policies, texts)[1:]
    shares = {policy: {row["measure"]: row for row in records(chosen(rows, policy=policy))} for policy in ids}
    if any(pandas.isna(row["value"]) for of in shares.values() for row in of.values()):
        return None
    labels = {row["measure"]: str(row[texts.label_column]) for row in records(rows.drop_duplicates("measure"))}
    values = [[shares[policy][band]["value"] for band in _BANDS] for policy in ids]
    chart = series.draw_stacks(names, values, [labels[band] for band in _BANDS], texts("axis_percent"))
    cells = [
        [Cell(name), *(Cell(value_text(shares[policy][band]), "number") for band in _BANDS)]
        for name, policy in zip(names, ids, strict=True)
    ]
    table = Table(texts("numbers_of_chart"), [texts("method_policy"), *(labels[band] for band in _BANDS)], cells)
    return Drawn(chart, _winners_finding(values, texts), table)


def _winners_finding(values: list[list[float]], texts: Texts) -> str:
    """Under which policy most gain, and how many lose there."""
    gains = [of[3] + of[4] for of in values]
    if all(rounds_to_zero(1 - of[2], _SHARE_DECIMALS) for of in values):
        return texts("winners_none")
    most = max(range(len(values)), key=lambda place: gains[place])
    gain, lose = texts.percent(gains[most]), texts.percent(values[most][0] + values[most][1])
    return texts("statistics_finding_winners", policy=texts.number(most + 1), gain=gain, lose=lose)


_CHARTS: dict[str, Callable[[Statistics, Texts], Drawn | None]] = {
    "poverty": _poverty,
    "poverty_groups": _poverty_groups,
    "governorates": _governorates,
    "lorenz": _lorenz,
    "targeting": _targeting,
    "leakage": _leakage,
    "budget": _budget,
    "winners": _winners,
}
