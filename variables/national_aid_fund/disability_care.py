"""National Aid Fund: disability-care (personal-care) aid and the cap on both aids together.

Only the ends of the tariff are published; which severity gets what is assumed,
and whether it is paid for the person or the family is not stated.
"""

from numpy import clip, minimum, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Person
from openfisca_jordan_sp.formulas import select
from openfisca_jordan_sp.variable import Variable


class disability_care_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is entitled to disability-care aid"
    label_ar = "يستحق الشخص معونة رعاية الإعاقة"
    unit = "boolean"
    pillar = "karama"

    def formula_1986(person, period) -> NDArray:
        severity = person("disability_severity", period)
        return (
            (severity != severity.possible_values.none)
            & person("is_citizen", period)
            & person.family("is_head_citizen", period)
            & person.family("is_naf_income_below_limit", period)
        )


class disability_care_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Disability-care aid"
    label_ar = "معونة رعاية الإعاقة"
    unit = "JOD/month"
    pillar = "karama"
    reference = "amman.today 2022-01-03: from 20 to 80 dinars"

    def formula_2020(person, period, parameters) -> NDArray:
        """Amounts before 2020 are not documented, so not computed (see the coverage register)."""
        care = parameters(period).national_aid_fund.disability_care
        severity = person("disability_severity", period)
        levels = severity.possible_values
        paid = person("disability_care_entitled", period) & person("claims_disability_care", period)
        tariff = select(
            [severity == levels.mild, severity == levels.moderate, severity == levels.severe],
            [care.mild, care.moderate, care.severe],
            0,
        )
        return where(paid, clip(tariff, care.floor, care.ceiling), 0)


class family_disability_care_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Disability-care aid of all members, within the maximum of aid with supplements"
    label_ar = "معونة رعاية الإعاقة لأفراد الأسرة ضمن الحد الأعلى للمعونة مع البدلات"
    unit = "JOD/month"
    pillar = "karama"
    reference = "Jordan Times 2020-01-19: at most 300 dinars with disability supplements"

    def formula_2020(family, period, parameters) -> NDArray:
        recurring = parameters(period).national_aid_fund.recurring
        care = family.sum(family.members("disability_care_amount", period))
        room = recurring.total_with_supplements_maximum - family("naf_recurring_aid_amount", period)
        return minimum(care, room)


class naf_recurring_total(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Recurring aid with disability supplements"
    label_ar = "المعونة المتكررة شاملة بدل الإعاقة"
    unit = "JOD/month"
    pillar = "karama"

    def formula_1986(family, period) -> NDArray:
        return family("naf_recurring_aid_amount", period) + family("family_disability_care_amount", period)
