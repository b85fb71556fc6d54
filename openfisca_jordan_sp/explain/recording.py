"""What every rule that a result rests on read and gave, for all units of one household."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

import numpy
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit, Period
from openfisca_core.simulations import Simulation

from openfisca_jordan_sp.copies import copies_of
from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.explain.interpreter import Interpreter
from openfisca_jordan_sp.explain.operations import Forced, UnreadableFormulaError
from openfisca_jordan_sp.explain.terms import UNKNOWN, Array, Kind, Term
from openfisca_jordan_sp.formulas import year_months
from openfisca_jordan_sp.law import parameters as tree
from openfisca_jordan_sp.law.reads import variable_reads
from openfisca_jordan_sp.system import clear_law_errors

#: A variable and the period for which it is computed.
Key = tuple[str, Period]
#: A parameter and the day for which it is read.
ParameterKey = tuple[str, str]


#: A day that is told where any known one will do.
_SOME_DAY = numpy.datetime64("2000-01-01", "D")


#: A figure that is told where any known one will do: so large that it meets no upper limit by itself.
_SOME_FIGURE = 1e9


def _known(kind: str, before: Any, value: Any) -> Any:
    """What a fact is told to be: of what was not known only that it is known."""
    if kind == "M":
        return _SOME_DAY
    return _SOME_FIGURE if kind == "f" and numpy.isnan(before) and value else value


class State(StrEnum):
    """Where a value comes from: a rule, the description of the household, or nowhere (the default holds)."""

    RULE = "rule"
    GIVEN = "given"
    DEFAULT = "default"


@dataclass(frozen=True, eq=False)
class Entry:
    """A variable for a period.

    Attributes:
        key: its name and the period.
        state: where its value comes from.
        array: one value a unit; `UNKNOWN` where a parameter stops it.
        term: the formula with all its parts; None without a rule, and for a formula that cannot be read.
        stopped_by: the parameter that stops it, wherever that is read.
        named, paths: the variables and parameters that its source names, where it cannot be read part by part.
    """

    key: Key
    state: State
    array: Any
    term: Term | None = None
    stopped_by: UnsetParameterError | None = None
    named: tuple[Key, ...] = ()
    paths: tuple[ParameterKey, ...] = ()

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """Every part of the formula that the result is computed from, each once, in the order of reading."""
        return () if self.term is None else tuple(_walk(self.term, set()))

    @cached_property
    def reads(self) -> tuple[Key, ...]:
        """The variables that it reads, each once."""
        found = ((term.name, term.period) for term in self.terms if term.kind is Kind.READ and term.period is not None)
        return tuple(dict.fromkeys((*found, *self.named)))


def _walk(term: Term, seen: set[int]) -> Iterator[Term]:
    if id(term) in seen:
        return
    seen.add(id(term))
    for part in term.parts:
        yield from _walk(part, seen)
    yield term


class Recording:
    """One household under one law: entries, made when they are asked for.

    Args:
        pristine: the household, built and nothing computed in it.
        period: the period for which it was built.
        forced: what conditions are told to be, by variable and period.
        facts: values that are told instead of those of the household, by variable and period, by row.
        before: the recording in which nothing was told.
    """

    def __init__(
        self,
        pristine: Simulation,
        period: Period,
        forced: Mapping[Key, Forced] | None = None,
        facts: Mapping[Key, Mapping[int, Any]] | None = None,
        before: Recording | None = None,
    ) -> None:
        self.pristine, self.period = pristine, period
        self.system = pristine.tax_benefit_system
        self.simulation = copies_of(pristine, period, [], count=1)
        self._forced, self._facts, self._before = forced or {}, facts or {}, before
        self._entries: dict[Key, Entry] = {}
        self._parameters: dict[Key, tuple[ParameterKey, ...]] = {}
        self._affected: dict[Key, bool] = {}
        self._tell()

    def _tell(self) -> None:
        for (name, period), rows in self._facts.items():
            assert self._before is not None
            values = numpy.array(self._before.entry((name, period)).array)
            for row, value in rows.items():
                values[row] = _known(values.dtype.kind, values[row], value)
            self.simulation.get_holder(name).put_in_cache(values, period)

    def again(
        self, forced: Mapping[Key, Forced] | None = None, facts: Mapping[Key, Mapping[int, Any]] | None = None
    ) -> Recording:
        """The same household with some conditions and facts told to be others."""
        return Recording(self.pristine, self.period, forced, facts, self._before or self)

    def count(self, entity: str) -> int:
        """How many persons, families or households there are."""
        return int(self.pristine.populations[entity].count)

    def entry(self, key: Key) -> Entry:
        """A variable for a period."""
        found = self._entries.get(key)
        if found is None:
            found = self._entries[key] = self._made(key)
        return found

    def _made(self, key: Key) -> Entry:
        name, period = key
        if self._before is not None:
            if not self._is_affected(key):
                known = self._before.entry(key)
                if known.state is State.RULE and known.array is not UNKNOWN:
                    self.simulation.get_holder(name).put_in_cache(known.array, period)
                return known
            for child in self._before.entry(key).reads:
                self.entry(child)
        variable = self.system.variables[name]
        is_given = key in self._facts or self.pristine.get_holder(name).get_array(period) is not None
        formula = None if is_given else variable.get_formula(period)
        if formula is None:
            state = State.GIVEN if is_given else State.DEFAULT
            return Entry(key, state, self.simulation.calculate(name, period))
        return self._of_rule(key, formula)

    def _of_rule(self, key: Key, formula: Any) -> Entry:
        name, period = key
        array, stopped_by = (UNKNOWN, None) if self._before is not None else self._calculated(key)
        population = self.simulation.get_variable_population(name)
        give = self.system.get_parameters_at_instant
        run = Interpreter(formula, population, period, give, self._forced.get(key))
        try:
            term = run.run()
        except UnreadableFormulaError:
            return self._unread(key, array, stopped_by)
        if self._before is not None and term.is_known:
            array = self.simulation._cast_formula_result(term.value, self.system.variables[name])
            self.simulation.get_holder(name).put_in_cache(array, period)
        return Entry(key, State.RULE, array, term, stopped_by or run.stopped_by)

    def _unread(self, key: Key, array: Any, stopped_by: UnsetParameterError | None) -> Entry:
        """A rule that is no straight line, as a user's may be: only what its source names is known."""
        name, period = key
        reads = variable_reads(self.system, name, period)
        named = tuple((each, when) for each in sorted(reads.names) for when in self._periods(each, period))
        paths = tuple((path, str(period.start)) for path in sorted(reads.parameters))
        if array is UNKNOWN:
            array, stopped_by = self._calculated(key)
        return Entry(key, State.RULE, array, None, stopped_by, named, paths)

    def _periods(self, name: str, period: Period) -> list[Period]:
        """The periods of a variable that a rule of a period may have read."""
        unit = self.system.variables[name].definition_period
        if unit == DateUnit.MONTH:
            return year_months(period) if period.unit == DateUnit.YEAR else [period]
        return [period.this_year] if unit == DateUnit.YEAR else [Period.eternity()]

    def _calculated(self, key: Key) -> tuple[Any, UnsetParameterError | None]:
        """What OpenFisca computes, or what stops it."""
        try:
            with clear_law_errors():
                return self.simulation.calculate(*key), None
        except UnsetParameterError as error:
            return UNKNOWN, error

    def _is_affected(self, key: Key) -> bool:
        """Whether anything that was told could change a variable."""
        known = self._affected.get(key)
        if known is None:
            told = key in self._forced or key in self._facts
            assert self._before is not None
            known = told or any(self._is_affected(child) for child in self._before.entry(key).reads)
            self._affected[key] = known
        return known

    def closure(self, root: Key) -> list[Entry]:
        """Every entry that a result rests on, the result first, each once."""
        found = {root: self.entry(root)}
        waiting = deque([root])
        while waiting:
            for child in found[waiting.popleft()].reads:
                if child not in found:
                    found[child] = self.entry(child)
                    waiting.append(child)
        return list(found.values())

    def parameters_of(self, entry: Entry) -> tuple[ParameterKey, ...]:
        """The parameters that a rule reads, each once; of a folder that it is handed, all."""
        known = self._parameters.get(entry.key)
        if known is None:
            found = ((path, term.instant) for term in entry.terms for path in self.paths(term))
            known = self._parameters[entry.key] = tuple(dict.fromkeys((*found, *entry.paths)))
        return known

    def paths(self, term: Term) -> list[str]:
        """The parameters that a part of a formula reads by itself."""
        if term.kind is Kind.PARAMETER:
            return [term.name]
        if term.kind is not Kind.FOLDER:
            return []
        folder = tree.find(self.system.parameters, term.name)
        return [str(leaf.name) for leaf in tree.leaves(folder)] if isinstance(folder, ParameterNode) else [term.name]


def as_item(array: Array, row: int) -> Any:
    """The value of one unit: a plain Python value, or the item of an enumeration."""
    names = getattr(array, "possible_values", None)
    if names is not None:
        return list(names)[int(numpy.asarray(array)[row])]
    value = array[row]
    return value.item() if value.dtype.kind != "M" else value.astype("datetime64[D]").item()
