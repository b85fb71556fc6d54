"""One household computed at many values of an input: figures, and the conditions under them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.periods import DateUnit, Period
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_jordan_sp.cases import Case
from openfisca_jordan_sp.copies import Change, copies_of
from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.formulas import year_months
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.situations import build_situation
from openfisca_jordan_sp.system import clear_law_errors
from openfisca_jordan_sp.vary.axis import Axis, Places
from openfisca_jordan_sp.vary.graph import Graph
from openfisca_jordan_sp.vary.watched import Series, candidates

#: Persons computed at a time: what is kept of each in memory is some ten kilobytes.
PERSONS_AT_ONCE = 12_000
#: Values of an input at which it is tried which figures the law gives.
_TRIED = 9

Amounts = NDArray[numpy.float64]
Marks = NDArray[numpy.int16]


@dataclass(frozen=True)
class Probe:
    """A case under one policy, ready to be computed at any value of an input.

    Attributes:
        policy: the law in force, or with reforms.
        plain: the case, built, with what the input would be worked out from worked out.
        one: the same, with all that the input does not reach computed once.
        period: the month.
        series: what is looked at and depends on the input, the main figure first.
        graph: what each rule under the series reads.
        varying: the variables that the input reaches.
        unset: what cannot be looked at, for want of a value of the law.
    """

    policy: Policy
    plain: Simulation
    one: Simulation
    period: Period
    series: tuple[Series, ...]
    graph: Graph
    varying: frozenset[str]
    unset: tuple[UnsetParameterError, ...]

    @property
    def system(self) -> TaxBenefitSystem:
        """The system of the policy."""
        return self.policy.system

    def simulations(self, changes: Sequence[Change]) -> Iterator[Simulation]:
        """The case with some facts changed, one copy for each value, in parts that memory holds."""
        count = len(changes[0].values)
        at_once = max(1, PERSONS_AT_ONCE // self.one.persons.count)
        for start in range(0, count, at_once):
            part = [Change(one.variable, one.unit, one.values[start : start + at_once]) for one in changes]
            yield copies_of(self.one, self.period, part, count=len(part[0].values))

    def amounts(self, simulation: Simulation) -> Amounts:
        """Each figure of a simulation: a row a copy, a column a series; of several units their sum, of rights a count.

        Raises:
            UnsetParameterError: a rule needs a value that no source gives.
        """
        with clear_law_errors():
            found = [numpy.asarray(simulation.calculate(one.variable, one.period), dtype=float) for one in self.series]
        count = simulation.persons.count // self.one.persons.count
        return numpy.column_stack([values.reshape(count, -1).sum(axis=1) for values in found])

    def at(self, axis: Axis, places: Places) -> tuple[Amounts, Marks]:
        """The figures, and every truth value and choice that the input reaches, at some places.

        Returns:
            A row a place; marks have a column for each unit, variable and period.
        """
        rows, marks = [], []
        for simulation in self.simulations([axis.change(places)]):
            rows.append(self.amounts(simulation))
            marks.append(self._marks(simulation, axis))
        return numpy.concatenate(rows), numpy.concatenate(marks)

    def _marks(self, simulation: Simulation, axis: Axis) -> Marks:
        count = simulation.persons.count // self.one.persons.count
        columns = [
            numpy.asarray(values).reshape(count, -1).astype(numpy.int16)
            for name, _, values in arrays_of(simulation, self.varying - {axis.variable})
            if is_condition(self.system, name)
        ]
        return numpy.concatenate(columns, axis=1) if columns else numpy.zeros((count, 0), dtype=numpy.int16)


def probe_of(
    policy: Policy, plain: Simulation, period: Period, axes: Sequence[Axis], outcome: str | None = None
) -> Probe:
    """A case under a policy.

    Args:
        policy: the law in force, or with reforms.
        plain: the case, as `built` makes it under the policy.
        period: a month.
        axes: the inputs that will change.
        outcome: a variable to look at instead of incomes, programmes, rights and bills.

    Raises:
        MeasureError: an outcome that is no figure.
        UnsetParameterError: the main figure needs a value that no source gives.
    """
    wanted = candidates(policy, period, outcome)
    graph = Graph(policy.system, period, [one.variable for one in wanted])
    reached = frozenset({axis.variable for axis in axes}.union(*(graph.downstream(axis.variable) for axis in axes)))
    watched = [series for series in wanted if series.variable in reached] or wanted[:1]
    # Of two inputs, what both of them reach comes first.
    watched.sort(key=lambda series: -sum(_reaches(graph, axis.variable, series.variable) for axis in axes))
    known, unset, computed = _computable(plain, period, watched, axes)
    one = _with_what_stays(plain, period, computed, graph, reached)
    return Probe(policy, plain, one, period, known, graph, reached, unset)


def _reaches(graph: Graph, variable: str, result: str) -> bool:
    return variable == result or variable in graph.upstream(result)


def built(system: TaxBenefitSystem, case: Case, period: Period, varied: Sequence[str]) -> Simulation:
    """The case, built; an input that the law would work out for its units (an age) is worked out first.

    Raises:
        SituationError: the case cannot be read.
    """
    one = build_situation(system, case.situation, str(period))[0]
    trial = copies_of(one, period, [], count=1)
    for name in varied:
        variable = system.variables.get(name)
        if variable is None or not variable.formulas or variable.definition_period != DateUnit.MONTH:
            continue
        holder = one.populations[variable.entity.key].get_holder(name)
        for month in year_months(period.this_year):
            if holder.get_array(month) is None:
                with clear_law_errors():
                    holder.put_in_cache(trial.calculate(name, month), month)
    return one


def _computable(
    plain: Simulation, period: Period, watched: Sequence[Series], axes: Sequence[Axis]
) -> tuple[tuple[Series, ...], tuple[UnsetParameterError, ...], Simulation]:
    """The figures that the law gives in a period, why it does not give the others, and a simulation with all of them.

    They are tried at some values of the inputs: a value of the law may be needed on one side of a limit only.

    Raises:
        UnsetParameterError: the first figure cannot be computed.
    """
    tried = [axis.change(axis.grid[numpy.linspace(0, len(axis.grid) - 1, _TRIED).astype(int)]) for axis in axes]
    trial = copies_of(plain, period, tried, count=_TRIED)
    known, unset = [], {}
    for series in watched:
        try:
            with clear_law_errors():
                trial.calculate(series.variable, series.period)
            known.append(series)
        except UnsetParameterError as error:
            if series is watched[0]:
                raise
            unset[error.parameter] = error
            # What stopped in the middle is not to be trusted.
            trial = copies_of(plain, period, tried, count=_TRIED)
            for done in known:
                trial.calculate(done.variable, done.period)
    return tuple(known), tuple(unset.values()), trial


def _with_what_stays(
    plain: Simulation, period: Period, computed: Simulation, graph: Graph, reached: frozenset[str]
) -> Simulation:
    """A case with the results that the input does not reach and that others, which it reaches, read."""
    one = copies_of(plain, period, [], count=1)
    read = frozenset().union(*(graph.reads[name].names for name in reached if name in graph.reads))
    for key, population in plain.populations.items():
        one.populations[key].ids = population.ids
    for name, when, values in arrays_of(computed, read - reached):
        put(one, name, when, values[: len(values) // _TRIED])
    return one


def put(simulation: Simulation, name: str, period: Period, values: NDArray[Any]) -> None:
    """Set what a variable is in a period."""
    variable = simulation.tax_benefit_system.variables[name]
    items = getattr(variable, "possible_values", None)
    holder = simulation.populations[variable.entity.key].get_holder(name)
    is_plain = items is not None and not isinstance(values, EnumArray)
    holder.put_in_cache(EnumArray(values, items) if is_plain else values, period)


def arrays_of(simulation: Simulation, names: frozenset[str]) -> list[tuple[str, Period, NDArray[Any]]]:
    """What a simulation knows of some variables, in the order of their names and periods."""
    found = []
    for population in simulation.populations.values():
        for name, holder in population._holders.items():
            if name in names:
                found += [(name, period, holder.get_array(period)) for period in holder.get_known_periods()]
    return sorted(found, key=lambda entry: (entry[0], str(entry[1])))


def is_condition(system: TaxBenefitSystem, name: str) -> bool:
    """Whether a variable is a truth value or a choice."""
    return system.variables[name].value_type in (bool, Enum)
