"""A policy under which every programme pays."""

from functools import cache

from openfisca_jordan_sp import Policy
from openfisca_jordan_sp.reform import reform_from_data

FUEL, HORIZONTAL, FLOOD, ORDERS = (
    "price_compensation.fuel_2022",
    "shock_response.horizontal",
    "shock_response.flood",
    "defence_orders",
)
#: Every programme pays at once in March, and quotas and limits bind in a small random population.
EVERYTHING_ON = {
    "national_aid_fund.uct.quota_families": 2500,
    "national_aid_fund.targeting.real_estate_limit": 300000,
    "national_aid_fund.targeting.livestock_limit": 20,
    "national_aid_fund.recurring.divorced_income_tested": True,
    "national_aid_fund.recurring.real_estate_disqualifies": False,
    "national_aid_fund.recurring.total_with_supplements_maximum": 130,
    "national_aid_fund.winter_aid.payment_month": 3,
    "national_aid_fund.royal_grant.amount": 100,
    "national_aid_fund.vouchers.ramadan_2021": 25,
    "national_aid_fund.daily_wage_support_2020.one_person": 50,
    "national_aid_fund.daily_wage_support_2020.two_persons": 70,
    "national_aid_fund.daily_wage_support_2020.three_or_more_persons": 136,
    f"{FUEL}.one_or_two_persons": 8,
    f"{FUEL}.three_or_four_persons": 11,
    f"{FUEL}.five_or_more_persons": 14,
    "price_compensation.fuel_2012.amount_per_person": 70,
    "child_rights_law.child_benefit.amount": 15,
    "humanitarian_assistance.unhcr_cash.camp_family": 60,
    "shock_response.refocus.wfp_cut_rate": 0.333333,
    "shock_response.refocus.unhcr_cut_rate": 0.25,
    "shock_response.declared": True,
    "shock_response.disaster.cap_waived": True,
    f"{HORIZONTAL}.families": 1000,
    f"{HORIZONTAL}.affects_livestock_owners": True,
    f"{HORIZONTAL}.affects_agricultural_workers": True,
    "national_aid_fund.vouchers.royal": 30,
    "zakat_and_charity.zakat_fund.feast_grant": 40,
    "zakat_and_charity.zakat_fund.extra_salaries": 1,
    "social_development_law.alternative_care.foster_allowance": 80,
    "social_security_law.reaya.nursery_allowance": 45,
    "social_security_law.reaya.nursery_wage_limit": 900,
    "humanitarian_assistance.unhcr_winter.one_person_usd": 200,
    "humanitarian_assistance.unhcr_winter.seven_persons_usd": 420,
    "humanitarian_assistance.unhcr_winter.other_sizes_usd": 300,
    "humanitarian_assistance.unrwa_relief_2020.per_member": 50,
    "humanitarian_assistance.unrwa_relief_2020.gaza_family": 100,
    "shock_response.refocus.unicef_cut_rate": 0.1,
    f"{ORDERS}.ssc_coupons.value": 10,
    f"{ORDERS}.tadamun_1.wage_share": 0.5,
    f"{ORDERS}.tadamun_1.minimum": 165,
    f"{ORDERS}.tadamun_1.maximum": 500,
    f"{ORDERS}.tadamun_1.employer_share": 0.2,
    f"{ORDERS}.tadamun_1.employer_maximum": 250,
    f"{ORDERS}.tadamun_2.amount": 150,
    f"{ORDERS}.estidama.maximum": 1000,
    f"{ORDERS}.estidama.full_wage.pay_share": 1,
    f"{ORDERS}.estidama.full_wage.programme_share": 0.6,
    f"{ORDERS}.estidama.reduced_wage.pay_share": 0.75,
    f"{ORDERS}.estidama.reduced_wage.programme_share": 0.5,
    f"{FLOOD}.struck_share.amman": 0.5,
    f"{FLOOD}.mean_loss": 1000,
    "social_security_law.maternity.lookback_months": 6,
}


@cache
def everything_on():
    """The policy of `EVERYTHING_ON` from January 2026."""
    changes = {path: {"2026-01-01": value} for path, value in EVERYTHING_ON.items()}
    title = {"en": "Trial", "ar": "تجربة"}
    source = [{"title": "A trial of the tests", "published": None, "href": None, "article": None}]
    data = {"id": "trial", "title": title, "status": "scenario", "source": source, "values": changes}
    return Policy.of(reform_from_data(data))
