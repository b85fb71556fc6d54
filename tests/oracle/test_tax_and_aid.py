"""The rules and the oracle agree on taxes, defence orders, humanitarian aid, shocks and civil health contributions.

Pensions from a contribution record and the way of being insured are told to both sides:
they are worked out twice elsewhere.
"""

from collections import Counter
from datetime import date
from decimal import Decimal

import numpy
import pytest
from openfisca_core.periods import DateUnit, period

from openfisca_jordan_sp import Policy
from openfisca_jordan_sp.law.catalogue import levies, programmes
from openfisca_jordan_sp.system import law_in_force
from tests.oracle import defence_orders, health_insurance, humanitarian_assistance, income_tax_law, shock_response
from tests.oracle.families import Families
from tests.oracle.test_agreement import FAMILIES, SHARDS, computed_amounts, differences, expected_amounts

LAWS = (income_tax_law, defence_orders, humanitarian_assistance, shock_response, health_insurance)
VARIABLE_OF = {entry.id: entry.variable for entry in (*programmes(), *levies())}
#: Every function by the variable that it works out again.
WORKED_OUT = {
    VARIABLE_OF.get(name, name): function
    for law in LAWS
    for kind in ("PROGRAMMES", "LEVIES", "EXTRAS")
    for name, function in getattr(law, kind, {}).items()
}
MONTHS = {
    2010: (1,),
    2013: (6,),
    2014: (12,),
    2015: (1, 3, 4),
    2018: (1, 3, 4, 8, 9, 12),
    2019: (1, 12),
    2020: (1, 3, 4, 5, 6, 7, 8, 10, 11, 12),
    2021: (4, 5, 10, 11, 12),
    2022: (1, 6, 7, 8, 9),
    2023: (1, 6, 7, 8),
    2024: (4, 5, 6, 7),
    2025: (1, 12),
    2026: (1, 2, 3, 4, 12),
    2027: (1,),
}
#: Under the law in force; the winter cash is paid in a test of its own.
NEVER_PAID = {"unhcr_winter_cash_amount", "shock_vertical_amount", "shock_horizontal_amount"}
SHOCKS_PAY = {
    "covid_2020": {"shock_horizontal_amount", "disaster_relief_amount"},
    "oil_price_2022": {"shock_vertical_amount", "disaster_relief_amount"},
    "flood": {"disaster_relief_amount"},
    "drought": {"shock_horizontal_amount", "disaster_relief_amount"},
}
ENOUGH = 10


def told(families, system, of_pensions):
    """What stands for other laws: a pension from a record for a twentieth, and a way of being insured for each."""
    random = numpy.random.default_rng((families.year, families.count))
    persons = families.counts["person"]
    pensions = numpy.where(random.random(persons) < of_pensions, random.uniform(100, 4500, persons).round(3), 0)
    ways = len(list(system.variables["ssc_coverage_category"].possible_values))
    return {"ssc_pension_amount": pensions, "ssc_coverage_category": random.integers(0, ways, persons)}


def plain_and_told(families, system, values):
    """The plain families, with what was told."""
    rows = families.plain()
    persons = families.persons_of(rows)
    order = numpy.argsort(families.family_of_person, kind="stable")
    names = [member.name for member in system.variables["ssc_coverage_category"].possible_values]
    for person, position in zip(persons, order.tolist(), strict=True):
        person["ssc_pension_amount"] = Decimal(repr(float(values["ssc_pension_amount"][position])))
        person["ssc_coverage_category"] = names[values["ssc_coverage_category"][position]]
    return rows, persons


def compare(system, count, seed, year, months, functions, of_pensions=0.05):
    """The differences of a year, and how many units get or pay something, by variable."""
    families = Families(system, count, seed, year)
    values = told(families, system, of_pensions)
    rows, persons = plain_and_told(families, system, values)
    units = {"family": rows, "person": persons}
    simulation = families.simulation(system, instead=values)
    reached, faults = Counter(), []
    for variable, function in functions.items():
        of = system.variables[variable]
        by_year = of.definition_period == DateUnit.YEAR
        for when in [str(year)] if by_year else [f"{year}-{month:02}" for month in months]:
            start = period(when).start
            expected = expected_amounts(function, units[of.entity.key], date(start.year, start.month, 1))
            fault = differences(expected, computed_amounts(simulation, variable, when))
            if fault:
                faults.append(f"{variable} {when} seed {seed}: {fault}")
            reached[variable] += sum(amount is not None and amount > 0 for amount in expected)
    return reached, faults


@pytest.mark.parametrize("seed", range(SHARDS))
def test_rules_and_oracle_agree_on_taxes_and_aid(seed):
    reached, faults = Counter(), []
    for year, months in MONTHS.items():
        more, wrong = compare(law_in_force(), -(-FAMILIES // SHARDS), seed, year, months, WORKED_OUT)
        reached += more
        faults += wrong
    assert faults == []
    few = {name: reached[name] for name in WORKED_OUT if name not in NEVER_PAID and reached[name] < ENOUGH}
    assert few == {}, "too few are reached to prove anything"


@pytest.mark.parametrize("scenario", SHOCKS_PAY)
def test_rules_and_oracle_agree_on_shocks(scenario):
    functions = {VARIABLE_OF[name]: function for name, function in shock_response.under(scenario).items()}
    months = (1, 2, 3, 4, 6, 7)
    reached, faults = compare(Policy.of(scenario).system, FAMILIES, 11, 2026, months, functions, of_pensions=0)
    assert faults == []
    assert {name for name, count in reached.items() if count >= ENOUGH} == SHOCKS_PAY[scenario]
