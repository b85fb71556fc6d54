"""Who is covered by public health insurance: civil, free or paid, or military.

Not modelled: pregnant women, blood and organ donors, and the categories of the
amended bylaw of 2023 (their terms were not found).
"""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class has_contributory_health_cover(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is covered by the civil insurance through a contribution"
    label_ar = "مشمول بالتأمين الصحي المدني باشتراك"
    unit = "boolean"
    pillar = "tamkeen"

    def formula_2004(person, period) -> NDArray:
        """Own or a relative's: contributors, their covered members, members for an addition, optional subscribers."""
        return (
            person("is_civil_health_contributor", period)
            | person("is_covered_spouse", period)
            | person("is_covered_child", period)
            | person("has_health_addon", period)
            | person("is_optional_health_subscriber", period)
        )


class has_free_public_health_cover(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is covered by the civil insurance free of charge"
    label_ar = "مشمول بالتأمين الصحي المدني مجانا"
    unit = "boolean"
    pillar = "tamkeen"

    def formula_2004(person, period) -> NDArray:
        """By age, by disability, by the Fund's card or by the poor-family card."""
        return (
            person("has_public_child_cover", period)
            | person("has_public_elderly_cover", period)
            | person("has_disability_health_insurance", period)
            | person("naf_health_card_entitled", period)
            | person("has_poor_family_card", period)
        )


class is_covered_by_public_health_insurance(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is covered by public health insurance, civil or military"
    label_ar = "مشمول بتأمين صحي عام مدني أو عسكري"
    unit = "boolean"
    pillar = "tamkeen"

    def formula_2004(person, period) -> NDArray:
        return (
            person("has_contributory_health_cover", period)
            | person("has_free_public_health_cover", period)
            | person("has_military_health_insurance", period)
        )


class is_insured_elsewhere(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person has health insurance of which the civil scheme's rules say nothing"
    label_ar = "مؤمن صحيا خارج التأمين المدني"
    unit = "boolean"

    def formula_2004(person, period) -> NDArray:
        """Private, military, or not said which."""
        return (
            person("has_health_insurance", period)
            | person("has_private_health_insurance", period)
            | person("has_military_health_insurance", period)
        )
