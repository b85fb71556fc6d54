"""Tadamun 1 and 2: wages of workers whose firms stood still in spring 2020 (Defence Order 9/2020).

The wage recorded is taken to be the insured one. The conditions of the firm
other than its insurance were not found: that it included a worker is an input.
`tadamun_1_amount` is the Corporation's part; what the worker receives is
`tadamun_1_worker_pay_amount`.
"""

from numpy import clip, maximum, minimum, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable

_RSM = "https://iskm.issa.int/node/7787"


class is_tadamun_wage_worker(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person works for a wage outside the public sector"
    label_ar = "يعمل بأجر خارج القطاع العام"
    unit = "boolean"

    def formula_2020_04(person, period) -> NDArray:
        status, sector = person("employment_status", period), person("employment_sector", period)
        statuses, sectors = status.possible_values, sector.possible_values
        works_for_wage = (status == statuses.employee) | (status == statuses.daily_wage_worker)
        return works_for_wage & ((sector == sectors.private_formal) | (sector == sectors.informal))


class is_firm_insured_for_tadamun_1(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person's firm has been insured for the months that Tadamun 1 asks for"
    label_ar = "منشأة الشخص مشمولة بالضمان للمدة اللازمة لتضامن 1"
    unit = "boolean"
    reference = _RSM

    def formula_2020_04(person, period, parameters) -> NDArray:
        months = parameters(period).defence_orders.tadamun_2.insured_months
        sector = person("employment_sector", period)
        is_insured = sector == sector.possible_values.private_formal
        return is_insured & (person("establishment_insured_months", period) >= months)


class tadamun_1_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The worker is entitled to pay under Tadamun 1"
    label_ar = "يستحق العامل أجرا ضمن تضامن 1"
    unit = "boolean"
    pillar = "somoud"
    article = "Defence Order 9/2020"
    reference = _RSM

    def formula_2020_04(person, period, parameters) -> NDArray:
        in_operation = parameters(period).defence_orders.tadamun_1.wage_share > 0
        return (
            in_operation
            & person("is_tadamun_applicant", period)
            & person("is_tadamun_wage_worker", period)
            & person("is_firm_insured_for_tadamun_1", period)
        )


class tadamun_1_worker_pay_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Pay that the worker receives under Tadamun 1, from employer and Corporation together"
    label_ar = "الأجر الذي يتقاضاه العامل ضمن تضامن 1 من صاحب العمل والضمان معا"
    unit = "JOD/month"
    article = "Defence Order 9/2020"
    reference = _RSM

    def formula_2020_04(person, period, parameters) -> NDArray:
        tadamun = parameters(period).defence_orders.tadamun_1
        pay = clip(tadamun.wage_share * person("wage", period), tadamun.minimum, tadamun.maximum)
        return where(person("tadamun_1_entitled", period), pay, 0)


class tadamun_1_employer_share_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Employer's part of the pay under Tadamun 1"
    label_ar = "مساهمة صاحب العمل في أجر تضامن 1"
    unit = "JOD/month"
    article = "Defence Order 9/2020"
    reference = _RSM

    def formula_2020_04(person, period, parameters) -> NDArray:
        """Never more than the pay itself."""
        tadamun = parameters(period).defence_orders.tadamun_1
        part = minimum(tadamun.employer_share * person("wage", period), tadamun.employer_maximum)
        return minimum(
            where(person("tadamun_1_entitled", period), part, 0), person("tadamun_1_worker_pay_amount", period)
        )


class tadamun_1_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Tadamun 1: part of the pay that the Social Security Corporation gives"
    label_ar = "تضامن 1: الجزء الذي تدفعه مؤسسة الضمان من الأجر"
    unit = "JOD/month"
    pillar = "somoud"
    article = "Defence Order 9/2020"
    reference = _RSM

    def formula_2020_04(person, period) -> NDArray:
        pay = person("tadamun_1_worker_pay_amount", period)
        return maximum(pay - person("tadamun_1_employer_share_amount", period), 0)


class tadamun_2_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The worker is entitled to Tadamun 2"
    label_ar = "يستحق العامل تضامن 2"
    unit = "boolean"
    pillar = "somoud"
    article = "Defence Order 9/2020"
    reference = _RSM

    def formula_2020_04(person, period, parameters) -> NDArray:
        """In firms that are not insured, or have been for too short a time for Tadamun 1."""
        in_operation = parameters(period).defence_orders.tadamun_2.amount > 0
        return (
            in_operation
            & person("is_tadamun_applicant", period)
            & person("is_tadamun_wage_worker", period)
            & ~person("is_firm_insured_for_tadamun_1", period)
        )


class tadamun_2_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Tadamun 2: flat amount for each worker"
    label_ar = "تضامن 2: المبلغ المقطوع لكل عامل"
    unit = "JOD/month"
    pillar = "somoud"
    article = "Defence Order 9/2020"
    reference = _RSM

    def formula_2020_04(person, period, parameters) -> NDArray:
        amount = parameters(period).defence_orders.tadamun_2.amount
        return where(person("tadamun_2_entitled", period), amount, 0)
