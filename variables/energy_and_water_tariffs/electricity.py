"""The household electricity tariff from April 2022: subsidised, unsubsidised and the fixed discount.

Not modelled yet: the tariff before April 2022, the fuel clause, the rural levy,
registration, one meter for each family, uninhabited dwellings, service meters,
and the choice of the cheaper tariff.
"""

from numpy import clip, maximum, minimum, select, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Household
from openfisca_jordan_sp.variable import Variable


class electricity_subsidy_entitled(Variable):
    value_type = bool
    entity = Household
    definition_period = DateUnit.MONTH
    label = "The household is entitled to the subsidised electricity tariff"
    label_ar = "تستحق الأسرة تعرفة الكهرباء المدعومة"
    unit = "boolean"
    pillar = "karama"
    reference = "jordannews.jo 11865: Jordanians, with holders of temporary passports and residents of Gaza origin"

    def formula_2022_04(household, period) -> NDArray:
        nationality = household.reference_person("nationality", period)
        is_citizen = household.reference_person("is_citizen", period)
        return is_citizen | (nationality == nationality.possible_values.palestinian_gaza)


class electricity_fixed_discount(Variable):
    value_type = float
    entity = Household
    definition_period = DateUnit.MONTH
    label = "Fixed monthly discount on the subsidised bill"
    label_ar = "الدعم الثابت على فاتورة الكهرباء"
    unit = "JOD/month"
    pillar = "karama"
    reference = "alnasnews 423018"

    def formula_2022_04(household, period, parameters) -> NDArray:
        discount = parameters(period).energy_and_water_tariffs.electricity.fixed_discount
        consumption = household("electricity_consumption", period)
        first, second = discount.band_1, discount.band_2
        # Bands are published in whole kilowatt-hours: what lies between two of them belongs to the upper band.
        in_first = (consumption > first["from"] - 1) & (consumption <= first.to)
        in_second = (consumption > second["from"] - 1) & (consumption <= second.to)
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
    label_ar = "فاتورة كهرباء الأسرة"
    unit = "JOD/month"

    def formula_2022_04(household, period) -> NDArray:
        return where(
            household("electricity_subsidy_entitled", period),
            household("electricity_subsidised_bill", period),
            household("electricity_unsubsidised_bill", period),
        )
