"""The same numpy with what its author knows of the data: who gets nothing is left out, what few get goes by rows.

No yardstick of the rules, for it would be wrong for another population: `never_due.py` says which programmes it
leaves out and why they pay nobody here, and which inputs it takes to be at their default. It tells how much of
the time of `whole_array.py` is spent on people whom the rules give nothing.
"""

import numpy

from tests.benchmarks.restated import fund
from tests.benchmarks.restated.arrays import (
    Rows,
    any_of,
    count_of,
    head_of,
    inside_quota,
    is_below,
    sum_of_rows,
)
from tests.benchmarks.restated.codes import JORDANIAN, NOT_LISTED, UNEMPLOYED
from tests.benchmarks.restated.insurance import is_maternity_insured, maternity_allowance, unemployment_benefit
from tests.benchmarks.restated.occasional import occasional
from tests.benchmarks.restated.refugees import food_assistance, refugee_cash
from tests.benchmarks.restated.rules import MONTHLY, WITHOUT_RULE
from tests.benchmarks.restated.shock import shock_response


def evaluate_month(inputs, parameters):
    """JOD of the month by programme, one value a family (arrays may be shared: do not write into them)."""
    amounts = dict.fromkeys([*MONTHLY, *WITHOUT_RULE], numpy.zeros(len(inputs.head)))
    head_citizen = head_of(inputs, "nationality") == JORDANIAN
    citizens = inputs.size - count_of(inputs, numpy.flatnonzero(inputs.persons["nationality"] != JORDANIAN))
    amounts["uct"], has_uct = cash_transfer(inputs, parameters.transfer, head_citizen, citizens)
    amounts |= monthly_aid(inputs, parameters, head_citizen, citizens, has_uct)
    amounts |= occasional(inputs, parameters, head_citizen, amounts)
    amounts |= by_person(inputs, parameters)
    amounts["unhcr_cash"] = listed_refugee_cash(inputs, parameters.refugees)
    amounts |= shock_response(inputs, parameters.shock, head_citizen, amounts)
    return amounts


def cash_transfer(inputs, transfer, head_citizen, citizens):
    """The Unified Cash Transfer, worked out for those inside the quota, and who has it."""
    passes = fund.may_have_transfer(inputs.families, transfer, head_citizen)
    score = inputs.families["naf_targeting_score_illustrative"]
    paid = inside_quota(numpy.flatnonzero(passes), score, inputs.weight, transfer.quota)
    amount, has_uct = numpy.zeros(len(score)), numpy.zeros(len(score), dtype=bool)
    amount[paid] = fund.transfer_due(Rows(inputs.families, paid), citizens[paid], transfer)
    has_uct[paid] = True
    return amount, has_uct


def monthly_aid(inputs, parameters, head_citizen, citizens, has_uct):
    """Recurring aid, worked out for those to whom it is due, and disability care within the maximum of both."""
    persons, recurring, days = inputs.persons, parameters.recurring, parameters.days
    income = fund.countable_income(inputs, recurring)
    is_low = income < recurring.income_limit * citizens
    fatherless = numpy.flatnonzero(fund.is_fatherless(persons))
    of_age = is_below(Rows(persons, fatherless), days.end_of_childhood, days)
    paid = fund.may_have_recurring_aid(inputs, parameters, any_of(inputs, fatherless[of_age]), is_low)
    rows = numpy.flatnonzero(head_citizen & paid & ~has_uct)
    aid = numpy.zeros(len(inputs.head))
    aid[rows] = fund.recurring_aid_due(citizens[rows], income[rows], recurring)
    cared = numpy.flatnonzero((persons["disability_severity"] > 0) & persons["claims_disability_care"])
    care = sum_of_rows(inputs, cared, fund.disability_care(Rows(persons, cared), recurring, head_citizen & is_low))
    return {"recurring_aid": aid, "disability_care": numpy.minimum(care, recurring.total_maximum - aid)}


def by_person(inputs, parameters):
    """Benefits of social security and food assistance, for the few who have the event or are on a list."""
    persons = inputs.persons
    lost_work = persons["was_last_job_privately_insured"] & (persons["employment_status"] == UNEMPLOYED)
    in_camp_or_listed = persons["lives_in_refugee_camp"] | (persons["wfp_tier"] != NOT_LISTED)
    rules = {
        "unemployment_benefit": (lost_work, lambda some: unemployment_benefit(some, parameters)),
        "maternity_allowance": (
            persons["has_given_birth"],
            lambda some: maternity_allowance(some, parameters, is_maternity_insured(some, parameters)),
        ),
        "wfp_food_assistance": (in_camp_or_listed, lambda some: food_assistance(some, parameters.refugees)),
    }
    rows = {programme: numpy.flatnonzero(concerned) for programme, (concerned, _) in rules.items()}
    return {
        programme: sum_of_rows(inputs, rows[programme], rule(Rows(persons, rows[programme])))
        for programme, (_, rule) in rules.items()
    }


def listed_refugee_cash(inputs, refugees):
    """UNHCR's cash, worked out for the families on its list."""
    rows = numpy.flatnonzero(inputs.families["is_on_unhcr_cash_list"])
    in_camp = inputs.persons["lives_in_refugee_camp"][inputs.head[rows]]
    amount = numpy.zeros(len(inputs.head))
    amount[rows] = refugee_cash(inputs.size[rows], in_camp, True, refugees)
    return amount
