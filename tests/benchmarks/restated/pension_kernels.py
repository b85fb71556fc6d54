"""The compiled rules of pensions and lump sums of the social security law, for one person (see `kernels.py`)."""

from math import isnan, nan

from tests.benchmarks.restated.codes import (
    DAUGHTER,
    DEATH_CASE,
    DISABILITY_CASE,
    DIVORCED,
    EARLY,
    FEMALE,
    FOREIGNER_CASE,
    IN_SERVICE,
    INACTIVE,
    INJURY_DEATH,
    JORDANIAN,
    NEVER_MARRIED,
    NO_DEATH,
    NOT_DISABLED_FOR_SSC,
    OLD_AGE,
    OLDER_CASE,
    OTHER_SURVIVOR,
    OUT_OF_SERVICE,
    PARTIAL,
    PARTIAL_DISABILITY,
    PARTIAL_INJURY,
    PENSION_AGE_CASE,
    SINGLE_WOMAN_CASE,
    SON,
    TOTAL,
    TOTAL_DISABILITY,
    TOTAL_INJURY,
    UNEMPLOYED,
    WIDOW,
    WIDOWED,
    WIDOWER,
)
from tests.benchmarks.restated.compiling import compiled


@compiled
def claimed_pension(person, persons, parameters):
    """The pension of the kind that the person claims; not a number where an amount is needed that is unset."""
    claim, law = persons.rare[person].ssc_pension_claim, parameters.pensions
    if claim == OLD_AGE:
        return old_age_pension(person, persons, law, parameters.days)
    if claim == EARLY:
        return early_pension(person, persons, law, parameters.days)
    if claim in (TOTAL_DISABILITY, PARTIAL_DISABILITY):
        return disability_pension(person, persons, law, claim == TOTAL_DISABILITY)
    if claim in (TOTAL_INJURY, PARTIAL_INJURY):
        return injury_pension(person, persons, parameters, claim == TOTAL_INJURY)
    return survivor_pension(person, persons, parameters)


@compiled
def average_wage(window, start, law):
    """The average of a window, within bounds of an earlier wage where there is one."""
    if window <= 0:
        return 0.0
    return min(max(window, law.lowest_average * start), law.highest_average * start) if start > 0 else window


@compiled
def accrued(person, persons, average, law):
    """What the years of contributions earn of the average, bracket by bracket."""
    earned = 0.0
    for bracket in range(len(law.thresholds)):
        part = average - law.thresholds[bracket]
        if bracket + 1 < len(law.thresholds):
            part = min(part, law.thresholds[bracket + 1] - law.thresholds[bracket])
        earned += max(part, 0.0) * law.rates[bracket]
    return earned * (persons.ssc_contributions_count[person] / 12)


@compiled
def has_old_age_record(person, persons, law):
    """Contributions enough for the old-age pension."""
    return (
        persons.ssc_contributions_count[person] >= law.contributions
        and persons.ssc_actual_contributions_count[person] >= law.actual_contributions
    )


@compiled
def old_age_pension(person, persons, law, days):
    """The old-age pension with its increase for dependants."""
    is_of_age = persons.birth_date[person] <= days.old_age[persons.sex[person]]
    is_without_work = persons.employment_status[person] in (INACTIVE, UNEMPLOYED)
    if not (is_of_age and is_without_work and has_old_age_record(person, persons, law)):
        return 0.0
    average = average_wage(
        persons.pension_window_average_wage[person], persons.rare[person].pension_reference_wage, law
    )
    base = accrued(person, persons, average, law)
    if base <= 0:
        return 0.0
    pension, dependants = max(base, law.minimum_standard), persons.rare[person].ssc_dependants_count
    if law.has_dependants_increase and dependants > 0:
        pension += min(max(law.first_rate * base, law.first_minimum), law.first_maximum)
        pension += min(law.other_rate * base, law.other_maximum) * min(dependants - 1, law.other_count)
    return pension + law.increase_old_age


@compiled
def may_retire_early(person, persons, law, days):
    """Whether any route to early retirement is open."""
    born, sex, actual = (
        persons.birth_date[person],
        persons.sex[person],
        persons.ssc_actual_contributions_count[person],
    )
    recent = persons.rare[person].hazardous_contributions_last_10_years
    if born <= days.hazardous and actual >= law.hazardous[sex] and recent >= law.hazardous_recent:
        return True
    if persons.ssc_first_registration_date[person] >= law.cohort:
        return born <= days.later_cohort[sex] and actual >= law.later_cohort[sex]
    if born <= days.standard and actual >= law.standard[sex]:
        return True
    if born <= days.long_career and actual >= law.long_career:
        return True
    for row in range(len(law.transition_born)):
        if born <= law.transition_born[row]:
            return actual >= law.transition[row][sex] and born <= days.payable[row]
    return False


@compiled
def early_pension(person, persons, law, days):
    """The early pension, less the reduction."""
    window, start = persons.rare[person].early_pension_window_average_wage, persons.rare[person].pension_reference_wage
    average = average_wage(window, start, law)
    if average <= 0 or not may_retire_early(person, persons, law, days):
        return 0.0
    given = persons.rare[person].early_retirement_reduction_rate
    reduction = law.reduction if isnan(given) else given
    if isnan(reduction):
        return nan
    return max(accrued(person, persons, average, law) * (1 - reduction), law.minimum_standard)


@compiled
def has_disability_cover(person, persons, law):
    """Contributions enough for a disability pension, claimed in time."""
    return (
        persons.ssc_actual_contributions_count[person] >= law.disability_actual
        and persons.ssc_consecutive_contributions_count[person] >= law.disability_consecutive
        and persons.months_since_insured_work_end[person] <= law.claim_months
    )


@compiled
def disability_rate(count, law):
    """The part of the average wage that disability gives, by the number of contributions."""
    if count >= law.long_contributions:
        return law.base_rate + law.rate_long * count / 12
    return law.base_rate + law.rate_short * count / 12 if count >= law.short_contributions else law.base_rate


@compiled
def disability_pension(person, persons, law, is_total):
    """The pension for natural disability of the degree claimed."""
    average = persons.pension_window_average_wage[person]
    is_of_degree = persons.rare[person].natural_disability_degree == (TOTAL if is_total else PARTIAL)
    if average <= 0 or not is_of_degree or not has_disability_cover(person, persons, law):
        return 0.0
    base = disability_rate(persons.ssc_contributions_count[person], law) * average
    if is_total:
        return max(base, law.minimum_disability) + law.increase_disability
    return max(law.partial_share * base, law.minimum_standard) + law.increase_disability


@compiled
def injury_pension(person, persons, parameters, claims_total):
    """The pension for disability from a work injury of the degree claimed."""
    law, pensions, wage = parameters.injuries, parameters.pensions, persons.rare[person].wage_at_injury
    if wage <= 0 or persons.rare[person].is_work_injury_disability_total != claims_total:
        return 0.0
    base, share = law.total_rate * wage, persons.rare[person].work_injury_disability_share
    if not claims_total:
        partial = max(share * base, pensions.minimum_standard) + pensions.increase_disability
        return partial if share >= law.partial_threshold else 0.0
    pension = max(base, pensions.minimum_disability) + pensions.increase_disability
    if persons.rare[person].needs_helper_after_work_injury:
        is_citizen = 1 if persons.nationality[person] == JORDANIAN else 0
        pension += min(law.helper_increase * base, law.minimum_wage[is_citizen, persons.labour_sector[person]])
    return pension


@compiled
def covered_death(person, persons, law):
    """The kind of death that leaves a pension, or none."""
    death, actual = (
        persons.rare[person].deceased_insured_death,
        persons.rare[person].deceased_actual_contributions_count,
    )
    consecutive = persons.rare[person].deceased_consecutive_contributions_count
    if death == IN_SERVICE and actual >= law.in_service and consecutive >= law.in_service_consecutive:
        return IN_SERVICE
    if death == OUT_OF_SERVICE and actual >= law.out_of_service and consecutive >= law.out_of_service_consecutive:
        return OUT_OF_SERVICE if persons.rare[person].deceased_months_out_of_work <= law.longest_gap else NO_DEATH
    if death == INJURY_DEATH and persons.rare[person].deceased_wage_at_injury > 0:
        return INJURY_DEATH
    return NO_DEATH


@compiled
def survivor_pension(person, persons, parameters):
    """The share of the deceased's pension."""
    law, pensions = parameters.deaths, parameters.pensions
    death = covered_death(person, persons, law)
    if death == NO_DEATH or not is_survivor(person, persons, law, parameters.days):
        return 0.0
    if death == INJURY_DEATH:
        base = law.injury_rate * persons.rare[person].deceased_wage_at_injury
    else:
        rate = disability_rate(persons.rare[person].deceased_contributions_count, pensions)
        base = rate * persons.rare[person].deceased_average_wage
    if base <= 0:
        return 0.0
    share = persons.rare[person].survivor_share
    given = law.share if isnan(share) else share
    return given * (max(base, pensions.minimum_disability) + pensions.increase_disability)


@compiled
def is_survivor(person, persons, law, days):
    """Whether the person is a beneficiary of a deceased insured person."""
    kind, status, born = persons.rare[person].survivor_kind, persons.marital_status[person], persons.birth_date[person]
    is_disabled = persons.rare[person].natural_disability_degree == TOTAL
    if kind == WIDOWER:
        return is_disabled or not law.widower_must_be_disabled
    if kind == SON:
        return is_disabled or days.son < born <= days.first_of_month
    if kind == DAUGHTER:
        return status == NEVER_MARRIED or (law.counts_former_wives and status in (DIVORCED, WIDOWED))
    return kind in (WIDOW, OTHER_SURVIVOR)


@compiled
def lump_sum(person, persons, parameters):
    """The lump sum of who claims it and may take it; after a death on the record of the deceased."""
    law, case = parameters.lump_sum, persons.rare[person].lump_sum_case
    if not is_lump_sum_due(person, persons, parameters, case):
        return 0.0
    count, wages = persons.ssc_contributions_count[person], persons.rare[person].total_contributory_wages
    if case == DEATH_CASE:
        count, wages = (
            persons.rare[person].deceased_contributions_count,
            persons.rare[person].deceased_contributory_wages,
        )
    for bracket in range(len(law.thresholds)):
        if count >= law.thresholds[bracket]:
            return law.rates[bracket] * wages
    return 0.0


@compiled
def is_lump_sum_due(person, persons, parameters, case):
    """Whether the case claimed is the person's."""
    law, days, born = parameters.lump_sum, parameters.days, persons.birth_date[person]
    sex, is_single = persons.sex[person], persons.marital_status[person] == NEVER_MARRIED
    if case == FOREIGNER_CASE:
        return persons.nationality[person] != JORDANIAN
    if case == DISABILITY_CASE:
        is_disabled = persons.rare[person].natural_disability_degree != NOT_DISABLED_FOR_SSC
        return is_disabled and not has_disability_cover(person, persons, parameters.pensions)
    if case == DEATH_CASE:
        has_died = persons.rare[person].deceased_insured_death != NO_DEATH
        return has_died and covered_death(person, persons, parameters.deaths) == NO_DEATH
    if case == PENSION_AGE_CASE:
        return born <= days.old_age[sex] and not has_old_age_record(person, persons, parameters.pensions)
    if case == SINGLE_WOMAN_CASE:
        return sex == FEMALE and is_single and born <= days.single_woman
    is_out = persons.months_since_insured_work_end[person] >= law.months_out
    has_few = persons.ssc_contributions_count[person] <= law.older_contributions
    return case == OLDER_CASE and born <= days.older[sex] and has_few and is_out
