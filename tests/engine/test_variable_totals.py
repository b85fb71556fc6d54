"""The totals of every variable: exact for any parts, and in the memory of the parts that are being computed."""

import gc
import weakref

import numpy
import pytest
from openfisca_core.periods import period

from openfisca_jordan_sp import Policy
from openfisca_jordan_sp.engine import variable_totals as module
from openfisca_jordan_sp.engine.evaluate import evaluate_all
from openfisca_jordan_sp.engine.simulated import simulate_month
from openfisca_jordan_sp.engine.variable_totals import variable_totals
from openfisca_jordan_sp.errors import MeasureError
from openfisca_jordan_sp.populations.population import Population
from tests.fixtures import small_population

MONTH = period("2026-01")
FEW = {
    "national_aid_fund.uct.quota_families": {"2026-01-01": 60_000},
    "shock_response.horizontal.families": {"2026-01-01": 5_000},
}


@pytest.fixture(scope="module")
def of_law():
    return variable_totals(Policy(), small_population(), MONTH, threads=2)


def test_totals_are_those_of_a_whole_simulation(of_law):
    population = small_population()
    (whole,), _ = simulate_month(Policy(), population, MONTH)
    weights = {
        "family": population.family_weight,
        "person": population.person_weight,
        "household": population.households["household_weight"],
    }
    assert len(of_law) > 600
    for name, total in of_law.items():
        variable = whole.system.get_variable(name)
        if total.unset or variable.value_type not in (bool, int, float):
            assert numpy.isnan([total.total, total.concerned]).all(), name
            continue
        values, weight = whole.calculate(name, MONTH), weights[variable.entity.key]
        assert total.total == pytest.approx(float((weight * values).sum()), rel=1e-9, abs=1e-3, nan_ok=True), name
        assert total.concerned == pytest.approx(float(weight[values != 0].sum()), abs=1e-3), name


def test_a_value_that_is_unset_is_named(of_law):
    assert of_law["moh_patient_share"].unset == "health_insurance.patient_share.insured"
    assert numpy.isnan(of_law["moh_patient_share"].total)
    assert numpy.isnan(of_law["naf_category"].total)
    assert not of_law["naf_category"].unset


def test_the_sum_of_a_score_that_is_unknown_for_somebody_is_no_number(monkeypatch):
    """Also where those who have one are computed again."""
    monkeypatch.setattr(module, "PART_HOUSEHOLDS", 500)
    for policy in (Policy(), Policy().with_values(FEW)):
        score = variable_totals(policy, small_population(), MONTH)["naf_targeting_score"]
        assert numpy.isnan(score.total)
        assert score.concerned > 0
        assert not score.unset


def test_totals_are_the_same_to_the_last_bit_for_any_parts_and_threads(monkeypatch):
    policy = Policy.of("drought").with_values(FEW)
    found = []
    for households, threads in ((1500, 1), (211, 2), (640, 1)):
        monkeypatch.setattr(module, "PART_HOUSEHOLDS", households)
        found.append(variable_totals(policy, small_population(), MONTH, threads=threads))
    # As text, for what has no number is not equal to itself.
    assert repr(found[0]) == repr(found[1]) == repr(found[2])


def test_a_quota_that_depends_on_another_is_settled_after_it(monkeypatch):
    """Who is a candidate for the support of a shock depends on who is inside the quota of the cash transfer."""
    policy, population = Policy.of("drought").with_values(FEW), small_population()
    monkeypatch.setattr(module, "PART_HOUSEHOLDS", 400)
    totals = variable_totals(policy, population, MONTH)
    evaluation = evaluate_all([policy], population, MONTH)[0]
    for flag in ("is_uct_inside_quota", "is_shock_horizontal_inside_quota"):
        assert evaluation.quotas[flag].is_binding
        assert totals[flag].total == pytest.approx(evaluation.quotas[flag].reached)
    paid = float((population.family_weight * evaluation.month["shock_horizontal"]).sum())
    assert totals["shock_horizontal_amount"].total == pytest.approx(paid)


def test_only_households_on_the_wrong_side_of_a_quota_are_computed_again(monkeypatch):
    computed = []
    build = module.build_simulation

    def counted(system, part, *others):
        computed.append(part.household_count)
        return build(system, part, *others)

    monkeypatch.setattr(module, "build_simulation", counted)
    monkeypatch.setattr(module, "PART_HOUSEHOLDS", 500)
    variable_totals(Policy().with_values(FEW), small_population(), MONTH, threads=1)
    assert computed[:3] == [500, 500, 500]
    before, after = computed[3:]
    assert 0 < before == after < 500


def test_what_a_part_computed_is_let_go_without_the_collector(monkeypatch):
    alive = weakref.WeakSet()

    class Watched(module.Results):
        def __init__(self, rules):
            # Those of the parts before; there is but one thread.
            assert not list(alive)
            super().__init__(rules)
            alive.add(self)

    monkeypatch.setattr(module, "Results", Watched)
    monkeypatch.setattr(module, "PART_HOUSEHOLDS", 500)
    gc.disable()
    try:
        variable_totals(Policy().with_values(FEW), small_population(), MONTH, threads=1)
        assert not list(alive)
    finally:
        gc.enable()


def test_a_weight_that_is_missing_is_told():
    population = small_population()
    weight = numpy.array(population.households["household_weight"])
    weight[3] = numpy.nan
    broken = Population({**population.households, "household_weight": weight}, population.families, population.persons)
    with pytest.raises(MeasureError, match="missing"):
        variable_totals(Policy(), broken, MONTH)
