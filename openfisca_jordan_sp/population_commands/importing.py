"""The command `jordan-sp population import`: a survey becomes a population."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import yaml
from rich.console import Console
from rich.markup import escape

from openfisca_jordan_sp.errors import OutputError, Text
from openfisca_jordan_sp.populations.store import write_population
from openfisca_jordan_sp.populations.survey import Imported, SurveyError, import_survey, shipped, write_findings

_WORDS = {
    "read": Text(
        "{households:,} households, {families:,} families, {persons:,} persons; weights sum to {weight:,.0f}.",
        "{households:,} أسرة معيشية و{families:,} أسرة و{persons:,} فردا؛ مجموع الأوزان {weight:,.0f}.",
    ),
    "calibrated": Text(
        "Weights calibrated to {targets}: design effect {before:.2f} → {after:.2f}, largest change ×{ratio:.2f}.",
        "عويرت الأوزان على {targets}: أثر التصميم {before:.2f} ← {after:.2f}، أكبر تغير ×{ratio:.2f}.",
    ),
    "checked": Text("Check met: {name} ({difference:+.1%}).", "تحقق مستوفى: {name} ({difference:+.1%})."),
    "warning": Text("Warning: {problem}", "تنبيه: {problem}"),
    "constant": Text(
        "Not in the survey, the same for everybody: {names}.", "غير مذكور في المسح وقيمته واحدة للجميع: {names}."
    ),
    "assumed": Text("Not verified in the mapping: {names}.", "غير متحقق منه في ملف الربط: {names}."),
    "minimum": Text(
        "Outputs hide cells of fewer than {minimum} families or persons. The folder itself must not leave the machine.",
        "تُحجب الخلايا التي تقل عن {minimum} أسر أو أفراد. ويجب ألا يغادر المجلد نفسه هذا الجهاز.",
    ),
    "written": Text("Written to {out}.", "كُتب في {out}."),
    "errors": Text("Every bad row is in {path} ({rows:,}).", "جميع الصفوف الخاطئة في {path} ({rows:,})."),
    "hint": Text("Give --errors FILE for every bad row.", "استخدم --errors FILE لسرد كل صف خاطئ."),
}


def _changes(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> dict[str, Any]:
    changes = {}
    for each in given:
        path, equals, value = each.partition("=")
        if not equals or not path:
            raise click.BadParameter(f"{each!r} is not FIELD=VALUE, as in tables.persons.file=people.dta.")
        try:
            changes[path] = yaml.safe_load(value)
        except yaml.YAMLError:
            raise click.BadParameter(f"the value of {path} is not YAML: {value!r}.") from None
    return changes


@click.command("import", epilog=f"Mappings of the package: {', '.join(shipped())}.")
@click.option("--mapping", required=True, help="YAML file, or the name of a mapping of the package.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder to write; nothing may be there.")
@click.option("--data", type=click.Path(path_type=Path), help="Folder of the survey's files.")
@click.option(
    "--set",
    "changes",
    multiple=True,
    callback=_changes,
    metavar="FIELD=VALUE",
    help="Change a field of the mapping, as in tables.persons.file=people.dta (repeat).",
)
@click.option("--errors", type=click.Path(path_type=Path), help="Write every bad row here as CSV.")
@click.option("--calibrate", multiple=True, metavar="TARGET", help="Adjust weights to this target (repeat).")
@click.option("--minimum-cell", type=click.IntRange(min=1), help="Hide cells of fewer families or persons.")
@click.pass_context
def import_command(
    ctx: click.Context,
    mapping: str,
    out: Path,
    data: Path | None,
    changes: dict[str, Any],
    errors: Path | None,
    calibrate: tuple[str, ...],
    minimum_cell: int | None,
) -> None:
    """Make a population of a survey's files (Stata, SPSS, CSV, Parquet, Excel) by a mapping.

    Every mistake in the files is told at once, and nothing is written where there is one. See docs/surveys.md.
    """
    language = ctx.find_root().params.get("language", "en")
    screen = Console(soft_wrap=True, highlight=False)
    try:
        imported = import_survey(
            mapping, data=data, changes=changes, calibrate_to=calibrate or None, minimum_cell=minimum_cell
        )
    except SurveyError as error:
        if error.findings:
            _tell_rows(error, errors, language)
        raise
    write_population(imported.population, out)
    _show(imported, screen, language)
    screen.print(escape(_say("written", language, out=out)))


def _tell_rows(error: SurveyError, path: Path | None, language: str) -> None:
    if path is None:
        click.echo(_say("hint", language), err=True)
        return
    try:
        rows = write_findings(error.findings, path)
    except OutputError as failure:
        click.echo("\n".join(f"jordan-sp: {line}" for line in failure.lines(language)), err=True)
    else:
        click.echo(_say("errors", language, path=path, rows=rows), err=True)


def _show(imported: Imported, screen: Console, language: str) -> None:
    population, about = imported.population, imported.population.manifest
    screen.print(f"[bold]{escape(str(about['title'][language]))}[/bold]")
    weight = float(population.households["household_weight"].sum())
    counts = {table: len(population.table(table)[key]) for table, key in _IDS.items()}
    lines = [_say("read", language, weight=weight, **counts)]
    if imported.calibration is not None:
        moved = imported.calibration
        figures = {"before": moved.design_effect_before, "after": moved.design_effect, "ratio": moved.largest_ratio}
        lines.append(_say("calibrated", language, targets=", ".join(moved.targets), **figures))
    lines += [
        _say("checked", language, name=check.check.name, difference=check.difference)
        for check in imported.checks
        if check.is_met
    ]
    screen.print(escape("\n".join(lines)))
    for line in _warnings(imported, language):
        screen.print(escape(line), style="yellow")


_IDS = {"households": "household_id", "families": "family_id", "persons": "person_id"}


def _warnings(imported: Imported, language: str) -> list[str]:
    about = imported.population.manifest
    missed = [check.problem() for check in imported.checks if not check.is_met]
    constant = [name for ways in about["columns"].values() for name in ways.get("constant", ())]
    lines = [_say("warning", language, problem=f"{each.path}: {getattr(each.message, language)}") for each in missed]
    if constant:
        lines.append(_say("constant", language, names=", ".join(constant)))
    doubtful = [name for name in about["not_verified"] if name.partition(".")[2] not in constant]
    if doubtful:
        lines.append(_say("assumed", language, names=", ".join(doubtful)))
    return [*lines, _say("minimum", language, minimum=about["minimum_cell"])]


def _say(key: str, language: str, **values: object) -> str:
    return str(getattr(_WORDS[key], language)).format(**values)
