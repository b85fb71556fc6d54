"""The advance of the Social Security Corporation to its pensioners in 2021 (Circular 30/2021): a loan without interest.

A month follows the rule of its first day: the circular of 12 April 2021 counts
from May. The pension, recorded or worked out from contributions, is taken to be
the net one, and the first instalment to be due in the month after payment (both assumed).
"""

from numpy import minimum, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class is_pension_within_advance_limit(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person draws a pension within the limit of the pensioners' advance"
    label_ar = "يتقاضى راتبا تقاعديا ضمن حد سلفة المتقاعدين"
    unit = "boolean"
    article = "Circular 30/2021"

    def formula_2021_04_12(person, period, parameters) -> NDArray:
        pension = person("pension_income", period)
        return (pension > 0) & (pension <= parameters(period).defence_orders.retiree_advance.pension_limit)


class retiree_advance_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The pensioner is entitled to the advance"
    label_ar = "يستحق المتقاعد السلفة"
    unit = "boolean"
    article = "Circular 30/2021"

    def formula_2021_04_12(person, period, parameters) -> NDArray:
        in_operation = parameters(period).defence_orders.retiree_advance.pension_share > 0
        return (
            in_operation
            & person("is_retiree_advance_applicant", period)
            & person("is_pension_within_advance_limit", period)
        )


class retiree_advance_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Advance paid to the pensioner this month (a loan)"
    label_ar = "سلفة المتقاعد المدفوعة في الشهر"
    unit = "JOD/month"
    article = "Circular 30/2021"

    def formula_2021_04_12(person, period, parameters) -> NDArray:
        """A share of the net pension, up to a limit."""
        advance = parameters(period).defence_orders.retiree_advance
        amount = minimum(advance.pension_share * person("pension_income", period), advance.maximum)
        return where(person("retiree_advance_entitled", period), amount, 0)


class is_retiree_advance_being_repaid(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "An instalment of the pensioner's advance falls in this month"
    label_ar = "يستحق في الشهر قسط من سلفة المتقاعد"
    unit = "boolean"
    article = "Circular 30/2021"

    def formula_2021_04_12(person, period, parameters) -> NDArray:
        months = person("months_since_retiree_advance", period)
        return (months > 0) & (months <= parameters(period).defence_orders.retiree_advance.instalments)


class retiree_advance_instalment_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Instalment by which the pensioner repays the advance this month"
    label_ar = "قسط سداد سلفة المتقاعد في الشهر"
    unit = "JOD/month"
    article = "Circular 30/2021"

    def formula_2021_04_12(person, period, parameters) -> NDArray:
        """Equal instalments."""
        instalment = (
            person("retiree_advance_received", period) / parameters(period).defence_orders.retiree_advance.instalments
        )
        return where(person("is_retiree_advance_being_repaid", period), instalment, 0)
