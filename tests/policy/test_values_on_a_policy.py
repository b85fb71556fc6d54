"""Values set on top of a policy: `Policy.with_values`."""

import time

import pytest

from openfisca_jordan_sp.errors import InvalidReformError
from openfisca_jordan_sp.policy import Policy
from openfisca_jordan_sp.system import law_in_force

MAXIMUM = "national_aid_fund.uct.benefit_maximum"


def at(policy, day):
    return policy.system.get_parameters_at_instant(day).national_aid_fund.uct.benefit_maximum


def test_a_value_holds_from_its_date_on_and_the_law_in_force_is_left_alone():
    policy = Policy().with_values({MAXIMUM: {"2026-06-01": 150}})
    assert (at(policy, "2026-05-31"), at(policy, "2026-06-01")) == (136, 150)
    assert law_in_force().get_parameters_at_instant("2026-06-01").national_aid_fund.uct.benefit_maximum == 136
    assert policy.id == f"{MAXIMUM}=150"
    assert [(each.before, each.after) for each in policy.provisions()] == [(136, 150)]


def test_the_value_of_a_reform_gives_way():
    policy = Policy.of("uct_maximum_160").with_values({MAXIMUM: {"2026-01-01": 150}}, name="mine")
    assert at(policy, "2026-06-01") == 150
    assert policy.id == "uct_maximum_160+mine"


def test_a_value_that_is_in_force_already_is_a_scenario_too():
    assert at(Policy().with_values({MAXIMUM: {"2026-01-01": 136}}), "2026-06-01") == 136


def test_every_mistake_is_named_with_the_nearest_path():
    with pytest.raises(InvalidReformError) as caught:
        Policy().with_values(
            {
                "national_aid_fund.uct.benefit_maximun": {"2026-01-01": 1},
                MAXIMUM: {"2026-01-01": -1, "soon": 100},
                "national_aid_fund.uct.gap_share": {"2026-01-01": "half"},
            }
        )
    assert {problem.code for problem in caught.value.problems} == {
        "unknown_parameter",
        "out_of_range",
        "bad_date",
        "wrong_type",
    }
    assert MAXIMUM in str(caught.value)


def test_a_hundred_scenarios_take_less_than_two_seconds():
    assert Policy().with_values({MAXIMUM: {"2026-01-01": 99}}).system
    start = time.perf_counter()
    for value in range(100, 200):
        assert Policy().with_values({MAXIMUM: {"2026-01-01": value}}).system
    assert time.perf_counter() - start < 2
