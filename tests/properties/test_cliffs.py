"""A raise never costs more than the documented cliffs and tapers, and each of these exists as it is described."""

import pytest
from hypothesis import given
from openfisca_core.periods import period

from openfisca_jordan_sp.errors import LawFileError
from openfisca_jordan_sp.formulas import year_months
from openfisca_jordan_sp.law.catalogue import cliff_from_data, cliffs, instruments
from openfisca_jordan_sp.law.parameters import leaves
from openfisca_jordan_sp.system import clear_law_errors, law_in_force
from tests.properties import falls
from tests.properties.cliff_examples import is_yearly_example, last_wage_before, simulation_at
from tests.properties.drawing import HOMES, drawn, raises, seeds
from tests.properties.homes import YEARS, Homes

MARGIN = 0.001
#: On both sides of the wage of an example, JOD: where the halving begins.
REACH = 1
by_id = pytest.mark.parametrize("cliff", cliffs(), ids=lambda cliff: cliff.id)
ends_only = pytest.mark.parametrize("cliff", [one for one in cliffs() if not one.is_taper], ids=lambda cliff: cliff.id)


@pytest.mark.parametrize("year", YEARS)
@drawn
@given(seeds, raises)
def test_a_raise_costs_no_more_than_the_documented_cliffs(year, seed, step):
    homes = Homes(HOMES, seed, year)
    earners = homes.one_earner_each(seed)
    before, after = (each.simulation(law_in_force()) for each in (homes, homes.raised(earners, step)))
    with clear_law_errors():
        assert falls.faults_of_raise(before, after, period(str(year)), step) == []


@ends_only
def test_a_cliff_is_at_the_wage_of_its_example(cliff):
    wage = cliff.example.wage
    assert last_wage_before(cliff, max(wage - REACH, 0), wage + REACH) == pytest.approx(wage, abs=MARGIN / 10)


@by_id
def test_an_example_loses_what_is_told_and_nothing_else(cliff):
    example, when = cliff.example, period(cliff.example.period)
    before, after = simulation_at(cliff, example.wage), simulation_at(cliff, example.wage + example.raise_)
    outcome = "family_yearly_disposable_income" if is_yearly_example(cliff) else "household_disposable_income"
    months = year_months(when) if is_yearly_example(cliff) else [when]
    with clear_law_errors():
        assert falls.occurs(cliff, before, after, when).all()
        (lost,) = falls.loss(before, after, cliff.amount, when)
        (fall,) = falls.of_homes(before, outcome, when) - falls.of_homes(after, outcome, when)
        told = {str(each): falls.documented(before, after, each) for each in {*months, when}}
    (documented,) = sum(sum(losses.values()) for losses in told.values())
    # What is not lost of the raise itself lies between nothing and all of it.
    assert documented - len(months) * example.raise_ - MARGIN <= fall <= documented + MARGIN
    assert (fall if cliff.is_taper else lost) == pytest.approx(example.loss, abs=MARGIN)
    assert fall > 0


@by_id
def test_a_cliff_names_what_the_law_has(cliff):
    variables = law_in_force().variables
    assert variables[cliff.condition].value_type is bool
    assert variables[cliff.amount].value_type is float
    assert cliff.instrument in instruments()
    assert cliff.limit is None or cliff.limit in {leaf.name for leaf in leaves(law_in_force().parameters)}
    assert cliff.label.ar
    assert cliff.at.ar


def test_no_cliff_is_listed_twice():
    assert len({cliff.id for cliff in cliffs()}) == len(cliffs())
    assert len({(cliff.condition, cliff.amount) for cliff in cliffs()}) == len(cliffs())


@pytest.mark.parametrize(("change", "word"), [({"kind": "slope"}, "slope"), ({"label": None}, "form"), ({}, "example")])
def test_an_entry_that_is_malformed_is_named(change, word):
    entry = {
        "id": "one",
        "kind": "cliff",
        "label": {"en": "One", "ar": "واحد"},
        "instrument": "labour_law",
        "condition": "is_child",
        "amount": "wage",
        "limit": None,
        "at": {"en": "One", "ar": "واحد"},
    }
    with pytest.raises(LawFileError, match=word) as error:
        cliff_from_data(entry | change)
    assert error.value.path == "cliffs.yaml"
