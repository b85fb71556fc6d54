"""Shock response: horizontal support, temporary help for families that the National Aid Fund does not pay.

A design after the daily-wage support of 2020 and Takaful 3 of 2021, which are
modelled in national_aid_fund: near the poverty line by the Fund's score, struck by the
shock, without an insured worker and without other monthly support. A family below
the line that the Fund does not pay is not shut out. Two ways to the number of
families, as for the Unified Cash Transfer: a population run ranks all of them; one
family alone is compared with a cut-off that no source gives.
"""

from numpy import where
from numpy.typing import NDArray
from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.formulas import past_months, required_for, select
from openfisca_jordan_sp.variable import Variable


class is_shock_horizontal_in_term(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The shock is on, and horizontal support still runs"
    label_ar = "الصدمة قائمة ومدة التوسع الأفقي سارية"
    unit = "boolean"

    def formula_2025(family, period, parameters) -> NDArray:
        """Not once the shock has lasted for the whole term before this month."""
        term = parameters(period).shock_response.horizontal.months
        months_on = sum(family("is_shock_active", month) for month in past_months(period.last_month, term))
        return family("is_shock_active", period) & (months_on < term)


class is_score_within_shock_reach(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The targeting score is at most the line and the band above it"
    label_ar = "درجة الاستهداف لا تتجاوز الخط والنطاق الذي فوقه"
    unit = "boolean"

    def formula_2025(family, period, parameters) -> NDArray:
        """An unknown score (not a number) is within no reach."""
        law = parameters(period)
        highest = law.national_aid_fund.targeting.poverty_line + law.shock_response.horizontal.score_band
        return family("is_targeting_score_known", period) & (family("naf_targeting_score", period) <= highest)


class shock_horizontal_entitled(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family is entitled to the horizontal support of a shock, as far as the number of families reaches"
    label_ar = "تستحق الأسرة الدعم المؤقت عند الصدمة ضمن العدد المستهدف"
    unit = "boolean"
    pillar = "somoud"

    def formula_2025(family, period) -> NDArray:
        """Residents of Gaza origin as in 2020."""
        return (
            family("is_shock_horizontal_in_term", period)
            & family("is_head_citizen_or_gaza_origin", period)
            & family("is_score_within_shock_reach", period)
            & family("is_affected_by_shock", period)
            & ~family("naf_beneficiary", period)
            & ~family("has_insured_worker", period)
            & ~family("receives_other_monthly_support", period)
        )


class is_shock_horizontal_inside_quota(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The family ranks inside the number of families of the horizontal support"
    label_ar = "ترتيب الأسرة ضمن العدد المستهدف للدعم المؤقت عند الصدمة"
    unit = "boolean"

    def formula_2025(family, period, parameters) -> NDArray:
        """One family alone: the score against the cut-off, which only an entitled family needs."""
        horizontal = parameters(period).shock_response.horizontal
        cutoff = required_for(horizontal, "score_cutoff", family("shock_horizontal_entitled", period))
        return family("naf_targeting_score", period) <= cutoff


class shock_horizontal_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Horizontal support of a shock"
    label_ar = "الدعم المؤقت عند الصدمة لغير المنتفعين"
    unit = "JOD/month"
    pillar = "somoud"
    reference = "Amounts of the daily-wage support of 2020, recalled"

    def formula_2025(family, period, parameters) -> NDArray:
        horizontal = parameters(period).shock_response.horizontal
        size = family("family_size", period)
        by_size = select(
            [size <= horizontal.first_size_limit, size <= horizontal.second_size_limit],
            [horizontal.one_person, horizontal.two_persons],
            horizontal.three_or_more_persons,
        )
        is_paid = (
            family("shock_horizontal_entitled", period)
            & family("is_shock_horizontal_inside_quota", period)
            & family("claims_shock_support", period)
        )
        return where(is_paid, by_size, 0)
