"""Work injuries, survivors, and the lump sum of the social security law, as numpy of persons."""

from typing import NamedTuple

import numpy
from numpy import ndarray

from tests.benchmarks.restated.arrays import has_reached, is_below, require
from tests.benchmarks.restated.codes import (
    DAUGHTER,
    DEATH_CASE,
    DISABILITY_CASE,
    DIVORCED,
    FEMALE,
    FOREIGNER_CASE,
    IN_SERVICE,
    INJURY_DEATH,
    JORDANIAN,
    NEVER_MARRIED,
    NO_DEATH,
    NOT_DISABLED_FOR_SSC,
    OLDER_CASE,
    OTHER_SURVIVOR,
    OUT_OF_SERVICE,
    PENSION_AGE_CASE,
    SINGLE_WOMAN_CASE,
    SON,
    SURVIVOR,
    TOTAL,
    WIDOW,
    WIDOWED,
    WIDOWER,
)
from tests.benchmarks.restated.pensions import disability_rate, has_old_age_record


class Injured(NamedTuple):
    """What a work injury left: the pension that total disability gives, and how severe the disability is."""

    base: ndarray
    share: ndarray
    is_total: ndarray
    is_partial: ndarray
    is_slight: ndarray


def injured(persons, law):
    """Who has a work injury on record, and what it left."""
    wage, share = persons["wage_at_injury"], persons["work_injury_disability_share"]
    is_injured, is_total = wage > 0, persons["is_work_injury_disability_total"]
    is_high, is_less = share >= law.partial_threshold, is_injured & ~is_total
    is_slight = is_less & ~is_high & (share > 0)
    return Injured(law.total_rate * wage, share, is_injured & is_total, is_less & is_high, is_slight)


def injury_pensions(persons, left, injuries, pensions):
    """Pensions for work injuries: total, and partial."""
    is_citizen, sectors = persons["nationality"] == JORDANIAN, injuries.minimum_wage.shape[1]
    least = injuries.minimum_wage.ravel()[is_citizen * numpy.uint8(sectors) + persons["labour_sector"]]
    helper = numpy.minimum(injuries.helper_increase * left.base, least)
    of_total = numpy.maximum(left.base, pensions.minimum_disability) + pensions.increase_disability
    of_total += numpy.where(persons["needs_helper_after_work_injury"], helper, 0)
    of_partial = numpy.maximum(left.share * left.base, pensions.minimum_standard) + pensions.increase_disability
    return numpy.where(left.is_total, of_total, 0), numpy.where(left.is_partial, of_partial, 0)


def injury_lump_sum(persons, left, law):
    """The lump sum for a slight disability, in the month of the decision."""
    is_due = left.is_slight & persons["is_work_injury_decided_this_month"]
    return numpy.where(is_due, left.share * left.base * law.lump_sum_months, 0)


def injury_allowance(persons, law):
    """The daily allowance, for days after those that the employer pays."""
    before = persons["work_injury_earlier_incapacity_days"]
    until_now = before + persons["work_injury_incapacity_days"]
    days = numpy.maximum(until_now - law.employer_days, 0) - numpy.maximum(before - law.employer_days, 0)
    return law.daily_rate * persons["wage_at_injury"] * days


def covered_deaths(persons, law):
    """Deaths that leave a pension: natural, and from a work injury."""
    death, actual = persons["deceased_insured_death"], persons["deceased_actual_contributions_count"]
    consecutive = persons["deceased_consecutive_contributions_count"]
    in_service = (death == IN_SERVICE) & (actual >= law.in_service) & (consecutive >= law.in_service_consecutive)
    out_of_service = (death == OUT_OF_SERVICE) & (actual >= law.out_of_service)
    out_of_service &= consecutive >= law.out_of_service_consecutive
    out_of_service &= persons["deceased_months_out_of_work"] <= law.longest_gap
    return in_service | out_of_service, (death == INJURY_DEATH) & (persons["deceased_wage_at_injury"] > 0)


def survivor_pension(persons, parameters, is_natural, is_injury):
    """The share of the deceased's pension of who claims it and may draw it."""
    law, pensions, share = parameters.deaths, parameters.pensions, persons["survivor_share"]
    rate = disability_rate(persons["deceased_contributions_count"], pensions)
    base = numpy.where(is_natural, rate * persons["deceased_average_wage"], 0)
    base += numpy.where(is_injury, law.injury_rate * persons["deceased_wage_at_injury"], 0)
    total = numpy.maximum(base, pensions.minimum_disability) + pensions.increase_disability
    is_due = (persons["ssc_pension_claim"] == SURVIVOR) & is_survivor(persons, parameters) & (base > 0) & (total > 0)
    is_unknown = numpy.isnan(share)
    require("social_security_law.survivors.shares_table", law.share, is_due & is_unknown)
    return numpy.where(is_due, numpy.where(is_unknown, law.share, share) * total, 0)


def is_survivor(persons, parameters):
    """Whether a person is a beneficiary of a deceased insured person."""
    law, days, kind = parameters.deaths, parameters.days, persons["survivor_kind"]
    is_disabled, status = persons["natural_disability_degree"] == TOTAL, persons["marital_status"]
    is_single = status == NEVER_MARRIED
    if law.counts_former_wives:
        is_single |= (status == DIVORCED) | (status == WIDOWED)
    is_widower = kind == WIDOWER
    if law.widower_must_be_disabled:
        is_widower &= is_disabled
    is_child = (kind == SON) & (is_below(persons, days.son, days) | is_disabled)
    is_child |= (kind == DAUGHTER) & is_single
    return (kind == WIDOW) | is_widower | is_child | (kind == OTHER_SURVIVOR)


def lump_sum(persons, parameters, is_disability_covered, is_death_covered):
    """The lump sum of who leaves insurance without a pension; after a death on the record of the deceased."""
    law, case = parameters.lump_sum, persons["lump_sum_case"]
    of_deceased = (case == DEATH_CASE) & (persons["deceased_insured_death"] != NO_DEATH) & ~is_death_covered
    is_disabled = persons["natural_disability_degree"] != NOT_DISABLED_FOR_SSC
    is_due = of_deceased | ((case == FOREIGNER_CASE) & (persons["nationality"] != JORDANIAN))
    is_due |= (case == DISABILITY_CASE) & is_disabled & ~is_disability_covered
    is_due |= is_lump_sum_by_age(persons, parameters)
    count = numpy.where(of_deceased, persons["deceased_contributions_count"], persons["ssc_contributions_count"])
    wages = numpy.where(of_deceased, persons["deceased_contributory_wages"], persons["total_contributory_wages"])
    rate = numpy.select([count >= threshold for threshold in law.thresholds], list(law.rates), 0.0)
    return numpy.where(is_due, rate * wages, 0)


def is_lump_sum_by_age(persons, parameters):
    """Persons of pension age short of contributions, single women, and older people long out of work."""
    law, days, case = parameters.lump_sum, parameters.days, persons["lump_sum_case"]
    is_of_age = has_reached(persons, days.old_age) & ~has_old_age_record(persons, parameters.pensions)
    is_single_woman = (persons["sex"] == FEMALE) & (persons["marital_status"] == NEVER_MARRIED)
    is_single_woman &= persons["birth_date"] <= days.single_woman
    is_older = has_reached(persons, days.older)
    is_older &= persons["ssc_contributions_count"] <= law.older_contributions
    is_older &= persons["months_since_insured_work_end"] >= law.months_out
    by_age = (case == PENSION_AGE_CASE) & is_of_age
    by_age |= (case == SINGLE_WOMAN_CASE) & is_single_woman
    return by_age | ((case == OLDER_CASE) & is_older)
