"""Seeded layers: what a population lacks is added on reading, always the same; its own columns win."""

import json
from dataclasses import replace

import numpy
import pyarrow
import pyarrow.parquet
import pytest
from openfisca_core.periods import period

from openfisca_jordan_sp import compare
from openfisca_jordan_sp.engine.simulation import build_simulation
from openfisca_jordan_sp.law.parameters import find
from openfisca_jordan_sp.populations import layers
from openfisca_jordan_sp.populations.layers import hashed_share, with_layers
from openfisca_jordan_sp.populations.manifest import sha256
from openfisca_jordan_sp.populations.schema import code
from openfisca_jordan_sp.populations.store import read_population, write_population
from openfisca_jordan_sp.system import law_in_force
from tests.fixtures import small_population
from tests.populations.failures import failure

NAMES = ["hazard_rank", "is_on_unhcr_cash_list", "wfp_tier"]


def caseload(name, day="2025-12-31"):
    return find(law_in_force().parameters, f"statistics.humanitarian_caseloads.{name}")(day)


@pytest.fixture(scope="module")
def demo():
    return read_population()


@pytest.fixture
def add(folder):
    """Add a column to the files of a table, or to some of them, and make the manifest agree."""

    def apply(table, name, values, only=""):
        manifest = json.loads((folder / "manifest.json").read_text())
        for entry in manifest["files"]:
            path = folder / entry["path"]
            if entry["path"].startswith(f"{table}/") and only in entry["path"]:
                rows = pyarrow.parquet.read_table(path, partitioning=None)
                column = pyarrow.array([values] * len(rows))
                pyarrow.parquet.write_table(rows.append_column(name, column), path)
                entry["sha256"] = sha256(path.read_bytes())
        (folder / "manifest.json").write_text(json.dumps(manifest))

    return apply


class TestHash:
    def test_is_a_number_from_0_up_to_1_evenly(self):
        ranks = hashed_share(numpy.arange(100_000), 1, "hazard_rank")
        assert ranks.dtype == numpy.float64
        assert (ranks >= 0).all()
        assert (ranks < 1).all()
        counts = numpy.histogram(ranks, bins=20, range=(0, 1))[0]
        assert abs(counts / 5000 - 1).max() < 0.06
        assert abs(numpy.corrcoef(ranks[:-1], ranks[1:])[0, 1]) < 0.01

    def test_is_the_same_in_any_order_and_cut(self):
        ids = numpy.arange(1000)
        ranks = hashed_share(ids, 1, "hazard_rank")
        assert (hashed_share(ids[::-1], 1, "hazard_rank") == ranks[::-1]).all()
        assert (hashed_share(ids[500:], 1, "hazard_rank") == ranks[500:]).all()

    def test_never_changes_between_versions(self):
        """A change of the generator would move every result of a disaster; its first number for 0 is published."""
        assert layers._mixed(numpy.zeros(1, dtype=numpy.uint64)).tolist() == [0xE220A8397B1DCDAF]
        first_three = hashed_share(numpy.array([0, 1, 2]), 1, "hazard_rank")
        assert first_three.round(6).tolist() == [0.73594, 0.49346, 0.620398]

    def test_differs_by_seed_and_by_layer(self):
        ids = numpy.arange(1000)
        ranks = hashed_share(ids, 1, "hazard_rank")
        assert (hashed_share(ids, 2, "hazard_rank") != ranks).all()
        assert (hashed_share(ids, 1, "other") != ranks).all()


class TestReading:
    def test_adds_each_layer_and_says_so(self, demo):
        assert demo.manifest["layers"] == NAMES
        assert demo.households["hazard_rank"].dtype == numpy.float64
        assert demo.families["is_on_unhcr_cash_list"].dtype == bool
        assert demo.persons["wfp_tier"].dtype == numpy.uint8

    def test_gives_the_same_again(self, demo):
        again = read_population()
        assert (again.households["hazard_rank"] == demo.households["hazard_rank"]).all()
        assert (again.families["is_on_unhcr_cash_list"] == demo.families["is_on_unhcr_cash_list"]).all()
        assert (again.persons["wfp_tier"] == demo.persons["wfp_tier"]).all()

    def test_layers_go_with_their_household_into_every_part(self, demo):
        for table, name in (("households", NAMES[0]), ("families", NAMES[1]), ("persons", NAMES[2])):
            parts = numpy.concatenate([part.table(table)[name] for part in demo.chunks(6_000)])
            assert (parts == demo.table(table)[name]).all()

    def test_layers_cannot_be_written_to(self, demo):
        with pytest.raises(ValueError, match="read-only"):
            demo.households["hazard_rank"][0] = 0

    def test_files_that_are_written_again_have_no_layer(self, folder, tmp_path):
        write_population(read_population(folder), tmp_path / "again")
        file = pyarrow.parquet.read_table(tmp_path / "again" / "households", partitioning=None)
        assert "hazard_rank" not in file.column_names
        assert "layers" not in json.loads((tmp_path / "again" / "manifest.json").read_text())

    def test_a_population_without_a_seed_has_layers_too(self, small):
        manifest = {key: value for key, value in small.manifest.items() if key != "seed"}
        found = with_layers(replace(small, manifest=manifest))
        assert len(found.households["hazard_rank"]) == small.household_count


class TestLists:
    def test_reach_the_published_caseloads_and_not_more(self, demo):
        persons, camp = demo.persons, demo.persons["lives_in_refugee_camp"]
        refugee = persons["is_registered_refugee"]
        listed = persons["wfp_tier"] == code("wfp_tier", "most_vulnerable")
        assisted = demo.person_weight[listed | (refugee & camp)].sum()
        assert caseload("wfp_people") == 277_000
        assert 0.99 * 277_000 < assisted <= 277_000
        families = demo.family_weight[demo.families["is_on_unhcr_cash_list"]].sum()
        assert 0.98 * caseload("unhcr_cash_families") < families <= caseload("unhcr_cash_families")

    def test_hold_registered_refugees_outside_camps_alone_and_whole_families(self, demo):
        persons = demo.persons
        community = persons["is_registered_refugee"] & ~persons["lives_in_refugee_camp"]
        listed = persons["wfp_tier"] != code("wfp_tier", "not_listed")
        assert not (listed & ~community).any()
        of_family = numpy.bincount(persons["family_id"], weights=listed, minlength=demo.family_count)
        all_of_family = numpy.bincount(persons["family_id"], weights=community, minlength=demo.family_count)
        assert ((of_family == 0) | (of_family == all_of_family)).all()
        assert (all_of_family[demo.families["is_on_unhcr_cash_list"]] > 0).all()

    def test_take_the_poorest_first(self, demo):
        size = numpy.bincount(demo.persons["household_id"])
        per_head = (demo.households["consumption_before_benefits"] / size)[demo.families["household_id"]]
        community = demo.persons["is_registered_refugee"] & ~demo.persons["lives_in_refugee_camp"]
        refugees = numpy.bincount(demo.persons["family_id"][community], minlength=demo.family_count) > 0
        listed = demo.families["is_on_unhcr_cash_list"]
        assert per_head[listed].max() <= per_head[refugees & ~listed].min()

    def test_are_empty_before_any_caseload_was_published(self, small):
        found = with_layers(replace(small, manifest={**small.manifest, "base_date": "2015-12-31"}))
        assert not found.families["is_on_unhcr_cash_list"].any()
        assert not found.persons["wfp_tier"].any()

    def test_of_equal_families_are_settled_by_the_hash_and_not_by_position(self, small, monkeypatch):
        monkeypatch.setattr(layers, "_caseload", lambda population, name: 3_000)
        one_dinar_a_head = numpy.bincount(small.persons["household_id"]) * 1.0
        equal = replace(small, households={**small.households, "consumption_before_benefits": one_dinar_a_head})
        other = replace(equal, manifest={**small.manifest, "seed": 99})
        lists = [with_layers(each).families["is_on_unhcr_cash_list"] for each in (equal, equal, other)]
        assert lists[0].any()
        assert (lists[0] == lists[1]).all()
        assert (lists[0] != lists[2]).any()


class TestOwnColumns:
    def test_win(self, folder, add):
        add("households", "hazard_rank", 0.25)
        add("persons", "wfp_tier", "moderately_vulnerable")
        found = read_population(folder)
        assert (found.households["hazard_rank"] == 0.25).all()
        assert (found.persons["wfp_tier"] == 1).all()
        assert found.manifest["layers"] == ["is_on_unhcr_cash_list"]

    def test_are_written_again(self, folder, add, tmp_path):
        add("households", "hazard_rank", 0.25)
        write_population(read_population(folder), tmp_path / "again")
        assert (read_population(tmp_path / "again").households["hazard_rank"] == 0.25).all()

    def test_reach_the_rules(self, folder, add):
        add("households", "hazard_rank", 0.25)
        simulation = build_simulation(law_in_force(), read_population(folder), [period("2026-01")])
        assert (simulation.calculate("hazard_rank", "2026-01") == 0.25).all()

    @pytest.mark.parametrize("value", [-0.1, 1.1, float("nan"), float("inf")])
    def test_out_of_bounds_are_refused(self, folder, add, value):
        add("households", "hazard_rank", value)
        assert failure(folder).path == "households/governorate=amman/part-0.parquet: hazard_rank"

    def test_of_another_type_or_name_are_refused(self, folder, add):
        add("persons", "wfp_tier", "somewhat")
        assert "somewhat" in failure(folder).message.en

    def test_in_some_files_only_are_refused(self, folder, add):
        add("families", "is_on_unhcr_cash_list", True, only="=irbid/")
        error = failure(folder)
        assert error.path == "families/governorate=amman/part-0.parquet: is_on_unhcr_cash_list"
        assert error.message.ar


def agencies_cost(population):
    """What the agencies' programmes cost in a year: those alone whose lists are layers."""
    table = compare(population=population).tables["programmes"].set_index("programme")["cost_year_baseline"]
    return table.reindex(["wfp_food_assistance", "unhcr_cash", "total"]).fillna(0.0)


def test_a_population_made_in_memory_costs_what_its_folder_does_once_the_layers_that_reading_adds_are_on_it(tmp_path):
    made = small_population()
    write_population(made, tmp_path / "made")
    bare, layered, read = map(agencies_cost, (made, with_layers(made), read_population(tmp_path / "made")))
    assert layered.tolist() == read.tolist()
    # Without them nobody is on the agencies' lists, as the law's defaults have it: no mistake, but another question.
    assert bare["unhcr_cash"] == 0
    assert bare["wfp_food_assistance"] < read["wfp_food_assistance"]
    of_agencies = (read - bare)[["wfp_food_assistance", "unhcr_cash"]].sum()
    assert read["total"] - bare["total"] == pytest.approx(of_agencies)
