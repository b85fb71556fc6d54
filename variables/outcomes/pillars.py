"""Outcomes: what a family gets by pillar of the strategy, how many programmes, and support given twice.

A programme is counted in one pillar, that of `law/programmes.yaml`; a test holds
the two lists together. The groups of programmes that meet the same need are
proposals of the dossier: only the principle, not the list, is published.
"""

from numpy.typing import NDArray
from openfisca_core.periods import DateUnit

from openfisca_jordan_sp.entities import Family
from openfisca_jordan_sp.formulas import count_true
from openfisca_jordan_sp.variable import Variable


class karama_total_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Monthly benefits of the pillar Karama (cash and in-kind support)"
    label_ar = "منافع محور كرامة الشهرية"
    unit = "JOD/month"
    pillar = "karama"
    reference = "Petra, menafn.com/1109532102 (2025-05-10)"

    def formula(family, period) -> NDArray:
        """Payments of programmes that the strategy's somoud pillar holds are taken out of the Fund's cash."""
        vouchers = family("ramadan_voucher_amount", period) + family("royal_voucher_amount", period)
        zakat = (
            family("zakat_feast_grant_amount", period)
            + family("zakat_coupon_amount", period)
            + family("zakat_extra_salary_amount", period)
        )
        children = family.sum(family.members("child_benefit_amount", period))
        children = children + family("foster_family_allowance_amount", period)
        fund = family("naf_total_cash", period) - family("naf_shock_payments_amount", period)
        return fund + vouchers + zakat + family("royal_food_card_amount", period) + children


class tamkeen_total_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Monthly benefits of the pillar Tamkeen (health, education, social services)"
    label_ar = "منافع محور تمكين الشهرية"
    unit = "JOD/month"
    pillar = "tamkeen"
    reference = "Petra, menafn.com/1109532102 (2025-05-10)"

    def formula(family, period) -> NDArray:
        """Purchased care of the elderly; other services are counted, not paid."""
        return family.sum(family.members("elderly_care_purchase_amount", period))


class forsa_total_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Monthly benefits of the pillar Forsa (work and social security)"
    label_ar = "منافع محور فرصة الشهرية"
    unit = "JOD/month"
    pillar = "forsa"
    reference = "Petra, menafn.com/1109532102 (2025-05-10)"

    def formula(family, period) -> NDArray:
        """Social insurance and employment programmes of all members, and the funeral grant."""
        members = family.members
        insurance = members("social_insurance_benefits_amount", period)
        work = members("employment_programme_benefits_amount", period)
        return family.sum(insurance + work) + family("funeral_grant_amount", period)


class naf_shock_payments_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Payments of the National Aid Fund that answered a shock: Takaful 3, daily-wage support, fuel of 2022"
    label_ar = "مدفوعات صندوق المعونة استجابة لصدمة"
    unit = "JOD/month"
    pillar = "somoud"

    def formula(family, period) -> NDArray:
        return (
            family("takaful_3_amount", period)
            + family("daily_wage_support_amount", period)
            + family("fuel_compensation_2022_amount", period)
        )


class somoud_total_amount(Variable):
    value_type = float
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Monthly benefits of the pillar Somoud (response to shocks)"
    label_ar = "منافع محور صمود الشهرية"
    unit = "JOD/month"
    pillar = "somoud"
    reference = "Petra, menafn.com/1109532102 (2025-05-10)"

    def formula(family, period) -> NDArray:
        """The Fund's answers to shocks, defence orders, humanitarian assistance and the shock response."""
        return (
            family("naf_shock_payments_amount", period)
            + family.sum(family.members("person_somoud_benefits_amount", period))
            + family("ssc_coupon_amount", period)
            + family("unhcr_cash_amount", period)
            + family("unrwa_relief_amount", period)
            + family("unrwa_gaza_grant_amount", period)
            + family("total_shock_response_amount", period)
        )


class number_of_programmes_received(Variable):
    value_type = int
    entity = Family
    definition_period = DateUnit.MONTH
    label = "Monthly programmes that the family receives"
    label_ar = "عدد البرامج الشهرية التي تتقاضاها الأسرة"
    unit = "count"

    def formula(family, period) -> NDArray:
        members = family.members
        return count_true(
            family("uct_amount", period) > 0,
            family("naf_recurring_aid_amount", period) > 0,
            family("family_disability_care_amount", period) > 0,
            family("takaful_1_amount", period) > 0,
            family("takaful_3_amount", period) > 0,
            family("daily_wage_support_amount", period) > 0,
            family("emergency_aid_amount", period) > 0,
            family("instant_aid_amount", period) > 0,
            family("winter_aid_amount", period) > 0,
            family("quarterly_addition_amount", period) > 0,
            family("royal_grant_amount", period) > 0,
            family("fuel_compensation_2022_amount", period) > 0,
            family("ramadan_voucher_amount", period) > 0,
            family("royal_voucher_amount", period) > 0,
            family("royal_food_card_amount", period) > 0,
            family("zakat_feast_grant_amount", period) > 0,
            family("zakat_coupon_amount", period) > 0,
            family("zakat_extra_salary_amount", period) > 0,
            family.any(members("child_benefit_amount", period) > 0),
            family("foster_family_allowance_amount", period) > 0,
            family.any(members("elderly_care_purchase_amount", period) > 0),
            family.any(members("ssc_pension_amount", period) > 0),
            family.any(members("ssc_lump_sum_amount", period) > 0),
            family.any(members("work_injury_lump_sum_amount", period) > 0),
            family.any(members("work_injury_daily_allowance_amount", period) > 0),
            family("funeral_grant_amount", period) > 0,
            family.any(members("unemployment_benefit_amount", period) > 0),
            family.any(members("maternity_allowance_amount", period) > 0),
            family.any(members("reaya_home_care_amount", period) > 0),
            family.any(members("reaya_nursery_amount", period) > 0),
            family.any(members("tashgheel_transport_allowance_amount", period) > 0),
            family.any(members("estidama_plus_contribution_support_amount", period) > 0),
            family.any(members("estidama_plus_cash_incentive_amount", period) > 0),
            family.any(members("tadamun_1_amount", period) > 0),
            family.any(members("tadamun_2_amount", period) > 0),
            family.any(members("estidama_wage_support_amount", period) > 0),
            family("ssc_coupon_amount", period) > 0,
            family.any(members("wfp_food_assistance_amount", period) > 0),
            family("unhcr_cash_amount", period) > 0,
            family.any(members("hajati_amount", period) > 0),
            family("unrwa_relief_amount", period) > 0,
            family("unrwa_gaza_grant_amount", period) > 0,
            family("shock_vertical_amount", period) > 0,
            family("shock_horizontal_amount", period) > 0,
            family("disaster_relief_amount", period) > 0,
        )
