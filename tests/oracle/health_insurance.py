"""Civil health insurance (dossier on services, section 2.1)."""

from decimal import Decimal

from tests.oracle.incomes import NOTHING
from tests.oracle.social_security_injuries import pension_income

RATE, CAP = Decimal("0.03"), Decimal(30)


def is_insured_employee(person):
    """A public employee whom the military does not insure, unless the registry tells."""
    if "is_insured_public_employee" in person:
        return person["is_insured_public_employee"]
    public = person["employment_status"] == "employee" and person["employment_sector"] == "public"
    return public and not person["has_military_health_insurance"]


def civil_health(person, day):
    """3 % of the salary, or of a retired public servant's pension, up to 30 a month; since 2004."""
    if day.year < 2004:
        return NOTHING
    if is_insured_employee(person):
        base = person["wage"]
    elif person["is_public_pensioner"]:
        base = pension_income(person, day)
    else:
        return NOTHING
    return min(RATE * base, CAP)


LEVIES = {"civil_health": civil_health}
