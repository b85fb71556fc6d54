"""`jordan-sp population age`: carry a population to another year."""

from __future__ import annotations

from pathlib import Path

import click
from rich import box
from rich.console import Console
from rich.table import Table

from openfisca_jordan_sp.populations.ageing import AgeingSeries, age_population, base_year, load_series, parse_year
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.store import read_population, write_population


@click.command()
@click.argument("directory", metavar="DIR")
@click.option("--to", "year", required=True, help="Year, from 2018 to 2033, whose end the population then describes.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="New folder for the population.")
@click.option("--series", "file", type=click.Path(path_type=Path), help="File of series in place of the package's.")
@click.option("--set", "settings", multiple=True, metavar="PATH=VALUE", help="Replace one value of the series.")
def age(directory: str, year: str, out: Path, file: Path | None, settings: tuple[str, ...]) -> None:
    """Carry the population of DIR (a folder, or `demo`) to another year.

    Weights grow with the population of each governorate, money with prices or
    wages; the families stay as they are. What is not known is assumed, and said.
    """
    to, series = parse_year(year), load_series(file, settings)
    population = read_population(directory)
    aged = age_population(population, to, series)
    write_population(aged, out)
    _show(population, aged, series, Console())
    click.echo(f"Written to {out}.")


def _show(before: Population, aged: Population, series: AgeingSeries, screen: Console) -> None:
    """The factors used, and how well each is known."""
    start, end = base_year(before), base_year(aged)
    title = f"From the end of {start} to the end of {end}"
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("", "factor", "confidence"):
        table.add_column(heading, justify="right" if heading == "factor" else "left", no_wrap=True)
    for name in sorted(set(series.columns.values())):
        one = series.money[name]
        factor = one.factor(start, end)
        table.add_row(one.label.en, f"{factor.number:.4f}", factor.confidence)
    persons = [float(each.person_weight.sum()) for each in (before, aged)]
    table.add_row("Persons of the population", f"{persons[1] / persons[0]:.4f}", series.persons(end).confidence)
    screen.print(table)
    if aged.manifest.get("kind") == "synthetic":
        screen.print("The population is synthetic, not a survey.", style="yellow")
    screen.print("Static ageing: families, ages, work and health stay as they were.", style="yellow")
