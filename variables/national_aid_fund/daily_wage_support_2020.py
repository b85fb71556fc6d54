"""National Aid Fund: support of daily-wage workers during the closure of 2020."""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.formulas import select
from openfisca_jordan_sp.variable import Variable


class is_head_citizen_or_gaza_origin(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The head is a Jordanian citizen or of Gaza origin"
    label_ar = "رب الأسرة أردني أو من أبناء غزة"
    unit = "boolean"

    def formula(family, period) -> NDArray:
        nationality = family.head("nationality", period)
        return family("is_head_citizen", period) | (nationality == nationality.possible_values.palestinian_gaza)


class has_daily_wage_worker(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "A member of the family works for daily wages"
    label_ar = "في الأسرة عامل مياومة"
    unit = "boolean"

    def formula(family, period) -> NDArray:
        status = family.members("employment_status", period)
        return family.any(status == status.possible_values.daily_wage_worker)


class daily_wage_support_entitled(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family is entitled to the daily-wage support of 2020"
    label_ar = "تستحق الأسرة دعم عمال المياومة 2020"
    unit = "boolean"
    pillar = "somoud"
    reference = "amman.today 2022-01-03: residents of Gaza origin were included"

    def formula_2020_04(family, period, parameters) -> NDArray:
        """While the programme pays anything; not for families on recurring aid."""
        in_operation = parameters(period).national_aid_fund.daily_wage_support_2020.one_person > 0
        return (
            in_operation
            & family("is_head_citizen_or_gaza_origin", period)
            & family("has_daily_wage_worker", period)
            & ~family("receives_recurring_aid_last_month", period)
        )


class daily_wage_support_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Daily-wage support of 2020"
    label_ar = "دعم عمال المياومة 2020"
    unit = "JOD/month"
    pillar = "somoud"
    reference = "alwakeelnews 435748 (82 m JOD for 200,000 families over three months)"

    def formula_2020_04(family, period, parameters) -> NDArray:
        """By family size; from July 2020 the amounts are zero."""
        support = parameters(period).national_aid_fund.daily_wage_support_2020
        size = family("family_size", period)
        by_size = select(
            [size <= support.first_size_limit, size <= support.second_size_limit],
            [support.one_person, support.two_persons],
            support.three_or_more_persons,
        )
        return where(family("daily_wage_support_entitled", period), by_size, 0)
