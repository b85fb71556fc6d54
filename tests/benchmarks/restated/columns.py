"""The columns that the restated rules read, as records that numba knows.

Those below the line are columns of no population: there the law's default holds for everybody.
"""

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
    # ── columns of no population ──
    alternative_care_placement: ndarray
    receives_purchased_elderly_care: ndarray
    school_average: ndarray
    attends_double_shift_school: ndarray
    is_in_school_term: ndarray
    is_hajati_enrolled: ndarray
    is_unrwa_registered: ndarray
    lost_work_in_shock: ndarray
    working_days_in_month: ndarray
    ssc_pension_claim: ndarray
    pension_reference_wage: ndarray
    ssc_dependants_count: ndarray
    early_pension_window_average_wage: ndarray
    early_retirement_reduction_rate: ndarray
    hazardous_contributions_last_10_years: ndarray
    natural_disability_degree: ndarray
    lump_sum_case: ndarray
    total_contributory_wages: ndarray
    survivor_kind: ndarray
    survivor_share: ndarray
    deceased_insured_death: ndarray
    deceased_contributions_count: ndarray
    deceased_actual_contributions_count: ndarray
    deceased_consecutive_contributions_count: ndarray
    deceased_months_out_of_work: ndarray
    deceased_average_wage: ndarray
    deceased_wage_at_injury: ndarray
    deceased_contributory_wages: ndarray
    wage_at_injury: ndarray
    work_injury_disability_share: ndarray
    is_work_injury_disability_total: ndarray
    needs_helper_after_work_injury: ndarray
    is_work_injury_decided_this_month: ndarray
    work_injury_incapacity_days: ndarray
    work_injury_earlier_incapacity_days: ndarray
    months_since_maternity_leave: ndarray
    reaya_child_birth_date: ndarray
    uses_licensed_nursery: ndarray
    reaya_nursery_allowance_decided: ndarray
    has_tashgheel_placement: ndarray
    months_since_tashgheel_placement: ndarray
    tashgheel_contract_months: ndarray
    is_vocational_graduate: ndarray
    is_enrolled_in_estidama_plus: ndarray
    months_since_estidama_plus_enrolment: ndarray
    self_employed_old_age_cover_share: ndarray
    was_in_earlier_employment_programme: ndarray
    is_tadamun_applicant: ndarray
    establishment_insured_months: ndarray
    estidama_pay: ndarray
    rehabilitation_device_cost: ndarray
    gharimat_debt: ndarray
    gharimat_support_already_received: ndarray
    is_gharimat_support_selected: ndarray


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
    # ── columns of no population ──
    emergency_event: ndarray
    emergency_aid_already_received: ndarray
    imprisonment_days: ndarray
    instant_aid_need: ndarray
    quarterly_addition_assessed: ndarray
    is_royal_voucher_selected: ndarray
    royal_food_cards_received: ndarray
    zakat_coupons_received: ndarray
    receives_zakat_feast_grant: ndarray
    zakat_monthly_salary: ndarray
    insured_deaths: ndarray
    receives_ssc_coupons: ndarray
    is_unrwa_relief_paid: ndarray
    claims_shock_support: ndarray
    is_on_unhcr_winter_list: ndarray


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


#: The columns of each table.
READ = {"persons": Persons._fields, "families": Families._fields, "households": Dwellings._fields}
