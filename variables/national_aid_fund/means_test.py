"""National Aid Fund: countable income, the earnings disregard and the income test."""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Person
from openfisca_jordan_sp.variable import Variable


class is_in_earnings_disregard(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person's earnings are not counted yet, the job being new"
    label_ar = "دخل العمل الجديد غير محتسب بعد"
    unit = "boolean"
    reference = "al-Rai 2026-05-21: the income of a member who starts work is not counted for a year"

    def formula_2023(person, period, parameters) -> NDArray:
        """Since 2023; before, earnings counted from the first month."""
        months = parameters(period).national_aid_fund.earnings_disregard.months
        return person("months_since_job_start", period) < months


class naf_counted_earnings(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Earnings counted by the National Aid Fund"
    label_ar = "دخل العمل المحتسب"
    unit = "JOD/month"

    def formula(person, period) -> NDArray:
        earnings = person("wage", period) + person("other_earnings", period)
        return where(person("is_in_earnings_disregard", period), 0, earnings)


class naf_countable_income(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Family income counted by the National Aid Fund"
    label_ar = "دخل الأسرة المحتسب لدى الصندوق"
    unit = "JOD/month"

    def formula(family, period) -> NDArray:
        """Earnings after the disregard, pensions and rents of all members."""
        earnings = family.members("naf_counted_earnings", period)
        unearned = family.members("pension_income", period) + family.members("rent_income", period)
        return family.sum(earnings + unearned)


class is_naf_income_below_limit(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Countable income per citizen of the family is below the limit"
    label_ar = "دخل الفرد الأردني المحتسب دون الحد"
    unit = "boolean"

    def formula_1986(family, period, parameters) -> NDArray:
        """Strictly below; no source says whether the limit itself passes. Non-citizens do not count in the size."""
        limit = parameters(period).national_aid_fund.recurring.income_limit_per_person
        return family("naf_countable_income", period) < limit * family("family_citizens", period)


class is_naf_income_test_met(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The income test is met, or does not apply to the category"
    label_ar = "تحقق شرط الدخل أو لا ينطبق على الفئة"
    unit = "boolean"
    reference = "Jordan Times 2020-01-19: divorced women are not asked for other income"

    def formula_2020(family, period, parameters) -> NDArray:
        """Divorced women are not tested."""
        tested = parameters(period).national_aid_fund.recurring.divorced_income_tested
        category = family("naf_category", period)
        exempt = (category == category.possible_values.divorced) & (not tested)
        return exempt | family("is_naf_income_below_limit", period)

    def formula_1986(family, period) -> NDArray:
        return family("is_naf_income_below_limit", period)
