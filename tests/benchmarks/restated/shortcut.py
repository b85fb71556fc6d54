"""The same numpy with what its author knows of the data: who gets nothing is left out, what few get goes by rows.

No restatement of the rules, for it is wrong of another population: it tells how much of the time of
`whole_array.py` is spent on people whom the rules give nothing. It leaves out the programmes of `NEVER_DUE`. Each
stands with an input that it multiplies by, or asks for with "and", and that no column of a population holds:
`populations/inputs.yaml` lists it, so the law's default holds for everybody, and the default is nothing, none or
no. So nobody claims a pension from a record, and `pension` is all pension income. The formulas of 2026:

- `emergency_aid`: entitled only where the event is not `none`.
- `instant_aid`, `quarterly_addition`: the lesser of the need or the aid assessed, which is 0, and a maximum.
- `foster_family_allowance`, `royal_food_card`, `zakat_coupon`, `zakat_extra_salary`, `funeral_grant`: an
  amount times children, cards, coupons, a salary or deaths, which are 0.
- `royal_voucher`, `zakat_feast_grant`, `elderly_care_purchase`, `tashgheel_transport`, `estidama_plus_*`,
  `tadamun_*`, `ssc_coupon`, `hajati`, `unrwa_*`: only for who was selected, listed, placed or enrolled, or applied.
- `ssc_pension`, `ssc_lump_sum`, `estidama_wage_support`: by the kind claimed or paid, which is `none`.
- `work_injury_*`: entitled only with a wage at the injury above 0, or a share of that wage.
- `reaya_*`: only from the first month after a maternity leave.

`test_shortcut.py` holds the list against `inputs.yaml` and the engine's amounts of each.
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

NEVER_DUE = {
    "emergency_aid": "emergency_event",
    "instant_aid": "instant_aid_need",
    "quarterly_addition": "quarterly_addition_assessed",
    "foster_family_allowance": "alternative_care_placement",
    "royal_food_card": "royal_food_cards_received",
    "zakat_coupon": "zakat_coupons_received",
    "zakat_extra_salary": "zakat_monthly_salary",
    "zakat_feast_grant": "receives_zakat_feast_grant",
    "funeral_grant": "insured_deaths",
    "royal_voucher": "is_royal_voucher_selected",
    "elderly_care_purchase": "receives_purchased_elderly_care",
    "tashgheel_transport": "has_tashgheel_placement",
    "estidama_plus_contribution": "is_enrolled_in_estidama_plus",
    "estidama_plus_cash": "is_enrolled_in_estidama_plus",
    "tadamun_1": "is_tadamun_applicant",
    "tadamun_2": "is_tadamun_applicant",
    "ssc_coupon": "receives_ssc_coupons",
    "hajati": "is_hajati_enrolled",
    "unrwa_relief": "is_unrwa_relief_paid",
    "unrwa_gaza_grant": "is_unrwa_relief_paid",
    "ssc_pension": "ssc_pension_claim",
    "ssc_lump_sum": "lump_sum_case",
    "estidama_wage_support": "estidama_pay",
    "work_injury_lump_sum": "wage_at_injury",
    "work_injury_daily_allowance": "wage_at_injury",
    "reaya_home_care": "months_since_maternity_leave",
    "reaya_nursery": "months_since_maternity_leave",
}


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
