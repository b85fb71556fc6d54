"""The working copy beside Parquet: the same population, never an old or a broken one, and never in the way."""

import errno
import json
import os
import subprocess
import sys
import threading
import time

import numpy
import pyarrow
import pytest

from openfisca_jordan_sp.errors import PopulationError
from openfisca_jordan_sp.populations import arrow, reading, working_copy
from openfisca_jordan_sp.populations.listing import list_population, population_folder
from openfisca_jordan_sp.populations.manifest import read_manifest
from openfisca_jordan_sp.populations.schema import TABLES, columns_among
from openfisca_jordan_sp.populations.store import population_parts, read_population, write_population
from openfisca_jordan_sp.populations.working_copy import SWITCH, WORKING, make_copy, open_copy
from tests.populations.failures import HOUSEHOLDS, PERSONS
from tests.populations.test_parts import cut_governorate


def opened(folder):
    return open_copy(folder, read_manifest(folder))


def copies(folder):
    return list((folder / WORKING).iterdir()) if (folder / WORKING).exists() else []


def assert_equal(found, expected):
    assert found.manifest == expected.manifest
    for table in TABLES:
        assert list(found.table(table)) == list(expected.table(table))
        for name, values in expected.table(table).items():
            other = found.table(table)[name]
            assert other.dtype == values.dtype
            assert numpy.array_equal(other, values, equal_nan=values.dtype == float), name


@pytest.fixture
def from_parquet(folder, monkeypatch):
    """The population of the folder read without a working copy."""
    monkeypatch.setenv(SWITCH, "0")
    population = read_population(folder)
    monkeypatch.delenv(SWITCH)
    assert not copies(folder)
    return population


class TestEquality:
    def test_first_and_later_readings_are_what_parquet_holds(self, folder, from_parquet):
        assert_equal(read_population(folder), from_parquet)
        assert len(copies(folder)) == 1
        assert_equal(read_population(folder), from_parquet)

    def test_later_readings_leave_parquet_alone(self, folder, from_parquet, monkeypatch):
        read_population(folder)
        monkeypatch.setattr(reading, "list_population", lambda *_: pytest.fail("Parquet was looked into."))
        assert_equal(read_population(folder), from_parquet)

    def test_arrays_are_views_of_the_file_of_the_schemas_types_that_nobody_can_write_to(self, folder):
        read_population(folder)
        population = read_population(folder)
        for table in TABLES:
            for column in columns_among(table, population.table(table)):
                values = population.table(table)[column.name]
                assert values.dtype == column.dtype
                assert not values.flags.owndata
                with pytest.raises(ValueError, match="read-only"):
                    values[0] = values[0]

    def test_files_are_arrow_that_says_what_codes_mean(self, folder):
        read_population(folder)
        with pyarrow.memory_map(str(copies(folder)[0] / "persons.arrow")) as file:
            fields = pyarrow.ipc.open_file(file).schema
        assert fields.field("sex").metadata == {b"kind": b"enum", b"members": b"male,female"}
        assert fields.field("wage").metadata == {b"kind": b"amount", b"unit": b"JOD/month"}

    def test_tables_cut_at_different_households_in_files_of_the_same_names(self, folder, monkeypatch):
        cut_governorate(folder, "irbid", tables=("households", "families"), households=7)
        cut_governorate(folder, "irbid", tables=("persons",), households=9)
        found = read_population(folder)
        monkeypatch.setenv(SWITCH, "0")
        assert_equal(found, read_population(folder))

    def test_memory_that_is_given_back_is_read_again(self, folder, from_parquet):
        read_population(folder)
        population = read_population(folder)
        wage = population.persons["wage"]
        cuts = population.chunks(100)
        assert sum(cut.persons["wage"].sum() for cut in cuts) == from_parquet.persons["wage"].sum()
        for each in (*cuts, population):
            each.let_go()
        assert cuts[3].persons.made == frozenset()
        assert numpy.array_equal(wage, from_parquet.persons["wage"])
        assert_equal(population, from_parquet)


class TestStaleness:
    def test_changed_parquet_is_read_and_copied_anew(self, folder, change):
        before = read_population(folder)
        change(HOUSEHOLDS, "number_of_rooms", lambda old: pyarrow.array([9] * len(old), pyarrow.int32()))
        old = copies(folder)
        after = read_population(folder)
        assert (after.households["number_of_rooms"][:5] == 9).all()
        assert not (before.households["number_of_rooms"][:5] == 9).all()
        assert len(copies(folder)) == 1
        assert copies(folder) != old

    def test_parquet_changed_behind_the_manifest_is_refused(self, folder):
        read_population(folder)
        path = folder / PERSONS
        path.write_bytes(path.read_bytes() + b"x")
        with pytest.raises(PopulationError, match="checksum"):
            read_population(folder)

    def test_a_missing_parquet_file_is_missed(self, folder):
        read_population(folder)
        (folder / PERSONS).unlink()
        with pytest.raises(PopulationError, match="not there"):
            read_population(folder)

    def test_parquet_of_another_time_and_the_same_content_is_the_same(self, folder):
        read_population(folder)
        os.utime(folder / PERSONS, (1, 1))
        assert opened(folder) is not None

    def test_parquet_of_another_time_and_other_content_of_the_same_size_is_refused(self, folder):
        read_population(folder)
        data = bytearray((folder / PERSONS).read_bytes())
        data[100] ^= 1
        (folder / PERSONS).write_bytes(data)
        os.utime(folder / PERSONS, (1, 1))
        assert opened(folder) is None
        with pytest.raises(PopulationError, match="checksum"):
            read_population(folder)

    @pytest.mark.parametrize(
        ("name", "value"),
        [("layers_version", lambda: "another"), ("SCHEMA_VERSION", 99), ("OPTIONAL", {}), ("_FORMAT", 99)],
    )
    def test_other_layers_schema_or_format_make_another_copy(self, folder, monkeypatch, name, value):
        read_population(folder)
        old = copies(folder)
        monkeypatch.setattr(working_copy, name, value)
        assert opened(folder) is None
        make_copy(list_population(folder, read_manifest(folder)))
        assert opened(folder) is not None
        assert len(copies(folder)) == 1
        assert copies(folder) != old

    def test_another_manifest_is_another_population(self, folder):
        read_population(folder)
        manifest = json.loads((folder / "manifest.json").read_text())
        (folder / "manifest.json").write_text(json.dumps({**manifest, "seed": 1234}))
        assert opened(folder) is None
        found = read_population(folder)
        assert found.manifest["seed"] == 1234


def truncate(place):
    os.truncate(place / "persons.arrow", (place / "persons.arrow").stat().st_size // 2)


def overwrite(place):
    time.sleep(0.02)  # File times have steps of some milliseconds.
    with (place / "families.arrow").open("r+b") as file:
        file.seek(5_000)
        file.write(b"\xff" * 64)


def break_the_end(place):
    path = place / "households.arrow"
    was = path.stat()
    os.truncate(path, was.st_size - 300)
    os.truncate(path, was.st_size)
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))


def swap_columns(place):
    path = place / "record.json"
    record = json.loads(path.read_text())
    record["names"]["persons"].reverse()
    path.write_text(json.dumps(record))


BREAKS = [
    truncate,
    overwrite,
    break_the_end,
    swap_columns,
    lambda place: (place / "record.json").unlink(),
    lambda place: (place / "record.json").write_text("{"),
    lambda place: (place / "record.json").write_text("[]"),
    lambda place: (place / "families.arrow").unlink(),
    lambda place: (place / "families.arrow").write_bytes(b""),
]


class TestCorruption:
    @pytest.mark.parametrize("damage", BREAKS)
    def test_a_broken_copy_is_not_read_and_made_again(self, folder, from_parquet, damage):
        read_population(folder)
        damage(copies(folder)[0])
        assert opened(folder) is None
        assert_equal(read_population(folder), from_parquet)
        assert_equal(opened(folder).population, from_parquet)

    def test_what_a_killed_run_left_is_removed(self, folder):
        gone = subprocess.Popen([sys.executable, "-c", ""])
        gone.wait()
        left = folder / WORKING / f".copy.1.{gone.pid}.unfinished"
        left.mkdir(parents=True)
        read_population(folder)
        assert not left.exists()

    def test_bad_parquet_leaves_no_copy(self, folder, change):
        change(PERSONS, "wage", lambda old: pyarrow.array([-1.0] * len(old)))
        with pytest.raises(PopulationError, match="not a number from 0 up"):
            read_population(folder)
        assert not (folder / WORKING).exists()


class TestWhereNoneCanBe:
    def test_the_demo_has_none_by_name_and_by_path(self):
        for name in ("demo", population_folder("demo")):
            read_population(name)
        assert not (population_folder("demo") / WORKING).exists()

    def test_switched_off(self, folder, from_parquet, monkeypatch):
        read_population(folder)
        monkeypatch.setenv(SWITCH, "0")
        assert opened(folder) is None
        assert_equal(read_population(folder), from_parquet)

    def test_a_folder_without_permission(self, folder, from_parquet, monkeypatch):
        monkeypatch.setattr(os, "access", lambda *_: False)
        assert_equal(read_population(folder), from_parquet)
        assert not copies(folder)

    def test_something_else_in_its_place(self, folder, from_parquet):
        (folder / WORKING).write_text("mine")
        assert_equal(read_population(folder), from_parquet)
        assert (folder / WORKING).read_text() == "mine"

    def test_something_else_beside_it_is_left(self, folder):
        (folder / WORKING / "notes").mkdir(parents=True)
        (folder / WORKING / "notes" / "mine.txt").write_text("mine")
        read_population(folder)
        assert opened(folder) is not None
        assert (folder / WORKING / "notes" / "mine.txt").read_text() == "mine"

    def test_a_full_disk(self, folder, from_parquet, monkeypatch):
        def full(*_):
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(arrow.ArrowWriter, "put", full)
        assert_equal(read_population(folder), from_parquet)
        assert not (folder / WORKING).exists()

    def test_a_system_that_cannot_write_at_a_place(self, folder, from_parquet, monkeypatch):
        monkeypatch.delattr(os, "pwrite")
        assert_equal(read_population(folder), from_parquet)
        assert not copies(folder)


class TestTogether:
    def test_another_process_that_was_first_wins(self, folder, from_parquet, monkeypatch):
        write = working_copy._write

        first = []

        def write_late(listing, place, identity):
            write(listing, place, identity)
            monkeypatch.setattr(working_copy, "_write", write)
            other = threading.Thread(target=make_copy, args=(listing,))
            other.start()
            other.join()
            first.extend(path.stat().st_ino for path in copies(folder) if not path.name.startswith("."))

        monkeypatch.setattr(working_copy, "_write", write_late)
        assert_equal(read_population(folder), from_parquet)
        assert len(first) == 1
        assert [path.stat().st_ino for path in copies(folder)] == first

    def test_two_processes_at_once(self, folder, from_parquet):
        code = (
            "import sys; from openfisca_jordan_sp.populations.store import read_population;"
            " print(read_population(sys.argv[1]).persons['wage'].sum())"
        )
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        both = [
            subprocess.Popen([sys.executable, "-c", code, folder], stdout=subprocess.PIPE, env=environment)
            for _ in range(2)
        ]
        answers = [float(process.communicate(timeout=50)[0]) for process in both]
        assert answers == [from_parquet.persons["wage"].sum()] * 2
        assert len(copies(folder)) == 1
        assert opened(folder) is not None


class TestTheFolder:
    def test_a_population_written_from_a_copy_is_the_same_files(self, folder, tmp_path):
        read_population(folder)
        write_population(read_population(folder), tmp_path / "again")
        listed = json.loads((folder / "manifest.json").read_text())["files"]
        assert json.loads((tmp_path / "again" / "manifest.json").read_text())["files"] == listed
        assert not (tmp_path / "again" / WORKING).exists()

    def test_parts_come_from_it(self, folder, monkeypatch):
        read_population(folder)
        monkeypatch.setattr("openfisca_jordan_sp.populations.parts.list_population", lambda *_: pytest.fail("Parquet"))
        assert sum(part.population.household_count for part in population_parts(folder)) == 1_000
