"""Incomes that several laws ask for, by the year or the month."""

from decimal import Decimal

NOTHING = Decimal(0)


def pension_income(person):
    """The pension of a month: what the record tells, and what was told to be worked out from contributions."""
    return person["pension"] + person.get("ssc_pension_amount", NOTHING)


def other_than_pensions(person):
    """Wage, other earnings and rents of a month."""
    return person["wage"] + person["other_earnings"] + person["rent_income"]
