"""Social Security Law 1/2014: cover, contributory wage and contributions (dossier, section 1; updates, section 2.1).

A rule of the middle of a month holds from the first whole month after it.
"""

import datetime
from decimal import Decimal

from tests.oracle.common import MissingNumberError, Series, age, is_citizen, once, to_fils
from tests.oracle.labour_law import minimum_wage

NOTHING = Decimal(0)
LAW_OF_2014 = datetime.date(2014, 3, 1)

#: Section 1.1, by branch. The suspension of 2020 is told of the private sector alone.
OLD_AGE_EMPLOYEE = Series(
    y2001_05_08="0.055",
    y2014="0.0575",
    y2015="0.06",
    y2016="0.0625",
    y2017="0.065",
    y2020_03=0,
    y2020_06="0.065",
)
OLD_AGE_EMPLOYER = Series(
    y2001_05_08="0.09",
    y2014="0.095",
    y2015="0.10",
    y2016="0.105",
    y2017="0.11",
    y2020_03="0.01",
    y2020_06="0.11",
)
PUBLIC_EMPLOYEE = Series(y2001_05_08="0.055", y2014="0.0575", y2015="0.06", y2016="0.0625", y2017="0.065")
PUBLIC_EMPLOYER = Series(y2001_05_08="0.09", y2014="0.095", y2015="0.10", y2016="0.105", y2017="0.11")
WORK_INJURY = Decimal("0.02")
MATERNITY = Series(y2001=0, y2011="0.0075")
UNEMPLOYMENT_EMPLOYEE = Series(y2001=0, y2011_09="0.01")
UNEMPLOYMENT_EMPLOYER = Series(y2001=0, y2011_09="0.005")
HAZARDOUS = Series(y2001=0, y2014_03="0.01")
VOLUNTARY = Series(y2009="0.145", y2014="0.1525", y2015="0.16", y2016="0.1675", y2017="0.175")
#: Law 11/2023, article 59; the day of the bylaw is assumed.
YOUTH_CUT = {"small": Decimal("0.5"), "medium": Decimal("0.25")}
YOUTH_FROM, YOUTH_BELOW = datetime.date(2024, 7, 1), 30
#: Law 24/2019: start-ups.
STARTUPS_FROM = datetime.date(2019, 10, 1)
STARTUP_AGE_BELOW, STARTUP_WORKERS_BELOW, STARTUP_YEARS = 28, 25, 5
#: Law 11/2023: agriculture, from the first whole month.
FARMS_FROM = datetime.date(2023, 5, 1)

#: Section 1.2 and 1.4; 3,668 and 3,733 from the updates.
EARLY_ENTRY_BEFORE, EARLY_CEILING = datetime.date(2010, 5, 1), Decimal(5000)
CEILING = Series(
    y2014_03=3000,
    y2015_05=3084,
    y2019=3186,
    y2020=3328,
    y2020_05=3338,
    y2021=3349,
    y2022=3394,
    y2023_05=3538,
    y2024_05=3612,
    y2025_05=3668,
    y2026_05=3733,
)
JANUARY_RULE_UNTIL = datetime.date(2024, 8, 31)
#: Section 1.3: three times 638 from 2025; the yearly limits are those of two years alone.
VOLUNTARY_HIGHEST = Series(y2025=1914)
VOLUNTARY_INCREASE = Series(y2024="0.05", y2025="0.10", y2026=None)
VOLUNTARY_FROM_AGE, VOLUNTARY_BELOW = 16, {"male": 60, "female": 55}

INSURED_AT_WORK = {"private", "public", "agricultural"}
UNKNOWN_DAY = datetime.date(1, 1, 1)


def known_age_below(person, limit, day):
    """Whether the person is known to be younger."""
    years = age(person, day)
    return years is not None and years < limit


def known_age_from(person, limit, day):
    """Whether the person is known to have reached an age."""
    years = age(person, day)
    return years is not None and years >= limit


@once
def cover(person, day):
    """Article 4: what the register tells, else from the job, else from the wish to subscribe."""
    told = person.get("ssc_coverage_category")
    if told is not None:
        return told
    sector = {"public": "public", "private_formal": "private"}.get(person["employment_sector"])
    works = person["employment_status"] in {"employee", "daily_wage_worker"} and sector is not None
    works = works and not person["is_in_treasury_pension_scheme"]
    if day >= LAW_OF_2014:
        works = works and not known_age_below(person, 16, day) and person["working_days_in_month"] > 16
    if works and sector == "private" and person["labour_sector"] == "agriculture" and day >= FARMS_FROM:
        return "agricultural"
    if works:
        return sector
    return "voluntary" if person["ssc_chosen_wage"] > 0 else "none"


def declared_wage(person, day):
    """The wage received, without what is not subject to social security; own-account workers choose it."""
    category = cover(person, day)
    if category == "self_employed":
        return person["ssc_chosen_wage"]
    return max(person["wage"] - person["uninsured_wage_part"], NOTHING) if category in INSURED_AT_WORK else NOTHING


@once
def contributory_wage(person, day):
    """Section 1.2: January's wage until August 2024, between the minimum wage and the ceiling."""
    declared = declared_wage(person, day)
    if declared == 0:
        return NOTHING
    if LAW_OF_2014 <= day <= JANUARY_RULE_UNTIL and "january" in person:
        declared = declared_wage(person["january"], datetime.date(day.year, 1, 1)) or declared
    registered = person["ssc_first_registration_date"]
    is_early = UNKNOWN_DAY != registered < EARLY_ENTRY_BEFORE
    if day < LAW_OF_2014:
        return min(declared, EARLY_CEILING) if is_early and day >= EARLY_ENTRY_BEFORE else declared
    ceiling = EARLY_CEILING if is_early else CEILING.at(day)
    return min(max(declared, minimum_wage(person, day)), ceiling)


@once
def waived_old_age_share(person, day):
    """Section 1.1: what young entrants and start-ups of the private sector do not pay for old age."""
    leaves_out = day >= STARTUPS_FROM and person["has_startup_old_age_exclusion"]
    if (
        leaves_out
        and known_age_below(person, STARTUP_AGE_BELOW, day)
        and 0 <= person["establishment_workers"] < STARTUP_WORKERS_BELOW
        and person["establishment_registration_years"] <= STARTUP_YEARS
    ):
        return Decimal(1)
    is_new = day >= YOUTH_FROM and is_citizen(person) and person["is_first_time_ssc_insured"]
    if is_new and known_age_below(person, YOUTH_BELOW, day):
        return YOUTH_CUT.get(person["establishment_size_class"], NOTHING)
    return NOTHING


def employee_rate(person, day):
    """All branches of the employee."""
    category = cover(person, day)
    if category == "public":
        return PUBLIC_EMPLOYEE.at(day)
    if category == "private":
        old_age = OLD_AGE_EMPLOYEE.at(day) * (1 - waived_old_age_share(person, day))
        return old_age + UNEMPLOYMENT_EMPLOYEE.at(day)
    return NOTHING


def is_hazardous(person):
    """By the Corporation's list where it is told, else as the work is described."""
    return person.get("is_in_ssc_hazardous_occupation", person["does_hazardous_work"])


def employer_rate(person, day):
    """All branches of the employer; a farm's are work injury and maternity.

    The surcharge for hazardous work goes with old age, which pays for early pensions (the project's reading).
    """
    category = cover(person, day)
    if category == "public":
        return PUBLIC_EMPLOYER.at(day) + WORK_INJURY
    if category == "agricultural":
        return WORK_INJURY + MATERNITY.at(day)
    if category == "private":
        old_age = OLD_AGE_EMPLOYER.at(day) * (1 - waived_old_age_share(person, day))
        others = WORK_INJURY + MATERNITY.at(day) + UNEMPLOYMENT_EMPLOYER.at(day)
        return old_age + others + (HAZARDOUS.at(day) if old_age and is_hazardous(person) else NOTHING)
    return NOTHING


def employee_contribution(person, day):
    """The sum of the branches, rounded once."""
    wage = contributory_wage(person, day)
    return to_fils(wage * employee_rate(person, day)) if wage else NOTHING


def employer_contribution(person, day):
    """The sum of the branches, rounded once."""
    wage = contributory_wage(person, day)
    return to_fils(wage * employer_rate(person, day)) if wage else NOTHING


def voluntary_wage(person, day):
    """Section 1.3: the wage asked for, within the limit of the yearly rise and the two bounds.

    The lower bound and the ages are read in 2025 and held to be older (the project's reading).
    """
    wage = person["ssc_chosen_wage"]
    rise, last, highest = VOLUNTARY_INCREASE.known(day), person["ssc_chosen_wage_last_year"], VOLUNTARY_HIGHEST
    if rise is not None and last > 0:
        wage = min(wage, last * (1 + rise))
    if highest.begun(day):
        wage = min(wage, highest.at(day))
    return max(wage, minimum_wage(person, day))


def insured_voluntary_wage(person, day):
    """Section 1.3: what was told, else the wage of a Jordanian whom no work insures, of the age at entry."""
    told = person.get("ssc_voluntary_wage")
    if told is not None:
        return told
    if person["ssc_chosen_wage"] == 0 or cover(person, day) != "voluntary" or not is_citizen(person):
        return NOTHING
    entry = person.get("age_at_ssc_voluntary_entry")
    if entry is None:
        entry = age(person, day)
    if entry is None or not VOLUNTARY_FROM_AGE <= entry < VOLUNTARY_BELOW[person["sex"]]:
        return NOTHING
    return voluntary_wage(person, day)


def voluntary_contribution(person, day):
    """Section 1.3: old age, disability and death alone."""
    wage = insured_voluntary_wage(person, day)
    return to_fils(wage * VOLUNTARY.at(day)) if wage else NOTHING


def all_contributions(person, day):
    """Of employee, employer and subscriber; no source gives the rate of own-account workers, bound since 2015."""
    if day.year >= 2015 and cover(person, day) == "self_employed" and contributory_wage(person, day) > 0:
        raise MissingNumberError
    paid = employee_contribution(person, day) + employer_contribution(person, day)
    return paid + voluntary_contribution(person, day)


LEVIES = {
    "ssc_employee": employee_contribution,
    "ssc_employer": employer_contribution,
    "ssc_voluntary": voluntary_contribution,
}
EXTRAS = {"ssc_total_contribution_amount": all_contributions}
