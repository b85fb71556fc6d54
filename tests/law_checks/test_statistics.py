"""Golden rows of the dossiers that are about statistics themselves."""

import pytest

from openfisca_jordan_sp.system import law_in_force


def test_the_line_of_2010_for_a_household_of_reference_is_the_published_one():
    """Rows G22 and P1: 813.7 dinars a person and 5.4 persons make 4,394 a year (albawaba 2012-12-31)."""
    line = law_in_force().get_parameters_at_instant("2010-01-01").statistics.poverty_line
    assert line.absolute_per_person_year * line.reference_household_size == pytest.approx(4394, abs=0.05)


def test_prices_rose_in_2024_by_the_published_rate():
    """Row P2: 1.56 % (Jordan Times)."""
    index = {
        year: law_in_force().get_parameters_at_instant(f"{year}-01-01").statistics.consumer_price_index
        for year in (2023, 2024)
    }
    assert index[2024] / index[2023] - 1 == pytest.approx(0.0156, abs=0.0001)
