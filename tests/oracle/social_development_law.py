"""Social Development Law and its bylaws (dossier on social development and child rights, sections 2.3 and 2.4)."""

from decimal import Decimal

from tests.oracle.common import MissingNumberError, Series, is_elderly

NOTHING = Decimal(0)
CARE_PRICE, CENTRE_SUPPORT = Series(y2025_09_24=280), Series(y2025_09_24=50)


def foster_family_allowance(family, day):
    """Section 2.3: no source gives the rate, so whoever has a foster child stops; from the law of 24 April 2024.

    That the court placed a child is a fact: how the family came to be assessed is not asked again.
    """
    if (day.year, day.month) < (2024, 5):
        return NOTHING
    if any(person["alternative_care_placement"] == "foster" for person in family["members"]):
        raise MissingNumberError
    return NOTHING


def elderly_care_purchase(person, day):
    """Section 2.4: the care and the support to the centre."""
    if not CARE_PRICE.begun(day) or not person["receives_purchased_elderly_care"] or not is_elderly(person, day):
        return NOTHING
    return CARE_PRICE.at(day) + CENTRE_SUPPORT.at(day)
