"""The cash programmes of 2026 as numpy over the whole population: one thread, no cutting into pieces.

A yardstick and an oracle, never a source of law. Arrays of persons are made once and changed in place;
what few people get is worked out for them alone, by their rows. Conditions that hold for nobody in the
month are looked at before any array is.
"""

import numpy

from openfisca_jordan_sp.errors import UnsetParameterError
from tests.benchmarks.restated import inputs as names
from tests.benchmarks.restated.insurance import maternity_allowance, unemployment_benefit
from tests.benchmarks.restated.rules import NEVER_DUE, RESTATED, WITHOUT_RULE
from tests.benchmarks.restated.shock import disaster_relief, horizontal_candidates


def evaluate_month(inputs, parameters):
    """JOD of the month by programme, one value a family (arrays may be shared: do not write into them)."""
    nothing = numpy.zeros(len(inputs.head))
    amounts = dict.fromkeys([*RESTATED, *NEVER_DUE, *WITHOUT_RULE], nothing)
    head_citizen = inputs.persons["nationality"][inputs.head] == names.JORDANIAN
    citizens = citizens_of(inputs)
    uct, has_uct = cash_transfer(inputs, parameters.transfer, head_citizen, citizens)
    recurring, care = monthly_aid(inputs, parameters, head_citizen, citizens, has_uct)
    amounts |= {"uct": uct, "recurring_aid": recurring, "disability_care": care}
    amounts |= occasional(inputs, parameters, head_citizen, amounts)
    amounts["unemployment_benefit"] = unemployment_benefit(inputs, parameters)
    amounts["maternity_allowance"] = maternity_allowance(inputs, parameters)
    amounts["wfp_food_assistance"] = food_assistance(inputs, parameters.refugees)
    amounts["unhcr_cash"] = refugee_cash(inputs, parameters.refugees)
    amounts |= shock_response(inputs, parameters.shock, head_citizen, amounts)
    return amounts


def sum_of(inputs, values):
    """Sum over the members of each family, in the order of persons."""
    return numpy.bincount(inputs.persons["family_id"], values, len(inputs.head))


def sum_of_rows(inputs, rows, values):
    """The same where only some persons have a value."""
    return numpy.bincount(inputs.persons["family_id"][rows], values, len(inputs.head))


def families_of(inputs, rows):
    """Whether each family has one of the persons."""
    found = numpy.zeros(len(inputs.head), dtype=bool)
    found[inputs.persons["family_id"][rows]] = True
    return found


def round_half_up(amounts, unit):
    """Whole multiples of `unit`, halves upwards."""
    return numpy.floor(amounts / unit + 0.5 + 1e-6) * unit


def by_size(size, scale):
    """JOD by the size of a family."""
    larger = numpy.where(size <= scale.second_limit, scale.middle, scale.large)
    return numpy.where(size <= scale.first_limit, scale.small, larger)


def citizens_of(inputs):
    """Citizens of each family."""
    foreigners = numpy.flatnonzero(inputs.persons["nationality"] != names.JORDANIAN)
    return inputs.size - numpy.bincount(inputs.persons["family_id"][foreigners], minlength=len(inputs.head))


def inside_quota(candidates, score, weight, families):
    """The rows of `candidates` with the lowest scores whose weights together do not exceed the quota."""
    if weight[candidates].sum() <= families * (1 - 1e-9):
        return candidates
    order = candidates[numpy.argsort(score[candidates], kind="stable")]
    return order[numpy.cumsum(weight[order]) <= families]


def cash_transfer(inputs, transfer, head_citizen, citizens):
    """The Unified Cash Transfer, and who has it: who passes every gate, claims it and ranks inside the quota."""
    families = inputs.families
    score = families["naf_targeting_score_illustrative"]
    passes = head_citizen & (score < transfer.line)
    passes &= (families["number_of_cars"] == 0) | (families["newest_car_age"] >= transfer.car_age)
    passes &= families["business_capital"] < transfer.business
    passes &= families["property_value"] <= transfer.real_estate
    passes &= families["livestock_count"] <= transfer.livestock
    passes &= ~families["receives_recurring_aid_last_month"]
    passes &= families["claims_cash_transfer"]
    paid = inside_quota(numpy.flatnonzero(passes), score, inputs.weight, transfer.quota)
    gap = numpy.maximum(transfer.line - score[paid], 0) * citizens[paid]
    due = numpy.clip(transfer.gap_share * gap, transfer.minimum, transfer.maximum)
    amount, has_uct = numpy.zeros(len(score)), numpy.zeros(len(score), dtype=bool)
    amount[paid], has_uct[paid] = round_half_up(due, transfer.rounding), True
    return amount, has_uct


def countable_income(inputs, parameters):
    """Earnings after the disregard, pensions and rents of all members."""
    persons, (income, unearned) = inputs.persons, inputs.buffers
    numpy.add(persons["wage"], persons["other_earnings"], out=income)
    income[persons["months_since_job_start"] < parameters.recurring.disregard_months] = 0
    income += numpy.add(persons["pension"], persons["rent_income"], out=unearned)
    return sum_of(inputs, income)


def orphans(inputs, days):
    """Whether a child or other dependant below the age of majority has lost the father."""
    persons = inputs.persons
    fatherless = numpy.flatnonzero(~persons["is_father_alive"] & (persons["family_role"] >= names.CHILD))
    born = persons["birth_date"][fatherless]
    return families_of(inputs, fatherless[(born > days.end_of_childhood) & (born <= days.first_of_month)])


def monthly_aid(inputs, parameters, head_citizen, citizens, has_uct):
    """Recurring aid, and disability care within the maximum of both."""
    persons, families, head, recurring = inputs.persons, inputs.families, inputs.head, parameters.recurring
    income = countable_income(inputs, parameters)
    is_below = income < recurring.income_limit * citizens
    has_orphans = orphans(inputs, parameters.days)
    status, born = persons["marital_status"][head], persons["birth_date"][head]
    is_female = persons["sex"][head] == names.FEMALE
    is_divorced = is_female & (status == names.DIVORCED)
    held = has_orphans | is_divorced | (persons["disability_severity"][head] == names.SEVERE)
    held |= is_female & ((status == names.WIDOWED) | (status == names.DESERTED))
    held |= (born <= parameters.days.elderly) & (born != names.UNKNOWN_DAY)
    # The categories are ranked: who is divorced and has orphans is tested as a family of orphans. A divorced
    # head is not married, so that nobody leaves that category by marrying.
    is_met = is_below if recurring.tests_divorced else is_below | (is_divorced & ~has_orphans)
    paid = head_citizen & held & is_met & ~has_uct & families["claims_recurring_aid"]
    if recurring.real_estate_disqualifies:
        paid &= ~families["owns_real_estate_beside_dwelling"]
    rows = numpy.flatnonzero(paid)
    gap = numpy.minimum(recurring.step * citizens[rows], recurring.ceiling) - income[rows]
    aid = numpy.zeros(len(head))
    aid[rows] = round_half_up(numpy.clip(gap, recurring.floor, recurring.ceiling), recurring.rounding)
    care = disability_care(inputs, recurring, head_citizen & is_below)
    return aid, numpy.minimum(care, recurring.total_maximum - aid)


def disability_care(inputs, recurring, is_entitled_family):
    """Disability care of the members for whom it is claimed, before the maximum."""
    persons = inputs.persons
    rows = numpy.flatnonzero((persons["disability_severity"] > 0) & persons["claims_disability_care"])
    is_due = is_entitled_family[persons["family_id"][rows]] & (persons["nationality"][rows] == names.JORDANIAN)
    rows = rows[is_due]
    return sum_of_rows(inputs, rows, recurring.care[persons["disability_severity"][rows]])


def occasional(inputs, parameters, head_citizen, amounts):
    """Cash of past years and of other months that the parameters pay."""
    law, size, paid = parameters.occasional, inputs.size, {}
    monthly = amounts["recurring_aid"] + amounts["disability_care"]
    if law.royal_grant:
        paid["royal_grant"] = numpy.where(monthly > 0, law.royal_grant, 0)
    if law.winter_aid or law.ramadan_voucher or law.fuel_2022_is_on:
        beneficiary = (amounts["uct"] > 0) | (monthly > 0)
        paid["winter_aid"] = numpy.where(beneficiary, law.winter_aid, 0)
        paid["ramadan_voucher"] = numpy.where(beneficiary, law.ramadan_voucher, 0)
        paid["fuel_compensation_2022"] = numpy.where(beneficiary, by_size(size, law.fuel_2022), 0)
    if law.fuel_2012 > 0:
        is_within = yearly_income(inputs) <= law.fuel_2012_income
        persons_paid = numpy.minimum(size, law.fuel_2012_persons)
        paid["fuel_compensation_2012"] = numpy.where(head_citizen & is_within, persons_paid * law.fuel_2012 / 12, 0)
    if law.daily_wage_is_on:
        workers = numpy.flatnonzero(inputs.persons["employment_status"] == names.DAILY_WAGE_WORKER)
        is_due = families_of(inputs, workers) & (head_citizen | head_from_gaza(inputs))
        is_due &= ~inputs.families["receives_recurring_aid_last_month"]
        paid["daily_wage_support"] = numpy.where(is_due, by_size(size, law.daily_wage), 0)
    if law.child_benefit:
        born, days = inputs.persons["birth_date"], parameters.days
        children = numpy.flatnonzero((born > days.end_of_childhood) & (born <= days.first_of_month))
        count = numpy.bincount(inputs.persons["family_id"][children], minlength=len(inputs.head))
        paid["child_benefit"] = law.child_benefit * count
    return paid


def head_from_gaza(inputs):
    """Whether the head is of Gaza origin."""
    return inputs.persons["nationality"][inputs.head] == names.FROM_GAZA


def yearly_income(inputs):
    """Income of the family from all sources but benefits: the month's, twelve times."""
    persons, (income, unearned) = inputs.persons, inputs.buffers
    numpy.add(persons["wage"], persons["other_earnings"], out=income)
    numpy.add(persons["pension"], persons["rent_income"], out=unearned)
    unearned += persons["private_transfers"]
    income += unearned
    return sum_of(inputs, income) * 12


def food_assistance(inputs, refugees):
    """WFP: registered refugees of the camps, and outside them who is on its list."""
    persons = inputs.persons
    rows = numpy.flatnonzero(persons["lives_in_refugee_camp"] | (persons["wfp_tier"] != names.NOT_LISTED))
    in_camp, tier = persons["lives_in_refugee_camp"][rows], persons["wfp_tier"][rows]
    listed = numpy.select([tier == names.MOST, tier == names.MODERATELY], [refugees.wfp_most, refugees.wfp_moderate], 0)
    of_camp = numpy.where(persons["is_registered_refugee"][rows], refugees.wfp_camp, 0)
    return sum_of_rows(inputs, rows, numpy.where(in_camp, of_camp, listed))


def refugee_cash(inputs, refugees):
    """UNHCR: families on its list, by size; of the camps no amount is known."""
    rows = numpy.flatnonzero(inputs.families["is_on_unhcr_cash_list"])
    in_camp = inputs.persons["lives_in_refugee_camp"][inputs.head[rows]]
    if numpy.isnan(refugees.unhcr_camp) and in_camp.any():
        raise UnsetParameterError("humanitarian_assistance.unhcr_cash.camp_family", "2026")
    further = numpy.minimum(inputs.size[rows], refugees.unhcr_largest) - 1
    full = numpy.where(in_camp, refugees.unhcr_camp, refugees.unhcr_one + refugees.unhcr_further * further)
    amount = numpy.zeros(len(inputs.head))
    amount[rows] = full * refugees.unhcr_share
    return amount


def shock_response(inputs, shock, head_citizen, amounts):
    """What a shock that is on pays: to the Fund's families, to others, and for damage to dwellings."""
    paid = {}
    if shock.vertical_is_on or shock.horizontal_is_on:
        beneficiary = (amounts["uct"] > 0) | (amounts["recurring_aid"] + amounts["disability_care"] > 0)
    if shock.vertical_is_on:
        paid["shock_vertical"] = numpy.where(beneficiary, by_size(inputs.size, shock.vertical), 0)
    if shock.horizontal_is_on:
        is_open = (head_citizen | head_from_gaza(inputs)) & ~beneficiary & (amounts["daily_wage_support"] <= 0)
        candidates = horizontal_candidates(inputs, shock, is_open)
        score = inputs.families["naf_targeting_score_illustrative"]
        rows = inside_quota(candidates, score, inputs.weight, shock.quota)
        paid["shock_horizontal"] = numpy.zeros(len(score))
        paid["shock_horizontal"][rows] = by_size(inputs.size[rows], shock.horizontal)
    if shock.flood_is_on:
        paid["disaster_relief"] = disaster_relief(inputs, shock, head_citizen)
    return paid
