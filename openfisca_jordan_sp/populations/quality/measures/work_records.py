"""Insurance and its records: who is insured, who was, what the insured are paid."""

from __future__ import annotations

from collections.abc import Iterator

import numpy

from openfisca_jordan_sp.populations.quality.registry import measure
from openfisca_jordan_sp.populations.quality.view import Mask, Measured, View
from openfisca_jordan_sp.populations.targets import Targets

_Numbers = Iterator[Measured]
_STATUS, _SECTOR, _TREASURY = "employment_status", "employment_sector", "is_in_treasury_pension_scheme"
_CHOSEN, _OUT, _MONTHS = "ssc_chosen_wage", "months_since_insured_work_end", "unemployment_insurance_contributions"
_SPELL, _PRIVATE = "unemployment_spell_month", "was_last_job_privately_insured"
#: Months since insured work ended of those who never had any: the law's own default.
_NEVER = 1200


def _insured(view: View) -> Mask:
    """Compulsorily insured with the Corporation."""
    return view.persons.is_(_SECTOR, "public", "private_formal") & ~view.persons[_TREASURY]


@measure("insurance.insured", _SECTOR, _TREASURY, _CHOSEN)
def _insured_by_origin(view: View, targets: Targets) -> _Numbers:
    insured = _insured(view) | (view.persons[_CHOSEN] > 0)
    for origin, members in (("jordanian", view.jordanian), ("other", ~view.jordanian)):
        yield view.persons.total(targets["insurance.insured"][origin], insured & members, origin)


@measure("insurance.private_sector", _SECTOR)
def _private(view: View, targets: Targets) -> _Numbers:
    yield view.persons.total(targets["insurance.private_sector"], view.persons.is_(_SECTOR, "private_formal"))


@measure("insurance.voluntary", _CHOSEN)
def _voluntary(view: View, targets: Targets) -> _Numbers:
    yield view.persons.total(targets["insurance.voluntary"], view.persons[_CHOSEN] > 0)


@measure("insurance.women", _SECTOR, _TREASURY, _CHOSEN)
def _women(view: View, targets: Targets) -> _Numbers:
    insured = _insured(view) | (view.persons[_CHOSEN] > 0)
    yield view.persons.share(targets["insurance.women"], view.persons.is_("sex", "female"), insured)


@measure("labour.low_insured_wages", "wage", _SECTOR, _TREASURY)
def _low_wages(view: View, targets: Targets) -> _Numbers:
    low = targets["labour.low_insured_wages"]
    is_low = view.persons["wage"] <= low["of_mean"] * targets["labour.mean_insured_wage"]
    yield view.persons.share(low["share"], is_low, _insured(view))


@measure("labour.mean_employee_wage", "wage", _STATUS)
def _employees(view: View, targets: Targets) -> _Numbers:
    paid = view.persons.is_(_STATUS, "employee", "daily_wage_worker")
    yield view.persons.mean(targets["labour.mean_employee_wage"], view.persons["wage"], paid)


@measure("labour.wage_by_attainment", "wage", _STATUS, "education_level")
def _by_attainment(view: View, targets: Targets) -> _Numbers:
    levels = {
        "advanced": ("diploma", "bachelor_or_higher"),
        "intermediate": ("secondary",),
        "basic": ("basic",),
        "less_than_basic": ("none",),
    }
    paid = view.persons.is_(_STATUS, "employee", "daily_wage_worker")
    for level, wanted in targets["labour.wage_by_attainment"].items():
        group = paid & view.persons.is_("education_level", *levels[level])
        yield view.persons.mean(wanted, view.persons["wage"], group, level)


@measure("insurance.ever", _STATUS, _SECTOR, _TREASURY, _OUT)
def _ever(view: View, targets: Targets) -> _Numbers:
    """All who are not insured now: of the target's group some cannot have been, so the share found is lower."""
    outside = view.jordanian & view.adult & ~_insured(view) & ~view.persons[_TREASURY]
    groups = {
        "unemployed": view.persons.is_(_STATUS, "unemployed"),
        "employed": view.employed,
        "inactive": ~view.active,
    }
    for status, wanted in targets["insurance.ever"].items():
        yield Measured(
            f"{status} (of all ages)",
            wanted,
            view.persons.share(wanted, view.persons[_OUT] < _NEVER, outside & groups[status]).tally,
            is_fitted=False,
        )


@measure("insurance.unemployment_claims", _SPELL, _PRIVATE, _OUT, _STATUS)
def _claims(view: View, targets: Targets) -> _Numbers:
    lately = view.persons[_OUT] <= targets["insurance.rules"]["benefit_months"]
    group = view.persons.is_(_STATUS, "unemployed") & view.persons[_PRIVATE] & lately
    yield view.persons.share(targets["insurance.unemployment_claims"], view.persons[_SPELL] > 0, group)


@measure("insurance.earlier_spells", "unemployment_spells_before", _MONTHS)
def _earlier_spells(view: View, targets: Targets) -> _Numbers:
    group = view.persons[_MONTHS] >= targets["insurance.rules"]["contributions_for_a_spell"]
    yield view.persons.share(targets["insurance.earlier_spells"], view.persons["unemployment_spells_before"] > 0, group)


@measure("pensions.civil_families", "is_public_pensioner")
def _civil_families(view: View, targets: Targets) -> _Numbers:
    family = view.persons["family_id"]
    has_one = numpy.bincount(family, view.persons["is_public_pensioner"], minlength=len(view.families)) > 0
    yield view.persons.total(targets["pensions.civil_families"], has_one[family])
