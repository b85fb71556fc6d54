"""Rates of the Ministry of Health for Syrian refugees outside the camps, by date.

Free from March 2012, the rate of uninsured Jordanians from November 2014 (day
assumed), a share of the foreigners' rate from 24 January 2018 (the share is
recalled), the rate of uninsured Jordanians again from April 2019 (recalled).
"""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class is_syrian_refugee_outside_camps(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is a registered Syrian refugee who lives outside the camps"
    label_ar = "لاجئ سوري مسجل يقيم خارج المخيمات"
    unit = "boolean"

    def formula(person, period) -> NDArray:
        nationality = person("nationality", period)
        return (
            (nationality == nationality.possible_values.syrian)
            & person("is_registered_refugee", period)
            & ~person("lives_in_refugee_camp", period)
        )


class is_refugee_treated_free(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is a refugee treated free of charge"
    label_ar = "لاجئ يعالج مجانا"
    unit = "boolean"
    pillar = "tamkeen"
    reference = "ReliefWeb, health access survey 2018-03-11"

    def formula_2012_03_05(person, period, parameters) -> NDArray:
        regime = parameters(period).health_insurance.refugees.rate_regime
        return person("is_syrian_refugee_outside_camps", period) & (regime == "free")


class is_refugee_at_uninsured_rate(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is a refugee who pays the rate of uninsured Jordanians"
    label_ar = "لاجئ يعامل معاملة الأردني غير المؤمن"
    unit = "boolean"
    pillar = "tamkeen"
    reference = "ReliefWeb, health access survey 2018-03-11"

    def formula_2012_03_05(person, period, parameters) -> NDArray:
        regime = parameters(period).health_insurance.refugees.rate_regime
        return person("is_syrian_refugee_outside_camps", period) & (regime == "uninsured_jordanian")


class is_refugee_at_share_of_foreigner_rate(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is a refugee who pays a share of the foreigners' rate"
    label_ar = "لاجئ يدفع نسبة من تعرفة الأجانب"
    unit = "boolean"
    pillar = "tamkeen"
    reference = "Human Rights Watch 2018-03-25"

    def formula_2012_03_05(person, period, parameters) -> NDArray:
        regime = parameters(period).health_insurance.refugees.rate_regime
        return person("is_syrian_refugee_outside_camps", period) & (regime == "share_of_foreigner")
