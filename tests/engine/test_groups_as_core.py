"""Fast populations give what core's give: every operation, on random small populations."""

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openfisca_core.periods import period
from openfisca_core.populations import ADD
from openfisca_core.simulations import SimulationBuilder

from openfisca_jordan_sp.fast.memberships import NO_ROLE, Membership
from openfisca_jordan_sp.fast.persons import fast_populations
from tests.engine.two_ways import (
    CHILD,
    HEAD,
    PARENTS,
    ROLES,
    Family,
    Household,
    People,
    Person,
    assert_same,
    outcome,
    system,
)

MONTH = "2025-01"
people = st.builds(People, st.integers(0, 10**6), are_sorted=st.booleans(), with_empty=st.booleans())
thorough = settings(max_examples=40, deadline=None)

TO_GROUPS = ("sum", "any", "all", "max", "min")


def kinds_of(simulation_of):
    """The families of core and of the two ways to fill fast ones."""
    return simulation_of.plain().family, [simulation_of.fast().family, simulation_of.bound().family]


@pytest.mark.parametrize("operation", TO_GROUPS)
@thorough
@given(people=people)
def test_what_is_taken_together_over_members_is_what_core_gives(operation, people):
    plain, ours = kinds_of(people)
    for array in people.arrays(people.count).values():
        for role in [*ROLES, *Household.roles]:
            theirs = outcome(lambda: getattr(plain, operation)(array, role=role))  # noqa: B023
            for family in ours:
                assert_same(outcome(lambda: getattr(family, operation)(array, role=role)), theirs)  # noqa: B023


@thorough
@given(people=people)
def test_members_are_counted_as_core_counts_them(people):
    plain, ours = kinds_of(people)
    for role in [*ROLES, Household.OWNER]:
        for family in ours:
            assert_same(family.nb_persons(role), plain.nb_persons(role))


@thorough
@given(people=people)
def test_the_value_of_one_person_is_the_one_core_takes(people):
    plain, ours = kinds_of(people)
    for array in people.arrays(people.count).values():
        calls = [("value_from_person", (array, role)) for role in ROLES]
        calls += [("value_from_person", (array, Family.HEAD, default)) for default in (-1, 2.5)]
        calls += [("value_nth_person", (place, array)) for place in range(-1, 7)]
        calls += [("value_nth_person", (1, array, -9)), ("value_from_first_person", (array,))]
        for name, given_ in calls:
            theirs = outcome(lambda: getattr(plain, name)(*given_))  # noqa: B023
            for family in ours:
                assert_same(outcome(lambda: getattr(family, name)(*given_)), theirs)  # noqa: B023


@thorough
@given(people=people)
def test_the_value_of_a_group_reaches_its_members_as_in_core(people):
    plain, ours = kinds_of(people)
    for array in people.arrays(people.families).values():
        for role in [*ROLES, Household.DWELLER]:
            theirs = outcome(lambda: plain.project(array, role=role))  # noqa: B023
            for family in ours:
                assert_same(outcome(lambda: family.project(array, role=role)), theirs)  # noqa: B023


@thorough
@given(people=people)
def test_roles_places_and_order_are_those_of_core(people):
    plain = people.plain()
    for ours in (people.fast(), people.bound()):
        for role in [*Family.roles, *PARENTS.subroles, *Household.roles]:
            assert_same(ours.person.has_role(role), plain.person.has_role(role))
        for name in ("members_entity_id", "members_position", "members_role"):
            assert_same(getattr(ours.family, name), getattr(plain.family, name))
        by_family = ours.family.members_entity_id[ours.family.ordered_members_map]
        assert (numpy.diff(by_family) >= 0).all()


@thorough
@given(people=people)
def test_ranks_are_those_of_core_where_nobody_is_equal(people):
    plain = people.plain()
    criteria = [people.draw.permutation(people.count).astype(kind) for kind in (float, numpy.float32, int)]
    criteria.append(numpy.where(criteria[0] > people.count / 2, numpy.inf, criteria[0]))
    for ours in (people.fast(), people.bound()):
        for criterion in criteria[:3]:
            for condition in (True, people.arrays(people.count)["bool"]):
                theirs = plain.person.get_rank(plain.person.family, criterion, condition)
                assert_same(ours.person.get_rank(ours.person.family, criterion, condition), theirs)
        assert_same(
            ours.person.get_rank(ours.family, criteria[3]),
            plain.person.get_rank(plain.family, criteria[3]),
        )


@thorough
@given(people=people)
def test_partners_and_own_reducers_are_left_to_core(people):
    plain = people.plain()
    values = people.arrays(people.count)["float64"]
    for ours in (people.fast(), people.bound()):
        assert_same(
            ours.person.value_from_partner(values, ours.person.family, PARENTS),
            plain.person.value_from_partner(values, plain.person.family, PARENTS),
        )
        assert_same(
            ours.family.reduce(values, numpy.add, 0.0, Family.CHILD),
            plain.family.reduce(values, numpy.add, 0.0, Family.CHILD),
        )


@thorough
@given(people=people)
def test_what_formulas_ask_through_projectors_is_what_core_gives(people):
    values = {
        "wage": people.arrays(people.count)["float32"],
        "colour": people.arrays(people.count)["enum"],
        "rent": people.arrays(people.households)["float32"],
        "aid": people.arrays(people.families)["float32"],
    }
    asked = (
        lambda s: s.person.family("aid", MONTH),
        lambda s: s.person.household("rent", MONTH),
        lambda s: s.family.members("wage", MONTH),
        lambda s: s.family.head("wage", MONTH),
        lambda s: s.family.head("colour", MONTH),
        lambda s: s.family.mother("colour", MONTH),
        lambda s: s.family.first_person("wage", MONTH),
        lambda s: s.household.first_person("wage", MONTH),
        lambda s: s.family.household("rent", MONTH),
        lambda s: s.person.family.sum(s.person("wage", MONTH)),
        lambda s: s.person.family.household("rent", MONTH),
        lambda s: s.family.head.household.max(s.person("wage", MONTH)),
        lambda s: s.person.family.head("wage", MONTH),
        lambda s: s.family.members.has_role(Family.CHILD),
        lambda s: s.person.household.nb_persons(),
        lambda s: s.family.stranger,
    )
    simulations = (people.plain(), people.fast(), people.bound())
    for simulation in simulations:
        for name, array in values.items():
            simulation.set_input(name, MONTH, array)
    for ask in asked:
        theirs, *ours = (outcome(lambda: ask(simulation)) for simulation in simulations)  # noqa: B023
        for one in ours:
            assert_same(one, theirs)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda family: family.sum(numpy.ones(2)),
        lambda family: family.sum(numpy.ones(3), role="head"),
        lambda family: family.any(numpy.ones(2, bool)),
        lambda family: family.any(numpy.ones(3, bool), role="head"),
        lambda family: family.all(numpy.ones(4, bool), role="head"),
        lambda family: family.max(numpy.ones(3), role="head"),
        lambda family: family.min(numpy.ones(4)),
        lambda family: family.max(5),
        lambda family: family.nb_persons("head"),
        lambda family: family.value_from_person(numpy.ones(3), Family.CHILD),
        lambda family: family.value_from_person(numpy.ones(3), None),
        lambda family: family.value_from_person(numpy.ones(4), Family.HEAD),
        lambda family: family.value_from_person(numpy.ones(3), Family.HEAD, default="x"),
        lambda family: family.value_nth_person(0, numpy.ones(4)),
        lambda family: family.project(numpy.ones(3)),
        lambda family: family.project(numpy.ones(2), role="head"),
        lambda family: family.members.has_role("head"),
    ],
)
def test_what_core_refuses_is_refused_in_the_same_words(wrong):
    plain, fast = three_people(system().instantiate_entities()), three_people(fast_populations(system()))
    theirs = outcome(lambda: wrong(plain))
    assert isinstance(theirs, tuple)
    assert outcome(lambda: wrong(fast)) == theirs


def three_people(populations):
    people = People(0)
    people.count, people.families, people.households = 3, 2, 1
    people.family, people.roles = numpy.array([0, 0, 1]), numpy.array([HEAD, CHILD, HEAD])
    people.household, people.household_roles = numpy.zeros(3, int), numpy.ones(3, int)
    return people.filled(populations).family


def test_two_heads_of_one_family_are_refused_as_in_core():
    populations = [system().instantiate_entities(), fast_populations(system())]
    plain, fast = (three_people(made) for made in populations)
    for family in (plain, fast):
        family.members_role = [Family.HEAD, Family.HEAD, Family.HEAD]
    theirs = outcome(lambda: plain.value_from_person(numpy.ones(3), Family.HEAD))
    assert theirs[0] == "ValueError"
    assert outcome(lambda: fast.value_from_person(numpy.ones(3), Family.HEAD)) == theirs
    assert_same(fast.sum(numpy.ones(3), Family.HEAD), plain.sum(numpy.ones(3), Family.HEAD))


def test_groups_without_members_get_the_neutral_value_also_at_the_end():
    membership = Membership(numpy.array([1, 1]), numpy.array([HEAD, CHILD]), 4)
    populations = fast_populations(system())
    populations["person"].count = 2
    family = populations["family"].bind(membership)
    ones = numpy.ones(2)
    assert family.sum(ones).tolist() == [0, 2, 0, 0]
    assert family.nb_persons().tolist() == [0, 2, 0, 0]
    assert family.any(ones > 0).tolist() == [False, True, False, False]
    assert family.all(ones < 0).tolist() == [True, False, True, True]
    assert family.max(ones).tolist() == [-numpy.inf, 1, -numpy.inf, -numpy.inf]
    assert family.value_nth_person(1, ones, default=-1).tolist() == [-1, 1, -1, -1]


def test_a_population_of_nobody_has_neutral_values():
    membership = Membership(numpy.zeros(0, int), numpy.zeros(0, int), 2)
    family = fast_populations(system())["family"].bind(membership)
    nothing = numpy.zeros(0)
    assert family.sum(nothing).tolist() == [0, 0]
    assert family.min(nothing).tolist() == [numpy.inf, numpy.inf]
    assert family.members_position.tolist() == []


def test_a_membership_says_where_the_members_of_each_group_are():
    membership = Membership(numpy.array([2, 0, 2, 0, 2]), numpy.array([CHILD, HEAD, HEAD, NO_ROLE, HEAD]), 4)
    assert membership.offsets.tolist() == [0, 2, 2, 5, 5]
    assert membership.order.tolist() == [1, 3, 0, 2, 4]
    assert membership.positions.tolist() == [0, 0, 1, 1, 2]
    assert membership.first_with(HEAD).tolist() == [1, -1, 2, -1]
    assert not membership.is_contiguous
    assert not membership.having((HEAD,)).is_unique


@pytest.mark.parametrize(
    ("ids", "codes", "words"),
    [([0, 1], [0], "2 persons have a group, but 1"), ([0, 3], [0, 0], "0 to 3 are named"), ([-1], [0], "-1 to -1")],
)
def test_a_membership_that_makes_no_sense_is_refused(ids, codes, words):
    with pytest.raises(ValueError, match=words):
        Membership(numpy.array(ids), numpy.array(codes), 2)


def test_who_belongs_where_must_have_been_said():
    populations = fast_populations(system())
    populations["person"].count = 1
    assert populations["family"].members_entity_id is None
    assert populations["family"].members_position is None
    with pytest.raises(ValueError, match="which family each person belongs to"):
        populations["family"].sum(numpy.ones(1))


@pytest.mark.parametrize("roles", [["head", "child", "head"], [0, 3, 0], [Family.HEAD, Family.CHILD, Family.HEAD]])
def test_roles_are_taken_as_objects_keys_or_places(roles):
    family = three_people(fast_populations(system()))
    family.members_role = roles
    assert family.members_role.tolist() == [Family.HEAD, Family.CHILD, Family.HEAD]
    assert family.members.has_role(Family.HEAD).tolist() == [True, False, True]


def test_a_place_that_is_no_role_is_refused():
    family = three_people(fast_populations(system()))
    with pytest.raises(ValueError, match="family has 5 roles"):
        family.members_role = [0, 5, 0]


def test_persons_without_a_known_role_have_none_as_after_cores_join():
    for populations in (system().instantiate_entities(), fast_populations(system())):
        family = three_people(populations)
        family.members_role = numpy.select([numpy.array([True, False, False])], [Family.HEAD])
        assert family.members.has_role(Family.HEAD).tolist() == [True, False, False]
        assert family.nb_persons(Family.CHILD).tolist() == [0, 0]


def test_roles_left_out_are_the_first_role():
    family = three_people(fast_populations(system()))
    family.members_entity_id = numpy.array([1, 0, 0])
    fresh = fast_populations(system())["family"]
    fresh.members.count, fresh.count, fresh.members_entity_id = 3, 2, numpy.array([1, 0, 0])
    assert fresh.members_role.tolist() == [Family.HEAD] * 3


def test_setting_members_again_makes_everything_anew():
    family = three_people(fast_populations(system()))
    ones = numpy.ones(3)
    assert family.sum(ones).tolist() == [2, 1]
    assert family.members_position.tolist() == [0, 1, 0]
    family.members_entity_id = numpy.array([1, 0, 1])
    assert family.sum(ones).tolist() == [1, 2]
    assert family.sum(ones, Family.CHILD).tolist() == [1, 0]
    assert family.members_position.tolist() == [0, 0, 1]
    family.members_role = [Family.CHILD] * 3
    assert family.sum(ones, Family.CHILD).tolist() == [1, 2]
    family.members_position = numpy.array([1, 0, 0])
    assert family.value_from_first_person(numpy.array([7.0, 8.0, 9.0])).tolist() == [8, 9]
    family.count = 3
    assert family.sum(ones).tolist() == [1, 2, 0]


def test_core_s_builders_fill_fast_populations():
    class FastSystemOfTwo(type(system())):
        def instantiate_entities(self):
            return fast_populations(self)

    fast = FastSystemOfTwo([Person, Family, Household])
    for made in (system(), fast):
        builder = SimulationBuilder()
        builder.create_entities(made)
        builder.declare_person_entity("person", ["a", "b", "c"])
        families = builder.declare_entity("family", ["f", "g"])
        builder.join_with_persons(families, ["g", "f", "g"], ["child", "head", "head"])
        builder.build(made)
        assert families.value_from_person(numpy.array([1, 2, 3]), Family.HEAD).tolist() == [2, 3]
        assert builder.nb_persons("family").tolist() == [1, 2]
        default = SimulationBuilder.build_default_simulation(made, 3)
        assert default.family.sum(numpy.ones(3)).tolist() == [1, 1, 1]
        assert default.person.has_role(Family.HEAD).all()


@thorough
@given(people=people)
def test_results_are_arrays_of_their_own(people):
    memberships = people.memberships()
    simulation = people.bound(memberships)
    family, person = simulation.family, simulation.person
    values = people.arrays(people.count)["float64"]
    of_family = people.arrays(people.families)["float64"]
    results = [
        family.sum(values),
        family.max(values),
        family.nb_persons(),
        family.nb_persons(Family.HEAD),
        family.value_from_person(values, Family.HEAD),
        family.value_nth_person(0, values),
        family.project(of_family),
        person.has_role(Family.HEAD),
        person.get_rank(family, values),
    ]
    kept = (values, of_family, *memberships.values(), family.members_position, memberships["family"].sizes)
    for result in results:
        assert result.flags.writeable
        for array in (*kept[:2], kept[-2], kept[-1], memberships["family"].mask((HEAD,))):
            assert not numpy.shares_memory(result, array)
    for name in ("members_entity_id", "members_position", "members_role", "ordered_members_map"):
        assert not getattr(family, name).flags.writeable


@pytest.mark.parametrize(
    "ask",
    [
        lambda simulation: simulation.person("wage", period(MONTH)),
        lambda simulation: simulation.person("wage", MONTH),
        lambda simulation: simulation.person("wage", period("2025"), [ADD]),
        lambda simulation: simulation.person("wage", period("2025")),
        lambda simulation: simulation.person("rent", period(MONTH)),
        lambda simulation: simulation.household("rent", period(MONTH)),
        lambda simulation: simulation.household("nothing", period(MONTH)),
        lambda simulation: simulation.person("wage", None),
        lambda simulation: simulation.person("wage", period(MONTH), ["NO_OPTION"]),
    ],
)
def test_a_variable_is_answered_as_core_answers(ask):
    people = People(4)
    assert_same(outcome(lambda: ask(people.bound())), outcome(lambda: ask(people.plain())))


def test_populations_outside_a_simulation_answer_nothing():
    populations = fast_populations(system())
    assert populations["person"]("wage", period(MONTH)) is None
    assert populations["person"].has_role(Family.HEAD) is None


def test_sums_of_what_few_have_or_nearly_all_are_equal_sums_of_everybody():
    groups = numpy.sort(numpy.random.default_rng(1).integers(0, 300, 1000))
    membership = Membership(groups, numpy.zeros(1000, dtype=numpy.int8), 301)
    populations = fast_populations(system())
    populations["person"].count = 1000
    family = populations["family"].bind(membership)
    few = numpy.arange(1000) % 97 == 5
    amounts = numpy.where(few, numpy.arange(1000) / 7, 0)
    amounts[5] = numpy.nan
    for values in (amounts, few, ~few, numpy.zeros(1000), few.astype(numpy.int16)):
        summed = family.sum(values)
        assert summed.dtype == numpy.float64
        numpy.testing.assert_array_equal(summed, numpy.bincount(groups, values, 301))
