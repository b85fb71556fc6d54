"""Refugees' registration, and the registry layers of the National Aid Fund."""

from __future__ import annotations

from collections.abc import Iterator

import numpy

from openfisca_jordan_sp.populations.quality.registry import measure
from openfisca_jordan_sp.populations.quality.view import Measured, View
from openfisca_jordan_sp.populations.schema import GOVERNORATES
from openfisca_jordan_sp.populations.targets import Targets

_Numbers = Iterator[Measured]


@measure("refugees.registered", "is_registered_refugee", "nationality")
def _registered(view: View, targets: Targets) -> _Numbers:
    for name, wanted in targets["refugees.registered"].items():
        registered = view.persons["is_registered_refugee"] & view.persons.is_("nationality", name)
        yield view.persons.total(wanted, registered, name)


@measure("refugees.in_camps", "lives_in_refugee_camp")
def _in_camps(view: View, targets: Targets) -> _Numbers:
    governorate = view.households["governorate"][view.persons.household]
    for name, wanted in targets["refugees.in_camps"].items():
        here = governorate == GOVERNORATES.index(name)
        yield view.persons.total(wanted, view.persons["lives_in_refugee_camp"] & here, name)


@measure("refugees.outside_camps", "is_registered_refugee", "lives_in_refugee_camp")
def _outside_camps(view: View, targets: Targets) -> _Numbers:
    governorate = view.households["governorate"][view.persons.household]
    outside = view.persons["is_registered_refugee"] & ~view.persons["lives_in_refugee_camp"]
    areas = targets["refugees.outside_camps"]
    named = [GOVERNORATES.index(name) for name in areas if name in GOVERNORATES]
    for name, wanted in areas.items():
        is_here = governorate == GOVERNORATES.index(name) if name in GOVERNORATES else ~numpy.isin(governorate, named)
        yield view.persons.total(wanted, outside & is_here, name)


@measure("naf.recurring_families", "receives_recurring_aid_last_month")
def _recurring(view: View, targets: Targets) -> _Numbers:
    yield view.families.total(targets["naf.recurring_families"], view.families["receives_recurring_aid_last_month"])


@measure("naf.recurring_one_person_share", "receives_recurring_aid_last_month")
def _recurring_alone(view: View, targets: Targets) -> _Numbers:
    receives = view.families["receives_recurring_aid_last_month"]
    yield view.families.share(targets["naf.recurring_one_person_share"], view.family_size == 1, receives)


@measure("naf.cash_transfer_take_up", "claims_cash_transfer")
def _take_up(view: View, targets: Targets) -> _Numbers:
    receives = view.families["receives_recurring_aid_last_month"]
    may_claim = view.jordanian[view.head] & ~receives
    yield view.families.share(targets["naf.cash_transfer_take_up"], view.families["claims_cash_transfer"], may_claim)
