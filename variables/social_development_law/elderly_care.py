"""Elderly Care Bylaw of 2021: care bought from the Elderly Care Account.

Who is chosen is not published: receipt is an input. Not modelled: equipment and
hearing and visual aids, counselling, support to relatives and volunteers who
care at home (article 6 names them without amounts).
"""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable

ARTICLE = "Elderly Care Bylaw of 2021, art. 6"
REPORT = "alwakeelnews 747215 (2025-09-24): 330 dinars, 280 for the service and 50 for the centre"


class is_elderly_care_bought(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The account buys care for an older person"
    label_ar = "تُشترى رعاية لكبير السن من الحساب"
    unit = "boolean"
    reference = REPORT
    article = ARTICLE

    def formula_2021(person, period) -> NDArray:
        return person("is_elderly", period) & person("receives_purchased_elderly_care", period)


class elderly_care_service_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Value of the care that the account buys for the person"
    label_ar = "قيمة خدمة الرعاية المشتراة لكبير السن"
    unit = "JOD/month"
    pillar = "tamkeen"
    reference = REPORT
    article = ARTICLE

    def formula_2025_09_24(person, period, parameters) -> NDArray:
        price = parameters(period).social_development_law.elderly.care_account.service_price
        return where(person("is_elderly_care_bought", period), price, 0)


class elderly_care_purchase_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "What the account pays for the person: the care and the support to the centre"
    label_ar = "ما يدفعه الحساب عن كبير السن: الخدمة ودعم المركز"
    unit = "JOD/month"
    pillar = "tamkeen"
    reference = REPORT
    article = ARTICLE

    def formula_2025_09_24(person, period, parameters) -> NDArray:
        support = parameters(period).social_development_law.elderly.care_account.centre_support
        is_bought = person("is_elderly_care_bought", period)
        return person("elderly_care_service_amount", period) + where(is_bought, support, 0)
