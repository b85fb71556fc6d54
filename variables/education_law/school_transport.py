"""Free school transport of public schools, from the school year 2026/27.

It begins area by area; the areas of the first phase were not read and are an input. The value is its public cost.
"""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Person
from openfisca_jordan_sp.variable import Variable


class school_transport_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The pupil is entitled to free school transport"
    label_ar = "يستحق الطالب النقل المدرسي المجاني"
    unit = "boolean"
    pillar = "tamkeen"
    reference = "https://alrai.com/article/10950478"

    def formula_2026_08(person, period) -> NDArray:
        return person("is_public_school_pupil", period) & person("is_school_in_transport_phase", period)


class school_transport_amount(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Public cost of the pupil's free school transport"
    label_ar = "كلفة النقل المدرسي المجاني للطالب"
    unit = "JOD/month"
    pillar = "tamkeen"
    reference = "Garaa News 378809"

    def formula_2026_08(person, period, parameters) -> NDArray:
        """In each month in which the pupil travels with it."""
        cost = parameters(period).education_law.school_transport.monthly_cost_per_pupil
        is_used = person("school_transport_entitled", period) & person("uses_school_transport", period)
        return where(is_used, cost, 0)
