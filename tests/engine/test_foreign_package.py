"""A foreign country package computes on fast populations and views what it computes on core's own."""

from functools import cache

import numpy
import pytest
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.periods import DateUnit, period
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_country_template import CountryTaxBenefitSystem

from openfisca_jordan_sp.fast.foreign import FastSystem
from openfisca_jordan_sp.fast.groups import FastGroupPopulation
from openfisca_jordan_sp.fast.memberships import Membership
from openfisca_jordan_sp.fast.simulation import FastSimulation
from tests.engine.two_ways import assert_same, outcome

POPULATIONS = 200


@cache
def template():
    return CountryTaxBenefitSystem()


@cache
def fast_template():
    return FastSystem(template())


def draw_people(seed):
    """Persons in any order, each household with one adult at least, and what is known of them."""
    draw = numpy.random.default_rng(seed)
    households = int(draw.integers(1, 6))
    household = numpy.concatenate([numpy.arange(households), draw.integers(0, households, int(draw.integers(0, 12)))])
    roles = numpy.concatenate([numpy.zeros(households, int), draw.integers(0, 2, len(household) - households)])
    order = draw.permutation(len(household))
    count = len(household)
    statuses = template().get_variable("housing_occupancy_status").possible_values
    inputs = {
        "birth": draw.integers(-20_000, 17_000, count).astype("datetime64[D]"),
        "salary": draw.choice([0.0, 800.0, 2_500.0, 7_000.0, 15_000.0], count),
        "capital_returns": draw.choice([0.0, 120.0], count),
        "rent": draw.uniform(0, 1_500, households),
        "accommodation_size": draw.uniform(20, 200, households),
        "housing_occupancy_status": EnumArray(draw.integers(0, len(list(statuses)), households), statuses),
    }
    return household[order], roles[order], households, inputs


def simulate(system, seed, month):
    """A simulation of the same people under core's system or the fast one."""
    household, roles, households, inputs = draw_people(seed)
    simulation = (FastSimulation if isinstance(system, FastSystem) else Simulation)(
        system, system.instantiate_entities()
    )
    persons, group = simulation.persons, simulation.household
    persons.count, persons.ids = len(household), list(range(len(household)))
    group.count, group.ids = households, list(range(households))
    if isinstance(group, FastGroupPopulation):
        group.bind(Membership(household, roles, households))
    else:
        group.members_entity_id = household
        group.members_role = numpy.array(group.entity.flattened_roles)[roles]
    for name, array in inputs.items():
        is_eternal = template().get_variable(name).definition_period == DateUnit.ETERNITY
        simulation.set_input(name, "ETERNITY" if is_eternal else month, array)
    return simulation


def test_every_variable_of_the_template_is_the_same_on_random_populations():
    paid = set()
    for seed in range(POPULATIONS):
        month = period(f"{2013 + seed % 8}-{1 + seed % 12:02}")
        plain, fast = simulate(template(), seed, month), simulate(fast_template(), seed, month)
        for name, variable in template().variables.items():
            when = month.this_year if variable.definition_period == DateUnit.YEAR else month
            theirs = outcome(lambda: plain.calculate(name, when))  # noqa: B023
            ours = outcome(lambda: fast.calculate(name, when))  # noqa: B023
            if isinstance(theirs, tuple) or theirs.dtype.kind != "f":
                assert_same(ours, theirs)
                continue
            assert ours.dtype == theirs.dtype
            numpy.testing.assert_allclose(ours, theirs, rtol=1e-6)
            paid |= {name} if theirs.any() else set()
    computed = {name for name, variable in template().variables.items() if variable.value_type is float}
    assert paid == computed


def test_core_s_builder_and_tracer_work_on_the_fast_system():
    situation = {
        "persons": {"a": {"salary": {"2019-01": 7_000}}, "b": {}},
        "households": {"h": {"adults": ["a"], "children": ["b"]}},
    }
    traced = []
    for system in (template(), fast_template()):
        simulation = SimulationBuilder().build_from_entities(system, situation)
        simulation.trace = True
        taxes = simulation.calculate("total_taxes", "2019-01")
        names = {parameter.name for node in simulation.tracer.browse_trace() for parameter in node.parameters}
        traced.append((taxes.tolist(), names))
    assert traced[0] == traced[1]


def test_all_else_is_the_system_s_own():
    assert fast_template().variables is template().variables
    assert fast_template().person_entity is template().person_entity
    with pytest.raises(AttributeError):
        fast_template().nothing  # noqa: B018


def test_a_system_without_parameters_has_no_views():
    class Bare:
        parameters = None

    assert FastSystem(Bare()).get_parameters_at_instant("2020-01-01") is None
    assert FastSystem(Bare()).recorded_parameters("2020-01-01", print) is None
