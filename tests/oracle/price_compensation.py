"""Compensation for prices (dossier on the Fund, sections 5 and 9; updates, section 5.2)."""

import datetime
from decimal import Decimal

from tests.oracle.common import Series, is_citizen, size
from tests.oracle.national_aid_fund import NOTHING, is_beneficiary
from tests.oracle.social_security_injuries import pension

#: Section 5; the zero of 2020 is assumed. Limits end with the three-year scheme, that of singles a year before.
BREAD, BREAD_FUND = Series(y2018=27, y2020=0), Series(y2018=33, y2020=0)
BREAD_FAMILY_LIMIT, BREAD_SINGLE_LIMIT = Decimal(12000), Decimal(6000)
BREAD_CARS, BREAD_PROPERTY = 2, Decimal(300000)

#: Updates, section 5.2.
FUEL_2012, FUEL_2012_LIMIT, FUEL_2012_PERSONS = Series(y2012_11_14=70, y2014_12=0), Decimal(10000), 6

INCOMES = ("wage", "other_earnings", "pension", "rent_income", "private_transfers")


def annual_income(family, year, last_year=False):
    """Income of a calendar year from all sources: what was told for the year, else what each month brought."""
    told = family["last_year"] if last_year else family
    if "family_annual_income" in told:
        return told["family_annual_income"]
    persons = [person["last_year"] if last_year else person for person in family["members"]]
    months = [datetime.date(year - last_year, month, 1) for month in range(1, 13)]
    pensions = sum((pension(person, month) for person in family["members"] for month in months), start=NOTHING)
    return pensions + 12 * sum((person[name] for person in persons for name in INCOMES), start=NOTHING)


def bread_compensation(family, day):
    """Section 5: 27 a year for each person, 33 in families of the Fund, which are not tested."""
    if day.year < 2018 or BREAD.at(day) == 0 or not is_citizen(family["head"]):
        return NOTHING
    if is_beneficiary(family, day):
        return BREAD_FUND.at(day) * size(family)
    limit = BREAD_SINGLE_LIMIT if size(family) == 1 else BREAD_FAMILY_LIMIT
    within = (
        annual_income(family, day.year, last_year=day.year >= 2019) <= limit
        and family["number_of_cars"] <= BREAD_CARS
        and family["property_value"] <= BREAD_PROPERTY
    )
    return BREAD.at(day) * size(family) if within else NOTHING


def fuel_compensation_2012(family, day):
    """Updates, section 5.2: calendar years 2013 and 2014; six persons at most are paid for."""
    if day.year < 2013 or FUEL_2012.at(day) == 0:
        return NOTHING
    if annual_income(family, day.year) > FUEL_2012_LIMIT or not is_citizen(family["head"]):
        return NOTHING
    return FUEL_2012.at(day) * min(size(family), FUEL_2012_PERSONS)


def fuel_compensation_2022(family, day):
    """Section 9, P14: July to December 2022."""
    if day.year != 2022 or day.month < 7 or not is_beneficiary(family, day):
        return NOTHING
    persons = size(family)
    if persons <= 2:
        return Decimal(8)
    return Decimal(11) if persons <= 4 else Decimal(14)
