"""National Aid Fund: recurring and temporary monthly aid.

Bounds are published; the amount by family size is not, so the scale between
them is recalled (weakly). Not modelled: review intervals, school and vaccination
conditions (no official text states any).
"""

from numpy import clip, maximum, minimum, where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.formulas import round_half_up
from openfisca_jordan_sp.variable import Variable


class is_naf_category_held(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family falls in a category, and has not left it by marriage"
    label_ar = "للأسرة فئة من فئات المعونة ولم تزل عنها بالزواج"
    unit = "boolean"
    reference = "marayanews 786701 (2020): aid of a divorced beneficiary stops on marriage"

    def formula_2020(family, period, parameters) -> NDArray:
        """A divorced woman who marries again leaves the category."""
        ends = parameters(period).national_aid_fund.recurring.divorced_ends_on_remarriage
        category = family("naf_category", period)
        status = family.head("marital_status", period)
        remarried = (category == category.possible_values.divorced) & (status == status.possible_values.married)
        return (category != category.possible_values.none) & ~(remarried & ends)

    def formula_1986(family, period) -> NDArray:
        category = family("naf_category", period)
        return category != category.possible_values.none


class is_paid_by_family_scale(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The category is paid by the family scale; disability care has a tariff of its own"
    label_ar = "الفئة تُصرف بسلم الأسرة، ولرعاية الإعاقة تعرفتها الخاصة"
    unit = "boolean"
    reference = "https://naf.gov.jo/EN/ListDetails/Fund_Programs/15/1"

    def formula_1986(family, period) -> NDArray:
        category = family("naf_category", period)
        return category != category.possible_values.disability_care


class is_free_of_disqualifying_real_estate(Variable):
    value_type = bool
    default_value = True
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family owns no real estate that ends recurring aid"
    label_ar = "لا تملك الأسرة عقارا يوقف المعونة"
    unit = "boolean"
    reference = "alwakeelnews 196463 (Madaba office)"

    def formula_2016(family, period, parameters) -> NDArray:
        """No value limit is published; the family's own dwelling is not meant."""
        disqualifies = parameters(period).national_aid_fund.recurring.real_estate_disqualifies
        return ~(family("owns_real_estate_beside_dwelling", period) & disqualifies)


class naf_recurring_aid_entitled(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family is entitled to recurring or temporary aid"
    label_ar = "تستحق الأسرة المعونة المتكررة أو المؤقتة"
    unit = "boolean"
    pillar = "karama"
    article = "National Aid Fund Law 36/1986 and its financial-aid instructions"

    def formula_1986(family, period) -> NDArray:
        return (
            family("is_head_citizen", period)
            & family("is_naf_category_held", period)
            & family("is_paid_by_family_scale", period)
            & family("is_naf_income_test_met", period)
            & family("is_free_of_disqualifying_real_estate", period)
            & ~family("is_uct_beneficiary", period)
        )


class naf_recurring_scale_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Amount of the scale for the family's citizens, before income"
    label_ar = "مقدار السلم حسب عدد الأردنيين في الأسرة قبل خصم الدخل"
    unit = "JOD/month"

    def formula_1986(family, period, parameters) -> NDArray:
        recurring = parameters(period).national_aid_fund.recurring
        return minimum(recurring.per_person_step * family("family_citizens", period), recurring.ceiling)


class naf_recurring_aid_assessed(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Recurring aid as assessed: the scale less income, within the bounds of the category"
    label_ar = "المعونة المقدرة: السلم مطروحا منه الدخل ضمن حدود الفئة"
    unit = "JOD/month"

    def formula_2020(family, period, parameters) -> NDArray:
        recurring = parameters(period).national_aid_fund.recurring
        gap = family("naf_recurring_scale_amount", period) - family("naf_countable_income", period)
        category = family("naf_category", period)
        humanitarian = category == category.possible_values.humanitarian
        floor = where(humanitarian, recurring.humanitarian_floor, recurring.floor)
        ceiling = where(humanitarian, recurring.humanitarian_ceiling, recurring.ceiling)
        return clip(gap, floor, ceiling)

    def formula_1986(family, period) -> NDArray:
        """No minimum is documented before 2020."""
        gap = family("naf_recurring_scale_amount", period) - family("naf_countable_income", period)
        return maximum(gap, 0)


class naf_recurring_aid_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Recurring or temporary aid"
    label_ar = "المعونة المالية المتكررة أو المؤقتة"
    unit = "JOD/month"
    pillar = "karama"

    def formula_1986(family, period, parameters) -> NDArray:
        unit = parameters(period).national_aid_fund.recurring.rounding_unit
        paid = family("naf_recurring_aid_entitled", period) & family("claims_recurring_aid", period)
        return where(paid, round_half_up(family("naf_recurring_aid_assessed", period), unit), 0)
