"""Shock response: which families a shock strikes, by switches of the shock declared.

A closure strikes informal and daily-wage workers; a drought strikes owners of
livestock and agricultural workers. Who lost work is an input; what a shock does
to prices and to the income of others is not modelled.
"""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.variable import Variable


class has_informal_or_daily_wage_worker(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "A member of the family works informally or for daily wages"
    label_ar = "في الأسرة عامل غير منظم أو عامل مياومة"
    unit = "boolean"

    def formula(family, period) -> NDArray:
        sector = family.members("employment_sector", period)
        is_informal = sector == sector.possible_values.informal
        return family.any(is_informal) | family("has_daily_wage_worker", period)


class has_worker_who_lost_work(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The shock took the work of a member of the family"
    label_ar = "فقد أحد أفراد الأسرة عمله بسبب الصدمة"
    unit = "boolean"

    def formula(family, period) -> NDArray:
        return family.any(family.members("lost_work_in_shock", period))


class owns_livestock(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family owns sheep or goats"
    label_ar = "تملك الأسرة أغناما أو ماعزا"
    unit = "boolean"

    def formula(family, period) -> NDArray:
        return family("livestock_count", period) > 0


class has_agricultural_worker(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "A member of the family works in agriculture"
    label_ar = "في الأسرة عامل في الزراعة"
    unit = "boolean"

    def formula(family, period) -> NDArray:
        activity = family.members("labour_sector", period)
        return family.any(activity == activity.possible_values.agriculture)


class is_affected_by_shock(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The shock strikes the family"
    label_ar = "الأسرة متضررة من الصدمة"
    unit = "boolean"
    pillar = "somoud"

    def formula_2025(family, period, parameters) -> NDArray:
        horizontal = parameters(period).shock_response.horizontal
        return (
            (horizontal.affects_informal_workers & family("has_informal_or_daily_wage_worker", period))
            | (horizontal.affects_income_lost & family("has_worker_who_lost_work", period))
            | (horizontal.affects_livestock_owners & family("owns_livestock", period))
            | (horizontal.affects_agricultural_workers & family("has_agricultural_worker", period))
        )


class has_insured_worker(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "A member of the family works for the state or is insured by the Social Security Corporation"
    label_ar = "في الأسرة عامل في القطاع العام أو مشمول بالضمان الاجتماعي"
    unit = "boolean"

    def formula(family, period) -> NDArray:
        sector = family.members("employment_sector", period)
        sectors = sector.possible_values
        return family.any((sector == sectors.public) | (sector == sectors.private_formal))


class receives_other_monthly_support(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family receives monthly support beside the National Aid Fund's regular cash"
    label_ar = "تتقاضى الأسرة دعما شهريا آخر غير معونة الصندوق الشهرية"
    unit = "boolean"

    def formula_2025(family, period) -> NDArray:
        """The monthly salary of the Zakat Fund, or the daily-wage support where a reform revives it."""
        return (family("zakat_monthly_salary", period) > 0) | (family("daily_wage_support_amount", period) > 0)
