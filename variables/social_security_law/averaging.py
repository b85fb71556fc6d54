"""Social Security Law 1/2014: the average wage of a pension, kept within bounds of an earlier wage.

The bounds are verified for early retirement and recalled for old age; where the earlier
wage is not on record there are none. The averages themselves come from the record.
"""

from numpy import clip, inf, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class old_age_average_wage(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Average wage of the old-age pension, within its bounds"
    label_ar = "متوسط الأجر لراتب الشيخوخة ضمن الحدين"
    unit = "JOD/month"

    def formula_2014_03(person, period, parameters) -> NDArray:
        averaging = parameters(period).social_security_law.averaging
        average, start = person("pension_window_average_wage", period), person("pension_reference_wage", period)
        lowest = where(start > 0, (1 - averaging.max_fall) * start, 0)
        highest = where(start > 0, (1 + averaging.max_growth) * start, inf)
        return where(average > 0, clip(average, lowest, highest), 0)


class early_retirement_average_wage(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Average wage of the early pension, within its bounds"
    label_ar = "متوسط الأجر لراتب التقاعد المبكر ضمن الحدين"
    unit = "JOD/month"

    def formula_2014_03(person, period, parameters) -> NDArray:
        averaging = parameters(period).social_security_law.averaging
        average, start = person("early_pension_window_average_wage", period), person("pension_reference_wage", period)
        lowest = where(start > 0, (1 - averaging.max_fall) * start, 0)
        highest = where(start > 0, (1 + averaging.max_growth) * start, inf)
        return where(average > 0, clip(average, lowest, highest), 0)
