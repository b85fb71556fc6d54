"""Outcomes: gross, net and disposable income of persons, families and households.

Gross is what people have before the rules of this package: earnings, pensions
received, rents and transfers of other households. Net is gross less the
contributions and direct taxes that they pay themselves. Disposable is net with
benefits, in cash and vouchers. A month holds the benefits granted by the month;
those granted by the year (bread, fuel 2012 and others) come in `family_yearly_disposable_income`.
"""

from numpy import maximum, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Household, Person
from openfisca_jordan_sp.formulas import year_months
from openfisca_jordan_sp.variable import Variable


class wage_paid_by_employer(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Wage that the employer itself pays, beside any wage support"
    label_ar = "الأجر الذي يدفعه صاحب العمل بنفسه"
    unit = "JOD/month"

    def formula_2020_04(person, period) -> NDArray:
        """The employer's share where an order sets it; else what the support leaves of the wage (assumed)."""
        is_set = person("tadamun_1_entitled", period) | (person("estidama_worker_pay_amount", period) > 0)
        share = person("tadamun_1_employer_share_amount", period) + person("estidama_employer_share_amount", period)
        support = (
            person("tadamun_1_amount", period)
            + person("tadamun_2_amount", period)
            + person("estidama_wage_support_amount", period)
        )
        return where(is_set, share, maximum(person("wage", period) - support, 0))

    def formula(person, period) -> NDArray:
        return person("wage", period)


class gross_income(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Gross income of the person: earnings, pensions received, rents and private transfers"
    label_ar = "الدخل الإجمالي للشخص"
    unit = "JOD/month"

    def formula(person, period) -> NDArray:
        return (
            person("wage_paid_by_employer", period)
            + person("other_earnings", period)
            + person("pension", period)
            + person("rent_income", period)
            + person("private_transfers", period)
        )


class net_income(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Net income of the person: gross less contributions and direct taxes"
    label_ar = "الدخل الصافي للشخص"
    unit = "JOD/month"

    def formula(person, period) -> NDArray:
        return person("gross_income", period) - person("direct_levies_paid", period)


class disposable_income(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Disposable income of the person: net income and the benefits granted to the person"
    label_ar = "الدخل المتاح للشخص"
    unit = "JOD/month"

    def formula(person, period) -> NDArray:
        """Benefits granted to the family as a whole are the family's, not the head's."""
        return person("net_income", period) + person("person_benefits_amount", period)


class family_gross_income(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Gross income of the family"
    label_ar = "الدخل الإجمالي للأسرة"
    unit = "JOD/month"

    def formula(family, period) -> NDArray:
        return family.sum(family.members("gross_income", period))


class family_net_income(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Net income of the family"
    label_ar = "الدخل الصافي للأسرة"
    unit = "JOD/month"

    def formula(family, period) -> NDArray:
        return family.sum(family.members("net_income", period))


class family_disposable_income(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Disposable income of the family: net income and all benefits of the month"
    label_ar = "الدخل المتاح للأسرة"
    unit = "JOD/month"

    def formula(family, period) -> NDArray:
        return family("family_net_income", period) + family("family_cash_benefits", period)


class family_yearly_disposable_income(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.YEAR
    label = "Disposable income of the family in the year, with benefits granted by the year"
    label_ar = "الدخل المتاح للأسرة في السنة"
    unit = "JOD/year"

    def formula(family, period) -> NDArray:
        net = sum(family("family_net_income", month) for month in year_months(period))
        return net + family("family_yearly_benefits", period)


class household_gross_income(Variable):
    value_type = float
    entity = Household
    definition_period = DateUnit.MONTH
    label = "Gross income of the household"
    label_ar = "الدخل الإجمالي للأسرة المعيشية"
    unit = "JOD/month"

    def formula(household, period) -> NDArray:
        return household.sum(household.members("gross_income", period))


class household_net_income(Variable):
    value_type = float
    entity = Household
    definition_period = DateUnit.MONTH
    label = "Net income of the household"
    label_ar = "الدخل الصافي للأسرة المعيشية"
    unit = "JOD/month"

    def formula(household, period) -> NDArray:
        return household.sum(household.members("net_income", period))


class household_disposable_income(Variable):
    value_type = float
    entity = Household
    definition_period = DateUnit.MONTH
    label = "Disposable income of the household: net income and the benefits of its families"
    label_ar = "الدخل المتاح للأسرة المعيشية"
    unit = "JOD/month"

    def formula(household, period) -> NDArray:
        return household("household_net_income", period) + household("household_cash_benefits", period)


class is_income_poor(Variable):
    value_type = bool
    entity = Household
    definition_period = DateUnit.MONTH
    label = "The household's disposable income per person is below the poverty line"
    label_ar = "الدخل المتاح للفرد دون خط الفقر"
    unit = "boolean"

    def formula_2018(household, period) -> NDArray:
        """By income; the official measure, `is_poor`, is by consumption."""
        per_person = household("household_disposable_income", period) / household("household_size", period)
        return per_person < household("poverty_line", period)
