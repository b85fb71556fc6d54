"""The figures of the strategy's indicators: by pillar, of overlap, and of rights to services.

Each takes tables, as `measures.indicators` and comparisons give them, and the names of the policies by id, in their
order: the law in force, and the policy beside it where there is one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

import pandas

from openfisca_jordan_sp.law.catalogue import pillars as pillars_of_law
from openfisca_jordan_sp.measures.indicators import ALL
from openfisca_jordan_sp.report import numbers, series
from openfisca_jordan_sp.report.drawn import Drawn
from openfisca_jordan_sp.report.series import Bar
from openfisca_jordan_sp.report.statistics_rows import (
    Row,
    between_text,
    chosen,
    group_name,
    measure_name,
    records,
    value_text,
    value_told,
    with_bounds,
)
from openfisca_jordan_sp.report.tables import Cell, Section, Table
from openfisca_jordan_sp.report.texts import Texts

Names = Mapping[str, str]
#: The measures that have a chart, with the title and the form of its axis.
CHARTS: Mapping[str, tuple[str, str]] = {
    "coverage": ("axis_percent", ".0%"),
    "adequacy": ("axis_percent", ".0%"),
    "exclusion_error": ("axis_percent", ".0%"),
    "leakage": ("axis_percent", ".0%"),
    "cost_year": ("axis_millions_year", ",.0f"),
}
#: Of this measure the least is the best, and is said.
_LEAST = "exclusion_error"
_MILLION = 1e6
_MOST_PAIRS = 10


def by_pillar(indicators: pandas.DataFrame, measure: str, names: Names, texts: Texts) -> Drawn | None:
    """One measure of each pillar and of all, under each policy, with its interval; None where all of it is hidden."""
    found = chosen(indicators, measure=measure)
    rows = records(chosen(found, figure="level"))
    named = [(str(row[f"programme_{texts.language}"]), row) for row in rows]
    said = _said(rows, measure, list(names), texts)
    drawn = _barred(_bars(named, names, texts), said, CHARTS[measure], "pillar", texts)
    changes = {str(row[f"programme_{texts.language}"]): _figure(row, texts) for row in _changed(found)}
    return _with_changes(drawn, changes, texts)


def _bars(named: Iterable[tuple[str, Row]], names: Names, texts: Texts) -> list[Bar]:
    """A bar for each row of statistics, with its name; amounts of a year in millions."""
    made = []
    for name, row in named:
        divisor = _MILLION if row["unit"] == "JOD/year" else 1.0
        is_paid = row.get("is_paid", True)
        made.append(
            Bar(
                name=name,
                series=names[row["policy"]],
                value=row["value"] / divisor,
                label=value_text(row) if is_paid else texts("indicators_unpaid"),
                low=row["low"] / divisor,
                high=row["high"] / divisor,
                between=between_text(row),
            )
        )
    return made


def _barred(bars: Sequence[Bar], said: str, axis: tuple[str, str], corner: str, texts: Texts) -> Drawn | None:
    visible = series.shown(bars)
    if not visible:
        return None
    table = series.table(texts("numbers_of_chart"), texts(corner), bars)
    return Drawn(series.draw_bars(visible, texts(axis[0]), axis[1]), said, table)


def _changed(rows: pandas.DataFrame) -> list[Row]:
    """Of rows of statistics the changes from the law in force."""
    return [row for row in records(rows) if row["figure"] != "level"]


def _with_changes(drawn: Drawn | None, changes: Mapping[str, Cell], texts: Texts) -> Drawn | None:
    """A figure whose table has the change by the name of each row; without any where the law in force stands alone."""
    if drawn is None or not changes:
        return drawn
    table = drawn.table
    rows = [[*row, changes.get(row[0].text, Cell("", "number"))] for row in table.rows]
    return replace(drawn, table=replace(table, headings=[*table.headings, texts("difference")], rows=rows))


def _said(rows: Sequence[Row], measure: str, policies: Sequence[str], texts: Texts) -> str:
    """The figure of all under the last policy, the pillar that stands out, and what it is under the law in force."""
    of_last = [row for row in rows if row["policy"] == policies[-1] and row["is_paid"]]
    parts = [row for row in of_last if row["pillar"] != ALL]
    if not parts:
        return texts("indicators_nobody")
    if any(pandas.isna(row["value"]) for row in of_last):
        return texts("finding_hidden")
    stands_out = min(parts, key=_value) if measure == _LEAST else max(parts, key=_value)
    before, whole = (_whole(rows, policy) for policy in (policies[0], policies[-1]))
    said = texts(
        f"indicators_finding_{measure}",
        all=value_told(whole, texts),
        name=_short(str(stands_out[f"programme_{texts.language}"])),
        value=value_told(stands_out, texts),
    )
    return _beside(said, value_told(before, texts), policies, texts)


def _beside(said: str, before: str, policies: Sequence[str], texts: Texts) -> str:
    """A sentence with the figure of the law in force, where there is a policy beside it."""
    return said if len(policies) == 1 else texts("indicators_before", said=said, before=before)


def _whole(rows: Sequence[Row], policy: str) -> Row:
    return next(row for row in rows if row["policy"] == policy and row["pillar"] == ALL)


def _value(row: Row) -> float:
    return float(row["value"])


def _short(name: str) -> str:
    """`Karama` of `Karama: cash and in-kind support`."""
    return name.partition(":")[0]


def all_indicators(indicators: pandas.DataFrame, names: Names, texts: Texts, services: str = "") -> Table:
    """Every measure of every pillar: a row each, its figure under each policy with the interval, and the change.

    Args:
        indicators: of `measures.indicators.of_pillars`.
        names: of the policies.
        texts: of a language.
        services: where it stands who is entitled to services; of a pillar that pays nobody the table leads there.
    """
    made: list[list[Cell]] = []
    sections = []
    for _, part in groupby(records(indicators), key=lambda row: row["pillar"]):
        of_pillar = list(part)
        rows = [] if not any(row["is_paid"] for row in of_pillar) else _rows_of_pillar(of_pillar, texts)
        note = {} if rows else {"note": texts("indicators_unpaid_pillar"), "address": services}
        more = {"link": texts("indicators_to_services")} if note and services else {}
        sections.append(Section(str(of_pillar[0][f"programme_{texts.language}"]), len(rows), **note, **more))
        made += rows
    headings = [texts("measure"), *names.values()] + [texts("difference")] * (len(names) - 1)
    return Table(texts("indicators_table_all"), headings, made, sections=tuple(sections))


def _rows_of_pillar(rows: Sequence[Row], texts: Texts) -> list[list[Cell]]:
    made = []
    for _, part in groupby(rows, key=lambda row: row["measure"]):
        # Levels come first, each policy in its order.
        ordered = sorted(part, key=lambda row: row["figure"] != "level")
        made.append([Cell(measure_of(ordered[0], texts)), *(_figure(row, texts) for row in ordered)])
    return made


def measure_of(row: Row, texts: Texts) -> str:
    """The name of the measure of a row; where it is of one group, with the name of that."""
    name = measure_name(row, texts)
    return name if row["group_kind"] == "all" else f"{name} · {group_name(row, texts)}"


def _figure(row: Row, texts: Texts) -> Cell:
    is_change = row["figure"] != "level"
    is_paid = row.get("is_paid", True)
    return Cell(with_bounds(row, is_change=is_change) if is_paid else texts("indicators_unpaid"), "number")


def numbers_of_programmes(
    rows: pandas.DataFrame, shares: Mapping[str, float], names: Names, texts: Texts
) -> Drawn | None:
    """Families by the number of programmes that pay them.

    Args:
        rows: `programmes_per_family` of statistics.
        shares: of the families paid, those that get two or more, under each policy.
        names: of the policies.
        texts: of a language.
    """
    levels = chosen(rows, measure="families", figure="level")
    found = [row for row in records(levels) if row["group"] != "0"]
    if not found:
        return None
    bars = _bars([(_programmes(str(row["group"]), texts), row) for row in found], names, texts)
    policies = list(names)
    share, before = shares.get(policies[-1], float("nan")), shares.get(policies[0], float("nan"))
    said = texts("indicators_nobody")
    if not math.isnan(share):
        said = texts("indicators_finding_numbers", share=texts.percent(share))
        said = _beside(said, texts.percent(before), policies, texts) if not math.isnan(before) else said
    elif any(pandas.isna(row["value"]) for row in found):
        said = texts("finding_hidden")
    drawn = _barred(bars, said, ("axis_families", ",.0f"), "programme", texts)
    changed = _changed(chosen(rows, measure="families"))
    return _with_changes(drawn, {_programmes(str(row["group"]), texts): _figure(row, texts) for row in changed}, texts)


def _programmes(number: str, texts: Texts) -> str:
    return texts("indicators_one_programme") if number == "1" else texts("indicators_programmes", number=number)


def pairs(rows: pandas.DataFrame, names: Names, texts: Texts) -> Drawn | None:
    """The pairs of programmes that most families get; all of them stand in the table.

    Args:
        rows: of `measures.indicators.pairs_within_pillars`.
        names: of the policies.
        texts: of a language.
    """
    levels = records(chosen(rows, measure="families_in_both", figure="level")) if len(rows) else []
    bars = _bars([(_pair(row, texts), row) for row in levels], names, texts)
    visible = series.shown(bars)
    if not visible:
        return None
    kept = list(dict.fromkeys(bar.name for bar in visible))[:_MOST_PAIRS]
    most = max((bar for bar in visible if bar.series == list(names.values())[-1]), key=lambda bar: bar.value)
    said = texts("indicators_finding_pairs", name=most.name, value=texts.isolated(most.label))
    chart = series.draw_bars([bar for bar in visible if bar.name in kept], texts("axis_families"), ",.0f")
    table = series.table(texts("numbers_of_chart"), texts("indicators_families"), bars)
    changes = {_pair(row, texts): _figure(row, texts) for row in _changed(chosen(rows, measure="families_in_both"))}
    return _with_changes(Drawn(chart, said, table), changes, texts)


def _pair(row: Row, texts: Texts) -> str:
    first, second = (str(row[f"{part}_{texts.language}"]) for part in ("programme", "group"))
    return texts("indicators_pair", first=first, second=second)


def reach(table: pandas.DataFrame, names: Names, texts: Texts) -> Drawn | None:
    """Families that each pillar reaches in the month; `table` is `pillars` of a comparison."""
    bars = _compared(table, "families", names, texts)
    said = texts("indicators_finding_reach" if _is_any(bars) else "indicators_nobody", **_most(bars, names, texts))
    drawn = _barred(bars, said, ("axis_families", ",.0f"), "pillar", texts)
    return _with_changes(drawn, _changes(table, "families", names, texts), texts)


def services(table: pandas.DataFrame, names: Names, texts: Texts) -> Drawn | None:
    """Who is entitled to each service in the month; `table` is `services` of a comparison."""
    bars = _compared(table, "entitled", names, texts)
    of_last = [bar for bar in bars if bar.series == list(names.values())[-1]]
    some = sum(bar.value > 0 for bar in of_last)
    counted = {"count": texts.number(len(of_last)), "some": texts.number(some)}
    said = texts("indicators_finding_services", **counted, **_most(bars, names, texts))
    drawn = _barred(bars, said if some else texts("indicators_nobody"), ("entitled", ",.0f"), "service", texts)
    if drawn is None:
        return None
    drawn = replace(drawn, table=_services_table(table, names, texts))
    return _with_changes(drawn, _changes(table, "entitled", names, texts), texts)


def _services_table(table: pandas.DataFrame, names: Names, texts: Texts) -> Table:
    made = []
    for row in records(table):
        cells = [Cell(numbers.number(_number(row[f"entitled_{one}"])), "number") for one in _scenarios(names)]
        pillar = texts.of(pillars_of_law()[str(row["pillar"])]).partition(":")[0]
        counted = texts(f"counted_in_{row['entity']}")
        made.append([Cell(str(row[texts.label_column])), Cell(pillar), Cell(counted), *cells])
    headings = [texts("service"), texts("pillar"), texts("counted_in"), *names.values()]
    return Table(texts("numbers_of_chart"), headings, made)


def _compared(table: pandas.DataFrame, figure: str, names: Names, texts: Texts) -> list[Bar]:
    """A bar for each row of a comparison and each policy."""
    made = []
    for row in records(table):
        for scenario, name in zip(_scenarios(names), names.values(), strict=True):
            value = _number(row[f"{figure}_{scenario}"])
            made.append(Bar(str(row[texts.label_column]), name, value, numbers.number(value)))
    return made


def _changes(table: pandas.DataFrame, figure: str, names: Names, texts: Texts) -> dict[str, Cell]:
    """The change of each row of a comparison by its name; none where the law in force stands alone."""
    if len(names) == 1:
        return {}
    values = {str(row[texts.label_column]): _number(row[f"{figure}_difference"]) for row in records(table)}
    return {name: Cell(numbers.number(value, signed=True), "number") for name, value in values.items()}


def _scenarios(names: Names) -> tuple[str, ...]:
    return ("baseline", "reform")[: len(names)]


def _number(value: float | None) -> float:
    return float("nan") if value is None else float(value)


def _is_any(bars: Sequence[Bar]) -> bool:
    return any(bar.value > 0 for bar in bars)


def _most(bars: Sequence[Bar], names: Names, texts: Texts) -> dict[str, str]:
    """The name and the number of the longest bar under the last policy."""
    of_last = [bar for bar in series.shown(bars) if bar.series == list(names.values())[-1]]
    if not of_last:
        return {"name": "", "value": ""}
    most = max(of_last, key=lambda bar: bar.value)
    return {"name": _short(most.name), "value": texts.isolated(most.label)}
