"""What every table of statistics starts from: one population, several policies, and the choices of the user."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy

from openfisca_jordan_sp.engine.evaluate import Evaluation
from openfisca_jordan_sp.errors import MeasureError, Text
from openfisca_jordan_sp.law.catalogue import Programme, pillars
from openfisca_jordan_sp.measures.arrays import FloatArray, IntArray, checked_values, checked_weight
from openfisca_jordan_sp.measures.basis import Basis, total
from openfisca_jordan_sp.measures.statistics_options import Options
from openfisca_jordan_sp.populations.population import Population, ages_at

#: From this age on a person is an adult of the OECD-modified scale.
_ADULT = 14
_FURTHER_ADULT, _CHILD = 0.5, 0.3
_MONTHS = 12
_INCOMES = ("wage", "other_earnings", "pension", "rent_income", "private_transfers")

Result = TypeVar("Result")


@dataclass(frozen=True)
class ProgrammeSet:
    """One programme, the programmes of a pillar, or all of them.

    Attributes:
        id: of the programme or pillar, or `all`.
        kind: `programme`, `pillar` or `all`.
        label: its name.
        members: the ids of its programmes.
        pillar: that it belongs to, empty for `all`.
    """

    id: str
    kind: str
    label: Text
    members: tuple[str, ...]
    pillar: str = ""


@dataclass(frozen=True)
class Ground:
    """A population under several policies, as arrays of one value a household (or family, where said).

    Attributes:
        population: households, families and persons.
        evaluations: one for each policy; the first is what the others are compared with.
        line: poverty line, JOD a head (or adult equivalent) and month.
        options: the choices of the user.
    """

    population: Population
    evaluations: tuple[Evaluation, ...]
    line: float
    options: Options

    @cached_property
    def basis(self) -> Basis:
        """The population with the first policy."""
        return Basis(self.population, self.evaluations[0])

    @cached_property
    def policies(self) -> tuple[str, ...]:
        """The ids of the policies; a second one of the same id has its number behind it."""
        names: list[str] = []
        for evaluation in self.evaluations:
            name, number = evaluation.policy.id, 2
            while name in names:
                name, number = f"{evaluation.policy.id}#{number}", number + 1
            names.append(name)
        return tuple(names)

    @cached_property
    def weight(self) -> FloatArray:
        """Households of the Kingdom that each stands for."""
        return checked_weight(self.population.households["household_weight"])

    @cached_property
    def size(self) -> FloatArray:
        """Persons of each household."""
        return self.basis.household_persons.astype(numpy.float64)

    @cached_property
    def family_size(self) -> FloatArray:
        """Persons of each family."""
        return self.basis.family_persons.astype(numpy.float64)

    @cached_property
    def household_of_family(self) -> IntArray:
        """For each family the position of its household."""
        return self.basis.household_of_family.astype(numpy.int64)

    @cached_property
    def age(self) -> IntArray:
        """Completed years of each person at the start of the month asked for."""
        return ages_at(self.population.persons["birth_date"], str(self.evaluations[0].period.start))

    @cached_property
    def units(self) -> FloatArray:
        """Persons, families or households, as the options say, in each household."""
        if self.options.unit == "persons":
            return self.size
        if self.options.unit == "households":
            return numpy.ones(self.population.household_count)
        return numpy.bincount(self.household_of_family, minlength=self.population.household_count).astype(numpy.float64)

    @cached_property
    def scale(self) -> FloatArray:
        """Heads or adult equivalents of each household (see `Options.per`)."""
        return adult_equivalents(self.population, self.options.per, self.size, self.age)

    @cached_property
    def welfare(self) -> tuple[FloatArray, ...]:
        """JOD a head or adult equivalent and month under each policy; arrays that are equal are one."""
        by_head = self._incomes() if self.options.welfare == "income" else self._consumptions()
        found: list[FloatArray] = []
        for of_head in by_head:
            # By head the factor is exactly 1.
            values = checked_values(of_head * (self.size / self.scale), self.options.welfare)
            found.append(next((other for other in found if numpy.array_equal(other, values)), values))
        return tuple(found)

    def _consumptions(self) -> Iterable[FloatArray]:
        known = self.population.households["consumption_before_benefits"]
        checked_values(known, "consumption_before_benefits")
        return (self.basis.consumption_per_head(one) for one in self.evaluations)

    def _incomes(self) -> Iterable[FloatArray]:
        persons = self.population.persons
        market = numpy.zeros(self.population.person_count)
        for name in _INCOMES:
            market = market + checked_values(persons[name], name)
        known = numpy.bincount(persons["household_id"], market, minlength=self.population.household_count)
        return ((known + self.basis.benefits(one) - self.basis.levies(one)) / self.size for one in self.evaluations)

    @cached_property
    def before(self) -> FloatArray:
        """Welfare under the first policy without any benefit, by which quantiles of targeting are taken."""
        everything = self.sets[-1] if self.sets else None
        benefit = self.of_households(self.paid(everything)[0]) if everything else 0.0
        return self.welfare[0] - benefit / self.scale

    @cached_property
    def programmes(self) -> tuple[Programme, ...]:
        """The programmes of all policies that pay anybody under any of them, each once."""
        listed = {item.id: item for one in self.evaluations for item in one.policy.programmes}
        return tuple(item for item in listed.values() if any(self._pays(one, item.id) for one in self.evaluations))

    @staticmethod
    def _pays(evaluation: Evaluation, programme: str) -> bool:
        return programme in evaluation.year and bool(numpy.any(evaluation.year[programme] > 0))

    @cached_property
    def sets(self) -> tuple[ProgrammeSet, ...]:
        """Each programme, each pillar that pays anybody, and all together last; nothing where nobody is paid."""
        single = [ProgrammeSet(item.id, "programme", item.label, (item.id,), item.pillar) for item in self.programmes]
        if not single:
            return ()
        wider = [
            ProgrammeSet(key, "pillar", label, tuple(one.id for one in single if one.pillar == key), key)
            for key, label in pillars().items()
            if any(one.pillar == key for one in single)
        ]
        everything = ProgrammeSet("all", "all", Text("All programmes", "جميع البرامج"), tuple(one.id for one in single))
        return (*single, *wider, everything)

    def paid(self, programmes: ProgrammeSet) -> tuple[FloatArray, ...]:
        """JOD of the average month of the year for each family under each policy."""
        count = self.population.family_count
        return self.each(
            lambda one: total({key: one.year[key] for key in programmes.members if key in one.year}, count) / _MONTHS
        )

    def each(self, of_policy: Callable[[Evaluation], Result]) -> tuple[Result, ...]:
        """One thing of each policy."""
        return tuple(of_policy(evaluation) for evaluation in self.evaluations)

    def of_households(self, of_families: FloatArray) -> FloatArray:
        """A family amount summed over the families of each household."""
        return self.basis.of_households(of_families)


def adult_equivalents(population: Population, per: str, size: FloatArray, age: IntArray) -> FloatArray:
    """Heads, or adult equivalents by a convention (see `Options.per`), of each household.

    Args:
        population: whose households.
        per: `head`, `oecd_modified` or `square_root`.
        size: persons of each household.
        age: of each person. In a household of children only, the first of them counts as its adult.
    """
    if per == "head":
        return size
    if per == "square_root":
        return numpy.sqrt(size)
    children = numpy.bincount(
        population.persons["household_id"], (age < _ADULT).astype(numpy.float64), minlength=len(size)
    )
    adults = numpy.maximum(size - children, 1.0)
    return 1.0 + _FURTHER_ADULT * (adults - 1) + _CHILD * (size - adults)


def check_evaluations(population: Population, evaluations: Sequence[Evaluation]) -> None:
    """Refuse evaluations that cannot be compared: none, of another population, or of different months.

    Raises:
        MeasureError: as said.
    """
    if not evaluations:
        raise MeasureError(
            Text("There is no evaluation to take statistics of.", "لا يوجد تقييم تُستخرج منه الإحصاءات."),
            path="evaluations",
        )
    count = population.family_count
    if any(len(amount) != count for one in evaluations for amount in one.year.values()):
        raise MeasureError(
            Text("The evaluations are of another population.", "التقييمات لسكان آخرين."), path="evaluations"
        )
    if len({str(one.period) for one in evaluations}) > 1:
        raise MeasureError(
            Text("The evaluations are of different months.", "التقييمات لأشهر مختلفة."), path="evaluations"
        )
