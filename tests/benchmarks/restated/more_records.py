"""The records of the rules that few people meet (see `record.py`). An amount that is unset is not a number."""

from typing import NamedTuple

import numpy


class BySize(NamedTuple):
    """JOD by the size of a family: up to the first limit, up to the second, and above."""

    first_limit: float
    second_limit: float
    small: float
    middle: float
    large: float


class Selected(NamedTuple):
    """Aid to whom a caseworker, a list or a giver chose; zero while it is not paid."""

    emergency_mean: float
    emergency_regular: float
    emergency_disaster: float
    prison_from: int
    prison_to: int
    excellent_average: float
    instant_maximum: float
    quarterly_maximum: float
    royal_voucher: float
    food_card: float
    zakat_coupon: float
    zakat_feast: float
    zakat_extra: float
    foster: float
    elderly_care: float
    funeral: float
    coupon: float
    coupons: BySize


class Reaya(NamedTuple):
    """Childcare of insured mothers. The child is born after `born_after`, the later of two days."""

    months: int
    born_after: int
    home_care: float
    home_care_wage: float
    nursery_wage: float
    nursery: float
    nursery_minimum: float
    nursery_maximum: float


class Pensions(NamedTuple):
    """Old age, early retirement and natural disability. Pairs are by sex; `transition` by row, then by sex."""

    contributions: int
    actual_contributions: int
    thresholds: tuple[float, ...]
    rates: tuple[float, ...]
    lowest_average: float
    highest_average: float
    minimum_standard: float
    minimum_disability: float
    increase_old_age: float
    increase_disability: float
    has_dependants_increase: bool
    first_rate: float
    first_minimum: float
    first_maximum: float
    other_rate: float
    other_maximum: float
    other_count: int
    cohort: int
    standard: tuple[int, int]
    long_career: int
    transition_born: tuple[int, ...]
    transition: tuple[tuple[int, int], ...]
    later_cohort: tuple[int, int]
    hazardous: tuple[int, int]
    hazardous_recent: int
    reduction: float
    disability_actual: int
    disability_consecutive: int
    claim_months: int
    long_contributions: int
    short_contributions: int
    base_rate: float
    rate_long: float
    rate_short: float
    partial_share: float


class Injuries(NamedTuple):
    """Work injuries. `minimum_wage` is JOD by whether a citizen, then by the code of the sector of labour."""

    total_rate: float
    partial_threshold: float
    helper_increase: float
    minimum_wage: numpy.ndarray
    lump_sum_months: float
    employer_days: int
    daily_rate: float


class Deaths(NamedTuple):
    """What the death of an insured person leaves."""

    in_service: int
    in_service_consecutive: int
    out_of_service: int
    out_of_service_consecutive: int
    longest_gap: int
    injury_rate: float
    counts_former_wives: bool
    widower_must_be_disabled: bool
    share: float


class LumpSum(NamedTuple):
    """The lump sum of who leaves insurance; thresholds and rates fall."""

    thresholds: tuple[int, ...]
    rates: tuple[float, ...]
    older_contributions: int
    months_out: int


class Jobs(NamedTuple):
    """Tashgheel and Estidama++. `transport` is by sex."""

    tashgheel_is_open: bool
    contract_months: int
    months: int
    months_disability: int
    months_vocational: int
    long_term_months: int
    transport: tuple[float, float]
    workers: int
    hired_within: int
    wage_limit: float
    old_age_cover: float
    support_months: int
    support: float
    instalment: float
    instalments: int
    interval: int


class Orders(NamedTuple):
    """Wages under the defence orders of 2020 to 2022; zero while they are not paid."""

    wage_share: float
    minimum: float
    maximum: float
    employer_share: float
    employer_maximum: float
    insured_months: int
    flat: float
    estidama_maximum: float
    pay_share: numpy.ndarray
    programme_share: numpy.ndarray


class Yearly(NamedTuple):
    """What is granted by the year, JOD a year."""

    fuel_2012: float
    fuel_2012_persons: float
    fuel_2012_income: float
    rehabilitation: float
    gharimat: float
    winter_one: float
    winter_largest: float
    winter_other: float
    winter_largest_size: int
