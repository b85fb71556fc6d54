"""National Employment Programme (Tashgheel): who may be supported, and for how long.

The terms of the month hold for everybody in it, also for who was placed under earlier terms (assumed); ages are those
at the placement. Not modelled: the share of places for families of the National Aid Fund, a target of the whole
programme.
"""

from numpy import maximum, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class age_at_tashgheel_placement(Variable):
    """Below 0 where it is unknown."""

    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Age in completed years when the person was placed"
    label_ar = "العمر بالسنوات المكتملة عند التشغيل"
    unit = "years"

    def formula_2022_04(person, period) -> NDArray:
        return (person("age_in_months", period) - person("months_since_tashgheel_placement", period)) // 12


class is_within_tashgheel_ages(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person was of an age that the programme supports when placed"
    label_ar = "كان عمر الشخص عند التشغيل ضمن حدود البرنامج"
    unit = "boolean"

    def formula_2022_04(person, period, parameters) -> NDArray:
        tashgheel = parameters(period).employment_programmes.tashgheel
        age = person("age_at_tashgheel_placement", period)
        return (age >= tashgheel.minimum_age) & (age <= tashgheel.maximum_age)


class is_tashgheel_contract_long_enough(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The contract is as long as the programme asks"
    label_ar = "مدة العقد لا تقل عما يشترطه البرنامج"
    unit = "boolean"

    def formula_2022_04(person, period, parameters) -> NDArray:
        least = parameters(period).employment_programmes.tashgheel.contract_minimum_months
        return person("tashgheel_contract_months", period) >= least


class tashgheel_months(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Months for which the programme supports such a worker"
    label_ar = "مدة الدعم المقررة لمثل هذا العامل"
    unit = "months"

    def formula_2022_04(person, period, parameters) -> NDArray:
        """The longest that holds for the person."""
        months = parameters(period).employment_programmes.tashgheel.months
        by_disability = where(person("is_person_with_disability", period), months.disability, months.general)
        by_training = where(person("is_vocational_graduate", period), months.vocational, months.general)
        return maximum(by_disability, by_training)


class is_within_tashgheel_months(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The months of support have not passed"
    label_ar = "لم تنته مدة الدعم"
    unit = "boolean"

    def formula_2022_04(person, period) -> NDArray:
        return person("months_since_tashgheel_placement", period) < person("tashgheel_months", period)


class tashgheel_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The National Employment Programme supports the person's job this month"
    label_ar = "يدعم البرنامج الوطني للتشغيل عمل الشخص في الشهر"
    unit = "boolean"
    pillar = "forsa"
    reference = "MENAFN/Petra 2024-04-17; Zawya and MENAFN 2025-08-31"

    def formula_2022_04(person, period, parameters) -> NDArray:
        """Nobody once the programme supports no wage any more."""
        is_open = parameters(period).employment_programmes.tashgheel.wage_support > 0
        return (
            person("has_tashgheel_placement", period)
            & person("is_citizen", period)
            & person("is_within_tashgheel_ages", period)
            & person("is_tashgheel_contract_long_enough", period)
            & person("is_within_tashgheel_months", period)
            & is_open
        )
