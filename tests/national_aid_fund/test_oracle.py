"""The Fund's amounts worked out a second time, one family after the other in exact decimals.

Written from the dossier and not from the rules: what both agree on for thousands
of random families is not a slip of arrays.
"""

import math
from decimal import ROUND_HALF_UP, Decimal

import numpy
import pytest
from openfisca_core.periods import period

from openfisca_jordan_sp.engine.simulation import build_simulation
from openfisca_jordan_sp.populations.schema import column_named
from openfisca_jordan_sp.system import law_in_force
from tests.fixtures import random_population

MONTH = period("2026-01")
FIRST_DAY = numpy.datetime64("2026-01-01")
FAMILIES = 8000
CHILDREN = {"child", "dependant"}


@pytest.fixture(scope="module")
def population():
    return random_population(FAMILIES, seed=11)


@pytest.fixture(scope="module")
def simulation(population):
    built = build_simulation(law_in_force(), population, [MONTH])
    inside = numpy.arange(FAMILIES) % 3 != 0
    built.set_input("is_uct_inside_quota", MONTH, inside)
    return built


def families_of(population):
    """Each family as plain Python values."""
    starts = numpy.searchsorted(population.persons["family_id"], numpy.arange(FAMILIES + 1))
    columns = {name: values.tolist() for name, values in population.persons.items() if name != "birth_date"}
    births = population.persons["birth_date"].astype(object).tolist()
    for index in range(FAMILIES):
        family = {name: values[index].item() for name, values in population.families.items()}
        rows = range(starts[index], starts[index + 1])
        family["members"] = [
            {name: values[row] for name, values in columns.items()} | {"birth_date": births[row]} for row in rows
        ]
        yield index, family


def named(column, code):
    return column_named(column).members[code]


def age(person):
    day = FIRST_DAY.astype(object)
    birth = person["birth_date"]
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def is_citizen(person):
    return named("nationality", person["nationality"]) == "jordanian"


def citizens(family):
    return sum(is_citizen(person) for person in family["members"])


def money(value):
    return Decimal(str(value))


def dinars(value):
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def transfer(family, inside):
    """The Unified Cash Transfer of January 2026, dossier section 8."""
    head = family["members"][0]
    score = family["naf_targeting_score_illustrative"]
    if math.isnan(score) or not is_citizen(head) or not inside or not family["claims_cash_transfer"]:
        return 0
    if score >= 68 or family["receives_recurring_aid_last_month"]:
        return 0
    if family["number_of_cars"] > 0 and family["newest_car_age"] < 5:
        return 0
    if family["business_capital"] >= 3000:
        return 0
    gap = (68 - money(score)) * citizens(family)
    return dinars(min(max(gap / 2, Decimal(40)), Decimal(136)))


def category(family):
    """The first category that the composition shows."""
    head = family["members"][0]
    status = named("marital_status", head["marital_status"])
    woman = named("sex", head["sex"]) == "female"
    children = [person for person in family["members"] if named("family_role", person["family_role"]) in CHILDREN]
    if any(age(person) < 18 and not person["is_father_alive"] for person in children):
        return "orphans"
    if woman and status == "divorced":
        return "divorced"
    if woman and status in {"widowed", "deserted"}:
        return "vulnerable_woman"
    if named("disability_severity", head["disability_severity"]) == "severe":
        return "permanent_disability"
    return "elderly" if age(head) >= 60 else "none"


def income(family):
    """Earnings after a year's disregard, pensions and rents."""
    total = Decimal(0)
    for person in family["members"]:
        if person["months_since_job_start"] >= 12:
            total += money(person["wage"]) + money(person["other_earnings"])
        total += money(person["pension"]) + money(person["rent_income"])
    return total


def recurring_aid(family, transfer_amount):
    """Recurring aid of January 2026, dossier section 2 with its updates."""
    size = citizens(family)
    kind = category(family)
    needy = kind == "divorced" or income(family) < 68 * size
    barred = family["owns_real_estate_beside_dwelling"] or not is_citizen(family["members"][0])
    if kind == "none" or not needy or barred or transfer_amount > 0 or not family["claims_recurring_aid"]:
        return 0
    return dinars(min(max(min(50 * size, 200) - income(family), Decimal(50)), Decimal(200)))


def disability_care(family, recurring):
    """Care aid of the members, both aids together at most 300."""
    tariff = {"none": 0, "mild": 20, "moderate": 50, "severe": 80}
    if not is_citizen(family["members"][0]) or not income(family) < 68 * citizens(family):
        return 0
    care = sum(
        tariff[named("disability_severity", person["disability_severity"])]
        for person in family["members"]
        if is_citizen(person) and person["claims_disability_care"]
    )
    return min(care, 300 - recurring)


def test_rules_and_oracle_agree_for_every_family(population, simulation):
    inside = simulation.calculate("is_uct_inside_quota", MONTH)
    names = ("uct_amount", "naf_recurring_aid_amount", "family_disability_care_amount")
    computed = {name: simulation.calculate(name, MONTH) for name in names}
    expected = {name: [] for name in names}
    for index, family in families_of(population):
        paid = transfer(family, inside[index])
        recurring = recurring_aid(family, paid)
        for name, amount in zip(names, (paid, recurring, disability_care(family, recurring)), strict=True):
            expected[name].append(amount)
    for name in names:
        assert sum(amount > 0 for amount in expected[name]) > 20, f"{name}: too few families to prove anything"
        assert computed[name].tolist() == expected[name], name


def test_whoever_has_less_never_gets_less(population):
    """A lower score never lowers the transfer; a lower income never lowers recurring aid."""
    month = MONTH
    before = build_simulation(law_in_force(), population, [month])
    after = build_simulation(law_in_force(), population, [month])
    for simulation in (before, after):
        simulation.set_input("is_uct_inside_quota", month, numpy.ones(FAMILIES, dtype=bool))
    score = population.families["naf_targeting_score_illustrative"]
    after.set_input("naf_targeting_score", month, score * 0.9)
    assert (after.calculate("uct_amount", month) >= before.calculate("uct_amount", month)).all()
    poorer = before.calculate("naf_countable_income", month) * 0.9
    poor = build_simulation(law_in_force(), population, [month])
    poor.set_input("is_uct_inside_quota", month, numpy.ones(FAMILIES, dtype=bool))
    poor.set_input("naf_countable_income", month, poorer)
    assert (
        poor.calculate("naf_recurring_aid_amount", month) >= before.calculate("naf_recurring_aid_amount", month)
    ).all()


def test_amounts_stay_within_their_published_bounds(simulation):
    transfer_amount = simulation.calculate("uct_amount", MONTH)
    recurring = simulation.calculate("naf_recurring_aid_amount", MONTH)
    assert ((transfer_amount == 0) | ((transfer_amount >= 40) & (transfer_amount <= 136))).all()
    assert ((recurring == 0) | ((recurring >= 50) & (recurring <= 200))).all()
    assert (simulation.calculate("naf_recurring_total", MONTH) <= 300).all()
    assert not ((transfer_amount > 0) & (recurring > 0)).any()
