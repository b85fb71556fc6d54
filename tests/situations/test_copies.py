"""Copies of a household give what each would give by itself."""

import copy

import numpy
import pytest

from openfisca_jordan_sp.cases import load_case
from openfisca_jordan_sp.copies import Change, copies
from openfisca_jordan_sp.errors import SituationError
from openfisca_jordan_sp.situations import calculate
from openfisca_jordan_sp.system import law_in_force

CASE = load_case("day_wages_family_of_six")
OUTCOMES = ("household_disposable_income", "electricity_bill", "poor_family_card_entitled", "age")


def alone(variable: str, changes: dict[tuple[str, str, str], object]):
    """An outcome of one household by itself, with some of its facts changed."""
    situation = copy.deepcopy(dict(CASE.situation))
    for (group, unit, name), value in changes.items():
        situation[group][unit][name] = value
    return calculate(law_in_force(), situation, variable, CASE.period)


class TestCopies:
    @pytest.mark.parametrize("outcome", OUTCOMES)
    def test_give_what_each_household_gives_alone(self, outcome):
        wages, consumption = numpy.array([0.0, 260.0, 900.5]), numpy.array([50.0, 51.0, 700.0])
        changes = [Change("wage", "father", wages), Change("electricity_consumption", "home", consumption)]
        many = copies(law_in_force(), CASE.situation, CASE.period, changes, count=3)
        rows = many.calculate(outcome, CASE.period).reshape(3, -1)
        for row, wage, used in zip(rows, wages, consumption, strict=True):
            facts = {("persons", "father", "wage"): wage, ("households", "home", "electricity_consumption"): used}
            assert row.tolist() == alone(outcome, facts).tolist()

    def test_change_facts_that_the_household_did_not_give(self):
        many = copies(law_in_force(), CASE.situation, CASE.period, [Change("pension", "mother", [0.0, 80.0])], count=2)
        assert many.calculate("pension", CASE.period).reshape(2, -1)[:, 1].tolist() == [0, 80]

    def test_change_items_by_their_index(self):
        many = copies(law_in_force(), CASE.situation, CASE.period, [Change("sex", "son_3", [0, 1])], count=2)
        assert len(set(many.calculate("sex", CASE.period).reshape(2, -1)[:, 5])) == 2

    def test_leave_their_original_as_it_was(self):
        before = copy.deepcopy(CASE.situation)
        copies(law_in_force(), CASE.situation, CASE.period, [Change("wage", "father", [1.0])], count=1)
        assert CASE.situation == before


class TestAMistake:
    def test_in_the_unit_is_told_with_those_that_there_are(self):
        with pytest.raises(SituationError, match="mother"):
            copies(law_in_force(), CASE.situation, CASE.period, [Change("wage", "uncle", [1.0])], count=1)

    def test_in_the_variable_is_told(self):
        with pytest.raises(SituationError, match="no variable wages"):
            copies(law_in_force(), CASE.situation, CASE.period, [Change("wages", "father", [1.0])], count=1)
