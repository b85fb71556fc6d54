"""National Aid Fund: Takaful 1 (2019-21) and Takaful 3 (2021).

Takaful 1 is computed by the engine of the Unified Cash Transfer; its bounds are
those read in 2023. Takaful 3 paid amounts that were never published: only the
programme's mean is known.
"""

from numpy import clip, where
from numpy.typing import NDArray
from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.formulas import is_quarter_end, quarter_months, required_for, round_half_up
from openfisca_jordan_sp.variable import Variable


class takaful_1_entitlement_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    end = "2021-12-31"
    label = "Takaful 1 before quota and rounding"
    label_ar = "مقدار تكافل 1 قبل العدد المستهدف والتقريب"
    unit = "JOD/month"

    def formula_2019_05_09(family, period, parameters) -> NDArray:
        takaful = parameters(period).national_aid_fund.takaful_1
        share = takaful.gap_share * family("targeting_poverty_gap", period)
        bounded = clip(share, takaful.benefit_minimum, takaful.benefit_maximum)
        return where(family("is_targeting_gate_passed", period), bounded, 0)


class is_takaful_1_inside_quota(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.MONTH
    set_input = set_input_dispatch_by_period
    end = "2021-12-31"
    label = "The family ranks inside the quota of Takaful 1"
    label_ar = "ترتيب الأسرة ضمن العدد المستهدف لتكافل 1"
    unit = "boolean"
    reference = "Jordan Times 2020-01-19: 25,000 families, about 30,000 more the next month"

    def formula_2019_05_09(family, period, parameters) -> NDArray:
        """One family alone: the score against the cut-off, which only a family that passes the gates needs."""
        takaful = parameters(period).national_aid_fund.takaful_1
        cutoff = required_for(takaful, "score_cutoff", family("is_targeting_gate_passed", period))
        return family("naf_targeting_score", period) <= cutoff


class takaful_1_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    end = "2021-12-31"
    label = "Takaful 1 complementary support due for the month"
    label_ar = "الدعم التكميلي تكافل 1 المستحق عن الشهر"
    unit = "JOD/month"
    pillar = "karama"

    def formula_2019_05_09(family, period) -> NDArray:
        """Not rounded: the quarter's payment is (280 dinars a quarter are 93.333 a month)."""
        paid = family("is_takaful_1_inside_quota", period) & family("claims_cash_transfer", period)
        return where(paid, family("takaful_1_entitlement_amount", period), 0)


class takaful_1_payment_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    end = "2021-12-31"
    label = "Takaful 1 paid in the month, every third month"
    label_ar = "تكافل 1 المصروف في الشهر (كل ثلاثة أشهر)"
    unit = "JOD/month"
    pillar = "karama"
    reference = "https://naf.gov.jo/EN/ListDetails/Fund_Programs/15/2"

    def formula_2019_05_09(family, period, parameters) -> NDArray:
        unit = parameters(period).national_aid_fund.takaful_1.rounding_unit
        of_quarter = sum(family("takaful_1_amount", month) for month in quarter_months(period))
        return where(is_quarter_end(period), round_half_up(of_quarter, unit), 0)


class takaful_3_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    end = "2021-12-31"
    label = "Takaful 3 temporary support: the programme's mean"
    label_ar = "دعم تكافل 3 المؤقت: متوسط البرنامج"
    unit = "JOD/month"
    pillar = "somoud"
    reference = "amman.today 2021-12-16; Petra, December 2020"

    def formula_2021(family, period, parameters) -> NDArray:
        """Enrolled citizen families with an informal worker whom the pandemic stopped."""
        mean = parameters(period).national_aid_fund.takaful_3.mean_monthly
        hit = family("has_worker_who_lost_work", period)
        eligible = family("is_head_citizen", period) & family("is_takaful_3_enrolled", period) & hit
        return where(eligible, mean, 0)
