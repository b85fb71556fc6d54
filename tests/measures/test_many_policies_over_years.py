"""Several policies over years: each the same as by itself, and a year that one of them cannot compute."""

import io
import json

import pandas
import pytest
from rich.console import Console

from openfisca_jordan_sp import compare_years
from openfisca_jordan_sp.comparison import progress_steps
from openfisca_jordan_sp.cost_path import CostPaths
from openfisca_jordan_sp.cost_path_screen import show_paths
from openfisca_jordan_sp.errors import UnsetParameterError
from tests.fixtures import small_population

A, B = "uct_maximum_160", "universal_child_grant"


@pytest.fixture(scope="module")
def paths():
    return compare_years(A, B, years="2027", population=small_population())


def test_each_policy_is_the_same_as_by_itself(paths):
    assert isinstance(paths, CostPaths)
    own = compare_years(B, years="2027", population=small_population())
    rows = paths.table("years")
    pandas.testing.assert_frame_equal(
        rows[rows["policy"] == B].drop(columns="policy").reset_index(drop=True), own.tables["years"]
    )
    assert list(rows.columns)[:2] == ["policy", "year"]


def test_the_assumptions_stand_once(paths):
    assert "policy" not in paths.table("years_assumptions")


def test_files_hold_every_policy(paths, tmp_path):
    written = {path.name for path in paths.save(tmp_path)}
    data = json.loads((tmp_path / "years.json").read_text(encoding="utf-8"))
    assert [policy["id"] for policy in data["policies"]] == [A, B]
    assert {f"report_{A}.html", f"report_{B}.html"} <= written


def test_the_screen_shows_the_change_of_each(paths):
    screen = Console(file=io.StringIO(), width=150)
    show_paths(paths, screen)
    for text in (A, B, "2027", "2 policies beside the law in force"):
        assert text in screen.file.getvalue()


def test_a_year_that_one_policy_alone_cannot_compute_is_told_of_it_alone(tmp_path):
    unset = "id: unset\ntitle: {en: Unset, ar: بلا}\nstatus: scenario\nvalues:\n"
    unset += "  national_aid_fund.uct.benefit_maximum: {2027-01-01: null}\n"
    (tmp_path / "unset.yaml").write_text(unset, encoding="utf-8")
    steps = []
    made = compare_years(
        A, tmp_path / "unset.yaml", years="2026:2027", population=small_population(), progress=steps.append
    )
    rows = made.table("years").set_index(["policy", "year"])
    assert rows.loc[("unset", 2027), "reason_en"] is not None
    assert pandas.isna(rows.loc[("unset", 2027), "cost_year_reform"])
    assert rows.loc[(A, 2027), "cost_year_difference"] > 0
    assert sum(steps) == 2 * progress_steps(2)
    assert list(made.paths[1].failures) == [2027]
    with pytest.raises(UnsetParameterError):
        compare_years(A, tmp_path / "unset.yaml", years="2027", population=small_population())
