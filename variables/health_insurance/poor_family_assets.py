"""Poor-family health card: vehicles, land, rents and insured wages (rules of the ministry's committee, June 2018).

June 2018 is when the rules were seen, not when they began.
"""

from numpy import maximum, where
from numpy.typing import NDArray
from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.variable import Variable


class cars_not_counted_for_card(Variable):
    value_type = int
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Private cars that do not count for the poor-family card"
    label_ar = "السيارات الخصوصية غير المحتسبة لبطاقة الأسر الفقيرة"
    unit = "cars"

    def formula_2018_06(family, period, parameters) -> NDArray:
        """Cars exempt from customs for a disability, and cars whose licence expired long enough ago."""
        years = parameters(period).health_insurance.poor_family.expired_licence_years
        long_expired = family("years_since_car_licence_expired", period) >= years
        expired = where(long_expired, family("number_of_cars_with_expired_licence", period), 0)
        return family("number_of_disability_exempt_cars", period) + expired


class cars_counted_for_card(Variable):
    value_type = int
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Private cars that count for the poor-family card"
    label_ar = "السيارات الخصوصية المحتسبة لبطاقة الأسر الفقيرة"
    unit = "cars"

    def formula_2018_06(family, period) -> NDArray:
        return maximum(family("number_of_cars", period) - family("cars_not_counted_for_card", period), 0)


class newest_counted_car_age(Variable):
    """Give it where the newest car of all is one that does not count."""

    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Age of the newest car that counts for the poor-family card"
    label_ar = "عمر أحدث سيارة محتسبة"
    unit = "years"

    def formula_2018_06(family, period) -> NDArray:
        return family("newest_car_age", period)


class is_car_count_within_card_limit(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family has no more private cars than the poor-family card allows"
    label_ar = "عدد السيارات الخصوصية ضمن حد البطاقة"
    unit = "boolean"

    def formula_2018_06(family, period, parameters) -> NDArray:
        limit = parameters(period).health_insurance.poor_family.maximum_private_cars
        return family("cars_counted_for_card", period) <= limit


class is_car_old_enough_for_card(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family's car is old enough for the poor-family card, or it has none"
    label_ar = "سيارة الأسرة قديمة بما يكفي للبطاقة أو لا سيارة لها"
    unit = "boolean"

    def formula_2018_06(family, period, parameters) -> NDArray:
        minimum_age = parameters(period).health_insurance.poor_family.minimum_car_age
        return (family("cars_counted_for_card", period) <= 0) | (
            family("newest_counted_car_age", period) >= minimum_age
        )


class has_no_commercial_vehicle(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family owns no taxi, public-transport or freight vehicle"
    label_ar = "لا تملك الأسرة مركبة أجرة أو نقل عام أو شحن"
    unit = "boolean"

    def formula_2018_06(family, period) -> NDArray:
        return family("number_of_commercial_vehicles", period) <= 0


class is_agricultural_income_within_card_limit(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The productive value of the family's livestock and land is within the limit of the poor-family card"
    label_ar = "إنتاجية المواشي والأراضي ضمن حد البطاقة"
    unit = "boolean"

    def formula_2018_06(family, period, parameters) -> NDArray:
        limit = parameters(period).health_insurance.poor_family.agricultural_income_ceiling
        return family("agricultural_income", period) <= limit


class has_no_rented_out_property(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "No member lets property"
    label_ar = "لا يؤجر أي من أفراد الأسرة عقارا"
    unit = "boolean"

    def formula_2018_06(family, period) -> NDArray:
        """Told by the rents that members receive."""
        return ~family.any(family.members("rent_income", period) > 0)


class is_voluntary_wage_within_card_limit(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "No member voluntarily insures a wage above the limit of the poor-family card"
    label_ar = "أجر الاشتراك الاختياري ضمن حد البطاقة"
    unit = "boolean"

    def formula_2018_06(family, period, parameters) -> NDArray:
        limit = parameters(period).health_insurance.poor_family.voluntary_wage_ceiling
        return ~family.any(family.members("ssc_voluntary_wage", period) > limit)
