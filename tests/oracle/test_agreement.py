"""The rules and the oracle agree on every programme and levy, for random families, in months from 2010 to 2027.

`ORACLE_FAMILIES` says how many families are drawn for each year: five hundred unless it is
told, so that `make test` ends soon; `make oracle` draws 100,000. They come in shards, each
with families of its own, so that memory stays flat.
"""

import datetime
import os
from collections import Counter
from typing import NamedTuple

import numpy
import pytest
from openfisca_core.periods import DateUnit, period

from openfisca_jordan_sp import Policy
from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.law.catalogue import levies, programmes
from openfisca_jordan_sp.system import clear_law_errors, law_in_force
from tests.oracle.common import MissingNumberError
from tests.oracle.families import Families
from tests.oracle.programmes import EXTRAS, LEVIES, PROGRAMMES

FAMILIES = int(os.environ.get("ORACLE_FAMILIES", "500"))
SHARD = 2000
SHARDS = max(2, -(-FAMILIES // SHARD))
MARGIN = 0.001


class Extra(NamedTuple):
    """An amount that no list of the law names."""

    id: str
    variable: str


def extras():
    """Those amounts."""
    return tuple(Extra(variable, variable) for variable in EXTRAS)


#: The lists of what is worked out twice, each with its functions.
CATALOGUES = {programmes: PROGRAMMES, levies: LEVIES, extras: EXTRAS}
FUNCTIONS = PROGRAMMES | LEVIES | EXTRAS
#: Months of change, the months before them, and others.
MONTHS = {
    2010: (1, 4, 5),
    2011: (1, 7, 8, 9),
    2012: (1, 2, 11, 12),
    2013: (1,),
    2014: (1, 2, 3, 6, 12),
    2015: (1, 4, 5, 6, 7),
    2016: (1, 11, 12),
    2017: (1, 3, 12),
    2018: (1, 4, 5, 6, 12),
    2019: (1, 4, 5, 6, 9, 10, 12),
    2020: (1, 2, 3, 4, 5, 6, 7, 10, 11),
    2021: (1, 3, 4, 5, 6, 11, 12),
    2022: (1, 3, 4, 5, 6, 7, 12),
    2023: (1, 4, 5, 7, 8, 12),
    2024: (1, 3, 4, 5, 6, 7, 8, 9, 11, 12),
    2025: (1, 4, 5, 6, 8, 9, 10, 12),
    2026: (1, 2, 3, 4, 5, 12),
    2027: (1, 12),
}
#: Programmes that nobody gets under the law in force: no instrument sets an amount, or no source tells it.
NEVER_PAID = {"child_benefit", "foster_family_allowance"}
#: Paid under a scenario, or to sizes that most draws do not hold alone: compared in `test_tax_and_aid`.
PAID_ELSEWHERE = {"shock_vertical", "shock_horizontal", "unhcr_winter_cash"}
#: Families or persons whom each of them pays in a draw, at least; the rarest pays six of 250 families.
ENOUGH = 5


def expected_amounts(function, units, day):
    """What the oracle says of each unit; nothing where a number is missing."""
    amounts = []
    for unit in units:
        try:
            amounts.append(float(function(unit, day)))
        except MissingNumberError:
            amounts.append(None)
    return amounts


def computed_amounts(simulation, variable, when):
    """What the rules say, or the parameter that stops them."""
    try:
        with clear_law_errors():
            return numpy.asarray(simulation.calculate(variable, when))
    except UnsetParameterError as error:
        return error.path


def differences(expected, computed):
    """Where the two differ, in words; nothing where they agree."""
    if isinstance(computed, str):
        return None if None in expected else f"the rules miss {computed}, the oracle nothing"
    if None in expected:
        return f"the oracle misses a number (unit {expected.index(None)}), the rules nothing"
    wrong = numpy.flatnonzero(~(numpy.abs(numpy.array(expected) - computed) <= MARGIN))
    if not wrong.size:
        return None
    shown = ", ".join(f"{unit}: {expected[unit]} against {computed[unit]}" for unit in wrong[:4].tolist())
    return f"{wrong.size} of {len(expected)} differ (oracle against rules): {shown}"


def catalogued():
    """Everything on the lists that is worked out twice."""
    return [entry for catalogue, functions in CATALOGUES.items() for entry in catalogue() if entry.id in functions]


def asked_in(year):
    """The year once for programmes defined by the year, then each of its months for the others."""
    by_unit = {
        DateUnit.YEAR: [period(str(year))],
        DateUnit.MONTH: [period(f"{year}-{month:02}") for month in MONTHS[year]],
    }
    variables = law_in_force().variables
    for unit, periods in by_unit.items():
        due = [each for each in catalogued() if variables[each.variable].definition_period == unit]
        for when in periods:
            yield when, due


def compared_year(system, count, seed, year, reached, faults):
    """Compare everything over the families of one year."""
    families = Families(system, count, seed, year)
    rows = families.plain()
    units = {"family": rows, "person": families.persons_of(rows)}
    simulation = families.simulation(system)
    for when, due in asked_in(year):
        day = datetime.date(when.start.year, when.start.month, when.start.day)
        for programme in due:
            key = system.variables[programme.variable].entity.key
            expected = expected_amounts(FUNCTIONS[programme.id], units[key], day)
            fault = differences(expected, computed_amounts(simulation, programme.variable, when))
            if fault:
                faults.append(f"{programme.id} {when} seed {seed}: {fault}")
            reached[programme.id] += sum(amount is not None and amount > 0 for amount in expected)


@pytest.mark.parametrize("seed", range(SHARDS))
def test_rules_and_oracle_agree_on_every_programme(seed):
    reached, faults = Counter(), []
    for year in MONTHS:
        compared_year(law_in_force(), -(-FAMILIES // SHARDS), seed, year, reached, faults)
    assert faults == []
    few = {
        programme.id: reached[programme.id]
        for programme in catalogued()
        if programme.id not in NEVER_PAID | PAID_ELSEWHERE and reached[programme.id] < ENOUGH
    }
    assert few == {}, "too few are paid to prove anything"


def test_a_number_that_was_changed_is_noticed():
    """The same comparison under a bill that raises the highest transfer to 160."""
    reached, faults = Counter(), []
    compared_year(Policy.of("uct_maximum_160").system, 300, 0, 2026, reached, faults)
    assert faults
    assert {fault.split()[0] for fault in faults} == {"uct"}


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_every_programme_and_levy_has_an_oracle(catalogue):
    assert {entry.id for entry in catalogue()} == set(CATALOGUES[catalogue])


def test_no_name_stands_for_two_things():
    assert len(FUNCTIONS) == sum(len(functions) for functions in CATALOGUES.values())
