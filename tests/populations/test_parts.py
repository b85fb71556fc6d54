"""Reading a population part by part: the same people as reading it whole, and the same mistakes found."""

import json

import numpy
import pyarrow
import pyarrow.parquet
import pytest

from openfisca_jordan_sp.errors import PopulationError
from openfisca_jordan_sp.populations.manifest import sha256
from openfisca_jordan_sp.populations.schema import GOVERNORATES, IDENTIFIERS, TABLES
from openfisca_jordan_sp.populations.store import population_parts, read_population, validate_population


def cut_file(folder, path, rows):
    """Cut one file in two after so many rows: part-0 and part-1."""
    table = pyarrow.parquet.read_table(folder / path, partitioning=None)
    second = path.replace("part-0", "part-1")
    pyarrow.parquet.write_table(table.slice(rows), folder / second)
    pyarrow.parquet.write_table(table.slice(0, rows), folder / path)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"] = [entry for entry in manifest["files"] if entry["path"] != path] + [
        {"path": each, "sha256": sha256((folder / each).read_bytes())} for each in (path, second)
    ]
    (folder / "manifest.json").write_text(json.dumps(manifest))


def cut_governorate(folder, name, tables=tuple(TABLES), households=7):
    whole = read_population(folder)
    place = whole.governorate_slices[name]
    for table in tables:
        ids = whole.table(table)["household_id"]
        first, last = numpy.searchsorted(ids, (place.start, place.start + households))
        cut_file(folder, f"{table}/governorate={name}/part-0.parquet", int(last - first))


def assert_same(parts, whole):
    first = dict.fromkeys(TABLES, 0)
    for each in parts:
        part = each.population
        assert each.first == first
        for table in TABLES:
            count = len(part.table(table)[IDENTIFIERS[table]])
            rows = slice(first[table], first[table] + count)
            for name, values in part.table(table).items():
                owner = next((each for each, identifier in IDENTIFIERS.items() if identifier == name), None)
                moved = values + first[owner] if owner else values
                assert numpy.array_equal(moved, whole.table(table)[name][rows], equal_nan=values.dtype == float)
        first = {table: first[table] + len(part.table(table)[IDENTIFIERS[table]]) for table in TABLES}
    assert first == {table: len(whole.table(table)[IDENTIFIERS[table]]) for table in TABLES}


def failure(folder):
    with pytest.raises(PopulationError) as caught:
        list(population_parts(folder))
    assert caught.value.message.ar
    return caught.value


def test_parts_are_the_whole_one_governorate_after_the_other(folder):
    parts = list(population_parts(folder))
    assert len(parts) == 12
    assert_same(parts, read_population(folder))
    assert all(part.population.households["household_id"][0] == 0 for part in parts)


def test_a_governorate_in_several_files_is_read_file_by_file(folder):
    cut_governorate(folder, "irbid")
    parts = list(population_parts(folder))
    assert len(parts) == 13
    first = next(part.population for part in parts if part.population.governorate_slices.keys() == {"irbid"})
    assert first.household_count == 7
    assert_same(parts, read_population(folder))


def test_tables_cut_differently_are_read_a_governorate_at_a_time(folder):
    cut_governorate(folder, "irbid", tables=("persons",))
    parts = list(population_parts(folder))
    assert len(parts) == 12
    assert_same(parts, read_population(folder))


def test_layers_are_not_added_to_parts_where_they_are_not_wanted():
    part = next(population_parts("demo", with_layers=False)).population
    assert "hazard_rank" not in part.households
    assert "layers" not in part.manifest


def test_no_folder(tmp_path):
    assert "no such population folder" in str(failure(tmp_path / "nothing"))


def test_an_edited_file_is_refused(folder):
    path = folder / "persons/governorate=maan/part-0.parquet"
    path.write_bytes(path.read_bytes() + b"x")
    error = failure(folder)
    assert "persons/governorate=maan/part-0.parquet" in error.path
    assert "checksum" in error.message.en


def test_a_gap_in_the_numbers_is_refused(change, folder):
    change(
        "households/governorate=irbid/part-0.parquet",
        "household_id",
        lambda column: pyarrow.array([value + 1 for value in column.to_pylist()]),
    )
    error = failure(folder)
    assert error.path.startswith("households/governorate=irbid/part-0.parquet")


def test_a_table_without_a_governorate_of_the_others_is_refused(folder):
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"] = [
        entry for entry in manifest["files"] if entry["path"] != "families/governorate=aqaba/part-0.parquet"
    ]
    (folder / "manifest.json").write_text(json.dumps(manifest))
    assert "No file of families is listed for aqaba." in failure(folder).message.en


def test_a_column_in_some_parts_only_is_refused(folder):
    path = folder / "persons/governorate=irbid/part-0.parquet"
    table = pyarrow.parquet.read_table(path, partitioning=None)
    table = table.drop_columns(["has_private_health_insurance"])
    pyarrow.parquet.write_table(table, path)
    agree(folder, "persons/governorate=irbid/part-0.parquet")
    error = failure(folder)
    assert error.path.endswith("has_private_health_insurance")
    assert "some files" in error.message.en


@pytest.fixture(params=["0", "1"], ids=["from Parquet", "from the working copy"])
def source(request, monkeypatch):
    monkeypatch.setenv("JORDAN_SP_WORKING_COPY", request.param)


@pytest.mark.usefixtures("source")
class TestBothSources:
    @pytest.mark.parametrize("households", [1, 90, 333, 1_000, 5_000, None])
    def test_parts_are_of_so_many_households_and_together_the_whole_with_its_layers(self, folder, households):
        parts = list(population_parts(folder, households))
        assert_same(parts, read_population(folder))
        assert [part.index for part in parts] == list(range(len(parts)))
        if households is not None:
            assert {part.population.household_count for part in parts[:-1]} <= {households}
            assert 0 < parts[-1].population.household_count <= households
        for part in parts[:3]:
            assert part.population.manifest == read_population(folder).manifest
            validate_population(part.population)

    def test_parts_without_layers_are_what_files_hold(self, folder):
        parts = list(population_parts(folder, with_layers=False))
        assert_same(parts, read_population(folder))
        assert not any("wfp_tier" in part.population.persons for part in parts)

    def test_a_column_of_its_own_is_no_layer(self, folder):
        for name in GOVERNORATES:
            path = folder / f"households/governorate={name}/part-0.parquet"
            table = pyarrow.parquet.read_table(path, partitioning=None)
            pyarrow.parquet.write_table(table.append_column("hazard_rank", pyarrow.array([0.25] * len(table))), path)
            agree(folder, f"households/governorate={name}/part-0.parquet")
        for with_layers in (True, False):
            part = next(population_parts(folder, with_layers=with_layers)).population
            assert (part.households["hazard_rank"] == 0.25).all()

    @pytest.mark.parametrize("households", [0, -1])
    def test_parts_of_nobody_are_refused(self, folder, households):
        with pytest.raises(ValueError, match="at least one"):
            next(population_parts(folder, households))


def agree(folder, path):
    """Make the manifest agree with a file."""
    manifest = json.loads((folder / "manifest.json").read_text())
    for entry in manifest["files"]:
        if entry["path"] == path:
            entry["sha256"] = sha256((folder / path).read_bytes())
    (folder / "manifest.json").write_text(json.dumps(manifest))
