"""Pensions of the social security law for old age, early retirement and natural disability, as numpy of persons."""

import numpy

from tests.benchmarks.restated.arrays import has_reached, is_at_least, require
from tests.benchmarks.restated.codes import EARLY, INACTIVE, PARTIAL, TOTAL, UNEMPLOYED


def average_wage(window, start, law):
    """The average of a window, within bounds of an earlier wage where there is one."""
    bounded = numpy.clip(window, law.lowest_average * start, law.highest_average * start)
    return numpy.where((start > 0) & (window > 0), bounded, window)


def accrued(persons, average, law):
    """What the years of contributions earn of the average, bracket by bracket."""
    earned, part, before = numpy.zeros(len(average)), numpy.empty(len(average)), 0.0
    for threshold, rate in zip(law.thresholds, law.rates, strict=True):
        numpy.maximum(numpy.subtract(average, threshold, out=part), 0, out=part)
        part *= (rate - before) / 12
        earned += part
        before = rate
    earned *= persons["ssc_contributions_count"]
    return earned


def has_old_age_record(persons, law):
    """Contributions enough for the old-age pension."""
    enough = persons["ssc_contributions_count"] >= law.contributions
    return enough & (persons["ssc_actual_contributions_count"] >= law.actual_contributions)


def old_age_pension(persons, law, days):
    """The old-age pension with its increase for dependants."""
    status, dependants = persons["employment_status"], persons["ssc_dependants_count"]
    is_due = has_reached(persons, days.old_age) & has_old_age_record(persons, law)
    is_due &= (status == INACTIVE) | (status == UNEMPLOYED)
    average = average_wage(persons["pension_window_average_wage"], persons["pension_reference_wage"], law)
    base = numpy.where(is_due, accrued(persons, average, law), 0)
    pension = numpy.maximum(base, law.minimum_standard) + law.increase_old_age
    if law.has_dependants_increase:
        first = numpy.clip(law.first_rate * base, law.first_minimum, law.first_maximum)
        further = numpy.minimum(law.other_rate * base, law.other_maximum)
        increase = first + further * numpy.clip(dependants - 1, 0, law.other_count)
        pension += numpy.where(dependants > 0, increase, 0)
    return numpy.where(base > 0, pension, 0)


def may_retire_early(persons, law, days):
    """Whether any route to early retirement is open."""
    born, name = persons["birth_date"], "ssc_actual_contributions_count"
    is_earlier = persons["ssc_first_registration_date"] < law.cohort
    earlier = (born <= days.standard) & is_at_least(persons, name, law.standard)
    earlier |= (born <= days.long_career) & (persons[name] >= law.long_career)
    earlier |= is_in_transition(persons, law, days)
    later = has_reached(persons, days.later_cohort) & is_at_least(persons, name, law.later_cohort)
    hazardous = (born <= days.hazardous) & is_at_least(persons, name, law.hazardous)
    hazardous &= persons["hazardous_contributions_last_10_years"] >= law.hazardous_recent
    return numpy.where(is_earlier, earlier, later) | hazardous


def is_in_transition(persons, law, days):
    """The oldest row reached before the law of 2014 holds."""
    born = persons["birth_date"]
    reached = [born <= day for day in law.transition_born]
    met = [
        is_at_least(persons, "ssc_actual_contributions_count", pair) & (born <= payable)
        for pair, payable in zip(law.transition, days.payable, strict=True)
    ]
    return numpy.select(reached, met, False)


def early_pension(persons, law, days):
    """The early pension of who claims it, less the reduction."""
    average = average_wage(persons["early_pension_window_average_wage"], persons["pension_reference_wage"], law)
    is_due = (persons["ssc_pension_claim"] == EARLY) & may_retire_early(persons, law, days) & (average > 0)
    given = persons["early_retirement_reduction_rate"]
    is_unknown = numpy.isnan(given)
    require("social_security_law.early_retirement.reduction_table", law.reduction, is_due & is_unknown)
    earned = accrued(persons, average, law) * (1 - numpy.where(is_unknown, law.reduction, given))
    return numpy.where(is_due, numpy.maximum(earned, law.minimum_standard), 0)


def disabilities(persons, law):
    """Who may draw a pension for natural disability: total, and partial."""
    degree = persons["natural_disability_degree"]
    is_covered = persons["ssc_actual_contributions_count"] >= law.disability_actual
    is_covered &= persons["ssc_consecutive_contributions_count"] >= law.disability_consecutive
    is_covered &= persons["months_since_insured_work_end"] <= law.claim_months
    return is_covered & (degree == TOTAL), is_covered & (degree == PARTIAL)


def disability_rate(count, law):
    """The part of the average wage that disability gives, by the number of contributions."""
    is_long, is_short = count >= law.long_contributions, count >= law.short_contributions
    rate = numpy.select([is_long, is_short], [law.rate_long / 12, law.rate_short / 12], 0.0)
    rate *= count
    rate += law.base_rate
    return rate


def disability_pensions(persons, law, is_total, is_partial):
    """Pensions for natural disability: total, and partial."""
    average = persons["pension_window_average_wage"]
    base = disability_rate(persons["ssc_contributions_count"], law) * average
    of_total = numpy.maximum(base, law.minimum_disability) + law.increase_disability
    of_partial = numpy.maximum(law.partial_share * base, law.minimum_standard) + law.increase_disability
    has_wage = average > 0
    return numpy.where(is_total & has_wage, of_total, 0), numpy.where(is_partial & has_wage, of_partial, 0)
