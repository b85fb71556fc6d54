"""Social Development Law and its bylaws (dossier on social development and child rights, sections 2.3 and 2.4)."""

from decimal import Decimal

from tests.oracle.common import Missing, Series, is_elderly

NOTHING = Decimal(0)
CARE_PRICE, CENTRE_SUPPORT = Series(y2025_09_24=280), Series(y2025_09_24=50)


def is_foster_family(family):
    """Any couple, a single mother or an unmarried woman, once assessed."""
    head = family["head"]
    single_woman = head["sex"] == "female" and head["marital_status"] != "married"
    couple = bool(family["spouses"])
    return (couple or single_woman) and family["is_alternative_care_assessment_passed"]


def foster_family_allowance(family, day):
    """Section 2.3: no source gives the rate, so whoever needs it stops; from the law of 24 April 2024."""
    if (day.year, day.month) < (2024, 5):
        return NOTHING
    placed = any(person["alternative_care_placement"] == "foster" for person in family["members"])
    if placed and is_foster_family(family):
        raise Missing
    return NOTHING


def elderly_care_purchase(person, day):
    """Section 2.4: the care and the support to the centre."""
    if not CARE_PRICE.begun(day) or not person["receives_purchased_elderly_care"] or not is_elderly(person, day):
        return NOTHING
    return CARE_PRICE.at(day) + CENTRE_SUPPORT.at(day)
