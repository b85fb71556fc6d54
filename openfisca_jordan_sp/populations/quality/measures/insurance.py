"""Social insurance: who is insured, for what wage, and who was."""

from __future__ import annotations

from collections.abc import Iterator

import numpy

from openfisca_jordan_sp.populations.quality.registry import measure
from openfisca_jordan_sp.populations.quality.view import FloatArray, Mask, Measured, View
from openfisca_jordan_sp.populations.targets import Targets

_Numbers = Iterator[Measured]
_SECTOR, _TREASURY, _VOLUNTARY = "employment_sector", "is_in_treasury_pension_scheme", "ssc_chosen_wage"


def _insured(view: View) -> Mask:
    """Those who must be insured: formal workers outside the Treasury's scheme."""
    return view.persons.is_(_SECTOR, "public", "private_formal") & ~view.persons[_TREASURY]


def _voluntary(view: View) -> Mask:
    return numpy.asarray(view.persons[_VOLUNTARY] > 0)


@measure("insurance.insured", _SECTOR, _TREASURY, _VOLUNTARY)
def _everybody(view: View, targets: Targets) -> _Numbers:
    members = _insured(view) | _voluntary(view)
    for name, group in (("jordanian", view.jordanian), ("other", ~view.jordanian)):
        yield view.persons.total(targets["insurance.insured"][name], members & group, name)


@measure("insurance.private_sector", _SECTOR)
def _private(view: View, targets: Targets) -> _Numbers:
    yield view.persons.total(targets["insurance.private_sector"], view.persons.is_(_SECTOR, "private_formal"))


@measure("insurance.voluntary", _VOLUNTARY)
def _subscribers(view: View, targets: Targets) -> _Numbers:
    yield view.persons.total(targets["insurance.voluntary"], _voluntary(view))


@measure("insurance.women", _SECTOR, _TREASURY, _VOLUNTARY)
def _women(view: View, targets: Targets) -> _Numbers:
    members = _insured(view) | _voluntary(view)
    yield view.persons.share(targets["insurance.women"], view.persons.is_("sex", "female"), members)


@measure("labour.mean_insured_wage", "wage", _SECTOR, _TREASURY)
def _insured_wage(view: View, targets: Targets) -> _Numbers:
    yield view.persons.mean(targets["labour.mean_insured_wage"], _declared(view, targets), _insured(view))


def _declared(view: View, targets: Targets) -> FloatArray:
    """Wages as they are declared: within the ceiling."""
    return numpy.asarray(numpy.minimum(view.persons["wage"], targets["insurance.highest_wage"]["later"]))


@measure("labour.low_insured_wages", "wage", _SECTOR, _TREASURY)
def _low_wages(view: View, targets: Targets) -> _Numbers:
    low = targets["labour.low_insured_wages"]
    members = view.persons["wage"] <= low["of_mean"] * targets["labour.mean_insured_wage"]
    yield view.persons.share(low["share"], members, _insured(view))


@measure("pensions.civil_families", "is_public_pensioner")
def _civil_families(view: View, targets: Targets) -> _Numbers:
    """Persons of families with a retired civil servant."""
    family = view.persons["family_id"]
    has_one = numpy.bincount(family, view.persons["is_public_pensioner"], minlength=len(view.families)) > 0
    yield view.persons.total(targets["pensions.civil_families"], has_one[family])
