"""The array functions that formulas share."""

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import instant, period

from openfisca_jordan_sp.engine.deferred import Deferred
from openfisca_jordan_sp.errors import UnsetParameterError
from openfisca_jordan_sp.formulas import (
    completed_years,
    is_before,
    is_known_date,
    is_quarter_end,
    january,
    marginal_amount,
    optional_limit,
    past_months,
    quarter_months,
    required_for,
    round_half_up,
    select,
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
        ("0001-01-01", "2026-01-01", -1),
        ("0001-01-02", "2026-01-01", 2024),
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


def scale_at(day, **brackets):
    """A folder of brackets, each given as {day: (threshold, rate)}."""
    data = {
        name: {
            key: {"values": {start: {"value": values and values[place]} for start, values in dated.items()}}
            for place, key in enumerate(("threshold", "rate"))
        }
        for name, dated in brackets.items()
    }
    return ParameterNode("some.scale", data=data)(day)


THREE_BRACKETS = {
    "bracket_1": {"2015-01-01": (0, 0.05)},
    "bracket_2": {"2015-01-01": (5000, 0.10)},
    "bracket_10": {"2015-01-01": (10000, 0.15), "2020-01-01": None},
}


@pytest.mark.parametrize(
    ("base", "amount"), [(-10, 0), (0, 0), (4999, 249.95), (5000, 250), (5001, 250.1), (10000, 750), (10100, 765)]
)
def test_a_scale_takes_each_rate_on_the_part_above_its_threshold(base, amount):
    assert marginal_amount(numpy.array([base]), scale_at("2016-01-01", **THREE_BRACKETS)) == pytest.approx([amount])


def test_a_bracket_that_has_ended_is_no_bracket():
    assert marginal_amount(numpy.array([10100.0]), scale_at("2020-01-01", **THREE_BRACKETS)) == pytest.approx([760])


def test_a_scale_without_a_bracket_names_itself():
    with pytest.raises(UnsetParameterError, match=r"some\.scale has no value on 2010-01-01"):
        marginal_amount(numpy.array([1.0]), scale_at("2010-01-01", **THREE_BRACKETS))


def test_a_date_is_before_a_day_only_when_it_is_known():
    dates = numpy.array(["0001-01-01", "2010-04-30", "2010-05-01"], dtype="datetime64[D]")
    assert is_before(dates, "2010-05-01").tolist() == [False, True, False]


def test_january_is_that_of_the_calendar_year():
    assert str(january(period("2024-08"))) == str(january(period("2024"))) == "2024-01"


def test_past_months_end_with_the_month_itself_and_cross_the_new_year():
    assert [str(month) for month in past_months(period("2026-02"), 3)] == ["2026-02", "2026-01", "2025-12"]
    assert [str(month) for month in past_months(period("2026-02"), 1)] == ["2026-02"]
    assert past_months(period("2026-02"), 0) == []
    assert len(past_months(period("2026-02"), 6.0)) == 6


HELD, ELSE = numpy.array([True, False, False]), numpy.array([True, True, False])
FLOAT, SINGLE, WHOLE = numpy.array([1.5, 2.5, numpy.nan]), numpy.ones(3, numpy.float32), numpy.arange(3)


@pytest.mark.parametrize(
    ("conditions", "choices", "default"),
    [
        ([HELD], [1], 0),
        ([HELD, ELSE], [1, 2.5], 0),
        ([HELD, ELSE], [FLOAT, 3], WHOLE),
        ([HELD, ELSE], [SINGLE, 1.5], 2),
        ([HELD, ELSE], [SINGLE, numpy.float64(1.5)], 2),
        ([HELD, ELSE], [numpy.int16(4), numpy.int16(5)], numpy.int16(6)),
        ((ELSE, HELD), (WHOLE, FLOAT), numpy.inf),
        ([HELD, ELSE], [True, HELD], False),
        ([HELD, ELSE], ["a", "bb"], "ccc"),
        ([HELD, numpy.array([True])], [1, 2], 3),
        ([HELD], [numpy.array([[1], [2]])], 0),
        ([HELD[:0], ELSE[:0]], [FLOAT[:0], 2], 0),
        ([numpy.array([[True], [False]])], [7], numpy.array([[1], [2]])),
        ([numpy.broadcast_to(True, 3), ELSE], [FLOAT, 2], 0),
    ],
)
def test_select_gives_what_numpy_s_gives(conditions, choices, default):
    ours, theirs = select(conditions, choices, default), numpy.select(conditions, choices, default)
    assert (ours.dtype, ours.shape) == (theirs.dtype, theirs.shape)
    numpy.testing.assert_array_equal(ours, theirs)
    assert not any(numpy.shares_memory(ours, one) for one in (*conditions, *choices, default))


@pytest.mark.parametrize(("conditions", "choices"), [([], []), ([HELD], [1, 2]), ([WHOLE], [1]), ([True], ["a"])])
def test_select_refuses_what_numpy_s_refuses(conditions, choices):
    with pytest.raises((ValueError, TypeError)) as theirs:
        numpy.select(conditions, choices, 0)
    with pytest.raises(type(theirs.value)) as ours:
        select(conditions, choices, 0)
    assert str(ours.value) == str(theirs.value)


def test_select_leaves_what_is_put_off_to_who_put_it_off():
    found = select([Deferred(lambda: HELD), ELSE], [Deferred(lambda: FLOAT), 2.0], 0.0)
    assert isinstance(found, Deferred)
    assert found.computed().tolist() == [1.5, 2.0, 0.0]
