"""Social Security Law 1/2014: old age, early retirement and natural disability (dossier, sections 2 and 3).

Amounts are worked out from the law of 2014 on. Who has no average wage on record gets none.
"""

import datetime
from decimal import Decimal

from tests.oracle.common import MissingNumberError, Series, age
from tests.oracle.social_security_law import LAW_OF_2014, UNKNOWN_DAY, known_age_from

NOTHING = Decimal(0)

#: Section 2.1.
PENSION_AGE = {"male": 60, "female": 55}
CONTRIBUTIONS, ACTUAL = 180, Series(y2001_05_08=60, y2014_03=84)
LOWER_ACCRUAL, UPPER_ACCRUAL, BETWEEN = Decimal("0.025"), Decimal("0.02"), Decimal(1500)
LEAST_OF_REFERENCE, MOST_OF_REFERENCE = Decimal("0.8"), Decimal("1.6")
FIRST_DEPENDANT, FIRST_BETWEEN = Decimal("0.12"), (Decimal(10), Decimal(100))
NEXT_DEPENDANT, NEXT_AT_MOST, NEXT_COUNTED = Decimal("0.06"), Decimal(25), 2
#: Basic minimum, tested before the additions.
MINIMUM = Series(y2014=0, y2019_06=100, y2020=125)
MINIMUM_TOTAL = Series(y2014=0, y2019_06=100, y2020=160)

#: Section 2.2: cohorts of Law 24/2019; contributions of men and women.
LATER_COHORT_FROM = datetime.date(2019, 10, 1)
BEFORE_LAW = datetime.date(2014, 2, 28)
STANDARD = {"male": 252, "female": 228}
STANDARD_AGE, LONG_CAREER_AGE, LONG_CAREER = 50, 45, 300
LATER_AGE = {"male": 55, "female": 52}
#: Age reached before the law, contributions of men and women, age from which it is paid.
TRANSITION = ((42, 252, 216, 48), (43, 240, 204, 47), (44, 228, 192, 46), (45, 228, 192, 0))
HAZARDOUS_AGE, HAZARDOUS, HAZARDOUS_RECENT = 45, {"male": 216, "female": 180}, 60

#: Section 3.
DISABILITY_ACTUAL, DISABILITY_RUN, CLAIM_MONTHS = 60, 24, 6
BASE_RATE, DISABILITY_YEARS = Decimal("0.5"), ((120, Decimal("0.01")), (60, Decimal("0.005")))
PARTIAL, GENERAL_INCREASE = Decimal("0.75"), Decimal(40)


def within_corridor(average, reference):
    """Between 80 and 160 per cent of the wage sixty contributions ago, where both are on record."""
    if average == 0 or reference == 0:
        return average
    return min(max(average, reference * LEAST_OF_REFERENCE), reference * MOST_OF_REFERENCE)


def accrued(average, contributions):
    """2.5 per cent a year up to 1,500 dinars, 2 per cent of what is above; parts of a year count."""
    a_year = LOWER_ACCRUAL * min(average, BETWEEN) + UPPER_ACCRUAL * max(average - BETWEEN, NOTHING)
    return a_year * contributions / 12


def has_old_age_right(person, day):
    """Age, 180 contributions, of which enough are actual, and no work."""
    return (
        known_age_from(person, PENSION_AGE[person["sex"]], day)
        and has_old_age_period(person, day)
        and person["employment_status"] in {"inactive", "unemployed"}
    )


def has_old_age_period(person, day):
    """Contributions alone."""
    enough = person["ssc_contributions_count"] >= CONTRIBUTIONS
    return enough and person["ssc_actual_contributions_count"] >= ACTUAL.at(day)


def dependants_increase(base, dependants):
    """12 per cent for the first, 6 for each of two more."""
    if dependants < 1:
        return NOTHING
    lowest, highest = FIRST_BETWEEN
    first = min(max(FIRST_DEPENDANT * base, lowest), highest)
    return first + min(NEXT_DEPENDANT * base, NEXT_AT_MOST) * min(dependants - 1, NEXT_COUNTED)


def old_age_pension(person, day):
    """Section 2.1."""
    average = within_corridor(person["pension_window_average_wage"], person["pension_reference_wage"])
    if average == 0 or not has_old_age_right(person, day):
        return NOTHING
    base = accrued(average, person["ssc_contributions_count"])
    return max(base, MINIMUM.at(day)) + dependants_increase(base, person["ssc_dependants_count"])


def is_later_cohort(person, day):
    """Registered since October 2019, or nobody knows when."""
    registered = person["ssc_first_registration_date"]
    return day >= LATER_COHORT_FROM and (registered == UNKNOWN_DAY or registered >= LATER_COHORT_FROM)


def has_early_right(person, day):
    """Section 2.2: any of the routes of the cohort, or that of hazardous occupations."""
    years = age(person, day)
    if years is None:
        return False
    sex, actual = person["sex"], person["ssc_actual_contributions_count"]
    recent = person["hazardous_contributions_last_10_years"]
    if years >= HAZARDOUS_AGE and actual >= HAZARDOUS[sex] and recent >= HAZARDOUS_RECENT:
        return True
    if is_later_cohort(person, day):
        return years >= LATER_AGE[sex] and actual >= STANDARD[sex]
    if years >= STANDARD_AGE and actual >= STANDARD[sex]:
        return True
    return (years >= LONG_CAREER_AGE and actual >= LONG_CAREER) or has_transition_route(person, years)


def has_transition_route(person, years):
    """The contributions and the age of who had reached an age before March 2014."""
    before = age({"birth_date": person["birth_date"]}, BEFORE_LAW)
    if before is None:
        return False
    contributions, male = person["ssc_actual_contributions_count"], person["sex"] == "male"
    return any(
        before >= reached and contributions >= (men if male else women) and years >= payable
        for reached, men, women, payable in TRANSITION
    )


def early_pension(person, day):
    """Section 2.3: reduced by Table 5, which was not found; the reduction is told of the person."""
    average = within_corridor(person["early_pension_window_average_wage"], person["pension_reference_wage"])
    if average == 0 or not has_early_right(person, day):
        return NOTHING
    reduction = person["early_retirement_reduction_rate"]
    if reduction is None:
        raise MissingNumberError
    base = accrued(average, person["ssc_contributions_count"]) * (1 - reduction)
    return max(base, MINIMUM.at(day))


def has_disability_right(person, day):
    """Section 3, but for the degree."""
    return (
        day >= LAW_OF_2014
        and person["ssc_actual_contributions_count"] >= DISABILITY_ACTUAL
        and person["ssc_consecutive_contributions_count"] >= DISABILITY_RUN
        and person["months_since_insured_work_end"] <= CLAIM_MONTHS
    )


def disability_base(average, contributions):
    """Half of the average wage, and more for each year of a long enough record."""
    a_year = next((rate for least, rate in DISABILITY_YEARS if contributions >= least), NOTHING)
    return average * (BASE_RATE + a_year * contributions / 12)


def person_disability_base(person):
    """Of the average wage of the last 36 contributions; the corridor is of old age and early retirement."""
    return disability_base(person["pension_window_average_wage"], person["ssc_contributions_count"])


def total_disability_pension(person, day):
    """The minimum is tested before the general increase."""
    base = person_disability_base(person)
    if base == 0 or person["natural_disability_degree"] != "total" or not has_disability_right(person, day):
        return NOTHING
    return max(base, MINIMUM_TOTAL.at(day)) + GENERAL_INCREASE


def partial_disability_pension(person, day):
    """Three quarters of what total disability would give, before minimum and increase."""
    base = person_disability_base(person) * PARTIAL
    if base == 0 or person["natural_disability_degree"] != "partial" or not has_disability_right(person, day):
        return NOTHING
    return max(base, MINIMUM.at(day)) + GENERAL_INCREASE
