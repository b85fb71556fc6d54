"""Which function works out which programme, levy and other amount of the law."""

from tests.oracle import (
    child_rights_law,
    defence_orders,
    employment_programmes,
    health_insurance,
    humanitarian_assistance,
    income_tax_law,
    labour_law,
    national_aid_fund,
    national_aid_fund_events,
    price_compensation,
    shock_response,
    social_development_law,
    social_security_benefits,
    social_security_injuries,
    social_security_law,
    zakat_and_charity,
)

PROGRAMMES = {
    "uct": national_aid_fund.unified_cash_transfer,
    "recurring_aid": national_aid_fund.recurring_aid,
    "disability_care": national_aid_fund.disability_care,
    "takaful_1": national_aid_fund.takaful_1,
    "takaful_3": national_aid_fund.takaful_3,
    "daily_wage_support": national_aid_fund.daily_wage_support,
    "emergency_aid": national_aid_fund_events.emergency_aid,
    "instant_aid": national_aid_fund_events.instant_aid,
    "winter_aid": national_aid_fund_events.winter_aid,
    "quarterly_addition": national_aid_fund_events.quarterly_addition,
    "royal_grant": national_aid_fund_events.royal_grant,
    "fuel_compensation_2022": price_compensation.fuel_compensation_2022,
    "ramadan_voucher": national_aid_fund_events.ramadan_voucher,
    "royal_voucher": national_aid_fund_events.royal_voucher,
    "physical_rehabilitation": national_aid_fund_events.physical_rehabilitation,
    "bread_compensation": price_compensation.bread_compensation,
    "fuel_compensation_2012": price_compensation.fuel_compensation_2012,
    "child_benefit": child_rights_law.child_benefit,
    "foster_family_allowance": social_development_law.foster_family_allowance,
    "zakat_feast_grant": zakat_and_charity.feast_grant,
    "zakat_coupon": zakat_and_charity.coupons,
    "zakat_extra_salary": zakat_and_charity.extra_salary,
    "royal_food_card": zakat_and_charity.food_card,
    "elderly_care_purchase": social_development_law.elderly_care_purchase,
    "gharimat_support": zakat_and_charity.gharimat_support,
}

PROGRAMMES |= social_security_benefits.PROGRAMMES
PROGRAMMES |= social_security_injuries.PROGRAMMES
PROGRAMMES |= employment_programmes.PROGRAMMES
PROGRAMMES |= defence_orders.PROGRAMMES
PROGRAMMES |= humanitarian_assistance.PROGRAMMES
PROGRAMMES |= shock_response.PROGRAMMES

LEVIES = social_security_law.LEVIES | health_insurance.LEVIES | income_tax_law.LEVIES

#: Amounts that no list names and that are compared all the same, by their variable.
EXTRAS = (
    labour_law.EXTRAS
    | social_security_law.EXTRAS
    | social_security_injuries.EXTRAS
    | employment_programmes.EXTRAS
    | income_tax_law.EXTRAS
    | defence_orders.EXTRAS
)
