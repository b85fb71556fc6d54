"""Bylaw of 2026 on preparation and after-care of those who live in or left a shelter.

Law 4/2024, articles 10 and 26. Not modelled: the content of after-care (housing,
education, training, health care, work), for which no values are published, and
exceptional cases that the ministry served up to 30 before the bylaw.
"""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable

BYLAW = "https://alrai.com/article/10956167"
ARTICLE = "Law 4/2024, art. 10 and 26; Preparation and After-care Bylaw of 2026"


class is_orphan_or_without_support(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person lost the father, or has no family to rely on"
    label_ar = "يتيم أو فاقد للسند الأسري"
    unit = "boolean"
    reference = BYLAW

    def formula(person, period) -> NDArray:
        return ~person("is_father_alive", period) | person("lacks_family_support", period)


class is_shelter_preparation_age(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is of the age of preparation for leaving a shelter"
    label_ar = "في عمر التهيئة لمغادرة دار الإيواء"
    unit = "boolean"
    reference = BYLAW
    article = ARTICLE

    def formula_2026_05_06(person, period, parameters) -> NDArray:
        """The upper age excluded (assumed)."""
        aftercare = parameters(period).social_development_law.aftercare
        age = person("age", period)
        return (age >= aftercare.preparation_minimum_age) & (age < aftercare.preparation_end_age)


class shelter_preparation_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is to be prepared for leaving the shelter"
    label_ar = "يشمله برنامج التهيئة في دار الإيواء"
    unit = "boolean"
    pillar = "tamkeen"
    reference = BYLAW
    article = ARTICLE

    def formula_2026_05_06(person, period) -> NDArray:
        return (
            person("lives_in_shelter", period)
            & person("is_orphan_or_without_support", period)
            & person("is_shelter_preparation_age", period)
        )


class is_shelter_graduate(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is a graduate of a shelter"
    label_ar = "خريج دار إيواء"
    unit = "boolean"
    reference = BYLAW
    article = ARTICLE

    def formula_2016_05_10(person, period, parameters) -> NDArray:
        """By the ministry's practice, and by the bylaw since 2026."""
        graduation_age = parameters(period).social_development_law.aftercare.graduation_age
        return person("was_shelter_beneficiary", period) & (person("age", period) >= graduation_age)


class is_below_aftercare_end_age(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person has not reached the age at which after-care ends"
    label_ar = "لم يبلغ عمر انتهاء الرعاية اللاحقة"
    unit = "boolean"
    reference = "https://alrai.com/article/10954547"
    article = ARTICLE

    def formula_2016_05_10(person, period, parameters) -> NDArray:
        """By the ministry's practice, and by the bylaw since 2026; that age itself excluded (assumed)."""
        end_age = parameters(period).social_development_law.aftercare.end_age
        return person("is_age_known", period) & (person("age", period) < end_age)


class is_served_by_aftercare_practice(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    end = "2026-05-05"
    label = "The person is of those whom after-care reached in practice before the bylaw"
    label_ar = "ممن شملتهم الرعاية اللاحقة عمليا قبل صدور النظام"
    unit = "boolean"
    pillar = "tamkeen"
    reference = "Jordan Times 2016-05-10"

    def formula_2016_05_10(person, period) -> NDArray:
        return person("is_shelter_graduate", period) & person("is_below_aftercare_end_age", period)


class aftercare_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is entitled to after-care"
    label_ar = "يستحق الرعاية اللاحقة"
    unit = "boolean"
    pillar = "tamkeen"
    reference = "https://alrai.com/article/10954547"
    article = ARTICLE

    def formula_2026_05_06(person, period) -> NDArray:
        return person("is_shelter_graduate", period) & person("is_below_aftercare_end_age", period)
