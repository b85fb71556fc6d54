"""The compiled rules of what is granted by the year (see `kernels.py`)."""

from math import isnan

from tests.benchmarks.restated.codes import FEMALE, JORDANIAN
from tests.benchmarks.restated.compiling import compiled, kernel
from tests.benchmarks.restated.pension_kernels import claimed_pension
from tests.benchmarks.restated.rules import YEARLY

REHABILITATION, GHARIMAT, WINTER, FUEL = (
    YEARLY.index(programme)
    for programme in ("physical_rehabilitation", "gharimat_support", "unhcr_winter_cash", "fuel_compensation_2012")
)
#: Amounts that no source may give, and the bit that tells that somebody needs one.
UNSET_BY_YEAR = tuple(
    f"humanitarian_assistance.unhcr_winter.{name}"
    for name in ("one_person_usd", "seven_persons_usd", "other_sizes_usd")
)


@kernel
def add_income(first, last, persons, families, parameters, income):
    """Add the income of one month from all sources but benefits."""
    for family in range(first, last):
        for person in range(families.head[family], families.head[family] + families.size[family]):
            earned = persons.wage[person] + persons.other_earnings[person] + persons.pension[person]
            income[family] += earned + persons.rent_income[person] + persons.private_transfers[person]
            if persons.rare[person].ssc_pension_claim != 0:
                income[family] += claimed_pension(person, persons, parameters)


@kernel
def year_pass(first, last, persons, families, law, income, amounts):
    """A twelfth of what is granted by the year; returns which unset amounts are needed."""
    unset = 0
    for family in range(first, last):
        head, size = families.head[family], families.size[family]
        for person in range(head, head + size):
            if persons.nationality[person] == JORDANIAN:
                cost = persons.rare[person].rehabilitation_device_cost
                amounts[REHABILITATION, family] += min(cost, law.rehabilitation) / 12
            amounts[GHARIMAT, family] += gharimat(person, persons, law) / 12
        if families.rare[family].is_on_unhcr_winter_list:
            amount, place = law.winter_other, 2
            if size == 1:
                amount, place = law.winter_one, 0
            elif size == law.winter_largest_size:
                amount, place = law.winter_largest, 1
            amounts[WINTER, family] = amount / 12
            unset |= (1 << place) if isnan(amount) else 0
        if persons.nationality[head] == JORDANIAN and income[family] <= law.fuel_2012_income:
            amounts[FUEL, family] = min(size, law.fuel_2012_persons) * law.fuel_2012 / 12
    return unset


@compiled
def gharimat(person, persons, law):
    """The debt of a woman whom the Zakat Fund chose, paid once."""
    is_due = persons.sex[person] == FEMALE and persons.rare[person].is_gharimat_support_selected
    if not is_due or persons.rare[person].gharimat_support_already_received:
        return 0.0
    return min(persons.rare[person].gharimat_debt, law.gharimat)
