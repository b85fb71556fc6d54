"""Disability, health insurance, schooling."""

from __future__ import annotations

from collections.abc import Iterator

from openfisca_jordan_sp.populations.quality.registry import measure
from openfisca_jordan_sp.populations.quality.view import MONTHS, Measured, View
from openfisca_jordan_sp.populations.targets import Targets

_Numbers = Iterator[Measured]


@measure("health.disabled_15_and_over", "disability_severity")
def _disabled_adults(view: View, targets: Targets) -> _Numbers:
    disabled = ~view.persons.is_("disability_severity", "none")
    yield view.persons.share(targets["health.disabled_15_and_over"], disabled, view.adult)


@measure("health.disabled_under_15", "disability_severity")
def _disabled_children(view: View, targets: Targets) -> _Numbers:
    disabled = ~view.persons.is_("disability_severity", "none")
    yield view.persons.share(targets["health.disabled_under_15"], disabled, ~view.adult)


@measure("health.severity", "disability_severity")
def _severity(view: View, targets: Targets) -> _Numbers:
    for name, group in (("15_and_over", view.adult), ("under_15", ~view.adult)):
        for severity, wanted in targets["health.severity"][name].items():
            members = view.persons.is_("disability_severity", severity)
            yield view.persons.share(wanted, members, group, f"{name} {severity}")


@measure("health.insured_jordanian", "has_health_insurance")
def _insured_citizens(view: View, targets: Targets) -> _Numbers:
    yield view.persons.share(targets["health.insured_jordanian"], view.persons["has_health_insurance"], view.jordanian)


@measure("health.insured_other", "has_health_insurance")
def _insured_others(view: View, targets: Targets) -> _Numbers:
    yield view.persons.share(targets["health.insured_other"], view.persons["has_health_insurance"], ~view.jordanian)


@measure("health.poor_family_card_claims", "claims_poor_family_card")
def _card_claims(view: View, targets: Targets) -> _Numbers:
    yield view.families.share(targets["health.poor_family_card_claims"], view.families["claims_poor_family_card"])


@measure("education.attainment", "education_level")
def _attainment(view: View, targets: Targets) -> _Numbers:
    for group, shares in targets["education.attainment"].items():
        for level, wanted in shares.items():
            members = view.persons.is_("education_level", level)
            yield view.persons.share(wanted, members, view.ages(group), f"{group} {level}")


@measure("education.enrolment", "is_enrolled")
def _enrolment(view: View, targets: Targets) -> _Numbers:
    for group, wanted in targets["education.enrolment"].items():
        yield view.persons.share(wanted, view.persons["is_enrolled"], view.ages(group), group)


@measure("education.pupils", "is_enrolled")
def _pupils(view: View, targets: Targets) -> _Numbers:
    pupils = view.persons["is_enrolled"] & view.child
    yield view.persons.total(targets["education.pupils"], pupils, "(enrolled under 18)")


@measure("education.authorities", "school_authority")
def _authorities(view: View, targets: Targets) -> _Numbers:
    pupils = ~view.persons.is_("school_authority", "none")
    for sex, counts in targets["education.authorities"].items():
        group = pupils & view.persons.is_("sex", sex)
        for name, number in counts.items():
            wanted = number / sum(counts.values())
            yield view.persons.share(wanted, view.persons.is_("school_authority", name), group, f"{sex} {name} (share)")


@measure("education.pupils_of_other_nationality", "school_authority", "nationality")
def _pupils_of_other_nationality(view: View, targets: Targets) -> _Numbers:
    pupils = ~view.persons.is_("school_authority", "none")
    syrian = view.persons.is_("nationality", "syrian")
    groups = {"syrian": syrian, "other": ~syrian & ~view.jordanian}
    for name, wanted in targets["education.pupils_of_other_nationality"].items():
        yield view.persons.total(wanted, pupils & groups[name], name)


@measure("health.insured_civil", "has_military_health_insurance", "has_private_health_insurance")
def _insured_civil(view: View, targets: Targets) -> _Numbers:
    otherwise = view.persons["has_military_health_insurance"] | view.persons["has_private_health_insurance"]
    civil = view.persons["has_health_insurance"] & ~otherwise
    yield view.persons.share(targets["health.insured_civil"], civil, view.jordanian, "(insured neither otherwise)")


@measure("fertility.births", "months_since_child_birth")
def _births(view: View, targets: Targets) -> _Numbers:
    months = view.persons["months_since_child_birth"]
    mothers = view.persons.is_("sex", "female") & (months >= 0) & (months < MONTHS)
    groups = {"jordanian": mothers & view.jordanian, "everybody": mothers}
    for name, wanted in targets["fertility.births"].items():
        yield view.persons.total(wanted, groups[name], name)


@measure("education.pupils_with_meals", "is_school_in_feeding_programme")
def _meals(view: View, targets: Targets) -> _Numbers:
    yield view.persons.total(targets["education.pupils_with_meals"], view.persons["is_school_in_feeding_programme"])
