"""What every measure starts from: weights, sizes, groups and welfare, as arrays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.engine.evaluate import Evaluation
from openfisca_jordan_sp.law.catalogue import levies
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.schema import HOUSEHOLD_ROLES, NATIONALITIES

FloatArray = NDArray[numpy.float64]
IntArray = NDArray[numpy.int64]

DECILES = 10


@dataclass(frozen=True)
class Basis:
    """A population and the baseline evaluation that its deciles are taken from."""

    population: Population
    baseline: Evaluation

    @cached_property
    def household_of_family(self) -> IntArray:
        """For each family the position of its household."""
        return self.population.families["household_id"]

    @cached_property
    def household_weight(self) -> FloatArray:
        """Households of the Kingdom that each stands for."""
        return self.population.households["household_weight"]

    @cached_property
    def family_weight(self) -> FloatArray:
        """Families of the Kingdom that each stands for: the weight of its household."""
        return self.population.family_weight

    @cached_property
    def family_persons(self) -> IntArray:
        """Members of each family."""
        return numpy.bincount(self.population.persons["family_id"], minlength=self.population.family_count)

    @cached_property
    def household_persons(self) -> IntArray:
        """Members of each household."""
        return numpy.bincount(self.population.persons["household_id"], minlength=self.population.household_count)

    @cached_property
    def person_weight(self) -> FloatArray:
        """Persons of the Kingdom that each household stands for."""
        return self.household_weight * self.household_persons

    @cached_property
    def governorate(self) -> IntArray:
        """For each household the code of its governorate."""
        return self.population.households["governorate"].astype(numpy.int64)

    @cached_property
    def is_jordanian(self) -> NDArray[numpy.bool_]:
        """Whether the reference person of each household is a Jordanian citizen."""
        persons = self.population.persons
        is_reference = persons["household_role"] == HOUSEHOLD_ROLES.index("reference_person")
        is_citizen = persons["nationality"][is_reference] == NATIONALITIES.index("jordanian")
        jordanian = numpy.zeros(self.population.household_count, dtype=bool)
        jordanian[persons["household_id"][is_reference]] = is_citizen
        return jordanian

    @cached_property
    def decile(self) -> IntArray:
        """For each household its decile (0 the poorest) of persons by baseline consumption per head."""
        return deciles(self.baseline_consumption, self.person_weight)

    @cached_property
    def baseline_consumption(self) -> FloatArray:
        """JOD a person and month for each household under the baseline."""
        return self.consumption_per_head(self.baseline)

    @cached_property
    def _baseline_levies(self) -> FloatArray:
        return self.levies(self.baseline)

    def of_households(self, of_families: FloatArray) -> FloatArray:
        """A family amount summed over the families of each household."""
        sums = numpy.bincount(self.household_of_family, of_families, minlength=len(self.household_weight))
        return sums.astype(numpy.float64)

    def benefits(self, evaluation: Evaluation) -> FloatArray:
        """JOD of all programmes for each household in the average month of the year."""
        return self.of_households(total(evaluation.year, len(self.family_weight))) / 12

    def levies(self, evaluation: Evaluation) -> FloatArray:
        """JOD of contributions and taxes that each household pays itself, in the average month of the year."""
        paid = {levy.id: evaluation.levies_year[levy.id] for levy in levies() if levy.is_paid_by_person}
        return self.of_households(total(paid, len(self.family_weight))) / 12

    def consumption_per_head(self, evaluation: Evaluation) -> FloatArray:
        """JOD a person and month with benefits, in the average month of the year, for each household.

        What people consume before benefits is what the levies of the baseline leave them: only the
        difference from those is taken off.
        """
        before = self.population.households["consumption_before_benefits"]
        more_levies = self.levies(evaluation) - self._baseline_levies
        return (before + self.benefits(evaluation) - more_levies) / self.household_persons


def total(amounts: Mapping[str, FloatArray], count: int) -> FloatArray:
    """The sum of several programmes' amounts, in the order of the programmes."""
    result = numpy.zeros(count)
    for amount in amounts.values():
        result += amount
    return result


def deciles(value: FloatArray, weight: FloatArray) -> IntArray:
    """The decile of each element by `value`, each holding a tenth of `weight`; ties keep their order."""
    order = numpy.argsort(value, kind="stable")
    middle = numpy.cumsum(weight[order]) - weight[order] / 2
    result = numpy.empty(len(value), dtype=numpy.int64)
    result[order] = numpy.minimum((middle / weight.sum() * DECILES).astype(numpy.int64), DECILES - 1)
    return result
