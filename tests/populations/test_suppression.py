"""Small cells: what is hidden, and what is hidden with it."""

import numpy
import pytest

from openfisca_jordan_sp.populations.suppression import minimum_cell, protected, small, suppress


def test_cells_of_few_are_small_and_those_of_nobody_are_not():
    assert small(numpy.array([0, 1, 9, 10, 11]), 10).tolist() == [False, True, True, False, False]


def hidden(counts, groups, minimum=10):
    behind = numpy.array(counts)
    return numpy.flatnonzero(protected(small(behind, minimum), behind, groups)).tolist()


def test_a_single_hidden_cell_takes_the_next_smallest_with_it():
    assert hidden([3, 50, 20, 400], [[0, 1, 2, 3]]) == [0, 2]


def test_two_hidden_cells_protect_each_other():
    assert hidden([3, 50, 4, 400], [[0, 1, 2, 3]]) == [0, 2]


def test_cells_of_nobody_are_taken_last():
    assert hidden([3, 0, 40, 0], [[0, 1, 2, 3]]) == [0, 2]
    assert hidden([3, 0, 0], [[0, 1, 2]]) == [0, 1]


def test_hiding_in_one_sum_goes_on_in_the_next():
    assert hidden([3, 20, 30, 40], [[0, 1], [1, 2, 3]]) == [0, 1, 2]


def test_nothing_is_hidden_where_nothing_is_small():
    assert hidden([10, 20, 0], [[0, 1, 2]]) == []


def test_rows_of_a_table_lose_small_cells_and_keep_the_others():
    rows = [{"place": "a", "families": 900.0}, {"place": "b", "families": 30.0}, {"place": "c", "families": 500.0}]
    counts = [{"families": 90}, {"families": 3}, {"families": 50}]
    alone = suppress(rows, counts, 10)
    assert [row["families"] for row in alone] == [900.0, None, 500.0]
    summed = suppress(rows, counts, 10, adds_up={"families": [[0, 1, 2]]})
    assert [row["families"] for row in summed] == [900.0, None, None]
    assert rows[1]["families"] == 30.0
    assert suppress(rows, counts, 0) == rows


@pytest.mark.parametrize(("manifest", "minimum"), [({}, 0), ({"minimum_cell": 12}, 12), ({"minimum_cell": "x"}, 0)])
def test_only_a_manifest_with_a_minimum_hides_anything(manifest, minimum):
    assert minimum_cell(manifest) == minimum
