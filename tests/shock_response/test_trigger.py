"""The price trigger, which no law has: put into operation by a reform of the test."""

import pytest
from openfisca_core.simulations import SimulationBuilder

from openfisca_jordan_sp import Policy
from openfisca_jordan_sp.law.parameters import find, records
from openfisca_jordan_sp.system import law_in_force

ONE_FAMILY = {
    "persons": {"head": {}},
    "families": {"family": {"head": "head", "naf_beneficiary": {"2026": True}}},
    "households": {"home": {"reference_person": "head"}},
}
#: The rise that the trigger asks for, on the index of 2025.
AT_THE_RATE = 112.67 * 1.04


@pytest.fixture
def computed(tmp_path):
    """A variable in some months of 2026, with the trigger in operation and a price index of 2026."""

    def compute(variable, months, index, is_known=True, is_in_operation=True, count=3):
        path = tmp_path / "trial.yaml"
        path.write_text(
            "id: trial\ntitle: {en: Trial, ar: تجربة}\nstatus: scenario\nvalues:\n"
            f"  statistics.consumer_price_index: {{2026-01-01: {index}}}\n"
            + "  shock_response.trigger.is_index_known: {2026-01-01: true}\n" * is_known
            + "  shock_response.trigger.in_operation: {2026-01-01: true}\n" * is_in_operation
            + f"  shock_response.trigger.months: {{2026-01-01: {count}}}\n" * (count != 3),
            encoding="utf-8",
        )
        simulation = SimulationBuilder().build_from_entities(Policy.of(path).system, ONE_FAMILY)
        return [simulation.calculate(variable, month).item() for month in months]

    return compute


@pytest.mark.parametrize(
    ("index", "is_above"), [(AT_THE_RATE - 0.001, False), (AT_THE_RATE, True), (AT_THE_RATE + 0.001, True)]
)
def test_prices_must_rise_by_the_rate(computed, index, is_above):
    assert computed("is_inflation_above_trigger", ["2026-01", "2026-12"], index) == [is_above, is_above]


def test_months_before_the_third_in_a_row_start_nothing(computed):
    assert computed("is_shock_triggered", ["2026-01", "2026-02", "2026-03"], 118) == [False, False, True]
    assert computed("is_shock_active", ["2026-02", "2026-03", "2026-12"], 118) == [False, True, True]


def test_the_number_of_months_is_a_parameter(computed):
    assert computed("is_shock_triggered", ["2026-01"], 118, count=1) == [True]
    assert computed("is_shock_triggered", ["2026-03", "2026-04"], 118, count=4) == [False, True]


def test_nothing_starts_while_the_trigger_is_not_in_operation(computed):
    assert computed("is_shock_triggered", ["2026-03"], 118, is_in_operation=False) == [False]


def test_a_year_without_a_known_index_never_triggers(computed):
    assert computed("is_inflation_above_trigger", ["2026-03"], 118, is_known=False) == [False]
    assert computed("is_shock_triggered", ["2026-03"], 118, is_known=False) == [False]


def test_a_triggered_shock_is_answered_for_six_months(computed):
    months = ["2026-02", "2026-03", "2026-08", "2026-09"]
    assert computed("shock_vertical_amount", months, 118) == [0, 8, 8, 0]


def test_the_index_counts_as_known_until_the_end_of_its_last_year():
    law = law_in_force().parameters
    last_year = max(record.date for record in records(find(law, "statistics.consumer_price_index")))[:4]
    known = find(law, "shock_response.trigger.is_index_known")
    assert known(f"{last_year}-12-31") is True
    assert known(f"{int(last_year) + 1}-01-01") is False
