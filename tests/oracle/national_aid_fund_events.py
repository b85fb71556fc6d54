"""National Aid Fund: aid at events and in seasons (dossier on the Fund, sections 3, 4, 9; updates, section 1)."""

from decimal import Decimal

from tests.oracle.common import Series, is_citizen, size
from tests.oracle.national_aid_fund import NOTHING, is_beneficiary, on_recurring_programmes

#: Section 3.
REGULAR, DISASTER, INSTANT, REHABILITATION = Decimal(350), Decimal(500), Decimal(150), Decimal(600)
MEAN_CASE_2024 = Decimal("195.4")
EVENTS = {"death_of_head", "death_of_member", "income_loss", "fire", "tribal_displacement", "natural_disaster"}
SERVICE_STARTS = (2025, 9)
#: Dossier of services, 6.1 row 22: families exempt from the normal rules; the end of March is assumed.
WITHOUT_MAXIMUM = {(2026, 1), (2026, 2), (2026, 3)}

#: Section 4 and updates, section 1.
WINTER_LOWEST, WINTER_HIGHEST = Series(y2016_12=25, y2021_12=20), Series(y2016_12=50, y2021_12=45)
WINTER_MEAN = Series(y2022_12="16.0", y2023_12="18.6", y2024_12="19.1", y2025_12="20.1")
QUARTERLY_HIGHEST = Decimal(90)


def excellent_pupil(family, day):
    """A son or daughter with an average of 90 or more, in a beneficiary family."""
    grades = any(person["school_average"] >= 90 for person in family["children"])
    return grades and is_beneficiary(family, day)


def emergency_strikes(family, day):
    """Whether the event is one that gives aid, once."""
    event = family["emergency_event"]
    if family["emergency_aid_already_received"] or not is_citizen(family["head"]):
        return False
    service = (day.year, day.month) >= SERVICE_STARTS
    if event == "imprisonment":
        return not service or 30 <= family["imprisonment_days"] <= 60
    if event == "academic_excellence":
        return service and excellent_pupil(family, day)
    return event in EVENTS


def emergency_aid(family, day):
    """Section 3, since 2020."""
    if day.year < 2020 or not emergency_strikes(family, day):
        return NOTHING
    need = family.get("emergency_need_assessed", MEAN_CASE_2024)
    if family["emergency_event"] != "natural_disaster":
        return min(need, REGULAR)
    return need if (day.year, day.month) in WITHOUT_MAXIMUM else min(need, DISASTER)


def instant_aid(family, day):
    """Section 3, since 2020."""
    if day.year < 2020 or not is_citizen(family["head"]):
        return NOTHING
    return min(family["instant_aid_need"], INSTANT)


def winter_aid(family, day):
    """Section 4: each December; the scale by size to recurring families, since 2022 the mean to all."""
    if (day.year, day.month) < (2016, 12):
        return NOTHING
    paid_to = is_beneficiary if (day.year, day.month) >= (2022, 12) else on_recurring_programmes
    if not paid_to(family, day) or day.month != 12:
        return NOTHING
    if day.year >= 2022:
        return WINTER_MEAN.at(day)
    lowest, highest = WINTER_LOWEST.at(day), WINTER_HIGHEST.at(day)
    return lowest + (highest - lowest) * min(Decimal(size(family) - 1) / 4, Decimal(1))


def quarterly_addition(family, day):
    """Section 4: at the end of each quarter to selected beneficiaries; who they are is asked every month."""
    if (day.year, day.month) < (2016, 12) or not is_beneficiary(family, day) or day.month % 3:
        return NOTHING
    return min(family["quarterly_addition_assessed"], QUARTERLY_HIGHEST)


def royal_grant(family, day):
    """Updates, section 1: 100 once, to the 107,000 families that get winter aid that month (month assumed)."""
    if (day.year, day.month) != (2021, 12):
        return NOTHING
    return Decimal(100) if on_recurring_programmes(family, day) else NOTHING


def ramadan_voucher(family, day):
    """Section 9, P15: April 2021."""
    return Decimal(35) if (day.year, day.month) == (2021, 4) and is_beneficiary(family, day) else NOTHING


def royal_voucher(family, day):
    """Section 9, P15: March 2020 and February 2026; whom the Court selected is a fact, whoever else pays them."""
    months = {(2020, 3), (2026, 2)}
    selected = family["is_royal_voucher_selected"]
    return Decimal(100) if selected and (day.year, day.month) in months else NOTHING


def physical_rehabilitation(person, day):
    """Section 3, P5: a year's aid to a citizen, since 2020."""
    if day.year < 2020 or not is_citizen(person):
        return NOTHING
    return min(person["rehabilitation_device_cost"], REHABILITATION)
