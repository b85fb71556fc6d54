"""Which programmes `shortcut.py` leaves out, with the proof that they pay nobody in a population.

A programme stands in `NEVER_DUE` with an input that it multiplies by, or asks for with "and", and that no
column of a population holds: `populations/inputs.yaml` lists it, so the law's default holds for everybody,
and the default is nothing, none or no. The formulas, all as in force in 2026:

- `emergency_aid`: entitled only where the event is not `none`.
- `instant_aid`, `quarterly_addition`, `physical_rehabilitation`, `gharimat_support`: the lesser of the need,
  the aid assessed, the cost of the device or the debt, which is 0, and a maximum.
- `foster_family_allowance`, `royal_food_card`, `zakat_coupon`, `zakat_extra_salary`, `funeral_grant`: an
  amount times children, cards, coupons, a salary or deaths, which are 0.
- `royal_voucher`, `zakat_feast_grant`, `elderly_care_purchase`, `tashgheel_transport`, `estidama_plus_*`,
  `tadamun_*`, `ssc_coupon`, `unhcr_winter_cash`, `hajati`, `unrwa_*`: only for who was selected, listed,
  placed or enrolled, or applied.
- `ssc_pension`, `ssc_lump_sum`, `estidama_wage_support`: by the kind claimed or paid, which is `none`.
- `work_injury_*`: entitled only with a wage at the injury above 0, or a share of that wage.
- `reaya_*`: only from the first month after a maternity leave.

`test_restated.py` holds the list against `inputs.yaml` and the engine's amounts of each.
"""

NEVER_DUE = {
    "emergency_aid": "emergency_event",
    "instant_aid": "instant_aid_need",
    "quarterly_addition": "quarterly_addition_assessed",
    "physical_rehabilitation": "rehabilitation_device_cost",
    "gharimat_support": "gharimat_debt",
    "foster_family_allowance": "alternative_care_placement",
    "royal_food_card": "royal_food_cards_received",
    "zakat_coupon": "zakat_coupons_received",
    "zakat_extra_salary": "zakat_monthly_salary",
    "zakat_feast_grant": "receives_zakat_feast_grant",
    "funeral_grant": "insured_deaths",
    "royal_voucher": "is_royal_voucher_selected",
    "elderly_care_purchase": "receives_purchased_elderly_care",
    "tashgheel_transport": "has_tashgheel_placement",
    "estidama_plus_contribution": "is_enrolled_in_estidama_plus",
    "estidama_plus_cash": "is_enrolled_in_estidama_plus",
    "tadamun_1": "is_tadamun_applicant",
    "tadamun_2": "is_tadamun_applicant",
    "ssc_coupon": "receives_ssc_coupons",
    "unhcr_winter_cash": "is_on_unhcr_winter_list",
    "hajati": "is_hajati_enrolled",
    "unrwa_relief": "is_unrwa_relief_paid",
    "unrwa_gaza_grant": "is_unrwa_relief_paid",
    "ssc_pension": "ssc_pension_claim",
    "ssc_lump_sum": "lump_sum_case",
    "estidama_wage_support": "estidama_pay",
    "work_injury_lump_sum": "wage_at_injury",
    "work_injury_daily_allowance": "wage_at_injury",
    "reaya_home_care": "months_since_maternity_leave",
    "reaya_nursery": "months_since_maternity_leave",
}

#: Inputs at their default that the restated rules leave out, and that default.
#: A pension is claimed from no record, so that `pension` is all pension income; no caseworker gives
#: another category of recurring aid; nobody lost work in a shock, is paid for another disaster or has a
#: salary of the Zakat Fund; who is entitled to support in a shock claims it; who works, works thirty days.
LEFT_OUT = {
    "ssc_pension_claim": "none",
    "lost_work_in_shock": False,
    "emergency_event": "none",
    "zakat_monthly_salary": 0,
    "claims_shock_support": True,
    "working_days_in_month": 30,
}
