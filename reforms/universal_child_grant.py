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


class family_cash_benefits(Variable):
    """With the grant: the outcomes of households follow from this sum."""

    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Monthly cash benefits of the family, with the universal child grant"
    label_ar = "المنافع النقدية الشهرية للأسرة مع المنحة الشاملة للطفل"
    unit = "JOD/month"

    def formula_2026(family, period) -> NDArray:
        vouchers = family("ramadan_voucher_amount", period) + family("royal_voucher_amount", period)
        grant = family("universal_child_grant_amount", period)
        return family("naf_total_cash", period) + vouchers + grant
