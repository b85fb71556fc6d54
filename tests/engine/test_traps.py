"""What is fast but wrong: for each trap, the naive way fails and ours does not.

The numbers of the traps are those of the measurements that the engine's design rests on.
"""

import gc
import weakref

import numpy
import pytest
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from openfisca_jordan_sp import read_population
from openfisca_jordan_sp.fast.foreign import FastSystem
from openfisca_jordan_sp.fast.memberships import Membership
from openfisca_jordan_sp.fast.persons import fast_populations
from openfisca_jordan_sp.variable import Variable as LawVariable
from tests.engine.two_ways import CHILD, HEAD, Family, Household, People, Person, system

MONTH = "2025-01"


def value(amount):
    return {"values": {"2020-01-01": {"value": amount}}}


class tax(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH

    def formula(person, when, parameters):
        law, wage = parameters(when), person("pay", when)
        if (wage > law.limit).any():
            return law.scale.calc(wage)
        return wage * law.low_rate


class pay(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.MONTH


def taxing():
    made = TaxBenefitSystem([Person, Family, Household])
    made.add_variables(pay, tax)
    made.parameters = ParameterNode(
        "",
        data={
            "limit": value(1000),
            "low_rate": value(0.1),
            "scale": {"brackets": [{"threshold": value(0), "rate": value(0.2)}]},
        },
    )
    return made


def two_persons(made, wages):
    simulation = Simulation(made, made.instantiate_entities())
    for population in simulation.populations.values():
        population.count, population.ids = 2, ["a", "b"]
    simulation.set_input("pay", MONTH, numpy.array(wages, dtype=numpy.float32))
    return simulation


def total_after_the_clone_is_emptied(simulation, count):
    simulation.set_input("wage", MONTH, numpy.full(count, 5, dtype=numpy.float32))
    clone = simulation.clone()
    clone.set_input("wage", MONTH, numpy.zeros(count, dtype=numpy.float32))
    return simulation.calculate("wage", MONTH).sum(), clone


def test_trap_1_a_clone_shares_what_it_stores():
    people = People(1)
    naive, clone = total_after_the_clone_is_emptied(people.plain(), people.count)
    assert naive == 0
    assert clone.family.members is not clone.persons

    kept, clone = total_after_the_clone_is_emptied(people.bound(), people.count)
    assert kept == 5 * people.count
    assert clone.calculate("wage", MONTH).sum() == 0
    assert clone.family.members is clone.persons
    assert clone.family.nb_persons().tolist() == people.bound().family.nb_persons().tolist()


def test_trap_1_two_simulations_of_the_same_arrays_do_not_touch_each_other():
    people = People(2)
    memberships, wages = people.memberships(), numpy.full(people.count, 5, dtype=numpy.float32)
    wages.flags.writeable = False
    one, other = people.bound(memberships), people.bound(memberships)
    for simulation in (one, other):
        simulation.set_input("wage", MONTH, wages)
    other.set_input("wage", MONTH, numpy.zeros(people.count, dtype=numpy.float32))
    has_head = other.person.has_role(Family.HEAD)
    has_head[:] = True
    assert one.calculate("wage", MONTH).sum() == 5 * people.count
    assert one.family.membership is other.family.membership
    assert one.person.has_role(Family.HEAD).tolist() == (people.roles == HEAD).tolist()


def test_trap_2_joining_by_name_counts_only_groups_that_have_members():
    builder = SimulationBuilder()
    builder.create_entities(system())
    builder.declare_person_entity("person", [0, 1, 2])
    families = builder.declare_entity("family", [0, 1, 2])
    builder.join_with_persons(families, [0, 2, 2], ["head", "head", "child"])
    assert families.members_entity_id.tolist() == [0, 1, 1]

    membership = Membership(numpy.array([0, 2, 2]), numpy.array([HEAD, HEAD, CHILD]), 3)
    populations = fast_populations(system())
    populations["person"].count = 3
    assert populations["family"].bind(membership).sum(numpy.ones(3)).tolist() == [1, 0, 2]


def test_trap_3_sums_end_with_the_last_group_that_has_members():
    lengths = []
    for populations in (system().instantiate_entities(), fast_populations(system())):
        populations["person"].count = 2
        family = populations["family"]
        family.count, family.members_entity_id = 3, numpy.array([0, 1])
        lengths.append((len(family.sum(numpy.ones(2))), len(family.nb_persons())))
    assert lengths == [(2, 2), (3, 3)]


def test_trap_4_a_trace_does_not_name_the_scales():
    naive = two_persons(taxing(), [500, 2000])
    naive.trace = True
    naive.calculate("tax", MONTH)
    assert [parameter.name for parameter in naive.tracer.trees[0].parameters] == [".limit"]
    assert paths_read([500, 2000]) == {"limit", "scale"}


class Recorded(FastSystem):
    """A system that notes what its formulas read."""

    def __init__(self, made):
        super().__init__(made)
        self.paths = set()

    def get_parameters_at_instant(self, when):
        return self.recorded_parameters(when, self.paths.add)


def paths_read(wages):
    recorded = Recorded(taxing())
    two_persons(recorded, wages).calculate("tax", MONTH)
    return recorded.paths


def test_trap_5_core_s_cache_of_parameters_keeps_systems_and_stale_values():
    naive = taxing()
    assert naive.get_parameters_at_instant("2025-01-01").limit == 1000
    naive.parameters.limit.update(start="2020-01-01", value=7)
    assert naive.get_parameters_at_instant("2025-01-01").limit == 1000
    kept = weakref.ref(naive)
    del naive
    gc.collect()
    assert kept() is not None

    fast = FastSystem(taxing())
    assert fast.get_parameters_at_instant("2025-01-01").limit == 1000
    tree, view = weakref.ref(fast.parameters), weakref.ref(fast.get_parameters_at_instant("2025-01-01"))
    other = taxing()
    other.parameters.limit.update(start="2020-01-01", value=7)
    assert FastSystem(other).get_parameters_at_instant("2025-01-01").limit == 7
    del fast
    gc.collect()
    assert tree() is None
    assert view() is None


def test_trap_6_an_input_is_stored_as_the_caller_s_own_array():
    people = People(3)
    wages = numpy.full(people.count, 5, dtype=numpy.float32)
    naive = people.plain()
    naive.set_input("wage", MONTH, wages)
    wages[:] = 7
    assert naive.calculate("wage", MONTH)[0] == 7

    with pytest.raises(ValueError, match="read-only"):
        read_population("demo").persons["wage"][:] = 7
    families = numpy.array([0, 1])
    membership = Membership(families, numpy.zeros(2), 2)
    families[:] = 0
    assert membership.entity_id.tolist() == [0, 1]


def test_trap_7_sums_in_single_precision_drift():
    count, each = 1_000_000, numpy.float32(135.37)
    amounts = numpy.full(count, each)
    true = float(each) * count
    # Group sums as differences of a running sum are fast, and wrong.
    naive = numpy.cumsum(amounts)[-1]
    assert abs(naive / true - 1) > 1e-3

    populations = fast_populations(system())
    populations["person"].count = count
    family = populations["family"].bind(Membership(numpy.zeros(count, int), numpy.zeros(count), 1))
    assert family.sum(amounts)[0] == pytest.approx(true, rel=1e-12)


def test_trap_8_single_precision_loses_fils():
    class stored_naively(Variable):
        value_type = float
        entity = Person
        definition_period = DateUnit.MONTH

    class stored(LawVariable):
        value_type = float
        entity = Person
        definition_period = DateUnit.MONTH

    made = FastSystem(TaxBenefitSystem([Person, Family, Household]))
    made.add_variables(stored_naively, stored)
    simulation = Simulation(made, made.instantiate_entities())
    simulation.persons.count = 1
    for name in ("stored_naively", "stored"):
        simulation.set_input(name, MONTH, numpy.array([50_000.001]))
    assert simulation.calculate("stored_naively", MONTH)[0] == 50_000
    assert simulation.calculate("stored", MONTH)[0] == 50_000.001


@pytest.mark.parametrize("size", [6, 40])
def test_trap_9_a_score_alone_does_not_say_who_is_the_last(size):
    scores, wanted = numpy.repeat([1.0, 2.0], [2, size - 2]), 3
    naive = scores <= numpy.sort(scores)[wanted - 1]
    assert naive.sum() > wanted

    populations = fast_populations(system())
    simulation = Simulation(system(), populations)
    populations["person"].count = size
    family = populations["family"].bind(Membership(numpy.zeros(size, int), numpy.zeros(size), 1))
    chosen = simulation.person.get_rank(family, scores) < wanted
    assert numpy.flatnonzero(chosen).tolist() == [0, 1, 2]
    assert numpy.flatnonzero(simulation.person.get_rank(family, scores[::-1]) < wanted).tolist() == [
        0,
        size - 2,
        size - 1,
    ]


def test_trap_10_a_sample_does_not_show_what_the_data_read():
    sample, data = [500, 600], [500, 2000]
    assert "scale" not in paths_read(sample)
    assert "scale" in paths_read(data)
