"""Social Security Law 1/2014: unemployment, maternity and Reaya (dossier, sections 4 and 5; updates, section 2.1)."""

import datetime
from decimal import Decimal

from tests.oracle.common import MissingNumberError, Series, to_fils
from tests.oracle.social_security_law import UNKNOWN_DAY, contributory_wage, cover, known_age_below

NOTHING = Decimal(0)
#: Both insurances began in 2011; the month of the maternity allowance is nominal.
BENEFITS_FROM = datetime.date(2011, 9, 1)

#: Section 5.
SCHEDULE = [Decimal(rate) for rate in ("0.75", "0.65", "0.55", "0.45", "0.45", "0.45")]
CAP = Series(y2011_09=500, y2019_05=555, y2022_05=567, y2023_05=591, y2024_05=600)
CONTRIBUTIONS, SPELLS, LONG_FROM, SHORT, LONG = 36, 3, 180, 3, 6
BELOW_AGE = {"male": 60, "female": 55}

#: Section 4. Six contributions in twelve months count from the first whole month of Law 11/2023.
LEAVE = Decimal(70) / 30
QUALIFYING, TWELVE_MONTHS_FROM = 6, datetime.date(2023, 5, 1)

#: Reaya: the bylaws of 20 October 2020 and 18 November 2024, each from the first whole month after it.
REAYA_FROM, REAYA_2024 = datetime.date(2020, 11, 1), datetime.date(2024, 12, 1)
BIRTHS_AFTER = datetime.date(2020, 8, 11)
HOME_CARE, WAGE_LIMIT, REAYA_MONTHS = Decimal(25), Decimal(1000), 6
NURSERY_BETWEEN = Decimal(25), Decimal(60)


def last_wage(person, day):
    """The last contributory wage: as registered, else that of the month."""
    told = person.get("ssc_last_contributory_wage")
    return contributory_wage(person, day) if told is None else told


def unemployment_benefit(person, day):
    """Articles 50 to 53: of who lost an insured job in the private sector."""
    month = person["unemployment_spell_month"]
    if month < 1 or day < BENEFITS_FROM:
        return NOTHING
    spells = person["unemployment_spells_before"]
    actual = person["ssc_actual_contributions_count"]
    months = LONG if max(person["ssc_contributions_count"], actual) >= LONG_FROM else SHORT
    entitled = (
        person["was_last_job_privately_insured"]
        and person["employment_status"] == "unemployed"
        and person["wage"] == 0
        and actual >= CONTRIBUTIONS
        and person["unemployment_insurance_contributions"] >= 1
        and known_age_below(person, BELOW_AGE[person["sex"]], day)
        and spells < SPELLS
        and (spells == 0 or person["contributions_since_unemployment_spell"] >= CONTRIBUTIONS)
        and month <= months
    )
    if not entitled:
        return NOTHING
    return to_fils(min(SCHEDULE[month - 1] * last_wage(person, day), CAP.at(day)))


def is_insured_for_maternity(person, day):
    """In the private sector or, since Law 11/2023, in agriculture. Who bears a child is not asked for her sex."""
    return cover(person, day) in {"private", "agricultural"}


def maternity_allowance(person, day):
    """Section 4: ten weeks of the last contributory wage, in the month of birth."""
    if not person["has_given_birth"] or day < BENEFITS_FROM or not is_insured_for_maternity(person, day):
        return NOTHING
    enough = person["successive_maternity_contributions"] >= QUALIFYING
    if day >= TWELVE_MONTHS_FROM:
        enough = enough or person["recent_maternity_contributions"] >= QUALIFYING
    return to_fils(LEAVE * last_wage(person, day)) if enough else NOTHING


def months_between(earlier, later):
    """Completed months."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month - (later.day < earlier.day)


def is_supported_mother(person, day):
    """Section 4 and updates: the months after the leave, the day of birth and the age of the child."""
    born = person["reaya_child_birth_date"]
    if day < REAYA_FROM or born == UNKNOWN_DAY or not 1 <= person["months_since_maternity_leave"] <= REAYA_MONTHS:
        return False
    months = months_between(born, day)
    young = months <= 56 if day >= REAYA_2024 else months < 60
    return born > BIRTHS_AFTER and months >= 0 and young and is_insured_for_maternity(person, day)


def wage_at_leave(person):
    """As registered, else the present wage."""
    return person.get("wage_at_maternity_leave_start", person["wage"])


def home_care(person, day):
    """25 dinars where the child is in no nursery and the wage was within the limit."""
    if person["uses_licensed_nursery"] or not is_supported_mother(person, day):
        return NOTHING
    return HOME_CARE if wage_at_leave(person) <= WAGE_LIMIT else NOTHING


def nursery(person, day):
    """What the Corporation decided, between 25 and 60; the bands of wages that decide it were not found."""
    if not person["uses_licensed_nursery"] or not is_supported_mother(person, day):
        return NOTHING
    if day < REAYA_2024 and wage_at_leave(person) > WAGE_LIMIT:
        return NOTHING
    decided = person["reaya_nursery_allowance_decided"]
    if decided == 0:
        raise MissingNumberError
    lowest, highest = NURSERY_BETWEEN
    return min(max(decided, lowest), highest)


PROGRAMMES = {
    "unemployment_benefit": unemployment_benefit,
    "maternity_allowance": maternity_allowance,
    "reaya_home_care": home_care,
    "reaya_nursery": nursery,
}
