"""Estidama: support of wages from December 2020 to June 2022 (Defence Order 24/2020, Circular 45/2021).

Before the circular the Corporation paid a share of the wage by class of
activity (no limit is documented for those months, nor what the worker was paid
in all); under it employer and Corporation share the pay of the worker. Which
firms and workers belong where was not found: it is an input. Himaya (tourism
and transport) has no published numbers and is not modelled.
"""

from numpy import minimum, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.formulas import select
from openfisca_jordan_sp.variable import Variable

_ARTICLE = "Defence Order 24/2020, Circular 45/2021"


class is_estidama_firm_employee(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is an employee of an insured private firm"
    label_ar = "مستخدم لدى منشأة خاصة مشمولة بالضمان"
    unit = "boolean"

    def formula_2020_12(person, period) -> NDArray:
        status, sector = person("employment_status", period), person("employment_sector", period)
        return (status == status.possible_values.employee) & (sector == sector.possible_values.private_formal)


class estidama_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The worker's pay is supported by Estidama"
    label_ar = "أجر العامل مدعوم من برنامج استدامة"
    unit = "boolean"
    pillar = "somoud"
    article = _ARTICLE

    def formula_2021_11(person, period, parameters) -> NDArray:
        pay = person("estidama_pay", period)
        in_operation = parameters(period).defence_orders.estidama.maximum > 0
        return in_operation & person("is_estidama_firm_employee", period) & (pay != pay.possible_values.none)

    def formula_2020_12(person, period) -> NDArray:
        activity = person("estidama_activity", period)
        return person("is_estidama_firm_employee", period) & (activity != activity.possible_values.none)


class estidama_worker_pay_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Pay of the worker under Circular 45/2021, from employer and Corporation together"
    label_ar = "أجر العامل وفق التعميم رقم 45 لسنة 2021 من صاحب العمل والضمان معا"
    unit = "JOD/month"
    article = "Circular 45/2021"

    def formula_2021_11(person, period, parameters) -> NDArray:
        """The whole wage or a part of it, up to a limit."""
        estidama = parameters(period).defence_orders.estidama
        kind = person("estidama_pay", period)
        share = select(
            [kind == kind.possible_values.full_wage, kind == kind.possible_values.reduced_wage],
            [estidama.full_wage.pay_share, estidama.reduced_wage.pay_share],
            0,
        )
        pay = minimum(share * person("wage", period), estidama.maximum)
        return where(person("estidama_entitled", period), pay, 0)


class estidama_wage_support_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Estidama: part of the worker's pay that the Social Security Corporation gives"
    label_ar = "استدامة: الجزء الذي تدفعه مؤسسة الضمان من أجر العامل"
    unit = "JOD/month"
    pillar = "somoud"
    article = _ARTICLE

    def formula_2021_11(person, period, parameters) -> NDArray:
        """The programme's part of the pay; from July 2022 nothing."""
        estidama = parameters(period).defence_orders.estidama
        kind = person("estidama_pay", period)
        share = select(
            [kind == kind.possible_values.full_wage, kind == kind.possible_values.reduced_wage],
            [estidama.full_wage.programme_share, estidama.reduced_wage.programme_share],
            0,
        )
        return share * person("estidama_worker_pay_amount", period)

    def formula_2020_12(person, period, parameters) -> NDArray:
        """A share of the wage, by class of activity."""
        rates = parameters(period).defence_orders.estidama.support_rate
        activity = person("estidama_activity", period)
        rate = select(
            [activity == activity.possible_values.closed, activity == activity.possible_values.most_affected],
            [rates.closed, rates.most_affected],
            0,
        )
        return where(person("estidama_entitled", period), rate * person("wage", period), 0)


class estidama_employer_share_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Employer's part of the worker's pay under Circular 45/2021"
    label_ar = "مساهمة صاحب العمل في أجر العامل وفق التعميم رقم 45 لسنة 2021"
    unit = "JOD/month"
    article = "Circular 45/2021"

    def formula_2021_11(person, period) -> NDArray:
        pay = person("estidama_worker_pay_amount", period)
        return pay - person("estidama_wage_support_amount", period)
