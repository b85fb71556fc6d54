"""Sweeps over values of the law."""

import json

import pandas
import pytest

from openfisca_jordan_sp.comparison import compare
from openfisca_jordan_sp.errors import InvalidReformError, JordanSPError, ManyPoliciesError, UnknownReformError
from openfisca_jordan_sp.many_policies import batches, sweep
from tests.fixtures import small_population

MAXIMUM = "national_aid_fund.uct.benefit_maximum"
QUOTA = "national_aid_fund.uct.quota_families"


def swept(values, *reforms, **asked):
    return sweep(values, *reforms, population=asked.pop("population", small_population()), **asked)


def test_a_point_is_what_compare_says_of_the_same_value():
    points = swept({MAXIMUM: [160]}).tables
    result = compare("uct_maximum_160", population=small_population()).tables
    point = points["points"].iloc[0]
    total = result["programmes"].set_index("programme").loc["total"]
    for figure in ("cost_month", "cost_year", "families", "persons"):
        assert point[figure] == total[f"{figure}_reform"]
        assert point[f"{figure}_difference"] == total[f"{figure}_difference"]
    everybody = result["poverty"].set_index("group").loc["all"]
    for figure in ("headcount", "gap", "severity"):
        assert point[f"poverty_{figure}"] == everybody[f"{figure}_reform"]
    assert point["gini"] == result["inequality"]["gini_reform"].iloc[0]
    winners = result["winners_losers"].set_index("decile").loc["all"]
    assert (point["persons_gain"], point["persons_lose"]) == (winners["persons_gain"], winners["persons_lose"])
    assert point["persons_gain"] > 0
    uct = result["programmes"].set_index("programme").loc["uct"]
    row = points["programmes"].set_index("programme").loc["uct"]
    assert row["cost_year"] == uct["cost_year_reform"]
    assert row["cost_year_difference"] == uct["cost_year_difference"]
    assert list(points["programmes"]["programme"]) == ["uct"]
    assert len(points["non_verified"]) == len(result["non_verified"])


@pytest.mark.usefixtures("quick_engine")
def test_the_cost_follows_the_parameter_and_the_difference_is_from_the_law_in_force():
    table = swept({MAXIMUM: "100:172:36"}).tables["points"]
    weight = small_population().family_weight[:197].sum()
    assert table["cost_month_difference"].tolist() == pytest.approx([-36 * weight, 0, 36 * weight])
    year = 36 * (4 * weight + 8 * small_population().family_weight[:198].sum())  # the quota grows in May
    assert table["cost_year_difference"].tolist() == pytest.approx([-year, 0, year])


@pytest.mark.usefixtures("quick_engine")
def test_from_a_later_day_only_part_of_the_year_counts():
    table = swept({MAXIMUM: "236"}, since="2026-07").tables["points"]
    weight = small_population().family_weight[:197].sum()
    assert table["cost_month_difference"].tolist() == [0]
    assert table["cost_year_difference"].tolist() == pytest.approx([6 * 100 * weight], rel=0.02)


@pytest.mark.usefixtures("quick_engine")
def test_a_swept_value_replaces_that_of_the_reform_it_stands_on():
    both = swept({MAXIMUM: "100,160"}, "uct_maximum_160+uct_quota_250000").tables["points"]
    alone = swept({MAXIMUM: "160"}, "uct_quota_250000").tables["points"]
    assert both["cost_year"].tolist()[1] == alone["cost_year"].tolist()[0] > both["cost_year"].tolist()[0]


@pytest.mark.usefixtures("quick_engine")
def test_the_size_of_batches_changes_nothing(monkeypatch):
    whole = swept({MAXIMUM: "100:200:10", QUOTA: "100000,150000"}).tables
    monkeypatch.setattr(batches, "MOST_AT_ONCE", 2)
    monkeypatch.setattr(batches, "LEAST_AT_ONCE", 2)
    parts = swept({MAXIMUM: "100:200:10", QUOTA: "100000,150000"}).tables
    for name, table in whole.items():
        pandas.testing.assert_frame_equal(table, parts[name])


@pytest.mark.usefixtures("quick_engine")
def test_every_step_that_is_announced_is_reported():
    announced, reported = [], []
    swept({MAXIMUM: "100:300:5"}, started=announced.append, progress=reported.append)
    assert sum(reported) == announced[0]


@pytest.mark.usefixtures("quick_engine")
def test_draws_give_their_spread_and_the_same_seed_the_same():
    first = swept({MAXIMUM: "uniform(100,200)"}, draws=40, seed=5)
    again = swept({MAXIMUM: "uniform(100,200)"}, draws=40, seed=5)
    pandas.testing.assert_frame_equal(first.tables["points"], again.tables["points"])
    spread = first.tables["spread"].set_index(["figure", "of"]).loc[("cost_month", "value")]
    weight = small_population().family_weight[:197].sum()
    values = first.tables["points"][MAXIMUM]
    assert spread["mean"] == pytest.approx(values.mean() * weight)
    assert spread["sd"] == pytest.approx(values.std(ddof=1) * weight)
    assert any("distribution" in note.en for note in first.notes())


@pytest.mark.usefixtures("quick_engine")
def test_notes_say_that_people_are_synthetic_and_that_nothing_moves():
    result = swept({"national_aid_fund.takaful_1.benefit_maximum": "100,200"})
    english = [note.en for note in result.notes()]
    assert "synthetic" in english[0]
    assert any("No figure changes" in note for note in english)
    assert all(note.ar for note in result.notes())
    assert result.tables["programmes"].empty
    assert "programme" in result.tables["programmes"]


@pytest.mark.usefixtures("quick_engine")
def test_points_at_which_a_minimum_exceeds_its_maximum_are_told():
    result = swept({MAXIMUM: "20,100"})
    assert result.turned == (1,)
    assert any("contradicts itself" in note.en for note in result.notes())


@pytest.mark.usefixtures("quick_engine")
def test_everything_is_written_or_nothing(tmp_path):
    written = swept({MAXIMUM: "100,200"}).save(tmp_path / "out")
    names = {path.name for path in written}
    assert {"sweep.json", "points.csv", "programmes.csv", "law_in_force.csv", "chart_cost_year.vl.json"} <= names
    content = json.loads((tmp_path / "out" / "sweep.json").read_text(encoding="utf-8"))
    assert content["is_synthetic"]
    assert content["parameters"][0]["from"] == "2026-01-01"
    assert len(content["tables"]["points"]) == 2
    (tmp_path / "file").write_text("x")
    with pytest.raises(JordanSPError):
        swept({MAXIMUM: "100,200"}).save(tmp_path / "file")


@pytest.mark.usefixtures("quick_engine")
def test_charts_are_a_line_a_map_or_points():
    line = swept({MAXIMUM: "100,200"}).chart("cost_year").to_dict()
    square = swept({MAXIMUM: "100,200", QUOTA: "1000,2000"}).chart("families", "ar").to_dict()
    drawn = swept({MAXIMUM: "uniform(100,200)"}, draws=3).chart("gini").to_dict()
    kinds = [{layer["mark"]["type"] for layer in chart["layer"]} for chart in (line, square, drawn)]
    assert kinds == [{"line", "point", "rule", "text"}, {"rect", "text"}, {"point"}]
    with pytest.raises(ManyPoliciesError, match="cost_year"):
        swept({MAXIMUM: "100"}).chart("costs")


@pytest.mark.usefixtures("quick_engine")
def test_figures_that_few_stand_behind_are_hidden():
    population = small_population().slice(0, 300)
    manifest = {**population.manifest, "minimum_cell": 10, "kind": "survey"}
    survey = type(population)(population.households, population.families, population.persons, manifest)
    few, many = swept({QUOTA: "3000,100000"}, population=survey).tables["programmes"].to_dict(orient="records")
    assert few["cost_year"] != few["cost_year"]  # not a number
    assert many["cost_year"] > 0


@pytest.mark.parametrize(
    ("values", "reforms", "error"),
    [
        ({MAXIMUM: "100", "no.such": "1"}, (), ManyPoliciesError),
        ({MAXIMUM: "100"}, ("no_such_reform",), UnknownReformError),
        ({MAXIMUM: "-5"}, (), ManyPoliciesError),
        ({MAXIMUM: "100"}, ("uct_maximum_160", "uct_maximum_160"), InvalidReformError),
    ],
)
def test_mistakes_are_refused_before_anything_is_read(values, reforms, error):
    with pytest.raises(error):
        sweep(values, *reforms, population="no such folder")


def test_draws_outside_what_is_plausible_are_refused_and_not_moved():
    with pytest.raises(ManyPoliciesError, match="not moved"):
        sweep({MAXIMUM: "normal(10,20)"}, draws=50, population="no such folder")
