"""Every mistake in the description of a household is told, at once, in both languages, and never computed."""

import math
import re

import pytest

from openfisca_jordan_sp import build_situation, calculate
from openfisca_jordan_sp.errors import SituationError
from openfisca_jordan_sp.system import law_in_force


def mistakes(situation, period="2026-01"):
    """The lines of the error in English and in Arabic."""
    with pytest.raises(SituationError) as caught:
        build_situation(law_in_force(), situation, period)
    return caught.value.lines("en"), caught.value.lines("ar")


def family(man=None, *, families=None, households=None, **persons):
    """A man alone, or with others."""
    return {
        "persons": {"man": man or {}, **persons},
        "families": families or {"home": {"head": ["man"], "children": list(persons)}},
        **({"households": households} if households else {}),
    }


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"wages": 300}, "persons.man.wages: There is no variable wages. Nearest: wage"),
        ({"number_of_cars": 1}, "persons.man.number_of_cars: is told of a family, not of a person."),
        ({"electricity_consumption": 9}, "is told of a household, not of a person."),
        ({"wage": "9**9**9"}, "persons.man.wage: must be a number. Given: '9**9**9'."),
        ({"wage": "300"}, "must be a number"),
        ({"wage": [300]}, "must be a number"),
        ({"wage": True}, "must be a number"),
        ({"wage": math.inf}, "must be a finite number"),
        ({"wage": math.nan}, "must be a finite number"),
        ({"wage": None}, "has no value"),
        ({"wage": -1}, "cannot be negative"),
        ({"age": -2}, "cannot be negative"),
        ({"age": 4.5}, "must be a whole number"),
        ({"survivor_share": 1.5}, "is a share from 0 to 1"),
        ({"school_average": 101}, "is from 0 to 100"),
        ({"is_enrolled": "yes"}, "must be true or false"),
        ({"birth_date": "31.1.2000"}, "must be a date such as 2026-01-31"),
        ({"sex": "other"}, "'other' is not one of its values. Known: male, female."),
        ({"wage": {"2026-13": 300}}, "persons.man.wage.2026-13: '2026-13' is not a period."),
        ({"wage": {"soon": 300}}, "'soon' is not a period"),
        ({"documented_expenses": {"2026-01": 100}}, "is told by the year"),
        ({"has_given_birth": {"2026": True}}, "is told by the month"),
        ({"wage": {"2026-01": "2+2"}}, "persons.man.wage.2026-01: must be a number"),
        (3, "must be an object"),
    ],
)
def test_a_wrong_fact_is_told_with_its_place_and_what_would_be_right(facts, words):
    english, arabic = mistakes(family(facts))
    assert len(english) == 1
    assert words in english[0]
    assert len(arabic) == 1
    assert re.search("[\u0600-\u06ff]", arabic[0])


@pytest.mark.parametrize(
    ("situation", "words"),
    [
        (family(families={"home": {"head": ["man"], "children": ["boy"]}}), "home.children: names boy, who is none"),
        (family(boy={}, families={"home": {"head": ["man"]}}), "persons.boy: stands in none of the families."),
        (
            family(boy={}, families={"a": {"head": ["man"], "children": ["boy"]}, "b": {"head": ["boy"]}}),
            "persons.boy: stands more than once in the families: a, b.",
        ),
        (
            family(a={}, b={}, c={}, d={}, e={}, families={"home": {"head": ["man"], "spouses": list("abcde")}}),
            "families.home.spouses: holds 5, at most 4.",
        ),
        ({**family(), "household": {}}, "household: is no part of a situation. Known: persons, families, households."),
        (family(families={"home": {"head": ["man"], "wage": 3}}), "families.home.wage: is told of a person"),
    ],
)
def test_a_wrong_group_is_told(situation, words):
    english, arabic = mistakes(situation)
    assert [words in line for line in english] == [True]
    assert len(arabic) == 1


def test_all_mistakes_are_told_at_once_in_both_languages():
    english, arabic = mistakes(family({"wages": 1, "sex": "x", "age": "ten"}, boy={"wage": -4}))
    assert [line.split(":")[0] for line in english] == [
        "persons.man.wages",
        "persons.man.sex",
        "persons.man.age",
        "persons.boy.wage",
    ]
    assert len(arabic) == len(english)
    words = {word for line in arabic for word in re.findall("[A-Za-z_]+", line.split(":", 1)[1])}
    assert words <= {"wages", "wage", "age", "net_wage", "x", "male", "female", "ten"}


def test_no_text_is_ever_computed():
    # OpenFisca evaluates such a text: this one would never come back.
    english, _ = mistakes(family({"wage": "9**9**9**9"}))
    assert "must be a number" in english[0]


@pytest.mark.parametrize(
    "facts",
    [
        {"other_earnings": -50, "age": -1, "months_since_child_birth": -1},
        {"survivor_share": math.nan, "is_enrolled": 1, "wage": 300},
        {"wage": {"2026": 3600}, "birth_date": "2000-01-31", "sex": "female"},
        {"documented_expenses": 100, "is_citizen": True},
    ],
)
def test_what_is_possible_is_taken(facts):
    assert build_situation(law_in_force(), family(facts), "2026-01")


def test_an_undated_fact_of_the_year_holds_in_it():
    found = calculate(law_in_force(), family({"documented_expenses": 100}), "documented_expenses", "2026")
    assert found.tolist() == [100]


def test_an_unknown_variable_is_told_with_the_nearest():
    with pytest.raises(SituationError) as caught:
        calculate(law_in_force(), family(), "uct_amout", "2026-01")
    assert "uct_amount" in caught.value.hint.en
    assert "uct_amount" in caught.value.hint.ar
