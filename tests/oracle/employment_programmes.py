"""Tashgheel and the second phase of Estidama++ (dossier on social security, tax and labour, sections 6 and 9)."""

import datetime
from decimal import Decimal

from tests.oracle.common import Series, age, is_citizen
from tests.oracle.social_security_benefits import months_between
from tests.oracle.social_security_law import UNKNOWN_DAY

NOTHING = Decimal(0)

#: Section 9: the terms of April 2022, of September 2025, and the end in July 2028.
TASHGHEEL_FROM = datetime.date(2022, 4, 1)
WAGE_SUPPORT = Series(y2022_04=130, y2025_09=145, y2028_08=0)
SSC_SUPPORT = Series(y2022_04=10, y2025_09=12, y2028_08=0)
TRANSPORT = {"male": Series(y2022_04=10, y2028_08=0), "female": Series(y2022_04=10, y2025_09=15, y2028_08=0)}
MONTHS = Series(y2022_04=6, y2025_09=9)
LONGER_MONTHS = Series(y2022_04=6, y2025_09=12)
#: Persons with disabilities as Law 20/2017 understands them: an impairment of two years.
LASTING = 24
LOWEST_AGE, HIGHEST_AGE, CONTRACT = 18, Series(y2022_04=40, y2025_09=45), 12

#: Section 6.
ESTIDAMA_FROM = datetime.date(2023, 8, 1)
HIRED_AFTER = datetime.date(2022, 6, 1)
WAGE_LIMIT, WORKERS, COVER_SHARE = Decimal(500), 10, Decimal("0.5")
MONTHLY, INSTALMENT, ESTIDAMA_MONTHS, INSTALMENT_MONTHS = Decimal(30), Decimal(100), 12, {0, 3, 6, 9}


def months_before(day, months):
    """The first day of the month so many months before that of `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return datetime.date(year, month + 1, 1)


def has_tashgheel(person, day):
    """Jordanians in a place of the programme, by the terms of the month and the age at the placement."""
    if day < TASHGHEEL_FROM or not person["has_tashgheel_placement"] or not is_citizen(person):
        return False
    months = person["months_since_tashgheel_placement"]
    longer = person["expected_impairment_months"] >= LASTING or person["is_vocational_graduate"]
    if months >= (LONGER_MONTHS if longer else MONTHS).at(day) or person["tashgheel_contract_months"] < CONTRACT:
        return False
    return LOWEST_AGE <= (months_of_age(person, day) - months) // 12 <= HIGHEST_AGE.at(day)


def months_of_age(person, day):
    """Completed months: as told, from the birth date, else the most that the years allow; -1 where unknown."""
    told, born = person.get("age_in_months"), person["birth_date"]
    if told is not None:
        return told
    months = months_between(born, day)
    if born != UNKNOWN_DAY and months >= 0:
        return months
    years = age(person, day)
    return -1 if years is None else years * 12 + 11


def tashgheel_wage_subsidy(person, day):
    """To the employer, not above the wage."""
    return min(WAGE_SUPPORT.at(day), person["wage"]) if has_tashgheel(person, day) else NOTHING


def tashgheel_ssc_support(person, day):
    """To the employer."""
    return SSC_SUPPORT.at(day) if has_tashgheel(person, day) else NOTHING


def tashgheel_transport(person, day):
    """To the worker."""
    return TRANSPORT[person["sex"]].at(day) if has_tashgheel(person, day) else NOTHING


def has_estidama_plus(person, day):
    """Employees of small firms hired after June 2022, and the self-employed with enough cover for old age."""
    if day < ESTIDAMA_FROM or not person["is_enrolled_in_estidama_plus"]:
        return False
    if person["was_in_earlier_employment_programme"] or person["has_tashgheel_placement"]:
        return False
    if (
        person["employment_status"] == "employee"
        and person["employment_sector"] == "private_formal"
        and 0 < person["establishment_workers"] <= WORKERS
        and months_before(day, person["months_since_job_start"]) > HIRED_AFTER
        and person["wage"] <= WAGE_LIMIT
    ):
        return True
    return (
        person["employment_status"] == "self_employed"
        and person["other_earnings"] <= WAGE_LIMIT
        and person["self_employed_old_age_cover_share"] >= COVER_SHARE
    )


def estidama_contribution(person, day):
    """30 dinars in each of twelve months."""
    within = person["months_since_estidama_plus_enrolment"] < ESTIDAMA_MONTHS
    return MONTHLY if within and has_estidama_plus(person, day) else NOTHING


def estidama_cash(person, day):
    """400 dinars in the first, fourth, seventh and tenth month."""
    due = person["months_since_estidama_plus_enrolment"] in INSTALMENT_MONTHS
    return INSTALMENT if due and has_estidama_plus(person, day) else NOTHING


PROGRAMMES = {
    "tashgheel_transport": tashgheel_transport,
    "estidama_plus_contribution": estidama_contribution,
    "estidama_plus_cash": estidama_cash,
}
EXTRAS = {
    "tashgheel_wage_subsidy_amount": tashgheel_wage_subsidy,
    "tashgheel_ssc_support_amount": tashgheel_ssc_support,
}
