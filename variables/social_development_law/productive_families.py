"""Loans of the Ministry of Social Development to productive families.

Only the income limits of 2017 are published, not the size and terms of a loan:
so who may borrow, and no amount.
"""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.variable import Variable

REPORT = "https://alsaa.net/amp/15321/"


class has_member_with_disability(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "A member of the family has a disability"
    label_ar = "في الأسرة شخص ذو إعاقة"
    unit = "boolean"

    def formula(family, period) -> NDArray:
        return family.any(family.members("is_of_any_disability", period))


class productive_family_income_limit(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Income up to which the family may borrow as a productive family"
    label_ar = "سقف دخل الأسرة المنتجة"
    unit = "JOD/month"
    reference = REPORT

    def formula_2017_05_17(family, period, parameters) -> NDArray:
        """One person alone with a disability has the higher limit (assumed: the source is silent)."""
        loans = parameters(period).social_development_law.productive_families
        size, limit = family("family_size", period), loans.income_limit
        by_size = where(size == 1, limit.single, limit.up_to_five)
        is_higher = (size > loans.large_family_size) | family("has_member_with_disability", period)
        return where(is_higher, limit.over_five_or_disability, by_size)


class productive_family_loan_entitled(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family's income lets it apply for a loan to productive families"
    label_ar = "دخل الأسرة يجيز لها طلب قرض الأسر المنتجة"
    unit = "boolean"
    pillar = "forsa"
    reference = REPORT

    def formula_2017_05_17(family, period) -> NDArray:
        """Income is the only condition that is published."""
        return family("family_monthly_income", period) <= family("productive_family_income_limit", period)
