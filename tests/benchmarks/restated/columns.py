"""The columns that the restated rules read, as records that numba knows."""

from typing import NamedTuple

from numpy import ndarray


class Persons(NamedTuple):
    """The columns of persons."""

    family_role: ndarray
    household_role: ndarray
    birth_date: ndarray
    sex: ndarray
    nationality: ndarray
    marital_status: ndarray
    is_father_alive: ndarray
    disability_severity: ndarray
    claims_disability_care: ndarray
    expected_impairment_months: ndarray
    employment_status: ndarray
    employment_sector: ndarray
    labour_sector: ndarray
    establishment_workers: ndarray
    months_since_job_start: ndarray
    wage: ndarray
    other_earnings: ndarray
    pension: ndarray
    rent_income: ndarray
    private_transfers: ndarray
    is_registered_refugee: ndarray
    lives_in_refugee_camp: ndarray
    wfp_tier: ndarray
    has_given_birth: ndarray
    recent_maternity_contributions: ndarray
    successive_maternity_contributions: ndarray
    is_in_treasury_pension_scheme: ndarray
    was_last_job_privately_insured: ndarray
    ssc_first_registration_date: ndarray
    ssc_contributions_count: ndarray
    ssc_actual_contributions_count: ndarray
    ssc_consecutive_contributions_count: ndarray
    ssc_last_contributory_wage: ndarray
    pension_window_average_wage: ndarray
    months_since_insured_work_end: ndarray
    unemployment_spell_month: ndarray
    unemployment_spells_before: ndarray
    unemployment_insurance_contributions: ndarray
    contributions_since_unemployment_spell: ndarray
    rare: ndarray


class Families(NamedTuple):
    """Where each family begins, and the columns of families."""

    head: ndarray
    size: ndarray
    household_id: ndarray
    number_of_cars: ndarray
    newest_car_age: ndarray
    business_capital: ndarray
    property_value: ndarray
    livestock_count: ndarray
    owns_real_estate_beside_dwelling: ndarray
    receives_recurring_aid_last_month: ndarray
    claims_recurring_aid: ndarray
    claims_cash_transfer: ndarray
    naf_targeting_score_illustrative: ndarray
    is_on_unhcr_cash_list: ndarray
    rare: ndarray


class Dwellings(NamedTuple):
    """The columns of households."""

    hazard_rank: ndarray
    governorate: ndarray


class Scratch(NamedTuple):
    """What the first pass leaves for the quotas, one value a family.

    Whether the family may have the Unified Cash Transfer, what it would be, disability care before its
    maximum, whether a shock strikes a family that its support is open to, and whether a pupil is excellent.
    """

    is_candidate: ndarray
    due: ndarray
    care: ndarray
    is_struck: ndarray
    has_excellent_pupil: ndarray


#: What is no column of any population, so that the law's default holds for everybody: in `rare`, one record a row.
RARE = {
    "persons": (
        "alternative_care_placement",
        "receives_purchased_elderly_care",
        "school_average",
        "attends_double_shift_school",
        "is_in_school_term",
        "is_hajati_enrolled",
        "is_unrwa_registered",
        "lost_work_in_shock",
        "working_days_in_month",
        "ssc_pension_claim",
        "pension_reference_wage",
        "ssc_dependants_count",
        "early_pension_window_average_wage",
        "early_retirement_reduction_rate",
        "hazardous_contributions_last_10_years",
        "natural_disability_degree",
        "lump_sum_case",
        "total_contributory_wages",
        "survivor_kind",
        "survivor_share",
        "deceased_insured_death",
        "deceased_contributions_count",
        "deceased_actual_contributions_count",
        "deceased_consecutive_contributions_count",
        "deceased_months_out_of_work",
        "deceased_average_wage",
        "deceased_wage_at_injury",
        "deceased_contributory_wages",
        "wage_at_injury",
        "work_injury_disability_share",
        "is_work_injury_disability_total",
        "needs_helper_after_work_injury",
        "is_work_injury_decided_this_month",
        "work_injury_incapacity_days",
        "work_injury_earlier_incapacity_days",
        "months_since_maternity_leave",
        "reaya_child_birth_date",
        "uses_licensed_nursery",
        "reaya_nursery_allowance_decided",
        "has_tashgheel_placement",
        "months_since_tashgheel_placement",
        "tashgheel_contract_months",
        "is_vocational_graduate",
        "is_enrolled_in_estidama_plus",
        "months_since_estidama_plus_enrolment",
        "self_employed_old_age_cover_share",
        "was_in_earlier_employment_programme",
        "is_tadamun_applicant",
        "establishment_insured_months",
        "estidama_pay",
        "rehabilitation_device_cost",
        "gharimat_debt",
        "gharimat_support_already_received",
        "is_gharimat_support_selected",
    ),
    "families": (
        "emergency_event",
        "emergency_aid_already_received",
        "imprisonment_days",
        "instant_aid_need",
        "quarterly_addition_assessed",
        "is_royal_voucher_selected",
        "royal_food_cards_received",
        "zakat_coupons_received",
        "receives_zakat_feast_grant",
        "zakat_monthly_salary",
        "insured_deaths",
        "receives_ssc_coupons",
        "is_unrwa_relief_paid",
        "claims_shock_support",
        "is_on_unhcr_winter_list",
    ),
    "households": (),
}

#: Fields of the records that are not columns.
OWN = {"head", "size", "rare"}

#: The columns of each table.
READ = {
    table: tuple(name for name in (*record._fields, *RARE[table]) if name not in OWN)
    for table, record in (("persons", Persons), ("families", Families), ("households", Dwellings))
}
