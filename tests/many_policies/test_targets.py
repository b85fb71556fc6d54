"""Targets as they are written."""

import pytest

from openfisca_jordan_sp.errors import ManyPoliciesError
from openfisca_jordan_sp.many_policies.targets import parse_target
from openfisca_jordan_sp.measures.headlines import Headlines
from openfisca_jordan_sp.policy import Policy

HEADLINES = Headlines(
    figures={"cost_year": 220.0, "poverty_headcount": 0.14, "families": 50.0},
    baseline={"cost_year": 200.0, "poverty_headcount": 0.15, "families": 40.0},
    amounts={"uct": {"cost_year": 120.0, "families": 30.0}},
    baseline_amounts={"uct": {"cost_year": 100.0, "families": 20.0}},
)


@pytest.mark.parametrize(
    ("text", "programme", "goal", "outcome"),
    [
        ("budget=250", None, 250, 220),
        ("budget=+10%", None, 220, 220),
        ("budget=-50", None, 150, 220),
        ("budget=+10%", "uct", 110, 120),
        ("caseload=-5", "uct", 15, 30),
        ("poverty=15%", None, 0.15, 0.14),
        ("poverty=0.1", None, 0.1, 0.14),
        ("poverty=-1pp", None, 0.14, 0.14),
        ("poverty=-10%", None, 0.135, 0.14),
    ],
)
def test_amounts_and_changes_from_the_law_in_force(text, programme, goal, outcome):
    target = parse_target(text, programme, Policy())
    assert target.goal(HEADLINES) == pytest.approx(goal)
    assert target.outcome(HEADLINES) == outcome


@pytest.mark.parametrize(
    ("text", "programme", "word"),
    [
        ("", None, "not a target"),
        ("budget", None, "not a target"),
        ("budgets=1", None, "poverty_gap"),
        ("budget=10%", None, "10%"),
        ("budget=-1pp", None, "1pp"),
        ("poverty=1pp", None, "1pp"),
        ("budget=much", None, "much"),
        ("budget=inf", None, "inf"),
        ("budget=+1", "utc", "uct"),
        ("poverty=-1pp", "uct", "--programme"),
    ],
)
def test_what_is_no_target_is_refused(text, programme, word):
    with pytest.raises(ManyPoliciesError, match=word):
        parse_target(text, programme, Policy())
