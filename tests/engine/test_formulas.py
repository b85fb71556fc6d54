"""The array functions that formulas share."""

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import instant, period

from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.formulas import (
    completed_years,
    is_known_date,
    is_quarter_end,
    optional_limit,
    quarter_months,
    required_for,
    round_half_up,
    year_months,
)


@pytest.mark.parametrize(
    ("birth", "day", "years"),
    [
        ("2008-03-15", "2026-03-14", 17),
        ("2008-03-15", "2026-03-15", 18),
        ("2008-02-29", "2026-02-28", 17),
        ("2008-02-29", "2026-03-01", 18),
        ("1950-12-31", "2026-01-01", 75),
        ("2026-01-01", "2026-01-01", 0),
        ("2026-01-02", "2026-01-01", -1),
    ],
)
def test_age_counts_completed_years(birth, day, years):
    assert completed_years(numpy.array([birth], dtype="datetime64[D]"), instant(day)) == [years]


def test_the_first_day_of_year_one_stands_for_an_unknown_date():
    dates = numpy.array(["0001-01-01", "0001-01-02"], dtype="datetime64[D]")
    assert is_known_date(dates).tolist() == [False, True]


@pytest.mark.parametrize(
    ("amount", "unit", "rounded"),
    [(61.49, 1, 61), (61.5, 1, 62), (0.1 + 0.2 + 0.2, 1, 1), (2.0005, 0.001, 2.001), (0, 1, 0)],
)
def test_halves_round_upwards(amount, unit, rounded):
    assert round_half_up(amount, unit) == pytest.approx(rounded, abs=1e-9)


@given(st.integers(min_value=0, max_value=10_000_000))
def test_rounding_to_fils_keeps_every_amount_in_fils(fils):
    assert round_half_up(fils / 1000, 0.001) * 1000 == pytest.approx(fils, abs=1e-6)


def test_an_unset_limit_excludes_nobody():
    data = {"limit": {"values": {"2020-01-01": {"value": 5}}}, "unset": {"values": {"2020-01-01": {"value": None}}}}
    node = ParameterNode("", data=data)("2021-01-01")
    assert optional_limit(node, "limit") == 5
    assert optional_limit(node, "unset") == numpy.inf


def test_quarters_and_years_are_those_of_the_calendar():
    assert [str(month) for month in quarter_months(period("2022-05"))] == ["2022-04", "2022-05", "2022-06"]
    assert [is_quarter_end(period(f"2022-{month:02}")) for month in range(1, 13)] == [False, False, True] * 4
    assert [str(month) for month in year_months(period("2022"))][::11] == ["2022-01", "2022-12"]


def test_an_unset_value_is_an_error_only_where_somebody_needs_it():
    data = {"unset": {"values": {"2020-01-01": {"value": None}}}, "set": {"values": {"2020-01-01": {"value": 5}}}}
    node = ParameterNode("folder", data=data)("2021-01-01")
    assert required_for(node, "set", numpy.array([True])) == 5
    assert numpy.isnan(required_for(node, "unset", numpy.array([False, False])))
    with pytest.raises(UnsetParameterError) as raised:
        required_for(node, "unset", numpy.array([False, True]))
    assert (raised.value.path, raised.value.date) == ("folder.unset", "2021-01-01")
