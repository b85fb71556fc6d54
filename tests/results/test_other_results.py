"""Sweeps, searches, draws, totals, statistics and checks are written in the same formats as comparisons."""

import pandas
import pytest

import openfisca_jordan_sp
from openfisca_jordan_sp.errors import JordanSPError, ResultError
from openfisca_jordan_sp.many_policies.intervals import LawUncertainty
from openfisca_jordan_sp.many_policies.solution import Solution
from openfisca_jordan_sp.many_policies.sweep import Sweep, sweep
from openfisca_jordan_sp.marginal_rates import MarginalRates
from openfisca_jordan_sp.measures.statistics import Options
from openfisca_jordan_sp.population_check import check_population
from openfisca_jordan_sp.population_quality import QualityReport
from openfisca_jordan_sp.population_statistics import Statistics, statistics
from openfisca_jordan_sp.populations.store import write_population
from openfisca_jordan_sp.results import Result, Tabular
from openfisca_jordan_sp.totals import Totals
from tests.fixtures import small_population


@pytest.mark.parametrize("kind", [Sweep, Solution, LawUncertainty, Totals])
def test_every_kind_of_result_is_tabular(kind):
    assert issubclass(kind, Tabular)


@pytest.mark.parametrize("kind", [Sweep, Totals, Statistics, MarginalRates, QualityReport])
def test_every_kind_with_charts_or_pages_is_a_result(kind):
    assert issubclass(kind, Result)


def test_a_sweep_goes_to_every_format_and_comes_back(tmp_path):
    result = sweep({"national_aid_fund.uct.benefit_maximum": "120,140"}, population=small_population())
    points = result.table("points")
    assert len(points) == 2
    assert {path.name for path in result.to_csv(tmp_path / "csv")} == {f"{name}.csv" for name in result.tables}
    result.to_parquet(tmp_path / "parquet")
    result.to_stata(tmp_path / "stata")
    workbook = result.to_excel(tmp_path / "sweep.xlsx")
    read = {
        "csv": pandas.read_csv(tmp_path / "csv" / "points.csv", encoding="utf-8-sig"),
        "parquet": pandas.read_parquet(tmp_path / "parquet" / "points.parquet"),
        "xlsx": pandas.read_excel(workbook, sheet_name="points"),
    }
    for name, table in read.items():
        assert table["cost_year"].tolist() == pytest.approx(points["cost_year"].tolist()), name
    assert len(pandas.read_stata(tmp_path / "stata" / "points.dta")) == 2
    assert "benefit_maximum" in result.title.en
    with pytest.raises(ResultError, match="There is no table 'point'"):
        result.table("point")


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("checked") / "small"
    write_population(small_population(), folder)
    return check_population(folder, with_model=False)


def test_the_quality_of_a_population_goes_to_every_format(checked, tmp_path):
    assert checked.is_synthetic
    assert "small" in checked.title.en
    assert checked.notes()[0].ar
    rows = checked.table("rows")
    assert len(rows) == len(checked.rows)
    assert {path.name for path in checked.to_csv(tmp_path / "csv")} == {"rows.csv", "summary.csv", "omitted.csv"}
    workbook = checked.to_excel(tmp_path / "quality.xlsx")
    read = pandas.read_excel(workbook, sheet_name="rows")
    assert read["achieved"].tolist() == pytest.approx(rows["achieved"].tolist())
    checked.to_parquet(tmp_path / "parquet")
    assert len(pandas.read_parquet(tmp_path / "parquet" / "summary.parquet")) == len(checked.table("summary"))
    assert len(pandas.read_stata(checked.to_stata(tmp_path / "rows.dta", table="rows")[0])) == len(rows)
    with pytest.raises(ResultError, match="There is no table 'row'"):
        checked.table("row")


def test_the_charts_of_the_quality_of_a_population_are_drawn_by_name(checked):
    pytest.importorskip("altair")
    for name in checked.chart_names():
        assert "layer" in checked.chart(name, "ar").to_dict()
    with pytest.raises(ResultError, match="There is no chart 'age'"):
        checked.chart("age")


def test_statistics_are_one_result_with_the_law_in_force_first(tmp_path):
    result = statistics("uct_maximum_160", population=small_population(), line=100, options=Options(replicates=0))
    assert [policy.id for policy in result.policies] == ["law_in_force", "uct_maximum_160"]
    assert openfisca_jordan_sp.statistics is statistics
    poor = result.table("poverty")
    assert set(poor["policy"]) == {"law_in_force", "uct_maximum_160"}
    told = result.to_dict()
    assert told["is_synthetic"] is True
    assert told["options"]["replicates"] == 0
    assert (told["line"], told["period"]) == (100, "2026-01")
    read = pandas.read_parquet(next(path for path in result.to_parquet(tmp_path) if path.stem == "poverty"))
    assert read["value"].tolist() == pytest.approx(poor["value"].tolist(), nan_ok=True)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"policies": ["uct_maximum_16"]}, "uct_maximum_160"),
        ({"policies": ["uct_maximum_160"] * 2}, "given twice"),
        ({"period": "2026"}, "not a month"),
        ({"line": "low"}, "poverty line"),
        ({"population": "nowhere"}, "nowhere"),
    ],
)
def test_statistics_refuse_what_cannot_be_with_one_clear_message(asked, words):
    policies = asked.pop("policies", [])
    with pytest.raises(JordanSPError, match=words):
        statistics(*policies, **{"population": small_population(), **asked})
