"""The share of an insured patient was not found: the rule stops, for the insured only."""

import pytest

from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.situations import calculate
from openfisca_jordan_sp.system import law_in_force


@pytest.mark.parametrize(
    "person",
    [
        {"employment_status": "employee", "employment_sector": "public"},
        {"has_private_health_insurance": True},
    ],
)
def test_the_share_of_an_insured_patient_names_what_is_missing(person):
    situation = {"persons": {"a": {"age": 40, **person}}}
    with pytest.raises(UnsetParameterError, match=r"health_insurance\.patient_share\.insured"):
        calculate(law_in_force(), situation, "moh_patient_share", "2024-03")
