"""Pupils and students: how many, of which school, in which grade and year."""

import numpy
import pytest

from openfisca_jordan_sp.populations.population import ages_at
from openfisca_jordan_sp.populations.schema import SCHOOL_AUTHORITIES, SEXES, code
from openfisca_jordan_sp.populations.synthesise import synthesise
from openfisca_jordan_sp.populations.synthesise.human import times_odds
from openfisca_jordan_sp.populations.targets import load_targets

TARGETS = load_targets()
#: Persons that a member of the population of 4,000 households stands for, times a few.
SOME = 4_000


@pytest.fixture(scope="module")
def age(population):
    return ages_at(population.persons["birth_date"], "2025-12-31")


@pytest.fixture(scope="module")
def pupils(population):
    return population.persons["school_authority"] != code("school_authority", "none")


def count(population, rows):
    return population.person_weight[rows].sum()


def test_pupils_are_as_many_as_counted(population, pupils):
    assert count(population, pupils) == pytest.approx(TARGETS["education.pupils"], abs=SOME)


def test_with_the_role_validate_the_rates_of_enrolment_stand():
    population = synthesise(1_000, 3, TARGETS.with_role("education.pupils", "validate"))
    age = ages_at(population.persons["birth_date"], "2025-12-31")
    of_age = (age >= 6) & (age < 12)
    weight = population.person_weight
    assert weight[of_age & population.persons["is_enrolled"]].sum() / weight[of_age].sum() == pytest.approx(
        TARGETS["education.enrolment"]["6-11"], abs=0.005
    )


def test_odds_are_multiplied():
    assert times_odds(0.5, 3.0) == 0.75
    assert times_odds(0.9, 1.0) == pytest.approx(0.9)
    assert times_odds(0.0, 5.0) == 0.0


@pytest.mark.parametrize("sex", SEXES)
def test_authorities_have_their_shares_of_each_sex(population, pupils, sex):
    of_sex = pupils & (population.persons["sex"] == code("sex", sex))
    counts = TARGETS["education.authorities"][sex]
    for name, number in counts.items():
        of_school = of_sex & (population.persons["school_authority"] == code("school_authority", name))
        wanted = number / sum(counts.values()) * count(population, of_sex)
        assert count(population, of_school) == pytest.approx(wanted, abs=SOME), name


def test_unrwa_and_the_army_teach_their_own(population):
    nationality, authority = population.persons["nationality"], population.persons["school_authority"]
    of_unrwa = set(nationality[authority == code("school_authority", "unrwa")])
    assert of_unrwa == {code("nationality", "jordanian"), code("nationality", "palestinian_gaza")}
    assert set(nationality[authority == code("school_authority", "military")]) <= {code("nationality", "jordanian")}


def test_grades_follow_ages_and_few_are_behind(population, pupils, age):
    grade = population.persons["school_grade"]
    assert (grade[~pupils] == -2).all()
    behind = (age - 5 - grade)[pupils]
    assert set(behind) == {0, 1}
    assert 0.01 < behind.mean() < 0.1
    assert (grade[pupils & (age == 5)] == 0).all()
    assert grade.max() == 12


def test_pupils_and_students_are_enrolled(population, pupils, age):
    enrolled = population.persons["is_enrolled"]
    students = population.persons["study_level"] != code("study_level", "none")
    assert numpy.array_equal(enrolled, pupils | students)
    assert not (pupils & students).any()
    assert age[pupils].min() >= 5
    assert age[pupils].max() < 18
    assert age[students].min() >= 18


def test_a_quarter_of_bachelor_students_are_in_their_first_year_and_younger(population, age):
    level, first = population.persons["study_level"], population.persons["is_first_year_student"]
    bachelor = level == code("study_level", "bachelor")
    diploma = level == code("study_level", "diploma")
    assert first[bachelor].mean() == pytest.approx(0.25, abs=0.02)
    assert first[diploma].mean() == pytest.approx(0.5, abs=0.02)
    assert not first[~bachelor & ~diploma].any()
    assert age[bachelor & first].mean() < age[bachelor & ~first].mean() - 1


def test_the_ministry_teaches_the_most(population, pupils):
    shares = numpy.bincount(population.persons["school_authority"][pupils], minlength=len(SCHOOL_AUTHORITIES))
    assert SCHOOL_AUTHORITIES[int(shares.argmax())] == "public"
