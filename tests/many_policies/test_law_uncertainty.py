"""Intervals from draws of the values that no source verifies."""

import json

import numpy
import pandas
import pytest

from openfisca_jordan_sp.errors import ManyPoliciesError, UnknownReformError
from openfisca_jordan_sp.law.parameters import find, record_at
from openfisca_jordan_sp.many_policies import law_uncertainty, uncertainty
from openfisca_jordan_sp.many_policies.parameters import find_lever
from openfisca_jordan_sp.many_policies.ranges import load_ranges
from openfisca_jordan_sp.many_policies.unsure import UnsureValue, dated_values
from openfisca_jordan_sp.system import law_in_force
from tests.fixtures import small_population

MEAN = "national_aid_fund.winter_aid.mean_per_family"
QUOTA = "national_aid_fund.uct.quota_families"


def drawn(*reforms, **asked):
    return law_uncertainty(*reforms, population=small_population(), **asked)


def row(result, figure, of="baseline"):
    return result.tables["intervals"].set_index(["figure", "of"]).loc[(figure, of)]


@pytest.fixture
def one_value(tmp_path, quick_engine):
    """A file in which the mean winter aid alone may be another."""
    file = tmp_path / "only.yaml"
    classes = "classes: {derived: 0, recalled: 0, assumed: 0}"
    file.write_text(f"{classes}\nvalues: {{{MEAN}: 'uniform(19.1,21.1)', {QUOTA}: fixed}}\n", encoding="utf-8")
    return file


def test_the_whole_law_is_drawn_and_the_same_seed_gives_the_same():
    first, again = drawn(draws=2, seed=4), drawn(draws=1, seed=4)
    pandas.testing.assert_frame_equal(first.tables["draws"].head(1), again.tables["draws"])
    pandas.testing.assert_frame_equal(first.tables["values"], again.tables["values"])
    values = first.tables["values"]
    assert (values["confidence"] != "verified").all()
    assert {"sources", "convention"} <= set(values["basis"])
    assert row(first, "cost_year")["sd"] > 0
    assert first.notes()[0].en.startswith("The population is synthetic")


def test_a_linear_outcome_spreads_as_its_value_does(one_value):
    result = drawn(draws=120, seed=1, ranges=one_value)
    weight = small_population().family_weight.sum()
    interval = row(result, "cost_year")
    values = result.tables["draws"][f"{MEAN}[2025-12-01]"]
    assert interval["sd"] == pytest.approx(values.std(ddof=1) * weight)
    assert interval["sd"] == pytest.approx(2 / numpy.sqrt(12) * weight, rel=0.1)
    assert interval["high"] - interval["low"] == pytest.approx(0.9 * 2 * weight, rel=0.1)
    assert interval["low"] < interval["point"] < interval["high"]
    share = result.tables["contributions"].set_index(["figure", "of", "path"]).loc[("cost_year", "baseline", MEAN)]
    assert share["rank_correlation"] == pytest.approx(1)
    assert row(result, "cost_month")["sd"] == 0


def test_both_ends_are_evaluated_one_at_a_time(one_value):
    result = drawn(draws=3, ranges=one_value, one_at_a_time=True)
    share = result.tables["contributions"].set_index(["figure", "of", "path"]).loc[("cost_year", "baseline", MEAN)]
    weight = small_population().family_weight.sum()
    assert share["at_high"] - share["at_low"] == pytest.approx(0.9 * 2 * weight)


def test_a_law_of_which_everything_is_verified_has_no_width(monkeypatch, quick_engine):
    monkeypatch.setattr(uncertainty, "unsure_values", lambda pairs, ranges: [])
    result = drawn(draws=50)
    intervals = result.tables["intervals"]
    assert (intervals["low"] == intervals["point"]).all()
    assert (intervals["high"] == intervals["point"]).all()
    assert (intervals["sd"] == 0).all()
    assert any("no width" in note.en for note in result.notes())
    assert result.tables["contributions"].empty


def test_law_and_reform_are_computed_with_the_same_draws(quick_engine):
    result = drawn("uct_maximum_160", draws=30, seed=2)
    draws = result.tables["draws"]
    difference = draws["cost_year_reform"] - draws["cost_year_baseline"]
    assert difference.tolist() == draws["cost_year_difference"].tolist()
    # The difference is 24 dinars for every month of a family inside the quota: it moves with the quota alone.
    contributions = result.tables["contributions"].set_index(["figure", "of", "path"])["rank_correlation"]
    assert contributions.loc[("cost_year", "difference", QUOTA)].max() > 0.95
    assert row(result, "cost_year", "difference")["sd"] < row(result, "cost_year")["sd"]


def test_what_a_reform_sets_is_not_unsure(quick_engine):
    result = drawn("uct_quota_250000", draws=10)
    assert row(result, "families", "reform")["sd"] == 0
    assert row(result, "families", "baseline")["sd"] > 0


def test_both_values_of_a_year_are_drawn_from_the_same_place(quick_engine):
    draws = drawn(draws=10).tables["draws"]
    before, after = (draws[f"{QUOTA}[{day}]"] for day in ("2025-12-15", "2026-05-01"))
    assert (before <= after).all()
    assert len(set(before)) > 1
    assert before.map(lambda value: isinstance(value, int)).all()


def test_more_draws_begin_with_the_same(quick_engine):
    few, many = drawn(draws=5, seed=9).tables["draws"], drawn(draws=8, seed=9).tables["draws"]
    pandas.testing.assert_frame_equal(few, many.head(5))


def test_draws_that_contradict_themselves_are_told_and_drawn_anew(quick_engine, tmp_path):
    file = tmp_path / "ranges.yaml"
    maximum = "national_aid_fund.uct.benefit_maximum"
    text = "classes: {{assumed: 0, recalled: 0}}\nvalues: {{{0}: 'uniform({1},170)'}}\norders: [[{0}, {2}]]\n"
    file.write_text(text.format(MEAN, 100, maximum), encoding="utf-8")
    result = drawn(draws=20, ranges=file)
    assert 0 < len(result.tables["rejected"]) < 60
    assert (result.tables["draws"][f"{MEAN}[2025-12-01]"] <= 136).all()
    assert any("contradicted themselves" in note.en for note in result.notes())
    file.write_text(text.format(MEAN, 150, maximum), encoding="utf-8")
    with pytest.raises(ManyPoliciesError, match="contradict themselves"):
        drawn(draws=2, ranges=file)


def test_what_the_law_says_from_a_later_day_on_stays(quick_engine):
    drawer_values = drawn(draws=1).tables["values"]
    assert set(drawer_values.loc[drawer_values["path"] == QUOTA, "date"]) == {"2025-12-15", "2026-05-01"}
    root, ranges = law_in_force().parameters, load_ranges(law_in_force().parameters)
    lever = find_lever(root, QUOTA)
    december, may = (record_at(find(root, QUOTA), day) for day in ("2026-01-01", "2026-06-01"))
    unsure = UnsureValue(lever, december, ranges.of(lever, december, {}))
    assert dated_values(root, {unsure: 1}) == {QUOTA: {"2025-12-15": 1, "2026-05-01": may.value}}


def test_every_step_that_is_announced_is_reported(quick_engine):
    announced, reported = [], []
    drawn("uct_maximum_160", draws=20, started=announced.append, progress=reported.append)
    assert sum(reported) == announced[0]


def test_the_result_is_written_and_drawn(quick_engine, tmp_path):
    result = drawn(draws=12)
    result.save(tmp_path)
    content = json.loads((tmp_path / "uncertainty.json").read_text(encoding="utf-8"))
    assert (content["draws"], content["level"]) == (12, 0.9)
    assert {"intervals.csv", "contributions.csv", "values.csv", "draws.csv"} <= {
        path.name for path in tmp_path.iterdir()
    }
    assert result.chart("cost_year").to_dict()["layer"][0]["mark"]["type"] == "bar"


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"draws": 0}, ManyPoliciesError),
        ({"seed": -1}, ManyPoliciesError),
        ({"level": 1.0}, ManyPoliciesError),
        ({"ranges": "no such file"}, ManyPoliciesError),
    ],
)
def test_mistakes_are_refused_before_anything_is_read(asked, error):
    with pytest.raises(error):
        law_uncertainty(population="no such folder", **asked)
    with pytest.raises(UnknownReformError):
        law_uncertainty("no_such_reform", population="no such folder")
