"""Poor-family health card after the ministry's social study (rules of June 2018; earlier tests were not found).

The income ceiling is known before, the other tests are not: until June 2018 no
family is shown as entitled. Card holders are the Jordanian members of a family
whose head is Jordanian (the source says Jordanian, not who must be).
"""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Person
from openfisca_jordan_sp.variable import Variable


class is_income_within_card_ceiling(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family's income is within the ceiling of the poor-family card"
    label_ar = "دخل الأسرة ضمن سقف بطاقة الأسر الفقيرة"
    unit = "boolean"
    reference = "Maraya News 606873 (June 2018): income not above 300 dinars a month"

    def formula_2013(family, period, parameters) -> NDArray:
        ceiling = parameters(period).health_insurance.poor_family.income_ceiling
        return family("family_monthly_income", period) <= ceiling


class has_other_health_insurance(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person has health insurance that excludes the family from the poor-family card"
    label_ar = "لدى الشخص تأمين صحي آخر يمنع بطاقة الأسر الفقيرة"
    unit = "boolean"

    def formula_2018_06(person, period) -> NDArray:
        """Any but that of persons with disabilities; free cover by age does not exclude (assumed)."""
        insured = person("is_insured_elsewhere", period) | person("has_contributory_health_cover", period)
        return insured & ~person("has_disability_health_insurance", period)


class has_no_insured_member(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Neither the head nor any member of the family has other health insurance"
    label_ar = "لا تأمين صحيا آخر لرب الأسرة أو لأي من أفرادها"
    unit = "boolean"

    def formula_2018_06(family, period) -> NDArray:
        return ~family.any(family.members("has_other_health_insurance", period))


class is_head_working_at_home(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The head of the family does not work outside Jordan"
    label_ar = "رب الأسرة لا يعمل خارج المملكة"
    unit = "boolean"

    def formula_2018_06(family, period) -> NDArray:
        return ~family.head("works_abroad", period)


class is_card_asset_test_passed(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family passes every asset test of the poor-family card"
    label_ar = "اجتازت الأسرة فحص الممتلكات لبطاقة الأسر الفقيرة"
    unit = "boolean"

    def formula_2018_06(family, period) -> NDArray:
        return (
            family("has_no_commercial_vehicle", period)
            & family("is_car_count_within_card_limit", period)
            & family("is_car_old_enough_for_card", period)
            & family("is_agricultural_income_within_card_limit", period)
            & family("has_no_rented_out_property", period)
            & family("is_voluntary_wage_within_card_limit", period)
        )


class poor_family_card_entitled(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family is entitled to the poor-family health card"
    label_ar = "تستحق الأسرة بطاقة التأمين الصحي للأسر الفقيرة"
    unit = "boolean"
    pillar = "tamkeen"
    reference = "Maraya News 606873 (June 2018)"

    def formula_2018_06(family, period) -> NDArray:
        return (
            family("is_head_citizen", period)
            & family("is_income_within_card_ceiling", period)
            & family("has_no_insured_member", period)
            & family("is_head_working_at_home", period)
            & family("is_card_asset_test_passed", period)
        )


class has_poor_family_card(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person holds the poor-family health card"
    label_ar = "يحمل بطاقة التأمين الصحي للأسر الفقيرة"
    unit = "boolean"
    pillar = "tamkeen"

    def formula_2018_06(person, period) -> NDArray:
        """Jordanian members of entitled families that asked for the study."""
        return (
            person("is_citizen", period)
            & person.family("poor_family_card_entitled", period)
            & person.family("claims_poor_family_card", period)
        )
