"""Some rows of a table of persons as described cases; a household with anything wrong is looked at by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.periods import Period
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.batch.blocks import Blocks, block_problems
from openfisca_jordan_sp.batch.columns import PERSON, ROLE, FactColumn, encoded, told
from openfisca_jordan_sp.batch.described import Array, BoolArray, Described, Given, IntArray, periods_of
from openfisca_jordan_sp.batch.gathering import mark_partial
from openfisca_jordan_sp.batch.lines import Gathering, gather
from openfisca_jordan_sp.batch.members import ROLES, person_names, roles
from openfisca_jordan_sp.batch.tables import Rows
from openfisca_jordan_sp.batch.values import wrong_value
from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.errors import Problem, Text
from openfisca_jordan_sp.situation_checks import problem
from openfisca_jordan_sp.situation_values import both

_HEAD, _SPOUSE = ROLES["head"], ROLES["spouse"]
_MOST_SPOUSES = Family.flattened_roles[_SPOUSE].max
_PLURALS = {"person": "persons", "family": "families", "household": "households"}


@dataclass(eq=False)
class Part:
    """Whole households of a table.

    Attributes:
        system: the law.
        columns: the facts among the columns.
        rows: the columns themselves.
        family_of: the family of each row, from 0.
        household_of: the household of each family, from 0.
        blocks: of the whole table.
        first_family: the place of the first family in the whole table.
        first_household: likewise.
    """

    system: TaxBenefitSystem
    columns: Sequence[FactColumn]
    rows: Rows
    family_of: IntArray
    household_of: IntArray
    blocks: Blocks
    first_family: int
    first_household: int
    names: list[str] = field(init=False)
    home_names: list[str] = field(init=False)
    role: NDArray[numpy.int8] = field(init=False)
    person_names: list[str] = field(init=False)
    is_doubled: BoolArray = field(init=False)
    problems: dict[int, list[Problem]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, system: TaxBenefitSystem, columns: Sequence[FactColumn], blocks: Blocks, part: tuple[int, int], rows: Rows
    ) -> Part:
        """The households from one number up to another."""
        families = blocks.household_starts[part[0] : part[1] + 1]
        first, last = int(families[0]), int(families[-1])
        sizes = numpy.diff(blocks.family_starts[first : last + 1])
        family_of = numpy.repeat(numpy.arange(last - first), sizes)
        household_of = numpy.repeat(numpy.arange(part[1] - part[0]), numpy.diff(families))
        return cls(system, columns, rows, family_of, household_of, blocks, first, part[0])

    def __post_init__(self) -> None:
        count = len(self.household_of)
        self.names = [name or "" for name in self.blocks.family_names.slice(self.first_family, count).to_pylist()]
        homes = self.blocks.household_names.slice(self.first_household, self.households).to_pylist()
        firsts = numpy.searchsorted(self.household_of, numpy.arange(self.households)).tolist()
        self.home_names = [home or self.names[first] for home, first in zip(homes, firsts, strict=True)]
        self.role = roles(self.rows[ROLE])
        self.person_names, self.is_doubled = person_names(self.rows.get(PERSON), self.family_of)

    @property
    def households(self) -> int:
        """How many households there are."""
        return int(self.household_of[-1]) + 1 if len(self.household_of) else 0

    def gather(self, period: Period) -> tuple[list[Gathering], dict[int, tuple[Problem, ...]]]:
        """What can be computed, and what is wrong with the other households, by their numbers in this part."""
        doubtful = self._misplaced()
        cases = self._cases()
        facts = self._facts(period, doubtful)
        for key, of in cases.items():
            mark_partial(self.system, key, facts, of, doubtful)
        refused: dict[int, tuple[Problem, ...]] = {}
        again: dict[int, Any] = {}
        for household in map(int, numpy.flatnonzero(doubtful)):
            found = self._own_problems(household)
            if found:
                refused[household] = tuple(found)
            else:
                again[household] = self._situation(household)
        others, wrong = gather(self.system, again, period) if again else ([], {})
        return [*self._usual(cases, facts, ~doubtful), *others], refused | wrong

    def _usual(self, cases: Mapping[str, IntArray], facts: Any, keeps: BoolArray) -> list[Gathering]:
        if not keeps.any():
            return []
        described = Described(
            count=self.households,
            case=cases,
            group_of={"family": self.family_of, "household": cases["person"]},
            role_of={"family": self.role, "household": self._household_roles()},
            entity_of={column.variable.name: column.key for column in self.columns},
            facts=facts,
        ).only(keeps)
        ids = {
            "person": self.person_names,
            "family": self.names,
            "household": self.home_names,
        }
        kept = {key: _among(ids[key], keeps[of]) for key, of in cases.items()}
        return [Gathering(described, kept, [int(case) for case in numpy.flatnonzero(keeps)])]

    def _cases(self) -> dict[str, IntArray]:
        return {
            "person": self.household_of[self.family_of],
            "family": self.household_of,
            "household": numpy.arange(self.households),
        }

    def _household_roles(self) -> NDArray[numpy.int8]:
        """The head of the first family is whom the household is named after; all others are members."""
        is_first = numpy.diff(self.household_of, prepend=-1) > 0
        is_reference = is_first[self.family_of] & (self.role == _HEAD)
        return numpy.where(is_reference, 0, 1).astype(numpy.int8)

    def _misplaced(self) -> BoolArray:
        """The households in whose rows persons do not stand as they must."""
        families = slice(self.first_family, self.first_family + len(self.household_of))
        count = len(self.household_of)
        wrong = self.blocks.scattered[families] | self.blocks.torn[families]
        wrong |= numpy.array([not name for name in self.names], dtype=bool)
        wrong |= numpy.bincount(self.family_of[self.role == _HEAD], minlength=count) != 1
        wrong |= numpy.bincount(self.family_of[self.role == _SPOUSE], minlength=count) > _MOST_SPOUSES
        wrong |= numpy.bincount(self.family_of[(self.role < 0) | self.is_doubled], minlength=count) > 0
        doubtful = numpy.zeros(self.households, dtype=bool)
        doubtful[self.household_of[wrong]] = True
        doubtful |= self.blocks.apart[self.first_household : self.first_household + self.households]
        return doubtful

    def _facts(self, period: Period, doubtful: BoolArray) -> dict[str, dict[Period, list[Given]]]:
        """What is told; households with a wrong value, or with two values for one thing, are marked (in place)."""
        of_row = self.household_of[self.family_of]
        groups = {"person": numpy.arange(len(of_row)), "family": self.family_of, "household": of_row}
        firsts = {key: numpy.diff(of, prepend=-1) > 0 for key, of in groups.items()}
        facts: dict[str, dict[Period, list[Given]]] = {}
        for column in self.columns:
            rows, values = told(self.rows[column.name])
            if not len(rows):
                continue
            taken, wrong = encoded(column.variable, values)
            if wrong.any():
                doubtful[of_row[rows[wrong]]] = True
            units = rows
            if column.key != "person":
                is_whole = len(rows) == len(of_row)
                units = groups[column.key] if is_whole else groups[column.key][rows]
                is_first = firsts[column.key] if is_whole else numpy.diff(units, prepend=-1) > 0
                if not is_first.all():
                    differs = ~is_first[1:] & _differ(taken)
                    doubtful[of_row[rows[1:][differs]]] = True
                    units, taken = units[is_first], taken[is_first]
            given = Given(units, taken)
            facts[column.variable.name] = {when: [given] for when in periods_of(column.variable, period.this_year)}
        return facts

    # One household by itself

    def _families(self, household: int) -> range:
        start, stop = numpy.searchsorted(self.household_of, [household, household + 1])
        return range(int(start), int(stop))

    def _rows_of(self, family: int) -> range:
        start, stop = numpy.searchsorted(self.family_of, [family, family + 1])
        return range(int(start), int(stop))

    def _own_problems(self, household: int) -> list[Problem]:
        """What is wrong with one household's rows and values, beside what a situation has to tell."""
        found: list[Problem] = []
        for family in self._families(household):
            name = self.names[family]
            found += block_problems(self.blocks, self.first_family + family, self.first_household + household, name)
            for row in self._rows_of(family):
                path = f"persons.{self.person_names[row]}"
                if self.is_doubled[row]:
                    found.append(problem(path, Text(f"stands twice in the family {name}.", f"مكرر في الأسرة {name}.")))
                if self.role[row] < 0:
                    found.append(problem(f"{path}.role", _ROLE, both("Known: {}.", "المعروف: {}.", ROLES)))
        return [*found, *self._value_problems(household)]

    def _value_problems(self, household: int) -> Iterator[Problem]:
        families = self._families(household)
        rows = range(self._rows_of(families[0]).start, self._rows_of(families[-1]).stop)
        for column in self.columns:
            values = _values(self.rows[column.name], rows)
            by_unit: dict[str, Any] = {}
            for row, value in zip(rows, values, strict=True):
                if value is None:
                    continue
                taken, wrong = encoded(column.variable, [value])
                path = self._path(column, row, household)
                if wrong[0]:
                    yield problem(path, *wrong_value(column.variable, value))
                elif column.key != "person" and _is_other(by_unit.setdefault(path, taken), taken):
                    yield problem(path, _TWO_VALUES, _SAME)

    def _path(self, column: FactColumn, row: int, household: int) -> str:
        names = {
            "person": self.person_names[row],
            "family": self.names[int(self.family_of[row])],
            "household": self.home_names[household],
        }
        return f"{_PLURALS[column.key]}.{names[column.key]}.{column.variable.name}"

    def _situation(self, household: int) -> dict[str, Any]:
        """One household as a situation: whatever is wrong with it is told in the words for one alone."""
        families = self._families(household)
        made: dict[str, Any] = {"persons": {}, "families": {}, "households": {}}
        home: dict[str, Any] = {"members": []}
        for family in families:
            rows = self._rows_of(family)
            unit: dict[str, Any] = {}
            for row in rows:
                name = (
                    self.person_names[row] if len(families) == 1 else f"{self.names[family]} {self.person_names[row]}"
                )
                made["persons"][name] = self._told_of("person", [row])
                role = Family.flattened_roles[self.role[row]]
                unit.setdefault(str(role.plural or role.key), []).append(name)
                is_reference = family == families[0] and self.role[row] == _HEAD
                home.setdefault("reference_person" if is_reference else "members", []).append(name)
            made["families"][self.names[family]] = unit | self._told_of("family", rows)
        rows = range(self._rows_of(families[0]).start, self._rows_of(families[-1]).stop)
        made["households"][self.home_names[household]] = home | self._told_of("household", rows)
        return made

    def _told_of(self, key: str, rows: Sequence[int]) -> dict[str, Any]:
        """What some rows tell of one unit."""
        found: dict[str, Any] = {}
        for column in self.columns:
            if column.key == key:
                values = [one for one in _values(self.rows[column.name], rows) if one is not None]
                if values:
                    found[str(column.variable.name)] = _plain(column, values[0])
        return found


_ROLE = Text("has no role that is known.", "دوره غير معروف.")
_TWO_VALUES = Text("has different values in the rows of the table.", "له قيم مختلفة في صفوف الجدول.")
_SAME = Text("Write it once, in the row of the head.", "اكتبه مرة واحدة في صف رب الأسرة.")


def _plain(column: FactColumn, value: Any) -> Any:
    """A value as JSON has it: tables know dates with a time, and whole numbers as fractions."""
    taken, _ = encoded(column.variable, [value])
    return str(taken[0]) if taken.dtype.kind == "M" else value


def _values(column: Any, rows: Sequence[int]) -> list[Any]:
    part = column[rows[0] : rows[-1] + 1]
    listed: list[Any] = part if isinstance(part, list) else part.to_pylist()
    return listed


def _among(ids: list[str], keeps: BoolArray) -> list[str]:
    return ids if keeps.all() else [one for one, is_kept in zip(ids, keeps, strict=True) if is_kept]


def _differ(values: Array) -> BoolArray:
    """Whether each value is another than the one before."""
    differs: BoolArray = values[1:] != values[:-1]
    if values.dtype.kind == "f":
        differs &= ~(numpy.isnan(values[1:]) & numpy.isnan(values[:-1]))
    return differs


def _is_other(one: Array, other: Array) -> bool:
    return bool(_differ(numpy.concatenate([one, other]))[0])
