"""National Aid Fund: physical rehabilitation, graduation from aid, the health card and grievances.

Not modelled: the training stipend (its amount is not published).
"""

from numpy import minimum, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Person
from openfisca_jordan_sp.variable import Variable


class physical_rehabilitation_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Physical rehabilitation aid in the year"
    label_ar = "معونة التأهيل الجسماني في السنة"
    unit = "JOD/year"
    pillar = "tamkeen"
    reference = "almadenahnews 2020-08-18: at most 600 dinars a year"

    def formula_2020(person, period, parameters) -> NDArray:
        limit = parameters(period).national_aid_fund.physical_rehabilitation.annual_maximum
        cost = person("rehabilitation_device_cost", period)
        return where(person("is_citizen", period.first_month), minimum(cost, limit), 0)


class naf_health_card_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is entitled to a health-insurance card through the National Aid Fund"
    label_ar = "يستحق الشخص بطاقة تأمين صحي عن طريق الصندوق"
    unit = "boolean"
    pillar = "tamkeen"
    article = "National Aid Fund Law 36/1986, objectives"

    def formula_1986(person, period) -> NDArray:
        """Members of beneficiary families without other insurance (the rule is assumed)."""
        return person.family("naf_beneficiary", period) & ~person("has_health_insurance", period)


class has_earnings_after_disregard(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "A member earns and the disregard has ended"
    label_ar = "في الأسرة عامل انتهت مدة عدم احتساب دخله"
    unit = "boolean"

    def formula(family, period) -> NDArray:
        return family.any(family.members("naf_counted_earnings", period) > 0)


class naf_graduated(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family leaves the Fund's aid through work"
    label_ar = "تخرجت الأسرة من المعونة بفضل العمل"
    unit = "boolean"
    pillar = "forsa"
    reference = "al-Rai 2026-05-21"

    def formula_2023(family, period) -> NDArray:
        """Paid last month, working past the disregard, and no longer a beneficiary on reassessment."""
        return (
            (family("naf_cash_last_month", period) > 0)
            & family("has_earnings_after_disregard", period)
            & ~family("naf_beneficiary", period)
        )


class naf_grievance_open(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family may file a grievance: its monthly aid was reduced or stopped"
    label_ar = "يحق للأسرة التظلم: خُفضت معونتها أو أوقفت"
    unit = "boolean"
    pillar = "karama"
    reference = "alwakeelnews 644126 (2023-07)"

    def formula_2022(family, period) -> NDArray:
        """No deadline is published."""
        aid = family("uct_amount", period) + family("naf_recurring_total", period)
        return aid < family("naf_cash_last_month", period)
