"""The tariff a household is on, which tariff is cheaper for it, and what the subsidy is worth.

The right to change tariffs is reported in February 2026 and taken to hold since
April 2022 (assumed). Whether a family uses it is data, not a rule.
"""

from numpy import minimum, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Household
from openfisca_jordan_sp.variable import Variable


class is_on_subsidised_electricity_tariff(Variable):
    value_type = bool
    entity = Household
    definition_period = DateUnit.MONTH
    label = "The household is billed on the subsidised electricity tariff"
    label_ar = "تُحاسب الأسرة المعيشية بتعرفة الكهرباء المدعومة"
    unit = "boolean"
    pillar = "karama"
    reference = "khaberni.com 782444, February 2026"

    def formula_2022_04(household, period) -> NDArray:
        """A change of tariff takes effect with the bill of the next month."""
        has_left = household("has_chosen_unsubsidised_electricity_tariff", period.last_month)
        return household("electricity_subsidy_entitled", period) & ~has_left


class is_unsubsidised_electricity_tariff_cheaper(Variable):
    value_type = bool
    entity = Household
    definition_period = DateUnit.MONTH
    label = "The unsubsidised electricity tariff would be cheaper for this consumption"
    label_ar = "التعرفة غير المدعومة أقل كلفة لهذا الاستهلاك"
    unit = "boolean"
    reference = "almadenahnews.com 990645, 2022-04-27: the subsidised tariff is for less than 937 kWh"

    def formula_2022_04(household, period) -> NDArray:
        subsidised = household("electricity_subsidised_bill", period)
        return household("electricity_unsubsidised_bill", period) < subsidised


class electricity_cheaper_tariff_bill(Variable):
    value_type = float
    entity = Household
    definition_period = DateUnit.MONTH
    label = "Electricity bill on the cheapest tariff open to the household"
    label_ar = "فاتورة الكهرباء بأقل تعرفة متاحة للأسرة المعيشية"
    unit = "JOD/month"
    reference = "khaberni.com 782444, February 2026; almadenahnews.com 990645"

    def formula_2022_04(household, period) -> NDArray:
        unsubsidised = household("electricity_unsubsidised_bill", period)
        cheapest = minimum(household("electricity_subsidised_bill", period), unsubsidised)
        return where(household("electricity_subsidy_entitled", period), cheapest, unsubsidised)


class electricity_subsidy_amount(Variable):
    """Below zero above 937 kWh a month, for a household that stays on the subsidised tariff."""

    value_type = float
    entity = Household
    definition_period = DateUnit.MONTH
    label = "What the household saves against the unsubsidised electricity tariff"
    label_ar = "ما توفره الأسرة المعيشية مقارنة بتعرفة الكهرباء غير المدعومة"
    unit = "JOD/month"
    pillar = "karama"
    reference = "amman.today 2022-03-18"

    def formula_2022_04(household, period) -> NDArray:
        saved = household("electricity_unsubsidised_bill", period) - household("electricity_subsidised_bill", period)
        return where(household("is_on_subsidised_electricity_tariff", period), saved, 0)
