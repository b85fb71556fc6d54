"""Tables of statistics against arithmetic that can be seen: four persons, a few dinars."""

from math import log

import numpy
import pytest

from openfisca_jordan_sp.asked import parse_line
from openfisca_jordan_sp.measures import inequality
from openfisca_jordan_sp.measures.statistics import Options, statistics_tables
from openfisca_jordan_sp.measures.statistics.winners_tables import BANDS, band_of_change
from tests.measures.handmade import MONTH, cell, evaluation, population, value

QUICK = Options(replicates=0)
REFORM = "law_in_force#2"


@pytest.fixture(scope="module")
def four():
    """Before 40, 80, 120, 400; the law pays 20, 0, 30, 0; the other policy 20, 0, 0, 0."""
    people = population([40, 80, 120, 400])
    policies = [evaluation({"uct": [20, 0, 30, 0]}), evaluation({"uct": [20, 0, 0, 0]})]
    return statistics_tables(people, policies, 100, QUICK)


def test_poverty_is_that_of_60_80_150_400_at_a_line_of_100(four):
    table = four["poverty"]
    assert value(table, "headcount") == 2 / 4
    assert value(table, "gap") == pytest.approx((0.4 + 0.2) / 4)
    assert value(table, "severity") == pytest.approx((0.16 + 0.04) / 4)
    # The Gini of shortfalls 0.4 and 0.2 is 0.2/(2·0.6) = 1/6.
    assert value(table, "sen") == pytest.approx(0.15 * (1 + 1 / 6))
    assert value(table, "watts") == pytest.approx((log(100 / 60) + log(100 / 80)) / 4)
    assert value(table, "poor") == 2
    assert value(table, "mean") == (60 + 80 + 150 + 400) / 4


def test_targeting_is_against_who_is_poor_without_the_programme(four):
    expected = {
        "coverage": 2 / 4,
        "spending": 50,
        "mean_benefit": 50 / 2,
        "adequacy": 50 / (60 + 150),
        "leakage": 30 / 50,
        "inclusion_error": 1 / 2,
        "inclusion_error_of_non_poor": 1 / 2,
        "exclusion_error": 1 / 2,
        "targeting_differential": 0,
        # The 20 dinars of the first close a gap of 60; the 30 of the third, who is not poor, close none.
        "benefit_cost_ratio": 20 / 50,
        # Two of four persons are in the poorest 40 per cent: a person is not cut.
        "coady_grosh_hoddinott": (20 / 50) / (2 / 4),
    }
    for measure, known in expected.items():
        assert value(four["targeting"], measure, programme="uct") == pytest.approx(known), measure


def test_who_loses_a_fifth_is_in_the_outer_band_and_others_are_unchanged(four):
    table = four["winners_losers"]
    where = {"policy": REFORM, "figure": "difference"}
    assert [value(table, band, **where) for band in BANDS] == [1 / 4, 0, 3 / 4, 0, 0]
    assert value(table, "mean_change", **where) == -30 / 4
    assert value(table, "relative_change", **where) == pytest.approx(-30 / 690)


def test_the_concentration_curve_gives_the_poorest_half_two_fifths(four):
    table = four["concentration"]
    rows = table[(table["policy"] == "law_in_force") & (table["figure"] == "level") & (table["programme"] == "all")]
    points = rows.pivot_table(index="group", columns="measure", values="value").to_numpy()
    assert {(0.0, 0.0), (0.4, 0.25), (0.4, 0.5), (1.0, 0.75), (1.0, 1.0)} == {tuple(point) for point in points}


def test_the_curve_of_lorenz_passes_its_corners(four):
    table = four["lorenz"]
    assert value(table, "cumulative_welfare", "25", "percentile") == pytest.approx(60 / 690)
    assert value(table, "cumulative_welfare", "50", "percentile") == pytest.approx(140 / 690)
    assert value(table, "cumulative_welfare", "100", "percentile") == pytest.approx(1)


def test_overlap_counts_families_of_two_programmes_and_how_many_each_gets():
    paid = {"uct": [10, 10, 10, 0, 0], "recurring_aid": [0, 5, 5, 5, 0]}
    people = population([50] * 5, weight=[1, 2, 3, 4, 5])
    tables = statistics_tables(people, [evaluation(paid)], 100, QUICK)
    pairs, numbers = tables["overlap"], tables["programmes_per_family"]
    assert value(pairs, "families_in_both", "recurring_aid", "programme", programme="uct") == 2 + 3
    assert value(pairs, "families_in_both", "uct", "programme", programme="recurring_aid") == 2 + 3
    assert value(pairs, "families_in_both", "uct", "programme", programme="uct") == 1 + 2 + 3
    assert value(pairs, "share_of_first", "recurring_aid", "programme", programme="uct") == 5 / 6
    assert [value(numbers, "families", str(number), "number_of_programmes") for number in range(3)] == [5, 1 + 4, 5]


def test_a_benefit_of_a_family_is_shared_equally_by_its_members():
    """A family of three, two of them women, gets 90 dinars a month: women have 60 of them."""
    people = population([100, 100], sizes=[3, 1], sex=numpy.array([0, 1, 1, 0]))
    table = statistics_tables(people, [evaluation({"uct": [90, 0]})], 100, QUICK)["budget"]
    assert value(table, "cost_year", "female", "sex", programme="uct") == pytest.approx(12 * 60)
    assert value(table, "cost_year", "male", "sex", programme="uct") == pytest.approx(12 * 30)
    assert value(table, "persons", "female", "sex", programme="uct") == 2
    assert value(table, "cost_year", programme="karama") == 12 * 90


def test_persons_families_and_households_are_counted_as_asked():
    people = population([90, 300], weight=[10, 1], sizes=[3, 1])
    policies = [evaluation({"uct": [30, 0]})]
    poor = {
        unit: value(statistics_tables(people, policies, 100, Options(unit=unit, replicates=0))["poverty"], "poor")
        for unit in ("persons", "families", "households")
    }
    assert poor == {"persons": 30, "families": 10, "households": 10}


def test_scales_divide_by_adult_equivalents_and_a_named_line_keeps_its_money():
    born = numpy.array(["1980-01-01", "1985-01-01", "2015-01-01", "2020-01-01"], dtype="datetime64[D]")
    people = population([210], sizes=[4], birth_date=born)
    policies = [evaluation(count=1)]
    for per, equivalents in (("head", 4), ("oecd_modified", 1 + 0.5 + 2 * 0.3), ("square_root", 2)):
        options = Options(per=per, replicates=0)
        table = statistics_tables(people, policies, 50, options)["poverty"]
        assert value(table, "mean") == pytest.approx(210 / equivalents), per
        note = statistics_tables(people, policies, "unindexed", options)["notes"]["note_en"].str.cat()
        # The line a head times four heads, over the equivalents.
        assert f"{parse_line('unindexed', MONTH) * 4 / equivalents:.2f} JOD" in note, per


def test_income_is_what_households_earn_less_taxes_with_benefits():
    people = population([999, 999], sizes=[2, 1], wage=numpy.array([100.0, 50.0, 300.0]))
    policies = [evaluation({"uct": [30, 0]}, taxes=[20, 60])]
    tables = statistics_tables(people, policies, 100, Options(welfare="income", replicates=0))
    assert value(tables["poverty"], "mean") == pytest.approx((100 + 50 + 30 - 20 + 300 - 60) / 3)
    assert value(tables["poverty"], "headcount") == pytest.approx(2 / 3)  # 80 and 240 a head


def test_zero_and_negative_incomes_leave_logarithms_undefined_and_the_rest_defined():
    people = population([10, 10, 10], pension=numpy.array([0.0, 50.0, 200.0]))
    tables = statistics_tables(people, [evaluation(count=3)], 100, Options(welfare="income", replicates=0))
    assert value(tables["poverty"], "gap") == pytest.approx((1 + 0.5) / 3)
    assert numpy.isnan(value(tables["poverty"], "watts"))
    assert numpy.isnan(value(tables["inequality"], "mean_log_deviation"))
    assert value(tables["inequality"], "atkinson_2") == 1
    values, weight = numpy.array([0.0, 50.0, 200.0]), numpy.ones(3)
    assert value(tables["inequality"], "theil_t") == pytest.approx(inequality.theil_t(values, weight))
    negative = statistics_tables(
        people, [evaluation(count=3, taxes=[20, 0, 0])], 100, Options(welfare="income", replicates=0)
    )
    assert value(negative["poverty"], "gap") == pytest.approx((1.2 + 0.5) / 3)
    assert numpy.isnan(value(negative["inequality"], "theil_t"))
    assert value(negative["inequality"], "gini") == pytest.approx(
        inequality.gini_coefficient(numpy.array([-20.0, 50.0, 200.0]), weight)
    )


def test_changes_at_the_edges_belong_to_the_smaller_band():
    before = numpy.array([100.0, 100, 100, 100, 0, 0, -100, -100, 0])
    after = numpy.array([100.1, 100.2, 105, 106, 1, -1, -103, -90, 0])
    bands = [BANDS[place] for place in band_of_change(before, after)]
    assert bands == [
        "unchanged",
        "gain_0.1_to_5",
        "gain_0.1_to_5",
        "gain_over_5",
        "gain_over_5",
        "lose_over_5",
        "lose_0.1_to_5",
        "gain_over_5",
        "unchanged",
    ]


def test_a_programme_that_pays_nobody_is_in_no_table():
    tables = statistics_tables(population([50, 150]), [evaluation({"uct": [0, 0]})], 100, QUICK)
    assert [len(tables[name]) for name in ("targeting", "concentration", "overlap", "budget")] == [0, 0, 0, 0]
    assert value(tables["programmes_per_family"], "share_of_families", "0", "number_of_programmes") == 1


def test_one_policy_alone_has_levels_and_no_differences():
    tables = statistics_tables(population([50, 150]), [evaluation({"uct": [5, 0]})], 100, QUICK)
    assert set(tables["poverty"]["figure"]) == {"level"}
    assert len(tables["winners_losers"]) == 0
    assert cell(tables["headline"], "exclusion_error", programme="all")["unit"] == "share"
    assert str(MONTH) == "2026-01"
