"""A cost path printed on a terminal."""

from __future__ import annotations

from typing import Any

import pandas
from rich.console import Console
from rich.table import Table

from openfisca_jordan_sp.console import amount_text, new_table, share_text
from openfisca_jordan_sp.cost_path import CostPath, CostPaths
from openfisca_jordan_sp.measures.rows import records

_MILLION = 1e6


def show_path(path: CostPath, screen: Console) -> None:
    """Print the years side by side, and the change of each programme, pillar and levy."""
    screen.print(f"\n[bold]{path.policy.title.en}[/bold]  against the law in force, {_span(path.years)}")
    for note in path.notes():
        screen.print(f"- {note.en}", style="yellow", highlight=False)
    rows = path.tables["years"]
    screen.print(_costs(rows, path.years[0]))
    screen.print(_reach(rows))
    for name, key, title in (
        ("years_programmes", "programme", "Programmes: change of the cost, m JOD a year"),
        ("years_pillars", "pillar", "Pillars of the strategy: change of the cost, m JOD a year"),
        ("years_levies", "levy", "Contributions and taxes paid: change, m JOD a year"),
    ):
        screen.print(_changes(path.tables[name], key, title))
    screen.print(_assumptions(path))


def show_paths(paths: CostPaths, screen: Console) -> None:
    """Print the change of the cost under each policy, one column a year, then each policy by itself."""
    years = paths.paths[0].years
    screen.print(f"\n[bold]{paths.title.en}[/bold], {_span(years)}")
    table = new_table("All programmes: change of the cost, m JOD a year", "", *[str(year) for year in years])
    for path in paths.paths:
        cells = {
            row["year"]: "not computed"
            if row["reason_en"] is not None
            else _millions(row["cost_year_difference"], signed=True)
            for row in records(path.tables["years"])
        }
        table.add_row(path.policy.id, *[cells[year] for year in years])
    screen.print(table)
    for path in paths.paths:
        show_path(path, screen)


def _span(years: tuple[int, ...]) -> str:
    """`2026 to 2033`, or the years one by one where some are left out."""
    is_whole = len(years) > 1 and years[-1] - years[0] == len(years) - 1
    return f"{years[0]} to {years[-1]}" if is_whole else ", ".join(str(year) for year in years)


def _costs(rows: pandas.DataFrame, first: int) -> Table:
    """Cost of all programmes and levies in each year."""
    constant = f"change at prices of {first}"
    title = "All programmes, and contributions and taxes paid, m JOD a year"
    table = new_table(title, "", "law in force", "reform", "change", constant, "paid: law", "change", constant)
    for row in records(rows):
        if row["reason_en"] is not None:
            table.add_row(str(row["year"]), "not computed")
            continue
        table.add_row(
            str(row["year"]),
            _millions(row["cost_year_baseline"]),
            _millions(row["cost_year_reform"]),
            _millions(row["cost_year_difference"], signed=True),
            _millions(row["cost_year_constant_difference"], signed=True),
            _millions(row["levies_year_baseline"]),
            _millions(row["levies_year_difference"], signed=True),
            _millions(row["levies_year_constant_difference"], signed=True),
        )
    return table


def _reach(rows: pandas.DataFrame) -> Table:
    """People, those reached in the month, and poverty."""
    headings = ("people", "families reached", "change", "persons reached", "change", "line", "poor: law", "change")
    table = new_table("Who is reached in the month, and poverty of all residents", "", *headings)
    for row in records(rows):
        if row["reason_en"] is None:
            table.add_row(
                str(row["year"]),
                amount_text(row["persons"], 0),
                amount_text(row["families_reform"], 0),
                amount_text(row["families_difference"], 0, signed=True),
                amount_text(row["persons_reached_reform"], 0),
                amount_text(row["persons_reached_difference"], 0, signed=True),
                amount_text(row["poverty_line"], 2),
                share_text(row["headcount_baseline"], "baseline"),
                share_text(row["headcount_difference"], "difference"),
            )
    return table


def _changes(rows: pandas.DataFrame, key: str, title: str) -> Table:
    """One row for what changes in any year, one column a year; the total always."""
    years = sorted(rows["year"].unique())
    table = new_table(title, "", *[str(year) for year in years])
    for item, part in rows.groupby(key, sort=False):
        changes = part["cost_year_difference"].tolist()
        if item == "total" or any(changes):
            table.add_row(str(part["label_en"].iloc[0]), *[_millions(change, signed=True) for change in changes])
    return table


def _assumptions(path: CostPath) -> Table:
    """Growth of people, prices and earnings; what is assumed is marked."""
    rows = path.tables["years_assumptions"]
    wanted = sorted({*path.years, *(year - 1 for year in path.years)})
    table = new_table("Growth on the year before (* assumed, ~ recalled)", "", *[str(year) for year in wanted])
    for label, part in rows.groupby("label_en", sort=False):
        of_year = {row["year"]: row for row in records(part)}
        table.add_row(str(label), *[_growth(of_year.get(year)) for year in wanted])
    return table


def _growth(row: dict[Any, Any] | None) -> str:
    if row is None or pandas.isna(row["growth"]):
        return ""
    return f"{row['growth'] * 100:+.2f} %" + {"assumed": "*", "recalled": "~"}.get(row["confidence"], "")


def _millions(value: float, *, signed: bool = False) -> str:
    return amount_text(value / _MILLION, 2, signed=signed)
