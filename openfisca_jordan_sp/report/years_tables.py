"""The tables of a cost path in the report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas

from openfisca_jordan_sp.measures.rows import records
from openfisca_jordan_sp.report import numbers
from openfisca_jordan_sp.report.tables import SCENARIOS, Cell, Section, Table
from openfisca_jordan_sp.report.texts import Texts

Row = dict[Any, Any]
#: How a share and its change are written: in per cent and in percentage points.
_POINTS = 100
_PLURALS = {"programme": "programmes", "pillar": "pillars", "levy": "levies"}


def costs(rows: pandas.DataFrame, first: int, texts: Texts) -> Table:
    """Cost of all programmes and what is paid, at the prices of each year and of the first."""
    figures = ("cost_year", "cost_year_constant", "levies_year", "levies_year_constant")
    constant = texts("years_constant", year=first)
    names = (texts("cost_year"), constant, texts("years_paid"), constant)
    return _by_year(texts("years_table_costs"), rows, figures, names, texts)


def reach(rows: pandas.DataFrame, texts: Texts) -> Table:
    """People, families and persons reached in the month, and poverty of all residents."""
    figures = ("families", "persons_reached", "headcount")
    names = (texts("families"), texts("persons"), texts("headcount"))
    return _by_year(texts("years_table_reach"), rows, figures, names, texts)


def _by_year(caption: str, rows: pandas.DataFrame, figures: Sequence[str], names: Sequence[str], texts: Texts) -> Table:
    """One row a year; for each figure the law in force, the reform and the difference."""
    made: list[list[Cell]] = []
    for row in records(rows):
        cells = [Cell(str(row["year"]))]
        if row["reason_en"] is None:
            cells += [_cell(row, figure, scenario) for figure in figures for scenario in SCENARIOS]
        else:
            cells += [Cell(texts("years_not_computed"))] * (len(figures) * len(SCENARIOS))
        made.append(cells)
    headings = [texts("years_year"), *[texts(scenario) for _ in figures for scenario in SCENARIOS]]
    return Table(caption, headings, made, tuple(names), len(SCENARIOS))


def _cell(row: Row, figure: str, scenario: str) -> Cell:
    value, is_change = row[f"{figure}_{scenario}"], scenario == "difference"
    if figure != "headcount":
        return Cell(numbers.number(value, signed=is_change), "number")
    text = numbers.number(value * _POINTS, 3, signed=True) if is_change else numbers.percent(value, 3)
    return Cell(text, "number")


def changes(rows: pandas.DataFrame, key: str, texts: Texts) -> Table:
    """The change of the cost of whatever changes, one column a year; the total is always there."""
    years = [str(year) for year in sorted(rows["year"].unique())]
    made: list[list[Cell]] = []
    totals: set[int] = set()
    for item, part in rows.groupby(key, sort=False):
        values = part["cost_year_difference"].tolist()
        if item == "total" or any(values):
            totals |= {len(made)} if item == "total" else set()
            name = str(part[texts.label_column].iloc[0])
            made.append([Cell(name), *[Cell(numbers.number(value, signed=True), "number") for value in values]])
    return Table(texts(f"years_table_{_PLURALS[key]}"), [texts(key), *years], made, emphasised=frozenset(totals))


def by_pillar(rows: pandas.DataFrame, texts: Texts) -> Table:
    """The cost of each pillar, one column a year; where a policy changes any, also under the law, and the change."""
    years = [str(year) for year in sorted(rows["year"].unique())]
    parts = [(str(name), part) for name, part in rows.groupby(texts.label_column, sort=False)]
    caption = texts("years_table_by_pillar")
    if not rows["cost_year_difference"].any():
        made = [[Cell(name), *_costs(part, "reform")] for name, part in parts]
        return Table(caption, [texts("pillar"), *years], made)
    made = [[Cell(texts(one)), *_costs(part, one)] for _, part in parts for one in SCENARIOS]
    sections = tuple(Section(name, len(SCENARIOS)) for name, _ in parts)
    return Table(caption, [texts("pillar"), *years], made, sections=sections)


def _costs(part: pandas.DataFrame, scenario: str) -> list[Cell]:
    signed = scenario == "difference"
    return [Cell(numbers.number(value, signed=signed), "number") for value in part[f"cost_year_{scenario}"]]


def assumptions(rows: pandas.DataFrame, texts: Texts) -> Table:
    """Growth of each series in each year with a chip for how well it is known."""
    years = sorted(rows["year"].unique())
    made = []
    for _, part in rows.groupby("series", sort=False):
        name = str(part[texts.label_column].iloc[0])
        by_year = {row["year"]: row for row in records(part)}
        made.append([Cell(name), *[_growth_cell(by_year[year], texts) for year in years]])
    return Table(texts("years_table_assumptions"), [texts("years_series"), *map(str, years)], made)


def _growth_cell(row: Row, texts: Texts) -> Cell:
    growth = row["growth"]
    text: str = "" if pandas.isna(growth) else numbers.percent(growth, 2, signed=True)
    return Cell(text, "number", texts(f"confidence_{row['confidence']}"), str(row["confidence"]))
