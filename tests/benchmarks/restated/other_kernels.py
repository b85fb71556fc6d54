"""The compiled rules of cash that the parameters do not pay in every month, and of shocks (see `kernels.py`)."""

from tests.benchmarks.restated.codes import (
    AGRICULTURE,
    DAILY_WAGE_WORKER,
    DISASTER,
    FROM_GAZA,
    INFORMAL,
    JORDANIAN,
    PRIVATE_FORMAL,
    PUBLIC,
    REFERENCE_PERSON,
)
from tests.benchmarks.restated.compiling import by_size, compiled, kernel
from tests.benchmarks.restated.member_kernels import is_minor
from tests.benchmarks.restated.rules import PLACE

UCT, RECURRING, CARE = PLACE["uct"], PLACE["recurring_aid"], PLACE["disability_care"]
WINTER, GRANT, RAMADAN = PLACE["winter_aid"], PLACE["royal_grant"], PLACE["ramadan_voucher"]
FUEL_2022, EMERGENCY, QUARTERLY = PLACE["fuel_compensation_2022"], PLACE["emergency_aid"], PLACE["quarterly_addition"]
DAILY_WAGE, CHILD_BENEFIT = PLACE["daily_wage_support"], PLACE["child_benefit"]
VERTICAL, HORIZONTAL, RELIEF = PLACE["shock_vertical"], PLACE["shock_horizontal"], PLACE["disaster_relief"]


@compiled
def others(family, head, size, persons, families, dwellings, parameters, amounts):
    """Cash that no quota decides and that is not paid in every month."""
    law, shock = parameters.occasional, parameters.shock
    if law.daily_wage_is_on and is_daily_wage_due(family, head, size, persons, families):
        amounts[DAILY_WAGE, family] = by_size(size, law.daily_wage)
    if law.child_benefit > 0:
        for person in range(head, head + size):
            amounts[CHILD_BENEFIT, family] += law.child_benefit * is_minor(person, persons, parameters.days)
    if shock.flood_is_on and is_flooded(family, head, size, persons, families, dwellings, shock, amounts):
        amounts[RELIEF, family] = min(shock.loss, shock.relief_maximum)


@compiled
def is_open_to(nationality):
    """Citizens, and residents of Gaza origin."""
    return nationality in (JORDANIAN, FROM_GAZA)


@compiled
def has_daily_wage_worker(head, size, persons):
    """Whether a member works for daily wages."""
    for person in range(head, head + size):  # noqa: SIM110 - compiled
        if persons.employment_status[person] == DAILY_WAGE_WORKER:
            return True
    return False


@compiled
def is_daily_wage_due(family, head, size, persons, families):
    """Whether the support of daily-wage workers is due while it is paid."""
    if families.receives_recurring_aid_last_month[family] or not is_open_to(persons.nationality[head]):
        return False
    return has_daily_wage_worker(head, size, persons)


@compiled
def is_flooded(family, head, size, persons, families, dwellings, shock, amounts):
    """Whether the dwelling is struck and this citizen's family is that of its reference person."""
    household = families.household_id[family]
    is_struck_dwelling = dwellings.hazard_rank[household] < shock.struck[dwellings.governorate[household]]
    if not is_struck_dwelling or persons.nationality[head] != JORDANIAN:
        return False
    if families.rare[family].emergency_event == DISASTER and amounts[EMERGENCY, family] > 0:
        return False
    for person in range(head, head + size):  # noqa: SIM110 - compiled
        if persons.household_role[person] == REFERENCE_PERSON:
            return True
    return False


@compiled
def is_struck(family, head, size, persons, families, shock, amounts):
    """Whether the support of new families in a shock is open to the family, beneficiaries of the Fund apart."""
    is_near = families.naf_targeting_score_illustrative[family] <= shock.highest_score
    if not is_near or not is_open_to(persons.nationality[head]) or amounts[DAILY_WAGE, family] > 0:
        return False
    if families.rare[family].zakat_monthly_salary > 0 or not families.rare[family].claims_shock_support:
        return False
    is_affected = shock.strikes_livestock and families.livestock_count[family] > 0
    for person in range(head, head + size):
        sector = persons.employment_sector[person]
        if sector in (PUBLIC, PRIVATE_FORMAL):
            return False
        is_informal = sector == INFORMAL or persons.employment_status[person] == DAILY_WAGE_WORKER
        is_affected |= shock.strikes_informal and is_informal
        is_affected |= shock.strikes_work_lost and persons.rare[person].lost_work_in_shock
        is_affected |= shock.strikes_farm_work and persons.labour_sector[person] == AGRICULTURE
    return is_affected


@kernel
def second_pass(first, last, families, parameters, amounts, scratch):
    """What beneficiaries of the Fund get beside its cash, and which families a shock leaves to be ranked."""
    law, shock, events = parameters.occasional, parameters.shock, parameters.selected
    for family in range(first, last):
        monthly = amounts[RECURRING, family] + amounts[CARE, family]
        if monthly > 0 and law.royal_grant > 0:
            amounts[GRANT, family] = law.royal_grant
        if monthly > 0 or amounts[UCT, family] > 0:
            scratch.is_struck[family] = False
            size = families.size[family]
            if scratch.has_excellent_pupil[family]:
                amounts[EMERGENCY, family] = min(events.emergency_mean, events.emergency_regular)
            if events.quarterly_maximum > 0:
                assessed = families.rare[family].quarterly_addition_assessed
                amounts[QUARTERLY, family] = min(assessed, events.quarterly_maximum)
            if law.winter_aid > 0:
                amounts[WINTER, family] = law.winter_aid
            if law.ramadan_voucher > 0:
                amounts[RAMADAN, family] = law.ramadan_voucher
            if law.fuel_2022_is_on:
                amounts[FUEL_2022, family] = by_size(size, law.fuel_2022)
            if shock.vertical_is_on:
                amounts[VERTICAL, family] = by_size(size, shock.vertical)


@kernel
def settle_horizontal(inside, families, parameters, amounts):
    """Pay the families inside the number of the horizontal support."""
    for family in inside:
        amounts[HORIZONTAL, family] = by_size(families.size[family], parameters.shock.horizontal)
