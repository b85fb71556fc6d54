"""The numpy that leaves out what these data cannot meet pays what the engine pays, for such data."""

from importlib.resources import files

import numpy
import pytest
import yaml
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import period

from openfisca_jordan_sp import Policy, read_population
from openfisca_jordan_sp.system import law_in_force
from tests.benchmarks.engine import engine_month
from tests.benchmarks.everything_on import everything_on
from tests.benchmarks.populations import of_the_schema, random_population
from tests.benchmarks.restated import shortcut
from tests.benchmarks.restated.inputs import inputs_of
from tests.benchmarks.restated.parameters import parameters_of
from tests.benchmarks.restated.rules import MONTHLY

MONTH = period("2026-03")


def assert_equal_to_engine(policy, population):
    expected = engine_month([policy], population, MONTH)[0]
    amounts = shortcut.evaluate_month(inputs_of(population), parameters_of(policy, MONTH))
    assert expected.keys() <= amounts.keys()
    for name, amount in expected.items():
        numpy.testing.assert_allclose(amounts[name], amount, atol=0.001, err_msg=name)
    return {name for name, amount in expected.items() if amount.any()}


@pytest.mark.parametrize("reforms", [(), ("uct_maximum_160",), ("flood", "refugee_funding_cut")])
def test_the_demo_population_is_paid_the_same(reforms):
    assert "uct" in assert_equal_to_engine(Policy.of(*reforms), read_population("demo"))


@pytest.mark.parametrize("seed", [4, 5])
def test_columns_of_a_population_at_random_are_paid_the_same(seed):
    paid = assert_equal_to_engine(everything_on(), of_the_schema(random_population(seed)))
    assert paid == set(MONTHLY) - shortcut.NEVER_DUE.keys()


def test_what_is_left_out_rests_on_an_input_that_no_column_holds():
    text = files("openfisca_jordan_sp").joinpath("populations/inputs.yaml").read_text(encoding="utf-8")
    without_column = {name for group in yaml.safe_load(text)["groups"] for name in group["inputs"]}
    assert set(shortcut.NEVER_DUE.values()) <= without_column


def test_the_default_of_that_input_is_nothing():
    for name in shortcut.NEVER_DUE.values():
        default = law_in_force().variables[name].default_value
        found = default.name if isinstance(default, Enum) else default
        assert found in (0, False, "none"), name
