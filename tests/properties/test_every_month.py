"""Contributions, incomes, sums and taxes of random homes, in every month from January 2010 to December 2027."""

import pytest
from hypothesis import given
from openfisca_core.periods import period

from openfisca_jordan_sp.system import clear_law_errors, law_in_force
from tests.properties import rules
from tests.properties.drawing import HOMES, drawn, raises, seeds
from tests.properties.homes import YEARS, Homes


@pytest.mark.parametrize("year", YEARS)
@drawn
@given(seeds)
def test_levies_incomes_and_sums_hold_in_every_month(year, seed):
    simulation = Homes(HOMES, seed, year).simulation(law_in_force())
    with clear_law_errors():
        assert rules.faults_of_year(simulation, period(str(year))) == []


@pytest.mark.parametrize("year", YEARS)
@drawn
@given(seeds, raises)
def test_tax_rises_with_income(year, seed, step):
    homes = Homes(HOMES, seed, year)
    earners = homes.one_earner_each(seed)
    before, after = (each.simulation(law_in_force()) for each in (homes, homes.raised(earners, step)))
    when = period(str(year))
    with clear_law_errors():
        assert rules.tax_never_falls_with_ones_own_income(before, after, when, earners) == []
        assert rules.tax_of_a_couple_never_falls_while_the_same_one_claims(before, after, when) == []
        assert rules.a_claim_that_moves_is_worth_the_exemptions_at_most(before, after, when) == []
