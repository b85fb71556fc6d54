"""What the law in force pays over a population in one month, beside what was published; never fitted.

Each published figure (`populations/quality/published.yaml`) has a function here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import numpy
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit, Period

from openfisca_jordan_sp.asked import parse_line
from openfisca_jordan_sp.engine.simulated import simulate_month
from openfisca_jordan_sp.engine.simulation import PartSimulation, gather
from openfisca_jordan_sp.measures.welfare import gini, poverty
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.populations.population import Population, ages_at
from openfisca_jordan_sp.populations.quality.published import Published, beside
from openfisca_jordan_sp.populations.quality.rows import Block, Row
from openfisca_jordan_sp.populations.schema import GOVERNORATES, NATIONALITIES, SEXES
from openfisca_jordan_sp.system import clear_law_errors

FloatArray = NDArray[numpy.float64]
Mask = NDArray[numpy.bool_]

_UCT = "uct_amount"
_OLDEST = 200


class LawInForce:
    """One month of the law in force over a population that has its layers."""

    def __init__(self, population: Population, month: Period) -> None:
        self.population = population
        self.month = month
        self.policy = Policy()
        with clear_law_errors():
            self._simulations: list[PartSimulation] = simulate_month(self.policy, population, month)[0]

    def of(self, variable: str) -> NDArray[Any]:
        """A variable of the month, for every person, family or household."""
        with clear_law_errors():
            return gather(self._simulations, variable, self.month)

    @cached_property
    def naf_cash(self) -> FloatArray:
        """JOD of all cash of the National Aid Fund in the month, for every family."""
        total = numpy.zeros(self.population.family_count)
        for programme in self.policy.programmes:
            variable = self.policy.system.get_variable(programme.variable)
            monthly = variable.definition_period == DateUnit.MONTH and variable.get_formula(self.month) is not None
            if programme.is_naf_cash and monthly:
                total = total + self._by_family(programme.variable)
        return total

    def _by_family(self, variable: str) -> FloatArray:
        """What concerns persons is summed over the family."""
        amount = self.of(variable).astype(numpy.float64)
        if self.policy.system.get_variable(variable).entity.key != "person":
            return amount
        return numpy.bincount(
            self.population.persons["family_id"], amount, minlength=self.population.family_count
        ).astype(numpy.float64)

    @cached_property
    def is_paid(self) -> Mask:
        """Whether each family gets cash of the Fund."""
        return self.naf_cash > 0

    @cached_property
    def is_paid_person(self) -> Mask:
        """Whether each person belongs to such a family."""
        return numpy.asarray(self.is_paid[self.population.persons["family_id"]])

    @cached_property
    def size(self) -> NDArray[numpy.int64]:
        """Persons of each household."""
        return numpy.bincount(self.population.persons["household_id"], minlength=self.population.household_count)

    @cached_property
    def citizens(self) -> FloatArray:
        """Persons of the Kingdom in each household of a Jordanian; 0 in others."""
        persons = self.population.persons
        reference = persons["household_role"] == 0
        jordanian = persons["nationality"][reference] == NATIONALITIES.index("jordanian")
        return numpy.asarray(self.population.households["household_weight"] * self.size * jordanian)

    def per_head(self, of_families: FloatArray) -> FloatArray:
        """Consumption of each household, JOD a person and month, with some benefits of its families."""
        sums = numpy.bincount(
            self.population.families["household_id"], of_families, minlength=self.population.household_count
        )
        return numpy.asarray((self.population.households["consumption_before_benefits"] + sums) / self.size)

    @cached_property
    def line(self) -> float:
        """The national poverty line at the prices of the month, JOD a person."""
        return parse_line("national", self.month)


def model_rows(law: LawInForce, published: Iterable[Published], *, with_parts: bool = True) -> Iterator[Row]:
    """Each published number beside the model's: told, and warned of, but never a failure.

    Without parts, numbers of governorates and of ages are left out: in a survey they may show a few persons.
    """
    for one in published:
        if one.part and not with_parts:
            continue
        yield beside(one, Block.MODEL, FIGURES[one.figure](law, one.part))


def _families(law: LawInForce, _: str) -> float:
    return float(law.population.family_weight[law.is_paid].sum())


def _persons(law: LawInForce, _: str) -> float:
    return float(law.population.person_weight[law.is_paid_person].sum())


def _cost(law: LawInForce, _: str) -> float:
    return float((law.population.family_weight * law.naf_cash).sum())


def _female_headed(law: LawInForce, governorate: str) -> float:
    persons, families = law.population.persons, law.population.families
    female = persons["sex"][persons["family_role"] == 0] == SEXES.index("female")
    here = law.population.households["governorate"][families["household_id"]] == GOVERNORATES.index(governorate)
    return float(law.population.family_weight[law.is_paid & female & here].sum())


def _age_structure(law: LawInForce, part: str) -> float:
    """Share of a sex and age, such as `male 5-9`, in the persons paid."""
    sex, _, group = part.partition(" ")
    low, _, high = group.removesuffix("+").partition("-")
    persons = law.population.persons
    age = ages_at(persons["birth_date"], str(law.population.manifest["base_date"]))
    last = int(high) if high else _OLDEST
    inside = law.is_paid_person & (persons["sex"] == SEXES.index(sex)) & (age >= int(low)) & (age <= last)
    everybody = _persons(law, "")
    return float(law.population.person_weight[inside].sum()) / everybody if everybody else 0.0


def _without_and_with_uct(law: LawInForce) -> tuple[FloatArray, FloatArray]:
    """Consumption per head with all cash of the Fund but the unified transfer, and with it."""
    return law.per_head(law.naf_cash - law.of(_UCT)), law.per_head(law.naf_cash)


def _poverty_effect(law: LawInForce, _: str) -> float:
    without, including = (poverty(value, law.citizens, law.line).headcount for value in _without_and_with_uct(law))
    return without - including


def _gini_effect(law: LawInForce, _: str) -> float:
    without, including = (gini(value, law.citizens) for value in _without_and_with_uct(law))
    return without - including


def _coverage(law: LawInForce, _: str) -> float:
    """Of those who would be poor without it."""
    without, _including = _without_and_with_uct(law)
    poor = law.citizens * (without < law.line)
    reached = numpy.bincount(
        law.population.families["household_id"], law.of(_UCT) > 0, minlength=law.population.household_count
    )
    total = float(poor.sum())
    return float(poor[reached > 0].sum()) / total if total else 0.0


def _ssc_insured(law: LawInForce, origin: str) -> float:
    category = law.of("ssc_coverage_category")
    jordanian = law.population.persons["nationality"] == NATIONALITIES.index("jordanian")
    members = jordanian if origin == "jordanian" else ~jordanian
    return float(law.population.person_weight[(category > 0) & members].sum())


def _civil_insured(law: LawInForce, _: str) -> float:
    covered = law.of("has_contributory_health_cover") | law.of("has_free_public_health_cover")
    return float(law.population.person_weight[covered].sum())


#: How the model counts each published figure.
FIGURES: Mapping[str, Callable[[LawInForce, str], float]] = {
    "naf_families": _families,
    "naf_persons": _persons,
    "naf_cost_month": _cost,
    "naf_female_headed": _female_headed,
    "naf_age_structure": _age_structure,
    "uct_poverty_effect": _poverty_effect,
    "uct_gini_effect": _gini_effect,
    "uct_coverage_of_poor": _coverage,
    "ssc_insured": _ssc_insured,
    "civil_insured": _civil_insured,
}
