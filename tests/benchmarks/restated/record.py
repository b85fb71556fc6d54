"""The numbers that the restated rules read, as one record that numpy and numba know alike (see `parameters.py`)."""

from typing import NamedTuple

import numpy


class Days(NamedTuple):
    """Birth dates, in days since 1970, on which an age is reached on the first of the month."""

    first_of_month: int
    end_of_childhood: int
    elderly: int
    insurable: int
    unemployment_male: int
    unemployment_female: int


class BySize(NamedTuple):
    """JOD by the size of a family: up to the first limit, up to the second, and above."""

    first_limit: float
    second_limit: float
    small: float
    middle: float
    large: float


class Transfer(NamedTuple):
    """The targeting gates and the Unified Cash Transfer."""

    line: float
    car_age: float
    business: float
    real_estate: float
    livestock: float
    gap_share: float
    minimum: float
    maximum: float
    rounding: float
    quota: float


class Recurring(NamedTuple):
    """Recurring aid, disability care and their means test. `care` is JOD by the code of severity."""

    disregard_months: float
    income_limit: float
    tests_divorced: bool
    real_estate_disqualifies: bool
    step: float
    floor: float
    ceiling: float
    rounding: float
    total_maximum: float
    care: numpy.ndarray


class Occasional(NamedTuple):
    """Cash of past years and of other months, zero while it is not paid."""

    winter_aid: float
    royal_grant: float
    ramadan_voucher: float
    fuel_2022: BySize
    fuel_2022_is_on: bool
    daily_wage: BySize
    daily_wage_is_on: bool
    fuel_2012: float
    fuel_2012_persons: float
    fuel_2012_income: float
    child_benefit: float


class Refugees(NamedTuple):
    """Cash of WFP and UNHCR, after what a cut takes. `unhcr_camp` is not a number while it is unset."""

    wfp_camp: float
    wfp_most: float
    wfp_moderate: float
    unhcr_one: float
    unhcr_further: float
    unhcr_largest: float
    unhcr_camp: float
    unhcr_share: float


class Insurance(NamedTuple):
    """Unemployment benefit and maternity allowance of the social security law. `schedule` is the rate by month."""

    contributions: float
    own_contributions: float
    spells: float
    long_threshold: float
    months_long: float
    months_short: float
    schedule: numpy.ndarray
    cap: float
    maternity_any_month: bool
    maternity_contributions: float
    maternity_months: float
    maternity_rate: float
    is_full_month_insured: bool
    rounding: float


class Shock(NamedTuple):
    """The response to a shock. `struck` is the share struck by flood, by the code of the governorate."""

    vertical_is_on: bool
    vertical: BySize
    horizontal_is_on: bool
    horizontal: BySize
    quota: float
    highest_score: float
    strikes_informal: bool
    strikes_livestock: bool
    strikes_farm_work: bool
    flood_is_on: bool
    struck: numpy.ndarray
    loss: float
    relief_maximum: float


class Parameters(NamedTuple):
    """All numbers of one policy in one month."""

    days: Days
    transfer: Transfer
    recurring: Recurring
    occasional: Occasional
    refugees: Refugees
    insurance: Insurance
    shock: Shock
