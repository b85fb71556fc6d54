"""The cash programmes of 2026 as numpy: each rule over all persons or families, whoever they are.

A yardstick and an oracle, never a source of law: one thread, no cutting into pieces. What the parameters do not
pay in the month is not computed; nothing is left out because of who is in the population.
"""

import numpy

from tests.benchmarks.restated import fund, jobs, refugees, selected
from tests.benchmarks.restated.arrays import any_of, citizens_of, head_of, inside_quota, require, sum_of
from tests.benchmarks.restated.codes import FEMALE, JORDANIAN
from tests.benchmarks.restated.occasional import beneficiaries, occasional
from tests.benchmarks.restated.rules import MONTHLY, WITHOUT_RULE
from tests.benchmarks.restated.shock import shock_response
from tests.benchmarks.restated.social_security import claimed_pension, events_of, social_security


def evaluate_month(inputs, parameters):
    """JOD of the month by programme granted by the month, one value a family (do not write into them)."""
    amounts = dict.fromkeys([*MONTHLY, *WITHOUT_RULE], numpy.zeros(len(inputs.head)))
    head_citizen, citizens = head_of(inputs, "nationality") == JORDANIAN, citizens_of(inputs)
    benefits = social_security(inputs.persons, parameters)
    amounts |= {programme: sum_of(inputs, values) for programme, values in benefits.items()}
    amounts["uct"], has_uct = cash_transfer(inputs, parameters.transfer, head_citizen, citizens)
    amounts |= monthly_aid(inputs, parameters, head_citizen, citizens, has_uct, benefits["ssc_pension"])
    amounts |= occasional(inputs, parameters, head_citizen, amounts)
    amounts |= selected.aid_after_events(inputs, parameters.selected, head_citizen, beneficiaries(amounts))
    amounts |= selected.gifts(inputs, parameters.selected)
    amounts |= selected.care_and_funerals(inputs, parameters.selected, parameters.days)
    amounts |= work(inputs, parameters)
    amounts |= united_nations(inputs, parameters)
    amounts |= shock_response(inputs, parameters.shock, head_citizen, amounts)
    return amounts


def cash_transfer(inputs, transfer, head_citizen, citizens):
    """The Unified Cash Transfer, and who has it: who passes every gate, claims it and ranks inside the quota."""
    passes = fund.may_have_transfer(inputs.families, transfer, head_citizen)
    score = inputs.families["naf_targeting_score_illustrative"]
    has_uct = numpy.zeros(len(score), dtype=bool)
    has_uct[inside_quota(numpy.flatnonzero(passes), score, inputs.weight, transfer.quota)] = True
    return numpy.where(has_uct, fund.transfer_due(inputs.families, citizens, transfer), 0), has_uct


def monthly_aid(inputs, parameters, head_citizen, citizens, has_uct, pension):
    """Recurring aid, and disability care within the maximum of both."""
    recurring = parameters.recurring
    income = fund.countable_income(inputs, recurring, pension)
    is_below = income < recurring.income_limit * citizens
    has_orphans = any_of(inputs, fund.is_orphan(inputs.persons, parameters.days))
    paid = head_citizen & fund.may_have_recurring_aid(inputs, parameters, has_orphans, is_below) & ~has_uct
    aid = numpy.where(paid, fund.recurring_aid_due(citizens, income, recurring), 0)
    care = sum_of(inputs, fund.disability_care(inputs.persons, recurring, head_citizen & is_below))
    return {"recurring_aid": aid, "disability_care": numpy.minimum(care, recurring.total_maximum - aid)}


def work(inputs, parameters):
    """Employment programmes, and wages under the defence orders while they are paid."""
    persons, orders, paid = inputs.persons, parameters.orders, {}
    if parameters.jobs.tashgheel_is_open:
        paid["tashgheel_transport"] = jobs.tashgheel_transport(persons, parameters.jobs, parameters.days)
    support, incentive = jobs.estidama_plus(persons, parameters.jobs)
    paid |= {"estidama_plus_contribution": support, "estidama_plus_cash": incentive}
    if orders.wage_share > 0:
        paid["tadamun_1"] = jobs.tadamun_1(persons, orders)
    if orders.flat > 0:
        paid["tadamun_2"] = jobs.tadamun_2(persons, orders)
    if orders.estidama_maximum > 0:
        paid["estidama_wage_support"] = jobs.estidama_wage_support(persons, orders)
    return {programme: sum_of(inputs, values) for programme, values in paid.items()}


def united_nations(inputs, parameters):
    """Cash of WFP, UNHCR, UNICEF and UNRWA."""
    law, is_listed = parameters.refugees, inputs.families["is_on_unhcr_cash_list"]
    return {
        "wfp_food_assistance": sum_of(inputs, refugees.food_assistance(inputs.persons, law)),
        "unhcr_cash": refugees.refugee_cash(inputs.size, head_of(inputs, "lives_in_refugee_camp"), is_listed, law),
        "hajati": sum_of(inputs, refugees.hajati(inputs.persons, law, parameters.days)),
    } | refugees.unrwa(inputs, law, parameters.days)


def evaluate_year(inputs, year):
    """A twelfth of the JOD of the year by programme granted by the year, one value a family."""
    persons, law = inputs.persons, year.yearly
    cost = numpy.minimum(persons["rehabilitation_device_cost"], law.rehabilitation)
    debt = persons["gharimat_debt"]
    is_due = (persons["sex"] == FEMALE) & (debt > 0) & persons["is_gharimat_support_selected"]
    is_due &= ~persons["gharimat_support_already_received"]
    yearly = {
        "physical_rehabilitation": sum_of(inputs, numpy.where(persons["nationality"] == JORDANIAN, cost, 0)),
        "gharimat_support": sum_of(inputs, numpy.where(is_due, numpy.minimum(debt, law.gharimat), 0)),
        "unhcr_winter_cash": winter_cash(inputs, law),
        "fuel_compensation_2012": fuel_compensation(inputs, year),
    }
    return {programme: amount / 12 for programme, amount in yearly.items()}


def winter_cash(inputs, law):
    """UNHCR's cash for the winter that begins in the year."""
    is_listed, is_one, is_largest = (
        inputs.families["is_on_unhcr_winter_list"],
        inputs.size == 1,
        inputs.size == law.winter_largest_size,
    )
    path = "humanitarian_assistance.unhcr_winter"
    require(f"{path}.one_person_usd", law.winter_one, is_listed & is_one)
    require(f"{path}.seven_persons_usd", law.winter_largest, is_listed & is_largest)
    require(f"{path}.other_sizes_usd", law.winter_other, is_listed & ~is_one & ~is_largest)
    by_size = numpy.select([is_one, is_largest], [law.winter_one, law.winter_largest], law.winter_other)
    return numpy.where(is_listed, by_size, 0)


def fuel_compensation(inputs, year):
    """The compensation of 2012, while it pays anything, by the income of all months of the year."""
    law, persons = year.yearly, inputs.persons
    if not law.fuel_2012 > 0:
        return numpy.zeros(len(inputs.head))
    earned = persons["wage"] + persons["other_earnings"] + persons["pension"]
    income = 12 * (earned + persons["rent_income"] + persons["private_transfers"])
    for month in year.months:
        income += claimed_pension(persons, month, events_of(persons, month))
    is_due = (head_of(inputs, "nationality") == JORDANIAN) & (sum_of(inputs, income) <= law.fuel_2012_income)
    return numpy.where(is_due, numpy.minimum(inputs.size, law.fuel_2012_persons) * law.fuel_2012, 0)
