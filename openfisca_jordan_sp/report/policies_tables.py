"""The tables of several policies in the report: the law in force, then the change under each policy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from openfisca_jordan_sp.measures.rows import in_order
from openfisca_jordan_sp.report import numbers
from openfisca_jordan_sp.report.charts import decile_name
from openfisca_jordan_sp.report.policies_charts import Row, rows_of
from openfisca_jordan_sp.report.tables import Cell, Table
from openfisca_jordan_sp.report.texts import Texts

if TYPE_CHECKING:
    from openfisca_jordan_sp.comparison_result import Comparison

Comparisons = Sequence["Comparison"]
#: The column that names the rows of a table, and whether rows are left out that no policy changes.
_COSTS = {
    "programmes": ("programme", True),
    "pillars": ("pillar", False),
    "levies": ("levy", True),
    "governorates": ("governorate", False),
    "deciles": ("decile", False),
}


_OUTCOMES = ("share_gain", "share_lose", "mean_change")
#: The names of the tables of `all_tables`, in their order.
ORDER = (*_COSTS, "services", "poverty", *_OUTCOMES)


def main(comparisons: Comparisons, texts: Texts) -> Table:
    """The main figures: cost, reach, what is paid, poverty, inequality, and who gains and loses."""
    totals, paid = ([rows_of(one, table)[-1] for one in comparisons] for table in ("programmes", "levies"))
    poor, unequal = ([rows_of(one, table)[0] for one in comparisons] for table in ("poverty", "inequality"))
    winners = [rows_of(one, "winners_losers")[-1] for one in comparisons]
    rows = [
        _changed(texts("policies_cost_month"), totals, "cost_month"),
        _changed(texts("policies_cost_year"), totals, "cost_year"),
        _changed(texts("policies_families"), totals, "families"),
        _changed(texts("policies_persons"), totals, "persons"),
        _changed(texts("policies_paid_year"), paid, "cost_year"),
        *[_points(texts(f"policies_{figure}"), poor, figure) for figure in ("headcount", "gap", "severity")],
        _changed(texts("gini"), unequal, "gini", 5),
        *[_shares(texts(f"policies_{figure}"), winners, figure) for figure in ("share_gain", "share_lose")],
    ]
    return Table(texts("policies_table_main"), _headings(texts("measure"), comparisons, texts), rows)


def all_tables(comparisons: Comparisons, texts: Texts) -> list[Table]:
    """Cost by programme, pillar, levy, place and decile; services; poverty by group; winners and losers by decile."""
    return [
        *[_costs(comparisons, table, texts) for table in _COSTS],
        _services(comparisons, texts),
        _poverty(comparisons, texts),
        *[_winners(comparisons, outcome, texts) for outcome in _OUTCOMES],
    ]


def _costs(comparisons: Comparisons, table: str, texts: Texts) -> Table:
    """Cost a year: the law in force, and the change under each policy."""
    key, only_changed = _COSTS[table]
    by_policy = [{str(row[key]): row for row in rows_of(one, table)} for one in comparisons]
    rows: list[list[Cell]] = []
    totals: set[int] = set()
    for name in in_order(by_policy):
        found = [of.get(name) for of in by_policy]
        there = next(row for row in found if row)
        changes = [row["cost_year_difference"] if row else 0.0 for row in found]
        if only_changed and name != "total" and not any(changes):
            continue
        totals |= {len(rows)} if name == "total" else set()
        label = decile_name(name, texts) if key == "decile" else str(there[texts.label_column])
        cells = [Cell(numbers.number(change, signed=True), "number") for change in changes]
        rows.append([Cell(label), Cell(numbers.number(there["cost_year_baseline"]), "number"), *cells])
    headings = _headings(texts(key), comparisons, texts)
    return Table(texts(f"policies_table_{table}"), headings, rows, emphasised=frozenset(totals))


def _services(comparisons: Comparisons, texts: Texts) -> Table:
    """Who is entitled to each service."""
    rows = [
        _changed(str(rows[0][texts.label_column]), rows, "entitled")
        for rows in zip(*(rows_of(one, "services") for one in comparisons), strict=True)
    ]
    return Table(texts("policies_table_services"), _headings(texts("service"), comparisons, texts), rows)


def _poverty(comparisons: Comparisons, texts: Texts) -> Table:
    """Headcount, gap and severity of each group."""
    rows = [
        _points(f"{texts(figure)} · {found[0][texts.label_column]}", found, figure)
        for figure in ("headcount", "gap", "severity")
        for found in zip(*(rows_of(one, "poverty") for one in comparisons), strict=True)
    ]
    caption = texts("policies_table_poverty", line=texts.number(comparisons[0].line, 2))
    return Table(caption, _headings(texts("measure"), comparisons, texts), rows)


def _winners(comparisons: Comparisons, outcome: str, texts: Texts) -> Table:
    """One outcome by decile, one column a policy."""
    is_share = outcome.startswith("share")
    write: Callable[[float], str] = (
        (lambda value: numbers.percent(value, 2)) if is_share else (lambda value: numbers.number(value, 3, signed=True))
    )
    rows = [
        [
            Cell(decile_name(str(found[0]["decile"]), texts)),
            *[Cell(write(row[outcome]), "number") for row in found],
        ]
        for found in zip(*(rows_of(one, "winners_losers") for one in comparisons), strict=True)
    ]
    headings = _headings(texts("decile"), comparisons, texts, with_law=False)
    return Table(texts(f"policies_table_{outcome}"), headings, rows, emphasised=frozenset({len(rows) - 1}))


def _headings(corner: str, comparisons: Comparisons, texts: Texts, *, with_law: bool = True) -> list[str]:
    """The law in force, then the number of each policy."""
    policies = [texts("policies_number", number=texts.number(place)) for place in range(1, len(comparisons) + 1)]
    return [corner, *([texts("baseline")] if with_law else []), *policies]


def _changed(name: str, rows: Sequence[Row], figure: str, decimals: int = 0) -> list[Cell]:
    law = Cell(numbers.number(rows[0][f"{figure}_baseline"], decimals), "number")
    changes = [Cell(numbers.number(row[f"{figure}_difference"], decimals, signed=True), "number") for row in rows]
    return [Cell(name), law, *changes]


def _points(name: str, rows: Sequence[Row], figure: str) -> list[Cell]:
    """A share in per cent, and its changes in percentage points."""
    law = Cell(numbers.percent(rows[0][f"{figure}_baseline"], 3), "number")
    return [
        Cell(name),
        law,
        *[Cell(numbers.number(row[f"{figure}_difference"] * 100, 3, signed=True), "number") for row in rows],
    ]


def _shares(name: str, rows: Sequence[Row], figure: str) -> list[Cell]:
    return [Cell(name), Cell("–", "number"), *[Cell(numbers.percent(row[figure], 2), "number") for row in rows]]
