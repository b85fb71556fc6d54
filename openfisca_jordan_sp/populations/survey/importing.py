"""A survey imported: files read, joined, checked, and put in the order of a population."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
import pandas
from numpy.typing import NDArray

from openfisca_jordan_sp.errors import Problem, Text
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.schema import Column, Kind, column_named, columns_among
from openfisca_jordan_sp.populations.store import validate_population
from openfisca_jordan_sp.populations.survey.about import manifest_of
from openfisca_jordan_sp.populations.survey.calibrate import Calibration, calibrate
from openfisca_jordan_sp.populations.survey.findings import Ledger, refuse
from openfisca_jordan_sp.populations.survey.linking import link
from openfisca_jordan_sp.populations.survey.mapping import load_mapping
from openfisca_jordan_sp.populations.survey.people import note_people, settle_families
from openfisca_jordan_sp.populations.survey.readers import MissingColumnsError, Source, read
from openfisca_jordan_sp.populations.survey.rules import SurveyMapping
from openfisca_jordan_sp.populations.survey.totals import CheckResult, check_totals
from openfisca_jordan_sp.populations.survey.workspace import Workspace
from openfisca_jordan_sp.populations.targets import Targets, load_targets

Array = NDArray[Any]
IntArray = NDArray[numpy.int64]

_COLUMNS_SHOWN = 20


@dataclass(frozen=True)
class Imported:
    """A survey as a population.

    Attributes:
        population: in memory; nothing of it is written yet.
        checks: the totals of the mapping with what the survey has.
        calibration: how far weights moved, if they were calibrated.
    """

    population: Population
    checks: tuple[CheckResult, ...]
    calibration: Calibration | None


def import_survey(
    mapping: str | Path,
    *,
    data: Path | None = None,
    changes: Mapping[str, Any] | None = None,
    calibrate_to: Sequence[str] | None = None,
    minimum_cell: int | None = None,
    targets: Targets | None = None,
) -> Imported:
    """Turn the files of a survey into a population, by a mapping.

    Args:
        mapping: a YAML file, or the name of a mapping of the package.
        data: folder of the survey's files; that of the mapping if left out.
        changes: other values for fields of the mapping, by their dotted path, as in `tables.persons.file`.
        calibrate_to: names of targets that weights are to meet; those of the mapping if left out.
        minimum_cell: the least families or persons of a cell that outputs show; that of the mapping if left out.
        targets: the values to calibrate to; those of the package if left out.

    Raises:
        SurveyError: every mistake in the mapping, or in the files, at once.
        PopulationError: a file that cannot be read, or targets that no weights meet.
    """
    rules = load_mapping(mapping, data, changes)
    workspace = _read(rules)
    settle_families(workspace)
    workspace.ledger.stop()
    names = rules.calibrate if calibrate_to is None else calibrate_to
    calibration = calibrate(workspace, names, targets or load_targets()) if names else None
    workspace.derive_all()
    workspace.ledger.stop()
    checks = check_totals(workspace)
    refuse([check.problem() for check in checks if check.is_refused])
    about = manifest_of(rules, calibration, checks, rules.minimum_cell if minimum_cell is None else minimum_cell)
    population = _population(workspace, about)
    validate_population(population)
    return Imported(population, checks, calibration)


def _read(rules: SurveyMapping) -> Workspace:
    """The files read and joined, without a mistake in what they hold."""
    ledger = Ledger()
    sources = _sources(rules)
    workspace = Workspace(rules, link(sources, rules, ledger), ledger)
    workspace.read_all()
    note_people(workspace, read=True)
    ledger.stop()
    note_people(workspace, read=False)
    ledger.stop()
    return workspace


def _sources(rules: SurveyMapping) -> dict[str, Source]:
    """The files that the tables are read from; every missing column is told."""
    sources, problems = {}, []
    for table, of_table in rules.tables.items():
        if of_table.file is None:
            continue
        try:
            source = read(of_table.file, of_table.needed)
        except MissingColumnsError as error:
            problems += [_missing(of_table.file.name, column, error.known) for column in error.columns]
            continue
        if not len(source):
            problems.append(Problem("survey_file", source.name, Text("The file has no row.", "الملف بلا صفوف.")))
        sources[table] = source
    refuse(list(dict.fromkeys(problems)))
    return sources


def _missing(file: str, column: str, known: Sequence[str]) -> Problem:
    listed = ", ".join(known[:_COLUMNS_SHOWN]) + ("…" if len(known) > _COLUMNS_SHOWN else "")
    return Problem(
        "missing_column",
        f"{file}: {column}",
        Text("The file has no such column.", "لا يوجد عمود بهذا الاسم في الملف."),
        Text(f"It has: {listed}.", f"أعمدته: {listed}."),
    )


def _population(workspace: Workspace, about: dict[str, Any]) -> Population:
    """The tables in the order of a population: by governorate, household, family with the head first, age."""
    assert workspace.family_of_person is not None
    assert workspace.household_of_family is not None
    governorate = _codes(column_named("governorate"), workspace.column("households", "governorate"))
    households = numpy.argsort(governorate, kind="stable")
    household = _inverse(households)
    main = workspace.column("families", "is_main")
    of_family = household[workspace.household_of_family]
    families = numpy.lexsort((numpy.arange(len(of_family)), -main, of_family))
    family = _inverse(families)
    of_person = family[workspace.family_of_person]
    role = _codes(column_named("family_role"), workspace.column("persons", "family_role"))
    age = workspace.column("persons", "age")
    persons = numpy.lexsort((numpy.arange(len(of_person)), -age, role, of_person))
    reference = workspace.column("persons", "relationship_to_reference_person") == "reference_person"
    workspace.put("persons", "household_role", numpy.where(reference, "reference_person", "member").astype(object))
    order = {"households": households, "families": families, "persons": persons}
    ids = {
        "households": {"household_id": numpy.arange(len(households))},
        "families": {"family_id": numpy.arange(len(families)), "household_id": of_family[families]},
        "persons": {
            "person_id": numpy.arange(len(persons)),
            "family_id": of_person[persons],
            "household_id": household[workspace.links.household_of_person][persons],
        },
    }
    tables = {table: _table(workspace, table, order[table], ids[table]) for table in order}
    return Population(**tables, manifest=about)


def _inverse(order: IntArray) -> IntArray:
    """Where each row goes."""
    places = numpy.empty(len(order), dtype=numpy.int64)
    places[order] = numpy.arange(len(order))
    return places


def _table(workspace: Workspace, table: str, order: IntArray, ids: Mapping[str, IntArray]) -> dict[str, Array]:
    """The columns of the schema, those that may lack if the mapping fills them."""
    made: dict[str, Array] = {}
    for column in columns_among(table, workspace.mapping.tables[table].rules.keys()):
        if column.name in ids:
            made[column.name] = ids[column.name].astype(column.dtype)
        else:
            made[column.name] = _codes(column, workspace.column(table, column.name))[order]
    return made


def _codes(column: Column, values: Array) -> Array:
    """Values without gaps in the dtype of the schema."""
    if column.kind is Kind.ENUM:
        numbers, members = pandas.factorize(values)
        return numpy.array([column.members.index(str(each)) for each in members], dtype=column.dtype)[numbers]
    if column.kind is Kind.BOOLEAN:
        return numpy.asarray(values == 1)
    if column.kind is Kind.COUNT:
        return numpy.round(values).astype(column.dtype)
    return values.astype(column.dtype)
