"""What a sweep varies, as it is written."""

import pytest

from openfisca_jordan_sp.asked import parse_month
from openfisca_jordan_sp.errors import ManyPoliciesError
from openfisca_jordan_sp.many_policies.parameters import find_lever, first_day
from openfisca_jordan_sp.many_policies.settings import MOST_POINTS, parse_settings, points_of, split_settings
from openfisca_jordan_sp.system import law_in_force

MAXIMUM = "national_aid_fund.uct.benefit_maximum"
QUOTA = "national_aid_fund.uct.quota_families"


def points(written, draws=None, seed=0):
    return points_of(parse_settings(law_in_force().parameters, written), draws, seed)


def refused(written, *words, draws=None, seed=0):
    with pytest.raises(ManyPoliciesError) as caught:
        points(written, draws, seed)
    text = str(caught.value)
    assert all(word in text for word in words), text
    assert caught.value.message.ar


def test_a_range_includes_both_ends():
    assert [point[MAXIMUM] for point in points({"uct.benefit_maximum": "100:200:50"})] == [100, 150, 200]


def test_a_range_that_its_step_does_not_divide_stops_below_the_end():
    assert [point[MAXIMUM] for point in points({MAXIMUM: "100:119:10"})] == [100, 110]


def test_steps_of_a_tenth_do_not_add_up_errors():
    path = "national_aid_fund.uct.gap_share"
    assert [point[path] for point in points({path: "0:0.7:0.1"})] == [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]


def test_a_list_and_ranges_stand_together_and_python_values_are_values():
    assert [point[MAXIMUM] for point in points({MAXIMUM: "100:120:10,160"})] == [100, 110, 120, 160]
    assert [point[MAXIMUM] for point in points({MAXIMUM: [100, 136.5]})] == [100, 136.5]


def test_several_paths_make_the_full_grid_and_the_last_runs_fastest():
    made = points({MAXIMUM: "100,200", QUOTA: "1,2,3"})
    assert [tuple(point.values()) for point in made] == [(100, 1), (100, 2), (100, 3), (200, 1), (200, 2), (200, 3)]


def test_percent_is_a_share_and_yes_is_true():
    assert points({"uct.gap_share": "15%"}) == [{"national_aid_fund.uct.gap_share": 0.15}]
    path = "social_security_law.dependants_increase.in_force"
    assert points({path: "yes,no"}) == [{path: True}, {path: False}]


def test_what_is_counted_stays_whole_also_when_it_is_drawn():
    drawn = [point[QUOTA] for point in points({QUOTA: "uniform(1000,2000)"}, draws=20)]
    assert all(isinstance(value, int) and 1000 <= value <= 2000 for value in drawn)
    refused({QUOTA: "1000.5"}, QUOTA, "whole", "families")


def test_a_draw_depends_on_its_seed_path_and_number_alone():
    alone = points({MAXIMUM: "uniform(100,200)"}, draws=5, seed=7)
    together = points({QUOTA: "uniform(1000,2000)", MAXIMUM: "uniform(100,200)"}, draws=9, seed=7)
    assert [point[MAXIMUM] for point in alone] == [point[MAXIMUM] for point in together[:5]]
    assert points({MAXIMUM: "uniform(100,200)"}, draws=5, seed=8) != alone


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ({}, ["Nothing is varied"]),
        ({"uct.benefit_maximun": "1"}, ["Did you mean", MAXIMUM]),
        ({"benefit_maximum": "1"}, ["2 parameters", MAXIMUM]),
        ({"national_aid_fund.uct": "1"}, ["folder"]),
        ({MAXIMUM: "100:200"}, ["LOW:HIGH:STEP"]),
        ({MAXIMUM: "200:100:10"}, ["LOW:HIGH:STEP"]),
        ({MAXIMUM: "100:200:0"}, ["LOW:HIGH:STEP"]),
        ({MAXIMUM: "100:nan:1"}, ["LOW:HIGH:STEP"]),
        ({MAXIMUM: "many"}, [MAXIMUM, "'many'"]),
        ({MAXIMUM: "10%"}, ["10%"]),
        ({MAXIMUM: "100,100"}, ["twice"]),
        ({MAXIMUM: "100", "uct.benefit_maximum": "120"}, ["twice"]),
        ({MAXIMUM: f"0:{MOST_POINTS}:1"}, ["1,001 points"]),
        ({MAXIMUM: "0:999:1", QUOTA: "1,2"}, ["2,000 points"]),
        ({MAXIMUM: "poisson(3)"}, ["not a distribution", "triangular(low,mode,high)"]),
        ({MAXIMUM: "normal(3)"}, ["normal(mean,sd)"]),
        ({MAXIMUM: "uniform(2,1)"}, ["low ≤ high"]),
        ({MAXIMUM: "100", QUOTA: "uniform(1,2)"}, ["together"]),
        ({"dependants_increase.in_force": "maybe"}, ["yes or no"]),
    ],
)
def test_what_has_no_meaning_is_refused_by_name(written, words):
    refused(written, *words)


def test_draws_are_for_distributions_and_limited():
    refused({MAXIMUM: "100"}, "distributions", draws=5)
    refused({MAXIMUM: "uniform(1,2)"}, "0 is not from 1", draws=0)
    refused({MAXIMUM: "uniform(1,2)"}, "below 0", draws=3, seed=-1)


def test_words_with_an_equals_sign_are_varied_and_the_others_are_reforms():
    assert split_settings(["a=1", "bill", "b=2:3:1"]) == ({"a": "1", "b": "2:3:1"}, ["bill"])
    for words in (["bill"], ["a="], ["=1"], ["a=1", "a=2"]):
        with pytest.raises(ManyPoliciesError):
            split_settings(words)


def test_values_hold_from_new_year_but_not_before_the_instrument():
    assert first_day(parse_month("2026-07"), MAXIMUM) == "2026-01-01"
    assert first_day(parse_month("2022-07"), "employment_programmes.tashgheel.minimum_age") == "2022-04-01"


def test_a_reform_is_no_place_for_a_parameter_of_the_law_to_hide():
    lever = find_lever(law_in_force().parameters, "uct.benefit_maximum")
    assert (lever.path, lever.unit, lever.is_whole) == (MAXIMUM, "JOD/month", False)
