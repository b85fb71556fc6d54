"""The senior group's allowance, known from July 2024 only, stops before it where somebody needs it."""

import pytest

from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.situations import calculate
from openfisca_jordan_sp.system import law_in_force

AMOUNT = "public_cost_of_living_allowance_amount"


def allowance(category, sector, month):
    """The cost-of-living allowance of one public employee appointed in 2010."""
    record = {
        "employment_status": {month: "employee"},
        "employment_sector": {month: sector},
        "public_service_category": {month: category},
        "public_service_appointment_date": {"ETERNITY": "2010-01-01"},
    }
    situation = {"persons": {"employee": record}, "households": {"home": {"reference_person": "employee"}}}
    return float(calculate(law_in_force(), situation, AMOUNT, month)[0])


def test_before_july_2024_the_senior_group_needs_an_amount_that_no_source_gives():
    with pytest.raises(UnsetParameterError, match="senior_group_2"):
        allowance("senior_group_2", "public", "2024-06")


@pytest.mark.parametrize(
    ("category", "sector", "month", "expected"),
    [
        ("senior_group_2", "public", "2024-07", 200),
        ("first", "public", "2024-06", 135),
        ("senior_group_2", "private_formal", "2024-06", 0),
        ("senior_group_2", "public", "2011-12", 0),
    ],
)
def test_nobody_else_is_stopped(category, sector, month, expected):
    assert allowance(category, sector, month) == expected
