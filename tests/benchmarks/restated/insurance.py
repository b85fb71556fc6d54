"""Benefits of the social security law to who works or worked, as numpy; amounts of persons."""

import numpy

from tests.benchmarks.restated.arrays import has_reached, require, round_half_up
from tests.benchmarks.restated.codes import DAILY_WAGE_WORKER, EMPLOYEE, PRIVATE_FORMAL, UNEMPLOYED


def unemployment_benefit(persons, parameters):
    """The rate of the month of the spell, on the last wage."""
    law, days = parameters.insurance, parameters.days
    born, month = persons["birth_date"], persons["unemployment_spell_month"]
    actual, spells = persons["ssc_actual_contributions_count"], persons["unemployment_spells_before"]
    is_long = numpy.maximum(actual, persons["ssc_contributions_count"]) >= law.long_threshold
    is_due = (
        persons["was_last_job_privately_insured"]
        & (persons["employment_status"] == UNEMPLOYED)
        & (persons["wage"] <= 0)
        & (actual >= law.contributions)
        & (persons["unemployment_insurance_contributions"] >= law.own_contributions)
        & ~has_reached(persons, days.unemployment)
        & (born <= days.first_of_month)
        & (spells < law.spells)
        & ((spells < 1) | (persons["contributions_since_unemployment_spell"] >= law.contributions))
        & (month >= 1)
        & numpy.where(is_long, month <= law.months_long, month <= law.months_short)
    )
    rate = numpy.take(law.schedule, month - 1, mode="clip")
    benefit = numpy.minimum(rate * persons["ssc_last_contributory_wage"], law.cap)
    return numpy.where(is_due, round_half_up(benefit, law.rounding), 0)


def maternity_allowance(persons, parameters, is_insured):
    """The wage of the whole leave, in the month of a birth."""
    law, contributions = parameters.insurance, persons["successive_maternity_contributions"]
    if law.maternity_any_month:
        contributions = numpy.maximum(contributions, persons["recent_maternity_contributions"])
    is_due = persons["has_given_birth"] & is_insured & (contributions >= law.maternity_contributions)
    wage = law.maternity_rate * persons["ssc_last_contributory_wage"]
    return numpy.where(is_due, round_half_up(law.maternity_months * wage, law.rounding), 0)


def is_maternity_insured(persons, parameters):
    """Insured through a private establishment; in agriculture too, where maternity is one of the branches."""
    days, status, born = parameters.days, persons["employment_status"], persons["birth_date"]
    return (
        ((status == EMPLOYEE) | (status == DAILY_WAGE_WORKER))
        & (persons["employment_sector"] == PRIVATE_FORMAL)
        & ((born <= days.insurable) | (born > days.first_of_month))
        & (persons["working_days_in_month"] > parameters.insurance.working_days)
        & ~persons["is_in_treasury_pension_scheme"]
    )


def reaya(persons, parameters, is_insured):
    """The home care allowance and the nursery allowance of mothers after their leave."""
    law, days = parameters.reaya, parameters.days
    month, born, wage = persons["months_since_maternity_leave"], persons["reaya_child_birth_date"], persons["wage"]
    in_nursery, decided = persons["uses_licensed_nursery"], persons["reaya_nursery_allowance_decided"]
    is_met = is_insured & (month >= 1) & (month <= law.months)
    is_met &= (born > law.born_after) & (born <= days.first_of_month)
    is_nursery_due = is_met & in_nursery & (wage <= law.nursery_wage)
    require("social_security_law.reaya.nursery_allowance", law.nursery, is_nursery_due & (decided <= 0))
    within = numpy.clip(decided, law.nursery_minimum, law.nursery_maximum)
    at_home = numpy.where(is_met & ~in_nursery & (wage <= law.home_care_wage), law.home_care, 0)
    return at_home, numpy.where(is_nursery_due, numpy.where(decided > 0, within, law.nursery), 0)
