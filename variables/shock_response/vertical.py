"""Shock response: vertical support, more money for families that the National Aid Fund pays already.

A design calibrated to the fuel compensation of July to December 2022, which is
modelled in price_compensation. Paid in the first months of one uninterrupted shock.
"""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.formulas import past_months, select
from openfisca_jordan_sp.variable import Variable


class is_shock_vertical_in_term(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The shock is on, and vertical support still runs"
    label_ar = "الصدمة قائمة ومدة التوسع العمودي سارية"
    unit = "boolean"

    def formula_2025(family, period, parameters) -> NDArray:
        """Not once the shock has lasted for the whole term before this month."""
        term = parameters(period).shock_response.vertical.months
        months_on = sum(family("is_shock_active", month) for month in past_months(period.last_month, term))
        return family("is_shock_active", period) & (months_on < term)


class shock_vertical_entitled(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family is entitled to the vertical support of a shock"
    label_ar = "تستحق الأسرة الدعم الإضافي عند الصدمة"
    unit = "boolean"
    pillar = "somoud"

    def formula_2025(family, period) -> NDArray:
        return family("is_shock_vertical_in_term", period) & family("naf_beneficiary", period)


class shock_vertical_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Vertical support of a shock, on top of the Fund's monthly cash"
    label_ar = "الدعم الإضافي عند الصدمة فوق معونة الصندوق الشهرية"
    unit = "JOD/month"
    pillar = "somoud"
    reference = "alwakeelnews 606844 (December 2022): 8, 11 and 14 dinars by family size"

    def formula_2025(family, period, parameters) -> NDArray:
        vertical = parameters(period).shock_response.vertical
        size = family("family_size", period)
        by_size = select(
            [size <= vertical.first_size_limit, size <= vertical.second_size_limit],
            [vertical.one_or_two_persons, vertical.three_or_four_persons],
            vertical.five_or_more_persons,
        )
        return where(family("shock_vertical_entitled", period), by_size, 0)
