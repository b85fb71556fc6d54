"""Advances of the Social Security Corporation in 2020 and 2021: loans, never benefits.

Musaned 3 and Tamkeen Iqtisadi (Defence Order 14/2020) and the advance of
pensioners (Circular 30/2021). A month follows the rule of its first day, so
that the circular of 12 April 2021 counts from May. Not modelled: the amounts of
Musaned 1 and 2, and how Musaned and Tamkeen are repaid (not found).
"""

from numpy import minimum, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import optional_limit
from openfisca_jordan_sp.variable import Variable

_CIRCULAR = "Circular 30/2021"
_BOTH = "Defence Order 14/2020, Circular 30/2021"


class is_musaned_3_wage_within_limit(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The last wage is below the limit of Musaned 3, where there is one"
    label_ar = "آخر أجر دون حد مساند 3 إن وجد"
    unit = "boolean"
    article = _BOTH

    def formula_2020_06_15(person, period, parameters) -> NDArray:
        musaned = parameters(period).defence_orders.musaned_3
        return person("last_wage_before_advance", period) < optional_limit(musaned, "wage_limit")


class is_musaned_3_voluntary_subscriber(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person insures a wage voluntarily, as Musaned 3 asks since Circular 30/2021"
    label_ar = "مشترك اختياريا وفق شرط مساند 3 منذ التعميم رقم 30 لسنة 2021"
    unit = "boolean"
    article = _CIRCULAR

    def formula_2021_04_12(person, period) -> NDArray:
        return person("ssc_voluntary_wage", period) > 0


class musaned_3_advance_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "A payment of the advance of Musaned 3 is due to the person"
    label_ar = "تستحق للشخص دفعة من سلفة مساند 3"
    unit = "boolean"
    article = _BOTH

    def formula_2021_04_12(person, period, parameters) -> NDArray:
        """For voluntary subscribers."""
        in_operation = parameters(period).defence_orders.musaned_3.rate > 0
        return (
            in_operation
            & person("is_musaned_3_applicant", period)
            & person("is_musaned_3_voluntary_subscriber", period)
            & person("is_musaned_3_wage_within_limit", period)
        )

    def formula_2020_06_15(person, period) -> NDArray:
        return person("is_musaned_3_applicant", period) & person("is_musaned_3_wage_within_limit", period)


class musaned_3_advance_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Advance of Musaned 3 paid this month (a loan)"
    label_ar = "سلفة مساند 3 المدفوعة في الشهر"
    unit = "JOD/month"
    article = _BOTH

    def formula_2020_06_15(person, period, parameters) -> NDArray:
        """Equal payments of the share of all insured wages, each up to a limit."""
        musaned = parameters(period).defence_orders.musaned_3
        payment = musaned.rate * person("total_contributory_wages", period) / musaned.payments
        return where(person("musaned_3_advance_entitled", period), minimum(payment, musaned.maximum_payment), 0)


class is_tamkeen_wage_within_limit(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The last wage is within the limit of Tamkeen Iqtisadi"
    label_ar = "آخر أجر ضمن حد تمكين اقتصادي"
    unit = "boolean"
    article = _BOTH

    def formula_2021_04_12(person, period, parameters) -> NDArray:
        """Up to the limit."""
        limit = parameters(period).defence_orders.tamkeen_iqtisadi.wage_limit
        return person("last_wage_before_advance", period) <= limit

    def formula_2020_06_15(person, period, parameters) -> NDArray:
        """Below the limit."""
        limit = parameters(period).defence_orders.tamkeen_iqtisadi.wage_limit
        return person("last_wage_before_advance", period) < limit


class tamkeen_advance_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is entitled to the advance of Tamkeen Iqtisadi"
    label_ar = "يستحق الشخص سلفة تمكين اقتصادي"
    unit = "boolean"
    article = _BOTH

    def formula_2021_04_12(person, period, parameters) -> NDArray:
        """Not in banks, insurance and electricity."""
        in_operation = parameters(period).defence_orders.tamkeen_iqtisadi.rate > 0
        return (
            in_operation
            & person("is_tamkeen_applicant", period)
            & person("is_tamkeen_wage_within_limit", period)
            & ~person("works_in_activity_without_advance", period)
        )

    def formula_2020_06_15(person, period) -> NDArray:
        return person("is_tamkeen_applicant", period) & person("is_tamkeen_wage_within_limit", period)


class tamkeen_advance_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Advance of Tamkeen Iqtisadi (a loan)"
    label_ar = "سلفة تمكين اقتصادي"
    unit = "JOD/month"
    article = _BOTH

    def formula_2020_06_15(person, period, parameters) -> NDArray:
        """A share of all insured wages, up to a limit by nationality."""
        tamkeen = parameters(period).defence_orders.tamkeen_iqtisadi
        limit = where(person("is_citizen", period), tamkeen.maximum_jordanian, tamkeen.maximum_other)
        advance = minimum(tamkeen.rate * person("total_contributory_wages", period), limit)
        return where(person("tamkeen_advance_entitled", period), advance, 0)
