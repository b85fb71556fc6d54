"""The columns of a survey while it becomes a population: read, then derived from one another as they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy
import pandas
from numpy.typing import NDArray

from openfisca_jordan_sp.errors import Problem, Text
from openfisca_jordan_sp.populations.population import ages_at
from openfisca_jordan_sp.populations.schema import TABLE_OF, Kind
from openfisca_jordan_sp.populations.survey.expressions import Scope
from openfisca_jordan_sp.populations.survey.findings import Ledger, SurveyError
from openfisca_jordan_sp.populations.survey.functions import truth
from openfisca_jordan_sp.populations.survey.linking import Links
from openfisca_jordan_sp.populations.survey.ranks import rank_matched
from openfisca_jordan_sp.populations.survey.readers import Source
from openfisca_jordan_sp.populations.survey.rules import Rule, SurveyMapping
from openfisca_jordan_sp.populations.survey.values import (
    checked,
    constant,
    empty,
    note_gaps,
    read_column,
    with_default,
)

Array = NDArray[Any]
IntArray = NDArray[numpy.int64]


@dataclass
class Workspace:
    """Columns of the three tables, each computed once.

    Attributes:
        mapping: the rules.
        links: the files and how their rows belong together.
        ledger: where wrong rows are noted.
        family_of_person: number of each person's family, once families are known.
        household_of_family: household of each family, once families are known.
    """

    mapping: SurveyMapping
    links: Links
    ledger: Ledger
    family_of_person: IntArray | None = None
    household_of_family: IntArray | None = None
    _columns: dict[tuple[str, str], Array] = field(default_factory=dict)
    _asked: list[tuple[str, str]] = field(default_factory=list)

    def rows(self, table: str) -> int:
        """How many rows a table has."""
        if table == "families" and self.household_of_family is not None:
            return len(self.household_of_family)
        return len(self.links.sources[table])

    def source(self, table: str) -> Source:
        """What messages about a table's rows refer to: its file, or rows made here."""
        known = self.links.sources.get(table)
        if known is not None:
            return known
        count = self.rows(table)
        return Source(f"{table} (derived)", pandas.DataFrame(index=range(count)), {}, numpy.arange(count))

    def read_all(self) -> None:
        """Read every column that comes from a file, so that all wrong rows are noted at once."""
        for table, rules in self.mapping.tables.items():
            for rule in rules.rules.values():
                if rule.source and table in self.links.sources:
                    self._columns[table, rule.name] = read_column(rule, self.links.sources[table], self.ledger)

    def column(self, table: str, name: str) -> Array:
        """The values of a column.

        Raises:
            SurveyError: the column is derived from itself, or its expression makes no sense.
        """
        key = (table, name)
        if key not in self._columns:
            if key in self._asked:
                circle = " → ".join(each[1] for each in [*self._asked, key])
                raise _mistake(f"{table}.{name}", f"Derived from itself: {circle}.", f"مشتق من نفسه: {circle}.")
            self._asked.append(key)
            self._columns[key] = self._made(table, name)
            self._asked.pop()
        return self._columns[key]

    def put(self, table: str, name: str, values: Array) -> None:
        """Set a column that no rule gives."""
        self._columns[table, name] = values

    def derive_all(self) -> None:
        """Compute every column that is not read, and note the rows without a value or out of range."""
        for table, rules in self.mapping.tables.items():
            for rule in rules.rules.values():
                if not rule.is_helper:
                    self.column(table, rule.name)

    def _made(self, table: str, name: str) -> Array:
        rule = self.mapping.tables[table].rules.get(name)
        if rule is None:
            return self._built_in(table, name)
        if rule.expression is None and rule.rank is None:
            return constant(rule, self.rows(table))
        values = self._computed(rule, table)
        source = self.source(table)
        values = checked(rule, source, self.ledger, values, numpy.ones(len(values), dtype=bool))
        if rule.column.is_known and not rule.is_helper:
            note_gaps(rule, source, self.ledger, pandas.isna(values))
        return values

    def _computed(self, rule: Rule, table: str) -> Array:
        scope = TableScope(self, table)
        if rule.rank is not None:
            size = self.column(table, "size")
            weight = with_default(self.column(table, "household_weight"), 0.0)
            return rank_matched(
                rule.rank, numpy.asarray(rule.rank.by.evaluate(scope), dtype=numpy.float64), weight, size
            )
        assert rule.expression is not None
        found = numpy.broadcast_to(rule.expression.evaluate(scope), self.rows(table))
        try:
            return _of_kind(rule, found)
        except (TypeError, ValueError):
            raise _mistake(
                f"{table}.{rule.name}",
                f"The expression does not give values of the column ({rule.expression.text}).",
                f"لا تعطي العبارة قيما من نوع العمود ({rule.expression.text}).",
            ) from None

    def _built_in(self, table: str, name: str) -> Array:
        if name == "age":
            return self._ages()
        if name == "is_main":
            return self._main_families()
        if table == "households":
            return numpy.bincount(self.links.household_of_person, minlength=self.rows(table)).astype(float)
        return numpy.bincount(self._families(), minlength=self.rows(table)).astype(float)

    def _ages(self) -> Array:
        birth = self.column("persons", "birth_date")
        known = ~pandas.isna(birth)
        years = ages_at(numpy.where(known, birth, self.mapping.day), self.mapping.base_date)
        return numpy.where(known, years.astype(float), numpy.nan)

    def _main_families(self) -> Array:
        """Whether the reference person of the household is in each family."""
        reference = self.column("persons", "relationship_to_reference_person") == "reference_person"
        main = numpy.zeros(self.rows("families"))
        main[self._families()[reference]] = 1.0
        return main

    def _families(self) -> IntArray:
        if self.family_of_person is None:
            what = self._asked[0][1] if self._asked else "family"
            raise _mistake(
                f"persons.{what}",
                "What decides the families cannot be derived from the families.",
                "ما يحدد الأسر لا يُشتق منها.",
            )
        return self.family_of_person

    def groups(self, entity: str, table: str) -> IntArray:
        """For each row of a table the row of its household or family."""
        if table == "families":
            assert self.household_of_family is not None, "families are derived before their columns"
            return self.household_of_family
        return self.links.household_of_person if entity == "household" else self._families()


def _mistake(path: str, en: str, ar: str) -> SurveyError:
    return SurveyError([Problem("survey_mapping", path, Text(en, ar))])


def _of_kind(rule: Rule, found: Array) -> Array:
    """What an expression gave as values of the column's kind; another member or kind is refused."""
    kind = rule.column.kind
    if kind is Kind.BOOLEAN:
        return numpy.where(pandas.isna(found), numpy.nan, truth(found).astype(float))
    if kind is Kind.DATE:
        return numpy.asarray(found, dtype="datetime64[D]")
    if kind is not Kind.ENUM:
        return numpy.asarray(found, dtype=numpy.float64) * rule.factor
    values = empty(kind, len(found))
    values[:] = found
    codes, uniques = pandas.factorize(values)
    translated = [rule.codes.get(str(each), each) for each in uniques]
    if rule.column.members and not set(translated) <= set(rule.column.members):
        raise ValueError(rule.name)
    return numpy.array([*translated, None], dtype=object)[codes]


@dataclass(frozen=True)
class TableScope:
    """The columns of one table, as expressions see them."""

    workspace: Workspace
    table: str

    @property
    def day(self) -> numpy.datetime64:
        """The base date."""
        return self.workspace.mapping.day

    def value(self, name: str) -> Array:
        """The column of that name."""
        return self.workspace.column(self.table, name)

    def of(self, entity: str, name: str) -> Array:
        """For each row the column of its household or family."""
        return self.workspace.column(TABLE_OF[entity], name)[self.workspace.groups(entity, self.table)]

    def persons(self, group: str) -> tuple[Scope, Callable[[str, Array], Array]]:
        """The scope of persons, and what brings their values to the rows of this table."""
        entity = group or {"households": "household", "families": "family"}[self.table]
        groups = self.workspace.groups(entity, "persons")
        count = self.workspace.rows(TABLE_OF[entity])
        back = groups if self.table == "persons" else slice(None)

        def gather(function: str, values: Array) -> Array:
            values = numpy.broadcast_to(values, groups.shape)
            numbers = truth(values) if function in {"any", "count"} else numpy.nan_to_num(values.astype(float))
            sums = numpy.bincount(groups, weights=numbers.astype(float), minlength=count)[back]
            return sums > 0 if function == "any" else sums

        return replace(self, table="persons"), gather
