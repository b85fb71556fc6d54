"""What is told of units one after the other, kept by variable and date, so that it is checked a column at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy
from openfisca_core.periods import DateUnit, Period
from openfisca_core.periods import period as parse_period
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from openfisca_jordan_sp.batch.described import BoolArray, Given, IntArray, periods_of
from openfisca_jordan_sp.batch.values import encode
from openfisca_jordan_sp.law.reads import variable_reads
from openfisca_jordan_sp.situations import means_unknown

#: A column: of a variable, for a date (empty where none is told).
Key = tuple[str, "str | Period"]
#: The units that tell it, and what they tell.
Column = tuple[list[int], list[Any]]
#: So many units are turned into columns at once, while they are still at hand.
_AT_ONCE = 256


class Gathered:
    """The facts of the units of one entity; who stands in the roles of a group is none."""

    def __init__(self, key: str, roles: frozenset[str] = frozenset()) -> None:
        self.key = key
        self.ids: list[str] = []
        self.cases: list[int] = []
        self._roles = roles
        self._columns: dict[Key, Column] = {}
        #: By the names that a unit tells: the last units that tell just these, and their values.
        self._alike: dict[tuple[str, ...], tuple[list[int], list[tuple[Any, ...]]]] = {}

    def add(self, unit: str, case: int, told: Mapping[str, Any]) -> None:
        """Add a unit with what is told of it."""
        # Nothing is done value by value here: this is where a large batch spends its time.
        names = tuple(told)
        rows, units = self._alike.setdefault(names, ([], []))
        rows.append(len(self.ids))
        units.append(tuple(told.values()))
        self.ids.append(unit)
        self.cases.append(case)
        if len(rows) == _AT_ONCE:
            self._turn(names, *self._alike.pop(names))

    def _turn(self, names: tuple[str, ...], rows: list[int], units: list[tuple[Any, ...]]) -> None:
        """Add what units tell, all of the same variables, to the columns."""
        for name, values in zip(names, zip(*units, strict=True), strict=True):
            if name in self._roles:
                continue
            if dict in set(map(type, values)):
                _dated(self._columns, name, rows, values)
                continue
            column = self._columns.setdefault((name, ""), ([], []))
            column[0].extend(rows)
            column[1].extend(values)

    def facts(
        self, system: TaxBenefitSystem, year: Period, doubtful: BoolArray
    ) -> dict[str, dict[Period, list[Given]]]:
        """What is told, by variable and period; cases with anything else are marked as doubtful (in place)."""
        facts: dict[str, dict[Period, list[Given]]] = {}
        cases = numpy.array(self.cases, dtype=numpy.intp)
        for names, alike in self._alike.items():
            self._turn(names, *alike)
        self._alike.clear()
        for (name, when), (rows, values) in self._columns.items():
            places = numpy.array(rows, dtype=numpy.intp)
            variable = system.variables.get(name) if isinstance(name, str) else None
            periods = None if variable is None or variable.entity.key != self.key else _periods(variable, when, year)
            if variable is None or periods is None:
                doubtful[cases[places]] = True
                continue
            encoded, wrong = encode(variable, values)
            doubtful[cases[places[wrong]]] = True
            given = Given(places, encoded)
            for period in periods:
                facts.setdefault(name, {}).setdefault(period, []).append(given)
        return facts


def _dated(columns: dict[Key, Column], name: str, rows: Sequence[int], values: Sequence[Any]) -> None:
    """Add the values of a variable, each to the column of its date (in place)."""
    for row, value in zip(rows, values, strict=True):
        for when, one in value.items() if isinstance(value, dict) else (("", value),):
            column = columns.setdefault((name, when), ([], []))
            column[0].append(row)
            column[1].append(one)


def _periods(variable: Variable, when: str | Period, year: Period) -> list[Period] | None:
    """The periods that a fact is told for; None where its date is not simply one of the variable's own."""
    if when == "":
        return periods_of(variable, year)
    period = when if isinstance(when, Period) else _parsed(when)
    if period is None or variable.definition_period == DateUnit.ETERNITY:
        return [period] if isinstance(when, Period) else None
    return [period] if period.unit == variable.definition_period and period.size == 1 else None


@lru_cache(maxsize=4096)
def _parsed(when: str) -> Period | None:
    try:
        return parse_period(when)
    except ValueError:
        return None


def mark_partial(
    system: TaxBenefitSystem,
    key: str,
    facts: Mapping[str, Mapping[Period, list[Given]]],
    cases: IntArray,
    doubtful: BoolArray,
) -> None:
    """Mark cases that give a result of the law for some of their units only (in place), as `situations` refuses them.

    Args:
        system: the law.
        key: of the entity.
        facts: as `Gathered.facts` gives them.
        cases: the case of each unit of the entity.
        doubtful: one a case.
    """
    for name in facts:
        variable = system.variables[name]
        if variable.entity.key != key or not variable.formulas:
            continue
        for is_told in _told(facts[name], len(cases)):
            is_given = numpy.zeros(len(doubtful), dtype=bool)
            is_given[cases[is_told]] = True
            lacking = ~is_told & is_given[cases]
            if lacking.any() and means_unknown(variable.default_value):
                lacking &= _tells_any(facts, variable_reads(system, name).names, len(cases))
            doubtful[cases[lacking]] = True


def _told(dated: Mapping[Period, list[Given]], count: int) -> list[BoolArray]:
    """Which units tell a variable, for each set of periods told alike."""
    alike = {tuple(map(id, several)): several for several in dated.values()}
    return [_rows(several, count) for several in alike.values()]


def _rows(several: Iterable[Given], count: int) -> BoolArray:
    told = numpy.zeros(count, dtype=bool)
    for given in several:
        told[given.rows] = True
    return told


def _tells_any(facts: Mapping[str, Mapping[Period, list[Given]]], names: Collection[str], count: int) -> BoolArray:
    """Which units tell any of some variables."""
    return _rows([one for name in facts.keys() & names for several in facts[name].values() for one in several], count)
