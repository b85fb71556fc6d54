"""National Aid Fund: the published gates and the score of Takaful 1 and the Unified Cash Transfer.

No weight of the Fund's formula was ever published: the score is an input. Limits
on real estate and livestock exist but were not found; while their parameters
are unset they exclude nobody.
"""

from numpy import isnan, maximum, nan, where
from numpy.typing import NDArray
from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.formulas import optional_limit
from openfisca_jordan_sp.variable import Variable


class naf_targeting_score(Variable):
    """The Fund's own score where it is known; else the illustrative one; else unknown (not a number)."""

    value_type = float
    default_value = nan
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "Targeting score: predicted monthly consumption per person"
    label_ar = "درجة الاستهداف: الاستهلاك الشهري المتوقع للفرد"
    unit = "JOD/person/month"

    def formula(family, period) -> NDArray:
        return family("naf_targeting_score_illustrative", period)


class is_targeting_score_known(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The targeting score is known"
    label_ar = "درجة الاستهداف معروفة"
    unit = "boolean"

    def formula(family, period) -> NDArray:
        return ~isnan(family("naf_targeting_score", period))


class is_below_targeting_line(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The score is below the poverty line used for targeting"
    label_ar = "الدرجة دون خط الفقر المعتمد للاستهداف"
    unit = "boolean"

    def formula_2019_05_09(family, period, parameters) -> NDArray:
        line = parameters(period).national_aid_fund.targeting.poverty_line
        return family("naf_targeting_score", period) < line


class has_no_recent_car(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family owns no car younger than the limit"
    label_ar = "لا تملك الأسرة مركبة أحدث من الحد"
    unit = "boolean"
    reference = "Human Rights Watch 2023-06-13, as reported by Media Line and aiaaic"

    def formula_2019_05_09(family, period, parameters) -> NDArray:
        minimum_age = parameters(period).national_aid_fund.targeting.newest_car_minimum_age
        return (family("number_of_cars", period) == 0) | (family("newest_car_age", period) >= minimum_age)


class is_business_below_limit(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family's business is worth less than the limit"
    label_ar = "قيمة النشاط التجاري دون الحد"
    unit = "boolean"
    reference = "aiaaic: businesses worth at least 3,000 dinars exclude"

    def formula_2019_05_09(family, period, parameters) -> NDArray:
        limit = parameters(period).national_aid_fund.targeting.business_capital_limit
        return family("business_capital", period) < limit


class is_property_within_limit(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family's real estate and livestock are within the limits, where any are set"
    label_ar = "عقارات الأسرة ومواشيها ضمن الحدود إن حُددت"
    unit = "boolean"

    def formula_2019_05_09(family, period, parameters) -> NDArray:
        """Both limits are missing: unset, they exclude nobody; a reform may set them."""
        targeting = parameters(period).national_aid_fund.targeting
        return (family("property_value", period) <= optional_limit(targeting, "real_estate_limit")) & (
            family("livestock_count", period) <= optional_limit(targeting, "livestock_limit")
        )


class is_targeting_gate_passed(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family passes every published gate of the targeting system"
    label_ar = "اجتازت الأسرة شروط الاستهداف المعلنة"
    unit = "boolean"

    def formula_2019_05_09(family, period) -> NDArray:
        return (
            family("is_head_citizen", period)
            & family("is_targeting_score_known", period)
            & family("is_below_targeting_line", period)
            & family("has_no_recent_car", period)
            & family("is_business_below_limit", period)
            & family("is_property_within_limit", period)
            & ~family("receives_recurring_aid_last_month", period)
        )


class targeting_poverty_gap(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "What the family's citizens lack to reach the line"
    label_ar = "فجوة الفقر للأردنيين في الأسرة"
    unit = "JOD/month"
    reference = "Human Rights Watch as reported by rights2all: members without citizenship are not counted"

    def formula_2019_05_09(family, period, parameters) -> NDArray:
        """Zero where the score is unknown."""
        line = parameters(period).national_aid_fund.targeting.poverty_line
        shortfall = maximum(line - family("naf_targeting_score", period), 0)
        gap = shortfall * family("family_citizens", period)
        return where(family("is_below_targeting_line", period), gap, 0)
