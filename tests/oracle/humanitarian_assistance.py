"""Aid of United Nations agencies (dossier on services, sections 6.1, row 17, and 6.2)."""

from decimal import Decimal

from tests.oracle.common import MissingNumberError, Series, age, size, to_dinars
from tests.oracle.incomes import NOTHING

CAMP = Series(y2015_04=20, y2018_04=23, y2023_08=15)
TIERS = {
    "most_vulnerable": Series(y2015_04=20, y2018_04=23, y2022_09=15, y2023=23, y2023_07=15),
    "moderately_vulnerable": Series(y2015_04=10, y2018_04=15, y2022_09=10, y2023=15, y2023_07=10, y2023_08=15),
}
UNHCR_ONE, UNHCR_FURTHER, UNHCR_LARGEST = Decimal(80), Decimal("12.5"), 7
UNHCR_FACTOR = Series(y2018=1, y2024_05="0.75", y2024_07=1)
#: Season 2019/20, in US dollars at the peg; of other sizes and seasons nothing was found.
WINTER_USD, PEG = {1: Decimal(260), 7: Decimal(440)}, Decimal("0.709")
HAJATI, HAJATI_AGES = Decimal(20), range(6, 16)
UNRWA_MEMBER, UNRWA_GAZA = Decimal(50), Decimal(100)
UNRWA_OLD, UNRWA_YOUNG = 60, 5

#: Share by which each agency cuts: none in the law in force; `refugee_funding_cut` sets it.
NO_CUT = NOTHING


def wfp(person, day, cut=NO_CUT):
    """Every registered refugee in a camp, and outside by the list; whole dinars."""
    if day < day.replace(year=2015, month=4, day=1):
        return NOTHING
    if person["lives_in_refugee_camp"]:
        amount = CAMP.at(day) if person["is_registered_refugee"] else NOTHING
    else:
        tier = TIERS.get(person["wfp_tier"])
        amount = NOTHING if tier is None else tier.at(day)
    return to_dinars(amount * (1 - cut))


def unhcr_cash(family, day, cut=NO_CUT):
    """From 2018, for families on the list; what families in camps get was not found."""
    if day.year < 2018 or not family["is_on_unhcr_cash_list"]:
        return NOTHING
    if family["head"]["lives_in_refugee_camp"]:
        raise MissingNumberError
    full = UNHCR_ONE + UNHCR_FURTHER * (min(size(family), UNHCR_LARGEST) - 1)
    return full * UNHCR_FACTOR.at(day) * (1 - cut)


def unhcr_winter_cash(family, day):
    """The season that begins in 2019, for one and for seven persons."""
    if day.year < 2019 or not family["is_on_unhcr_winter_list"]:
        return NOTHING
    if day.year > 2019 or size(family) not in WINTER_USD:
        raise MissingNumberError
    return WINTER_USD[size(family)] * PEG


def hajati(person, day, cut=NO_CUT):
    """From September 2018: enrolled children of 6 to 15 in double-shift schools, in term."""
    if (day.year, day.month) < (2018, 9):
        return NOTHING
    conditions = ("is_hajati_enrolled", "attends_double_shift_school", "is_in_school_term")
    if not all(person[condition] for condition in conditions) or age(person, day) not in HAJATI_AGES:
        return NOTHING
    return HAJATI * (1 - cut)


def _is_in_need(family, day):
    """Headed by a woman, by a person of 60 or more or with a disability, or with a child of five or less."""
    head = family["head"]
    old = (age(head, day) or 0) >= UNRWA_OLD
    young = any(age(person, day) is not None and age(person, day) <= UNRWA_YOUNG for person in family["members"])
    return head["sex"] == "female" or old or head["disability_severity"] != "none" or young


def unrwa_relief(family, day):
    """April and May 2020: 50 for each registered member, where the family is paid in the month."""
    if (day.year, day.month) not in {(2020, 4), (2020, 5)} or not family["is_unrwa_relief_paid"]:
        return NOTHING
    registered = sum(person["is_unrwa_registered"] for person in family["members"])
    return UNRWA_MEMBER * registered if _is_in_need(family, day) else NOTHING


def unrwa_gaza_grant(family, day):
    """August to October 2020: 100 to families of refugees from Gaza."""
    paid = day.year == 2020 and 8 <= day.month <= 10 and family["is_unrwa_relief_paid"]
    head = family["head"]
    of_gaza = head["nationality"] == "palestinian_gaza" and head["is_unrwa_registered"]
    return UNRWA_GAZA if paid and of_gaza else NOTHING


PROGRAMMES = {
    "wfp_food_assistance": wfp,
    "unhcr_cash": unhcr_cash,
    "unhcr_winter_cash": unhcr_winter_cash,
    "hajati": hajati,
    "unrwa_relief": unrwa_relief,
    "unrwa_gaza_grant": unrwa_gaza_grant,
}
