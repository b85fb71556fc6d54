"""Incomes that several laws ask for, by the month and by the year."""

from decimal import Decimal

from tests.oracle.social_security_injuries import pension_income

NOTHING = Decimal(0)
#: Who works for a wage, by the month or by the day.
WAGE_WORKERS = {"employee", "daily_wage_worker"}


def pensions_of_year(person, year_start):
    """The pension of each month of a year."""
    known = person.setdefault("pensions_of_year", {})
    if year_start not in known:
        known[year_start] = [pension_income(person, year_start.replace(month=month)) for month in range(1, 13)]
    return known[year_start]
