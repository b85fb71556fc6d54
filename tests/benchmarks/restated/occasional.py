"""Cash of the National Aid Fund and others that the parameters do not pay in every month, as numpy."""

import numpy

from tests.benchmarks.restated.arrays import any_of, by_size, count_of, head_from_gaza, is_below
from tests.benchmarks.restated.codes import DAILY_WAGE_WORKER


def beneficiaries(amounts):
    """Whether each family receives monthly cash of the Fund."""
    return (amounts["uct"] > 0) | (amounts["recurring_aid"] + amounts["disability_care"] > 0)


def occasional(inputs, parameters, head_citizen, amounts):
    """What the parameters pay in the month of the programmes of past years and of other months."""
    law, size, paid = parameters.occasional, inputs.size, {}
    monthly = amounts["recurring_aid"] + amounts["disability_care"]
    if law.royal_grant:
        paid["royal_grant"] = numpy.where(monthly > 0, law.royal_grant, 0)
    if law.winter_aid or law.ramadan_voucher or law.fuel_2022_is_on:
        beneficiary = beneficiaries(amounts)
        paid["winter_aid"] = numpy.where(beneficiary, law.winter_aid, 0)
        paid["ramadan_voucher"] = numpy.where(beneficiary, law.ramadan_voucher, 0)
        paid["fuel_compensation_2022"] = numpy.where(beneficiary, by_size(size, law.fuel_2022), 0)
    if law.daily_wage_is_on:
        is_due = any_of(inputs, inputs.persons["employment_status"] == DAILY_WAGE_WORKER)
        is_due &= head_citizen | head_from_gaza(inputs)
        is_due &= ~inputs.families["receives_recurring_aid_last_month"]
        paid["daily_wage_support"] = numpy.where(is_due, by_size(size, law.daily_wage), 0)
    if law.child_benefit:
        is_child = is_below(inputs.persons, parameters.days.end_of_childhood, parameters.days)
        paid["child_benefit"] = law.child_benefit * count_of(inputs, is_child)
    return paid
