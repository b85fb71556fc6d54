"""Described cases computed together, so that each gets what it would get alone.

Cases that give the same results of the law run the same rules, so they stand in one simulation. Where a rule needs a
value that no source gives, it says whose facts need it (`noting_needs`): these cases are refused, and the others go on
as if they stood alone, for no rule looks from one household to another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.indexed_enums import Enum, EnumArray
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


def compute(described: Described, question: BatchQuestion) -> Computed:
    """Compute the outputs of all cases, or say which value of the law is missing for whom."""
    values: dict[str, Array] = {}
    refused: dict[int, Problem] = {}
    for cases in described.alike(question.system):
        part = described.only(cases)
        run = _Run(part, question)
        numbers = numpy.flatnonzero(cases)
        refused |= {int(numbers[case]): problem for case, problem in run.refused.items()}
        for name, found in run.values.items():
            key = question.entity(name)
            rows = cases[described.case[key]]
            if name not in values:
                values[name] = _empty(found, described.size(key))
            values[name][rows] = found
    for name in question.outputs:
        if name not in values:
            values[name] = _default(question, name, described.size(question.entity(name)))
    return Computed({name: values[name] for name in question.outputs}, refused)


def _empty(like: Array, count: int) -> Array:
    made: Array = numpy.zeros(count, dtype=like.dtype)
    return EnumArray(made, like.possible_values) if isinstance(like, EnumArray) else made


def _default(question: BatchQuestion, name: str, count: int) -> Array:
    """Values of a variable that nobody got."""
    return _filled(question.system.variables[name], [], count)


class _Run:
    """Cases that give the same results of the law, in one simulation."""

    def __init__(self, part: Described, question: BatchQuestion) -> None:
        self._part = part
        self._needing = numpy.full(part.count, -1)
        self._errors: list[UnsetParameterError] = []
        self.values: dict[str, Array] = {}
        self._simulation = simulation_of(part, question)
        if part.count:
            self._calculate(question)

    def _calculate(self, question: BatchQuestion) -> None:
        try:
            # What is not known spreads among those who need it alone, and they are refused.
            with clear_law_errors(), noting_needs(self._note), numpy.errstate(invalid="ignore"):
                for name in question.outputs:
                    self.values[name] = self._simulation.calculate(name, question.period(name))
        except UnsetParameterError as error:
            self.values = {}
            self._add(error, numpy.ones(self._part.count, dtype=bool))

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
        running = self._simulation.tracer.stack[-1]["name"]
        own = self._simulation.tax_benefit_system.variables[running].entity.key
        return next(
            of for key, of in sorted(self._part.case.items(), key=lambda one: one[0] != own) if len(of) == count
        )

    def _add(self, error: UnsetParameterError, concerned: BoolArray) -> None:
        self._needing[concerned & (self._needing < 0)] = len(self._errors)
        self._errors.append(error)


def simulation_of(part: Described, question: BatchQuestion) -> Simulation:
    """A simulation of cases that give the same results of the law, with what they tell and nothing else."""
    system = question.system
    simulation = Simulation(system, system.instantiate_entities())
    simulation.persons.count = part.size("person")
    simulation.persons.ids = range(part.size("person"))
    for key, groups in part.group_of.items():
        simulation.populations[key].bind(Membership(groups, part.role_of[key], part.size(key)))
    filled: dict[tuple[int, ...], Array] = {}
    for name, dated in part.facts.items():
        variable = system.variables[name]
        holder = simulation.get_holder(name)
        for when, several in dated.items():
            key_of = tuple(map(id, several))
            if any(len(given.rows) for given in several):
                if key_of not in filled:
                    filled[key_of] = _filled(variable, several, part.size(variable.entity.key))
                holder.put_in_cache(filled[key_of], when)
    return simulation


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
