"""Shock response: all its cash together; relief in kind is not valued and not counted."""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.variable import Variable


class total_shock_response_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "All cash of the shock response due for the month (relief in kind is not counted)"
    label_ar = "مجموع الدعم النقدي للاستجابة للصدمات عن الشهر دون العيني"
    unit = "JOD/month"
    pillar = "somoud"
    reference = "Petra, menafn.com/1109532102 (2025-05-10)"

    def formula_2020(family, period) -> NDArray:
        return (
            family("shock_vertical_amount", period)
            + family("shock_horizontal_amount", period)
            + family("disaster_relief_amount", period)
        )
