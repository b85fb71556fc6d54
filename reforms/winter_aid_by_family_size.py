"""Winter aid by the number of members, between its published ends."""

from numpy import clip, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.variable import Variable


class winter_aid_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Winter aid by family size, paid once a year in December"
    label_ar = "معونة الشتاء بحسب عدد أفراد الأسرة"
    unit = "JOD/month"
    pillar = "karama"

    def formula_2026_12(family, period, parameters) -> NDArray:
        """In a straight line by size, as before 2022."""
        winter = parameters(period).national_aid_fund.winter_aid
        steps = winter.size_for_maximum - winter.size_for_minimum
        position = clip((family("family_size", period) - winter.size_for_minimum) / steps, 0, 1)
        by_size = winter.minimum + (winter.maximum - winter.minimum) * position
        amount = where(winter.by_family_size, by_size, winter.mean_per_family)
        return where(family("is_winter_aid_due", period), amount, 0)
