"""The household water and sewage bill, monthly since September 2023, and the state's support.

The first block is a flat charge; above it a household pays by the cubic metre.
Prices above the first block are known only for 2024 and for water with sewage
together (derived); every other bill stops with the error of an unset parameter.
Not modelled: quarterly bills before September 2023, fees, governorates.
"""

from numpy import array, clip, inf, maximum, newaxis, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Household
from openfisca_jordan_sp.formulas import required_for
from openfisca_jordan_sp.variable import Variable


class water_flat_charge(Variable):
    value_type = float
    entity = Household
    definition_period = DateUnit.MONTH
    label = "Flat monthly charge of the first block for water and sewage"
    label_ar = "التعرفة المقطوعة للشريحة الأولى للمياه والصرف الصحي"
    unit = "JOD/month"
    reference = "arabkhabar 657441, 2023-09-17; sarayanews 983902; watananews 503580"

    def formula(household, period, parameters) -> NDArray:
        block = parameters(period).energy_and_water_tariffs.water.block_1
        has_water = household("has_water_connection", period)
        has_both = has_water & household("has_sewage_connection", period)
        water = where(has_water, required_for(block, "flat_water", has_water), 0)
        return water + where(has_both, required_for(block, "flat_sewage", has_both), 0)


class water_volume_charge(Variable):
    value_type = float
    entity = Household
    definition_period = DateUnit.MONTH
    label = "Charge for cubic metres above the first block, for water and sewage"
    label_ar = "ثمن الأمتار المكعبة فوق الشريحة الأولى للمياه والصرف الصحي"
    unit = "JOD/month"
    reference = "Jordan Times 2023 (tariff 2023-2029); jordanpulse.com 2254"

    def formula(household, period, parameters) -> NDArray:
        """Block by block; a limit or a price is needed only where somebody's consumption reaches it."""
        water = parameters(period).energy_and_water_tariffs.water
        has_water = household("has_water_connection", period)
        has_both = has_water & household("has_sewage_connection", period)
        has_one = has_water & ~has_both
        used = where(has_water, household("water_consumption", period), 0)
        limit_1 = required_for(water.block_1, "upper_limit", has_water)
        limit_2 = required_for(water.block_2, "upper_limit", used > limit_1)
        limit_3 = required_for(water.block_3, "upper_limit", used > limit_2)
        limit_4 = required_for(water.block_4, "upper_limit", used > limit_3)
        limit_5 = required_for(water.block_5, "upper_limit", used > limit_4)
        limit_6 = required_for(water.block_6, "upper_limit", used > limit_5)
        with_sewage = array(
            [
                required_for(water.block_2, "rate_combined", has_both & (used > limit_1)),
                required_for(water.block_3, "rate_combined", has_both & (used > limit_2)),
                required_for(water.block_4, "rate_combined", has_both & (used > limit_3)),
                required_for(water.block_5, "rate_combined", has_both & (used > limit_4)),
                required_for(water.block_6, "rate_combined", has_both & (used > limit_5)),
                required_for(water.block_7, "rate_combined", has_both & (used > limit_6)),
            ]
        )
        without_sewage = array(
            [
                required_for(water.block_2, "rate_water", has_one & (used > limit_1)),
                required_for(water.block_3, "rate_water", has_one & (used > limit_2)),
                required_for(water.block_4, "rate_water", has_one & (used > limit_3)),
                required_for(water.block_5, "rate_water", has_one & (used > limit_4)),
                required_for(water.block_6, "rate_water", has_one & (used > limit_5)),
                required_for(water.block_7, "rate_water", has_one & (used > limit_6)),
            ]
        )
        limits = array([limit_1, limit_2, limit_3, limit_4, limit_5, limit_6, inf])
        in_block = clip(used[:, newaxis], limits[:-1], limits[1:]) - limits[:-1]
        rates = where(has_both[:, newaxis], with_sewage, without_sewage)
        return where(in_block > 0, in_block * rates, 0).sum(axis=1)


class water_bill(Variable):
    value_type = float
    entity = Household
    definition_period = DateUnit.MONTH
    label = "Water and sewage bill of the household"
    label_ar = "فاتورة المياه والصرف الصحي للأسرة المعيشية"
    unit = "JOD/month"
    reference = "Jordan Times 2023 (tariff 2023-2029); jordanpulse.com 2254"

    def formula(household, period) -> NDArray:
        return household("water_flat_charge", period) + household("water_volume_charge", period)


class water_full_cost(Variable):
    value_type = float
    entity = Household
    definition_period = DateUnit.MONTH
    label = "What the household's water and sewage cost the State in full"
    label_ar = "الكلفة الكلية لمياه الأسرة المعيشية وصرفها الصحي"
    unit = "JOD/month"
    reference = "jordannewsgazette.com, 2023-09-17: 2.20 dinars a cubic metre"

    def formula(household, period, parameters) -> NDArray:
        water = parameters(period).energy_and_water_tariffs.water
        has_water = household("has_water_connection", period)
        has_both = has_water & household("has_sewage_connection", period)
        has_one = has_water & ~has_both
        with_sewage = required_for(water, "full_cost", has_both)
        without_sewage = required_for(water, "full_cost_without_sewage", has_one)
        unit_cost = where(has_both, with_sewage, without_sewage)
        return where(has_water, unit_cost * household("water_consumption", period), 0)


class water_subsidy_amount(Variable):
    """Where the flat charge is more than the water costs, there is no support (assumed)."""

    value_type = float
    entity = Household
    definition_period = DateUnit.MONTH
    label = "The State's support of the household's water and sewage"
    label_ar = "دعم الحكومة لمياه الأسرة المعيشية وصرفها الصحي"
    unit = "JOD/month"
    pillar = "karama"
    reference = "jordanpulse.com 2254: full cost less the average price"

    def formula(household, period) -> NDArray:
        return maximum(household("water_full_cost", period) - household("water_bill", period), 0)


class water_subsidy_share(Variable):
    value_type = float
    entity = Household
    definition_period = DateUnit.MONTH
    label = "Share of the full cost of the household's water that the State bears"
    label_ar = "نسبة ما تتحمله الحكومة من كلفة مياه الأسرة المعيشية"
    unit = "share"
    reference = "jordanpulse.com 2254"

    def formula(household, period) -> NDArray:
        cost = household("water_full_cost", period)
        return household("water_subsidy_amount", period) / where(cost > 0, cost, 1)
