"""What stands to reason in each case under the law in force, worked out by hand: JOD in its month and in its year.

The values of the law: half of the gap to 68 dinars a head, from 40 to 136 (Unified Cash Transfer); 50 dinars a citizen
less income, from 50 to 200 (recurring aid); 80 dinars (severe disability); 20.1 dinars each December to whom the Fund
pays; 7.5 % of a wage (6.5 % in the public sector) and 3 % for civil health insurance; 75, 65, 55 and 45 % of the last
wage (unemployment); ten weeks' wage (maternity); a fortieth of a wage for each year (pension).
"""

WINTER = 20.1
TWELVE = 12

_KEPT = 23000 / 28500
_HIS = 31200 - 19500 * _KEPT
_HERS = 9600 - 9000 * _KEPT
#: Of him 5 % of 5,000, 10 % and 15 % of the next two, 20 % of the rest; of her 5 %; to the piastre each.
_TAX = round(0.05 * 5000 + 0.1 * 5000 + 0.15 * 5000 + 0.2 * (_HIS - 15000), 2) + round(0.05 * _HERS, 2)

LAW = {
    "day_wages_family_of_six": {
        "uct": (0.5 * (68 - 48) * 6, TWELVE * 60),
        "winter_aid": (0, WINTER),
        "disposable_income": (260 + 60, TWELVE * 320 + WINTER),
    },
    "large_poor_family": {
        # Half of the gap, 0.5 x 37 x 8 = 148, is above the highest transfer.
        "uct": (136, TWELVE * 136),
        "disposable_income": (90 + 136, TWELVE * 226 + WINTER),
    },
    "widow_with_orphans": {
        "recurring_aid": (3 * 50 - 0, TWELVE * 150),
        "winter_aid": (0, WINTER),
        "disposable_income": (150, TWELVE * 150 + WINTER),
    },
    "older_couple_small_pension": {
        # 2 x 50 - 120 is less than nothing: the lowest aid.
        "recurring_aid": (50, TWELVE * 50),
        "disposable_income": (120 + 50, TWELVE * 170 + WINTER),
    },
    "older_couple_no_pension": {
        # What a son sends is not counted.
        "recurring_aid": (2 * 50, TWELVE * 100),
        "disposable_income": (40 + 100, TWELVE * 140 + WINTER),
    },
    "child_with_severe_disability": {
        "disability_care": (80, TWELVE * 80),
        "disposable_income": (250 + 80, TWELVE * 330 + WINTER),
    },
    "divorced_mother": {
        # 3 x 50 - 180 is less than nothing: the lowest aid, whatever her income.
        "recurring_aid": (50, TWELVE * 50),
        "disposable_income": (180 + 50, TWELVE * 230 + WINTER),
    },
    "syrian_refugee_family": {
        "wfp_food_assistance": (5 * 15, TWELVE * 75),
        "unhcr_cash": (80 + 4 * 12.5, TWELVE * 130),
        "disposable_income": (130 + 75 + 130, TWELVE * 335),
    },
    "jordanian_mother_foreign_husband": {
        "ssc_employee": (0.075 * 350, TWELVE * 26.25),
        # 220 kWh: 0.12 unsubsidised; 0.05 less the discount of 2 dinars.
        "electricity_subsidy": (0.12 * 220 - (0.05 * 220 - 2), TWELVE * 17.4),
        "disposable_income": (350 - 26.25, TWELVE * 323.75),
    },
    "student_at_university": {
        "student_grant": (0, 30 * 20),
        "student_fund_points": (300 * 0.88 + 200 * 1 / 2, None),
        "disposable_income": (0.925 * 460, TWELVE * 425.5),
    },
    "worker_losing_his_job": {
        "unemployment_benefit": (0.75 * 500, (0.75 + 0.65 + 0.55 + 3 * 0.45) * 500),
        "disposable_income": (375, 1650),
    },
    "insurance_ceiling_family": {
        "poor_family_card": (1, None),
        "disposable_income": (297, TWELVE * 297),
    },
    "minimum_wage_family": {
        # Half of the gap, 0.5 x 4 x 5 = 10, is below the lowest transfer.
        "uct": (40, TWELVE * 40),
        "ssc_employee": (0.075 * 290, TWELVE * 21.75),
        "disposable_income": (290 - 21.75 + 40, TWELVE * 308.25 + WINTER),
    },
    "middle_income_taxpayers": {
        "ssc_employee": (0.075 * (2600 + 800), TWELVE * 255),
        # Exemptions of 19,500 and of 9,000 pass the cap of 23,000 for both: each keeps 23,000 / 28,500.
        "income_tax": (_TAX / TWELVE, _TAX),
        "disposable_income": (3400 - 255 - _TAX / TWELVE, TWELVE * (3400 - 255) - _TAX),
    },
    "public_servant": {
        "ssc_employee": (0.065 * 560, TWELVE * 36.4),
        "civil_health": (0.03 * 560, TWELVE * 16.8),
        "disposable_income": (560 - 36.4 - 16.8, TWELVE * 506.8),
    },
    "young_worker_first_job": {
        # Ten months of the year are in the first twelve of the job; in December there is no aid, nor winter aid.
        "recurring_aid": (3 * 50, 10 * 150),
        "disposable_income": (0.925 * 300 + 150, TWELVE * 277.5 + 1500),
    },
    "foster_family": {"ssc_employee": (0.075 * 480, TWELVE * 36)},
    "gaza_refugee_family": {
        "electricity_subsidy": (0.12 * 240 - (0.05 * 240 - 2), TWELVE * 18.8),
        "disposable_income": (240, TWELVE * 240),
    },
    "small_electricity_user": {
        # At 50 kWh there is no discount yet.
        "electricity_subsidy": ((0.12 - 0.05) * 50, TWELVE * 3.5),
        "disposable_income": (350, TWELVE * 350),
    },
    "mother_on_maternity_leave": {
        "maternity_allowance": (450 * 70 / 30, 1050),
        "disposable_income": (0.925 * 400 + 1050, TWELVE * 370 + 1050 + 0.925 * (300 + 9 * 450)),
    },
    "mother_back_at_work": {"ssc_employee": (0.075 * (520 + 460), TWELVE * 73.5)},
    "early_retiree": {
        "ssc_pension": (300 / 12 * 0.025 * 280 * (1 - 0.14), TWELVE * 150.5),
        "disposable_income": (150.5, TWELVE * 150.5),
    },
    "widower_with_children": {
        # Of (0.5 + 0.01 x 150 / 12) x 480 + 40 = 340 dinars two children have a quarter each.
        "ssc_pension": (2 * 0.25 * 340, TWELVE * 170),
        "disposable_income": (330 + 170, TWELVE * 500),
    },
    "herding_family": {"disposable_income": (280, TWELVE * 280)},
}

#: The values that no source gives, and the cases that need them.
UNSET = {
    "foster_family": "social_development_law.alternative_care.foster_allowance",
    "mother_back_at_work": "social_security_law.reaya.nursery_allowance",
}

#: By reform: the case that it is for, the item, and what it becomes in the month and in the year, by hand.
REFORMS = {
    "child_health_care_in_operation": ("day_wages_family_of_six", "child_primary_health_care_in_operation", 4, None),
    "covid_2020": ("worker_losing_his_job", "shock_horizontal", 136, 3 * 136),
    "drought": ("herding_family", "shock_horizontal", 136, 6 * 136),
    "electricity_cliff_smoothed": ("small_electricity_user", "electricity_subsidy", 3.5 + 2.5, TWELVE * 6),
    "flood": ("herding_family", "disaster_relief", 1000, 1000),
    "foster_family_allowance_100": ("foster_family", "foster_family_allowance", 100, TWELVE * 100),
    "maternity_90_days": ("mother_on_maternity_leave", "maternity_allowance", 450 * 90 / 30, 1350),
    "non_jordanian_voluntary": ("gaza_refugee_family", "ssc_voluntary", 0.175 * 320, TWELVE * 56),
    "oil_price_2022": ("widow_with_orphans", "shock_vertical", 11, 6 * 11),
    "poor_family_insurance_400": ("small_electricity_user", "poor_family_card", 1, None),
    # In a straight line from 60 at the minimum wage of 290 to 25 at 1,000; five months of the half year are in 2026.
    "reaya_nursery_linear": (
        "mother_back_at_work",
        "reaya_nursery",
        60 - 35 * (520 - 290) / 710,
        5 * (60 - 35 * (520 - 290) / 710),
    ),
    "refugee_funding_cut": ("syrian_refugee_family", "unhcr_cash", 0.75 * 130, TWELVE * 97.5),
    "ssc_2022_draft": ("early_retiree", "ssc_pension", 200, TWELVE * 200),
    "student_fund_other_weighting": ("student_at_university", "student_fund_points", 400 * 0.88 + 100, None),
    "uct_maximum_160": ("large_poor_family", "uct", 0.5 * (68 - 31) * 8, TWELVE * 148),
    # 120 contributions to the insurance itself give three months, at 70, 60 and 50 % of 500.
    "unemployment_without_account_link": (
        "worker_losing_his_job",
        "unemployment_benefit",
        0.7 * 500,
        (0.7 + 0.6 + 0.5) * 500,
    ),
    "universal_child_grant": ("day_wages_family_of_six", "universal_child_grant", 4 * 10, TWELVE * 40),
    "widower_equal_rights": ("widower_with_children", "ssc_pension", 340, TWELVE * 340),
}
#: Those that begin later, with a month in which they hold.
LATER = {
    "public_pay_rise_2027": ("2027-01", "public_servant", "public_pay_rise", 30, TWELVE * 30),
    "ssc_bill_2026_feb24": ("2027-01", "early_retiree", "ssc_pension", 200, TWELVE * 200),
    "uct_indexed_to_prices": ("2027-01", "large_poor_family", "uct", 148, TWELVE * 148),
}
