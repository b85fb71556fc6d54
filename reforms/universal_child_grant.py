"""A universal child grant: who is entitled, how much, and what it adds to a family's benefits."""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family, Person
from openfisca_jordan_sp.variable import Variable


class universal_child_grant_entitled(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "The child is entitled to the universal grant"
    label_ar = "يستحق الطفل المنحة الشاملة"
    unit = "boolean"
    pillar = "karama"

    def formula_2026(person, period) -> NDArray:
        return person("is_child", period) & person("is_citizen", period)


class universal_child_grant_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Universal child grant of the family's children"
    label_ar = "المنحة الشاملة لأطفال الأسرة"
    unit = "JOD/month"
    pillar = "karama"

    def formula_2026(family, period, parameters) -> NDArray:
        amount = parameters(period).child_rights_law.universal_child_grant.amount
        return family.sum(where(family.members("universal_child_grant_entitled", period), amount, 0))


class reform_benefits_amount(Variable):
    """So that consumption and poverty follow."""

    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Benefits that a reform adds: the universal child grant"
    label_ar = "منافع يضيفها مشروع تعديل: المنحة الشاملة للطفل"
    unit = "JOD/month"

    def formula_2026(family, period) -> NDArray:
        return family("universal_child_grant_amount", period)
