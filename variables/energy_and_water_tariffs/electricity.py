"""The household electricity bill: seven blocks before April 2022, then subsidised or unsubsidised.

The day from which the seven blocks held is assumed; before 2018 no tariff is known
and a bill stops with the error of an unset parameter. Not modelled: the fuel
clause (zero), the rural levy, and fees for television and refuse.
"""

from numpy import array, clip, inf, maximum, minimum, newaxis, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Household
from openfisca_jordan_sp.formulas import required_for, select
from openfisca_jordan_sp.variable import Variable


class electricity_old_tariff_bill(Variable):
    value_type = float
    entity = Household
    definition_period = DateUnit.MONTH
    end = "2022-03-31"
    label = "Electricity bill on the tariff of seven blocks before April 2022"
    label_ar = "فاتورة الكهرباء بالتعرفة ذات الشرائح السبع قبل نيسان 2022"
    unit = "JOD/month"
    reference = "jordannews.jo 11473"

    def formula(household, period, parameters) -> NDArray:
        tariff = parameters(period).energy_and_water_tariffs.electricity.old_tariff
        consumption = household("electricity_consumption", period)
        used = consumption > 0
        limits = array(
            [
                0,
                required_for(tariff.block_1, "upper_limit", used),
                required_for(tariff.block_2, "upper_limit", used),
                required_for(tariff.block_3, "upper_limit", used),
                required_for(tariff.block_4, "upper_limit", used),
                required_for(tariff.block_5, "upper_limit", used),
                required_for(tariff.block_6, "upper_limit", used),
                inf,
            ]
        )
        rates = array(
            [
                required_for(tariff.block_1, "rate", used),
                required_for(tariff.block_2, "rate", used),
                required_for(tariff.block_3, "rate", used),
                required_for(tariff.block_4, "rate", used),
                required_for(tariff.block_5, "rate", used),
                required_for(tariff.block_6, "rate", used),
                required_for(tariff.block_7, "rate", used),
            ]
        )
        in_block = clip(consumption[:, newaxis], limits[:-1], limits[1:]) - limits[:-1]
        return where(in_block > 0, in_block * rates, 0).sum(axis=1)


class electricity_fixed_discount(Variable):
    value_type = float
    entity = Household
    definition_period = DateUnit.MONTH
    label = "Fixed monthly discount on the subsidised bill"
    label_ar = "الدعم الثابت على فاتورة الكهرباء"
    unit = "JOD/month"
    pillar = "karama"
    reference = "alnasnews 423018; Jordan Times 2022-03-06 (none for service meters)"

    def formula_2022_04(household, period, parameters) -> NDArray:
        discount = parameters(period).energy_and_water_tariffs.electricity.fixed_discount
        consumption = household("electricity_consumption", period)
        is_dwelling = ~household("is_electricity_service_meter", period)
        first, second = discount.band_1, discount.band_2
        # Bands are published in whole kilowatt-hours: what lies between two of them belongs to the upper band.
        in_first = is_dwelling & (consumption > first["from"] - 1) & (consumption <= first.to)
        in_second = is_dwelling & (consumption > second["from"] - 1) & (consumption <= second.to)
        return select([in_first, in_second], [first.amount, second.amount], 0)


class electricity_subsidised_bill(Variable):
    value_type = float
    entity = Household
    definition_period = DateUnit.MONTH
    label = "Electricity bill on the subsidised tariff, after the fixed discount"
    label_ar = "فاتورة الكهرباء بالتعرفة المدعومة بعد الدعم الثابت"
    unit = "JOD/month"
    pillar = "karama"
    reference = "amman.today 2022-03-18"

    def formula_2022_04(household, period, parameters) -> NDArray:
        tariff = parameters(period).energy_and_water_tariffs.electricity.subsidised
        consumption = household("electricity_consumption", period)
        first_limit, second_limit = tariff.block_1.upper_limit, tariff.block_2.upper_limit
        in_first = minimum(consumption, first_limit)
        in_second = clip(consumption, first_limit, second_limit) - first_limit
        in_third = maximum(consumption - second_limit, 0)
        energy = in_first * tariff.block_1.rate + in_second * tariff.block_2.rate + in_third * tariff.block_3.rate
        return energy - household("electricity_fixed_discount", period)


class electricity_unsubsidised_bill(Variable):
    value_type = float
    entity = Household
    definition_period = DateUnit.MONTH
    label = "Electricity bill on the unsubsidised tariff"
    label_ar = "فاتورة الكهرباء بالتعرفة غير المدعومة"
    unit = "JOD/month"
    reference = "amman.today 2022-03-18"

    def formula_2022_04(household, period, parameters) -> NDArray:
        tariff = parameters(period).energy_and_water_tariffs.electricity.unsubsidised
        consumption = household("electricity_consumption", period)
        in_first = minimum(consumption, tariff.block_1.upper_limit)
        in_second = maximum(consumption - tariff.block_1.upper_limit, 0)
        return in_first * tariff.block_1.rate + in_second * tariff.block_2.rate


class electricity_bill(Variable):
    value_type = float
    entity = Household
    definition_period = DateUnit.MONTH
    label = "Electricity bill of the household"
    label_ar = "فاتورة كهرباء الأسرة المعيشية"
    unit = "JOD/month"
    reference = "amman.today 2022-03-18; jordannews.jo 11473 for the tariff before"

    def formula_2022_04(household, period) -> NDArray:
        return where(
            household("is_on_subsidised_electricity_tariff", period),
            household("electricity_subsidised_bill", period),
            household("electricity_unsubsidised_bill", period),
        )

    def formula(household, period) -> NDArray:
        return household("electricity_old_tariff_bill", period)
