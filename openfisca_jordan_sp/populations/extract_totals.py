"""What an extract must have as much of as the whole: one number a household for each total."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.population import Population, ages_at
from openfisca_jordan_sp.populations.quality.measures.households import household_types
from openfisca_jordan_sp.populations.quality.view import View
from openfisca_jordan_sp.populations.schema import code
from openfisca_jordan_sp.populations.synthesise.margins import CHILD_BELOW, composition_class

FloatArray = NDArray[numpy.float64]
Mask = NDArray[numpy.bool_]

#: Totals that are met in every governorate; the others over the Kingdom.
LOCAL = frozenset({"households", "persons", "men", "poor or near it", "consumption"})

_AGES = (0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80)
_SIZES = ((1, 2), (2, 4), (4, 6), (6, 1000))
_NEAR_POVERTY = 113.0
_AMOUNTS = ("wage", "other_earnings", "pension", "rent_income", "private_transfers")
_FLAGS = ("is_enrolled", "has_health_insurance", "is_registered_refugee", "lives_in_refugee_camp")
_RECEIPT = ("receives_recurring_aid_last_month", "claims_cash_transfer", "claims_poor_family_card")


def features(population: Population) -> dict[str, FloatArray]:
    """Each total's number for every household: persons, dinars a month, or 1 and 0."""
    return {name: values.astype(numpy.float64) for name, values in _features(_Sums(population))}


class _Sums:
    """Sums over the persons and families of each household."""

    def __init__(self, population: Population) -> None:
        self.population = population
        self.households, self.persons = population.households, population.persons
        self.count = population.household_count
        self.size = self.of_persons(numpy.ones(population.person_count))
        self.age = ages_at(self.persons["birth_date"], population.manifest["base_date"])

    def of_persons(self, values: NDArray[Any]) -> FloatArray:
        return _sums(self.persons["household_id"], values, self.count)

    def of_families(self, values: NDArray[Any]) -> FloatArray:
        return _sums(self.population.families["household_id"], values, self.count)

    def has(self, column: str, *members: str) -> Mask:
        return numpy.isin(self.persons[column], [code(column, member) for member in members])


def _sums(household: NDArray[Any], values: NDArray[Any], count: int) -> FloatArray:
    return numpy.bincount(household, values, minlength=count).astype(numpy.float64)


_Rows = Iterator[tuple[str, NDArray[Any]]]


def _features(sums: _Sums) -> _Rows:
    households, men = sums.households, sums.has("sex", "male")
    per_head = households["consumption_before_benefits"] / sums.size
    yield "households", numpy.ones(sums.count)
    yield "persons", sums.size
    yield "men", sums.of_persons(men)
    yield "poor or near it", sums.size * (per_head < _NEAR_POVERTY)
    yield "consumption", households["consumption_before_benefits"]
    yield "persons in towns", sums.size * households["is_urban"]
    yield from _groups(sums, men)
    yield from _work(sums, men)
    for column in _FLAGS:
        yield column, sums.of_persons(sums.persons[column])
    for column in _RECEIPT:
        yield column, sums.of_families(sums.population.families[column])
    yield "families", sums.of_families(numpy.ones(sums.population.family_count))
    yield "dwellings owned", households["tenure"] == code("tenure", "owned")
    yield "cars", sums.of_families(sums.population.families["number_of_cars"])


def _groups(sums: _Sums, men: Mask) -> _Rows:
    for low, high in zip(_AGES, (*_AGES[1:], 200), strict=True):
        of_age = (sums.age >= low) & (sums.age < high)
        yield f"men from {low}", sums.of_persons(of_age & men)
        yield f"women from {low}", sums.of_persons(of_age & ~men)
    yield from _homes(sums)
    for low, high in _SIZES:
        yield f"households of {low} and more", (sums.size >= low) & (sums.size < high)
    for nationality in ("jordanian", "syrian", "egyptian"):
        yield nationality, sums.of_persons(sums.has("nationality", nationality))
    reference = sums.persons["household_role"] == code("household_role", "reference_person")
    yield "households of women", sums.of_persons(reference & ~men)
    yield "widows", sums.of_persons(sums.has("marital_status", "widowed") & ~men)
    yield "divorced women", sums.of_persons(sums.has("marital_status", "divorced") & ~men)
    child = sums.age < CHILD_BELOW
    yield "children without a father", sums.of_persons(~sums.persons["is_father_alive"] & child)
    yield "children without a mother", sums.of_persons(~sums.persons["is_mother_alive"] & child)
    yield "severely disabled", sums.of_persons(sums.has("disability_severity", "severe"))


def _homes(sums: _Sums) -> _Rows:
    for name, members in household_types(View(sums.population)).items():
        yield f"homes: {name.replace('_', ' ')}", members
    adults = sums.of_persons(sums.age >= CHILD_BELOW)
    classes = composition_class(adults, sums.size - adults)
    for number in range(int(classes.max()) + 1):
        yield f"homes of composition {number + 1}", classes == number


def _work(sums: _Sums, men: Mask) -> _Rows:
    unemployed = sums.has("employment_status", "unemployed")
    employed = ~unemployed & ~sums.has("employment_status", "inactive")
    jordanian = sums.has("nationality", "jordanian")
    yield "Jordanian men employed", sums.of_persons(employed & men & jordanian)
    yield "Jordanian women employed", sums.of_persons(employed & ~men & jordanian)
    yield "others employed", sums.of_persons(employed & ~jordanian)
    yield "unemployed", sums.of_persons(unemployed)
    yield "in public employment", sums.of_persons(sums.has("employment_sector", "public"))
    yield "in formal employment", sums.of_persons(sums.has("employment_sector", "private_formal"))
    for column in _AMOUNTS:
        yield column, sums.of_persons(sums.persons[column])
    yield "pensioners", sums.of_persons(sums.persons["pension"] > 0)
