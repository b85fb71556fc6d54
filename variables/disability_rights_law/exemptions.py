"""Disability Rights Law: exemption of a vehicle from duties and taxes, and of a domestic worker's permit from its fee.

The fee of the permit was not found, so the second is an entitlement without an amount. Not modelled: the widening of
the groups for the permit by a later bylaw (text not seen), and the engine limits before 2019.
"""

from numpy import minimum, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Person
from openfisca_jordan_sp.variable import Variable


class has_vehicle_exemption_left(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person has not used up the exemption of a vehicle"
    label_ar = "لم يستنفد الشخص إعفاء المركبة"
    unit = "boolean"
    article = "Disability Rights Law 20/2017"

    def formula_2017_08_30(person, period, parameters) -> NDArray:
        vehicle = parameters(period).disability_rights_law.vehicle
        return person("vehicles_exempted_before", period) < vehicle.maximum_vehicles


class is_vehicle_engine_within_limit(Variable):
    value_type = bool
    default_value = True
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The vehicle's engine is within the limit"
    label_ar = "سعة محرك المركبة ضمن الحد"
    unit = "boolean"
    reference = "Jordan Times 2019-06-20"

    def formula_2019_06(person, period, parameters) -> NDArray:
        """The limit itself passes. Earlier limits are not modelled."""
        vehicle = parameters(period).disability_rights_law.vehicle
        limit = where(person("is_vehicle_hybrid", period), vehicle.maximum_engine_hybrid, vehicle.maximum_engine_petrol)
        return person("vehicle_engine_capacity", period) <= limit


class is_vehicle_duty_within_limit(Variable):
    value_type = bool
    default_value = True
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The duties and taxes on the vehicle are within the limit"
    label_ar = "رسوم المركبة ضمن الحد"
    unit = "boolean"
    reference = "Jordan Times 2019-06-20"

    def formula_2019_06(person, period, parameters) -> NDArray:
        return person("vehicle_duty_assessed", period) <= parameters(period).disability_rights_law.vehicle.maximum_duty


class vehicle_exemption_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is entitled to the exemption of a vehicle"
    label_ar = "يستحق إعفاء مركبة من الرسوم والضرائب"
    unit = "boolean"
    pillar = "karama"
    article = "Disability Rights Law 20/2017"
    reference = "Jordan News and ARIJ 2022-10-30"

    def formula_2017_08_30(person, period) -> NDArray:
        return (
            person("disability_rights_entitled", period)
            & person("has_vehicle_exemption_left", period)
            & person("is_vehicle_engine_within_limit", period)
            & person("is_vehicle_duty_within_limit", period)
        )


class vehicle_exemption_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Duties and taxes on a vehicle that are waived"
    label_ar = "الرسوم والضرائب المعفاة على المركبة"
    unit = "JOD/case"
    pillar = "karama"
    article = "Disability Rights Law 20/2017"
    reference = "Jordan Times 2019-06-20"

    def formula_2019_06(person, period, parameters) -> NDArray:
        """Up to the cap of the bylaw of 2019."""
        cap = parameters(period).disability_rights_law.vehicle.relief_cap
        waived = minimum(person("vehicle_duty_assessed", period), cap)
        return where(person("vehicle_exemption_entitled", period), waived, 0)

    def formula_2017_08_30(person, period) -> NDArray:
        """In full, as the law says."""
        return where(person("vehicle_exemption_entitled", period), person("vehicle_duty_assessed", period), 0)


class is_in_need_of_exempted_helper(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "A citizen with the card whose disability needs constant help"
    label_ar = "أردني يحمل البطاقة وإعاقته تحتاج إلى مساعدة دائمة"
    unit = "boolean"
    reference = "Al-Wakeel 40235 (instructions, about 2014)"

    def formula_2014(person, period) -> NDArray:
        return (
            person("is_citizen", period)
            & person("has_disability_card", period)
            & person("needs_permanent_helper", period)
        )


class family_members_with_disability_card(Variable):
    value_type = int
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Members of the family who hold the disability card"
    label_ar = "عدد حاملي البطاقة التعريفية في الأسرة"
    unit = "persons"

    def formula_2014(family, period) -> NDArray:
        return family.sum(family.members("has_disability_card", period))


class domestic_worker_permit_income(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Family income for the exemption from the permit fee"
    label_ar = "دخل الأسرة لغايات الإعفاء من رسوم التصريح"
    unit = "JOD/month"

    def formula_2014(family, period) -> NDArray:
        """Earnings, pensions, rents and transfers of all members; which of them count is not stated, so all do."""
        earned = family.members("wage", period) + family.members("other_earnings", period)
        unearned = family.members("pension_income", period) + family.members("rent_income", period)
        return family.sum(earned + unearned + family.members("private_transfers", period))


class is_domestic_worker_permit_income_within_ceiling(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family's income is within the ceiling of the exemption"
    label_ar = "دخل الأسرة ضمن سقف الإعفاء"
    unit = "boolean"
    reference = "Al-Wakeel 40235 (instructions, about 2014)"

    def formula_2014(family, period, parameters) -> NDArray:
        """Higher where more than one member has a disability; the ceiling itself passes."""
        permit = parameters(period).disability_rights_law.domestic_worker_permit
        several = family("family_members_with_disability_card", period) > 1
        ceiling = where(several, permit.income_ceiling_several, permit.income_ceiling_one)
        return family("domestic_worker_permit_income", period) <= ceiling


class domestic_worker_permit_exemption_entitled(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family is entitled to the exemption from a domestic worker's permit fee"
    label_ar = "تستحق الأسرة الإعفاء من رسوم تصريح عامل المنزل"
    unit = "boolean"
    pillar = "karama"
    article = "Labour Law 8/1996, art. 12(g)"
    reference = "Al-Wakeel 40235 (instructions, about 2014)"

    def formula_2014(family, period) -> NDArray:
        has_member_in_need = family.any(family.members("is_in_need_of_exempted_helper", period))
        return has_member_in_need & family("is_domestic_worker_permit_income_within_ceiling", period)
