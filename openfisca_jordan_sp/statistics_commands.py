"""The command `jordan-sp statistics`: poverty, inequality, targeting, winners and budget, with their errors."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Any

import click
import pandas
from rich.console import Console

from openfisca_jordan_sp.asked import parse_line, parse_month
from openfisca_jordan_sp.asked_policies import parse_policies
from openfisca_jordan_sp.measures.statistics_options import SCALES, UNITS, WELFARES, Options
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.population_options import population_options
from openfisca_jordan_sp.populations.store import read_population
from openfisca_jordan_sp.saving import json_rows, save_whole, write_csv, write_json
from openfisca_jordan_sp.statistics_screen import WIDTH, say, show

Tables = dict[str, pandas.DataFrame]

_DEFAULTS = Options()


@click.command("statistics")
@click.argument("reforms", nargs=-1, metavar="[REFORM]...")
@population_options(month="Month: YYYY-MM; figures are of its year.", line="JOD a head (or adult equivalent) and month")
@click.option("--welfare", type=click.Choice(WELFARES), default=_DEFAULTS.welfare, show_default=True)
@click.option("--per", type=click.Choice(SCALES), default=_DEFAULTS.per, show_default=True, help="Equivalence scale.")
@click.option("--unit", type=click.Choice(UNITS), default=_DEFAULTS.unit, show_default=True, help="Whom to count.")
@click.option(
    "--replicates", type=int, default=_DEFAULTS.replicates, show_default=True, help="For standard errors; 0: none."
)
@click.option("--seed", type=int, default=_DEFAULTS.seed, show_default=True, help="Of the replicates.")
@click.option("--marginal-rates", is_flag=True, help="Effective marginal rates too (two more evaluations a policy).")
@click.option("--out", type=click.Path(path_type=Path), help="Write statistics.json and a CSV file of each table here.")
@click.pass_context
def statistics(
    ctx: click.Context,
    /,
    reforms: tuple[str, ...],
    population: str,
    period: str,
    line: str,
    out: Path | None,
    **asked: Any,
) -> None:
    """Poverty, inequality, targeting, winners, overlap and budget, with standard errors.

    Of the law in force, and of the law under each REFORM beside it: a file, the id of a reform in the catalogue
    (see `jordan-sp reforms`), or several applied together as a+b.
    """
    language = ctx.find_root().params["language"]
    options, month = Options(**asked), parse_month(period)
    parse_line(line, month)
    changed = parse_policies(reforms)
    people = read_population(population)
    tables = _tables([Policy(), *changed], people, month, line, options)
    screen = Console(width=max(Console().width, WIDTH))
    show(tables, screen, language, str(month))
    if out is not None:
        written = save(tables, out, {"period": str(month), "line": line, "options": vars(options), **_facts(people)})
        files = ", ".join(path.name for path in written)
        screen.print(say("written", language, out=out, files=files), markup=False, highlight=False)


def _tables(policies: list[Policy], people: Any, month: Any, line: str, options: Options) -> Tables:
    # What evaluates a population is loaded only when one is asked for.
    from openfisca_jordan_sp.engine.evaluate import evaluate_all  # noqa: PLC0415
    from openfisca_jordan_sp.measures.statistics import statistics_tables  # noqa: PLC0415

    return statistics_tables(people, evaluate_all(policies, people, month), line, options)


def _facts(people: Any) -> dict[str, Any]:
    return {
        "package": {"name": "openfisca-jordan-sp", "version": version("openfisca-jordan-sp")},
        "population": dict(people.manifest),
        "is_synthetic": people.manifest.get("kind") == "synthetic",
    }


def save(tables: Tables, out: Path, facts: dict[str, Any]) -> list[Path]:
    """Write `statistics.json` and a CSV file of each table, all or none.

    Args:
        tables: by name.
        out: the folder, made where it is not there.
        facts: what else the JSON says.

    Raises:
        OutputError: the folder cannot be made or written.
    """
    content = {**facts, "tables": {name: json_rows(table) for name, table in tables.items()}}
    return save_whole(
        out,
        lambda folder: [
            write_json(content, folder / "statistics.json"),
            *(write_csv(table, folder / f"statistics_{name}.csv") for name, table in tables.items()),
        ],
    )
