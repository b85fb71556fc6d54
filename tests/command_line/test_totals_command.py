"""`jordan-sp totals`: printed, written, refused."""

import json

import pandas
import pytest

from openfisca_jordan_sp import Policy
from openfisca_jordan_sp.engine import dask_workers
from openfisca_jordan_sp.totals import totals
from tests.command_line.running import is_one_clear_line, run
from tests.fixtures import small_population


def test_the_law_in_force_is_told_alone_in_both_languages(folder):
    result = run("totals", "--population", folder, "--month-only")
    assert result.exit_code == 0, result.output
    words = ("synthetic", "no source verifies", "Only the month", "Poverty headcount", "Gini", "law_in_force")
    assert all(word in result.output for word in words)
    assert "change" not in result.output
    assert "year" not in result.output.split("law_in_force:")[1]
    arabic = run("--language", "ar", "totals", "--population", folder, "--month-only")
    assert "اصطناعيا" in arabic.output
    assert "معامل جيني" in arabic.output


def test_several_policies_stand_beside_it_and_all_tables_are_written(folder, tmp_path):
    out = tmp_path / "out"
    reforms = ("uct_maximum_160", "uct_maximum_160+universal_child_grant")
    result = run("totals", *reforms, "--population", folder, "--line", "100", "--out", str(out))
    assert result.exit_code == 0, result.output
    assert result.output.count("change") == 2
    content = json.loads((out / "totals.json").read_text(encoding="utf-8"))
    assert content["is_synthetic"] is True
    assert content["poverty_line"] == 100
    assert content["rows"]["households"] == 1500
    for name, rows in content["tables"].items():
        assert len(pandas.read_csv(out / f"totals_{name}.csv", encoding="utf-8-sig")) == len(rows), name
    costs = pandas.DataFrame(content["tables"]["costs"])
    grant = costs[(costs["item"] == "universal_child_grant") & (costs["group_kind"] == "governorate")]
    assert set(grant["policy"]) == {"uct_maximum_160+universal_child_grant"}
    assert (grant["cost_year_difference"] == grant["cost_year"]).all()
    headline = pandas.DataFrame(content["tables"]["headline"]).set_index(["policy", "measure"])
    first = headline.loc["law_in_force"]
    assert (first["difference"] == 0).all()
    assert (first["low"] <= first["value"]).all()
    dearest = headline.loc["uct_maximum_160+universal_child_grant"]
    assert dearest.loc["cost_year", "difference"] > 0
    assert dearest.loc["headcount", "difference"] < 0


def test_the_same_policy_twice_has_two_names(folder):
    policy = Policy.of("uct_maximum_160")
    result = totals(policy, policy, population=folder, with_year=False)
    policies = result.tables["headline"]["policy"].drop_duplicates().tolist()
    assert policies == ["law_in_force", "uct_maximum_160", "uct_maximum_160#2"]
    assert not any("year" in column for table in result.tables.values() for column in table.columns)


def test_a_survey_with_small_cells_is_left_to_those_that_hide_them():
    people = small_population()
    survey = type(people)(people.households, people.families, people.persons, {**people.manifest, "minimum_cell": 10})
    with pytest.raises(Exception, match="must not be shown") as error:
        totals(population=survey)
    assert error.value.code == "population_error"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nobody",), ("no reform nobody",)),
        (("--population", "/nowhere"), ("no such population folder",)),
        (("--line", "much"), ("not a poverty line",)),
        (("--period", "2026"), ("2026",)),
        (("--workers", "0"), ("--workers",)),
        (("--workers", "2", "--scheduler", "tcp://host:1"), ("give one of them",)),
    ],
)
def test_each_mistake_is_one_clear_line(arguments, words):
    is_one_clear_line(run("totals", *arguments), *words)


def test_workers_without_dask_name_the_extra(folder, monkeypatch, tmp_path):
    monkeypatch.setattr(dask_workers, "find_spec", lambda name: None)
    arguments = ("--population", folder, "--workers", "2", "--out", str(tmp_path / "out"))
    is_one_clear_line(run("totals", *arguments), "openfisca-jordan-sp[cluster]")
    assert not (tmp_path / "out").exists()
