"""What several policies and months share: only what the record of a run proves to be the same."""

import gc
import weakref
from concurrent.futures import ThreadPoolExecutor

import numpy
import pytest
from openfisca_core.periods import period

from openfisca_jordan_sp import Policy
from openfisca_jordan_sp.engine import memory as memories
from openfisca_jordan_sp.engine.evaluate import evaluate_all
from openfisca_jordan_sp.engine.memory import PartMemory, memory_of
from openfisca_jordan_sp.engine.periods_read import is_bound_to_period
from openfisca_jordan_sp.engine.rule_values import RuleValues
from openfisca_jordan_sp.engine.sharing import Results
from openfisca_jordan_sp.engine.simulation import build_simulation
from openfisca_jordan_sp.law.reads import variable_reads
from openfisca_jordan_sp.system import law_in_force
from tests.fixtures import small_population

MONTH = period("2026-01")
MAXIMUM = "national_aid_fund.uct.benefit_maximum"


@pytest.fixture(autouse=True)
def forgotten():
    """Each test begins with nothing kept."""
    memories._kept.clear()
    yield
    memories._kept.clear()


def simulations(*policies, months=(MONTH,)):
    results = Results(RuleValues())
    return [build_simulation(policy.system, small_population(), months, results) for policy in policies]


def test_a_policy_takes_over_what_its_law_leaves_as_it_is():
    law, reform = simulations(Policy(), Policy().with_values({MAXIMUM: {"2026-01-01": 100}}))
    assert reform.calculate("is_child", MONTH) is law.calculate("is_child", MONTH)
    assert reform.calculate("naf_countable_income", MONTH) is law.calculate("naf_countable_income", MONTH)
    assert reform.calculate("uct_entitlement_amount", MONTH) is not law.calculate("uct_entitlement_amount", MONTH)


def test_a_change_that_changes_nothing_stops_where_it_shows():
    """A maximum that nobody reaches is read, but all that follows from the amounts is taken over."""
    law, reform = simulations(Policy(), Policy().with_values({MAXIMUM: {"2026-01-01": 499}}))
    higher = Policy().with_values({MAXIMUM: {"2026-01-01": 498}})
    other = build_simulation(higher.system, small_population(), [MONTH], law.results)
    assert other.calculate("uct_entitlement_amount", MONTH) is reform.calculate("uct_entitlement_amount", MONTH)


def test_a_month_takes_over_what_is_not_about_the_date():
    (law,) = simulations(Policy())
    july = period("2026-07")
    assert law.calculate("is_citizen", july) is law.calculate("is_citizen", MONTH)
    assert law.calculate("age", july) is not law.calculate("age", MONTH)


def test_a_bracket_of_a_scale_is_read_and_seen():
    """Core's tracer leaves scales out; a record without them would take a bill on brackets for one without effect."""
    year = MONTH.this_year
    assert any("bracket" in read for read in variable_reads(law_in_force(), "income_tax_amount").parameters)
    paths = sorted(variable_reads(law_in_force(), "income_tax_amount").parameters)
    path = next(each for each in paths if each.endswith(".rate"))
    law, reform = simulations(Policy(), Policy().with_values({path: {"2026-01-01": 0.2}}))
    before, after = (each.calculate("income_tax_amount", year) for each in (law, reform))
    assert after.sum() > before.sum()


@pytest.mark.parametrize(
    ("name", "is_bound"),
    [
        ("age", True),
        ("quarterly_addition_amount", True),
        ("is_child", False),
        ("uct_amount", False),
        ("emergency_aid_amount", False),
    ],
)
def test_a_rule_that_looks_at_the_date_itself_is_bound_to_it(name, is_bound):
    formula = law_in_force().variables[name].get_formula(MONTH)
    assert is_bound_to_period(formula) is is_bound


def of_a_day(person, period, parameters):
    return parameters("2026-01-01").national_aid_fund.uct.benefit_maximum


def test_a_rule_that_reads_the_parameters_of_a_day_of_its_own_is_bound_to_its_period():
    """In January that day is the first of the month: the record of that run would hold for no other month."""
    assert is_bound_to_period(of_a_day)


def test_a_value_of_the_last_day_counts_for_the_months_whose_last_day_it_is():
    """The waiver of the maximum of disasters, in force within January, ends within February in the reform."""
    ended = Policy().with_values({"shock_response.disaster.cap_waived": {"2026-02-10": False}})
    law, reform = simulations(Policy(), ended)
    months = [period("2026-01"), period("2026-02"), period("2026-03")]
    for each in (law, reform):
        for month in months:
            need = numpy.full(each.populations["family"].count, 90_000.0)
            each.set_input("emergency_need_assessed", month, need)
            event = each.tax_benefit_system.get_variable("emergency_event").possible_values
            each.set_input("emergency_event", month, event.encode(numpy.full(len(need), "natural_disaster")))
            each.set_input("emergency_aid_entitled", month, numpy.ones(len(need), dtype=bool))
    mean = [[each.calculate("emergency_aid_amount", month).mean() for month in months] for each in (law, reform)]
    assert mean == [[90_000, 90_000, 90_000], [90_000, 500, 500]]


def test_a_formula_without_source_is_taken_to_look_at_the_date():
    space = {}
    exec("def formula(person, period):\n    return person('age', period)", space)
    assert is_bound_to_period(space["formula"])


def test_a_system_that_is_gone_is_never_taken_for_a_new_one():
    population = small_population().take(numpy.arange(0, 1500, 10))
    for value in (100, 110, 120, 130):
        policy = Policy().with_values({MAXIMUM: {"2026-01-01": value}}, name=f"maximum_{value}")
        given = evaluate_all([Policy(), policy], population, MONTH)[1].month["uct"]
        memories._kept.clear()
        fresh = evaluate_all([policy], population, MONTH)[0].month["uct"]
        assert numpy.array_equal(given, fresh)
        assert given.max() <= value
        del policy
        gc.collect()


def test_the_next_question_gives_what_a_first_one_gives():
    population = small_population()
    policies = [Policy.of("uct_maximum_160"), Policy.of("universal_child_grant"), Policy.of("uct_quota_250000")]
    kept = [evaluate_all([Policy(), policy], population, MONTH)[1] for policy in policies]
    memories._kept.clear()
    for policy, given in zip(policies, kept, strict=True):
        fresh = evaluate_all([policy], population, MONTH)[0]
        for key in fresh.year:
            assert numpy.array_equal(given.year[key], fresh.year[key]), key
        memories._kept.clear()


def test_of_a_large_population_nothing_is_kept(monkeypatch):
    monkeypatch.setattr(memories, "MOST_HOUSEHOLDS", 10)
    with memory_of(small_population()) as memory:
        memory.of(small_population(), (1, 0)).keep("question", "answer")
        assert memory.of(small_population(), (1, 0)).known("question") is None
    assert not memories._kept


def test_two_questions_at_once_do_not_share_a_memory():
    population = small_population()
    policies = [Policy().with_values({MAXIMUM: {"2026-01-01": value}}, name=f"m{value}") for value in (90, 120, 150)]
    alone = [evaluate_all([policy], population, MONTH)[0].year["uct"] for policy in policies]
    memories._kept.clear()
    with ThreadPoolExecutor(3) as pool:
        at_once = list(pool.map(lambda policy: evaluate_all([Policy(), policy], population, MONTH)[1], policies))
    for expected, evaluation in zip(alone, at_once, strict=True):
        assert numpy.array_equal(evaluation.year["uct"], expected)


def test_arrays_of_the_population_are_left_as_they_are():
    population = small_population()
    before = {name: numpy.array(values) for name, values in population.persons.items()}
    evaluate_all([Policy(), Policy.of("universal_child_grant")], population, MONTH)
    for name, values in before.items():
        assert numpy.array_equal(population.persons[name], values), name


def test_a_patch_that_changes_nothing_is_the_array_itself():
    part = PartMemory(small_population(), RuleValues())
    array, places = numpy.arange(5.0), numpy.array([1, 3])
    assert part.patched(array, places, numpy.array([1.0, 3.0])) is array
    changed = part.patched(array, places, numpy.array([9.0, 3.0]))
    assert changed.tolist() == [0, 9, 2, 3, 4]
    assert array.tolist() == [0, 1, 2, 3, 4]


def test_nothing_of_a_large_population_waits_for_the_collector(monkeypatch):
    """What knows one another is let go by the collector alone, and until then keeps the arrays of its part."""
    made = []

    class Noted(Results):
        def __init__(self, rules):
            super().__init__(rules)
            made.append(weakref.ref(self))

    monkeypatch.setattr(memories, "Results", Noted)
    monkeypatch.setattr(memories, "MOST_HOUSEHOLDS", 0)
    gc.collect()
    gc.disable()
    try:
        evaluate_all([Policy(), Policy.of("uct_maximum_160")], small_population(), MONTH)
        assert made
        assert [each for each in made if each() is not None] == []
    finally:
        gc.enable()
