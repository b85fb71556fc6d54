"""Each impossibility is found when it is put into a population that has none."""

from dataclasses import replace

import numpy
import pytest

from openfisca_jordan_sp.populations.quality.rows import Verdict
from openfisca_jordan_sp.populations.quality.structure import RULES, Gaps, structure
from openfisca_jordan_sp.populations.quality.structure_rows import structure_rows
from openfisca_jordan_sp.populations.quality.view import View
from openfisca_jordan_sp.populations.schema import code

YEAR = numpy.timedelta64(365, "D")


class People:
    """A population whose persons can be changed."""

    def __init__(self, population):
        self.population = population
        self.persons = {name: values.copy() for name, values in population.persons.items()}
        self.view = View(population)

    def rows(self, column, member):
        return numpy.flatnonzero(self.persons[column] == code(column, member))

    def put(self, row, column, value):
        self.persons[column][row] = code(column, value) if isinstance(value, str) else value

    def born(self, row, years_after, other):
        """Born so many years after another person."""
        self.persons["birth_date"][row] = self.persons["birth_date"][other] + round(years_after * 365.25)

    def spouse(self):
        row = self.rows("family_role", "spouse")[0]
        return row, self.view.head[self.persons["family_id"][row]]

    def child(self, of):
        """A child whose head of family is a man or a woman, with that parent."""
        for row in self.rows("family_role", "child"):
            head = self.view.head[self.persons["family_id"][row]]
            living = self.persons["is_mother_alive"][row] & (of == "female" or self.persons["is_father_alive"][row])
            if self.persons["sex"][head] == code("sex", of) and living:
                return row, head
        raise AssertionError(of)

    def relative(self, relation):
        row = self.rows("relationship_to_reference_person", relation)[0]
        return row, self.view.reference[self.persons["household_id"][row]]

    def structure(self):
        return structure(View(replace(self.population, persons=self.persons)))


def young_head(people):
    row = people.view.head[0]
    people.persons["birth_date"][row] = numpy.datetime64("2010-01-01")


def single_spouse(people):
    people.put(people.spouse()[0], "marital_status", "never_married")


def single_head(people):
    people.put(people.spouse()[1], "marital_status", "divorced")


def same_sex(people):
    spouse, head = people.spouse()
    people.persons["sex"][spouse] = people.persons["sex"][head]


def five_spouses(people):
    family = numpy.flatnonzero(numpy.bincount(people.persons["family_id"]) >= 6)[0]
    members = numpy.flatnonzero(people.persons["family_id"] == family)[1:6]
    people.persons["family_role"][members] = code("family_role", "spouse")


def woman_with_two(people):
    five_spouses(people)
    for head in people.view.head:
        people.put(head, "sex", "female")


def old_husband(people):
    spouse, head = people.spouse()
    people.born(spouse, 40, head)


def young_mother(people):
    child, head = people.child("female")
    people.born(child, 12, head)


def old_mother(people):
    child, head = people.child("female")
    people.born(child, 52, head)


def young_father(people):
    child, head = people.child("male")
    people.born(child, 13, head)


def older_child(people):
    child, head = people.child("male")
    people.born(child, -2, head)


def father_of_a_widow_s_child(people):
    child, head = people.child("female")
    people.put(head, "marital_status", "widowed")
    people.put(child, "is_father_alive", True)


def child_of_reference(people):
    child, reference = people.relative("child")
    people.born(child, 10, reference)


def parent_of_reference(people):
    parent, reference = people.relative("parent")
    people.born(parent, -10, reference)


def grandchild(people):
    row, reference = people.relative("grandchild")
    people.born(row, 25, reference)


def child_at_work(people):
    people.put(numpy.flatnonzero(people.view.age < 15)[0], "employment_status", "employee")


def child_with_pay(people):
    people.put(numpy.flatnonzero(people.view.age < 15)[0], "other_earnings", 10.0)


def pay_without_work(people):
    people.put(people.rows("employment_status", "inactive")[0], "wage", 100.0)


def married_child(people):
    people.put(numpy.flatnonzero(people.view.age < 15)[0], "marital_status", "married")


def ancient(people):
    people.put(people.view.head[0], "birth_date", numpy.datetime64("1900-01-01"))


BREAKS = {
    "head_under_18": young_head,
    "reference_under_18": young_head,
    "spouse_not_married": single_spouse,
    "head_with_spouse_not_married": single_head,
    "spouse_of_same_sex": same_sex,
    "more_than_four_spouses": five_spouses,
    "woman_with_two_spouses": woman_with_two,
    "spouse_gap": old_husband,
    "mother_under_15_at_birth": young_mother,
    "mother_over_50_at_birth": old_mother,
    "father_under_15_at_birth": young_father,
    "child_older_than_parent": older_child,
    "widow_with_father_alive": father_of_a_widow_s_child,
    "child_of_reference_too_old": child_of_reference,
    "parent_of_reference_too_young": parent_of_reference,
    "grandchild_too_old": grandchild,
    "working_under_15": child_at_work,
    "paid_under_15": child_with_pay,
    "paid_without_work": pay_without_work,
    "married_under_15": married_child,
    "older_than_110": ancient,
}


def test_every_rule_has_a_case_that_breaks_it():
    assert BREAKS.keys() == RULES.keys()
    assert all(text.en and text.ar for text in RULES.values())


def test_a_synthetic_population_breaks_none(population):
    assert set(structure(View(population)).violations.values()) == {0}


@pytest.mark.parametrize("rule", BREAKS)
def test_a_population_with_one_impossibility_is_found_out(population, rule):
    people = People(population)
    BREAKS[rule](people)
    assert people.structure().violations[rule] >= 1


def test_the_child_of_a_second_wife_is_held_against_the_wife_who_can_be_the_mother(population):
    people = People(population)
    spouses = numpy.bincount(people.persons["family_id"][people.rows("family_role", "spouse")])
    children = numpy.bincount(people.persons["family_id"][people.rows("family_role", "child")], minlength=len(spouses))
    family = numpy.flatnonzero((spouses == 2) & (children[: len(spouses)] > 0))[0]
    members = numpy.flatnonzero(people.persons["family_id"] == family)
    role = people.persons["family_role"][members]
    first, second = members[role == code("family_role", "spouse")]
    child = members[role == code("family_role", "child")][0]
    people.born(child, 60, first)
    people.born(child, 0, child)
    people.born(second, -25, child)
    assert people.structure().violations["mother_over_50_at_birth"] == 0
    people.born(second, -60, child)
    assert people.structure().violations["mother_over_50_at_birth"] >= 1


def test_a_stepmother_is_not_held_for_the_mother(population):
    people = People(population)
    child, head = people.child("female")
    people.born(child, 12, head)
    people.put(child, "is_mother_alive", False)
    assert people.structure().violations["mother_under_15_at_birth"] == 0


def test_gaps_add_up_and_know_their_middle():
    gaps = Gaps(-1, numpy.array([0.0, 1.0, 0.0])) + Gaps(-1, numpy.array([0.0, 1.0, 2.0]))
    assert gaps.mean == pytest.approx((2 * 0.5 + 2 * 1.5) / 4)
    assert gaps.quantile(0.5) == 0
    assert gaps.quantile(0.9) == 1
    assert gaps.deviation == pytest.approx(0.5)
    assert Gaps(0, numpy.zeros(3)).mean == Gaps(0, numpy.zeros(3)).quantile(0.5) == 0


def test_a_violation_is_a_miss_and_a_survey_shows_few_as_at_most_so_many(population):
    people = People(population)
    child_with_pay(people)
    found = people.structure()
    row = next(row for row in structure_rows(found) if row.name == "paid_under_15")
    assert (row.achieved, row.verdict) == (1, Verdict.MISS)
    hidden = next(row for row in structure_rows(found, 10) if row.name == "paid_under_15")
    assert (hidden.achieved, hidden.part, hidden.verdict) == (10, "(at most 10)", Verdict.MISS)
