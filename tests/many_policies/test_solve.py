"""The value that meets a target."""

import json

import pytest

from openfisca_jordan_sp.errors import JordanSPError, ManyPoliciesError, NoSolutionError
from openfisca_jordan_sp.many_policies import solve, sweep
from tests.fixtures import small_population

MAXIMUM = "national_aid_fund.uct.benefit_maximum"
QUOTA = "national_aid_fund.uct.quota_families"


def solved(path, target, between, **asked):
    return solve(path, target=target, between=between, population=small_population(), **asked)


def test_the_value_found_meets_the_target_when_the_law_is_computed_anew():
    result = solved(QUOTA, "caseload=150000", (100_000, 180_000), programme="uct", rounded=20_000)
    values = [result.below.value, result.above.value]
    again = sweep({QUOTA: values}, population=small_population()).tables["programmes"]
    below, above = again[again["programme"] == "uct"].to_dict(orient="records")
    assert (below["families"], above["families"]) == (result.below.outcome, result.above.outcome)
    assert result.below.outcome <= 150_000 <= result.above.outcome
    assert result.above.value - result.below.value == 20_000
    assert isinstance(result.value, int)


@pytest.mark.usefixtures("quick_engine")
def test_a_straight_line_is_met_exactly():
    result = solved(MAXIMUM, "budget=+25%", (100, 200), programme="uct", rounded=1)
    assert (result.is_exact, result.value) == (True, 170)
    assert result.best.outcome == pytest.approx(1.25 * result.in_force)
    assert result.solved.id == f"{MAXIMUM}=170"


@pytest.mark.usefixtures("quick_engine")
def test_a_step_is_enclosed_by_whole_neighbours_and_both_are_told():
    result = solved(QUOTA, "caseload=-1", (100_000, 200_000), programme="uct")
    assert not result.is_exact
    assert (result.above.value - result.below.value, result.above.value % 1000) == (1, 0)
    assert result.below.outcome < result.goal < result.above.outcome
    assert any(f"{result.below.value:,}" in note.en for note in result.notes())


@pytest.mark.usefixtures("quick_engine")
def test_the_path_holds_every_trial_and_is_shown_as_it_comes():
    shown = []
    result = solved(MAXIMUM, "budget=+1%", (100, 200), tried=lambda trial, *_: shown.append(trial))
    assert tuple(shown) == result.trials
    assert result.tables["trials"]["round"].tolist() == sorted(result.tables["trials"]["round"])
    assert {100, 200} <= set(result.tables["trials"]["value"])


@pytest.mark.usefixtures("quick_engine")
def test_the_tolerance_is_kept_in_the_value():
    result = solved(MAXIMUM, "budget=+1.2345%", (100, 200), tolerance=0.5)
    assert 0 < result.above.value - result.below.value <= 0.5


@pytest.mark.usefixtures("quick_engine")
def test_poverty_can_be_the_target_and_a_reform_the_ground():
    ground = {"population": small_population(), "rounded": 1}
    result = solve(MAXIMUM, "uct_quota_250000", target="poverty=-0.1pp", between=(0, 900), **ground)
    law = result.tables["headlines"].set_index("figure").loc["poverty_headcount"]
    assert result.goal == pytest.approx(law["baseline"] - 0.001)
    assert (
        min(result.below.outcome, result.above.outcome)
        <= result.goal
        <= max(result.below.outcome, result.above.outcome)
    )


@pytest.mark.usefixtures("quick_engine")
def test_a_target_beyond_the_ends_names_them():
    with pytest.raises(NoSolutionError, match="not between the ends") as caught:
        solved(MAXIMUM, "budget=+1000%", (100, 200))
    assert "100" in str(caught.value)
    assert "200" in str(caught.value)
    assert caught.value.message.ar


@pytest.mark.usefixtures("quick_engine")
def test_an_outcome_that_does_not_move_is_told():
    with pytest.raises(NoSolutionError, match="does not move"):
        solved("national_aid_fund.takaful_1.benefit_maximum", "budget=+1%", (100, 200))


@pytest.mark.usefixtures("quick_engine")
def test_the_result_is_written(tmp_path):
    solved(MAXIMUM, "budget=+1%", (100, 200), rounded=1).save(tmp_path / "out")
    content = json.loads((tmp_path / "out" / "solution.json").read_text(encoding="utf-8"))
    assert content["parameter"]["path"] == MAXIMUM
    assert content["target"]["change"] == "times"
    assert (tmp_path / "out" / "trials.csv").is_file()


@pytest.mark.parametrize(
    ("path", "target", "between", "error"),
    [
        ("uct.benefit_maximun", "budget=+1%", (1, 2), ManyPoliciesError),
        (MAXIMUM, "wealth=1", (1, 2), ManyPoliciesError),
        (MAXIMUM, "budget=+1%", (2, 1), ManyPoliciesError),
        (MAXIMUM, "budget=+1%", ("low", "high"), ManyPoliciesError),
        (MAXIMUM, "budget=+1%", (0, 10**9), JordanSPError),
        ("dependants_increase.in_force", "budget=+1%", (0, 1), ManyPoliciesError),
    ],
)
def test_mistakes_are_refused_before_anything_is_read(path, target, between, error):
    with pytest.raises(error):
        solve(path, target=target, between=between, population="no such folder")
