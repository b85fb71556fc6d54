"""What can never be in a synthetic population."""

import numpy
import pytest

from openfisca_jordan_sp.populations.population import ages_at
from openfisca_jordan_sp.populations.schema import code
from openfisca_jordan_sp.populations.store import validate_population
from openfisca_jordan_sp.populations.synthesise import draw_blueprint
from openfisca_jordan_sp.populations.targets import load_targets

DAYS = 365.25
NINE_MONTHS = 270


class People:
    def __init__(self, population):
        self.population = population
        self.persons, self.families = population.persons, population.families
        day = numpy.datetime64(population.manifest["base_date"], "D")
        self.years = (day - self.persons["birth_date"]).astype(int) / DAYS
        self.age = ages_at(self.persons["birth_date"], population.manifest["base_date"])
        self.family = self.persons["family_id"]
        self.head = numpy.flatnonzero(self.has("family_role", "head"))

    def has(self, column, *members):
        return numpy.isin(self.persons[column], [code(column, member) for member in members])

    @property
    def reference(self):
        return numpy.flatnonzero(self.has("household_role", "reference_person"))

    def spouses(self):
        return numpy.bincount(self.family[self.has("family_role", "spouse")], minlength=len(self.head))


@pytest.fixture(scope="module", params=["whole", "part"])
def people(request, population):
    """A whole population, and a part of one that is made without the others."""
    if request.param == "whole":
        return People(population)
    blueprint = draw_blueprint(4_000, 7, load_targets())
    return People(blueprint.maker.make(blueprint.parts[0]))


def test_it_passes_every_check_of_reading(people):
    validate_population(people.population)


def test_heads_are_adults(people):
    assert people.age[people.head].min() >= 18
    assert people.age[people.has("family_role", "spouse")].min() >= 18


def test_one_head_and_at_most_two_spouses(people):
    heads = numpy.bincount(people.family[people.has("family_role", "head")])
    assert (heads == 1).all()
    assert people.spouses().max() <= 2
    with_two = people.spouses() == 2
    assert people.persons["nationality"][people.head[with_two]].max(initial=0) == 0


def test_couples(people):
    spouse = people.has("family_role", "spouse")
    husband = people.head[people.family[spouse]]
    assert people.has("sex", "female")[spouse].all()
    assert people.has("sex", "male")[husband].all()
    assert people.has("marital_status", "married")[spouse].all()
    assert people.has("marital_status", "married")[husband].all()
    gap = people.years[husband] - people.years[spouse]
    assert gap.max() < 25
    assert gap.min() > -10


def test_fathers_are_older_than_15_at_a_birth(people):
    child = people.has("family_role", "child")
    head = people.head[people.family[child]]
    of_father = people.has("sex", "male")[head]
    assert (people.years[head] - people.years[child])[of_father].min() > 15


def test_mothers_are_15_to_50_at_a_birth(people):
    child = numpy.flatnonzero(people.has("family_role", "child"))
    mothers = people.has("sex", "female") & people.has("family_role", "head", "spouse")
    # For each child the mother nearest to a possible one: a family may have two wives.
    fits = numpy.zeros(len(child), dtype=bool)
    has_mother = numpy.zeros(len(child), dtype=bool)
    rows = numpy.flatnonzero(mothers)
    order = rows[numpy.argsort(people.family[rows], kind="stable")]
    for place in range(2):
        first = numpy.searchsorted(people.family[order], people.family[child]) + place
        inside = first < len(order)
        mother = order[numpy.minimum(first, len(order) - 1)]
        same = inside & (people.family[mother] == people.family[child])
        at_birth = people.years[mother] - people.years[child]
        fits |= same & (at_birth >= 15) & (at_birth <= 50)
        has_mother |= same
    assert has_mother.sum() > 1_000
    assert fits[has_mother].all()


def test_siblings_of_one_mother_are_born_nine_months_apart(people):
    child = numpy.flatnonzero(people.has("family_role", "child"))
    birth, family = people.persons["birth_date"], people.family
    order = child[numpy.lexsort((birth[child], family[child]))]
    same = (numpy.diff(family[order]) == 0) & (people.spouses()[family[order[1:]]] < 2)
    gaps = numpy.diff(birth[order]).astype(int)[same]
    assert len(gaps) > 1_000
    assert gaps.min() > NINE_MONTHS


def test_a_wife_who_leads_the_household_is_no_head_of_the_family(people):
    reference = people.reference
    leads = reference[people.has("family_role", "spouse")[reference]]
    assert len(leads) > 10
    husband = people.head[people.family[leads]]
    assert people.has("sex", "female")[leads].all()
    assert people.has("sex", "male")[husband].all()
    assert people.has("relationship_to_reference_person", "spouse")[husband].all()
    assert not people.has("household_role", "reference_person")[husband].any()


def test_women_who_lead_households_are_wives_or_heads_of_families(people):
    reference = people.reference
    women = reference[people.has("sex", "female")[reference]]
    assert len(women) / len(reference) > 0.1
    assert people.has("family_role", "spouse", "head")[women].all()
    heads = women[people.has("family_role", "head")[women]]
    with_spouse = people.spouses()[people.family[heads]] > 0
    assert not with_spouse.any()


def test_two_wives_of_one_husband_are_of_one_family(people):
    two = numpy.flatnonzero(people.spouses() == 2)
    assert len(two) > 0
    wives = people.has("family_role", "spouse") & numpy.isin(people.family, two)
    assert wives.sum() == 2 * len(two)
    assert people.has("sex", "female")[wives].all()
    assert people.has("marital_status", "married")[wives].all()


def test_orphans_have_no_living_parent_in_the_family(people):
    child = people.has("family_role", "child") & (people.age < 18)
    head = people.head[people.family]
    father_in_family = people.has("sex", "male")[head]
    mother_in_family = people.has("sex", "female")[head] | (people.spouses()[people.family] > 0)
    fatherless, motherless = ~people.persons["is_father_alive"], ~people.persons["is_mother_alive"]
    assert (child & fatherless).sum() > 10
    assert not (child & fatherless & father_in_family).any()
    assert not (child & motherless & mother_in_family).any()


def test_a_household_has_one_nationality(people):
    reference = people.reference[people.persons["household_id"]]
    assert numpy.array_equal(people.persons["nationality"], people.persons["nationality"][reference])


def test_children_are_unmarried(people):
    assert people.has("marital_status", "never_married")[people.has("family_role", "child")].all()


def test_widowed_parents_are_families_of_their_own(people):
    parents = people.has("relationship_to_reference_person", "parent")
    assert parents.sum() > 5
    assert people.has("family_role", "head")[parents].all()
    assert (numpy.bincount(people.family)[people.family[parents]] == 1).all()
    assert people.has("marital_status", "widowed")[parents].all()


def test_married_sons_are_families_of_their_own(people):
    in_law = people.has("relationship_to_reference_person", "child_in_law")
    assert in_law.sum() > 5
    husband = people.head[people.family[in_law]]
    assert people.has("relationship_to_reference_person", "child")[husband].all()


def test_unmarried_siblings_are_dependants(people):
    siblings = people.has("relationship_to_reference_person", "sibling")
    assert siblings.sum() > 0
    assert people.has("family_role", "dependant")[siblings].all()


def test_children_of_widows_have_no_father(people):
    child = people.has("family_role", "child")
    head = people.head[people.family[child]]
    of_widow = people.has("sex", "female")[head] & people.has("marital_status", "widowed")[head]
    assert not people.persons["is_father_alive"][child][of_widow].any()


def test_no_child_under_15_works_and_none_over_a_hundred_is_there(people):
    assert people.age[~people.has("employment_status", "inactive")].min() >= 15
    assert people.age.max() <= 100
    young = people.age < 15
    for column in ("wage", "other_earnings", "rent_income"):
        assert people.persons[column][young].max() == 0


def test_work_and_pay_agree(people):
    working = ~people.has("employment_status", "inactive", "unemployed")
    assert numpy.array_equal(people.persons["employment_sector"] > 0, working)
    paid = people.has("employment_status", "employee", "daily_wage_worker")
    assert numpy.array_equal(people.persons["wage"] > 0, paid)
    assert numpy.array_equal(people.persons["other_earnings"] > 0, working & ~paid)
    months = people.persons["months_since_job_start"]
    assert (months[working] <= (people.age[working] - 14) * 12).all()
    assert (months[~working] == 1200).all()


def test_cars_have_ages(people):
    owns = people.families["number_of_cars"] > 0
    assert numpy.array_equal(people.families["newest_car_age"] > 0, owns)


def test_the_score_is_of_citizen_headed_families(people):
    citizen = people.has("nationality", "jordanian")[people.head]
    assert numpy.array_equal(~numpy.isnan(people.families["naf_targeting_score_illustrative"]), citizen)


def test_receipt_and_claims(people):
    families = people.families
    receives = families["receives_recurring_aid_last_month"]
    citizen = people.has("nationality", "jordanian")[people.head]
    assert receives.any()
    assert citizen[receives].all()
    assert numpy.array_equal(families["claims_recurring_aid"], receives)
    assert not families["claims_cash_transfer"][receives | ~citizen].any()
    disabled = ~people.has("disability_severity", "none")
    assert numpy.array_equal(people.persons["claims_disability_care"], disabled & receives[people.family])
    amounts = ("wage", "other_earnings", "pension", "rent_income")
    income = numpy.bincount(people.family, sum(people.persons[name] for name in amounts))
    assert (income / numpy.bincount(people.family))[receives].max() < 68


def test_the_poorer_receive(people):
    score = people.families["naf_targeting_score_illustrative"]
    receives = people.families["receives_recurring_aid_last_month"]
    assert numpy.nanmedian(score[receives]) < 0.7 * numpy.nanmedian(score)


def test_welfare_ties_attributes_together(population):
    household = population.persons["household_id"]
    size = numpy.bincount(household)
    per_head = population.households["consumption_before_benefits"] / size
    rows = population.persons["wage"] > 0
    assert numpy.corrcoef(numpy.log(per_head[household[rows]]), numpy.log(population.persons["wage"][rows]))[0, 1] > 0.2
    electricity = population.households["electricity_consumption"]
    assert numpy.corrcoef(numpy.log(per_head), numpy.log(electricity))[0, 1] > 0.2
