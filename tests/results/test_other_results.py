"""Sweeps, searches, draws and totals are written in the same formats as comparisons."""

import pandas
import pytest

from openfisca_jordan_sp.errors import ResultError
from openfisca_jordan_sp.many_policies.intervals import LawUncertainty
from openfisca_jordan_sp.many_policies.solution import Solution
from openfisca_jordan_sp.many_policies.sweep import Sweep, sweep
from openfisca_jordan_sp.results import Tabular
from openfisca_jordan_sp.totals import Totals
from tests.fixtures import small_population


@pytest.mark.parametrize("kind", [Sweep, Solution, LawUncertainty, Totals])
def test_every_kind_of_result_is_tabular(kind):
    assert issubclass(kind, Tabular)


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
