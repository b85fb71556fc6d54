"""A batch is computed in parts of whole households that are about as large as one another."""

import pyarrow
import pytest

from openfisca_jordan_sp.batch.blocks import blocks_of


def parts_of(families, at_a_time, of_one_household=1):
    """The numbers of families in the parts of a table with a row for each family."""
    names = pyarrow.array([f"f{one}" for one in range(families)])
    homes = pyarrow.array([f"h{one // of_one_household}" for one in range(families)])
    found = blocks_of(names, homes)
    return [int(found.household_starts[stop] - found.household_starts[start]) for start, stop in found.parts(at_a_time)]


@pytest.mark.parametrize(
    ("families", "at_a_time", "sizes"),
    [
        (0, 10, []),
        (1, 10, [1]),
        (10, 10, [10]),
        (11, 10, [11]),
        (14, 10, [14]),
        (16, 10, [8, 8]),
        (100, 10, [10] * 10),
        (3, 1, [1, 1, 1]),
    ],
)
def test_no_small_part_is_left_for_the_end(families, at_a_time, sizes):
    assert parts_of(families, at_a_time) == sizes


def test_households_are_not_torn():
    assert parts_of(12, 4, of_one_household=3) == [3, 3, 3, 3]
    assert parts_of(12, 1, of_one_household=12) == [12]
