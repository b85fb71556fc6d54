"""A universal old-age pension: who is entitled, how much, and what it adds to a family's benefits."""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Person
from openfisca_jordan_sp.variable import Variable


class universal_old_age_pension_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The person is entitled to the universal old-age pension"
    label_ar = "يستحق راتب الشيخوخة الشامل"
    unit = "boolean"
    pillar = "karama"

    def formula_2026(person, period, parameters) -> NDArray:
        """Beside any other pension."""
        minimum_age = parameters(period).social_development_law.elderly.minimum_age
        return person("is_citizen", period) & (person("age", period) >= minimum_age)


class universal_old_age_pension_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Universal old-age pension of the family's members"
    label_ar = "راتب الشيخوخة الشامل لأفراد الأسرة"
    unit = "JOD/month"
    pillar = "karama"

    def formula_2026(family, period, parameters) -> NDArray:
        amount = parameters(period).social_development_law.elderly.universal_pension.amount
        return family.sum(where(family.members("universal_old_age_pension_entitled", period), amount, 0))


class reform_benefits_amount(Variable):
    """So that consumption and poverty follow."""

    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Benefits that a reform adds: the universal old-age pension"
    label_ar = "منافع يضيفها مشروع تعديل: راتب الشيخوخة الشامل"
    unit = "JOD/month"

    def formula_2026(family, period) -> NDArray:
        return family("universal_old_age_pension_amount", period)
