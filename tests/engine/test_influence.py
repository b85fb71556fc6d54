"""What a policy can change of what the law in force computed: told from the record of the runs, and complete."""

from openfisca_core.periods import period

from openfisca_jordan_sp import Policy
from openfisca_jordan_sp.engine.influence import Influence
from openfisca_jordan_sp.engine.quota import QuotaBook, quotas_in_force
from openfisca_jordan_sp.engine.rule_values import RuleValues
from openfisca_jordan_sp.engine.sharing import Results
from openfisca_jordan_sp.engine.simulation import build_simulation
from tests.fixtures import small_population

MONTH = period("2026-01")
LAW = Policy()
COMPUTED = ("reaya_nursery_amount", "uct_amount", "naf_recurring_total", "child_benefit_amount", "emergency_aid_amount")


def computed_under(policy, results=None):
    simulation = build_simulation(policy.system, small_population(), [MONTH], results or Results(RuleValues()))
    QuotaBook(simulation, policy, MONTH)
    for name in COMPUTED:
        simulation.calculate(name, MONTH)
    return simulation


def influence():
    found = Influence(LAW.system)
    found.add(computed_under(LAW))
    return found


def test_a_value_affects_the_rules_that_read_it_and_all_that_rests_on_them():
    reform = Policy().with_values({"national_aid_fund.uct.benefit_maximum": {"2026-01-01": 100}})
    affected = influence().affected(reform.system)
    assert {"uct_entitlement_amount", "uct_amount"} <= affected
    assert not affected & {"age", "is_child", "naf_countable_income", "child_benefit_amount"}


def test_a_value_that_no_rule_read_affects_nothing():
    reform = Policy().with_values({"health_insurance.poor_family.minimum_car_age": {"2026-01-01": 26}})
    assert not influence().affected(Policy().system) & set(COMPUTED)
    assert not influence().affected(reform.system) & set(COMPUTED)


def test_a_variable_that_a_reform_replaces_is_affected_with_its_readers():
    reform = Policy.of("reaya_nursery_linear")
    replaced = {name for name, each in LAW.system.variables.items() if reform.system.variables.get(name) is not each}
    found = influence().affected(reform.system)
    assert found & replaced
    assert not found & {"age", "naf_countable_income"}


def test_what_is_known_to_differ_is_affected_with_what_rests_on_it():
    run = influence()
    run.add_quotas(quotas_in_force(LAW, MONTH))
    flags = {quota.flag for quota in quotas_in_force(LAW, MONTH)}
    affected = run.affected(LAW.system, flags)
    assert flags | {"uct_amount"} <= affected
    assert "age" not in affected


def test_runs_that_are_added_later_count_too():
    run = Influence(LAW.system)
    reform = Policy().with_values({"national_aid_fund.uct.benefit_maximum": {"2026-01-01": 100}})
    assert run.affected(reform.system) == set()
    run.add(computed_under(LAW))
    assert "uct_amount" in run.affected(reform.system)


def test_what_is_adopted_is_the_very_array_and_what_is_affected_is_computed():
    reform = Policy().with_values({"national_aid_fund.uct.benefit_maximum": {"2026-01-01": 100}})
    results = Results(RuleValues())
    law = computed_under(LAW, results)
    other = build_simulation(reform.system, small_population(), [MONTH], results)
    QuotaBook(other, reform, MONTH)
    other.adopt(law, influence().affected(reform.system))
    assert other.known("child_benefit_amount", MONTH) is law.known("child_benefit_amount", MONTH)
    assert other.known("uct_amount", MONTH) is None
    assert other.calculate("uct_amount", MONTH).sum() < law.calculate("uct_amount", MONTH).sum()
