"""Size, type, composition and earners of households, and their dwellings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy

from openfisca_jordan_sp.populations.groups import group_bounds
from openfisca_jordan_sp.populations.quality.registry import measure
from openfisca_jordan_sp.populations.quality.view import IntArray, Mask, Measured, View
from openfisca_jordan_sp.populations.schema import TENURES
from openfisca_jordan_sp.populations.targets import Targets

_Numbers = Iterator[Measured]

_TWO = 2
_MUCH_ELECTRICITY = 600
#: `3+ adults, 2-3 children`: two groups of numbers.
_COMPOSITION = re.compile(r"(?P<adults>\S+) adults?, (?P<children>\S+) child(ren)?")


def _within(numbers: IntArray, group: str) -> Mask:
    low, high = group_bounds(group)
    return numpy.asarray((numbers >= low) & (numbers < high))


@measure("households.size", "household_id")
def _size(view: View, targets: Targets) -> _Numbers:
    for group, wanted in targets["households.size"].items():
        yield view.households.share(wanted, _within(view.size, group), part=group)


@measure("households.female_headed", "sex")
def _female_headed(view: View, targets: Targets) -> _Numbers:
    female = view.persons.is_("sex", "female")[view.reference]
    yield view.households.share(targets["households.female_headed"], female)


def household_types(view: View) -> dict[str, Mask]:
    """The types that the Population and Family Health Survey counts, by who lives with the reference person."""
    persons, column = view.persons, "relationship_to_reference_person"
    spouse = persons.any_in_household(persons.is_(column, "spouse"))
    children = persons.any_in_household(persons.is_(column, "child"))
    strangers = persons.any_in_household(persons.is_(column, "not_related"))
    nuclear = persons.is_(column, "reference_person", "spouse", "child", "not_related")
    extended = persons.any_in_household(~nuclear) & ~strangers
    female = persons.is_("sex", "female")[view.reference]
    alone, family = view.size == 1, ~(strangers | extended)
    return {
        "one_person": alone,
        "couple_only": family & spouse & ~children,
        "couple_children": family & spouse & children,
        "lone_mother": family & ~spouse & children & female,
        "lone_father": family & ~spouse & children & ~female,
        "extended": extended,
        "non_relatives": strangers,
    }


@measure("households.type", "relationship_to_reference_person")
def _type(view: View, targets: Targets) -> _Numbers:
    types = household_types(view)
    for name, wanted in targets["households.type"].items():
        yield view.households.share(wanted, types[name], part=name)


@measure("households.composition", "birth_date")
def _composition(view: View, targets: Targets) -> _Numbers:
    """Classes such as `1-2 adults, 3+ children` (`no child` is 0; an adult is 18 or over)."""
    children = view.persons.by_household(view.child).astype(numpy.int64)
    adults, classes = view.size - children, targets["households.composition"]
    for name, share in classes.items():
        found = _COMPOSITION.fullmatch(name)
        if found is None:
            raise ValueError(f"{name!r} is not like '3+ adults, 2-3 children'")
        few = found["children"].replace("no", "0")
        members = _within(adults, found["adults"]) & _within(children, few)
        yield view.households.share(share / sum(classes.values()), members, part=name)


@measure("households.earners", "wage", "other_earnings", "pension")
def _earners(view: View, targets: Targets) -> _Numbers:
    """Who has a wage, other earnings or a pension earns. Only households without anybody are aligned."""
    persons = view.persons
    earns = (persons["wage"] > 0) | (persons["other_earnings"] > 0) | (persons["pension"] > 0)
    earners = persons.by_household(earns).astype(numpy.int64)
    for group, wanted in targets["households.earners"].items():
        found = view.households.share(wanted, _within(earners, group), part=group)
        yield replace(found, is_fitted=group == "0")


@measure("dwelling.tenure", "tenure")
def _tenure(view: View, targets: Targets) -> _Numbers:
    for name, wanted in targets["dwelling.tenure"].items():
        yield view.households.share(wanted, view.households["tenure"] == TENURES.index(name), part=name)


@measure("dwelling.electricity", "electricity_consumption")
def _electricity(view: View, targets: Targets) -> _Numbers:
    """Half use less than the median; the mean square of the logarithm around it is the square of the deviation."""
    shape, use = targets["dwelling.electricity"], view.households["electricity_consumption"]
    yield view.households.share(1 / _TWO, use <= shape["median"], part=f"up to the median of {shape['median']} kWh")
    logarithm = numpy.log(numpy.maximum(use, 1.0) / shape["median"])
    yield view.households.mean(shape["deviation"] ** _TWO, logarithm**_TWO, part="variance of the logarithm")


@measure("dwelling.electricity_up_to_600", "electricity_consumption")
def _little_electricity(view: View, targets: Targets) -> _Numbers:
    use = view.households["electricity_consumption"]
    yield view.households.share(targets["dwelling.electricity_up_to_600"], use <= _MUCH_ELECTRICITY)
