"""Registered refugees: where they live, and what agencies gave them when their poverty was surveyed."""

import numpy
import pytest

from openfisca_jordan_sp.populations.schema import GOVERNORATES, code
from openfisca_jordan_sp.populations.synthesise import synthesise
from openfisca_jordan_sp.populations.synthesise.refugees import (
    Lists,
    RegisteredHouseholds,
    assistance_of_survey,
    lists_of_survey,
)
from openfisca_jordan_sp.populations.targets import load_targets
from openfisca_jordan_sp.system import law_in_force

AMOUNTS = load_targets()["refugees.assistance_of_survey"]


@pytest.fixture(scope="module")
def registered(population):
    return population.persons["is_registered_refugee"]


@pytest.fixture(scope="module")
def governorate(population):
    return population.households["governorate"][population.persons["household_id"]]


def count(population, rows):
    return population.person_weight[rows].sum()


@pytest.mark.parametrize("nationality", ["syrian", "iraqi", "other"])
def test_registered_of_each_nationality_are_as_many_as_counted(population, registered, nationality):
    rows = registered & (population.persons["nationality"] == code("nationality", nationality))
    # A household of six stands for some 3,700 persons here.
    assert count(population, rows) == pytest.approx(load_targets()["refugees.registered"][nationality], abs=12_000)


@pytest.mark.parametrize("name", ["amman", "irbid", "mafraq", "zarqa"])
def test_registered_outside_camps_are_as_many_as_counted_in_each_governorate(population, registered, governorate, name):
    rows = registered & ~population.persons["lives_in_refugee_camp"] & (governorate == GOVERNORATES.index(name))
    assert count(population, rows) == pytest.approx(load_targets()["refugees.outside_camps"][name], abs=12_000)


def test_camps_are_in_mafraq_and_zarqa_alone(population, governorate):
    in_camp = population.persons["lives_in_refugee_camp"]
    wanted = load_targets()["refugees.in_camps"]
    assert {GOVERNORATES[number] for number in set(governorate[in_camp])} == set(wanted) == {"mafraq", "zarqa"}
    for name, number in wanted.items():
        assert count(population, in_camp & (governorate == GOVERNORATES.index(name))) == pytest.approx(
            number, abs=6_000
        )


def test_camps_hold_registered_syrians_in_whole_households(population, registered):
    in_camp = population.persons["lives_in_refugee_camp"]
    assert registered[in_camp].all()
    assert (population.persons["nationality"][in_camp] == code("nationality", "syrian")).all()
    household = population.persons["household_id"]
    members = numpy.bincount(household)
    assert set(numpy.bincount(household, in_camp)[household[in_camp]] / members[household[in_camp]]) == {1.0}


def test_nobody_in_a_camp_owns_or_rents_the_dwelling(population):
    camps = population.persons["household_id"][population.persons["lives_in_refugee_camp"]]
    assert set(population.households["tenure"][camps]) == {code("tenure", "free")}


def test_fewer_registered_are_spread_over_the_areas_like_the_present_ones():
    fewer = {"syrian": 290_000, "iraqi": 29_235, "other": 14_708}
    population = synthesise(1_000, 3, load_targets().with_value("refugees.registered", fewer))
    registered = population.persons["is_registered_refugee"]
    outside = registered & ~population.persons["lives_in_refugee_camp"]
    amman = population.households["governorate"][population.persons["household_id"]] == GOVERNORATES.index("amman")
    assert count(population, registered) == pytest.approx(sum(fewer.values()), rel=0.08)
    wanted = load_targets()["refugees.outside_camps"]
    share = count(population, outside & amman) / count(population, outside)
    assert share == pytest.approx(wanted["amman"] / sum(wanted.values()), abs=0.08)


def test_nobody_is_registered_where_no_refugees_are_wanted():
    targets = load_targets()
    targets = targets.with_value("refugees.registered", {"syrian": 0, "iraqi": 0, "other": 0})
    targets = targets.with_value("refugees.in_camps", {"mafraq": 0, "zarqa": 0})
    population = synthesise(1_000, 3, targets)
    assert not population.persons["is_registered_refugee"].any()
    assert (population.households["consumption_before_benefits"] > 0).all()


def test_refugees_are_as_poor_as_surveyed_once_assistance_is_added(population, registered):
    targets = load_targets()
    household = population.persons["household_id"]
    size = numpy.bincount(household)
    rows = numpy.bincount(household, registered) > 0
    in_camp = numpy.bincount(household, population.persons["lives_in_refugee_camp"]) > 0
    weight = population.households["household_weight"]
    per_head = (population.households["consumption_before_benefits"] / size)[rows]
    per_head = per_head / targets["prices.uprating_2021_to_2025"]
    group = RegisteredHouseholds(size[rows], weight[rows], in_camp[rows])
    lists = Lists(*population.manifest["synthesis"]["lists_when_refugees_were_surveyed"])
    with_assistance = per_head + assistance_of_survey(per_head, group, AMOUNTS, lists)
    line, rate = targets["poverty.refugees"]["line"], targets["poverty.refugees"]["rate"]
    people = (weight * size)[rows]
    assert people[with_assistance < line].sum() / people.sum() == pytest.approx(rate, abs=0.01)
    assert people[per_head < line].sum() / people.sum() > rate + 0.05


def test_the_poorest_get_food_and_cash_and_camps_get_food():
    count = 1_000
    per_head = numpy.arange(count, dtype=float)
    in_camp = numpy.zeros(count, dtype=bool)
    in_camp[-100:] = True
    group = RegisteredHouseholds(numpy.full(count, 5), numpy.ones(count), in_camp)
    lists = lists_of_survey(per_head, group, AMOUNTS)
    given = assistance_of_survey(per_head, group, AMOUNTS, lists)
    listed = (given[:-100] > 0).mean()
    assert listed == pytest.approx(AMOUNTS["most_vulnerable_share"] + AMOUNTS["moderately_vulnerable_share"], abs=0.002)
    assert given[0] == AMOUNTS["most_vulnerable"] + (80 + 4 * 12.5) / 5
    assert given[450] == AMOUNTS["moderate"]
    assert given[800] == 0
    assert (given[-100:] == AMOUNTS["camp"]).all()


def test_assistance_of_nobody_is_nothing():
    none = numpy.zeros(0)
    group = RegisteredHouseholds(none.astype(int), none, none.astype(bool))
    lists = lists_of_survey(none, group, AMOUNTS)
    assert lists == Lists(0.0, 0.0, 0.0)
    assert len(assistance_of_survey(none, group, AMOUNTS, lists)) == 0


def test_amounts_of_the_survey_are_those_of_the_law():
    law = law_in_force().get_parameters_at_instant("2021-07-01").humanitarian_assistance
    wfp, cash = law.wfp, law.unhcr_cash
    assert (AMOUNTS["camp"], AMOUNTS["most_vulnerable"], AMOUNTS["moderate"]) == (
        wfp.camp,
        wfp.most_vulnerable,
        wfp.moderately_vulnerable,
    )
    assert (AMOUNTS["cash_one_person"], AMOUNTS["cash_further_person"]) == (cash.one_person, cash.further_person)
    assert AMOUNTS["cash_largest_family"] == cash.largest_family
