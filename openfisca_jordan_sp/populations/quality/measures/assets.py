"""What families own."""

from __future__ import annotations

from collections.abc import Iterator

from openfisca_jordan_sp.populations.quality.registry import measure
from openfisca_jordan_sp.populations.quality.view import Mask, Measured, View
from openfisca_jordan_sp.populations.targets import Targets

_Numbers = Iterator[Measured]


def _owners(view: View, cars: int) -> Mask:
    """Households with so many cars."""
    return view.families.by_household(view.families["number_of_cars"]) >= cars


@measure("assets.car", "number_of_cars")
def _car(view: View, targets: Targets) -> _Numbers:
    yield view.households.share(targets["assets.car"], _owners(view, 1))


@measure("assets.second_car", "number_of_cars")
def _second_car(view: View, targets: Targets) -> _Numbers:
    yield view.households.share(targets["assets.second_car"], _owners(view, 2), _owners(view, 1))


@measure("assets.car_age", "newest_car_age")
def _car_age(view: View, targets: Targets) -> _Numbers:
    owns = view.families["number_of_cars"] > 0
    yield view.families.mean(targets["assets.car_age"]["mean"], view.families["newest_car_age"], owns, "mean")


@measure("assets.second_property", "owns_real_estate_beside_dwelling")
def _second_property(view: View, targets: Targets) -> _Numbers:
    owns, citizens = view.families["owns_real_estate_beside_dwelling"], view.jordanian[view.head]
    yield view.families.share(targets["assets.second_property"]["share"], owns, citizens, "share")


@measure("assets.livestock_holders", "livestock_count", "is_urban")
def _livestock_holders(view: View, targets: Targets) -> _Numbers:
    holds = view.families.any_in_household(view.families["livestock_count"] > 0)
    urban = view.households["is_urban"]
    for name, group in (("urban", urban), ("rural", ~urban)):
        yield view.households.share(targets["assets.livestock_holders"][name], holds, group, name)


@measure("assets.livestock_heads", "livestock_count")
def _livestock(view: View, targets: Targets) -> _Numbers:
    yield view.families.total(targets["assets.livestock_heads"], view.families["livestock_count"])
