"""How long the main job takes, for comparing one state of the code with another."""

from openfisca_core.periods import period

from openfisca_jordan_sp import Policy
from openfisca_jordan_sp.engine.evaluate import evaluate
from openfisca_jordan_sp.system import JordanSocialProtectionSystem
from tests.fixtures import small_population


def test_loading_the_law(benchmark):
    system = benchmark(JordanSocialProtectionSystem)
    assert system.variables


def test_building_a_policy(benchmark):
    def build():
        return Policy.of("uct_maximum_160").system

    assert benchmark(build).parameters is not Policy().system.parameters


def test_evaluating_the_law_in_force(benchmark):
    population = small_population()
    result = benchmark.pedantic(evaluate, (Policy(), population, period("2026-01")), rounds=3)
    assert result.year["uct"].sum() > 0
