"""Reaya, Regulation 93/2020: support of the running costs of nurseries (to the owner of the nursery).

A year is judged by the rule in force on its first day. How long the support ran was not found.
"""

from numpy import minimum, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class has_enough_nursery_children(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.YEAR
    label = "The nursery has enough children for support"
    label_ar = "عدد أطفال الحضانة كاف للدعم"
    unit = "boolean"

    def formula_2021_10_05(person, period, parameters) -> NDArray:
        support = parameters(period).social_security_law.reaya.nursery_support
        return person("nursery_children", period) >= support.minimum_children


class is_nursery_fee_within_limit(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.YEAR
    label = "The nursery's fee is not above the limit"
    label_ar = "رسم الحضانة لا يتجاوز الحد"
    unit = "boolean"

    def formula_2021_10_05(person, period, parameters) -> NDArray:
        support = parameters(period).social_security_law.reaya.nursery_support
        return person("nursery_monthly_fee", period) <= support.maximum_fee


class reaya_nursery_support_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.YEAR
    label = "The person's nursery is entitled to support of its running costs"
    label_ar = "تستحق الحضانة دعم كلفها التشغيلية"
    unit = "boolean"
    pillar = "forsa"

    def formula_2021_10_05(person, period) -> NDArray:
        return (
            person("has_enough_nursery_children", period)
            & person("is_nursery_fee_within_limit", period)
            & ~person("is_company_nursery", period)
        )


class reaya_nursery_support_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Support of the nursery's running costs"
    label_ar = "دعم الكلف التشغيلية للحضانة"
    unit = "JOD/year"
    pillar = "forsa"
    reference = "Jordan Times, 6 October 2021: half the costs, at most 10,000 dinars a year"

    def formula_2021_10_05(person, period, parameters) -> NDArray:
        support = parameters(period).social_security_law.reaya.nursery_support
        amount = minimum(support.share * person("nursery_running_costs", period), support.yearly_maximum)
        return where(person("reaya_nursery_support_entitled", period), amount, 0)
