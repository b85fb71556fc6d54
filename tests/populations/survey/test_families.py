"""Families derived from relationships: each rule on a household, and what must hold of any."""

import numpy
import pytest

from openfisca_jordan_sp.populations.schema import code, column_named
from openfisca_jordan_sp.populations.survey.families import Members, derive_families
from tests.fixtures import small_population
from tests.populations.survey.files import ages

ROLES = column_named("family_role").members


def household(*people):
    """Members of one household, each `relationship sex age marital [father mother]`; lines count from 0."""
    rows = [person.split() for person in people]
    return Members(
        household=numpy.zeros(len(rows), dtype=int),
        relationship=numpy.array([code("relationship_to_reference_person", row[0]) for row in rows]),
        age=numpy.array([int(row[2]) for row in rows]),
        sex=numpy.array([code("sex", {"m": "male", "f": "female"}[row[1]]) for row in rows]),
        marital_status=numpy.array([code("marital_status", row[3]) for row in rows]),
        father=numpy.array([int(row[4]) if len(row) > 4 else -1 for row in rows]),
        mother=numpy.array([int(row[5]) if len(row) > 4 else -1 for row in rows]),
    )


def families(*people):
    """`family role` of each person."""
    numbers, roles = derive_families(household(*people))
    return [f"{number} {ROLES[role]}" for number, role in zip(numbers, roles, strict=True)]


COUPLE = ("reference_person m 50 married", "spouse f 45 married")


def test_a_couple_with_unmarried_children_is_one_family():
    found = families(*COUPLE, "child m 25 never_married", "child f 9 never_married")
    assert found == ["0 head", "0 spouse", "0 child", "0 child"]


def test_two_wives_are_spouses_of_one_family():
    assert families(*COUPLE, "spouse f 30 married") == ["0 head", "0 spouse", "0 spouse"]


def test_a_married_son_his_wife_and_their_child_are_a_family():
    found = families(*COUPLE, "child m 25 married", "child_in_law f 23 married", "grandchild m 2 never_married")
    assert found == ["0 head", "0 spouse", "1 head", "1 spouse", "1 child"]


def test_a_married_daughter_is_in_the_family_of_her_husband():
    assert families(*COUPLE, "child f 25 married", "child_in_law m 28 married")[2:] == ["1 spouse", "1 head"]


def test_two_married_sons_are_paired_with_their_wives_in_the_order_of_the_file():
    found = families(
        *COUPLE,
        "child m 30 married",
        "child_in_law f 22 married",
        "child m 25 married",
        "child_in_law f 21 married",
    )
    assert found[2:] == ["1 head", "1 spouse", "2 head", "2 spouse"]


def test_a_son_whose_wife_is_elsewhere_and_a_wife_whose_husband_is_head_families():
    assert families(*COUPLE, "child m 30 married")[2] == "1 head"
    assert families(*COUPLE, "child_in_law f 30 married")[2] == "1 head"


def test_a_widowed_parent_and_a_divorced_daughter_head_families():
    found = families(*COUPLE, "parent f 75 widowed", "child f 28 divorced", "grandchild f 3 never_married")
    assert found[2:] == ["1 head", "2 head", "2 child"]


def test_two_parents_are_a_couple():
    assert families(*COUPLE, "parent f 70 married", "parent m 75 married")[2:] == ["1 spouse", "1 head"]


def test_unmarried_siblings_and_relatives_are_dependants_and_married_ones_head_families():
    found = families(*COUPLE, "sibling m 40 never_married", "other_relative f 60 never_married", "sibling f 44 widowed")
    assert found[2:] == ["0 dependant", "0 dependant", "1 head"]


def test_grandchildren_go_to_the_parent_whose_age_fits_best():
    found = families(
        "reference_person m 75 widowed",
        "child m 50 married",
        "child m 25 married",
        "grandchild m 22 never_married",
        "grandchild m 1 never_married",
    )
    assert found[3:] == ["1 child", "2 child"]


def test_line_numbers_of_parents_decide_where_there_are_any():
    found = families(
        "reference_person m 75 widowed",
        "child m 50 married",
        "child m 25 married",
        "grandchild m 1 never_married 1 -1",
        "other_relative f 8 never_married -1 2",
        "other_relative m 30 never_married 0 -1",
    )
    assert found[3:] == ["1 child", "2 child", "0 dependant"]


def test_grandchildren_without_any_parent_in_the_household_are_dependants_of_the_first_family():
    assert families(*COUPLE, "grandchild m 5 never_married")[2] == "0 dependant"


def test_adult_non_relatives_head_families_and_minors_join_them():
    found = families(*COUPLE, "not_related f 30 never_married", "not_related m 9 never_married")
    assert found[2:] == ["1 head", "1 dependant"]
    assert families(*COUPLE, "not_related m 9 never_married")[2] == "0 dependant"


def test_a_minor_heads_no_family_that_has_an_adult():
    assert families("reference_person m 17 married", "spouse f 19 married") == ["0 spouse", "0 head"]
    found = families("reference_person m 16 never_married", "sibling m 19 never_married", "sibling f 22 never_married")
    assert found == ["0 dependant", "0 dependant", "0 head"]
    assert families("reference_person m 16 never_married") == ["0 head"]


def test_a_minor_who_is_divorced_stays_with_the_first_family_and_one_with_an_adult_husband_does_not():
    assert families(*COUPLE, "child f 16 divorced")[2] == "0 dependant"
    assert families(*COUPLE, "child m 19 married", "child_in_law f 17 married")[2:] == ["1 head", "1 spouse"]


@pytest.fixture(scope="module")
def many():
    population = small_population()
    persons = population.persons
    nobody = numpy.full(population.person_count, -1)
    return Members(
        household=persons["household_id"],
        relationship=persons["relationship_to_reference_person"].astype(int),
        age=ages(population),
        sex=persons["sex"].astype(int),
        marital_status=persons["marital_status"].astype(int),
        father=nobody,
        mother=nobody,
    )


def test_of_any_households_every_family_has_one_head_lives_together_and_the_first_has_the_reference_person(many):
    family, role = derive_families(many)
    heads = numpy.bincount(family[role == ROLES.index("head")], minlength=family.max() + 1)
    assert (heads == 1).all()
    assert len({(f, h) for f, h in zip(family.tolist(), many.household.tolist(), strict=True)}) == len(heads)
    first = numpy.full(many.household.max() + 1, family.max() + 1)
    numpy.minimum.at(first, many.household, family)
    reference = many.is_("reference_person")
    assert (family[reference] == first[many.household[reference]]).all()
    minor_heads = (role == ROLES.index("head")) & (many.age < 18)
    assert not numpy.isin(family[many.age >= 18], family[minor_heads]).any()


def test_derived_families_are_nearly_those_of_the_population_that_they_were_taken_from(many):
    family, role = derive_families(many)
    source = small_population().persons
    assert (role == source["family_role"]).mean() > 0.99
    assert abs(int(family.max()) - int(source["family_id"].max())) <= 0.01 * source["family_id"].max()


def test_the_order_of_households_in_the_file_does_not_matter(many):
    order = numpy.argsort(-many.household, kind="stable")
    turned = Members(**{name: values[order] for name, values in vars(many).items()})
    family, role = derive_families(many)
    turned_family, turned_role = derive_families(turned)
    assert (role[order] == turned_role).all()
    assert (numpy.bincount(family)[family][order] == numpy.bincount(turned_family)[turned_family]).all()
