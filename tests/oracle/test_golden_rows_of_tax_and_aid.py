"""The oracle itself gives what the sources print: the golden rows on taxes, defence orders, aid and health."""

from datetime import date
from decimal import Decimal

import pytest

from tests.oracle import defence_orders, health_insurance, humanitarian_assistance, income_tax_law
from tests.oracle.test_golden_rows import a_family

FUNCTIONS = {
    "tax": income_tax_law.income_tax,
    "contribution": income_tax_law.national_contribution,
    "withheld": income_tax_law.withholding,
    "health": health_insurance.civil_health,
    "wfp": humanitarian_assistance.wfp,
    "unhcr": humanitarian_assistance.unhcr_cash,
    "coupons": defence_orders.ssc_coupon,
}


def living(members=1, has_spouse=False, **head):
    """A family of a head, children and perhaps a spouse among its members, with what is told of the head."""
    family = a_family(members)
    told = {name: Decimal(value) if isinstance(value, (int, str)) else value for name, value in head.items()}
    family["head"] |= told
    for person in family["members"]:
        person |= {"family": family, "role": "head" if person is family["head"] else "child"}
    if has_spouse:
        family["spouses"] = [family["children"].pop(0)]
        family["spouses"][0]["role"] = "spouse"
    return family


def earning(yearly, **told):
    return living(wage=Decimal(yearly) / 12, **told)


def of(members):
    return living(members) | {"is_on_unhcr_cash_list": True, "receives_ssc_coupons": True}


def in_service(salary):
    family = living(wage=salary)
    family["head"] |= {"employment_status": "employee", "employment_sector": "public"}
    return family


def working(monthly):
    family = living(wage=monthly)
    family["head"]["employment_status"] = "employee"
    return family


def in_camp():
    family = living()
    family["head"] |= {"is_registered_refugee": True, "lives_in_refugee_camp": True}
    return family


def listed(tier):
    family = living()
    family["head"]["wfp_tier"] = tier
    return family


EXPENSES = {"documented_expenses": 10000}
COUPLE = {"members": 7, "has_spouse": True, **EXPENSES}
ROWS = {
    "W-P1": ("tax", date(2024, 1, 1), earning(40000, documented_expenses=1000), 5000),
    "W-P3": ("tax", date(2024, 1, 1), earning(23000, **COUPLE), 0),
    "W-P3, above": ("tax", date(2024, 1, 1), earning(23100, **COUPLE), 5),
    "W-P4": ("tax", date(2024, 1, 1), earning(10000, **EXPENSES), 0),
    "W-P4, above": ("tax", date(2024, 1, 1), earning(10100, **EXPENSES), 5),
    "W-D2": ("tax", date(2024, 1, 1), earning(40000, **COUPLE), 1900),
    "W-D3": ("tax", date(2024, 1, 1), earning(18000), 650),
    "W-D4": ("contribution", date(2024, 1, 1), earning(300000, **EXPENSES), 900),
    "W-D13": ("tax", date(2012, 1, 1), earning(40000), 3080),
    "W-D15": ("withheld", date(2016, 5, 1), working(2000), "81.67"),
    "U-N1": ("tax", date(2024, 1, 1), earning(15000), 350),
    "U-N2": ("tax", date(2024, 1, 1), living(pension=3000), 0),
    "U-N4": ("tax", date(2024, 1, 1), earning(23000, **COUPLE), 0),
    "H1": ("health", date(2024, 1, 1), in_service(500), 15),
    "H1, at the cap": ("health", date(2024, 1, 1), in_service(1000), 30),
    "H1, above": ("health", date(2024, 1, 1), in_service(2000), 30),
    "C1, four": ("coupons", date(2020, 4, 1), of(4), 25),
    "C1, five": ("coupons", date(2020, 4, 1), of(5), 50),
    "C1, ten": ("coupons", date(2020, 4, 1), of(10), 50),
    "C1, eleven": ("coupons", date(2020, 4, 1), of(11), 75),
    "U1, one": ("unhcr", date(2024, 8, 1), of(1), 80),
    "U1, five": ("unhcr", date(2018, 6, 1), of(5), 130),
    "U1, seven": ("unhcr", date(2024, 8, 1), of(7), 155),
    "U3, one": ("unhcr", date(2024, 5, 1), of(1), 60),
    "U3, seven": ("unhcr", date(2024, 5, 1), of(7), "116.25"),
    "W2, most": ("wfp", date(2023, 7, 1), listed("most_vulnerable"), 15),
    "W2, moderately": ("wfp", date(2023, 7, 1), listed("moderately_vulnerable"), 10),
    "camp, July 2023": ("wfp", date(2023, 7, 1), in_camp(), 23),
}
OF_FAMILIES = {"unhcr", "coupons"}


@pytest.mark.parametrize("row", ROWS)
def test_golden_rows_of_tax_and_aid(row):
    function, day, family, amount = ROWS[row]
    unit = family if function in OF_FAMILIES else family["head"]
    assert FUNCTIONS[function](unit, day) == Decimal(amount)


@pytest.mark.parametrize(("full", "paid"), [(23, 15), (15, 10)])
def test_a_cut_of_a_third_is_paid_in_whole_dinars(full, paid):
    """Row W2: before the cut of September 2022."""
    tier = {23: "most_vulnerable", 15: "moderately_vulnerable"}[full]
    head = listed(tier)["head"]
    assert humanitarian_assistance.wfp(head, date(2022, 8, 1)) == full
    assert humanitarian_assistance.wfp(head, date(2022, 8, 1), cut=Decimal(1) / 3) == paid


def test_farming_above_a_million_is_taxed():
    """Updates, section 3: what is above counts."""
    farmer = living(other_earnings=100000, farming_income=1200000)["head"]
    income = income_tax_law.assessable_income(farmer, date(2024, 1, 1))
    assert income == 200000
