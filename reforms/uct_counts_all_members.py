"""The poverty gap of a citizen's family, counted for all its members."""

from numpy import maximum, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.variable import Variable


class targeting_poverty_gap(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "What the family lacks to reach the line"
    label_ar = "فجوة الفقر لجميع أفراد الأسرة"
    unit = "JOD/month"

    def formula_2026(family, period, parameters) -> NDArray:
        """Zero where the score is unknown."""
        targeting = parameters(period).national_aid_fund.targeting
        shortfall = maximum(targeting.poverty_line - family("naf_targeting_score", period), 0)
        citizens, size = family("family_citizens", period), family("family_size", period)
        gap = shortfall * where(targeting.counts_non_citizens, size, citizens)
        return where(family("is_below_targeting_line", period), gap, 0)
