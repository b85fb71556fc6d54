"""Made up for tests: a grant, of bills that count it and of those that do not."""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.variable import Variable


class made_up_grant_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Made-up grant of every family with a citizen at its head"
    label_ar = "منحة مفترضة لكل أسرة ربها أردني"
    unit = "JOD/month"

    def formula_2026(family, period, parameters) -> NDArray:
        amount = parameters(period).national_aid_fund.made_up_grant
        return where(family("is_head_citizen", period), amount, 0)


class reform_benefits_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Benefits that a reform adds: the made-up grant"
    label_ar = "منافع يضيفها التعديل: المنحة المفترضة"
    unit = "JOD/month"

    def formula_2026(family, period) -> NDArray:
        return family("made_up_grant_amount", period)
