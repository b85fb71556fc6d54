"""The pay rise announced for 2027: who has it, how much, and what it adds to a family's income."""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Person
from openfisca_jordan_sp.variable import Variable


class public_pay_rise_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "A public employee or retiree is paid below the limit of the rise"
    label_ar = "موظف أو متقاعد في القطاع العام راتبه دون حد الزيادة"
    unit = "boolean"
    pillar = "forsa"

    def formula_2027(person, period, parameters) -> NDArray:
        """Strictly below."""
        limit = parameters(period).public_service.pay_rise.salary_limit
        status, sector = person("employment_status", period), person("employment_sector", period)
        is_employed = (status == status.possible_values.employee) & (sector == sector.possible_values.public)
        wage, pension = person("wage", period), person("pension", period)
        has_low_pay = is_employed & (wage > 0) & (wage < limit)
        return has_low_pay | (person("is_public_pensioner", period) & (pension > 0) & (pension < limit))


class family_public_pay_rise_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Pay rise of the family's public employees and retirees"
    label_ar = "زيادة رواتب العاملين والمتقاعدين من أفراد الأسرة"
    unit = "JOD/month"
    pillar = "forsa"

    def formula_2027(family, period, parameters) -> NDArray:
        rise = parameters(period).public_service.pay_rise.amount
        return family.sum(where(family.members("public_pay_rise_entitled", period), rise, 0))


class reform_benefits_amount(Variable):
    """So that incomes, consumption and poverty follow."""

    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Benefits that a reform adds: the pay rise of 2027"
    label_ar = "منافع يضيفها مشروع تعديل: زيادة الرواتب لعام 2027"
    unit = "JOD/month"

    def formula_2027(family, period) -> NDArray:
        return family("family_public_pay_rise_amount", period)
