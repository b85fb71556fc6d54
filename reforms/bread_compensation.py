"""Bread compensation beyond 2019, by the rules of 2019.

Shared by `bread_compensation_2020.yaml` and `bread_compensation_again.yaml`.
"""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.variable import Variable

#: The variables of the law end with 2019; these go on while their reform gives an amount.
LAST_DAY = "2099-12-31"


class is_bread_compensation_in_operation(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.YEAR
    label = "Bread compensation is paid in the year"
    label_ar = "بدل دعم الخبز مصروف في السنة"
    unit = "boolean"

    def formula_2018(family, period, parameters) -> NDArray:
        return family.filled_array(parameters(period).price_compensation.bread.amount_per_person > 0)


class bread_compensation_entitled(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.YEAR
    end = LAST_DAY
    label = "The family is entitled to bread compensation"
    label_ar = "تستحق الأسرة بدل دعم الخبز"
    unit = "boolean"
    pillar = "karama"

    def formula_2020(family, period) -> NDArray:
        """Beneficiaries of the National Aid Fund without any test."""
        within = family("is_bread_income_within_limit", period) & family("is_bread_property_within_limit", period)
        month = period.first_month
        belongs = within | family("naf_beneficiary", month)
        return family("is_bread_compensation_in_operation", period) & family("is_head_citizen", month) & belongs


class bread_compensation_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.YEAR
    end = LAST_DAY
    label = "Cash compensation for the bread subsidy"
    label_ar = "بدل دعم الخبز"
    unit = "JOD/year"
    pillar = "karama"

    def formula_2020(family, period, parameters) -> NDArray:
        bread = parameters(period).price_compensation.bread
        month = period.first_month
        per_person = where(family("naf_beneficiary", month), bread.amount_per_person_naf, bread.amount_per_person)
        return where(family("bread_compensation_entitled", period), per_person * family("family_size", month), 0)
