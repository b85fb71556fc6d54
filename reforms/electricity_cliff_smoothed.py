"""The fixed electricity discount, growing with consumption up to the lower end of its first band."""

from numpy import clip
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Household
from openfisca_jordan_sp.formulas import select
from openfisca_jordan_sp.variable import Variable


class electricity_fixed_discount(Variable):
    """Below the first band, the share of its discount that consumption has of the way there."""

    value_type = float
    entity = Household
    definition_period = DateUnit.MONTH
    label = "Fixed monthly discount on the subsidised bill, growing up to the first band"
    label_ar = "الدعم الثابت على فاتورة الكهرباء متدرجا حتى النطاق الأول"
    unit = "JOD/month"
    pillar = "karama"

    def formula_2026(household, period, parameters) -> NDArray:
        discount = parameters(period).energy_and_water_tariffs.electricity.fixed_discount
        consumption = household("electricity_consumption", period)
        is_dwelling = ~household("is_electricity_service_meter", period)
        first, second = discount.band_1, discount.band_2
        below_first = first["from"] - 1
        reached = clip((consumption - discount.growing_from) / (below_first - discount.growing_from), 0, 1)
        is_below = is_dwelling & (consumption <= below_first)
        in_first = is_dwelling & (consumption > below_first) & (consumption <= first.to)
        in_second = is_dwelling & (consumption > second["from"] - 1) & (consumption <= second.to)
        return select([is_below, in_first, in_second], [first.amount * reached, first.amount, second.amount], 0)
