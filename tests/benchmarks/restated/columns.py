"""The columns that the compiled kernels of `fused.py` read, as records that numba knows."""

from typing import NamedTuple

from numpy import ndarray


class Persons(NamedTuple):
    """The columns of persons that the kernels read."""

    family_role: ndarray
    household_role: ndarray
    birth_date: ndarray
    sex: ndarray
    nationality: ndarray
    marital_status: ndarray
    is_father_alive: ndarray
    disability_severity: ndarray
    claims_disability_care: ndarray
    employment_status: ndarray
    employment_sector: ndarray
    labour_sector: ndarray
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
    ssc_contributions_count: ndarray
    ssc_actual_contributions_count: ndarray
    ssc_last_contributory_wage: ndarray
    unemployment_spell_month: ndarray
    unemployment_spells_before: ndarray
    unemployment_insurance_contributions: ndarray
    contributions_since_unemployment_spell: ndarray


class Families(NamedTuple):
    """Where each family begins, and the columns of families that the kernels read."""

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


class Dwellings(NamedTuple):
    """The columns of households that the kernels read."""

    hazard_rank: ndarray
    governorate: ndarray


class Scratch(NamedTuple):
    """What the first pass leaves for the quotas, one value a family.

    Whether the family may have the Unified Cash Transfer, what it would be, disability care before its
    maximum, and whether a shock strikes a family that its support is open to.
    """

    is_candidate: ndarray
    due: ndarray
    care: ndarray
    is_struck: ndarray
