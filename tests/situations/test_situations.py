"""Situations that leave families or households out."""

import pytest

from openfisca_jordan_sp import build_situation, calculate, complete_situation
from openfisca_jordan_sp.errors import SituationError
from openfisca_jordan_sp.system import law_in_force

HOUSEHOLD_ONLY = {
    "persons": {
        "father": {"age": 45},
        "mother": {"age": 40, "relationship_to_reference_person": "spouse"},
        "son": {"age": 9, "relationship_to_reference_person": {"2026-01": "child"}},
        "grandmother": {"age": 70, "relationship_to_reference_person": "parent"},
    },
    "households": {"home": {"reference_person": "father", "members": ["mother", "son", "grandmother"]}},
}


def test_one_family_is_derived_with_the_households_composition():
    completed, notes = complete_situation(HOUSEHOLD_ONLY)
    assert completed["families"] == {
        "family of home": {
            "head": ["father"],
            "spouses": ["mother"],
            "children": ["son"],
            "dependants": ["grandmother"],
        }
    }
    assert "one family was derived for each household" in notes[0].en
    assert notes[0].ar
    assert "families" not in HOUSEHOLD_ONLY


def test_the_derived_family_is_computed_whole():
    assert calculate(law_in_force(), HOUSEHOLD_ONLY, "family_size", "2026-01").tolist() == [4]
    assert calculate(law_in_force(), HOUSEHOLD_ONLY, "family_children", "2026-01").tolist() == [1]


def test_two_households_give_two_families():
    situation = {
        "persons": {"a": {}, "b": {}, "c": {}},
        "households": {"one": {"reference_person": "a", "members": ["b"]}, "two": {"reference_person": ["c"]}},
    }
    assert calculate(law_in_force(), situation, "family_size", "2026-01").tolist() == [2, 1]


def test_families_alone_are_taken_to_live_alone():
    situation = {"persons": {"a": {}, "b": {}}, "families": {"f": {"head": "a", "children": ["b"]}}}
    completed, notes = complete_situation(situation)
    assert completed["households"] == {"household of f": {"reference_person": ["a"], "members": ["b"]}}
    assert "live alone" in notes[0].en
    assert calculate(law_in_force(), situation, "household_size", "2026-01").tolist() == [2]


def test_what_is_complete_is_left_as_it_is():
    situation = {
        "persons": {"a": {}},
        "families": {"f": {"head": "a"}},
        "households": {"h": {"reference_person": "a"}},
    }
    assert complete_situation(situation) == (situation, [])


def test_one_person_alone_needs_no_groups():
    assert calculate(law_in_force(), {"persons": {"a": {"age": 30}}}, "family_size", "2026-01").tolist() == [1]


@pytest.mark.parametrize("situation", [{}, {"persons": {}}, {"persons": {"a": {}, "b": {}}}])
def test_persons_without_any_group_are_refused(situation):
    with pytest.raises(SituationError, match="who lives with whom"):
        complete_situation(situation)


@pytest.mark.parametrize(
    "persons",
    [{"a": {"agee": 4}}, {"a": {"age": "four"}}, {"a": {"sex": "other"}}, {"a": {"number_of_cars": 1}}, {"a": 3}],
)
def test_a_situation_that_cannot_be_read_is_the_users_mistake(persons):
    with pytest.raises(SituationError) as raised:
        build_situation(law_in_force(), {"persons": persons}, "2026-01")
    assert raised.value.lines("en")
    assert raised.value.lines("ar")


def test_an_unknown_variable_is_the_users_mistake():
    with pytest.raises(SituationError, match="no variable uct_amout"):
        calculate(law_in_force(), {"persons": {"a": {}}}, "uct_amout", "2026-01")


@pytest.mark.parametrize(
    ("groups", "place"),
    [
        ({"families": {"f": {"children": ["a"]}}}, "families.f"),
        ({"families": {"f": {"head": ["a", "b"]}}}, "families.f"),
        ({"families": {"f": {}}}, "families.f"),
        ({"families": {"f": 3}}, "families.f"),
        ({"households": {"h": 3}}, "households.h"),
        ({"families": {"f": {"head": "a"}}, "households": {"h": {"members": ["a"]}}}, "households.h"),
    ],
)
def test_a_group_without_exactly_one_head_is_refused(groups, place):
    with pytest.raises(SituationError, match="exactly one") as raised:
        complete_situation({"persons": {"a": {}, "b": {}}, **groups})
    assert raised.value.path == place


def test_an_undated_value_holds_all_year():
    # Rehabilitation is granted by the year, and children are counted in each month: an age must not be lost.
    situation = {
        "persons": {"mother": {"age": 40, "wage": 100}, "child": {"age": 9}},
        "families": {"f": {"head": "mother", "children": ["child"]}},
    }
    assert calculate(law_in_force(), situation, "family_children", "2026-03").tolist() == [1]
    assert calculate(law_in_force(), situation, "family_annual_income", "2026").tolist() == [1200]


def test_a_dated_value_holds_at_its_date_only():
    situation = {"persons": {"a": {"wage": {"2026-03": 100}}}}
    assert calculate(law_in_force(), situation, "family_annual_income", "2026").tolist() == [100]


@pytest.mark.parametrize(
    "situation", [{"persons": {"a": {}}, "families": 3}, {"persons": 3}, {"persons": {"a": 3, "b": {}}}]
)
def test_a_situation_of_the_wrong_kind_is_refused(situation):
    with pytest.raises(SituationError):
        build_situation(law_in_force(), situation, "2026-01")


@pytest.mark.parametrize(
    ("mother", "son"),
    [
        ({"age": 40}, {"birth_date": "2010-05-01"}),
        ({"is_child": False}, {"age": 9}),
        ({"is_child": {"2026-01": False}}, {"is_child": {"2026-02": True}}),
    ],
)
def test_a_result_of_the_law_given_for_some_and_not_for_others_is_refused(mother, son):
    situation = {"persons": {"mother": mother, "son": son}, "families": {"f": {"head": "mother", "children": ["son"]}}}
    with pytest.raises(
        SituationError, match=r"persons\.(age|is_child): is given for some persons and not.*son"
    ) as error:
        calculate(law_in_force(), situation, "family_children", "2026-01")
    assert "أعطه للجميع" in error.value.lines("ar")[0]


def test_an_age_left_out_with_its_birth_date_is_unknown():
    situation = {"persons": {"a": {"age": 40}, "b": {}}, "families": {"f": {"head": "a", "dependants": ["b"]}}}
    assert calculate(law_in_force(), situation, "age", "2026-01").tolist() == [40, -1]


def test_an_input_may_be_given_for_some_only():
    situation = {
        "persons": {"father": {"age": 40, "wage": 300}, "son": {"age": 9}},
        "families": {"f": {"head": "father", "children": ["son"]}},
    }
    assert calculate(law_in_force(), situation, "naf_countable_income", "2026-01").tolist() == [300]
