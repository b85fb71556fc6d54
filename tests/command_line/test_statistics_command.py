"""`jordan-sp statistics`: printed, written, refused."""

import json
from dataclasses import replace

import numpy
import pandas
import pytest

from openfisca_jordan_sp.populations.store import write_population
from tests.command_line.running import is_one_clear_line, run
from tests.fixtures import small_population
from tests.measures.handmade import evaluation


@pytest.fixture
def quick(monkeypatch):
    """Evaluations that take no time: each policy pays every tenth family, the later ones more."""

    def made_up(policies, people, month, progress=None):
        del progress
        amounts = 30.0 * (numpy.arange(people.family_count) % 10 == 0)
        return [
            replace(evaluation({"uct": amounts * (1 + number)}), policy=policy, period=month)
            for number, policy in enumerate(policies)
        ]

    monkeypatch.setattr("openfisca_jordan_sp.population_statistics.evaluate_all", made_up)


def test_the_law_in_force_is_told_alone(folder, quick):
    result = run("statistics", "--population", folder, "--replicates", "5")
    assert result.exit_code == 0, result.output
    words = ("synthetic", "sampling error is not its main error", "Gini coefficient", "standard error", "Amman")
    assert all(word in result.output for word in words)
    assert "Difference" not in result.output


def test_a_reform_stands_beside_it_and_all_tables_are_written(folder, tmp_path):
    out = tmp_path / "out"
    arguments = ("--population", folder, "--replicates", "5", "--marginal-rates", "--out", str(out))
    result = run("statistics", "universal_child_grant", *arguments)
    assert result.exit_code == 0, result.output
    assert "Difference from the first policy" in result.output
    assert "Winners and losers" in result.output
    content = json.loads((out / "statistics.json").read_text(encoding="utf-8"))
    assert content["is_synthetic"] is True
    assert content["options"]["replicates"] == 5
    for name, rows in content["tables"].items():
        table = pandas.read_csv(out / f"statistics_{name}.csv", encoding="utf-8-sig")
        assert len(table) == len(rows), name
    rates = pandas.DataFrame(content["tables"]["marginal_rates"])
    bands = rates[(rates["figure"] == "level") & (rates["group"] == "all") & rates["measure"].str.startswith("rate")]
    assert bands.groupby("policy")["value"].sum().tolist() == pytest.approx([1, 1])
    poverty = pandas.DataFrame(content["tables"]["poverty"])
    gap = poverty[(poverty["measure"] == "gap") & (poverty["group"] == "all")].set_index(["policy", "figure"])["value"]
    change = gap["universal_child_grant", "level"] - gap["law_in_force", "level"]
    assert gap["universal_child_grant", "difference"] == pytest.approx(change)
    assert change < 0


def test_reforms_are_together_or_policies_of_their_own(folder, tmp_path, quick):
    reforms = ("uct_maximum_160", "universal_child_grant")
    asked = ("--population", folder, "--replicates", "0")
    for number, named in enumerate((["+".join(reforms)], list(reforms))):
        out = tmp_path / f"out{number}"
        result = run("statistics", *named, *asked, "--out", str(out))
        assert result.exit_code == 0, result.output
        policies = pandas.read_csv(out / "statistics_policies.csv", encoding="utf-8-sig")["policy"].tolist()
        assert policies == ["law_in_force", *named]


def test_it_is_told_in_arabic(folder, quick):
    result = run("--language", "ar", "statistics", "--population", folder, "--replicates", "0")
    assert result.exit_code == 0, result.output
    assert all(word in result.output for word in ("معامل جيني", "خط الفقر", "عمان"))
    assert "Gini" not in result.output


@pytest.fixture
def drawn(tmp_path):
    """Write the small population as a sample, with a cluster for each household or as it is said."""

    def write(cluster):
        people = small_population()
        stratum = people.households["governorate"].astype(numpy.int64)
        design = {"sampling_stratum": stratum, "sampling_cluster": cluster(stratum)}
        write_population(replace(people, households={**people.households, **design}), tmp_path / "drawn")
        return str(tmp_path / "drawn")

    return write


def test_a_folder_that_says_its_strata_and_clusters_has_errors_of_that_design(folder, drawn, tmp_path, quick):
    clustered = drawn(lambda stratum: numpy.arange(len(stratum)) // 20)
    errors = {}
    for name, place in (("households", folder), ("clusters", clustered)):
        result = run("statistics", "--population", place, "--replicates", "20", "--out", str(tmp_path / name))
        assert result.exit_code == 0, result.output
        assert ("Rao-Wu" in result.output) == (name == "clusters")
        assert ("one by one" in result.output) == (name == "households")
        content = json.loads((tmp_path / name / "statistics.json").read_text(encoding="utf-8"))
        rows = pandas.DataFrame(content["tables"]["poverty"]).query("measure == 'headcount' and group == 'all'")
        errors[name] = (rows["value"].iloc[0], rows["standard_error"].iloc[0])
    assert errors["households"][0] == errors["clusters"][0]
    assert errors["households"][1] != errors["clusters"][1]


def test_a_stratum_of_one_cluster_is_told_and_needs_no_error(drawn, quick):
    place = drawn(lambda stratum: numpy.where(stratum == 3, 1, numpy.arange(len(stratum))))
    result = run("statistics", "--population", place, "--replicates", "5")
    is_one_clear_line(result, "only one cluster: 3", "Collapse", "replicates: 0")
    assert run("statistics", "--population", place, "--replicates", "0").exit_code == 0


def test_mistakes_are_told_before_anything_is_computed(folder, tmp_path):
    is_one_clear_line(run("statistics", "no_such_reform", "--population", folder), "no_such_reform")
    is_one_clear_line(run("statistics", "--population", folder, "--line", "low"), "low", "poverty line")
    is_one_clear_line(run("statistics", "--population", folder, "--period", "2026"), "not a month")
    is_one_clear_line(run("statistics", "--population", folder, "--replicates", "1"), "replicate")
    is_one_clear_line(run("statistics", "--population", folder, "--seed", "-1"), "seed")
    is_one_clear_line(run("statistics", "--population", folder, "--unit", "tribes"), "tribes")
    is_one_clear_line(run("statistics", "--population", str(tmp_path / "nowhere")), "nowhere")


def test_a_place_that_cannot_be_written_is_told_in_one_line(folder, tmp_path, quick):
    (tmp_path / "file").write_text("mine")
    result = run("statistics", "--population", folder, "--replicates", "0", "--out", str(tmp_path / "file" / "below"))
    is_one_clear_line(result, "cannot be written")
    assert (tmp_path / "file").read_text() == "mine"
