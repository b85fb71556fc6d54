"""Described cases computed together, so that each gets what it would get alone.

Cases that give the same results of the law run the same rules, so they stand in one simulation; where they give many
different ones, one simulation takes them all and puts in what is given. Where a rule needs a
value that no source gives, it says whose facts need it (`noting_needs`): these cases are refused, and the others go on
as if they stood alone, for no rule looks from one household to another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.periods import Period
from openfisca_core.simulations import Simulation

from openfisca_jordan_sp.batch.described import Array, BoolArray, Described, Given
from openfisca_jordan_sp.batch.question import BatchQuestion
from openfisca_jordan_sp.errors import Problem, UnsetParameterError
from openfisca_jordan_sp.fast.memberships import Membership
from openfisca_jordan_sp.formulas import noting_needs
from openfisca_jordan_sp.system import clear_law_errors


@dataclass(frozen=True, eq=False)
class Computed:
    """What described cases get.

    Attributes:
        values: by output, one value for each unit of its entity; of refused cases they mean nothing.
        refused: the value of the law that a case needs and no source gives, by the number of the case.
    """

    values: Mapping[str, Array]
    refused: Mapping[int, Problem]


#: So many simulations are made for cases that differ in the results of the law they give; beyond, one for all first.
MOST_APART = 8


def compute(described: Described, question: BatchQuestion) -> Computed:
    """Compute the outputs of all cases, or say which value of the law is missing for whom."""
    values: dict[str, Array] = {}
    refused: dict[int, Problem] = {}
    groups = list(described.alike(question.system))
    if len(groups) > MOST_APART:
        left = _together(described, question, values, refused)
        groups = [group & left for group in groups if (group & left).any()]
    for cases in groups:
        run = _Run(simulation_of, described.only(cases), question)
        _put(run, cases, described, question, values)
        numbers = numpy.flatnonzero(cases)
        refused |= {int(numbers[case]): problem for case, problem in run.refused.items()}
    for name in question.outputs:
        if name not in values:
            values[name] = _default(question, name, described.size(question.entity(name)))
    return Computed({name: values[name] for name in question.outputs}, refused)


def _together(
    described: Described, question: BatchQuestion, values: dict[str, Array], refused: dict[int, Problem]
) -> BoolArray:
    """Compute all cases in one simulation that puts in what some give; the cases are left that this says nothing of.

    That is who gives a result and met an unset value: perhaps in working out what is given.
    """
    everybody = numpy.ones(described.count, dtype=bool)
    run = _Run(overlaid, described, question)
    if not run.values:
        return everybody
    _put(run, everybody, described, question, values)
    gives = run.simulation.gives
    refused |= {case: problem for case, problem in run.refused.items() if not gives[case]}
    left: BoolArray = gives & run.is_needing
    return left


def _put(run: _Run, cases: BoolArray, described: Described, question: BatchQuestion, values: dict[str, Array]) -> None:
    """Put what some cases get in its place among all (in place)."""
    for name, found in run.values.items():
        key = question.entity(name)
        if name not in values:
            values[name] = _empty(found, described.size(key))
        values[name][cases[described.case[key]]] = found


def _empty(like: Array, count: int) -> Array:
    made: Array = numpy.zeros(count, dtype=like.dtype)
    return EnumArray(made, like.possible_values) if isinstance(like, EnumArray) else made


def _default(question: BatchQuestion, name: str, count: int) -> Array:
    """Values of a variable that nobody got."""
    return _filled(question.system.variables[name], [], count)


class _Run:
    """Cases in one simulation."""

    def __init__(self, make: Callable[..., Any], part: Described, question: BatchQuestion) -> None:
        self._part = part
        self._needing = numpy.full(part.count, -1)
        self._errors: list[UnsetParameterError] = []
        self.values: dict[str, Array] = {}
        self.simulation = make(part, question)
        if part.count:
            self._calculate(question)

    def _calculate(self, question: BatchQuestion) -> None:
        try:
            # What is not known spreads among those who need it alone, and they are refused.
            with clear_law_errors(), noting_needs(self._note), numpy.errstate(invalid="ignore"):
                for name in question.outputs:
                    self.values[name] = self.simulation.calculate(name, question.period(name))
        except UnsetParameterError as error:
            self.values = {}
            self._add(error, numpy.ones(self._part.count, dtype=bool))
        finally:
            _let_go(self.simulation)

    @property
    def is_needing(self) -> BoolArray:
        """Which cases need an unset value."""
        return self._needing >= 0

    @property
    def refused(self) -> dict[int, Problem]:
        """The cases that need an unset value: the first that each would have met alone."""
        told = [Problem(one.code, one.path, one.message, one.hint) for one in self._errors]
        return {int(case): told[self._needing[case]] for case in numpy.flatnonzero(self._needing >= 0)}

    def _note(self, error: UnsetParameterError, where: Any) -> None:
        needs = numpy.asarray(where, dtype=bool)
        concerned = numpy.zeros(self._part.count, dtype=bool)
        if needs.ndim == 0:
            concerned[:] = needs
        else:
            concerned[self._cases_of(len(needs))[needs]] = True
        self._add(error, concerned)

    def _cases_of(self, count: int) -> NDArray[numpy.intp]:
        """The case of each unit that a rule is looking at: of the rule's own entity where the number fits."""
        running = self.simulation.tracer.stack[-1]["name"]
        own = self.simulation.tax_benefit_system.variables[running].entity.key
        return next(
            of for key, of in sorted(self._part.case.items(), key=lambda one: one[0] != own) if len(of) == count
        )

    def _add(self, error: UnsetParameterError, concerned: BoolArray) -> None:
        self._needing[concerned & (self._needing < 0)] = len(self._errors)
        self._errors.append(error)


def _let_go(simulation: Simulation) -> None:
    """Free what was computed: a simulation refers to itself, and would hold its arrays until Python next looks."""
    for population in simulation.populations.values():
        population._holders.clear()


class Overlaid(Simulation):
    """A simulation in which some cases give results that the law works out for the others.

    Attributes:
        partly: by variable and period, whose value is given, and the values.
        gives: the cases that give any.
    """

    partly: dict[tuple[str, Any], tuple[BoolArray, Array]]
    gives: BoolArray

    def _run_formula(self, variable: Any, population: Any, period: Any) -> Any:
        """What the rule gives, and in its place what is given."""
        worked_out = super()._run_formula(variable, population, period)
        known = self.partly.get((variable.name, period))
        if known is None:
            return worked_out
        found = variable.default_array(population.count) if worked_out is None else worked_out
        is_given, given = known
        items = getattr(variable, "possible_values", None)
        if items is not None and not isinstance(found, EnumArray):
            found = items.encode(found)
        values = numpy.where(is_given, numpy.asarray(given), numpy.asarray(found))
        return values if items is None else EnumArray(values, items)


def overlaid(described: Described, question: BatchQuestion) -> Overlaid:
    """A simulation of cases that give different results of the law."""
    system = question.system
    simulation = Overlaid(system, system.instantiate_entities())
    simulation.partly, simulation.gives = {}, numpy.zeros(described.count, dtype=bool)
    _people(simulation, described)
    for name, when, several, values in _told(described, question):
        variable = system.variables[name]
        case = described.case[variable.entity.key]
        giving = numpy.zeros(described.count, dtype=bool)
        for given in several:
            giving[case[given.rows]] = True
        if not variable.formulas or giving.all():
            simulation.get_holder(name).put_in_cache(values, when)
        else:
            simulation.partly[name, when] = (giving[case], values)
            simulation.gives |= giving
    return simulation


def simulation_of(part: Described, question: BatchQuestion) -> Simulation:
    """A simulation of cases that give the same results of the law, with what they tell and nothing else."""
    system = question.system
    simulation = Simulation(system, system.instantiate_entities())
    _people(simulation, part)
    for name, when, _, values in _told(part, question):
        simulation.get_holder(name).put_in_cache(values, when)
    return simulation


def _people(simulation: Simulation, part: Described) -> None:
    simulation.persons.count = part.size("person")
    simulation.persons.ids = range(part.size("person"))
    for key, groups in part.group_of.items():
        simulation.populations[key].bind(Membership(groups, part.role_of[key], part.size(key)))


def _told(part: Described, question: BatchQuestion) -> Iterator[tuple[str, Period, list[Given], Array]]:
    """What is told, by variable and period, with an array for all units; the months of a year share it."""
    for name, dated in part.facts.items():
        variable = question.system.variables[name]
        filled: dict[tuple[int, ...], Array] = {}
        for when, several in dated.items():
            key = tuple(map(id, several))
            if any(len(given.rows) for given in several):
                if key not in filled:
                    filled[key] = _filled(variable, several, part.size(variable.entity.key))
                yield name, when, several, filled[key]


def _filled(variable: Any, several: list[Given], count: int) -> Array:
    """One value a unit: what is told, the default of the others. Not to be written to: months share it."""
    default = variable.default_value
    if variable.value_type is Enum:
        default = default.index
    values: Array = numpy.full(count, default, dtype=variable.dtype)
    for given in several:
        values[given.rows] = given.values
    values.flags.writeable = False
    return EnumArray(values, variable.possible_values) if variable.value_type is Enum else values
