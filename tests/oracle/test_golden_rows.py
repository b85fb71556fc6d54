"""The oracle itself gives what the sources print: the golden rows of the dossiers that are of these programmes."""

import datetime
from decimal import Decimal

import pytest

from openfisca_jordan_sp.system import law_in_force
from tests.oracle.families import plain_defaults
from tests.oracle.programmes import PROGRAMMES


def a_family(members, incomes=0, **values):
    """A Jordanian family of one head and children, with an income of the head, and what else is said."""
    defaults = plain_defaults(law_in_force())
    persons = [defaults["person"] | {"last_year": defaults["person"].copy(), "memory": {}} for _ in range(members)]
    head, *children = persons
    head["wage"] = head["last_year"]["wage"] = Decimal(incomes)
    family = defaults["family"] | {"members": persons, "head": head, "spouses": [], "children": children}
    family |= {"dependants": [], "last_year": {}, "memory": {}, "is_uct_inside_quota": True} | values
    head |= family.pop("head_is", {})
    for child in children:
        child.update(family.get("children_are", {}))
    return family


BENEFICIARY = {"naf_beneficiary": True}
WORKER = {"head_is": {"employment_status": "daily_wage_worker"}}


def in_prison(days):
    return {"emergency_event": "imprisonment", "imprisonment_days": days}


def need(event, amount):
    return {"emergency_event": event, "emergency_need_assessed": Decimal(amount)}


def scored(score, capital=0):
    return {"naf_targeting_score": Decimal(score), "business_capital": Decimal(capital)}


def graded(average):
    pupil = {"school_average": Decimal(average)}
    return BENEFICIARY | {"emergency_event": "academic_excellence", "children_are": pupil}


def working_for(months):
    return {"naf_category": "elderly", "head_is": {"months_since_job_start": months}}


ROWS = {
    "G1": ("fuel_compensation_2022", 2022, 9, a_family(2, **BENEFICIARY), 8),
    "G2": ("fuel_compensation_2022", 2022, 10, a_family(4, **BENEFICIARY), 11),
    "G3": ("fuel_compensation_2022", 2022, 12, a_family(5, **BENEFICIARY), 14),
    "G5": ("fuel_compensation_2022", 2023, 1, a_family(5, **BENEFICIARY), 0),
    "G6": ("bread_compensation", 2018, 1, a_family(6, 666, naf_beneficiary=False), 162),
    "G7": ("bread_compensation", 2019, 1, a_family(6, **BENEFICIARY), 198),
    "G8": ("bread_compensation", 2019, 1, a_family(6, "1000.084", naf_beneficiary=False), 0),
    "B3": ("bread_compensation", 2018, 1, a_family(6, 1000, naf_beneficiary=False), 162),
    "G11, one": ("daily_wage_support", 2020, 4, a_family(1, **WORKER), 50),
    "G11, two": ("daily_wage_support", 2020, 5, a_family(2, **WORKER), 70),
    "G11, three": ("daily_wage_support", 2020, 6, a_family(3, **WORKER), 136),
    "G11, seven": ("daily_wage_support", 2020, 6, a_family(7, **WORKER), 136),
    "G12, day 29": ("emergency_aid", 2025, 9, a_family(3, **in_prison(29)), 0),
    "G12, day 30": ("emergency_aid", 2025, 9, a_family(3, **in_prison(30)), "195.4"),
    "G12, day 60": ("emergency_aid", 2025, 9, a_family(3, **in_prison(60)), "195.4"),
    "G12, day 61": ("emergency_aid", 2025, 9, a_family(3, **in_prison(61)), 0),
    "G13": ("emergency_aid", 2024, 1, a_family(3, **need("death_of_head", 500)), 350),
    "G14": ("emergency_aid", 2024, 1, a_family(3, **need("natural_disaster", 700)), 500),
    "G15": ("instant_aid", 2024, 1, a_family(3, instant_aid_need=Decimal(400)), 150),
    "G17, below": ("emergency_aid", 2025, 9, a_family(3, **graded("89.9")), 0),
    "G17, at": ("emergency_aid", 2025, 9, a_family(3, **graded(90)), "195.4"),
    "G19, below": ("uct", 2026, 1, a_family(5, **scored(28, 2999)), 100),
    "G19, at": ("uct", 2026, 1, a_family(5, **scored(28, 3000)), 0),
    "G24": ("ramadan_voucher", 2021, 4, a_family(5, **BENEFICIARY), 35),
    "G25, month 11": ("recurring_aid", 2026, 1, a_family(3, 300, **working_for(11)), 150),
    "G25, month 12": ("recurring_aid", 2026, 1, a_family(3, 300, **working_for(12)), 0),
}


@pytest.mark.parametrize("row", ROWS)
def test_golden_rows(row):
    programme, year, month, family, amount = ROWS[row]
    assert PROGRAMMES[programme](family, datetime.date(year, month, 1)) == Decimal(amount)
