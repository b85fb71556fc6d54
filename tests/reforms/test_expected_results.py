"""Every reform of the catalogue runs on the demo and gives the headline results that stand in the table."""

import pytest

from openfisca_jordan_sp.reform import catalogue
from tests.reforms.expected import COLUMNS, MEASURES, expected, headlines

KEY = ["reform", "period", "measure"]
#: The last decimal kept, or one part in a hundred million: sums in another order may differ by so much.
ABSOLUTE, RELATIVE = 1.5e-3, 1e-8
ABSOLUTE_OF_SHARES = 1.5e-9


@pytest.fixture(scope="module")
def computed():
    return headlines().set_index(KEY)


def test_every_reform_of_the_catalogue_stands_in_the_table_with_every_headline():
    table = expected()
    assert list(table.columns) == COLUMNS
    assert sorted(set(table["reform"])) == sorted(catalogue())
    measures = table.groupby("reform")["measure"].apply(set)
    assert all(set(MEASURES) <= found for found in measures)
    assert not table.duplicated(KEY).any()


def test_every_reform_gives_the_results_of_the_table(computed):
    table = expected().set_index(KEY)
    assert list(computed.index) == list(table.index)
    assert list(computed["unit"]) == list(table["unit"])
    wrong = [
        (*row, column, computed.at[row, column], table.at[row, column])
        for row in table.index
        for column in ("law_in_force", "reform_value", "difference")
        if not _agree(computed.at[row, column], table.at[row, column], table.at[row, "unit"])
    ]
    assert not wrong, wrong


def test_the_law_in_force_is_the_same_whatever_it_is_compared_with():
    spread = expected().groupby(["period", "measure"])["law_in_force"].nunique()
    assert (spread == 1).all()


def test_a_difference_of_the_table_is_that_of_its_two_values():
    table = expected()
    worked_out = table["reform_value"] - table["law_in_force"]
    assert table["difference"].to_numpy() == pytest.approx(worked_out.to_numpy(), abs=1e-6)


def _agree(found, told, unit):
    return found == pytest.approx(told, rel=RELATIVE, abs=ABSOLUTE_OF_SHARES if unit == "share" else ABSOLUTE)
