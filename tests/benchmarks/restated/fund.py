"""The monthly cash of the National Aid Fund as numpy."""

import numpy

from tests.benchmarks.restated.arrays import head_of, is_below, round_half_up, sum_of
from tests.benchmarks.restated.codes import CHILD, DESERTED, DIVORCED, FEMALE, JORDANIAN, SEVERE, WIDOWED


def may_have_transfer(families, transfer, head_citizen):
    """Whether each family passes every gate of the Unified Cash Transfer and claims it."""
    passes = head_citizen & (families["naf_targeting_score_illustrative"] < transfer.line)
    passes &= (families["number_of_cars"] == 0) | (families["newest_car_age"] >= transfer.car_age)
    passes &= families["business_capital"] < transfer.business
    passes &= families["property_value"] <= transfer.real_estate
    passes &= families["livestock_count"] <= transfer.livestock
    passes &= ~families["receives_recurring_aid_last_month"]
    passes &= families["claims_cash_transfer"]
    return passes


def transfer_due(families, citizens, transfer):
    """The Unified Cash Transfer of families inside the quota."""
    gap = numpy.maximum(transfer.line - families["naf_targeting_score_illustrative"], 0) * citizens
    return round_half_up(numpy.clip(transfer.gap_share * gap, transfer.minimum, transfer.maximum), transfer.rounding)


def countable_income(inputs, recurring, claimed=None):
    """Earnings after the disregard, pensions (also those claimed from a record) and rents of all members."""
    persons, (income, unearned) = inputs.persons, inputs.buffers
    numpy.add(persons["wage"], persons["other_earnings"], out=income)
    income[persons["months_since_job_start"] < recurring.disregard_months] = 0
    income += numpy.add(persons["pension"], persons["rent_income"], out=unearned)
    if claimed is not None:
        income += claimed
    return sum_of(inputs, income)


def is_fatherless(persons):
    """Children and other dependants, of whatever age, who have lost the father."""
    return ~persons["is_father_alive"] & (persons["family_role"] >= CHILD)


def is_orphan(persons, days):
    """The same below the age of majority."""
    return is_fatherless(persons) & is_below(persons, days.end_of_childhood, days)


def may_have_recurring_aid(inputs, parameters, has_orphans, income_below):
    """Whether each citizens' family has a category of recurring aid, meets its test of income and claims it."""
    families, recurring = inputs.families, parameters.recurring
    status, born = head_of(inputs, "marital_status"), head_of(inputs, "birth_date")
    is_female = head_of(inputs, "sex") == FEMALE
    is_divorced = is_female & (status == DIVORCED)
    held = has_orphans | is_divorced | (head_of(inputs, "disability_severity") == SEVERE)
    held |= is_female & ((status == WIDOWED) | (status == DESERTED))
    held |= born <= parameters.days.elderly
    # The categories are ranked: who is divorced and has orphans is tested as a family of orphans. A divorced
    # head is not married, so that nobody leaves that category by marrying.
    is_met = income_below if recurring.tests_divorced else income_below | (is_divorced & ~has_orphans)
    paid = held & is_met & families["claims_recurring_aid"]
    if recurring.real_estate_disqualifies:
        paid &= ~families["owns_real_estate_beside_dwelling"]
    return paid


def recurring_aid_due(citizens, income, recurring):
    """Recurring aid of families that may have it."""
    gap = numpy.minimum(recurring.step * citizens, recurring.ceiling) - income
    return round_half_up(numpy.clip(gap, recurring.floor, recurring.ceiling), recurring.rounding)


def disability_care(persons, recurring, is_entitled_family):
    """Disability care of persons for whom it is claimed, before the maximum of the family."""
    is_due = persons["claims_disability_care"] & (persons["nationality"] == JORDANIAN)
    is_due &= is_entitled_family[persons["family_id"]]
    return numpy.where(is_due, recurring.care[persons["disability_severity"]], 0)
