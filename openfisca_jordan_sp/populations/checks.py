"""What every population must be: checked whole, on reading and before writing.

Each check reports the first row that breaks it, with its file where there is one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.errors import Problem, Text
from openfisca_jordan_sp.populations.columns import Table
from openfisca_jordan_sp.populations.design import design_problems
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.problems import problem
from openfisca_jordan_sp.populations.schema import (
    IDENTIFIERS,
    MAXIMUM_SPOUSES,
    PARTITION_COLUMN,
    TABLES,
    Column,
    Kind,
    code,
    columns_among,
)

Mask = NDArray[numpy.bool_]

#: For each table the first row of each of its files, in order.
Places = Mapping[str, Sequence[tuple[int, str]]]

_SORT_HINT = Text(
    "Sort households by governorate, families by household, persons by household and family.",
    "رتب الأسر المعيشية حسب المحافظة، والأسر حسب الأسرة المعيشية، والأفراد حسب الأسرة المعيشية ثم الأسرة.",
)


def consistency_problems(population: Population, base_date: numpy.datetime64, places: Places) -> list[Problem]:
    """Every way in which the population contradicts itself, the first row of each.

    Later checks use identifiers as positions, so they run only if those are right.
    """
    where = _Where(places)
    found = [
        *_empty_tables(population),
        *_identifier_problems(population, where),
        *design_problems(population.households, "households"),
        *_value_problems(population, base_date, where),
    ]
    found = found or list(_missing_groups(population, where))
    if found:
        return found
    return [*_membership_problems(population, where), *_composition_problems(population, where)]


class _Where:
    """Turns the first broken row of a table into `file: column`, or `table: column` in memory."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def path(self, table: str, column: str, row: int) -> str:
        name = table
        for start, file in self._places.get(table, ()):
            if row >= start:
                name = file
        return f"{name}: {column}"

    def first(
        self, bad: Mask, table: str, column: str, message: Callable[[int], tuple[str, str]], hint: Text | None = None
    ) -> Iterator[Problem]:
        """The problem of the first row where `bad` holds, if any."""
        if bad.any():
            row = int(bad.argmax())
            yield problem(self.path(table, column, row), *message(row), *([hint] if hint else []))


def _empty_tables(population: Population) -> Iterator[Problem]:
    for table, identifier in IDENTIFIERS.items():
        if not len(population.table(table)[identifier]):
            yield problem(table, f"The table {table} has no row.", f"الجدول {table} فارغ.")


def _identifier_problems(population: Population, where: _Where) -> Iterator[Problem]:
    for table, identifier in IDENTIFIERS.items():
        ids = population.table(table)[identifier]
        bad = ids != numpy.arange(len(ids))
        hint = Text("Number the rows from 0 without gaps.", "رقّم الصفوف من 0 دون فجوات.")
        yield from where.first(
            bad,
            table,
            identifier,
            lambda row, ids=ids: (  # type: ignore[misc]
                f"Row {row} has the identifier {ids[row]}, where {row} is expected.",
                f"رقم الصف {row} هو {ids[row]} والمتوقع {row}.",
            ),
            hint,
        )
    order = numpy.diff(population.households[PARTITION_COLUMN].astype(numpy.int64)) < 0
    yield from where.first(
        order,
        "households",
        PARTITION_COLUMN,
        lambda row: (f"Household {row + 1} stands out of order.", f"الأسرة المعيشية {row + 1} خارج الترتيب."),
        _SORT_HINT,
    )


def _value_problems(population: Population, base_date: numpy.datetime64, where: _Where) -> Iterator[Problem]:
    for table in TABLES:
        values = population.table(table)
        for column in columns_among(table, values.keys()):
            if column.kind in {Kind.AMOUNT, Kind.COUNT, Kind.CODE}:
                yield from _amount_problems(table, column, values[column.name], where)
    yield from where.first(
        ~(population.households["household_weight"] > 0),
        "households",
        "household_weight",
        lambda row: (f"Household {row} has no positive weight.", f"وزن الأسرة المعيشية {row} ليس موجبا."),
    )
    birth = population.persons["birth_date"]
    yield from where.first(
        ~(birth <= base_date),
        "persons",
        "birth_date",
        lambda row: (
            f"Person {row} is born on {birth[row]}, after the base date {base_date}.",
            f"ولد الفرد {row} في {birth[row]} بعد تاريخ الأساس {base_date}.",
        ),
    )


def _amount_problems(table: str, column: Column, values: NDArray[Any], where: _Where) -> Iterator[Problem]:
    unknown = numpy.isnan(values)
    bad = (unknown if column.is_known else numpy.zeros_like(unknown)) | numpy.isinf(values) | (values < column.minimum)
    yield from where.first(
        values > column.maximum,
        table,
        column.name,
        lambda row: (
            f"The value {values[row]} of row {row} is above {column.maximum:g}.",
            f"القيمة {values[row]} في الصف {row} أعلى من {column.maximum:g}.",
        ),
    )
    yield from where.first(
        bad,
        table,
        column.name,
        lambda row: (
            f"The value {values[row]} of row {row} is not a number from {column.minimum:g} up.",
            f"القيمة {values[row]} في الصف {row} ليست عددا من {column.minimum:g} فما فوق.",
        ),
    )


def _missing_groups(population: Population, where: _Where) -> Iterator[Problem]:
    for table, column in (("families", "household_id"), ("persons", "household_id"), ("persons", "family_id")):
        groups = population.family_count if column == "family_id" else population.household_count
        yield from _missing(table, column, population.table(table)[column], groups, where)


def _membership_problems(population: Population, where: _Where) -> Iterator[Problem]:
    of_family, of_person = population.families["household_id"], population.persons["family_id"]
    yield from where.first(
        of_family[of_person] != population.persons["household_id"],
        "persons",
        "household_id",
        lambda row: (
            f"Family {of_person[row]} lies in two households: person {row} is in another one than the family.",
            f"الأسرة {of_person[row]} موزعة على أسرتين معيشيتين: الفرد {row} في غير أسرته.",
        ),
    )
    yield from _order_problems("families", "household_id", of_family, where)
    yield from _order_problems("persons", "family_id", of_person, where)


def _missing(table: str, column: str, ids: NDArray[Any], count: int, where: _Where) -> Iterator[Problem]:
    entity_en, entity_ar = ("family", "الأسرة") if column == "family_id" else ("household", "الأسرة المعيشية")
    yield from where.first(
        (ids < 0) | (ids >= count),
        table,
        column,
        lambda row: (
            f"Row {row} belongs to {entity_en} {ids[row]}, which does not exist.",
            f"الصف {row} ينتمي إلى {entity_ar} {ids[row]} وهي غير موجودة.",
        ),
    )


def _order_problems(table: str, column: str, ids: NDArray[Any], where: _Where) -> Iterator[Problem]:
    yield from where.first(
        numpy.diff(ids) < 0,
        table,
        column,
        lambda row: (f"Row {row + 1} stands out of order.", f"الصف {row + 1} خارج الترتيب."),
        _SORT_HINT,
    )


def _composition_problems(population: Population, where: _Where) -> Iterator[Problem]:
    """Who must be, and who may be, in every group."""
    yield from _empty_groups(population, where, "households", "household")
    yield from _empty_groups(population, where, "families", "family")
    persons = population.persons
    yield from _leader_problems(persons, where, "family", "head", "رب الأسرة")
    yield from _leader_problems(persons, where, "household", "reference_person", "الشخص المرجعي")
    spouses = _in_my_group(persons, "family", "spouse")
    yield from where.first(
        spouses > MAXIMUM_SPOUSES,
        "persons",
        "family_role",
        lambda row: (
            f"Family {persons['family_id'][row]} has {spouses[row]} spouses; at most {MAXIMUM_SPOUSES} are possible.",
            f"في الأسرة {persons['family_id'][row]} عدد {spouses[row]} من الأزواج والحد الأعلى {MAXIMUM_SPOUSES}.",
        ),
    )
    yield from _head_first_problems(persons, where)


def _empty_groups(population: Population, where: _Where, table: str, entity: str) -> Iterator[Problem]:
    identifier = f"{entity}_id"
    count = len(population.table(table)[identifier])
    members = numpy.bincount(population.persons[identifier], minlength=count)
    yield from where.first(
        members == 0,
        table,
        identifier,
        lambda row: (f"The {entity} {row} has no person in it.", f"المجموعة {entity} {row} بلا أفراد."),
    )


def _leader_problems(persons: Table, where: _Where, entity: str, member: str, ar: str) -> Iterator[Problem]:
    """Exactly one `member` in every group."""
    found = _in_my_group(persons, entity, member)
    group = persons[f"{entity}_id"]
    yield from where.first(
        found != 1,
        "persons",
        f"{entity}_role",
        lambda row: (
            f"The {entity} {group[row]} has {found[row]} persons as {member}, where exactly one is needed.",
            f"للمجموعة {entity} {group[row]} عدد {found[row]} بصفة {ar} والمطلوب واحد فقط.",
        ),
    )


def _in_my_group(persons: Table, entity: str, member: str) -> NDArray[numpy.int64]:
    """For each person, how many of his or her group have a role."""
    groups = persons[f"{entity}_id"]
    has_role = persons[f"{entity}_role"] == code(f"{entity}_role", member)
    return numpy.bincount(groups[has_role], minlength=int(groups.max()) + 1)[groups]


def _head_first_problems(persons: Table, where: _Where) -> Iterator[Problem]:
    """The first person of every family is its head (its number of heads is checked before)."""
    is_head = persons["family_role"] == code("family_role", "head")
    starts = numpy.diff(persons["family_id"], prepend=-1) != 0
    hint = Text("Put the head of each family first.", "ضع رب كل أسرة في أولها.")
    yield from where.first(
        starts & ~is_head,
        "persons",
        "family_role",
        lambda row: (f"Person {row} opens a family without being its head.", f"الفرد {row} أول أسرته وليس ربها."),
        hint,
    )
