"""National Aid Fund: who is a beneficiary, and all its cash together."""

from numpy.typing import NDArray
from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.variable import Variable


class naf_beneficiary(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The family receives monthly cash of the National Aid Fund"
    label_ar = "الأسرة منتفعة من المعونات الشهرية للصندوق"
    unit = "boolean"
    pillar = "karama"

    def formula_1986(family, period) -> NDArray:
        """The Unified Cash Transfer, recurring aid, disability care, or their forerunner Takaful 1."""
        return (
            (family("uct_amount", period) > 0)
            | (family("naf_recurring_total", period) > 0)
            | (family("takaful_1_amount", period) > 0)
        )


class naf_total_cash(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "All cash of the National Aid Fund due for the month"
    label_ar = "مجموع المعونات النقدية للصندوق عن الشهر"
    unit = "JOD/month"
    pillar = "karama"

    def formula_1986(family, period) -> NDArray:
        """Dues, not payments: the quarterly cadence does not move a year's total."""
        return (
            family("uct_amount", period)
            + family("naf_recurring_total", period)
            + family("takaful_1_amount", period)
            + family("takaful_3_amount", period)
            + family("daily_wage_support_amount", period)
            + family("emergency_aid_amount", period)
            + family("instant_aid_amount", period)
            + family("winter_aid_amount", period)
            + family("quarterly_addition_amount", period)
            + family("royal_grant_amount", period)
            + family("fuel_compensation_2022_amount", period)
        )
