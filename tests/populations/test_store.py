"""Writing and reading: round trip, same bytes, nothing half-written."""

import json

import numpy
import pyarrow
import pyarrow.parquet
import pytest

from openfisca_jordan_sp.errors import OutputError, PopulationError
from openfisca_jordan_sp.populations import writing
from openfisca_jordan_sp.populations.population import Population
from openfisca_jordan_sp.populations.schema import LAYERS, TABLES
from openfisca_jordan_sp.populations.store import read_population, write_population
from openfisca_jordan_sp.populations.synthesise import synthesise
from openfisca_jordan_sp.populations.working_copy import WORKING


def content(folder):
    files = [path for path in folder.rglob("*") if path.is_file() and WORKING not in path.relative_to(folder).parts]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_round_trip(small, folder):
    again = read_population(folder)
    for table in TABLES:
        layers = [column.name for column in LAYERS[table]]
        assert list(again.table(table)) == [*small.table(table), *layers]
        for name, values in small.table(table).items():
            found = again.table(table)[name]
            assert found.dtype == values.dtype
            assert not found.flags.writeable
            assert numpy.array_equal(found, values, equal_nan=values.dtype == float), name


def test_manifest(small, folder):
    manifest = read_population(folder).manifest
    assert manifest["kind"] == "synthetic"
    assert manifest["seed"] == 3
    assert manifest["base_date"] == "2025-12-31"
    assert manifest["households"] == 1_000
    assert manifest["families"] == small.family_count
    assert manifest["persons"] == small.person_count
    assert manifest["weight_total"] == pytest.approx(2_475_767, abs=0.01)
    assert len(manifest["targets_sha256"]) == 64
    assert all(caveat["en"] and caveat["ar"] for caveat in manifest["caveats"])
    assert {"numpy", "pyarrow", "openfisca-jordan-sp"} <= set(manifest["versions"])


def test_layout(folder):
    paths = set(content(folder))
    assert "households/governorate=amman/part-0.parquet" in paths
    assert "persons/governorate=aqaba/part-0.parquet" in paths
    assert len(paths) == 37


def test_same_population_same_bytes(small, folder, tmp_path):
    write_population(synthesise(1_000, seed=3), tmp_path / "again")
    assert content(tmp_path / "again") == content(folder)


def test_what_was_read_is_written_with_the_same_bytes(folder, tmp_path):
    write_population(read_population(folder), tmp_path / "again")
    assert content(tmp_path / "again") == content(folder)


def test_other_seed_other_bytes(folder, tmp_path):
    write_population(synthesise(1_000, seed=4), tmp_path / "other")
    other, mine = content(tmp_path / "other"), content(folder)
    same = [path for path in mine if path.startswith("persons") and mine[path] == other.get(path)]
    assert not same


def test_a_cut_can_be_written(small, tmp_path):
    write_population(small.slice(0, 50), tmp_path / "cut")
    assert read_population(tmp_path / "cut").household_count == 50


def test_files_open_elsewhere(folder):
    table = pyarrow.parquet.read_table(folder / "persons")
    assert set(table.column("sex").to_pylist()) == {"male", "female"}
    assert len(set(table.column("governorate").to_pylist())) == 12


def test_plain_texts_and_whole_numbers_are_read_too(folder, change):
    change("persons/governorate=amman/part-0.parquet", "sex", lambda column: column.cast(pyarrow.string()))
    change("persons/governorate=amman/part-0.parquet", "wage", lambda column: column.cast(pyarrow.int32()))
    assert read_population(folder).persons["wage"].dtype == numpy.float64


def test_nothing_is_left_when_writing_fails(small, tmp_path, monkeypatch):
    calls = []

    def fail(table, rows):
        calls.append(table)
        if len(calls) == 5:
            raise OSError(28, "No space left on device")
        return b"part"

    monkeypatch.setattr(writing, "to_parquet", fail)
    with pytest.raises(OutputError, match="No space left"):
        write_population(small, tmp_path / "kingdom")
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_when_writing_is_interrupted(small, tmp_path, monkeypatch):
    def interrupt(table, rows):
        raise KeyboardInterrupt

    monkeypatch.setattr(writing, "to_parquet", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_population(small, tmp_path / "kingdom")
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_kept(small, tmp_path):
    (tmp_path / "mine.txt").write_text("keep")
    with pytest.raises(OutputError, match="already") as caught:
        write_population(small, tmp_path)
    assert caught.value.message.ar
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_empty_folder_is_filled(small, tmp_path):
    (tmp_path / "empty").mkdir()
    write_population(small, tmp_path / "empty")
    assert read_population(tmp_path / "empty").household_count == 1_000


def test_a_wrong_population_is_not_written(small, tmp_path):
    households = {**small.households, "household_weight": -small.households["household_weight"]}
    wrong = Population(households, small.families, small.persons, small.manifest)
    with pytest.raises(PopulationError):
        write_population(wrong, tmp_path / "kingdom")
    assert list(tmp_path.iterdir()) == []


def test_the_manifest_lists_every_file(folder):
    manifest = json.loads((folder / "manifest.json").read_text())
    listed = {entry["path"] for entry in manifest["files"]}
    assert listed == set(content(folder)) - {"manifest.json"}
