"""Who has the subsidised electricity tariff from April 2022: each condition by itself.

The meter need not be in the applicant's name. Service meters (stairs, pumps) are
taken to stand beside the one meter of a family and to be no dwelling (assumed).
Which months count as low use is told for the months before; see the registry.
"""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Household
from openfisca_jordan_sp.variable import Variable


class is_electricity_applicant_jordanian(Variable):
    value_type = bool
    entity = Household
    definition_period = DateUnit.MONTH
    label = "The reference person is a Jordanian with a national number"
    label_ar = "الشخص المرجعي أردني يحمل رقما وطنيا"
    unit = "boolean"
    reference = "jordannews.jo 11865, 2022-01-12; Jordan Times 2022-01-11"

    def formula_2022_04(household, period) -> NDArray:
        return household.reference_person("is_citizen", period)


class is_electricity_applicant_of_gaza_origin(Variable):
    value_type = bool
    entity = Household
    definition_period = DateUnit.MONTH
    label = "The reference person is a resident of Gaza origin or holds a temporary passport"
    label_ar = "الشخص المرجعي من أبناء غزة أو يحمل جوازا مؤقتا"
    unit = "boolean"
    reference = "jordannews.jo 11865, 2022-01-12 (temporary passports; Jordan Times 2021-08-15 had permanent ones)"

    def formula_2022_04(household, period) -> NDArray:
        nationality = household.reference_person("nationality", period)
        return nationality == nationality.possible_values.palestinian_gaza


class has_jordanian_woman_with_own_family_book(Variable):
    value_type = bool
    entity = Household
    definition_period = DateUnit.MONTH
    label = "A Jordanian woman of the household holds a family book of her own"
    label_ar = "في الأسرة المعيشية أردنية تحمل دفتر عائلة باسمها"
    unit = "boolean"
    reference = "Jordan Times 2022-01-11 and jordannews.jo 11865"

    def formula_2022_04(household, period) -> NDArray:
        sex = household.members("sex", period)
        is_woman = sex == sex.possible_values.female
        is_citizen = household.members("is_citizen", period)
        return household.any(is_woman & is_citizen & household.members("has_own_family_book", period))


class is_electricity_meter_within_limit(Variable):
    value_type = bool
    entity = Household
    definition_period = DateUnit.MONTH
    label = "The meter is one of those for which the family may have the subsidised tariff"
    label_ar = "العداد ضمن العدد المدعوم للأسرة"
    unit = "boolean"
    reference = "Jordan Times 2021-08-15; jordannews.jo 11865"

    def formula_2022_04(household, period, parameters) -> NDArray:
        """One meter a family, and one more for a member who works or studies in another governorate."""
        limits = parameters(period).energy_and_water_tariffs.electricity.eligibility
        serves_elsewhere = household("is_meter_for_work_or_study_elsewhere", period)
        further = where(serves_elsewhere, limits.further_meters_for_work_or_study, 0)
        return household("electricity_meter_order", period) <= limits.meters_per_family + further


class is_electricity_use_low(Variable):
    value_type = bool
    entity = Household
    definition_period = DateUnit.MONTH
    label = "The meter shows less use in the month than an inhabited dwelling would"
    label_ar = "استهلاك الشهر دون حد السكن"
    unit = "boolean"
    reference = "Jordan Times 2021-08-15"

    def formula_2022_04(household, period, parameters) -> NDArray:
        limit = parameters(period).energy_and_water_tariffs.electricity.eligibility.low_use
        return household("electricity_consumption", period) < limit


class is_dwelling_counted_uninhabited(Variable):
    value_type = bool
    entity = Household
    definition_period = DateUnit.MONTH
    label = "The dwelling counts as uninhabited after months of low electricity use"
    label_ar = "يعد المسكن غير مأهول لتدني استهلاك الكهرباء"
    unit = "boolean"
    reference = "Jordan Times 2021-08-15"

    def formula_2022_04(household, period, parameters) -> NDArray:
        """This month and those just before it, where all show low use."""
        months = parameters(period).energy_and_water_tariffs.electricity.eligibility.low_use_months
        is_low = household("is_electricity_use_low", period)
        counted = where(is_low, household("earlier_months_of_low_electricity_use", period) + 1, 0)
        return (counted >= months) & ~household("is_electricity_service_meter", period)


class electricity_subsidy_entitled(Variable):
    value_type = bool
    entity = Household
    definition_period = DateUnit.MONTH
    label = "The household is entitled to the subsidised electricity tariff"
    label_ar = "تستحق الأسرة المعيشية تعرفة الكهرباء المدعومة"
    unit = "boolean"
    pillar = "karama"
    reference = "jordannews.jo 11865; Jordan Times 2021-08-15, 2022-01-11 and 2022-03-06"

    def formula_2022_04(household, period) -> NDArray:
        is_jordanian = household("is_electricity_applicant_jordanian", period)
        is_of_gaza_origin = household("is_electricity_applicant_of_gaza_origin", period)
        has_woman = household("has_jordanian_woman_with_own_family_book", period)
        is_within_limit = household("is_electricity_meter_within_limit", period)
        is_service_meter = household("is_electricity_service_meter", period)
        is_uninhabited = household("is_dwelling_counted_uninhabited", period)
        is_registered = household("is_registered_for_electricity_subsidy", period)
        may_apply = is_jordanian | is_of_gaza_origin | has_woman
        return may_apply & is_registered & (is_within_limit | is_service_meter) & ~is_uninhabited
