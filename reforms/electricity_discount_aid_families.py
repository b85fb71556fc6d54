"""The fixed electricity discount for homes in which a family with the Fund's monthly cash lives."""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Household
from openfisca_jordan_sp.formulas import select
from openfisca_jordan_sp.variable import Variable


class has_aid_family(Variable):
    value_type = bool
    entity = Household
    definition_period = DateUnit.MONTH
    label = "A family that the National Aid Fund pays every month lives in the dwelling"
    label_ar = "تسكن المسكن أسرة منتفعة من المعونات الشهرية للصندوق"
    unit = "boolean"

    def formula(household, period) -> NDArray:
        return household.any(household.members.family("naf_beneficiary", period))


class electricity_fixed_discount(Variable):
    value_type = float
    entity = Household
    definition_period = DateUnit.MONTH
    label = "Fixed monthly discount on the subsidised bill of homes of the Fund's families"
    label_ar = "الدعم الثابت على فاتورة كهرباء مساكن أسر الصندوق"
    unit = "JOD/month"
    pillar = "karama"

    def formula_2026(household, period, parameters) -> NDArray:
        """The bands of the law in force."""
        discount = parameters(period).energy_and_water_tariffs.electricity.fixed_discount
        consumption = household("electricity_consumption", period)
        is_reached = household("has_aid_family", period) | (not discount.aid_families_only)
        is_dwelling = ~household("is_electricity_service_meter", period) & is_reached
        first, second = discount.band_1, discount.band_2
        in_first = is_dwelling & (consumption > first["from"] - 1) & (consumption <= first.to)
        in_second = is_dwelling & (consumption > second["from"] - 1) & (consumption <= second.to)
        return select([in_first, in_second], [first.amount, second.amount], 0)
