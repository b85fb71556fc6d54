"""The compiled rules of benefits that few persons have: each is looked into where its event is (see `kernels.py`)."""

from math import isnan

from tests.benchmarks.restated.codes import (
    DAILY_WAGE_WORKER,
    EARLY,
    EMPLOYEE,
    FOSTER,
    INFORMAL,
    JORDANIAN,
    PRIVATE_FORMAL,
    SELF_EMPLOYED,
)
from tests.benchmarks.restated.compiling import compiled
from tests.benchmarks.restated.member_kernels import is_maternity_insured, maternity_allowance
from tests.benchmarks.restated.pension_kernels import claimed_pension, lump_sum
from tests.benchmarks.restated.rules import PLACE

MATERNITY, HOME_CARE, NURSERY = PLACE["maternity_allowance"], PLACE["reaya_home_care"], PLACE["reaya_nursery"]
PENSION, LUMP_SUM = PLACE["ssc_pension"], PLACE["ssc_lump_sum"]
INJURY_LUMP_SUM, INJURY_ALLOWANCE = PLACE["work_injury_lump_sum"], PLACE["work_injury_daily_allowance"]
ELDERLY_CARE, HAJATI, TRANSPORT = PLACE["elderly_care_purchase"], PLACE["hajati"], PLACE["tashgheel_transport"]
SUPPORT, INCENTIVE = PLACE["estidama_plus_contribution"], PLACE["estidama_plus_cash"]
TADAMUN_1, TADAMUN_2 = PLACE["tadamun_1"], PLACE["tadamun_2"]
WAGE_SUPPORT, FOSTER_ALLOWANCE = PLACE["estidama_wage_support"], PLACE["foster_family_allowance"]

#: Amounts that no source may give, and the bit that tells that somebody needs one.
UNSET = (
    "humanitarian_assistance.unhcr_cash.camp_family",
    "social_development_law.alternative_care.foster_allowance",
    "social_security_law.reaya.nursery_allowance",
    "social_security_law.early_retirement.reduction_table",
    "social_security_law.survivors.shares_table",
)
NO_CAMP, NO_FOSTER, NO_NURSERY, NO_REDUCTION, NO_SHARE = (1 << place for place in range(len(UNSET)))


@compiled
def pension_of(person, family, persons, parameters, amounts):
    """The pension claimed from a record; returns it and which unset amount it needs."""
    if persons.rare[person].ssc_pension_claim == 0:
        return 0.0, 0
    pension = claimed_pension(person, persons, parameters)
    amounts[PENSION, family] += pension
    if isnan(pension):
        return pension, NO_REDUCTION if persons.rare[person].ssc_pension_claim == EARLY else NO_SHARE
    return pension, 0


@compiled
def rare_benefits(person, family, persons, parameters, amounts):
    """Add what a person gets after an event or from a list; returns which unset amount it needs."""
    unset = 0
    if persons.has_given_birth[person]:
        amounts[MATERNITY, family] += maternity_allowance(person, persons, parameters)
    if persons.rare[person].months_since_maternity_leave >= 1:
        unset |= reaya(person, family, persons, parameters, amounts)
    if persons.rare[person].lump_sum_case != 0:
        amounts[LUMP_SUM, family] += lump_sum(person, persons, parameters)
    if persons.rare[person].wage_at_injury > 0:
        injury(person, family, persons, parameters.injuries, amounts)
    support_of_work(person, family, persons, parameters, amounts)
    return unset | care_and_school(person, family, persons, parameters, amounts)


@compiled
def support_of_work(person, family, persons, parameters, amounts):
    """Add what a person gets of employment programmes and under the defence orders."""
    if persons.rare[person].has_tashgheel_placement:
        amounts[TRANSPORT, family] += transport(person, persons, parameters.jobs, parameters.days)
    if persons.rare[person].is_enrolled_in_estidama_plus:
        estidama_plus(person, family, persons, parameters.jobs, amounts)
    if persons.rare[person].is_tadamun_applicant:
        tadamun(person, family, persons, parameters.orders, amounts)
    if persons.rare[person].estidama_pay != 0:
        amounts[WAGE_SUPPORT, family] += estidama_wage_support(person, persons, parameters.orders)


@compiled
def care_and_school(person, family, persons, parameters, amounts):
    """Add what a person gets for care and school; returns which unset amount it needs."""
    unset, days = 0, parameters.days
    if persons.rare[person].receives_purchased_elderly_care and persons.birth_date[person] <= days.elderly:
        amounts[ELDERLY_CARE, family] += parameters.selected.elderly_care
    if persons.rare[person].is_hajati_enrolled and is_pupil(person, persons, days):
        amounts[HAJATI, family] += parameters.refugees.hajati
    if persons.rare[person].alternative_care_placement == FOSTER:
        amounts[FOSTER_ALLOWANCE, family] += parameters.selected.foster
        unset |= NO_FOSTER if isnan(parameters.selected.foster) else 0
    return unset


@compiled
def reaya(person, family, persons, parameters, amounts):
    """Childcare of an insured mother after her leave; returns which unset amount it needs."""
    law, born, wage = parameters.reaya, persons.rare[person].reaya_child_birth_date, persons.wage[person]
    if persons.rare[person].months_since_maternity_leave > law.months or not is_maternity_insured(
        person, persons, parameters
    ):
        return 0
    if not law.born_after < born <= parameters.days.first_of_month:
        return 0
    if not persons.rare[person].uses_licensed_nursery:
        if wage <= law.home_care_wage:
            amounts[HOME_CARE, family] += law.home_care
        return 0
    if wage > law.nursery_wage:
        return 0
    decided = persons.rare[person].reaya_nursery_allowance_decided
    if decided > 0:
        amounts[NURSERY, family] += min(max(decided, law.nursery_minimum), law.nursery_maximum)
        return 0
    amounts[NURSERY, family] += law.nursery
    return NO_NURSERY if isnan(law.nursery) else 0


@compiled
def injury(person, family, persons, law, amounts):
    """The lump sum for a slight disability from a work injury, and the daily allowance."""
    wage, share = persons.rare[person].wage_at_injury, persons.rare[person].work_injury_disability_share
    is_slight = 0 < share < law.partial_threshold and not persons.rare[person].is_work_injury_disability_total
    if is_slight and persons.rare[person].is_work_injury_decided_this_month:
        amounts[INJURY_LUMP_SUM, family] += share * law.total_rate * wage * law.lump_sum_months
    before = persons.rare[person].work_injury_earlier_incapacity_days
    until_now = before + persons.rare[person].work_injury_incapacity_days
    days = max(until_now - law.employer_days, 0) - max(before - law.employer_days, 0)
    amounts[INJURY_ALLOWANCE, family] += law.daily_rate * wage * days


@compiled
def is_pupil(person, persons, days):
    """Whether of an age for Hajati, at a double-shift school, in term."""
    is_of_age = days.pupil_no_more < persons.birth_date[person] <= days.pupil
    return is_of_age and persons.rare[person].attends_double_shift_school and persons.rare[person].is_in_school_term


@compiled
def transport(person, persons, law, days):
    """The transport allowance of who was placed at an age that Tashgheel supports."""
    since, born = persons.rare[person].months_since_tashgheel_placement, persons.birth_date[person]
    is_disabled = persons.expected_impairment_months[person] >= law.long_term_months
    months = law.months_disability if is_disabled else law.months
    months = max(months, law.months_vocational if persons.rare[person].is_vocational_graduate else law.months)
    is_contract = persons.rare[person].tashgheel_contract_months >= law.contract_months
    is_open = law.tashgheel_is_open and persons.nationality[person] == JORDANIAN
    if not (is_open and is_contract and since < months):
        return 0.0
    is_of_age = days.placed_oldest[since] < born <= days.placed_youngest[since]
    return law.transport[persons.sex[person]] if is_of_age else 0.0


@compiled
def is_estidama_plus_due(person, persons, law):
    """Whether an employee of a small firm, or self-employed, for whom Estidama++ is."""
    if persons.rare[person].was_in_earlier_employment_programme or persons.rare[person].has_tashgheel_placement:
        return False
    if persons.employment_status[person] == SELF_EMPLOYED:
        is_covered = persons.rare[person].self_employed_old_age_cover_share >= law.old_age_cover
        return is_covered and persons.other_earnings[person] <= law.wage_limit
    return (
        persons.employment_status[person] == EMPLOYEE
        and persons.employment_sector[person] == PRIVATE_FORMAL
        and 0 < persons.establishment_workers[person] <= law.workers
        and persons.months_since_job_start[person] < law.hired_within
        and persons.wage[person] <= law.wage_limit
    )


@compiled
def estidama_plus(person, family, persons, law, amounts):
    """The support for contributions, and the instalment of the cash incentive."""
    if not is_estidama_plus_due(person, persons, law):
        return
    month = persons.rare[person].months_since_estidama_plus_enrolment
    if month < law.support_months:
        amounts[SUPPORT, family] += law.support
    if month % law.interval == 0 and month // law.interval < law.instalments:
        amounts[INCENTIVE, family] += law.instalment


@compiled
def tadamun(person, family, persons, law, amounts):
    """Tadamun 1, of firms insured for long enough, or Tadamun 2."""
    sector, wage = persons.employment_sector[person], persons.wage[person]
    is_worker = persons.employment_status[person] in (EMPLOYEE, DAILY_WAGE_WORKER)
    if not is_worker or sector not in (PRIVATE_FORMAL, INFORMAL):
        return
    if sector != PRIVATE_FORMAL or persons.rare[person].establishment_insured_months < law.insured_months:
        amounts[TADAMUN_2, family] += law.flat
    elif law.wage_share > 0:
        pay = min(max(law.wage_share * wage, law.minimum), law.maximum)
        amounts[TADAMUN_1, family] += pay - min(law.employer_share * wage, law.employer_maximum, pay)


@compiled
def estidama_wage_support(person, persons, law):
    """The Corporation's part of the pay under Circular 45/2021."""
    kind = persons.rare[person].estidama_pay
    is_employee = persons.employment_status[person] == EMPLOYEE
    if not is_employee or persons.employment_sector[person] != PRIVATE_FORMAL:
        return 0.0
    return law.programme_share[kind] * min(law.pay_share[kind] * persons.wage[person], law.estidama_maximum)
