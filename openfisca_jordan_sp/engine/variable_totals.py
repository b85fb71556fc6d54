"""Every variable of a month that the law computes, over a population: its amount, and how many it concerns."""

from __future__ import annotations

import math
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import partial

import numpy
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit, Period

from openfisca_jordan_sp.engine.exact import COUNT, as_float, exact_total, in_units
from openfisca_jordan_sp.engine.executors import cores
from openfisca_jordan_sp.engine.quota import BoolArray, Candidates, QuotaBook, among, in_one_only, quota_families
from openfisca_jordan_sp.engine.rule_values import RuleValues
from openfisca_jordan_sp.engine.sharing import Results
from openfisca_jordan_sp.engine.simulation import build_simulation
from openfisca_jordan_sp.engine.traces import Array
from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.fast.arrays import is_uniform
from openfisca_jordan_sp.law.catalogue import quota_named, quotas
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.columns import rows_of_groups
from openfisca_jordan_sp.populations.population import Population, joined
from openfisca_jordan_sp.populations.schema import IDENTIFIERS
from openfisca_jordan_sp.system import clear_law_errors

Positions = NDArray[numpy.int64]

#: Households at a time: every variable of a part is in memory at once, and calling the rules costs the time of
#: some 15,000 households more.
PART_HOUSEHOLDS = 50_000
_NUMBERS = (bool, int, float)


@dataclass(frozen=True)
class VariableTotal:
    """One variable in a period.

    Attributes:
        period: the month.
        total: weighted sum over the persons, families or households of the Kingdom, each one's part of it rounded to
            2^-24, so that it is the same to the last bit however they are cut; NaN where the variable is no number (for
            somebody: a score that is unknown) or a value of the law that it needs is unset.
        concerned: for how many of them it is not zero or false; of numbers, also who has none.
        unset: the parameter that is unset, or nothing.
    """

    period: Period
    total: float
    concerned: float
    unset: str = ""


def variable_totals(
    policy: Policy, population: Population, month: Period, *, threads: int | None = None
) -> dict[str, VariableTotal]:
    """Compute every variable of the month that has a rule, part by part, and add up.

    Args:
        policy: the law in force, or with reforms.
        population: households, families and persons, best from a working copy.
        month: a month.
        threads: how many parts at a time; as many as there are cores if None.

    Raises:
        MeasureError: weights that are missing, infinite, or too large to be summed.
    """
    run = _Run(policy, population, month)
    with ThreadPoolExecutor(threads or cores()) as pool:
        run.add_all(pool)
        # The candidates of a quota may depend on the quotas before it, so there is a round for each.
        for _ in range(len(quotas()) + 1):
            if not run.corrected(pool):
                break
    return {name: each.read(month) for name, each in run.sums.items()}


@dataclass(frozen=True)
class _Sum:
    """One variable of some rows, in exact units; no number where it has none, as in `VariableTotal`."""

    total: int | float
    concerned: int | float
    unset: str = ""

    def plus(self, other: _Sum) -> _Sum:
        """Both together."""
        return _Sum(self.total + other.total, self.concerned + other.concerned, self.unset or other.unset)

    def minus(self, other: _Sum) -> _Sum:
        """By how much it is more than another; by nothing where that is no number, for then the whole stays none."""
        return _Sum(_more(self.total, other.total), _more(self.concerned, other.concerned), self.unset)

    def read(self, month: Period) -> VariableTotal:
        """In the units of the variable."""
        return VariableTotal(month, as_float(self.total, COUNT), as_float(self.concerned, COUNT), self.unset)


def _more(one: float, other: float) -> float:
    return one - other if math.isfinite(other) else 0


_Sums = dict[str, _Sum]
_Flags = Mapping[str, BoolArray]


class _Run:
    """The sums of a population so far, and whom its quotas concern.

    Attributes:
        sums: by variable.
    """

    def __init__(self, policy: Policy, population: Population, month: Period) -> None:
        self.sums: _Sums = {}
        self._policy, self._population, self._month = policy, population, month
        self._rules = RuleValues()
        self._candidates: dict[str, Candidates] = {}

    def add_all(self, pool: ThreadPoolExecutor) -> None:
        """Add up all parts, every candidate of a quota inside it."""
        starts = range(0, self._population.household_count, PART_HOUSEHOLDS)
        ranked: dict[str, list[Candidates]] = {}
        first = 0
        for sums, candidates, families in pool.map(self._of_part, starts):
            self._add(sums)
            for flag, each in candidates.items():
                ranked.setdefault(flag, []).append(each.moved(first))
            first += families
        self._candidates = {flag: Candidates.joined(parts) for flag, parts in ranked.items()}

    def _of_part(self, start: int) -> tuple[_Sums, dict[str, Candidates], int]:
        # Cut here, not before: what a cut has made of the columns goes with it.
        part = self._population.slice(start, start + PART_HOUSEHOLDS)
        with closing(Results(self._rules)) as results:
            found = _PartMonth(self._policy, part, self._month, results, {})
            sums = {name: found.sum(name) for name in found.names}
            candidates = found.candidates()
        part.let_go()
        return sums, candidates, part.family_count

    def corrected(self, pool: ThreadPoolExecutor) -> bool:
        """Whether anybody was on the wrong side of a quota; their households are then computed again."""
        inside = {flag: self._settled(flag, candidates) for flag, candidates in self._candidates.items()}
        households = self._wrong_households(inside)
        chunks = [households[at : at + PART_HOUSEHOLDS] for at in range(0, len(households), PART_HOUSEHOLDS)]
        for changes, candidates, families in pool.map(partial(self._again, inside), chunks):
            self._add(changes)
            for flag, each in candidates.items():
                self._candidates[flag] = self._candidates[flag].replaced(families, each)
        return bool(chunks)

    def _settled(self, flag: str, candidates: Candidates) -> Positions:
        families = quota_families(self._policy, quota_named(flag), self._month)
        return candidates.settled(self._population.family_weight, families)

    def _wrong_households(self, inside: Mapping[str, Positions]) -> Positions:
        wrong = [in_one_only(self._candidates[flag].inside, each) for flag, each in inside.items()]
        if not any(map(len, wrong)):
            return numpy.empty(0, dtype=numpy.int64)
        return numpy.unique(self._population.families["household_id"][numpy.concatenate(wrong)])

    def _again(
        self, inside: Mapping[str, Positions], households: Positions
    ) -> tuple[_Sums, dict[str, Candidates], Positions]:
        """What the sums of some households change by, and whom of their families each quota concerns."""
        families = rows_of_groups(self._population.household_family_offsets, households)
        taken = {flag: among(families, self._candidates[flag].inside) for flag in inside}
        right = {flag: among(families, each) for flag, each in inside.items()}
        part = self._gathered(households)
        with closing(Results(self._rules)) as results:
            before = _PartMonth(self._policy, part, self._month, results, taken)
            after = _PartMonth(self._policy, part, self._month, results, right)
            changes = {name: after.sum(name).minus(before.sum(name)) for name in after.differing(before)}
            candidates = after.candidates()
        return changes, candidates, families

    def _gathered(self, households: Positions) -> Population:
        """Some households, piece by piece: a few here and there would map every page of the population at once."""
        pieces = []
        for start in range(0, self._population.household_count, PART_HOUSEHOLDS):
            low, high = numpy.searchsorted(households, (start, start + PART_HOUSEHOLDS))
            if low < high:
                piece = self._population.slice(start, start + PART_HOUSEHOLDS)
                taken = piece.take(households[low:high] - start)
                pieces.append(Population(**{table: dict(taken.table(table)) for table in IDENTIFIERS}))
                piece.let_go()
        return joined(pieces)

    def _add(self, sums: _Sums) -> None:
        for name, each in sums.items():
            self.sums[name] = self.sums[name].plus(each) if name in self.sums else each


class _PartMonth:
    """The month of a part, with everything that is summed."""

    def __init__(self, policy: Policy, part: Population, month: Period, results: Results, flags: _Flags) -> None:
        self._simulation = build_simulation(policy.system, part, [month], results)
        self._book = QuotaBook(self._simulation, policy, month, flags)
        self._month, self._variables = month, policy.system.variables
        self._weights = {
            "person": part.person_weight,
            "family": part.family_weight,
            "household": part.households["household_weight"],
        }
        # What a variable concerns is told in these: whole numbers, whose sums are exact in any order.
        self._units = {entity: in_units(weight, COUNT) for entity, weight in self._weights.items()}

    @property
    def names(self) -> list[str]:
        """The variables, in alphabetical order."""
        return [
            name
            for name, variable in sorted(self._variables.items())
            if variable.formulas and variable.definition_period == DateUnit.MONTH
        ]

    def differing(self, other: _PartMonth) -> list[str]:
        """The variables that may differ: those whose array is not shared with the other."""
        return [name for name in self.names if self._values(name) is not other._values(name)]

    def candidates(self) -> dict[str, Candidates]:
        """Whom each quota concerns."""
        return {flag: Candidates.of(ranked) for flag, ranked in self._book.settle().items()}

    def _values(self, name: str) -> Array | str:
        """A variable's values, or the parameter that is unset."""
        try:
            with clear_law_errors():
                return self._simulation.computed(name, self._month)
        except UnsetParameterError as error:
            return error.path

    def sum(self, name: str) -> _Sum:
        """The sum of a variable."""
        found, variable = self._values(name), self._variables[name]
        if isinstance(found, str):
            return _Sum(math.nan, math.nan, found)
        if variable.value_type not in _NUMBERS:
            return _Sum(math.nan, math.nan)
        values, entity = numpy.asarray(found), variable.entity.key
        if is_uniform(values) and not values[0]:
            return _Sum(0, 0)
        # Not `@`: its threads wait for each other by spinning, on the cores that other parts compute with.
        concerned = int(numpy.einsum("i,i->", self._units[entity], values != 0))
        if values.dtype == bool:
            return _Sum(concerned, concerned)
        return _Sum(exact_total(values, self._weights[entity], COUNT), concerned)
