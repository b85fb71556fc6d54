"""National Aid Fund: the Unified Cash Transfer, since January 2022.

Bounds, gates and caseloads are published; the share of the gap that is paid is
assumed. Two ways to the quota: a population run ranks all families and sets
`is_uct_inside_quota`; one family alone is compared with the score cut-off, which
was never published and so must be given or set by a reform.
"""

from numpy import clip, where
from numpy.typing import NDArray
from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.formulas import is_quarter_end, quarter_months, required_for, round_half_up
from openfisca_jordan_sp.variable import Variable


class uct_entitled(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family is entitled to the Unified Cash Transfer, as far as the quota reaches"
    label_ar = "تستحق الأسرة الدعم النقدي الموحد ضمن العدد المستهدف"
    unit = "boolean"
    pillar = "karama"

    def formula_2022(family, period) -> NDArray:
        return family("is_targeting_gate_passed", period)


class uct_entitlement_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Unified Cash Transfer before quota and rounding"
    label_ar = "مقدار الدعم النقدي الموحد قبل العدد المستهدف والتقريب"
    unit = "JOD/month"
    reference = "Human Rights Watch 2023-07-04: from 40 to 136 dinars a month"

    def formula_2022(family, period, parameters) -> NDArray:
        uct = parameters(period).national_aid_fund.uct
        share = uct.gap_share * family("targeting_poverty_gap", period)
        bounded = clip(share, uct.benefit_minimum, uct.benefit_maximum)
        return where(family("uct_entitled", period), bounded, 0)


class is_uct_inside_quota(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    label = "The family ranks inside the quota of the Unified Cash Transfer"
    label_ar = "ترتيب الأسرة ضمن العدد المستهدف للدعم النقدي الموحد"
    unit = "boolean"
    reference = "amman.today 2021-12-16: the poorest 125,000 families"

    def formula_2022(family, period, parameters) -> NDArray:
        """One family alone: the score against the cut-off, which only a family that passes the gates needs."""
        uct = parameters(period).national_aid_fund.uct
        cutoff = required_for(uct, "score_cutoff", family("uct_entitled", period))
        return family("naf_targeting_score", period) <= cutoff


class is_uct_beneficiary(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    label = "The family receives the Unified Cash Transfer"
    label_ar = "تتقاضى الأسرة الدعم النقدي الموحد"
    unit = "boolean"
    pillar = "karama"

    def formula_2022(family, period) -> NDArray:
        return (
            family("uct_entitled", period)
            & family("is_uct_inside_quota", period)
            & family("claims_cash_transfer", period)
        )


class uct_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Unified Cash Transfer due for the month"
    label_ar = "الدعم النقدي الموحد المستحق عن الشهر"
    unit = "JOD/month"
    pillar = "karama"

    def formula_2022(family, period, parameters) -> NDArray:
        unit = parameters(period).national_aid_fund.uct.rounding_unit
        amount = round_half_up(family("uct_entitlement_amount", period), unit)
        return where(family("is_uct_beneficiary", period), amount, 0)


class uct_payment_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Unified Cash Transfer paid in the month"
    label_ar = "الدعم النقدي الموحد المصروف في الشهر"
    unit = "JOD/month"
    pillar = "karama"
    reference = "alsaa.net 208206 (June 2022), the Fund's answers to frequent questions (quarterly before)"

    def formula_2022(family, period, parameters) -> NDArray:
        """Monthly, or at the quarter's end; a cadence once begun holds for the quarter, so that nothing is lost."""
        months = quarter_months(period)
        monthly = parameters(months[0]).national_aid_fund.uct.payment_is_monthly
        of_quarter = sum(family("uct_amount", month) for month in months)
        return where(monthly, family("uct_amount", period), where(is_quarter_end(period), of_quarter, 0))
