"""Scales of the inputs: values on both sides of the law's thresholds, and how often something is nothing.

An input that stands here by no name is drawn by its type and its unit.
"""

from dataclasses import dataclass

import numpy


@dataclass(frozen=True)
class Scale:
    """How an amount or a count is drawn.

    Attributes:
        edges: values around thresholds.
        low: least value of the rest.
        high: greatest value of the rest.
        nothing: share that is zero.
        at_edges: share of the others that lies at an edge.
    """

    edges: tuple[float, ...]
    low: float = 0
    high: float = 1000
    nothing: float = 0.4
    at_edges: float = 0.5

    def draw(self, random, count, decimals):
        """`count` values, in fils at most."""
        spread = random.uniform(self.low, self.high, count).round(decimals)
        edges = random.choice(numpy.array(self.edges or (0,), dtype=float), count)
        drawn = numpy.where(random.random(count) < (self.at_edges if self.edges else 0), edges, spread)
        return numpy.where(random.random(count) < self.nothing, 0, drawn)


def around(*thresholds, step=0.001):
    """Just below, at and just above each threshold."""
    return tuple(round(threshold + offset, 3) for threshold in thresholds for offset in (-step, 0, step))


def counts(*thresholds):
    """One less, the threshold itself and one more."""
    return around(*thresholds, step=1)


#: Wages of every bracket of the income tax, and of the national contribution.
HIGH_WAGES = (1500, 2000, 8000, 17416.667, 18000, 25000, 100000)

#: Incomes differ between this year and the last, and mostly the parents of a family have them.
INCOMES = {
    "wage": Scale(
        (*around(34, 68, 220, 260, 290, 300, 330, 500, 700, 800, 1000, 1250, 3000, 5000), *HIGH_WAGES), 1, 5200
    ),
    "other_earnings": Scale(around(68, 136, 300, 500), 1, 900, nothing=0.8),
    "pension": Scale(around(68, 125, 300, 600, 700, 2500, 3500, 4000), 1, 5000, nothing=0.8),
    "rent_income": Scale(around(68, 100), 1, 400, nothing=0.85),
    "private_transfers": Scale(around(50, 100), 1, 400, nothing=0.85),
    "agricultural_income": Scale(around(300), 1, 500, nothing=0.7),
    "family_annual_income": Scale(around(6000, 10000, 12000), 0, 20000, nothing=0.1),
}

#: The record of the Social Security Corporation, and what is told of those who work.
SOCIAL_SECURITY = {
    "uninsured_wage_part": Scale((), 1, 400, nothing=0.7),
    "working_days_in_month": Scale((*counts(16), 30), 0, 32, nothing=0.02),
    "establishment_workers": Scale((-1, *counts(10, 25)), 0, 60, nothing=0.05),
    "establishment_registration_years": Scale((*around(5), 100), 0, 12, nothing=0.02),
    "ssc_chosen_wage": Scale(around(190, 260, 290, 1914), 1, 2500),
    "ssc_chosen_wage_last_year": Scale((250, 290, 300, 1700, 1900), 1, 2500, nothing=0.5),
    "age_at_ssc_voluntary_entry": Scale(counts(16, 55, 60), 10, 70, nothing=0.02),
    "ssc_contributions_count": Scale(counts(36, 60, 84, 120, 180, 216, 240), 0, 420, nothing=0.05),
    "ssc_actual_contributions_count": Scale(
        counts(36, 60, 84, 192, 204, 216, 228, 240, 252, 300), 0, 420, nothing=0.05
    ),
    "ssc_consecutive_contributions_count": Scale(counts(24), 0, 120, nothing=0.05),
    "successive_maternity_contributions": Scale(counts(6), 0, 12, nothing=0.3),
    "recent_maternity_contributions": Scale(counts(6), 0, 12, nothing=0.3),
    "unemployment_spell_month": Scale((), 1, 8, nothing=0.2),
    "unemployment_spells_before": Scale(counts(3), 0, 4),
    "contributions_since_unemployment_spell": Scale(counts(36), 0, 60, nothing=0.2),
    "unemployment_insurance_contributions": Scale((), 0, 180, nothing=0.2),
    "ssc_last_contributory_wage": Scale(around(740, 788, 800, 1000), 100, 3000, nothing=0.1),
    "months_since_maternity_leave": Scale(counts(1, 6), 0, 7, nothing=0.2),
    "wage_at_maternity_leave_start": Scale(around(1000), 100, 1500, nothing=0.05),
    "reaya_nursery_allowance_decided": Scale(around(25, 60), 1, 80, nothing=0),
    "pension_window_average_wage": Scale(around(1500), 50, 3000, nothing=0.1),
    "early_pension_window_average_wage": Scale(around(1500), 50, 3000, nothing=0.1),
    "pension_reference_wage": Scale((200, 1000, 1500), 50, 3000, nothing=0.3),
    "months_since_insured_work_end": Scale((*counts(6, 36), 1200), 0, 60, nothing=0.3),
    "hazardous_contributions_last_10_years": Scale(counts(60), 0, 121, nothing=0.3),
    "ssc_pension_before_increase": Scale((357.143, 783.212, 125), 50, 1200, nothing=0.3),
    "total_contributory_wages": Scale(around(2500, 4000, 4375, 9000, 15000), 100, 200000, nothing=0.05),
    "deceased_contributions_count": Scale(counts(60, 120, 121, 216), 0, 300, nothing=0.05),
    "deceased_actual_contributions_count": Scale(counts(24, 120), 0, 300, nothing=0.05),
    "deceased_consecutive_contributions_count": Scale(counts(6, 12), 0, 60, nothing=0.05),
    "deceased_months_out_of_work": Scale((*counts(60), 1200), 0, 120, nothing=0.3),
    "deceased_average_wage": Scale(around(1500), 50, 3000, nothing=0.1),
    "deceased_wage_at_injury": Scale((200, 1000), 50, 5000, nothing=0.1),
    "deceased_contributory_wages": Scale((), 100, 200000, nothing=0.05),
    "wage_at_injury": Scale((133.333, 213.333, 290, 1160), 50, 5000, nothing=0.2),
    "work_injury_disability_share": Scale(around(0.3), 0, 1, nothing=0.1),
    "work_injury_incapacity_days": Scale((*counts(3), 30, 31), 0, 31, nothing=0.2),
    "work_injury_earlier_incapacity_days": Scale(counts(3), 0, 60, nothing=0.4),
    "expected_impairment_months": Scale(counts(24), 0, 60),
    "months_since_tashgheel_placement": Scale(counts(6, 9, 12), 0, 15, nothing=0.1),
    "tashgheel_contract_months": Scale(counts(12), 0, 25, nothing=0.1),
    "months_since_estidama_plus_enrolment": Scale(tuple(range(14)), 0, 15, nothing=0.1),
    "self_employed_old_age_cover_share": Scale((*around(0.5), 1), 0, 1, nothing=0.1),
}

#: Returns of income tax, the defence orders and the shocks.
TAX_AND_SHOCKS = {
    "documented_expenses": Scale(around(1000, 2000, 3000, 4000, 5000), 0, 7000, nothing=0.3),
    "donations_to_government": Scale((), 0, 20000, nothing=0.7),
    "donations_to_charity": Scale((), 0, 20000, nothing=0.5),
    "farming_income": Scale((), 0, 12000, nothing=0.6),
    "gratuity_for_service_2010_2014": Scale((), 0, 30000, nothing=0.7),
    "gratuity_for_service_since_2015": Scale(around(15000), 0, 60000, nothing=0.6),
    "days_present_in_jordan": Scale(counts(183), 0, 366, nothing=0.1),
    "establishment_insured_months": Scale(counts(12), 0, 60, nothing=0.1),
    "last_wage_before_advance": Scale(around(500, 700, 1500), 1, 2000, nothing=0.1),
    "retiree_advance_received": Scale((100, 200), 1, 200, nothing=0.2),
    "months_since_retiree_advance": Scale(counts(1, 18), 0, 30, nothing=0.1),
    "hazard_rank": Scale((*around(0.005), 1), 0, 1, nothing=0.1),
    "dwelling_damage_loss": Scale(around(500), 0, 2000, nothing=0.4),
}

#: Around the Fund's line, and the ends of the bands above it.
SCORE = Scale((*around(68, 100, 368), 1, 40, 54.4), 0, 120, nothing=0.02, at_edges=0.2)

SCALES = (
    INCOMES
    | SOCIAL_SECURITY
    | TAX_AND_SHOCKS
    | {
        "naf_targeting_score": Scale((*around(68, 100, 368), 1, 40, 54.4), 0, 120, nothing=0.02, at_edges=0.2),
        "naf_targeting_score_illustrative": Scale(
            (*around(68, 100, 368), 1, 40, 54.4), 0, 120, nothing=0.02, at_edges=0.2
        ),
        "number_of_cars": Scale(counts(2), 0, 4, nothing=0.5),
        "newest_car_age": Scale(around(5, 7), 0, 20, nothing=0.1),
        "business_capital": Scale(around(3000), 0, 6000, nothing=0.5),
        "property_value": Scale(around(300000), 0, 400000, nothing=0.4),
        "imprisonment_days": Scale(counts(30, 60), 0, 120, nothing=0.2),
        "school_average": Scale(around(90, step=0.1), 40, 100, nothing=0.1),
        "emergency_need_assessed": Scale(around(195.4, 350, 500), 0, 800, nothing=0.1),
        "instant_aid_need": Scale(around(150), 0, 400),
        "quarterly_addition_assessed": Scale(around(90), 0, 200),
        "rehabilitation_device_cost": Scale(around(600), 0, 1500),
        "months_since_job_start": Scale((*counts(12), 1200, *range(6, 30)), 0, 120, nothing=0.1),
        "gharimat_debt": Scale(around(1500), 0, 4000),
        "zakat_monthly_salary": Scale((30, 60), 10, 100),
    }
)

#: Of what has no scale of its own, by unit; counts and amounts of other units come last.
BY_UNIT = {
    "share": Scale((0, 1), 0, 1, nothing=0.1),
    "percent": Scale((50, 60, 90, 100), 0, 100, nothing=0.1),
    "months": Scale((), 0, 360),
    "hour_of_day": Scale((), 0, 24, nothing=0.1),
    "hours/day": Scale((), 0, 16),
}
OTHER_COUNT, OTHER_AMOUNT = Scale((), 0, 7), Scale((), 0, 500)


def scale_of(variable):
    """The scale of a count or an amount."""
    other = OTHER_COUNT if variable.value_type is int else OTHER_AMOUNT
    return SCALES.get(variable.name, BY_UNIT.get(variable.unit, other))


#: Days on both sides of the law's, and of how many years the others are.
DAYS = {
    "ssc_first_registration_date": (("2010-04-30", "2010-05-01", "2019-09-30", "2019-10-01"), 40),
    "reaya_child_birth_date": (("2020-08-11", "2020-08-12", "2020-10-01"), 7),
}

#: What is told of everybody: one who needs it and has none would stop all others, whatever asks for incomes.
TOLD_OF_EVERYBODY = {"early_retirement_reduction_rate", "survivor_share"}

#: What holds by how large a share; half, where nothing else is said.
SHARES = {
    "is_unrwa_relief_paid": 0.8,
    "is_unrwa_registered": 0.8,
    "is_in_treasury_pension_scheme": 0.2,
    "is_first_time_ssc_insured": 0.8,
    "has_startup_old_age_exclusion": 0.3,
    "was_in_earlier_employment_programme": 0.3,
    "was_last_job_privately_insured": 0.8,
    "claims_cash_transfer": 0.8,
    "claims_recurring_aid": 0.8,
    "is_father_alive": 0.9,
    "is_mother_alive": 0.9,
    "is_uct_inside_quota": 0.7,
    "is_takaful_1_inside_quota": 0.7,
    "receives_recurring_aid_last_month": 0.3,
    "owns_real_estate_beside_dwelling": 0.3,
    "emergency_aid_already_received": 0.3,
}

#: What is as by default in half of the draws: there nobody needs the number that no source gives.
DEFAULT_IN_HALF_OF_THE_DRAWS = {
    "alternative_care_placement",
    "lives_in_refugee_camp",
    "is_on_unhcr_winter_list",
}

#: Members of an enumeration that are drawn more often than the others, with the share of those draws.
FREQUENT = {
    "nationality": ("jordanian", 0.7),
    "employment_status": ("inactive", 0.3),
    "disability_severity": ("none", 0.4),
    "alternative_care_placement": ("none", 0.6),
    "labour_sector": ("general", 0.4),
    "employment_sector": ("private_formal", 0.4),
}
