"""The compiled kernels of `fused.py`: what each family gets, from one pass over its members."""

from math import isnan

from tests.benchmarks.restated.benefit_kernels import NO_CAMP, pension_of, rare_benefits
from tests.benchmarks.restated.codes import DESERTED, DIVORCED, FEMALE, JORDANIAN, SEVERE, WIDOWED
from tests.benchmarks.restated.compiling import compiled, kernel, round_half_up
from tests.benchmarks.restated.member_kernels import (
    countable_earnings,
    food_assistance,
    is_orphan,
    unemployment_benefit,
)
from tests.benchmarks.restated.other_kernels import is_struck, others
from tests.benchmarks.restated.rules import PLACE
from tests.benchmarks.restated.selected_kernels import selected

UCT, RECURRING, CARE, UNHCR = PLACE["uct"], PLACE["recurring_aid"], PLACE["disability_care"], PLACE["unhcr_cash"]
UNEMPLOYMENT, WFP = PLACE["unemployment_benefit"], PLACE["wfp_food_assistance"]


@kernel
def first_pass(first, last, persons, families, dwellings, parameters, amounts, scratch):
    """All but what waits for a quota; returns which unset amounts somebody needs."""
    unset, recurring = 0, parameters.recurring
    for family in range(first, last):
        head, size = families.head[family], families.size[family]
        citizens, income, care, has_orphans = 0, 0.0, 0.0, False
        unemployment, food = 0.0, 0.0
        for person in range(head, head + size):
            is_citizen = persons.nationality[person] == JORDANIAN
            citizens += is_citizen
            earned = countable_earnings(person, persons, recurring)
            pension, needed = pension_of(person, family, persons, parameters, amounts)
            income += earned + (persons.pension[person] + persons.rent_income[person] + pension)
            if is_citizen and persons.claims_disability_care[person]:
                care += recurring.care[persons.disability_severity[person]]
            has_orphans |= is_orphan(person, persons, parameters.days)
            unemployment += unemployment_benefit(person, persons, parameters)
            food += food_assistance(person, persons, parameters.refugees)
            unset |= needed | rare_benefits(person, family, persons, parameters, amounts)
        put(amounts, UNEMPLOYMENT, family, unemployment)
        put(amounts, WFP, family, food)
        if persons.nationality[head] == JORDANIAN:
            is_below = income < recurring.income_limit * citizens
            aid = recurring_aid(family, head, persons, families, parameters, citizens, income, is_below, has_orphans)
            if not is_below:
                care = 0.0
            put(amounts, RECURRING, family, aid)
            put(amounts, CARE, family, min(care, recurring.total_maximum - aid))
            if may_have_transfer(family, families, parameters.transfer):
                scratch.is_candidate[family] = True
                scratch.due[family] = transfer_due(family, families, parameters.transfer, citizens)
                scratch.care[family] = care
        if families.is_on_unhcr_cash_list[family]:
            in_camp = persons.lives_in_refugee_camp[head]
            amounts[UNHCR, family] = refugee_cash(size, in_camp, parameters.refugees)
            unset |= NO_CAMP if isnan(amounts[UNHCR, family]) else 0
        selected(family, head, size, persons, families, parameters, amounts, scratch)
        others(family, head, size, persons, families, dwellings, parameters, amounts)
        if parameters.shock.horizontal_is_on:
            scratch.is_struck[family] = is_struck(family, head, size, persons, families, parameters.shock, amounts)
    return unset


@compiled
def put(amounts, programme, family, amount):
    """Write an amount; pages of memory that hold nothing stay unused."""
    if amount != 0:
        amounts[programme, family] = amount


@compiled
def has_category(head, persons, days, has_orphans):
    """Whether the family falls in a category of recurring aid, and whether as a divorced woman's."""
    status = persons.marital_status[head]
    is_female = persons.sex[head] == FEMALE
    is_divorced = is_female and status == DIVORCED
    is_alone = is_female and (status in (WIDOWED, DESERTED))
    is_disabled = persons.disability_severity[head] == SEVERE
    born = persons.birth_date[head]
    is_elderly = born <= days.elderly
    return has_orphans or is_divorced or is_alone or is_disabled or is_elderly, is_divorced and not has_orphans


@compiled
def recurring_aid(family, head, persons, families, parameters, citizens, income, is_below, has_orphans):
    """Recurring aid of a citizen's family that the Unified Cash Transfer does not pay."""
    law = parameters.recurring
    is_held, is_divorced = has_category(head, persons, parameters.days, has_orphans)
    is_met = is_below or (is_divorced and not law.tests_divorced)
    is_barred = law.real_estate_disqualifies and families.owns_real_estate_beside_dwelling[family]
    if not (is_held and is_met and families.claims_recurring_aid[family]) or is_barred:
        return 0.0
    gap = min(law.step * citizens, law.ceiling) - income
    return round_half_up(min(max(gap, law.floor), law.ceiling), law.rounding)


@compiled
def may_have_transfer(family, families, law):
    """Whether a citizen's family passes the gates of the Unified Cash Transfer and claims it."""
    has_no_recent_car = families.number_of_cars[family] == 0 or families.newest_car_age[family] >= law.car_age
    return (
        families.naf_targeting_score_illustrative[family] < law.line
        and has_no_recent_car
        and families.business_capital[family] < law.business
        and families.property_value[family] <= law.real_estate
        and families.livestock_count[family] <= law.livestock
        and not families.receives_recurring_aid_last_month[family]
        and families.claims_cash_transfer[family]
    )


@compiled
def transfer_due(family, families, law, citizens):
    """The Unified Cash Transfer of a family inside the quota."""
    gap = max(law.line - families.naf_targeting_score_illustrative[family], 0.0) * citizens
    return round_half_up(min(max(law.gap_share * gap, law.minimum), law.maximum), law.rounding)


@compiled
def refugee_cash(size, in_camp, law):
    """UNHCR's cash of a family on its list."""
    full = law.unhcr_camp if in_camp else law.unhcr_one + law.unhcr_further * (min(size, law.unhcr_largest) - 1)
    return full * law.unhcr_share


@kernel
def settle_transfer(inside, parameters, amounts, scratch):
    """Pay the families inside the quota, and no recurring aid beside it."""
    for family in inside:
        amounts[UCT, family] = scratch.due[family]
        amounts[RECURRING, family] = 0.0
        amounts[CARE, family] = min(scratch.care[family], parameters.recurring.total_maximum)
