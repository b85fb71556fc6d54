"""The people on whom a bill is tried: a sample of the demo population, under the law in force and under the bill."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit, Period
from openfisca_core.variables import Variable

from openfisca_jordan_sp.drafting.checks.bill import Bill
from openfisca_jordan_sp.engine.quota import quotas_in_force
from openfisca_jordan_sp.engine.simulated import set_flags, simulate_month
from openfisca_jordan_sp.engine.simulation import PartSimulation, build_simulation
from openfisca_jordan_sp.law.reads import asked_names, negated_names
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.schema import TABLE_OF
from openfisca_jordan_sp.system import clear_law_errors

Array = NDArray[Any]

#: One household in so many of the demo: 2,000, from every governorate, for its rows stand by governorate.
_ONE_IN = 10


@cache
def sample() -> Population:
    """The households on whom a bill is tried; together they weigh as much as the demo, so that quotas reach as far."""
    from openfisca_jordan_sp.populations.reading import read_population  # noqa: PLC0415 - loads pyarrow

    demo = read_population()
    taken = demo.take(numpy.arange(0, demo.household_count, _ONE_IN))
    weight = taken.households["household_weight"] * _ONE_IN
    return replace(taken, households={**taken.households, "household_weight": weight})


@dataclass(frozen=True, eq=False)
class Tried:
    """The sample in a month under one policy; a variable is computed when it is asked for.

    Attributes:
        simulation: of the sample, with its quotas settled.
        month: of the simulation.
        failures: what kept variables from being computed, by name.
    """

    simulation: PartSimulation
    month: Period
    failures: dict[str, Exception]

    @classmethod
    def of(cls, policy: Policy, month: Period) -> Tried:
        """The sample under a policy. Where a quota cannot be ranked, nobody is outside of it."""
        try:
            with clear_law_errors():
                parts, _ = simulate_month(policy, sample(), month)
        except Exception as error:  # the bill's own Python, or a value that it took away
            parts, failures = [build_unranked(policy, month)], {"": error}
        else:
            failures = {}
        return cls(parts[0], month, failures)

    def knows(self, name: str) -> bool:
        """Whether the law of this trial has a variable."""
        return name in self.simulation.system.variables

    def value(self, name: str) -> Array | None:
        """A variable, one value a person, family or household; None where it cannot be computed."""
        if not self.knows(name) or name in self.failures:
            return None
        period = _period_of(self.simulation.system.variables[name], self.month)
        try:
            with clear_law_errors():
                values = self.simulation.calculate(name, period)
            return numpy.asarray(values)
        except Exception as error:  # whatever a user's formula raises is his to read
            self.failures[name] = error
            return None

    def truth(self, name: str) -> Array | None:
        """A variable as a truth value: an amount is true where it is above zero; None where it is neither."""
        values = self.value(name)
        if values is None or values.dtype.kind not in "bif":
            return None
        return values if values.dtype == bool else values > 0

    def answering(self, names: Collection[str]) -> Tried:
        """The sample again, in which the answer to some questions is yes for everybody."""
        again = build_simulation(self.simulation.system, self.simulation.part, [self.month])
        for name in names:
            variable = self.simulation.system.variables[name]
            count = len(self.simulation.part.table(TABLE_OF[variable.entity.key])[f"{variable.entity.key}_id"])
            again.set_input(name, _period_of(variable, self.month), numpy.ones(count, dtype=bool))
        return Tried(again, self.month, {})

    def entity(self, name: str) -> str:
        """The key of the entity of a variable."""
        key: str = self.simulation.system.variables[name].entity.key
        return key

    def onto(self, values: Array, entity: str, wanted: str) -> Array | None:
        """Values of one entity for another one that is part of it; None where it is not part of it."""
        if entity == wanted:
            return values
        column = f"{entity}_id"
        table = self.simulation.part.table(TABLE_OF[wanted])
        return values[table[column]] if column in table and TABLE_OF[wanted] != TABLE_OF[entity] else None


def _period_of(variable: Variable, month: Period) -> Period:
    """The period for which a variable is asked about a month."""
    return month.this_year if variable.definition_period == DateUnit.YEAR else month


def unknown_inputs(bill: Bill, name: str) -> list[str]:
    """The inputs that a variable rests on under a bill and that the sample knows nothing of."""
    variables, people = bill.system.variables, sample()
    return [
        other
        for other in bill.graph.below(name)
        if not variables[other].formulas and other not in people.table(TABLE_OF[variables[other].entity.key])
    ]


def build_unranked(policy: Policy, month: Period) -> PartSimulation:
    """A simulation of the sample in which everybody is inside each quota."""
    part = build_simulation(policy.system, sample(), [month])
    everybody = numpy.ones(sample().family_count, dtype=bool)
    set_flags([part], {quota.flag: everybody for quota in quotas_in_force(policy, month)}, month)
    return part


@lru_cache(maxsize=4)
def under_law(month: Period) -> Tried:
    """The sample under the law in force."""
    return Tried.of(Policy(), month)


@dataclass(frozen=True, eq=False)
class Trial:
    """A bill tried on the sample."""

    bill: Bill

    @cached_property
    def before(self) -> Tried:
        """The sample under the law in force."""
        return under_law(self.bill.month)

    @cached_property
    def after(self) -> Tried:
        """The sample under the bill."""
        return Tried.of(self.bill.policy, self.bill.month)

    def conditions_below(self, name: str) -> list[str]:
        """The truth values that a variable rests on under the bill, the nearest first, without itself."""
        variables = self.bill.system.variables
        return [other for other in self.bill.graph.below(name)[1:] if variables[other].value_type is bool]

    def deepest(self, names: list[str]) -> list[str]:
        """Of some variables those that rest on none of the others."""
        below = {name: set(self.bill.graph.below(name)[1:]) for name in names}
        return [name for name in names if not below[name].intersection(names)]

    @cached_property
    def excluding(self) -> frozenset[str]:
        """The truth values that exclude: a rule of the bill's law reads them only negated (`~`)."""
        plain, negated = set[str](), set[str]()
        for name in self.bill.downstream & self.bill.system.variables.keys():
            for formula in self.bill.system.variables[name].formulas.values():
                found = negated_names(formula)
                negated |= found
                plain |= asked_names(formula) - found
        return frozenset(negated - plain)


@lru_cache(maxsize=1)
def trial_of(bill: Bill) -> Trial:
    """The trial of a bill: several checks look at one."""
    return Trial(bill)
