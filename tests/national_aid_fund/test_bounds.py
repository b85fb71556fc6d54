"""What holds of the Fund's monthly cash for any family: published bounds, and never less for who has less.

The amounts themselves are worked out a second time in `tests/oracle`.
"""

import numpy
import pytest
from openfisca_core.periods import period

from openfisca_jordan_sp.system import law_in_force
from tests.oracle.families import Families

MONTH = period("2026-01")
COUNT = 4000
#: All inside the quota, and every category in turn, for composition shows no humanitarian case.
TOLD = {"is_uct_inside_quota": numpy.ones(COUNT, dtype=bool), "naf_category": numpy.arange(COUNT) % 16}


@pytest.fixture(scope="module")
def families():
    return Families(law_in_force(), COUNT, seed=11, year=2026)


@pytest.fixture(scope="module")
def simulation(families):
    return families.simulation(law_in_force(), TOLD)


def never_less(families, simulation, name, lowered):
    """Whether nobody gets less of `name`, and somebody more, once `lowered` is a tenth lower."""
    values = simulation.calculate(lowered, MONTH)
    after = families.simulation(law_in_force(), TOLD | {lowered: values * 0.9}).calculate(name, MONTH)
    before = simulation.calculate(name, MONTH)
    return (after >= before).all() and (after > before).any()


def test_a_lower_score_never_lowers_the_transfer(families, simulation):
    assert never_less(families, simulation, "uct_amount", "naf_targeting_score")


def test_a_lower_income_never_lowers_recurring_aid(families, simulation):
    assert never_less(families, simulation, "naf_recurring_aid_amount", "naf_countable_income")


def test_amounts_stay_within_their_published_bounds(simulation):
    transfer_amount = simulation.calculate("uct_amount", MONTH)
    recurring = simulation.calculate("naf_recurring_aid_amount", MONTH)
    humanitarian = simulation.calculate("naf_category", MONTH).decode_to_str() == "humanitarian"
    assert ((transfer_amount == 0) | ((transfer_amount >= 40) & (transfer_amount <= 136))).all()
    assert ((recurring == 0) | humanitarian | ((recurring >= 50) & (recurring <= 200))).all()
    assert ((recurring == 0) | ~humanitarian | ((recurring >= 45) & (recurring <= 80))).all()
    assert (simulation.calculate("naf_recurring_total", MONTH) <= 300).all()
    assert (humanitarian & (recurring > 0)).any()
    assert not ((transfer_amount > 0) & (recurring > 0)).any()
