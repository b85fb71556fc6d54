"""The numbers that the restated rules read, as one record that numpy and numba know alike (see `parameters.py`)."""

from typing import NamedTuple

import numpy

from tests.benchmarks.restated.more_records import (
    BySize,
    Deaths,
    Injuries,
    Jobs,
    LumpSum,
    Orders,
    Pensions,
    Reaya,
    Selected,
    Yearly,
)


class Days(NamedTuple):
    """Birth dates, in days since 1970, on which an age is reached on the first of the month.

    Pairs are by the code of sex; `payable` is by the row of `Pensions.transition_born`; the placed are
    by the months since the placement.
    """

    first_of_month: int
    end_of_childhood: int
    elderly: int
    insurable: int
    unemployment: tuple[int, int]
    son: int
    old_age: tuple[int, int]
    standard: int
    long_career: int
    later_cohort: tuple[int, int]
    hazardous: int
    payable: tuple[int, ...]
    single_woman: int
    older: tuple[int, int]
    pupil: int
    pupil_no_more: int
    unrwa_elderly: int
    unrwa_child_no_more: int
    reaya_child: int
    placed_oldest: numpy.ndarray
    placed_youngest: numpy.ndarray


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

    disregard_months: int
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
    child_benefit: float


class Refugees(NamedTuple):
    """Cash of the United Nations, after what a cut takes. `unhcr_camp` is not a number while it is unset."""

    wfp_camp: float
    wfp_most: float
    wfp_moderate: float
    unhcr_one: float
    unhcr_further: float
    unhcr_largest: float
    unhcr_camp: float
    unhcr_share: float
    hajati: float
    unrwa_member: float
    unrwa_gaza: float


class Insurance(NamedTuple):
    """Unemployment benefit and maternity allowance of the social security law. `schedule` is the rate by month."""

    contributions: int
    own_contributions: int
    spells: int
    long_threshold: int
    months_long: int
    months_short: int
    schedule: numpy.ndarray
    cap: float
    maternity_any_month: bool
    maternity_contributions: int
    maternity_months: float
    maternity_rate: float
    working_days: int
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
    strikes_work_lost: bool
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
    selected: Selected
    refugees: Refugees
    insurance: Insurance
    reaya: Reaya
    pensions: Pensions
    injuries: Injuries
    deaths: Deaths
    lump_sum: LumpSum
    jobs: Jobs
    orders: Orders
    shock: Shock


class Year(NamedTuple):
    """What a policy grants by the year, and its numbers in each month of it."""

    yearly: Yearly
    months: tuple[Parameters, ...]
