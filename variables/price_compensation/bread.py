"""Cash compensation for the bread subsidy, 2018-19.

27 dinars were announced for 2020 too; whether they were paid is unknown, and the
amount is zero from 2020. The limits on cars and property are of 2018; that they
held in 2019 too is assumed. Not modelled: the registration window.
"""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.holders import set_input_divide_by_period
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.formulas import year_months
from openfisca_jordan_sp.variable import Variable


class family_annual_income(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.YEAR
    set_input = set_input_divide_by_period
    label = "Income of the family in the year from all sources"
    label_ar = "دخل الأسرة السنوي من جميع المصادر"
    unit = "JOD/year"

    def formula(family, period) -> NDArray:
        return sum(family("family_monthly_income", month) for month in year_months(period))


class family_monthly_income(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Income of the family in the month from all sources but benefits"
    label_ar = "دخل الأسرة الشهري من غير المنافع"
    unit = "JOD/month"

    def formula(family, period) -> NDArray:
        members = family.members
        earned = members("wage", period) + members("other_earnings", period)
        unearned = (
            members("pension_income", period) + members("rent_income", period) + members("private_transfers", period)
        )
        return family.sum(earned + unearned)


class is_bread_income_within_limit(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.YEAR
    label = "Family income is within the limit for bread compensation"
    label_ar = "دخل الأسرة ضمن حد دعم الخبز"
    unit = "boolean"
    reference = "Roya 2019-02-19 and 2019-02-20"

    def formula_2019(family, period, parameters) -> NDArray:
        """The income of the year before; a sole holder of a family book has a limit of half."""
        bread = parameters(period).price_compensation.bread
        alone = family("family_size", period.first_month) == 1
        limit = where(alone, bread.single_income_limit, bread.family_income_limit)
        return family("family_annual_income", period.last_year) <= limit

    def formula_2018(family, period, parameters) -> NDArray:
        """In the first year, the income of the same year (assumed)."""
        bread = parameters(period).price_compensation.bread
        alone = family("family_size", period.first_month) == 1
        limit = where(alone, bread.single_income_limit, bread.family_income_limit)
        return family("family_annual_income", period) <= limit


class is_bread_property_within_limit(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.YEAR
    label = "Cars and property are within the limits for bread compensation"
    label_ar = "المركبات والعقارات ضمن حدود دعم الخبز"
    unit = "boolean"
    reference = "Jordan Times, January 2018 (PM Mulki): more than two vehicles, property over JD300,000"

    def formula_2018(family, period, parameters) -> NDArray:
        bread = parameters(period).price_compensation.bread
        month = period.first_month
        return (family("number_of_cars", month) <= bread.maximum_cars) & (
            family("property_value", month) <= bread.maximum_property_value
        )


class bread_compensation_entitled(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.YEAR
    end = "2019-12-31"
    label = "The family is entitled to bread compensation"
    label_ar = "تستحق الأسرة بدل دعم الخبز"
    unit = "boolean"
    pillar = "karama"

    def formula_2018(family, period) -> NDArray:
        """Beneficiaries of the National Aid Fund without any test."""
        within = family("is_bread_income_within_limit", period) & family("is_bread_property_within_limit", period)
        month = period.first_month
        return family("is_head_citizen", month) & (within | family("naf_beneficiary", month))


class bread_compensation_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.YEAR
    end = "2019-12-31"
    label = "Cash compensation for the bread subsidy"
    label_ar = "بدل دعم الخبز"
    unit = "JOD/year"
    pillar = "karama"
    reference = "Jordan Times 2018-01-22; Roya 2019-02-19"

    def formula_2018(family, period, parameters) -> NDArray:
        bread = parameters(period).price_compensation.bread
        month = period.first_month
        per_person = where(family("naf_beneficiary", month), bread.amount_per_person_naf, bread.amount_per_person)
        amount = per_person * family("family_size", month)
        return where(family("bread_compensation_entitled", period), amount, 0)
