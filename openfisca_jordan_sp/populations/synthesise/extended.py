"""Households of more than one couple's nucleus: a parent, a married son, siblings, a divorced daughter."""

from __future__ import annotations

from collections.abc import Mapping

import numpy
from numpy.typing import NDArray

from openfisca_jordan_sp.populations.schema import code
from openfisca_jordan_sp.populations.synthesise.kinds import (
    LAST_BIRTH,
    OLDEST,
    YOUNGEST_ADULT,
    Draft,
    FloatArray,
    IntArray,
    Kind,
    add_children,
    add_couple,
    couple,
    couple_led_by_wife,
    lone_father,
    lone_mother,
    one_person,
    workers,
)

_PARENT_OLDER_BY = 17.0
_YOUNGEST_GROWN_CHILD = YOUNGEST_ADULT + 2
_YOUNGEST_GRANDPARENT = _YOUNGEST_GROWN_CHILD + _PARENT_OLDER_BY


def with_parent(draft: Draft, household: IntArray) -> None:
    """A couple with the husband's widowed mother or father, who is a family of one and often the reference person."""
    shape, count = draft.targets["households.extended"], len(household)
    wife_age = draft.ages("couple_with_parent", count)
    husband_age = draft.husband_ages(wife_age)
    is_mother = draft.happens(shape["parent_is_mother"], count)
    leads = draft.happens(shape["parent_is_reference"], count)
    older = numpy.where(is_mother, draft.generator.uniform(17, 42, count), draft.generator.uniform(20, 48, count))
    draft.roster.add(
        household,
        role="head",
        sex=numpy.where(is_mother, code("sex", "female"), code("sex", "male")).astype(numpy.uint8),
        age=numpy.minimum(husband_age + older, OLDEST),
        marital="widowed",
        relation=_either("reference_person", "parent", leads),
        family=numpy.where(leads, 0, 1),
    )
    family = numpy.where(leads, 1, 0)
    relations = (_either("child", "reference_person", leads), _either("child_in_law", "spouse", leads))
    alive = {"father_alive": (~is_mother).astype(numpy.int8), "mother_alive": is_mother.astype(numpy.int8)}
    add_couple(draft, household, wife_age, husband_age, family=family, relations=relations, **alive)
    relation = _either("grandchild", "child", leads)
    add_children(draft, household, wife_age, husband_age, family=family, relation=relation)


def with_married_son(draft: Draft, household: IntArray) -> None:
    """A couple with unmarried children and one married son, whose own family lives with them."""
    wife_age, husband_age = couple(draft, household, "parents_of_adults", _YOUNGEST_GRANDPARENT)
    age = _adult_child_ages(draft, wife_age, husband_age)
    wife = numpy.maximum(age - draft.gaps(len(household)), YOUNGEST_ADULT)
    relations = ("child", "child_in_law")
    add_couple(draft, household, wife, age, family=1, relations=relations, father_alive=1, mother_alive=1)
    add_children(draft, household, wife, age, family=1, relation="grandchild")


def with_divorced_daughter(draft: Draft, household: IntArray) -> None:
    """A couple whose divorced daughter came back, some with children; she heads a family of her own."""
    wife_age, husband_age = couple(draft, household, "parents_of_adults", _YOUNGEST_GRANDPARENT)
    age = _adult_child_ages(draft, wife_age, husband_age)
    draft.roster.add(
        household,
        role="head",
        sex="female",
        age=age,
        marital="divorced",
        relation="child",
        family=1,
        father_alive=1,
        mother_alive=1,
    )
    brings = draft.happens(draft.targets["households.extended"]["daughter_with_children"], len(household))
    former = draft.husband_ages(age[brings])
    add_children(draft, household[brings], age[brings], former, family=1, relation="grandchild")


def with_siblings(draft: Draft, household: IntArray) -> None:
    """A couple with one or more of the husband's unmarried siblings, dependants in his family."""
    shape = draft.targets["households.extended"]
    _, husband_age = couple(draft, household)
    number = draft.generator.integers(1, shape["siblings_most"] + 1, len(household))
    row = numpy.repeat(numpy.arange(len(household)), number)
    gap = draft.generator.normal(0, shape["sibling_gap"], len(row))
    draft.roster.add(
        household[row],
        role="dependant",
        sex=draft.generator.integers(0, 2, len(row)).astype(numpy.uint8),
        age=numpy.clip(husband_age[row] + gap, YOUNGEST_ADULT, OLDEST - 20),
        marital="never_married",
        relation="sibling",
    )


def _adult_child_ages(draft: Draft, mother_age: FloatArray, father_age: FloatArray) -> FloatArray:
    """Ages at which someone can be a grown child of both."""
    low = numpy.maximum(mother_age - LAST_BIRTH, _YOUNGEST_GROWN_CHILD)
    high = numpy.minimum(mother_age, father_age) - _PARENT_OLDER_BY
    return low + (high - low) * draft.generator.random(len(low))


def _either(if_true: str, if_false: str, condition: NDArray[numpy.bool_]) -> NDArray[numpy.uint8]:
    """Codes of the relationship to the reference person."""
    column = "relationship_to_reference_person"
    return numpy.where(condition, code(column, if_true), code(column, if_false)).astype(numpy.uint8)


#: How each kind of `households.type_prior` is drawn.
KINDS: Mapping[str, Kind] = {
    "couple": couple,
    "couple_led_by_wife": couple_led_by_wife,
    "lone_mother": lone_mother,
    "lone_father": lone_father,
    "one_person": one_person,
    "workers": workers,
    "extended_parent": with_parent,
    "extended_son": with_married_son,
    "extended_sibling": with_siblings,
    "extended_daughter": with_divorced_daughter,
}
