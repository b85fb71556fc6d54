"""What an extract must have as much of as the whole: one number a household for each total."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.population import Population
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
    return {name: values.astype(numpy.float64) for name, values in _features(View(population))}


_Rows = Iterator[tuple[str, NDArray[Any]]]


def _features(view: View) -> _Rows:
    households, men = view.households, view.persons.is_("sex", "male")
    per_head = households["consumption_before_benefits"] / view.size
    yield "households", numpy.ones(len(view.size))
    yield "persons", view.size
    yield "men", view.persons.by_household(men)
    yield "poor or near it", view.size * (per_head < _NEAR_POVERTY)
    yield "consumption", households["consumption_before_benefits"]
    yield "persons in towns", view.size * households["is_urban"]
    yield from _groups(view, men)
    yield from _work(view, men)
    for column in _FLAGS:
        yield column, view.persons.by_household(view.persons[column])
    for column in _RECEIPT:
        yield column, view.families.by_household(view.families[column])
    yield "families", view.families.by_household(view.families.all)
    yield "dwellings owned", households["tenure"] == code("tenure", "owned")
    yield "cars", view.families.by_household(view.families["number_of_cars"])


def _groups(view: View, men: Mask) -> _Rows:
    for low, high in zip(_AGES, (*_AGES[1:], 200), strict=True):
        of_age = (view.age >= low) & (view.age < high)
        yield f"men from {low}", view.persons.by_household(of_age & men)
        yield f"women from {low}", view.persons.by_household(of_age & ~men)
    yield from _homes(view)
    for low, high in _SIZES:
        yield f"households of {low} and more", (view.size >= low) & (view.size < high)
    for nationality in ("jordanian", "syrian", "egyptian"):
        yield nationality, view.persons.by_household(view.persons.is_("nationality", nationality))
    reference = view.persons["household_role"] == code("household_role", "reference_person")
    yield "households of women", view.persons.by_household(reference & ~men)
    yield "widows", view.persons.by_household(view.persons.is_("marital_status", "widowed") & ~men)
    yield "divorced women", view.persons.by_household(view.persons.is_("marital_status", "divorced") & ~men)
    child = view.age < CHILD_BELOW
    yield "children without a father", view.persons.by_household(~view.persons["is_father_alive"] & child)
    yield "children without a mother", view.persons.by_household(~view.persons["is_mother_alive"] & child)
    yield "severely disabled", view.persons.by_household(view.persons.is_("disability_severity", "severe"))


def _homes(view: View) -> _Rows:
    for name, members in household_types(view).items():
        yield f"homes: {name.replace('_', ' ')}", members
    adults = view.persons.by_household(view.age >= CHILD_BELOW)
    classes = composition_class(adults, view.size - adults)
    for number in range(int(classes.max()) + 1):
        yield f"homes of composition {number + 1}", classes == number


def _work(view: View, men: Mask) -> _Rows:
    unemployed = view.persons.is_("employment_status", "unemployed")
    employed = ~unemployed & ~view.persons.is_("employment_status", "inactive")
    jordanian = view.persons.is_("nationality", "jordanian")
    yield "Jordanian men employed", view.persons.by_household(employed & men & jordanian)
    yield "Jordanian women employed", view.persons.by_household(employed & ~men & jordanian)
    yield "others employed", view.persons.by_household(employed & ~jordanian)
    yield "unemployed", view.persons.by_household(unemployed)
    yield "in public employment", view.persons.by_household(view.persons.is_("employment_sector", "public"))
    yield "in formal employment", view.persons.by_household(view.persons.is_("employment_sector", "private_formal"))
    for column in _AMOUNTS:
        yield column, view.persons.by_household(view.persons[column])
    yield "pensioners", view.persons.by_household(view.persons["pension"] > 0)
