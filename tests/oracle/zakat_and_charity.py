"""Zakat Fund and Royal food card (dossier on services, section 7)."""

from decimal import Decimal

from tests.oracle.common import Series
from tests.oracle.national_aid_fund_events import royal_voucher

NOTHING = Decimal(0)
FEAST_GRANT = {(2018, 5): Decimal(100), (2026, 3): Decimal(40)}
COUPON, FOOD_CARD = Series(y2024_03_20=30), Series(y2015_06_14=100)
GHARIMAT_HIGHEST = Decimal(1500)


def extra_salary(family, day):
    """One salary more before Eid al-Adha of 2025."""
    return family["zakat_monthly_salary"] if (day.year, day.month) == (2025, 5) else NOTHING


def feast_grant(family, day):
    """100 in 2018, 40 in 2026, paid once; by the first of the month that falls in it."""
    amount = FEAST_GRANT.get((day.year, day.month), NOTHING)
    return amount if family["receives_zakat_feast_grant"] else NOTHING


def coupons(family, day):
    """Coupons of 30, seen on 20 March 2024."""
    return COUPON.at(day) * family["zakat_coupons_received"] if COUPON.begun(day) else NOTHING


def food_card(family, day):
    """Cards of 100; none counts beside the voucher of the same month."""
    if not FOOD_CARD.begun(day) or royal_voucher(family, day) > 0:
        return NOTHING
    return FOOD_CARD.at(day) * family["royal_food_cards_received"]


def gharimat_support(person, day):
    """Women in debt whom the Fund selected, once, since 2022."""
    if day.year < 2022 or person["sex"] != "female" or not person["is_gharimat_support_selected"]:
        return NOTHING
    return NOTHING if person["gharimat_support_already_received"] else min(person["gharimat_debt"], GHARIMAT_HIGHEST)
