"""Checks of who lives together, and the families that follow."""

from __future__ import annotations

from typing import Any

import numpy
import pandas
from numpy.typing import NDArray

from openfisca_jordan_sp.errors import Text
from openfisca_jordan_sp.populations.schema import MAXIMUM_SPOUSES, code, column_named
from openfisca_jordan_sp.populations.survey.families import Members, derive_families
from openfisca_jordan_sp.populations.survey.fields import normal
from openfisca_jordan_sp.populations.survey.values import OLDEST
from openfisca_jordan_sp.populations.survey.workspace import Workspace

IntArray = NDArray[numpy.int64]
Mask = NDArray[numpy.bool_]

_RELATIONSHIP = "relationship_to_reference_person"


def note_people(workspace: Workspace, *, read: bool) -> None:
    """Note what is wrong with weights, reference persons, spouses and ages.

    Args:
        workspace: its files read and joined.
        read: whether to look at columns that are read, whose mistakes are told with all others, or at those that
            are derived, which needs files without a mistake.
    """
    for table, name, note in (
        ("households", "household_weight", _note_weights),
        ("persons", _RELATIONSHIP, _note_references),
        ("persons", "birth_date", _note_births),
    ):
        if bool(workspace.mapping.tables[table].rules[name].source) == read:
            note(workspace)


def _shown(workspace: Workspace, table: str, name: str) -> str:
    rule = workspace.mapping.tables[table].rules[name]
    return rule.source or name


def _note_weights(workspace: Workspace) -> None:
    weight = workspace.column("households", "household_weight")
    bad = weight == 0
    text = Text("The weight is 0: leave the household out, or give it a weight.", "الوزن صفر.")
    source = workspace.source("households")
    workspace.ledger.add("no_weight", source, _shown(workspace, "households", "household_weight"), text, bad)


def _note_references(workspace: Workspace) -> None:
    relationship = workspace.column("persons", _RELATIONSHIP)
    household = workspace.links.household_of_person
    linked = household >= 0
    column = _shown(workspace, "persons", _RELATIONSHIP)
    count = workspace.rows("households")

    def per_household(name: str) -> IntArray:
        return numpy.bincount(household[linked & (relationship == name)], minlength=count)

    references, spouses = per_household("reference_person"), per_household("spouse")
    has_persons = numpy.bincount(household[linked], minlength=count) > 0
    none = Text("The household has no reference person.", "لا شخص مرجعيا في الأسرة المعيشية.")
    ledger, households, persons = workspace.ledger, workspace.source("households"), workspace.source("persons")
    name = ", ".join(workspace.mapping.tables["households"].household)
    ledger.add("no_reference_person", households, name, none, has_persons & (references == 0))
    several = Text("The household has several reference persons.", "في الأسرة المعيشية أكثر من شخص مرجعي.")
    is_one = linked & (relationship == "reference_person")
    ledger.add("several_reference_persons", persons, column, several, is_one & (references > 1)[household])
    many = Text(
        f"The reference person has more than {MAXIMUM_SPOUSES} spouses.",
        f"للشخص المرجعي أكثر من {MAXIMUM_SPOUSES} أزواج.",
    )
    is_spouse = linked & (relationship == "spouse")
    ledger.add("many_spouses", persons, column, many, is_spouse & (spouses > MAXIMUM_SPOUSES)[household])


def _note_births(workspace: Workspace) -> None:
    birth, day = workspace.column("persons", "birth_date"), workspace.mapping.day
    age = workspace.column("persons", "age")
    text = Text(
        f"The age is out of range: born after {day}, or more than {OLDEST} years before.",
        f"العمر خارج المدى: الولادة بعد {day} أو قبله بأكثر من {OLDEST} سنة.",
    )
    bad = ~pandas.isna(birth) & ((birth > day) | (age > OLDEST))
    workspace.ledger.add("age", workspace.source("persons"), _shown(workspace, "persons", "birth_date"), text, bad)


def settle_families(workspace: Workspace) -> None:
    """Set the families of a workspace: the survey's own, or those derived by the rules of `families.py`."""
    given = workspace.links.family_of_person
    household = workspace.links.household_of_person
    if given is None:
        family, role = derive_families(_members(workspace))
        members = column_named("family_role").members
        workspace.put("persons", "family_role", numpy.array(members, dtype=object)[role])
    else:
        family = given
    workspace.family_of_person = family
    of_family = workspace.links.household_of_family
    if not len(of_family):
        of_family = numpy.zeros(int(family.max()) + 1, dtype=numpy.int64)
        of_family[family] = household
    workspace.household_of_family = of_family
    _note_heads(workspace)


def _note_heads(workspace: Workspace) -> None:
    """Every family of the survey's own must have exactly one head."""
    if workspace.links.family_of_person is None:
        return
    family, is_head = workspace.links.family_of_person, workspace.column("persons", "family_role") == "head"
    heads = numpy.bincount(family[is_head], minlength=workspace.rows("families"))
    text = Text("The family does not have exactly one head.", "ليس للأسرة رب واحد بالضبط.")
    column = _shown(workspace, "persons", "family_role")
    workspace.ledger.add("family_head", workspace.source("persons"), column, text, (heads != 1)[family])


def _members(workspace: Workspace) -> Members:
    household = workspace.links.household_of_person
    nobody = numpy.full(len(household), -1, dtype=numpy.int64)
    father, mother = (nobody, nobody) if workspace.mapping.lines is None else _parents(workspace)
    return Members(
        household=household,
        relationship=codes_of(workspace, _RELATIONSHIP),
        age=workspace.column("persons", "age").astype(numpy.int64),
        sex=codes_of(workspace, "sex"),
        marital_status=codes_of(workspace, "marital_status"),
        father=father,
        mother=mother,
    )


def codes_of(workspace: Workspace, name: str) -> IntArray:
    """The codes of an enum of persons, all of them known."""
    values, members = pandas.factorize(workspace.column("persons", name))
    return numpy.array([code(name, str(member)) for member in members], dtype=numpy.int64)[values]


def _parents(workspace: Workspace) -> tuple[IntArray, IntArray]:
    """Rows of father and mother in the same household, by their line numbers; -1 where there is none."""
    lines = workspace.mapping.lines
    assert lines is not None
    household = workspace.links.household_of_person
    own = pandas.MultiIndex.from_arrays([household, _line(workspace, lines.own)])
    rows = numpy.arange(len(household))
    first = ~own.duplicated()
    found = []
    for name in (lines.father, lines.mother):
        line = _line(workspace, name)
        where = own[first].get_indexer(pandas.MultiIndex.from_arrays([household, line]))
        parent = numpy.where((where >= 0) & (line > 0), rows[first][where], -1)
        found.append(numpy.where(parent == rows, -1, parent))
    return found[0], found[1]


def _line(workspace: Workspace, name: str) -> IntArray:
    values: NDArray[Any] = workspace.column("persons", name)
    if values.dtype == object:
        values = pandas.to_numeric(pandas.Series(values).map(normal), errors="coerce").to_numpy(dtype=float)
    return numpy.asarray(numpy.nan_to_num(values, nan=-1), dtype=numpy.int64)
