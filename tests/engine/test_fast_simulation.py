"""`FastSimulation` gives what core's `Simulation` gives, wherever it goes its own way."""

import gc
import weakref

import numpy
import pytest
from openfisca_core.entities import build_entity
from openfisca_core.errors import CycleError
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit, period
from openfisca_core.populations import ADD
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from openfisca_jordan_sp.fast.foreign import FastSystem
from openfisca_jordan_sp.fast.simulation import FastSimulation
from tests.engine.two_ways import assert_same, outcome

MONTH, NEXT, YEAR = "2020-01", "2020-02", "2020"
KINDS = (Simulation, FastSimulation)

person = build_entity(key="person", plural="persons", label="", is_person=True)
household = build_entity(key="household", plural="households", label="", roles=[{"key": "member", "plural": "members"}])


class Colour(Enum):
    red = "Red"
    blue = "Blue"


def monthly(formula=None, name=None, **named):
    """A variable of persons by the month, whose formula is a function of its name."""
    of = {"value_type": float, "entity": person, "definition_period": DateUnit.MONTH} | named
    return type(name or formula.__name__, (Variable,), of | ({"formula": formula} if formula else {}))


def dated_february(persons, period):
    return persons("told", period) + 2


def dated_later(persons, period):
    return persons("told", period) + 3


def one_number(persons, period):
    return 5


def other_type(persons, period):
    return numpy.arange(persons.count, dtype=numpy.int64)


def nothing(persons, period):
    return None


def too_short(persons, period):
    return numpy.zeros(1, dtype=numpy.float32)


def coloured(persons, period):
    return numpy.where(persons("told", period) > 7, Colour.blue, Colour.red)


def of_household(households, period):
    return households.sum(households.members("told", period))


def asks_for_a_strange_one(persons, period):
    return persons("of_household", period)


def yearly(persons, period, parameters):
    return persons("told", period, options=[ADD])


def asks_for_a_wrong_period(persons, period):
    return persons("yearly", period)


def left(persons, period):
    return persons("right", period)


def right(persons, period):
    return persons("left", period)


def backwards(persons, period):
    return persons("backwards", period.last_month) + 1


def around_backwards(persons, period):
    return persons("backwards", period) + persons("told", period)


def fails_once(persons, period):
    if not persons("told", period).all():
        raise ZeroDivisionError
    return persons("told", period)


VARIABLES = [
    monthly(name="told", default_value=7.0),
    monthly(name="fixed", value_type=int, definition_period=DateUnit.ETERNITY),
    monthly(name="dated", end="2021-06-30", formula_2020_02=dated_february, formula_2021=dated_later),
    monthly(one_number),
    monthly(other_type),
    monthly(nothing, default_value=9.0),
    monthly(too_short),
    monthly(coloured, value_type=Enum, possible_values=Colour, default_value=Colour.red),
    monthly(of_household, entity=household),
    monthly(asks_for_a_strange_one),
    monthly(yearly, definition_period=DateUnit.YEAR),
    monthly(asks_for_a_wrong_period),
    monthly(left),
    monthly(right),
    monthly(backwards),
    monthly(around_backwards),
    monthly(fails_once),
]
NAMES = [variable.__name__ for variable in VARIABLES]


def new_system():
    system = TaxBenefitSystem([person, household])
    system.add_variables(*VARIABLES)
    return FastSystem(system)


@pytest.fixture(scope="module")
def system():
    return new_system()


def simulation_of_three(kind, system):
    simulation = kind(system, system.instantiate_entities())
    simulation.persons.count, simulation.persons.ids = 3, ["a", "b", "c"]
    simulation.household.count, simulation.household.ids = 2, ["h", "i"]
    simulation.household.members_entity_id = numpy.array([0, 0, 1])
    simulation.household.members_role = numpy.array([household.flattened_roles[0]] * 3)
    simulation.set_input("told", MONTH, [1.0, 2.0, 8.0])
    return simulation


@pytest.mark.parametrize("when", [MONTH, NEXT, YEAR, "2021-06", "2021-07", "2019-12", "month:2020-01:2", "ETERNITY"])
@pytest.mark.parametrize("name", [*NAMES, "unknown"])
def test_each_way_of_a_variable_is_answered_or_refused_as_core_does(system, name, when):
    core, fast = (simulation_of_three(kind, system) for kind in KINDS)
    assert_same(outcome(lambda: fast.calculate(name, when)), outcome(lambda: core.calculate(name, when)))
    for other in ("told", "backwards", "dated", "coloured", name):
        assert_same(outcome(lambda: fast.calculate(other, MONTH)), outcome(lambda: core.calculate(other, MONTH)))  # noqa: B023
    assert values_of(fast) == values_of(core)


def values_of(simulation):
    """What the holders keep, as texts; a holder that keeps nothing is none."""
    holders = {name: one for each in simulation.populations.values() for name, one in each._holders.items()}
    kept = {
        name: {str(when): holder.get_array(when) for when in holder.get_known_periods()}
        for name, holder in holders.items()
    }
    return {name: {when: told(array) for when, array in dated.items()} for name, dated in kept.items() if dated}


def told(array):
    """An array as core tells it."""
    return repr(array).replace("FastEnumArray", "EnumArray")


def test_a_nearly_circular_rule_stops_where_core_stops_it(system):
    for loops in (1, 2, 5):
        core, fast = (simulation_of_three(kind, system) for kind in KINDS)
        core.max_spiral_loops = fast.max_spiral_loops = loops
        assert_same(fast.calculate("around_backwards", MONTH), core.calculate("around_backwards", MONTH))
        assert values_of(fast) == values_of(core)


def test_a_circle_is_refused_and_leaves_nothing_behind(system):
    fast = simulation_of_three(FastSimulation, system)
    with pytest.raises(CycleError, match="left@2020-01"):
        fast.calculate("left", MONTH)
    assert fast.tracer.stack == []
    assert fast.calculate("told", MONTH).tolist() == [1, 2, 8]


def test_a_formula_that_failed_may_be_asked_again(system):
    fast = simulation_of_three(FastSimulation, system)
    fast.set_input("told", MONTH, [0.0, 0.0, 1.0])
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            fast.calculate("fails_once", MONTH)
    fast.set_input("told", MONTH, [1.0, 1.0, 1.0])
    assert fast.calculate("fails_once", MONTH).tolist() == [1, 1, 1]


def test_what_is_set_or_deleted_in_a_holder_is_seen(system):
    fast = simulation_of_three(FastSimulation, system)
    assert fast.calculate("dated", NEXT).tolist() == [9, 9, 9]
    fast.set_input("dated", NEXT, [1.0, 1.0, 1.0])
    assert fast.calculate("dated", NEXT).tolist() == [1, 1, 1]
    fast.delete_arrays("dated", NEXT)
    fast.set_input("told", NEXT, [1.0, 2.0, 3.0])
    assert fast.calculate("dated", NEXT).tolist() == [3, 4, 5]


def test_a_clone_knows_what_is_known_and_keeps_its_own_to_itself(system):
    fast = simulation_of_three(FastSimulation, system)
    fast.calculate("coloured", MONTH)
    clone = fast.clone()
    clone.set_input("told", NEXT, [1.0, 1.0, 1.0])
    assert clone.calculate("dated", NEXT).tolist() == [3, 3, 3]
    assert fast.calculate("dated", NEXT).tolist() == [9, 9, 9]
    assert clone.persons("told", period(MONTH)).tolist() == [1, 2, 8]


def test_traces_first_periods_and_variables_left_out_of_the_cache_are_core_s(system):
    for name, when in (("of_household", MONTH), ("yearly", YEAR)):
        core, fast = (simulation_of_three(kind, system) for kind in KINDS)
        core.trace = fast.trace = True
        assert_same(fast.calculate(name, when), core.calculate(name, when))
        lines = [one.tracer.computation_log.lines() for one in (core, fast)]
        assert lines[0] == lines[1] != []
    core, fast = (simulation_of_three(kind, system) for kind in KINDS)
    core.start_computation_period = fast.start_computation_period = "2021-01"
    assert_same(fast.calculate("one_number", MONTH), core.calculate("one_number", MONTH))
    assert fast.calculate("one_number", "2021-02").tolist() == [5, 5, 5]


def test_a_neutralized_variable_and_one_replaced_are_seen_by_the_next_simulation():
    plain = TaxBenefitSystem([person, household])
    plain.add_variables(*VARIABLES)
    system = FastSystem(plain)
    assert simulation_of_three(FastSimulation, system).calculate("one_number", MONTH).tolist() == [5, 5, 5]

    plain.update_variable(monthly(lambda persons, period: 6, name="one_number"))
    assert simulation_of_three(FastSimulation, system).calculate("one_number", MONTH).tolist() == [6, 6, 6]
    plain.neutralize_variable("one_number")
    assert simulation_of_three(FastSimulation, system).calculate("one_number", MONTH).tolist() == [0, 0, 0]


def test_enums_compare_as_core_s_with_items_and_with_everything_else(system):
    core, fast = (simulation_of_three(kind, system).calculate("coloured", MONTH) for kind in KINDS)

    class Other(Enum):
        red = "Red"

    assert (fast == None, fast != None) == (core == None, core != None)  # noqa: E711 - as numpy compares
    for other in (Colour.blue, Colour.red, Other.red, Colour, 1, "blue", [0, 1, 1], core):
        assert_same(outcome(lambda: fast == other), outcome(lambda: core == other))  # noqa: B023
        assert_same(outcome(lambda: fast != other), outcome(lambda: core != other))  # noqa: B023
    assert type(fast[1:]) is type(fast)
    assert fast[1:].possible_values is Colour


@pytest.mark.parametrize("count", [3, 100])
def test_a_default_that_somebody_wrote_into_is_no_other_s_default(count):
    plain = TaxBenefitSystem([person])
    plain.add_variables(*[variable for variable in VARIABLES if variable.entity is person])
    system = FastSystem(plain)

    def new():
        simulation = FastSimulation(system, system.instantiate_entities())
        simulation.persons.count = count
        return simulation

    first = new()
    for name, value in (("told", 1.0), ("fixed", 5)):
        first.calculate(name, MONTH)[:] = value
    assert first.calculate("told", NEXT).tolist() == [7] * count
    assert new().calculate("told", MONTH).tolist() == [7] * count
    assert new().calculate("fixed", MONTH).tolist() == [0] * count


def test_values_may_be_set_where_they_are_kept(system):
    fast = simulation_of_three(FastSimulation, system)
    fast.values_of("told")[period(NEXT)] = numpy.array([4, 5, 6], numpy.float32)
    assert fast.calculate("dated", NEXT).tolist() == [6, 7, 8]
    assert fast.get_array("told", NEXT).tolist() == [4, 5, 6]
    fast.values_of("fixed")[period("eternity")] = numpy.array([1, 2, 3], numpy.int32)
    assert fast.calculate("fixed", NEXT).tolist() == [1, 2, 3]


def test_a_simulation_that_is_let_go_leaves_no_circle(system):
    gc.collect()
    gc.disable()
    try:
        fast = simulation_of_three(FastSimulation, system)
        result = fast.calculate("of_household", MONTH)
        parts = [weakref.ref(one) for one in (fast, fast.persons, fast.household, fast.get_holder("told"))]
        fast.let_go()
        del fast
        assert [part() for part in parts] == [None] * len(parts)
    finally:
        gc.enable()
    assert result.tolist() == [3, 8]
